//! Why a file cannot be found or read.
//!
//! Holds: [`FileError`]. Texts hold no characters that a terminal would obey.

use super::access_list::AccessListError;
use super::directory::DirectoryError;
use super::mount::MountPointError;
use super::path::PathError;
use crate::cell::{ConfigurationError, DatabaseError};
use crate::errors::{UAEACCES, UAENOENT, describe};
use rxrpc_xdr::{AbortCode, RpcError};

/// Why a file cannot be found or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The path is none.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The cell is not known.
    #[error(transparent)]
    Cell(#[from] ConfigurationError),
    /// Volume location does not say where the volume is.
    #[error("volume {:?} of {cell}: {error}", volume)]
    Location {
        /// The cell.
        cell: String,
        /// The volume, as it was asked for.
        volume: String,
        /// Why.
        #[source]
        error: DatabaseError,
    },
    /// The volume is not there in the form that is wanted.
    #[error("volume {volume:?} of {cell} is not there in the form that is wanted")]
    NoVolume {
        /// The cell.
        cell: String,
        /// The volume, as it was asked for.
        volume: String,
    },
    /// No address of a file server of the volume is known.
    #[error("no file server of the volume is known")]
    NoServers,
    /// A directory has no such entry.
    #[error("{}: there is no such file or directory", .0.escape_ascii())]
    NotFound(Vec<u8>),
    /// What is not a directory was to be looked into.
    #[error("this is no directory")]
    NotDirectory,
    /// A directory was to be read as a file.
    #[error("this is a directory")]
    IsDirectory,
    /// What is not a symbolic link or a mount point was to be read as one.
    #[error("this is no link")]
    NotLink,
    /// Symbolic links follow each other too often, or lead in a circle.
    #[error("too many symbolic links follow each other")]
    TooManyLinks,
    /// Mount points follow each other too often, or names do.
    #[error("too many mount points or names follow each other")]
    TooDeep,
    /// A symbolic link leads out of `/afs`.
    #[error("a symbolic link leads out of /afs: {}", .0.escape_ascii())]
    LeavesAfs(Vec<u8>),
    /// The file server refused.
    #[error("{}", describe(*.0))]
    Refused(AbortCode),
    /// No file server of the volume could answer; the last of them ended so.
    #[error("no file server of the volume answers: {0}")]
    NoAnswer(RpcError),
    /// The pages of a directory are wrong.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The text of an access list is wrong.
    #[error(transparent)]
    AccessList(#[from] AccessListError),
    /// The text of a mount point is wrong.
    #[error(transparent)]
    MountPoint(#[from] MountPointError),
    /// The file server said what cannot be.
    #[error("the file server said what cannot be: {0}")]
    Impossible(&'static str),
    /// The file was changed while it was read.
    #[error("the file was changed while it was read")]
    Changed,
}

impl FileError {
    /// The code with which a server refused.
    #[must_use]
    pub fn abort_code(&self) -> Option<AbortCode> {
        match self {
            Self::Refused(code) | Self::Location { error: DatabaseError::Refused(code), .. } => {
                Some(*code)
            }
            Self::NoAnswer(error) => error.abort_code(),
            _ => None,
        }
    }

    /// There is no such file, directory or volume.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound(_)) || self.abort_code() == Some(UAENOENT)
    }

    /// The caller has no right to it.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.abort_code() == Some(UAEACCES)
    }
}
