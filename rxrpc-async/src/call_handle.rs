//! A call of the core together with the endpoint it is on, and what is owed when its last user is gone.
//!
//! Holds: [`CallHandle`], and the bound of each half's waits. Must not know: the protocol, how a call is read or written.

use crate::endpoint::Endpoint;
use crate::send_half::Unqueued;
use crate::shared::Shared;
use rxrpc_core::{AbortCode, Call as CoreCall, CallError};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What the handles of one call share. Dropping it gives the call up: it is aborted if it cannot go on
/// without a user, and the ABORT leaves at once.
pub(crate) struct CallHandle {
    pub(crate) endpoint: Endpoint,
    pub(crate) call: Arc<CoreCall>,
    own: Mutex<Own>,
}

/// Which half of a call waits.
#[derive(Clone, Copy)]
pub(crate) enum Half {
    Sending,
    Receiving,
}

#[derive(Default)]
struct Timeouts {
    sending: Option<Duration>,
    receiving: Option<Duration>,
}

/// What the core does not know of.
#[derive(Default)]
struct Own {
    /// Bounds of the waits of either half.
    timeouts: Timeouts,
    /// Left by a handler that dropped its call.
    unqueued: Unqueued,
}

impl CallHandle {
    pub(crate) fn new(endpoint: Endpoint, call: Arc<CoreCall>) -> Arc<Self> {
        Arc::new(Self { endpoint, call, own: Mutex::default() })
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        self.endpoint.shared()
    }

    pub(crate) fn set_timeout(&self, half: Half, timeout: Option<Duration>) {
        let timeouts = &mut self.own().timeouts;
        match half {
            Half::Sending => timeouts.sending = timeout,
            Half::Receiving => timeouts.receiving = timeout,
        }
    }

    fn timeout(&self, half: Half) -> Option<Duration> {
        let timeouts = &self.own().timeouts;
        match half {
            Half::Sending => timeouts.sending,
            Half::Receiving => timeouts.receiving,
        }
    }

    /// Keeps what the sending side took over and did not get into the transmit queue.
    pub(crate) fn leave(&self, unqueued: Unqueued) {
        self.own().unqueued = unqueued;
    }

    pub(crate) fn take_unqueued(&self) -> Unqueued {
        std::mem::take(&mut self.own().unqueued)
    }

    pub(crate) fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool {
        let shared = self.shared();
        let in_time = shared.core.abort_for(&self.call, code, reason);
        shared.flush();
        in_time
    }

    /// Waits for a verb on the call, for as long as the timeout of that half allows.
    pub(crate) async fn wait<T>(
        &self,
        half: Half,
        verb: Pin<&mut impl Future<Output = Result<T, CallError>>>,
    ) -> Result<T, CallError> {
        let timeout = self.timeout(half);
        let shared = self.shared();
        let deadline = timeout.and_then(|timeout| shared.deadline(timeout));
        shared.run_until(verb, deadline).await.unwrap_or(Err(CallError::TimedOut))
    }
}

impl Drop for CallHandle {
    fn drop(&mut self) {
        // It may be about to send.
        drop(self.take_unqueued());
        let shared = self.shared();
        shared.core.release(&self.call);
        shared.flush();
    }
}
