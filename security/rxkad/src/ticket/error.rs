//! Why a ticket is refused.
//!
//! Holds: [`TicketError`]. Must not know: who is told.

use crate::NameError;
use crate::kerberos::der::DerError;
use crate::kerberos::{Enctype, SealingError};
use rxrpc_core::AbortCode;

/// Why a ticket is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TicketError {
    /// So many bytes; not 32 to 12000.
    #[error("a ticket of {0} bytes")]
    Length(usize),
    /// No such key is held.
    #[error("no key of version {kvno}{}", enctype.map(|enctype| format!(" for {enctype}")).unwrap_or_default())]
    UnknownKey {
        /// The version that it names, inside for Kerberos 5.
        kvno: u32,
        /// The type that it names; none for Kerberos 4.
        enctype: Option<Enctype>,
    },
    /// Tickets are not sealed with this type here.
    #[error("tickets of {0} are not supported")]
    Enctype(Enctype),
    /// Sealed with another key, or changed since.
    #[error("not sealed with the service's key")]
    NotSealed,
    /// Its fields do not parse.
    #[error("the fields of the ticket are not in order")]
    Malformed,
    /// Its DER does not parse.
    #[error("the DER of the ticket is not in order: {0}")]
    Der(#[from] DerError),
    /// Whom it names cannot be told in AFS.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Its session key is of a type that rxkad takes none of, or too short.
    #[error("a session key that rxkad does not take")]
    SessionKey,
    /// It ends before it begins, lasts longer than 30 days, or begins that far in the future.
    #[error("the times of the ticket are not in order")]
    Times,
    /// Not valid yet, or flagged as invalid.
    #[error("the ticket is not valid yet")]
    NotYet,
    /// Expired.
    #[error("the ticket has expired")]
    Expired,
}

impl TicketError {
    /// The code that the connection is aborted with (rxkad in practice §1).
    #[must_use]
    pub const fn abort_code(&self) -> AbortCode {
        match self {
            Self::Length(_) => AbortCode::RXKADTICKETLEN,
            Self::UnknownKey { .. } | Self::Enctype(_) => AbortCode::RXKADUNKNOWNKEY,
            Self::NotSealed
            | Self::Malformed
            | Self::Der(_)
            | Self::Name(_)
            | Self::SessionKey
            | Self::Times => AbortCode::RXKADBADTICKET,
            Self::NotYet => AbortCode::RXKADNOAUTH,
            Self::Expired => AbortCode::RXKADEXPIRED,
        }
    }
}

impl From<SealingError> for TicketError {
    fn from(error: SealingError) -> Self {
        match error {
            SealingError::Enctype(enctype) => Self::Enctype(enctype),
            SealingError::KeyLength | SealingError::NotSealed => Self::NotSealed,
        }
    }
}
