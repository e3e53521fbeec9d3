//! The client's end of rxkad.
//!
//! Holds: [`RxkadKey`], a token as calls are made with it, and in `context` what secures a connection with it. Must not
//! know: where tokens are from.

mod context;

use crate::calendar::Calendar;
use crate::token::Token;
use context::ClientContext;
use rxrpc_core::security::{
    ClientKey, ConnectionFacts, Credentials, SecurityContext, SecurityLevel,
};
use rxrpc_core::{Errno, SecurityIndex};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A token, to make calls with. Its `Debug` shows no secret.
///
/// A token that was renewed is another one: calls that are made with it have a connection of their own, and those that
/// run go on with the old one. Calls with one token, or with two that are the same, share connections.
///
/// Once the token has expired, calls with it fail with `EKEYEXPIRED` before a packet is sent. Calls that run then go on
/// at this end: it is the service that ends them, with `RXKADEXPIRED`, when it takes the token for expired.
#[derive(Clone)]
pub struct RxkadKey {
    token: Arc<Token>,
    identity: [u8; 32],
    calendar: Calendar,
}

impl RxkadKey {
    /// What calls are made with that show this token.
    #[must_use]
    pub fn new(token: Token) -> Self {
        let identity = identity(&token);
        Self { token: Arc::new(token), identity, calendar: Calendar::SYSTEM }
    }

    /// Sets by which calendar the token expires.
    #[must_use]
    pub fn calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = calendar;
        self
    }

    /// Credentials with it, at a level.
    #[must_use]
    pub fn credentials(self, level: SecurityLevel) -> Credentials {
        Credentials::new(Arc::new(self), level)
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }
}

/// What tells a token from others. The session key is a part of it: tickets are seen by everybody on the way, and who has
/// no more than one of them shall not share a connection with its owner.
fn identity(token: &Token) -> [u8; 32] {
    let mut all = Zeroizing::new(Vec::with_capacity(20 + token.ticket().len()));
    all.extend_from_slice(token.session_key().bytes());
    all.extend_from_slice(&token.kvno().to_be_bytes());
    all.extend_from_slice(&token.expiry().0.to_be_bytes());
    all.extend_from_slice(token.ticket());
    Sha256::digest(&*all).into()
}

impl fmt::Debug for RxkadKey {
    /// The version of the service's key, and when it expires.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RxkadKey");
        shown.field("kvno", &self.token.kvno()).field("expires", &self.token.expiry());
        shown.finish_non_exhaustive()
    }
}

impl ClientKey for RxkadKey {
    fn class(&self) -> SecurityIndex {
        SecurityIndex::RXKAD
    }

    fn identity(&self) -> &[u8] {
        &self.identity
    }

    fn secure(&self, connection: &ConnectionFacts) -> Result<Arc<dyn SecurityContext>, Errno> {
        let now = self.calendar.at(connection.now);
        if self.token.expiry().system_time().is_some_and(|expires| expires <= now) {
            return Err(Errno::EKEYEXPIRED);
        }
        Ok(Arc::new(ClientContext::new(&self.token, connection, self.calendar)))
    }
}
