//! The calls that come to a service.
//!
//! Holds: [`Incoming`]. Must not know: what is done with them.

use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::ongoing::Ongoing;
use futures::stream::Stream;
use rxrpc_core::{Arrival, Call as CoreCall, CallError, Incoming as CoreIncoming, ServiceId};
use std::fmt;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

type Pending = Ongoing<Option<Arc<CoreCall>>>;

/// Takes the calls of one service, oldest first. Clones take from the same queue; the service is bound
/// until the last one is dropped.
///
/// As a `Stream` it ends when the endpoint is closed; `for_each_concurrent` of `StreamExt` serves with
/// bounded concurrency inside one task.
#[must_use = "dropping it unbinds the service"]
pub struct Incoming {
    endpoint: Endpoint,
    incoming: Arc<CoreIncoming>,
    /// The wait of the stream.
    pending: Option<Pending>,
}

impl Clone for Incoming {
    fn clone(&self) -> Self {
        Self { endpoint: self.endpoint.clone(), incoming: self.incoming.clone(), pending: None }
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming").field("service", &self.service()).finish_non_exhaustive()
    }
}

impl Incoming {
    pub(crate) fn new(endpoint: Endpoint, incoming: CoreIncoming) -> Self {
        Self { endpoint, incoming: Arc::new(incoming), pending: None }
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.incoming.service()
    }

    /// A call in the hands of a user, for as long as he likes.
    fn leave_to_user(&self, call: Arc<CoreCall>) -> Call {
        self.endpoint.shared().core.leave_to_user(&call);
        Call::new(self.endpoint.clone(), call, Duration::ZERO)
    }

    /// Unbinds the service at once, and returns the calls that had come and nobody took, oldest first: they
    /// may be served still, or are aborted when dropped. Whoever waits for a call, here or at a clone,
    /// gets [`CallError::Closed`]. Never waits.
    pub fn stop(&self) -> Vec<Call> {
        self.incoming.stop().into_iter().map(|call| self.leave_to_user(call)).collect()
    }

    /// Waits for the next call. Cancel-safe: no call is lost.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed or the service stopped.
    pub async fn accept(&self) -> Result<Call, CallError> {
        let next = self.endpoint.shared().run(pin!(self.incoming.next())).await;
        next.map(|call| self.leave_to_user(call)).ok_or(CallError::Closed)
    }

    /// Waits for the next call, but no longer than `timeout`. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT), [`CallError::Closed`] (ESHUTDOWN).
    pub async fn accept_timeout(&self, timeout: Duration) -> Result<Call, CallError> {
        let shared = self.endpoint.shared();
        match shared.run_until(pin!(self.incoming.next()), shared.deadline(timeout)).await {
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

    /// The next call if one is there.
    pub fn try_accept(&self) -> Option<Call> {
        self.incoming.try_next().map(|call| self.leave_to_user(call))
    }
}

impl Stream for Incoming {
    type Item = Call;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Call>> {
        let this = self.get_mut();
        let pending = this.pending.get_or_insert_with(|| {
            let incoming = this.incoming.clone();
            Ongoing::new(async move { incoming.next().await })
        });
        let polled = pending.poll(cx);
        this.endpoint.shared().flush();
        if polled.is_ready() {
            this.pending = None;
        }
        polled.map(|call| call.map(|call| this.leave_to_user(call)))
    }
}
