//! The handshake of a connection, and what its class does at times.
//!
//! Holds: when a connection is [secured](crate::security), at the service's end ([`service`]) and the client's
//! ([`client`], [`challenges`]), and what becomes of it when its class refuses. Must not know: what is in challenges and responses.
//!
//! Classes are called with no lock held, and guarded: they are users' things, called by the driver.

pub(crate) mod challenges;
mod client;
mod service;

use crate::connection::Connection;
use crate::endpoint::Endpoint;
use crate::proto::{Completion, Failure};
use crate::security::SecurityFailure;
use rxrpc_wire::{AbortCode, ServiceId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::security::ServiceKeys;

impl Endpoint {
    /// Sets by what a service knows its clients, in place of what was set before; `None`: it takes unprotected calls
    /// only. The service need not be bound so far. Connections that there are stay as they are. [`Endpoint::close`] lets
    /// go of all keys, and nothing is set after it.
    pub fn set_service_keys(&self, service: ServiceId, keys: Option<ServiceKeys>) {
        drop(self.swap_service_keys(service, keys));
    }

    /// [`Endpoint::set_service_keys`] that returns the old ones, which are to be dropped with no lock held.
    pub(crate) fn swap_service_keys(
        &self,
        service: ServiceId,
        keys: Option<ServiceKeys>,
    ) -> Option<Arc<ServiceKeys>> {
        self.keys.set(service, keys.map(Arc::new), || self.is_closed())
    }

    /// A time that a connection stands under has come.
    pub(in crate::endpoint) fn connection_timeout(
        &self,
        now: Instant,
        connection: &Arc<Connection>,
    ) {
        if connection.channels.lock().is_useless() {
            return;
        }
        match connection.security() {
            Some(_) => {
                self.let_class_work(now, connection);
            }
            None => self.challenge_again(now, connection),
        }
    }

    /// Lets a class do what it has to do now. How the calls of the connection ended, if it refuses to go on.
    fn let_class_work(&self, now: Instant, connection: &Arc<Connection>) -> Option<Completion> {
        let security = connection.security()?;
        let done = ask_class(|| security.handle_time(now));
        match done.unwrap_or(Err(SecurityFailure(PANICKED))) {
            Ok(None) => None,
            Ok(Some(next)) => {
                let next = now.checked_add(SHORTEST).map(|earliest| next.max(earliest));
                self.schedule.rearm_connection(connection, next);
                None
            }
            Err(SecurityFailure(code)) => {
                self.refuse_connection(now, connection, code);
                Some(refusal(code))
            }
        }
    }

    /// The class of a connection refuses to go on: all of its calls end, here and at the peer.
    fn refuse_connection(&self, now: Instant, connection: &Arc<Connection>, code: AbortCode) {
        let code = code.or(AbortCode::RX_PROTOCOL_ERROR);
        connection.local.answers.abort_connection(now, connection, code);
        self.abort_connection(connection, code, refusal(code));
    }

    /// Drops connections that were taken out of the tables, with what their classes made of them.
    pub(crate) fn drop_forgotten(&self) {
        for connection in self.routes.take_forgotten() {
            self.schedule.disarm_connection(&connection);
            self.routes.drop_unused_peer(connection.peer);
        }
    }
}

/// A class is asked no sooner again: connections come before calls, and one that is always due would hold up all of them.
const SHORTEST: Duration = Duration::from_millis(1);

/// What a connection is aborted with whose class has panicked.
const PANICKED: AbortCode = AbortCode::RX_PROTOCOL_ERROR;

/// Calls a class; `None` if it panics. The one who does it must go on, for it does it for all connections.
pub(crate) fn ask_class<T>(ask: impl FnOnce() -> T) -> Option<T> {
    let answer = catch_unwind(AssertUnwindSafe(ask)).ok();
    if answer.is_none() {
        tracing::error!("a security class has panicked");
    }
    answer
}

/// How calls end whose class refuses to go on.
fn refusal(code: AbortCode) -> Completion {
    let code = code.or(AbortCode::RX_PROTOCOL_ERROR);
    Completion::LocallyAborted { code, error: Failure::Security }
}
