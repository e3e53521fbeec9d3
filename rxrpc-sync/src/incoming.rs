//! The calls that come to a service.
//!
//! Holds: [`Incoming`]. Must not know: what is done with them.

use crate::call::Call;
use crate::endpoint::Endpoint;
use crossbeam_channel::Receiver;
use rxrpc_core::{CallError, Incoming as CoreIncoming, ServiceId};
use std::fmt;
use std::io;
use std::ops::Deref;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How many accepted calls wait in the channel of [`Incoming::into_receiver`]; further ones wait in the
/// backlog of the endpoint, where their number is bounded too.
const CHANNEL_CAPACITY: usize = 16;

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
    fn hold(&self, call: Arc<rxrpc_core::Call>) -> Call {
        self.endpoint.driver().core.hold(&call);
        Call::new(self.endpoint.clone(), call, Duration::ZERO)
    }

    /// Unbinds the service at once, and returns the calls that had come and nobody took, oldest first: they
    /// may be served still, or are aborted when dropped. Whoever waits for a call, here or at a clone,
    /// gets [`CallError::Closed`]. Never blocks.
    pub fn stop(&self) -> Vec<Call> {
        self.incoming.stop().into_iter().map(|call| self.hold(call)).collect()
    }

    /// The next call. Blocks until there is one.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed or the service stopped.
    pub fn accept(&self) -> Result<Call, CallError> {
        let next = self.endpoint.driver().block_on(self.incoming.next(), None).flatten();
        next.map(|call| self.hold(call)).ok_or(CallError::Closed)
    }

    /// The next call. Blocks until there is one, but no longer than `timeout`.
    ///
    /// # Errors
    ///
    /// [`CallError::TimedOut`] (ETIMEDOUT), [`CallError::Closed`] (ESHUTDOWN).
    pub fn accept_timeout(&self, timeout: Duration) -> Result<Call, CallError> {
        let deadline = Instant::now().checked_add(timeout);
        match self.endpoint.driver().block_on(self.incoming.next(), deadline) {
            Some(Some(call)) => Ok(self.hold(call)),
            Some(None) => Err(CallError::Closed),
            None => Err(CallError::TimedOut),
        }
    }

    /// The next call if one is there. Never blocks.
    pub fn try_accept(&self) -> Option<Call> {
        self.incoming.try_next().map(|call| self.hold(call))
    }

    /// The calls as a channel, for programs that `select!` over several sources. A thread moves them there.
    /// When the returned [`Calls`] is dropped, the service is stopped, for clones too, and the thread ends.
    ///
    /// # Errors
    ///
    /// What the system says when it starts no thread; the service is unbound then.
    pub fn into_receiver(self) -> io::Result<Calls> {
        let (sender, receiver) = crossbeam_channel::bounded(CHANNEL_CAPACITY);
        let incoming = self.clone();
        thread::Builder::new().name("rxrpc/incoming".to_owned()).spawn(move || {
            while let Ok(call) = incoming.accept() {
                if sender.send(call).is_err() {
                    break;
                }
            }
        })?;
        Ok(Calls { receiver, incoming: self })
    }
}

/// The calls of a service as a channel: [`Incoming::into_receiver`]. Dropping it stops the service: calls that
/// nobody took are aborted.
#[derive(Debug)]
pub struct Calls {
    receiver: Receiver<Call>,
    incoming: Incoming,
}

impl Deref for Calls {
    type Target = Receiver<Call>;

    fn deref(&self) -> &Receiver<Call> {
        &self.receiver
    }
}

impl Drop for Calls {
    fn drop(&mut self) {
        // The thread waits for a call, or for room; both waits end with this.
        drop(self.incoming.stop());
    }
}

impl Iterator for Incoming {
    type Item = Call;

    /// The next call. Blocks until there is one; `None` once the endpoint is closed or the service stopped.
    fn next(&mut self) -> Option<Call> {
        self.accept().ok()
    }
}
