//! One call as a program holds it: `Read + Write`.
//!
//! Holds: [`Call`]. Must not know: the protocol.

use crate::endpoint::Endpoint;
use bytes::Bytes;
use rxrpc_core::proto::{CallCounters, CallIdentity, Side};
use rxrpc_core::{AbortCode, Call as CoreCall, CallError, ServiceId, Waiting};
use std::fmt;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A call, from the client's or the service's side.
///
/// An Rx call is half duplex: the client sends its whole request, then the service its whole reply.
/// Reading a client call ends its request; a service can write once it has the whole request.
///
/// Dropping a call that has not ended aborts it with `RX_USER_ABORT`, without waiting. A service call
/// whose reply was ended ([`Call::finish`]) goes on by itself until the client has it all.
pub struct Call {
    endpoint: Endpoint,
    call: Arc<CoreCall>,
    slot_wait: Duration,
    timeout: Option<Duration>,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("side", &self.side())
            .field("peer", &self.peer())
            .field("service", &self.service())
            .finish_non_exhaustive()
    }
}

impl Call {
    pub(crate) fn new(endpoint: Endpoint, call: Arc<CoreCall>, slot_wait: Duration) -> Self {
        Self { endpoint, call, slot_wait, timeout: None }
    }

    fn wait<T>(&self, future: impl Future<Output = Result<T, CallError>>) -> Result<T, CallError> {
        let deadline = self.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        self.endpoint.driver().block_on(future, deadline).unwrap_or(Err(CallError::TimedOut))
    }

    /// Sends all of `data`, waiting for room in the transmit queue.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::WrongPhase`] (EPROTO) after the end of the request or reply,
    /// or before a service has the whole request; [`CallError::TimedOut`] (ETIMEDOUT), after which an
    /// unknown part of the data was taken.
    pub fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        let core = &self.endpoint.driver().core;
        self.wait(core.send(&self.call, data, true, Waiting::Allowed, &mut 0))
    }

    /// Sends all of `data` and ends the request or reply with it.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        let core = &self.endpoint.driver().core;
        self.wait(core.send(&self.call, data, false, Waiting::Allowed, &mut 0))
    }

    /// Ends the request or reply.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub fn end_send(&mut self) -> Result<(), CallError> {
        self.send_last(&[])
    }

    /// Reads what is there, waiting for something; 0 at the end of the peer's data.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::TimedOut`] (ETIMEDOUT), with no data lost.
    pub fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        let core = &self.endpoint.driver().core;
        self.wait(core.receive(&self.call, buf, Waiting::Allowed))
    }

    /// [`Call::recv`] that never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if nothing is there; what ended the call.
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        let core = &self.endpoint.driver().core;
        self.wait(core.receive(&self.call, buf, Waiting::Never))
    }

    /// Reads the next piece of data without copying it; `None` at the end.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        let core = &self.endpoint.driver().core;
        self.wait(core.receive_bytes(&self.call, Waiting::Allowed))
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`]; [`CallError::MessageSize`] (EMSGSIZE) if there are more bytes than `limit`.
    pub fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        let mut all = Vec::new();
        while let Some(piece) = self.recv_bytes()? {
            if piece.len() > limit - all.len() {
                return Err(CallError::MessageSize);
            }
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }

    /// [`Call::take_rest`] under the name that reads well in a service.
    ///
    /// # Errors
    ///
    /// As [`Call::take_rest`].
    pub fn take_request(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.take_rest(limit)
    }

    /// Aborts the call with a code that the peer is told. Does nothing if the call has ended. Never
    /// waits.
    pub fn abort(&self, code: AbortCode) {
        let driver = self.endpoint.driver();
        driver.core.abort(&self.call, code);
        driver.flush();
    }

    /// Ends the call well. A client ends its request if need be, discards what it has not read of the
    /// reply, and waits for its end; a service ends its reply and returns at once, while the delivery
    /// goes on behind.
    ///
    /// # Errors
    ///
    /// What ended the call instead.
    pub fn finish(mut self) -> Result<(), CallError> {
        match self.side() {
            Side::Client => {
                while self.recv_bytes()?.is_some() {}
                Ok(())
            }
            Side::Service => match self.end_send() {
                // The handler ended the reply itself, and the client may have it all by now.
                Err(CallError::WrongPhase | CallError::Ended) if self.call.failure().is_none() => {
                    Ok(())
                }
                ended => ended,
            },
        }
    }

    /// Waits until the protocol has ended the call: for a client, until the whole reply is here; for a
    /// service, until the client has acknowledged the whole reply.
    ///
    /// # Errors
    ///
    /// What ended the call instead; [`CallError::TimedOut`].
    pub fn wait_ended(&self) -> Result<(), CallError> {
        self.wait(self.endpoint.driver().core.wait_ended(&self.call))
    }

    /// Bounds every wait on this handle from now on. `None`: no bound, the default. The protocol's own
    /// timeouts (see [`Config`](crate::Config)) end a call whose peer is gone in any case.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }

    /// Which end of the call this is.
    pub fn side(&self) -> Side {
        self.call.side()
    }

    /// The other end's UDP address.
    pub fn peer(&self) -> SocketAddr {
        self.call.peer()
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.call.service().service
    }

    /// How long the call waited for its slot.
    pub fn slot_wait(&self) -> Duration {
        self.slot_wait
    }

    /// Packets of the call so far.
    pub fn counters(&self) -> CallCounters {
        self.call.counters().unwrap_or_default()
    }

    /// Epoch, connection, channel and call number of the call, as on the wire.
    pub fn identity(&self) -> Option<CallIdentity> {
        self.call.identity()
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let driver = self.endpoint.driver();
        driver.core.release(&self.call);
        driver.flush();
    }
}

impl Read for Call {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        Ok(self.recv(buf)?)
    }
}

impl Write for Call {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.send(buf)?;
        Ok(buf.len())
    }

    /// Does nothing: full packets leave by themselves, and what does not fill one leaves with the end
    /// of the request or reply. (To end it, see [`Call::end_send`].)
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
