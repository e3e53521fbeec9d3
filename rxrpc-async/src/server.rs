//! Tasks that serve the calls of a service, so many at a time.
//!
//! Holds: [`Service`] and [`Server`]. Must not know: what the service does.
//!
//! A task that takes a call starts another one to wait for the next, up to the bound; so there are as
//! many tasks as calls were ever served at once, and none is started where one is idle.
//!
//! When the service is stopped it is unbound at once, however long handlers run, and the calls that had come
//! by then are served all the same.

use crate::call::Call;
use crate::incoming::Incoming;
use crate::runtime::Runtime;
use crate::served::{Handler, Served, is_in_handler_of};
use async_trait::async_trait;
use futures::future::FutureExt;
use futures::task::AtomicWaker;
use rxrpc_core::Refusal;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;

/// What answers the calls of a service.
#[async_trait]
pub trait Service: Send + Sync + 'static {
    /// Answers one call: reads its request, sends its reply. When it returns `Ok`, the reply is ended;
    /// on `Err` the call is aborted with the code in it. If it panics, its call is aborted with
    /// `RX_USER_ABORT`, and the service goes on. When the call has ended before (its client is gone, the
    /// endpoint was closed), the verbs of the call say so; nobody stops a handler that uses none. Its future
    /// is dropped only with the executor, and the call is aborted then.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] with the code that the client is to be told.
    async fn call(&self, call: &mut Call) -> Result<(), Refusal>;
}

/// A running service. Dropping it refuses further calls; those that had come by then are served, and
/// handlers that run go on to their end.
#[derive(Debug)]
pub struct Server {
    workers: Arc<Workers>,
}

/// What the tasks of one service share.
struct Workers {
    runtime: Arc<dyn Runtime>,
    handler: Box<dyn Service>,
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
    incoming: Option<Incoming>,
    /// What had come when it was stopped.
    rest: VecDeque<Call>,
}

impl Workers {
    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A task, which is counted until it is dropped.
struct Worker {
    shared: Arc<Workers>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.all.fetch_sub(1, Ordering::AcqRel);
        self.shared.ended.wake();
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").field("most", &self.most).finish_non_exhaustive()
    }
}

impl Server {
    pub(crate) fn start(
        runtime: Arc<dyn Runtime>,
        incoming: Incoming,
        concurrency: usize,
        handler: impl Service,
    ) -> Self {
        let shared = Arc::new(Workers {
            runtime,
            handler: Box::new(handler),
            most: concurrency.max(1),
            all: AtomicUsize::new(1),
            idle: AtomicUsize::new(0),
            ended: AtomicWaker::new(),
            calls: Mutex::new(Calls { incoming: Some(incoming), rest: VecDeque::new() }),
        });
        let workers = shared.clone();
        Worker { shared }.spawn();
        Self { workers }
    }

    /// Unbinds the service; tasks that wait for a call find none any more and end.
    fn stop(&self) {
        let mut calls = self.workers.calls();
        let incoming = calls.incoming.take();
        if let Some(incoming) = &incoming {
            calls.rest.extend(incoming.stop_serving());
        }
        drop(calls);
        // With the lock free: it may be the last hold on the endpoint.
        drop(incoming);
    }

    /// Waits until the endpoint is closed and the last handler has ended. Awaited by a handler of this service,
    /// it does not wait for that handler; what that has another task wait for is not known as its own.
    /// Cancel-safe in that handlers go on; but the server is dropped.
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

    /// Refuses further calls, and waits until those that had come are served and the last handler has
    /// ended, but, as [`Server::join`], not for the handler that awaits it, nor then for what no other handler
    /// has begun. If the future is dropped, they go on to their end.
    pub async fn shutdown(self) {
        self.stop();
        self.join().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Worker {
    fn spawn(self) {
        let runtime = self.shared.runtime.clone();
        runtime.spawn(Box::pin(self.run()));
    }

    async fn run(self) {
        while let Some(mut call) = self.next().await {
            self.start_another();
            // The call is dropped after a panic, and nothing else is used again that it could have broken
            // but the handler, whose own affair that is.
            let (endpoint, key) = call.place();
            let service = Arc::as_ptr(&self.shared).addr();
            let handler = Handler { service, endpoint, call: key };
            let future = self.shared.handler.call(&mut call);
            let handled = AssertUnwindSafe(Served { handler, future }).catch_unwind();
            match handled.await {
                // A client that is gone by now is no news to a server.
                Ok(Ok(())) => drop(call.finish().await),
                Ok(Err(Refusal(code))) => call.abort(code),
                Err(_) => drop(call),
            }
        }
    }

    /// The next call; `None` once there are no more.
    async fn next(&self) -> Option<Call> {
        let incoming = {
            let mut calls = self.shared.calls();
            match &calls.incoming {
                Some(incoming) => incoming.clone(),
                None => return calls.rest.pop_front(),
            }
        };
        self.shared.idle.fetch_add(1, Ordering::AcqRel);
        let accepted = incoming.next_to_serve().await;
        self.shared.idle.fetch_sub(1, Ordering::AcqRel);
        drop(incoming);
        accepted.or_else(|| self.shared.calls().rest.pop_front())
    }

    /// Somebody has to wait for the next call, if there may be one more.
    fn start_another(&self) {
        let shared = &self.shared;
        if shared.idle.load(Ordering::Acquire) > 0 {
            return;
        }
        let more = |all: usize| (all < shared.most).then_some(all + 1);
        if shared.all.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok() {
            Self { shared: shared.clone() }.spawn();
        }
    }
}
