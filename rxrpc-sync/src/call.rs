//! One call as a program holds it: `Read + Write`.
//!
//! Holds: [`Call`]. Must not know: the protocol.

use crate::endpoint::Endpoint;
use bytes::Bytes;
use rxrpc_core::proto::{CallCounters, CallIdentity, Side};
use rxrpc_core::{
    AbortCode, Call as CoreCall, CallError, CallKey, Endpoint as Core, ServiceId, Waiting,
};
use std::fmt;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A call, from the client's or the service's side.
///
/// An Rx call is half duplex: the client sends its whole request, then the service its whole reply. Only
/// an explicit end ends either: [`Call::send_last`], [`Call::end_send`], [`Call::finish`], for a handler its
/// `Ok`, and **for a client each verb that reads and may wait** ([`Call::recv`], [`Call::recv_bytes`],
/// [`Call::take_rest`], `Read`). [`Call::try_recv`] only looks.
///
/// A service that sends before it has the whole request gives up what it has not read: that is read and
/// dropped, as far as [`Config::discard_bytes`](crate::Config::discard_bytes) and
/// [`Config::discard_time`](crate::Config::discard_time) go, and if the request goes on beyond that, the call is
/// aborted with `RX_USER_ABORT`. To read what was dropped in part is [`CallError::WrongPhase`].
///
/// Dropping a call that has not ended aborts it with `RX_USER_ABORT`, without waiting. A service call
/// whose reply was ended ([`Call::finish`]) goes on by itself until the client has it all.
pub struct Call {
    endpoint: Endpoint,
    call: Arc<CoreCall>,
    slot_wait: Duration,
    timeout: Option<Duration>,
    /// Reading has no request to end: it is ended, or this is a service's call.
    request_ended: bool,
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
        let request_ended = call.side() == Side::Service;
        Self { endpoint, call, slot_wait, timeout: None, request_ended }
    }

    fn core(&self) -> &Core {
        &self.endpoint.driver().core
    }

    /// Which call this is, and of which endpoint, by its address.
    pub(crate) fn place(&self) -> (usize, CallKey) {
        (self.endpoint.address_of_core(), self.call.key())
    }

    /// When a wait that begins now is given up.
    fn deadline(&self) -> Option<Instant> {
        self.timeout.and_then(|timeout| Instant::now().checked_add(timeout))
    }

    fn wait<T>(&self, future: impl Future<Output = Result<T, CallError>>) -> Result<T, CallError> {
        let deadline = self.deadline();
        self.endpoint.driver().block_on(future, deadline).unwrap_or(Err(CallError::TimedOut))
    }

    fn put(&mut self, data: &[u8], more: bool, taken: &mut usize) -> Result<(), CallError> {
        let core = self.core();
        let mut sent = self.wait(core.send(&self.call, data, more, Waiting::Allowed, taken));
        if sent == Err(CallError::WrongPhase) && self.discard_request()? {
            sent = self.wait(core.send(&self.call, data, more, Waiting::Allowed, taken));
        }
        self.request_ended |= sent.is_ok() && !more;
        sent
    }

    /// Reads and drops what is left of a service's request, within the bounds for that; `false` if there is
    /// nothing to be dropped.
    fn discard_request(&self) -> Result<bool, CallError> {
        let (core, config) = (self.core(), self.core().config());
        let patience = Instant::now().checked_add(config.discard_time);
        let deadline = patience.into_iter().chain(self.deadline()).min();
        let discard = core.discard_request(&self.call, config.discard_bytes);
        match self.endpoint.driver().block_on(discard, deadline) {
            Some(discarded) => discarded,
            None if deadline == patience => {
                let refused = core.refuse_to_discard(&self.call);
                self.endpoint.driver().flush();
                Err(refused)
            }
            None => Err(CallError::TimedOut),
        }
    }

    /// Ends the request of a client that is about to read.
    fn end_request(&mut self) -> Result<(), CallError> {
        if !self.request_ended {
            self.wait(self.core().end_request(&self.call))?;
            self.request_ended = true;
        }
        Ok(())
    }

    /// Sends all of `data`, waiting for room in the transmit queue.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::WrongPhase`] (EPROTO) after the end of the request or reply;
    /// [`CallError::TimedOut`] (ETIMEDOUT), after which an unknown part of the data was taken:
    /// [`Call::send_counted`] tells how much.
    pub fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data, true, &mut 0)
    }

    /// Sends `data[*taken..]`, and moves `taken` forward with each byte that is queued for good: begin
    /// with 0, and after [`CallError::TimedOut`] call again with the same data and the same `taken`.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; [`CallError::CountBeyondData`] (EINVAL) if `taken` is larger than the data.
    pub fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> Result<(), CallError> {
        self.put(data, true, taken)
    }

    /// Sends all of `data` and ends the request or reply with it.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data, false, &mut 0)
    }

    /// Ends the request or reply.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub fn end_send(&mut self) -> Result<(), CallError> {
        self.send_last(&[])
    }

    /// Reads what is there, waiting for something; 0 at the end of the peer's data. Ends the request of a
    /// client.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::TimedOut`] (ETIMEDOUT), with no data lost.
    pub fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.end_request()?;
        self.wait(self.core().receive(&self.call, buf, Waiting::Allowed))
    }

    /// Reads what is there and never waits. Only looks: the request of a client goes on.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if nothing is there; what ended the call.
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.wait(self.core().receive(&self.call, buf, Waiting::Never))
    }

    /// Reads the next piece of data without copying it; `None` at the end. Ends the request of a client.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.end_request()?;
        self.wait(self.core().receive_bytes(&self.call, Waiting::Allowed))
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes. Ends the request of a client.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`]; [`CallError::TooLong`] (EMSGSIZE) as soon as there are more bytes than `limit`.
    /// After any error but the end of the call nothing is lost: the next verb that reads begins where this
    /// one did.
    pub fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.end_request()?;
        self.wait(self.core().receive_rest(&self.call, limit, Waiting::Allowed))
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
    /// goes on behind. A service that has not read its request waits for its end first, as with
    /// [`Call::send`].
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
    /// service, until the client has acknowledged the whole reply. It ends nothing itself.
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
    /// Waits for room for all of `buf`; if that fails midway, by a timeout say, tells how much was taken, and
    /// the next write fails.
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let mut taken = 0;
        match self.put(buf, true, &mut taken) {
            Err(_) if taken > 0 => Ok(taken),
            sent => Ok(sent.map(|()| taken)?),
        }
    }

    /// Does nothing: full packets leave by themselves, and what does not fill one leaves with the end
    /// of the request or reply. (To end it, see [`Call::end_send`].)
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
