//! Why a command ends without what it was asked for.
//!
//! Holds: [`Failure`] and the exit code of each. Must not know: how it is shown.

use std::io;
use std::process::ExitCode;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// A host is not found.
    #[error("{0}")]
    Place(String),
    /// What should be a host and a port is none.
    #[error("{0}")]
    NoPlace(String),
    /// Nobody answered in time.
    #[error("{0}: no answer")]
    NoAnswer(String),
    /// The other side's system says that nobody listens there.
    #[error("{0}: nobody listens there")]
    NobodyThere(String),
    /// The server does not answer such questions.
    #[error("{0}: it does not answer such questions")]
    Refused(String),
    /// A file or socket fails.
    #[error("{what}: {error}")]
    System {
        /// Which one.
        what: String,
        /// Why.
        error: io::Error,
    },
    /// A capture that cannot be read to its end.
    #[error("{0}")]
    Capture(String),
    /// A key that is none.
    #[error("{0}")]
    Key(String),
    /// The servers of a cell, or who asks, are not known.
    #[error("{0}")]
    Access(String),
    /// A call did not give what it was made for: with the code and its name, if the service answered one.
    #[error("{server}: {why}")]
    Call {
        /// Who was called.
        server: String,
        /// Why.
        why: String,
    },
    /// A code that has no name.
    #[error("{0}: no such code is known")]
    NoSuchCode(String),
}

impl Failure {
    /// A file or socket fails.
    pub(crate) fn system(what: impl ToString, error: io::Error) -> Self {
        Self::System { what: what.to_string(), error }
    }

    /// Whether no other question would be answered either.
    pub(crate) fn is_of_all(&self) -> bool {
        !matches!(self, Self::Call { .. })
    }

    /// 3 if nobody answered, 2 for what should be a host and a port and is none (as for all arguments that make no sense), else 1.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::NoPlace(_) => ExitCode::from(2),
            Self::NoAnswer(_) | Self::NobodyThere(_) => ExitCode::from(3),
            _ => ExitCode::from(1),
        }
    }
}
