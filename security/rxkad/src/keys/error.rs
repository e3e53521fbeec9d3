//! What is wrong with a key file.
//!
//! Holds: [`KeyFormatError`], of bytes, and [`KeyFileError`], of files. Must not know: any format.

use std::io;
use std::path::PathBuf;

/// Bytes that are no key file. None of the keys in it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFormatError {
    /// It ends before all its keys.
    #[error("the file ends too early")]
    Short,
    /// More keys than a file of this kind has.
    #[error("{0} keys are too many")]
    TooMany(u32),
    /// A key whose length is none of its type.
    #[error("a key of {0} bytes is none of its type")]
    KeyLength(usize),
    /// A length that makes no sense.
    #[error("a length that makes no sense")]
    Length,
    /// Another format, or another version of it.
    #[error("not a file of this format")]
    Format,
}

/// A key file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// It cannot be read, or is larger than any key file.
    #[error("{}: {error}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// It is no key file.
    #[error("{}: {error}", path.display())]
    Format {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: KeyFormatError,
    },
}
