//! The calls that come to a service.
//!
//! Holds: [`Incoming`]. Must not know: what is done with them.

use crate::call::Call;
use crate::endpoint::Endpoint;
use rxrpc_core::{Arrival, CallError, Incoming as CoreIncoming, ServiceId};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Takes the calls of one service, oldest first. Clones take from the same queue; the service is bound
/// until the last one is dropped.
#[derive(Clone)]
#[must_use = "dropping it unbinds the service"]
pub struct Incoming {
    endpoint: Endpoint,
    incoming: Arc<CoreIncoming>,
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming").field("service", &self.service()).finish_non_exhaustive()
    }
}

impl Incoming {
    pub(crate) fn new(endpoint: Endpoint, incoming: CoreIncoming) -> Self {
        Self { endpoint, incoming: Arc::new(incoming) }
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.incoming.service()
    }

    /// A call in the hands of a user, for as long as he likes.
    fn leave_to_user(&self, call: Arc<rxrpc_core::Call>) -> Call {
        self.endpoint.driver().core.leave_to_user(&call);
        Call::new(self.endpoint.clone(), call, Duration::ZERO)
    }

    /// Unbinds the service at once, and returns the calls that had come and nobody took, oldest first: they
    /// may be served still, or are aborted when dropped. Whoever waits for a call, here or at a clone,
    /// gets [`CallError::Closed`]. Never blocks.
    pub fn stop(&self) -> Vec<Call> {
        self.incoming.stop().into_iter().map(|call| self.leave_to_user(call)).collect()
    }

    /// The next call. Blocks until there is one.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed or the service stopped.
    pub fn accept(&self) -> Result<Call, CallError> {
        let next = self.endpoint.driver().block_on(self.incoming.next(), None).flatten();
        next.map(|call| self.leave_to_user(call)).ok_or(CallError::Closed)
    }

    /// The next call. Blocks until there is one, but no longer than `timeout`.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT), [`CallError::Closed`] (ESHUTDOWN).
    pub fn accept_timeout(&self, timeout: Duration) -> Result<Call, CallError> {
        let deadline = Instant::now().checked_add(timeout);
        match self.endpoint.driver().block_on(self.incoming.next(), deadline) {
            Some(Some(call)) => Ok(self.leave_to_user(call)),
            Some(None) => Err(CallError::Closed),
            None => Err(CallError::TimedOut),
        }
    }

    /// Has `notify` called whenever a call has come and waits to be taken, also for those that wait now, and when one that
    /// had come goes untaken because it ended. `false` if somebody is called already, and nothing changes. It is called
    /// by whoever brings the call, with no lock held: it must not block, and may use the verbs that do not wait. Calls
    /// may be told once too often: take them with [`Incoming::try_accept`] until there is none.
    pub fn notify_with(&self, notify: impl Fn(Arrival) + Send + Sync + 'static) -> bool {
        self.incoming.notify_with(notify)
    }

    /// The next call if one is there. Never blocks.
    pub fn try_accept(&self) -> Option<Call> {
        self.incoming.try_next().map(|call| self.leave_to_user(call))
    }
}

impl Iterator for Incoming {
    type Item = Call;

    /// The next call. Blocks until there is one; `None` once the endpoint is closed or the service stopped.
    fn next(&mut self) -> Option<Call> {
        self.accept().ok()
    }
}
