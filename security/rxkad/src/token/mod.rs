//! Tokens: what a client has to prove who it is, and to protect what it sends.
//!
//! Holds: [`Token`], from the payload of a key ([`key_payload`]), from a ticket of Kerberos, or made with a service's own
//! key ([`LocalToken`]). Must not know: connections, files.
//!
//! A token for who administers a cell, on one of its servers, and one for a user named there:
//!
//! ```no_run
//! use rxrpc_rxkad::Principal;
//! use rxrpc_rxkad::keys::{KeySet, KeySource};
//! use rxrpc_rxkad::token::LocalToken;
//!
//! let mut keys = KeySet::new();
//! for file in KeySource::openafs_directory("/etc/openafs/server") {
//!     keys.add_all(file.read()?);
//! }
//! let administrator = LocalToken::new(&keys)?.make()?;
//! let alice = Principal::new("alice", "", "example.org")?;
//! let reader = LocalToken::new(&keys)?.naming(alice).make()?;
//! # let _ = (administrator, reader);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
pub mod key_payload;
mod local;

pub use error::{PayloadError, TokenError};
pub use local::LocalToken;

use crate::Timestamp;
use crate::cipher::SessionKey;
use crate::kerberos::{Enctype, rxkad_key};
use crate::ticket::{KVNO_KRB5, TICKET_LEN};
use std::sync::Arc;

/// A ticket, which only the service can read, and the session key that is in it. Cheap to clone; its `Debug` shows neither.
#[derive(Clone)]
pub struct Token {
    session_key: SessionKey,
    kvno: u32,
    ticket: Arc<[u8]>,
    expires: Timestamp,
    cell: Option<Arc<str>>,
    user: Option<Arc<str>>,
}

impl Token {
    /// A token that never expires, of a ticket whose kvno says what it is ([`crate::ticket`]).
    ///
    /// # Errors
    ///
    /// [`TokenError::TicketLength`] if the ticket has not 32 to 12000 bytes.
    pub fn new(
        session_key: SessionKey,
        kvno: u32,
        ticket: impl Into<Arc<[u8]>>,
    ) -> Result<Self, TokenError> {
        let ticket = ticket.into();
        if !TICKET_LEN.contains(&ticket.len()) {
            return Err(TokenError::TicketLength(ticket.len()));
        }
        Ok(Self { session_key, kvno, ticket, expires: Timestamp::NEVER, cell: None, user: None })
    }

    /// A token of a whole ticket of Kerberos 5, in DER, with its session key as Kerberos has it, and when it expires.
    ///
    /// # Errors
    ///
    /// [`TokenError::TicketLength`]; [`TokenError::SessionKey`] if rxkad makes no key of one of this type, or of these
    /// bytes.
    pub fn from_kerberos(
        ticket: impl Into<Arc<[u8]>>,
        enctype: Enctype,
        session_key: &[u8],
        expires: Timestamp,
    ) -> Result<Self, TokenError> {
        let session_key =
            rxkad_key(enctype, session_key).map_err(|_| TokenError::SessionKey(enctype))?;
        Ok(Self::new(session_key, KVNO_KRB5, ticket)?.expires(expires))
    }

    /// Sets when it expires.
    #[must_use]
    pub fn expires(mut self, at: Timestamp) -> Self {
        self.expires = at;
        self
    }

    /// Sets the cell that it is for.
    #[must_use]
    pub fn for_cell(mut self, cell: impl Into<Arc<str>>) -> Self {
        self.cell = Some(cell.into());
        self
    }

    /// Sets whose it is, for people: the ticket says so to the service alone.
    #[must_use]
    pub fn of_user(mut self, user: impl Into<Arc<str>>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// The key that packets are protected with.
    #[must_use]
    pub fn session_key(&self) -> &SessionKey {
        &self.session_key
    }

    /// Which of the service's keys the ticket is sealed with, or of which kind it is.
    #[must_use]
    pub fn kvno(&self) -> u32 {
        self.kvno
    }

    /// The ticket.
    #[must_use]
    pub fn ticket(&self) -> &[u8] {
        &self.ticket
    }

    /// When it expires, or [`Timestamp::NEVER`].
    #[must_use]
    pub fn expiry(&self) -> Timestamp {
        self.expires
    }

    /// Whether it has expired at this time.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires != Timestamp::NEVER && self.expires <= now
    }

    /// The cell that it is for, if that was said.
    #[must_use]
    pub fn cell(&self) -> Option<&str> {
        self.cell.as_deref()
    }

    /// Whose it is, if that was said, as `alice@EXAMPLE.ORG`.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }
}

impl std::fmt::Debug for Token {
    /// What is no secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Token");
        shown.field("kvno", &self.kvno).field("expires", &self.expires);
        shown.field("cell", &self.cell).field("user", &self.user);
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
