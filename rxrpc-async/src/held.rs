//! A call of the core together with the endpoint it is on, and what is owed when its last user is gone.
//!
//! Holds: [`Held`]. Must not know: the protocol, how a call is read or written.

use crate::endpoint::Endpoint;
use crate::shared::Shared;
use rxrpc_core::{Call as CoreCall, CallError};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the handles of one call share. Dropping it gives the call up: it is aborted if it cannot go on
/// without a user, and the ABORT leaves at once.
pub(crate) struct Held {
    pub(crate) endpoint: Endpoint,
    pub(crate) call: Arc<CoreCall>,
    timeout: Mutex<Option<Duration>>,
}

impl Held {
    pub(crate) fn new(endpoint: Endpoint, call: Arc<CoreCall>) -> Arc<Self> {
        Arc::new(Self { endpoint, call, timeout: Mutex::new(None) })
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        self.endpoint.shared()
    }

    pub(crate) fn set_timeout(&self, timeout: Option<Duration>) {
        *self.timeout.lock().unwrap_or_else(PoisonError::into_inner) = timeout;
    }

    /// Waits for a verb on the call, for as long as the timeout of its handle allows.
    pub(crate) async fn wait<T>(
        &self,
        verb: impl Future<Output = Result<T, CallError>>,
    ) -> Result<T, CallError> {
        let timeout = *self.timeout.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = self.shared();
        let deadline = timeout.and_then(|timeout| shared.deadline(timeout));
        shared.run_until(verb, deadline).await.unwrap_or(Err(CallError::TimedOut))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let shared = self.endpoint.shared();
        shared.core.release(&self.call);
        shared.flush();
    }
}
