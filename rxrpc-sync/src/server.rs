//! A pool of threads that serves the calls of a service.
//!
//! Holds: [`Server`]. Must not know: what the service does.

use crate::call::Call;
use crate::incoming::Incoming;
use rxrpc_core::{BindError, CallKey, Refusal};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

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

/// A running service. Dropping it refuses further calls at once and does not wait: those that had come are
/// served, and handlers that run go on to their end, as in `rxrpc-async`. [`Server::shutdown`] waits for that.
///
/// A handler that panics has its call aborted with `RX_USER_ABORT`; its thread goes on with the next call.
#[derive(Debug)]
pub struct Server {
    incoming: Incoming,
    rest: Rest,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start<F>(
        incoming: Incoming,
        threads: usize,
        handler: F,
    ) -> Result<Self, BindError>
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let name = format!("rxrpc/{}", incoming.service().0);
        let spawn = |work: Work| thread::Builder::new().name(name.clone()).spawn(work);
        Self::start_with(incoming, threads, handler, spawn)
    }

    /// The threads that were started before one could not be end with the service.
    fn start_with<F>(
        incoming: Incoming,
        threads: usize,
        handler: F,
        spawn: impl Fn(Work) -> io::Result<JoinHandle<()>>,
    ) -> Result<Self, BindError>
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let handler = Arc::new(handler);
        let mut server = Self { incoming, rest: Rest::default(), threads: Vec::new() };
        for _ in 0..threads.max(1) {
            let (incoming, handler) = (server.incoming.clone(), handler.clone());
            let rest = server.rest.clone();
            let thread = spawn(Box::new(move || run(&incoming, &*handler, &rest)));
            server.threads.push(thread.map_err(|error| BindError::from_thread(&error))?);
        }
        Ok(server)
    }

    /// Waits until the endpoint is closed and the last handler has ended. In a handler of this service it does
    /// not wait for that handler.
    pub fn join(mut self) {
        self.wait();
    }

    /// Refuses further calls, and waits until those that had come are served and the last handler has
    /// ended. In a handler of this service it does not wait for that handler.
    pub fn shutdown(mut self) {
        self.stop();
        self.wait();
    }

    fn stop(&self) {
        // Held until all are there: a thread that finds the service stopped looks here next.
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.extend(self.incoming.stop_serving());
    }

    fn wait(&mut self) {
        let here = thread::current().id();
        for thread in self.threads.drain(..).filter(|thread| thread.thread().id() != here) {
            // Panics of handlers do not come here, and were reported when they happened.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn next(incoming: &Incoming, rest: &Rest) -> Option<Call> {
    let next = incoming.next_to_serve();
    next.or_else(|| rest.lock().unwrap_or_else(PoisonError::into_inner).pop_front())
}

fn run(incoming: &Incoming, handler: &dyn Fn(&mut Call) -> Result<(), Refusal>, rest: &Rest) {
    while let Some(mut call) = next(incoming, rest) {
        SERVED.set(Some(call.place()));
        // Whoever finds a request that makes the handler panic must not take the threads away from the
        // others. The panic was reported when it happened; the drop of the call aborts it.
        let handled = catch_unwind(AssertUnwindSafe(|| handler(&mut call)));
        SERVED.set(None);
        match handled {
            // A client that is gone by now is no news to a server.
            Ok(Ok(())) => drop(call.finish()),
            Ok(Err(Refusal(code))) => call.abort(code),
            Err(_) => drop(call),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Endpoint;
    use rxrpc_core::ServiceId;

    #[test]
    fn a_thread_that_cannot_start_leaves_no_service() {
        let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
        let incoming = endpoint.incoming(ServiceId(1)).unwrap();
        let started = Cell::new(0);
        let spawn = |work: Work| {
            started.set(started.get() + 1);
            if started.get() == 3 {
                Err(io::Error::from_raw_os_error(11))
            } else {
                Ok(thread::spawn(work))
            }
        };
        let served = Server::start_with(incoming, 4, |_| Ok(()), spawn);
        assert_eq!(served.map(drop), Err(BindError::Thread(11)));
        // It is unbound, although the threads that were started may not have ended.
        assert!(endpoint.incoming(ServiceId(1)).is_ok());
    }
}
