//! One call as a program holds it: `Read + Write`.
//!
//! Holds: [`Call`]. Must not know: the protocol.

use crate::abort_handle::AbortHandle;
use crate::call_handle::{CallHandle, Timeout};
use crate::endpoint::Endpoint;
use crate::halves::{self, RecvHalf, SendHalf};
use bytes::Bytes;
use rxrpc_core::{AbortCode, Call as CoreCall, CallError, CallKey, ServiceId};
use rxrpc_core::{CallCounters, CallIdentity, CallSecurity, CallTimeouts, Expected, Peer};
use rxrpc_core::{Side, Verdict, Waiting};
use std::fmt;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A call, from the client's or the service's side.
///
/// An Rx call is half duplex: the client sends its whole request, then the service its whole reply. What a side
/// sends, it ends: with [`Call::send_last`] or [`Call::end_send`], a handler with its `Ok`, and **a client with
/// each verb that reads and may block** ([`Call::recv`], [`Call::recv_bytes`], [`Call::recv_many`], [`Call::take_rest`],
/// [`Call::discard_rest`], `Read`). [`Call::try_recv`] only looks. Every verb means the same on both sides:
///
/// | | client | service |
/// |---|---|---|
/// | [`Call::send`], [`Call::send_last`], [`Call::end_send`] | the request | the reply |
/// | [`Call::recv`], [`Call::take_rest`], [`Call::discard_rest`] | the reply | the request |
/// | [`Call::wait_ended`] | the whole reply is here | the client has the whole reply |
///
/// A service that sends before it has the whole request gives up what it has not read: that is read and
/// dropped, as far as [`Config::discard_bytes`](crate::Config::discard_bytes) and
/// [`Config::discard_time`](crate::Config::discard_time) go, and if the request goes on beyond that, the call is
/// aborted with `RX_USER_ABORT`. To read what was dropped in part is [`CallError::WrongPhase`].
///
/// Dropping a call that has not ended aborts it with `RX_USER_ABORT`, and never blocks. A service call
/// whose reply was ended goes on by itself until the client has it all.
///
/// No signal ends a wait: there is no EINTR. Every wait can be bounded ([`Call::set_timeout`]) and ended from outside
/// ([`Call::abort_handle`], a [hard timeout](Call::set_call_timeouts), [`Endpoint::close`]), before the call has its slot
/// and after. A wait that is over leaves the call as it was. (AF_RXRPC contract §3: the kernel's users choose
/// for each call whether signals interrupt its waits always, until it has a slot, or never.)
#[must_use = "dropping a call aborts it"]
pub struct Call {
    handle: CallHandle,
    slot_wait: Duration,
    timeout: Timeout,
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
        Self { handle: CallHandle { endpoint, call }, slot_wait, timeout: None, request_ended }
    }

    /// Which call this is, and of which endpoint, by its address.
    pub(crate) fn place(&self) -> (usize, CallKey) {
        (self.handle.endpoint.address_of_core(), self.handle.call.key())
    }

    fn put(&mut self, data: &[u8], more: bool, taken: &mut usize) -> Result<(), CallError> {
        let mut sent = self.handle.send(self.timeout, data, more, taken);
        if sent == Err(CallError::WrongPhase) && self.handle.call.may_begin_reply() {
            self.handle.discard_request(self.timeout)?;
            sent = self.handle.send(self.timeout, data, more, taken);
        }
        self.request_ended |= sent.is_ok() && !more;
        sent
    }

    /// Ends the request of a client that is about to read.
    fn end_request(&mut self) -> Result<(), CallError> {
        if !self.request_ended {
            self.handle.wait(self.timeout, self.handle.core().end_request(&self.handle.call))?;
            self.request_ended = true;
        }
        Ok(())
    }

    /// Sends all of `data`. Blocks while the transmit queue is full.
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
    /// with 0, and after [`CallError::TimedOut`] call again with the same data and the same `taken`. Blocks
    /// while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; [`CallError::CountBeyondData`] (EINVAL) if `taken` is larger than the data.
    pub fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> Result<(), CallError> {
        self.put(data, true, taken)
    }

    /// Sends what there is room for now, and returns how many bytes that was. Never blocks.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if there is no room at all; [`CallError::WrongPhase`] (EPROTO)
    /// before a service has the whole request; otherwise as [`Call::send`].
    pub fn try_send(&mut self, data: &[u8]) -> Result<usize, CallError> {
        self.handle.try_send(data)
    }

    /// Sends all of `data` and ends the request or reply with it. Blocks while the transmit queue is full.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data, false, &mut 0)
    }

    /// Ends the request or reply; does nothing if it is ended. What was sent is delivered behind. Blocks while
    /// the transmit queue is full, and, in a service that has not read its request, until that is given up.
    ///
    /// # Errors
    ///
    /// As [`Call::send`], except that the end may come twice.
    pub fn end_send(&mut self) -> Result<(), CallError> {
        // As with each handler that has ended its reply itself.
        if self.handle.call.has_ended_sending() {
            self.request_ended = true;
            return Ok(());
        }
        let ended = self.put(&[], false, &mut 0);
        let ended = self.handle.call.end_of_sending(ended);
        self.request_ended |= ended.is_ok();
        ended
    }

    /// Reads what is there; 0 at the end of the peer's data. Blocks until there is something. Ends the request
    /// of a client.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::TimedOut`] (ETIMEDOUT), with no data lost.
    pub fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.end_request()?;
        self.handle.recv(self.timeout, buf)
    }

    /// Reads what is there. Never blocks. Only looks: the request of a client goes on.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if nothing is there; what ended the call.
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.handle.try_recv(buf)
    }

    /// Reads the next piece of data without copying it; `None` at the end. Blocks until there is something. Ends
    /// the request of a client.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.end_request()?;
        self.handle.recv_bytes(self.timeout)
    }

    /// Reads the pieces of data that are there, without copying them, and adds them to `pieces`: `limit` bytes at most, the
    /// last of them cut if it must be. How many bytes that was; 0 at the end of the peer's data. Blocks until there is
    /// something. Costs a long call less than one piece at a time. Ends the request of a client.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub fn recv_many(&mut self, pieces: &mut Vec<Bytes>, limit: usize) -> Result<usize, CallError> {
        self.end_request()?;
        self.handle.recv_many(self.timeout, pieces, limit)
    }

    /// Fills `buf`, and says whether the peer's data has ended with it; if no more is expected, waits for that end. Ends
    /// the request of a client. Blocks until then.
    ///
    /// # Errors
    ///
    /// [`CallError::TooShort`] (EBADMSG) if the data ends before, and [`CallError::NothingLeft`] (ECONNRESET) if it had
    /// ended already; [`CallError::TooLong`] (EMSGSIZE) if the buffer is full and more comes than was expected, which
    /// can still be read; otherwise as [`Call::recv`].
    pub fn recv_exact(&mut self, buf: &mut [u8], expected: Expected) -> Result<Verdict, CallError> {
        self.recv_exact_counted(buf, &mut 0, expected)
    }

    /// Fills `buf[*filled..]` as [`Call::recv_exact`] does, and moves `filled` forward with each byte: begin with 0, and
    /// to go on after a timeout, call again with the same buffer and the same `filled`. Blocks until then.
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact`]; [`CallError::CountBeyondData`] (EINVAL) if `filled` is larger than the buffer.
    pub fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.end_request()?;
        self.handle.recv_exact(self.timeout, buf, filled, expected)
    }

    /// Fills `buf[*filled..]` with what is there, and says how far that came. Never blocks. Only looks: the request of a
    /// client goes on.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if more is needed, with `filled` moved; otherwise as
    /// [`Call::recv_exact_counted`].
    pub fn try_recv_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.handle.try_recv_exact(buf, filled, expected)
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes. Blocks until then. Ends the
    /// request of a client.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`]; [`CallError::TooLong`] (EMSGSIZE) as soon as there are more bytes than `limit`.
    /// After any error but the end of the call nothing is lost: the next verb that reads begins where this
    /// one did.
    pub fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.end_request()?;
        self.handle.take_rest(self.timeout, limit)
    }

    /// [`Call::take_rest`] under the name that reads well in a service.
    ///
    /// # Errors
    ///
    /// As [`Call::take_rest`].
    pub fn take_request(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.take_rest(limit)
    }

    /// Reads and drops the peer's data to its end, however much that is; how many bytes it was. Blocks until
    /// then. Ends the request of a client, which learns so that its call ended well.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub fn discard_rest(&mut self) -> Result<u64, CallError> {
        self.end_request()?;
        self.handle.discard_rest(self.timeout)
    }

    /// Aborts the call with a code that the peer is told; whether that came in time, before its end. Never
    /// blocks.
    pub fn abort(&self, code: AbortCode) -> bool {
        self.abort_for(code, "")
    }

    /// [`Call::abort`] for a reason, in a few words, which the trace event `Abort` of target `rxrpc::call` and
    /// the call's row of [`Endpoint::snapshot`] show; the peer is told the code only. Never blocks.
    pub fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool {
        let driver = self.handle.endpoint.driver();
        let in_time = driver.core.abort_for(&self.handle.call, code, reason);
        driver.flush();
        in_time
    }

    /// What aborts the call while this handle is in use elsewhere: another thread that reads or writes it.
    /// Never blocks.
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle::new(self.handle.endpoint.downgrade(), Arc::downgrade(&self.handle.call))
    }

    /// Waits until the protocol has ended the call: for a client, until the whole reply is here; for a
    /// service, until the client has acknowledged the whole reply. It ends nothing itself. Blocks until then.
    ///
    /// # Errors
    ///
    /// What ended the call instead; [`CallError::TimedOut`] (ETIMEDOUT).
    pub fn wait_ended(&self) -> Result<(), CallError> {
        self.handle.wait(self.timeout, self.handle.core().wait_ended(&self.handle.call))
    }

    /// Bounds every wait on this handle from now on. `None`: no bound, the default. The call goes on when a
    /// wait is given up; a deadline of the whole call is
    /// [`CallOptions::hard_timeout`](crate::CallOptions::hard_timeout). The protocol's own timeouts (see
    /// [`Config`](crate::Config)) end a call whose peer is gone in any case.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }

    /// Announces the exact number of bytes that this side sends, before any of it is sent: a reply's length, or that of
    /// a request that [`CallOptions::announced_length`](crate::CallOptions::announced_length) does not know so far.
    /// What is sent is held to it. Blocks while another thread uses the call. (AF_RXRPC contract §3, `rxrpc_kernel_set_tx_length`: once.)
    ///
    /// # Errors
    ///
    /// [`CallError::TooLateForLength`] (EINVAL) after data or another length; what ended the call;
    /// [`CallError::TimedOut`] (ETIMEDOUT). Later, sending other than so many bytes is [`CallError::MessageSize`]
    /// (EMSGSIZE).
    pub fn set_transmit_length(&mut self, bytes: u64) -> Result<(), CallError> {
        let announced =
            self.handle.core().set_transmit_length(&self.handle.call, bytes, Waiting::Allowed);
        self.handle.wait(self.timeout, announced)
    }

    /// Waits until all that this side sends is given, whoever gives it: the last packet is queued, and nothing of a
    /// reply to it can have come before. Blocks until then. That is not to say that any of it has arrived: a service knows
    /// that by [`Call::wait_ended`], a client by the reply. Of a call that was [begun](crate::Endpoint::begin_call)
    /// it may be before its slot comes. (AF_RXRPC contract §3, `notify_end_tx` of `rxrpc_kernel_send_data`.)
    ///
    /// # Errors
    ///
    /// What ended the call before; [`CallError::TimedOut`] (ETIMEDOUT).
    pub fn sent_all(&self) -> Result<(), CallError> {
        self.handle.wait(self.timeout, self.handle.core().sent_all(&self.handle.call))
    }

    /// Has `told` called when [`Call::sent_all`] would be over with success, right before the last packet is queued, by
    /// the thread that queues it; at once, if it was queued already. Never, if the call ends before. In place of what was
    /// to be called before. It must neither wait, panic nor use this call. Never blocks.
    pub fn on_sent_all(&self, told: impl FnOnce() + Send + 'static) {
        self.handle.core().on_sent_all(&self.handle.call, told);
    }

    /// Sets limits of the call itself anew, also while it waits for its slot: how long it may last from now on, how long
    /// its peer may be silent. (The bound of each *wait* is [`Call::set_timeout`].) Does nothing to a call that has
    /// ended. Never blocks.
    pub fn set_call_timeouts(&self, timeouts: &CallTimeouts) {
        let driver = self.handle.endpoint.driver();
        driver.core.set_call_timeouts(Instant::now(), &self.handle.call, timeouts);
    }

    /// The two sides of the call, which different threads can own. Neither ends anything for the other:
    /// **dropping the sending half before it has ended the request or reply aborts the call**, and the
    /// receiving half waits for that end. The call is given up, as when it is dropped whole, when both are
    /// dropped. Never blocks.
    pub fn split(self) -> (SendHalf, RecvHalf) {
        halves::split(self.handle, self.timeout)
    }

    /// Whether the call lives: it has not ended, or it ended well and there is data to be read. Never blocks.
    pub fn is_alive(&self) -> bool {
        self.handle.call.is_alive()
    }

    /// The smoothed round trip time to the peer that the call has measured, or began with from the calls before it;
    /// `None` before there is one.
    pub fn smoothed_rtt(&self) -> Option<Duration> {
        self.handle.call.smoothed_rtt()
    }

    /// Has `notify` called whenever there may be something new to be read, and when the call ends; at once, if there is
    /// already. It takes the place of the one before. A channel's sending end is as good:
    ///
    /// ```
    /// # fn tell(call: &rxrpc_sync::Call, key: u64, sender: std::sync::mpsc::Sender<u64>) {
    /// call.notify_with(move || {
    ///     let _ = sender.send(key);
    /// });
    /// # }
    /// ```
    ///
    /// It is called by whoever brings the news, a thread that waits on the endpoint or its own, with no lock held: it must not block,
    /// and may use the verbs that do not wait (`try_…`). Several pieces of news may bring one call, so whoever is told
    /// reads until that would wait. After the end, and once the call is dropped, it is called no more and dropped; what
    /// it holds of the call itself would keep that from being dropped.
    pub fn notify_with(&self, notify: impl Fn() + Send + Sync + 'static) {
        self.handle.endpoint.driver().core.notify_of(&self.handle.call, notify);
    }

    /// Nobody is called any more with news of the call. Who was about to be called may be once more.
    pub fn notify_no_more(&self) {
        self.handle.endpoint.driver().core.notify_no_more(&self.handle.call);
    }

    /// Which end of the call this is.
    pub fn side(&self) -> Side {
        self.handle.call.side()
    }

    /// The other end's UDP address.
    pub fn peer(&self) -> SocketAddr {
        self.handle.call.peer()
    }

    /// A handle of the other end: [`Endpoint::peer`](crate::Endpoint::peer).
    pub fn peer_handle(&self) -> Peer {
        self.handle.endpoint.driver().core.peer_of(&self.handle.call)
    }

    /// The service.
    pub fn service(&self) -> ServiceId {
        self.handle.call.service().service
    }

    /// What protects the call, and who is at the other end as far as that was proven; `None` if nothing does because
    /// it ended before.
    pub fn security(&self) -> Option<CallSecurity> {
        self.handle.call.security()
    }

    /// When the call ends whatever its peer and user do, by [`Call::set_call_timeouts`],
    /// [`CallOptions::hard_timeout`](crate::CallOptions::hard_timeout) or
    /// [`Config::service_call_deadline`](crate::Config::service_call_deadline); `None` if nothing limits it so, and when it
    /// has ended. Of the other end's limits nothing is known: the protocol does not tell them.
    pub fn deadline(&self) -> Option<Instant> {
        self.handle.call.deadline()
    }

    /// How long the call waited for its slot; zero of one that was [begun](crate::Endpoint::begin_call) without a wait.
    pub fn slot_wait(&self) -> Duration {
        self.slot_wait
    }

    /// Packets of the call so far.
    pub fn counters(&self) -> CallCounters {
        self.handle.call.counters().unwrap_or_default()
    }

    /// Epoch, connection, channel and call number of the call, as on the wire.
    pub fn identity(&self) -> Option<CallIdentity> {
        self.handle.call.identity()
    }
}

impl Read for Call {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        Ok(self.recv(buf)?)
    }
}

impl Write for Call {
    /// Blocks until there is room for all of `buf`; if that fails midway, by a timeout say, tells how much was
    /// taken, and the next write fails.
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let mut taken = 0;
        let sent = self.put(buf, true, &mut taken);
        CallHandle::written(sent, taken)
    }

    /// Does nothing: full packets leave by themselves, and what does not fill one leaves with the end
    /// of the request or reply. (To end it, see [`Call::end_send`].)
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
