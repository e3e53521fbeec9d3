//! What a service knows clients by.
//!
//! Holds: [`ServiceKey`], which a class implements, and [`ServiceKeys`], which users give to services. Must not know:
//! connections, when a CHALLENGE is sent.

use super::{ConnectionFacts, HandshakeError, Response, SecurityLevel, Theirs, Verified};
use bytes::Bytes;
use rxrpc_wire::SecurityIndex;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

/// Bytes that nobody can guess, for a challenge.
pub type Nonce = [u8; 32];

/// A service's keys of one class: what challenges clients, and knows who they are by what they answer.
///
/// Both verbs run where packets are taken in, with no lock held, and hold up all calls of the endpoint as long as they
/// take: keys are in memory by then, and nothing is waited for.
pub trait ServiceKey: Send + Sync + Debug {
    /// The number of the class in packet headers.
    fn class(&self) -> SecurityIndex;

    /// The body of the CHALLENGE for a new connection, of at most [`ServiceKeys::MAX_CHALLENGE`] bytes. It is made once
    /// for a connection, and may be sent several times. `nonce` is random: what is not made of it can be guessed.
    fn challenge(&self, connection: &ConnectionFacts, nonce: &Nonce) -> Bytes;

    /// Whether a RESPONSE answers `challenge` on this connection, and who the client is. Asked once for each
    /// connection, or again after [`HandshakeError::Later`]. Has to refuse a client whose level is below that of
    /// `connection`.
    ///
    /// # Errors
    ///
    /// [`HandshakeError`]: the connection is aborted, or the RESPONSE is dropped.
    fn verify(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        response: &Response,
    ) -> Result<Verified, HandshakeError>;
}

/// By what a service knows its clients: one [`ServiceKey`] of each class that it speaks (the keyring of an AF_RXRPC
/// socket).
#[derive(Clone, Debug, Default)]
pub struct ServiceKeys {
    keys: BTreeMap<u8, Theirs<dyn ServiceKey>>,
    min_level: SecurityLevel,
    secured_only: bool,
}

impl ServiceKeys {
    /// The most bytes of the body of a CHALLENGE; longer ones are not sent. A client's address is not proven by then.
    pub const MAX_CHALLENGE: usize = 64;

    /// No keys: the service takes unprotected calls.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key, in place of one of its class. One of the class [`SecurityIndex::NONE`] changes nothing.
    #[must_use]
    pub fn with(mut self, key: Arc<dyn ServiceKey>) -> Self {
        let class = key.class();
        if class != SecurityIndex::NONE {
            self.keys.insert(class.0, key.into());
        }
        self
    }

    /// Sets the least level that secured calls have to have; at first [`SecurityLevel::Plain`]. (Linux AF_RXRPC
    /// asks no client for it.)
    #[must_use]
    pub fn min_level(mut self, level: SecurityLevel) -> Self {
        self.min_level = level;
        self
    }

    /// Refuses unprotected calls, which are taken beside secured ones otherwise, as in AF_RXRPC. Their clients are told
    /// `RX_INVALID_OPERATION`.
    #[must_use]
    pub fn secured_only(mut self) -> Self {
        self.secured_only = true;
        self
    }

    pub(crate) fn takes_unsecured(&self) -> bool {
        !self.secured_only
    }

    pub(crate) fn least(&self) -> SecurityLevel {
        self.min_level
    }

    pub(crate) fn of_class(&self, class: SecurityIndex) -> Option<&Theirs<dyn ServiceKey>> {
        self.keys.get(&class.0)
    }
}
