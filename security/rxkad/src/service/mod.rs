//! The service's end of rxkad.
//!
//! Holds: [`RxkadService`], by what a service knows its clients; in `verify` how a RESPONSE is judged, in
//! `context` what secures a connection, and [`RxkadPeer`], who a client has proven to be. Must not know: how tickets are
//! opened, where keys are from.

mod context;
mod peer;
mod verify;

use crate::calendar::Calendar;
use crate::keys::KeyStore;
use crate::ticket::TicketRules;
use crate::who::LocalRealms;
use rxrpc_core::SecurityIndex;
use rxrpc_core::security::{
    Bytes, ConnectionFacts, HandshakeError, Nonce, Response, ServiceKey, Verified,
};
use rxrpc_core::wire::RxkadChallenge;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use peer::RxkadPeer;

/// How long after a RESPONSE its refusal is said (OpenAFS).
const REFUSED_AFTER: Duration = Duration::from_secs(1);

type Hook = dyn Fn(&RxkadPeer) -> bool + Send + Sync;

/// By what a service knows clients of rxkad: the keys that their tickets are sealed with, and who of them may. Cheap to
/// clone.
///
/// Who a client is, its calls say: `call.security()` has a [`PeerIdentity`](rxrpc_core::PeerIdentity) with the name as
/// text, and with a [`RxkadPeer`] as its details.
#[derive(Clone)]
pub struct RxkadService {
    keys: Arc<KeyStore>,
    calendar: Calendar,
    refused_after: Duration,
    rules: TicketRules,
    realms: Arc<LocalRealms>,
    may: Option<Arc<Hook>>,
}

impl RxkadService {
    /// A service that knows the holders of tickets which are sealed with these keys. The keys can be read again at any
    /// time: each RESPONSE is judged by those that there are then.
    #[must_use]
    pub fn new(keys: Arc<KeyStore>) -> Self {
        Self {
            keys,
            calendar: Calendar::SYSTEM,
            refused_after: REFUSED_AFTER,
            rules: TicketRules::default(),
            realms: Arc::default(),
            may: None,
        }
    }

    /// Sets by which calendar tickets expire.
    #[must_use]
    pub fn calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = calendar;
        self
    }

    /// Sets how long after a RESPONSE its client is told that it was refused. At first a second, as in OpenAFS, so that who
    /// guesses does not guess fast. Nobody waits for that but the calls of the connection.
    #[must_use]
    pub fn refused_after(mut self, time: Duration) -> Self {
        self.refused_after = time;
        self
    }

    /// Sets what tickets it takes, where services differ.
    #[must_use]
    pub fn ticket_rules(mut self, rules: TicketRules) -> Self {
        self.rules = rules;
        self
    }

    /// Sets which realms are the cell's own. At first none but the one without a name.
    #[must_use]
    pub fn local_realms(mut self, realms: LocalRealms) -> Self {
        self.realms = Arc::new(realms);
        self
    }

    /// Sets who may call at all: everybody who has a good ticket at first. Others are refused with `RXKADNOAUTH`. It runs
    /// where packets are taken in, and holds up all calls of the endpoint for as long as it takes.
    #[must_use]
    pub fn only(mut self, may: impl Fn(&RxkadPeer) -> bool + Send + Sync + 'static) -> Self {
        self.may = Some(Arc::new(may));
        self
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &Arc<KeyStore> {
        &self.keys
    }
}

impl fmt::Debug for RxkadService {
    /// The keys as far as they may be shown, and the realms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RxkadService");
        shown.field("keys", &self.keys).field("realms", &self.realms);
        shown.finish_non_exhaustive()
    }
}

impl ServiceKey for RxkadService {
    fn class(&self) -> SecurityIndex {
        SecurityIndex::RXKAD
    }

    fn challenge(&self, connection: &ConnectionFacts, nonce: &Nonce) -> Bytes {
        let number = nonce.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
        let mut body = Vec::with_capacity(RxkadChallenge::V2_LEN);
        RxkadChallenge::new(number, connection.level.number()).emit(&mut body);
        body.into()
    }

    fn verify(
        &self,
        connection: &ConnectionFacts,
        challenge: &[u8],
        response: &Response,
    ) -> Result<Verified, HandshakeError> {
        self.judge(connection, challenge, &response.body).map_err(|code| {
            tracing::debug!(peer = %connection.peer, %code, "response_refused");
            if self.refused_after.is_zero() {
                HandshakeError::Abort(code)
            } else {
                HandshakeError::AbortAfter(code, self.refused_after)
            }
        })
    }
}
