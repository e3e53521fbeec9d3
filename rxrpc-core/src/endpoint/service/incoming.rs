//! The calls of one service, as their users take them.
//!
//! Holds: [`Incoming`]. Must not know: when a call comes here, and which is next.

use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::endpoint::service::accept::Turnstile;
use crate::endpoint::service::gate::Arrival;
use rxrpc_wire::ServiceId;
use std::collections::VecDeque;
use std::sync::Arc;

/// The calls that come to one service. Dropping it unbinds the service.
///
/// A call comes here once its whole request is there or its client has proven that it receives at its
/// address, and is in its user's hands from when it is taken until [`Endpoint::release`]. The next one is a
/// call of the client host that has fewest in users' hands, the oldest of that host's (all whose address is not
/// proven count as one host, and so do those of an IPv6 network of 64 bits). A call that ends before it is
/// taken leaves by itself.
#[derive(Debug)]
#[must_use = "dropping it unbinds the service"]
pub struct Incoming {
    endpoint: Arc<Endpoint>,
    service: ServiceId,
    turnstile: Turnstile,
    line: u64,
}

impl Incoming {
    pub(super) fn new(
        endpoint: &Arc<Endpoint>,
        service: ServiceId,
        turnstile: Turnstile,
        line: u64,
    ) -> Self {
        Self { endpoint: endpoint.clone(), service, turnstile, line }
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.service
    }

    /// Has `notify` called whenever a call has come and waits to be taken, also for those that wait now, and when one that
    /// had come goes untaken because it ended. `false` if somebody is called already, and nothing changes. It is called
    /// by whoever brings the call, with no lock held: it must not block, and may use the verbs that do not wait. Calls
    /// may be told once too often, and not in the order of their goings. It is dropped once the service is unbound or the
    /// endpoint closed, so it may hold the `Incoming`, or what holds the endpoint. (AF_RXRPC contract §3: the kernel's
    /// `notify_new_call` and `discard_new_call`.)
    pub fn notify_with(&self, notify: impl Fn(Arrival) + Send + Sync + 'static) -> bool {
        self.turnstile.set_notify(Arc::new(notify))
    }

    /// The next call; `None` once the endpoint is closed. The rest of its request may still be on the way.
    /// Cancel-safe.
    pub async fn next(&self) -> Option<Arc<Call>> {
        loop {
            self.turnstile.next(VecDeque::pop_front).await?;
            // None if the call has ended since, or somebody else was faster.
            if let Some(call) = self.take() {
                return Some(call);
            }
        }
    }

    /// The next call if one is there.
    pub fn try_next(&self) -> Option<Arc<Call>> {
        loop {
            let mut passed = None;
            let wake = self.turnstile.with(|calls| {
                passed = calls.pop_front();
                false
            });
            wake.wake();
            passed?;
            if let Some(call) = self.take() {
                return Some(call);
            }
        }
    }

    fn take(&self) -> Option<Arc<Call>> {
        self.endpoint.services.take(self.line)
    }

    /// Unbinds the service at once and ends every wait for its calls. What had come and nobody took is
    /// returned: its caller may serve it still. Does nothing the second time.
    pub fn stop(&self) -> Vec<Arc<Call>> {
        let calls = self.endpoint.services.unbind(self.service, self.line);
        self.turnstile.close();
        calls
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        let calls = self.stop();
        self.endpoint.abort_untaken(&calls);
    }
}
