//! A pool of threads that serves the calls of a service.
//!
//! Holds: [`Server`]. Must not know: what the service does.

use crate::call::Call;
use crate::incoming::Incoming;
use rxrpc_core::Refusal;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// What had come when the service was stopped and nobody had taken.
type Rest = Arc<Mutex<VecDeque<Call>>>;

/// A running service. Dropping it refuses further calls at once, and waits until those that had come are
/// served and the last handler has ended.
///
/// A handler that panics has its call aborted with `RX_USER_ABORT`; its thread goes on with the next call.
#[derive(Debug)]
pub struct Server {
    incoming: Option<Incoming>,
    rest: Rest,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start<F>(incoming: Incoming, threads: usize, handler: F) -> Self
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let handler = Arc::new(handler);
        let rest = Rest::default();
        let threads = (0..threads.max(1))
            .map(|_| {
                let (incoming, handler, rest) = (incoming.clone(), handler.clone(), rest.clone());
                thread::spawn(move || run(&incoming, &*handler, &rest))
            })
            .collect();
        Self { incoming: Some(incoming), rest, threads }
    }

    /// Waits until the endpoint is closed.
    pub fn join(mut self) {
        self.incoming = None;
        self.wait();
    }

    fn wait(&mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(incoming) = self.incoming.take() {
            // Held until all are there: a thread that finds the service stopped looks here next.
            let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            rest.extend(incoming.stop());
        }
        self.wait();
    }
}

fn next(incoming: &Incoming, rest: &Rest) -> Option<Call> {
    let accepted = incoming.accept().ok();
    accepted.or_else(|| rest.lock().unwrap_or_else(PoisonError::into_inner).pop_front())
}

fn run(incoming: &Incoming, handler: &dyn Fn(&mut Call) -> Result<(), Refusal>, rest: &Rest) {
    while let Some(mut call) = next(incoming, rest) {
        // Whoever finds a request that makes the handler panic must not take the threads away from the
        // others. The panic was reported when it happened; the drop of the call aborts it.
        match catch_unwind(AssertUnwindSafe(|| handler(&mut call))) {
            // A client that is gone by now is no news to a server.
            Ok(Ok(())) => drop(call.finish()),
            Ok(Err(Refusal(code))) => call.abort(code),
            Err(_) => drop(call),
        }
    }
}
