//! What the rxkad layouts of CHALLENGE and RESPONSE share: their error.

use thiserror::Error;

use crate::codes::AbortCode;

/// A CHALLENGE or RESPONSE that is not laid out as rxkad wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum RxkadError {
    /// The body ends too early.
    #[error("{present} bytes where rxkad wants {needed}")]
    Short {
        /// Bytes wanted.
        needed: usize,
        /// Length of the body in bytes.
        present: usize,
    },
    /// A version that is not 2.
    #[error("rxkad version {0} is not supported")]
    Version(u32),
    /// A ticket length, in bytes, outside the limits.
    #[error("an rxkad ticket of {0} bytes is out of bounds")]
    TicketLength(u32),
}

impl RxkadError {
    /// The code with which Linux and OpenAFS abort the connection for this error.
    #[must_use]
    pub const fn abort_code(&self) -> AbortCode {
        match self {
            Self::Short { .. } => AbortCode::RXKADPACKETSHORT,
            Self::Version(_) => AbortCode::RXKADINCONSISTENCY,
            Self::TicketLength(_) => AbortCode::RXKADTICKETLEN,
        }
    }
}
