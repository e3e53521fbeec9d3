//! A pool of threads that serves the calls of a service.
//!
//! Holds: [`Server`]. Must not know: what the service does.

use crate::call::Call;
use crate::endpoint::{Endpoint, WeakEndpoint};
use rxrpc_core::{
    BindError, Call as CoreCall, CallKey, Incoming as CoreIncoming, Refusal, ServiceId,
};
use std::cell::Cell;
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What had come when the service was stopped and nobody had taken.
type Rest = Arc<Mutex<VecDeque<Call>>>;

/// What a thread of a pool does.
type Work = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The call whose handler this thread runs, and the endpoint that it is on, by its address.
    static SERVED: Cell<Option<(usize, CallKey)>> = const { Cell::new(None) };
}

/// The call of this endpoint whose handler asks.
pub(crate) fn served_here(endpoint: usize) -> Option<CallKey> {
    SERVED.get().filter(|(at, _)| *at == endpoint).map(|(_, call)| call)
}

/// A running service, and a handle of its endpoint. Dropping it ends nothing: the service goes on until
/// [`Server::stop`], [`Server::shutdown`] or the end of the endpoint, as in `rxrpc-async`.
///
/// A handler that panics has its call aborted with `RX_USER_ABORT`; its thread goes on with the next call.
pub struct Server {
    /// Keeps the endpoint.
    endpoint: Endpoint,
    pool: Pool,
    threads: Vec<JoinHandle<()>>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("service", &self.service()).finish_non_exhaustive()
    }
}

/// What the threads of a service share. It does not keep the endpoint.
#[derive(Clone)]
struct Pool {
    endpoint: WeakEndpoint,
    incoming: Arc<CoreIncoming>,
    rest: Rest,
}

impl Server {
    pub(crate) fn start<F>(
        endpoint: &Endpoint,
        incoming: CoreIncoming,
        threads: usize,
        handler: F,
    ) -> Result<Self, BindError>
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let name = format!("rxrpc/{}", incoming.service().0);
        let spawn = |work: Work| thread::Builder::new().name(name.clone()).spawn(work);
        Self::start_with(endpoint, incoming, threads, handler, spawn)
    }

    /// The threads that were started before one could not be end with the service.
    fn start_with<F>(
        endpoint: &Endpoint,
        incoming: CoreIncoming,
        threads: usize,
        handler: F,
        spawn: impl Fn(Work) -> io::Result<JoinHandle<()>>,
    ) -> Result<Self, BindError>
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let handler = Arc::new(handler);
        let endpoint = endpoint.clone();
        let (incoming, rest) = (Arc::new(incoming), Rest::default());
        let pool = Pool { endpoint: endpoint.downgrade(), incoming, rest };
        let mut server = Self { endpoint, pool, threads: Vec::new() };
        for _ in 0..threads.max(1) {
            let (pool, handler) = (server.pool.clone(), handler.clone());
            match spawn(Box::new(move || pool.run(&*handler))) {
                Ok(thread) => server.threads.push(thread),
                Err(error) => {
                    server.stop();
                    return Err(BindError::from_thread(&error));
                }
            }
        }
        Ok(server)
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.pool.incoming.service()
    }

    /// Refuses further calls from now on: the service is unbound. Those that had come are served, and handlers
    /// that run go on to their end. Does nothing the second time. Never blocks.
    pub fn stop(&self) {
        // CallHandle until all are there: a thread that finds the service stopped looks here next.
        let mut rest = self.pool.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = self.pool.incoming.stop();
        rest.extend(calls.into_iter().map(|call| taken(self.endpoint.clone(), call)));
    }

    /// Blocks until the endpoint is closed, or the service stopped, and the last handler has ended. In a handler
    /// of this service it does not wait for that handler.
    pub fn join(self) {
        let here = thread::current().id();
        for thread in self.threads.into_iter().filter(|thread| thread.thread().id() != here) {
            // Panics of handlers do not come here, and were reported when they happened.
            let _ = thread.join();
        }
    }

    /// Refuses further calls ([`Server::stop`]), and blocks until those that had come are served and the last
    /// handler has ended. In a handler of this service it does not wait for that handler.
    pub fn shutdown(self) {
        self.stop();
        self.join();
    }
}

/// A service's call in the hands of its handler.
fn taken(endpoint: Endpoint, call: Arc<CoreCall>) -> Call {
    Call::new(endpoint, call, Duration::ZERO)
}

impl Pool {
    /// Waits for the next call; `None` once there are no more.
    fn next(&self) -> Option<Call> {
        let driver = self.endpoint.driver()?;
        let next = driver.block_on(self.incoming.next(), None).flatten();
        drop(driver);
        match next {
            Some(call) => Some(taken(self.endpoint.upgrade()?, call)),
            None => self.rest.lock().unwrap_or_else(PoisonError::into_inner).pop_front(),
        }
    }

    fn run(&self, handler: &dyn Fn(&mut Call) -> Result<(), Refusal>) {
        while let Some(mut call) = self.next() {
            SERVED.set(Some(call.place()));
            // Whoever finds a request that makes the handler panic must not take the threads away from the
            // others. The panic was reported when it happened; the drop of the call aborts it.
            let handled = catch_unwind(AssertUnwindSafe(|| handler(&mut call)));
            SERVED.set(None);
            match handled {
                // A client that is gone by now is no news to a server.
                Ok(Ok(())) => drop(call.end_send()),
                Ok(Err(Refusal(code))) => {
                    call.abort(code);
                }
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rxrpc_core::Errno;

    #[test]
    fn a_thread_that_cannot_start_leaves_no_service() {
        let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
        let incoming = endpoint.driver().core.incoming(ServiceId(1)).unwrap();
        let started = Cell::new(0);
        let spawn = |work: Work| {
            started.set(started.get() + 1);
            if started.get() == 3 { Err(Errno::EAGAIN.into()) } else { Ok(thread::spawn(work)) }
        };
        let served = Server::start_with(&endpoint, incoming, 4, |_| Ok(()), spawn);
        assert_eq!(served.map(drop), Err(BindError::Thread(Errno::EAGAIN)));
        // It is unbound, although the threads that were started may not have ended.
        assert!(endpoint.incoming(ServiceId(1)).is_ok());
    }
}
