//! A pool of threads that serves the calls of a service.
//!
//! Holds: [`Server`]. Must not know: what the service does.

use crate::call::Call;
use crate::incoming::Incoming;
use rxrpc_core::{CallError, Refusal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often an idle thread of the pool looks whether the service has ended.
const LOOK: Duration = Duration::from_millis(100);

/// A running service. Dropping it refuses further calls and waits for the handlers that run.
///
/// A handler that panics has its call aborted with `RX_USER_ABORT`; its thread goes on with the next call.
#[derive(Debug)]
pub struct Server {
    incoming: Option<Incoming>,
    threads: Vec<JoinHandle<()>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start<F>(incoming: Incoming, threads: usize, handler: F) -> Self
    where
        F: Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static,
    {
        let handler = Arc::new(handler);
        let stopped = Arc::new(AtomicBool::new(false));
        let threads = (0..threads.max(1))
            .map(|_| {
                let (incoming, handler) = (incoming.clone(), handler.clone());
                let stopped = stopped.clone();
                thread::spawn(move || run(&incoming, &*handler, &stopped))
            })
            .collect();
        Self { incoming: Some(incoming), threads, stopped }
    }

    /// Waits until the endpoint is closed.
    pub fn join(mut self) {
        self.incoming = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
        self.incoming = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn run(
    incoming: &Incoming,
    handler: &dyn Fn(&mut Call) -> Result<(), Refusal>,
    stopped: &AtomicBool,
) {
    while !stopped.load(Ordering::Acquire) {
        let mut call = match incoming.accept_timeout(LOOK) {
            Ok(call) => call,
            Err(CallError::TimedOut) => continue,
            Err(_) => return,
        };
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
