//! Why there is no token.
//!
//! Holds: [`TokenError`] and [`PayloadError`]. Must not know: who asked.

use crate::kerberos::{Enctype, SealingError};

/// Why no token was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// So many bytes of ticket; services read 32 to 12000.
    #[error("a ticket of {0} bytes is out of bounds")]
    TicketLength(usize),
    /// A session key that no key of rxkad is made of.
    #[error("no session key for rxkad is made of one of {0}")]
    SessionKey(Enctype),
    /// The service has no key to make a token with.
    #[error("there is no key to make a token with")]
    NoKey,
    /// The newest key is of a type that tickets are not sealed with here.
    #[error("tickets are not sealed with {0}")]
    Enctype(Enctype),
    /// A DES key of this version, which would say that the ticket is of another kind.
    #[error("no ticket is sealed with a DES key of version {0}")]
    Kvno(u32),
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    Random,
}

impl From<SealingError> for TokenError {
    fn from(error: SealingError) -> Self {
        match error {
            SealingError::Enctype(enctype) => Self::Enctype(enctype),
            SealingError::KeyLength | SealingError::NotSealed => Self::NoKey,
        }
    }
}

/// Why a key's payload gave no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayloadError {
    /// Of neither form, or longer than 16384 bytes.
    #[error("the payload is of no known form")]
    Malformed,
    /// Its tokens are all of other security classes.
    #[error("the payload has no token of rxkad")]
    NoToken,
    /// Its token is none.
    #[error(transparent)]
    Token(#[from] TokenError),
}
