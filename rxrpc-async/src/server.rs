//! Tasks that serve the calls of a service, so many at a time.
//!
//! Holds: [`Server`]. Must not know: what the service does.
//!
//! A task that takes a call starts another one to wait for the next, up to the bound; so there are as
//! many tasks as calls were ever served at once, and none is started where one is idle. They keep the endpoint
//! only while they serve a call.
//!
//! When the service is stopped it is unbound at once, however long handlers run, and the calls that had come
//! by then are served all the same.

use crate::call::Call;
use crate::endpoint::{Endpoint, WeakEndpoint};
use crate::handler::Handler;
use crate::served::{Running, Served, is_in_handler_of};
use crate::shared::Shared;
use futures::future::FutureExt;
use futures::task::AtomicWaker;
use rxrpc_core::{Call as CoreCall, Incoming as CoreIncoming, Refusal, ServiceId};
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

/// A running service, and a handle of its endpoint. Dropping it ends nothing: the service goes on until
/// [`Server::stop`], [`Server::shutdown`] or the end of the endpoint, as in `rxrpc-sync`.
pub struct Server {
    /// Keeps the endpoint.
    endpoint: Endpoint,
    service: ServiceId,
    workers: Arc<Workers>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("service", &self.service).finish_non_exhaustive()
    }
}

/// What the tasks of one service share.
struct Workers {
    endpoint: WeakEndpoint,
    /// To wait with.
    shared: Arc<Shared>,
    /// Tasks there may be.
    most: usize,
    /// Tasks there are.
    all: AtomicUsize,
    /// Tasks that wait for a call.
    idle: AtomicUsize,
    /// Who waits until there are no tasks.
    ended: AtomicWaker,
    calls: Mutex<Calls>,
}

/// Where calls come from.
struct Calls {
    /// `None` once the service is stopped.
    incoming: Option<Arc<CoreIncoming>>,
    /// What had come when it was stopped.
    rest: VecDeque<Call>,
}

impl Workers {
    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A task, which is counted until it is dropped.
struct Worker<H> {
    workers: Arc<Workers>,
    handler: Arc<H>,
}

impl<H> Drop for Worker<H> {
    fn drop(&mut self) {
        self.workers.all.fetch_sub(1, Ordering::AcqRel);
        self.workers.ended.wake();
    }
}

impl Server {
    pub(crate) fn start(
        endpoint: &Endpoint,
        incoming: CoreIncoming,
        concurrency: usize,
        handler: impl Handler,
    ) -> Self {
        let service = incoming.service();
        let calls = Calls { incoming: Some(Arc::new(incoming)), rest: VecDeque::new() };
        let workers = Arc::new(Workers {
            endpoint: endpoint.downgrade(),
            shared: endpoint.shared().clone(),
            most: concurrency.max(1),
            all: AtomicUsize::new(1),
            idle: AtomicUsize::new(0),
            ended: AtomicWaker::new(),
            calls: Mutex::new(calls),
        });
        Worker { workers: workers.clone(), handler: Arc::new(handler) }.spawn();
        Self { endpoint: endpoint.clone(), service, workers }
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.service
    }

    /// Refuses further calls from now on: the service is unbound. Those that had come are served, and handlers
    /// that run go on to their end. Does nothing the second time. Never waits.
    pub fn stop(&self) {
        let mut calls = self.workers.calls();
        let incoming = calls.incoming.take();
        if let Some(incoming) = &incoming {
            let had_come = incoming.stop();
            calls.rest.extend(had_come.into_iter().map(|call| taken(self.endpoint.clone(), call)));
        }
        drop(calls);
        drop(incoming);
    }

    /// Waits until the endpoint is closed, or the service stopped, and the last handler has ended. Awaited by a
    /// handler of this service, it does not wait for that handler; what that has another task wait for is not
    /// known as its own. Cancel-safe: the service goes on, but this handle of it is dropped.
    pub async fn join(self) {
        let workers = &self.workers;
        let service = Arc::as_ptr(workers).addr();
        poll_fn(|cx| {
            workers.ended.register(cx.waker());
            let own = usize::from(is_in_handler_of(service));
            if workers.all.load(Ordering::Acquire) <= own { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    /// Refuses further calls ([`Server::stop`]), and waits until those that had come are served and the last
    /// handler has ended, but, as [`Server::join`], not for the handler that awaits it, nor then for what no other
    /// handler has begun. If the future is dropped after its first poll, calls are refused all the same, and
    /// handlers go on to their end.
    pub async fn shutdown(self) {
        self.stop();
        self.join().await;
    }
}

/// A service's call in the hands of its handler.
fn taken(endpoint: Endpoint, call: Arc<CoreCall>) -> Call {
    Call::new(endpoint, call, Duration::ZERO)
}

impl<H: Handler> Worker<H> {
    fn spawn(self) {
        let runtime = self.workers.shared.runtime.clone();
        runtime.spawn(Box::pin(self.run()));
    }

    async fn run(self) {
        while let Some(call) = self.next().await {
            self.start_another();
            self.serve(call).await;
        }
    }

    async fn serve(&self, call: Call) {
        let (endpoint, key) = call.place();
        let service = Arc::as_ptr(&self.workers).addr();
        let running = Running { service, endpoint, call: key };
        let handle = call.handle();
        // The call is dropped by a panic, and nothing else is used again that it could have broken
        // but the handler, whose own affair that is.
        let handled = {
            let future = pin!(self.handler.handle(call));
            AssertUnwindSafe(Served { running, future }).catch_unwind().await
        };
        match handled {
            Ok(Ok(())) => {
                if let Some(mut call) = Call::regained(handle) {
                    // A client that is gone by now is no news to a server.
                    let _ = call.end_send().await;
                }
            }
            Ok(Err(Refusal(code))) => {
                handle.abort_for(code, "");
            }
            Err(_) => {}
        }
    }

    /// The next call; `None` once there are no more.
    async fn next(&self) -> Option<Call> {
        let workers = &*self.workers;
        let incoming = {
            let mut calls = workers.calls();
            match &calls.incoming {
                Some(incoming) => incoming.clone(),
                None => return calls.rest.pop_front(),
            }
        };
        workers.idle.fetch_add(1, Ordering::AcqRel);
        let next = workers.shared.run(pin!(incoming.next())).await;
        workers.idle.fetch_sub(1, Ordering::AcqRel);
        drop(incoming);
        match next {
            // An endpoint that is gone has ended the call.
            Some(call) => Some(taken(workers.endpoint.upgrade()?, call)),
            None => workers.calls().rest.pop_front(),
        }
    }

    /// Somebody has to wait for the next call, if there may be one more.
    fn start_another(&self) {
        let workers = &self.workers;
        if workers.idle.load(Ordering::Acquire) > 0 {
            return;
        }
        let more = |all: usize| (all < workers.most).then_some(all + 1);
        if workers.all.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok() {
            Self { workers: workers.clone(), handler: self.handler.clone() }.spawn();
        }
    }
}
