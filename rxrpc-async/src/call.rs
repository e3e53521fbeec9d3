//! One call as a program holds it.
//!
//! Holds: [`Call`], which is its two halves together. Must not know: the protocol.

use crate::abort_handle::AbortHandle;
use crate::call_handle::{CallHandle, Half};
use crate::call_sink::CallSink;
use crate::endpoint::Endpoint;
use crate::recv_half::RecvHalf;
use crate::send_half::SendHalf;
use bytes::Bytes;
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::{AbortCode, Call as CoreCall, CallError, CallKey, ServiceId};
use rxrpc_core::{CallCounters, CallIdentity, CallSecurity, CallTimeouts, Expected, Peer};
use rxrpc_core::{Side, Verdict, Waiting};
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

/// A call, from the client's or the service's side: `AsyncRead + AsyncWrite` of the `futures` crate, and of tokio
/// with the feature `tokio`.
///
/// An Rx call is half duplex: the client sends its whole request, then the service its whole reply. What a side
/// sends, it ends: with [`Call::send_last`] or [`Call::end_send`], by closing a writer or sink, a handler with
/// its `Ok`, and **a client that holds the whole call with each verb that reads and may wait** ([`Call::recv`],
/// [`Call::recv_bytes`], [`Call::recv_many`], [`Call::take_rest`], [`Call::discard_rest`], [`Call::into_stream`], `AsyncRead`).
/// [`Call::try_recv`] only looks, and the halves of a [split](Call::split) call end nothing by reading. Every verb
/// means the same on both sides:
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
/// Dropping a call that has not ended aborts it with `RX_USER_ABORT`; the ABORT leaves at once, and
/// nothing is waited for. (One that a [`Handler`](crate::Handler) drops has until that returns.) A service call
/// whose reply was ended goes on by itself until the client has it all. Dropping the future of a verb never ends
/// the call: each verb says what else it means. That goes for every wait, before the call has its slot and after, and
/// is always possible. (AF_RXRPC contract §3: the kernel's users choose for each call whether signals interrupt its waits
/// always, until it has a slot, or never.)
#[must_use = "dropping a call aborts it"]
pub struct Call {
    handle: Arc<CallHandle>,
    sender: SendHalf,
    receiver: RecvHalf,
    slot_wait: Duration,
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
        let handle = CallHandle::new(endpoint, call);
        let (sender, receiver) = (SendHalf::new(handle.clone()), RecvHalf::new(handle.clone()));
        Self { handle, sender, receiver, slot_wait }
    }

    /// The call that its handler had, if nobody else has it or a half of it. Otherwise it is theirs.
    pub(crate) fn regained(handle: Arc<CallHandle>) -> Option<Self> {
        // Nobody can come to have it again who has not got it now.
        if Arc::strong_count(&handle) > 1 {
            handle.shared().core.leave_to_user(&handle.call);
            return None;
        }
        let (sender, receiver) =
            (SendHalf::regained(handle.clone()), RecvHalf::new(handle.clone()));
        Some(Self { handle, sender, receiver, slot_wait: Duration::ZERO })
    }

    pub(crate) fn handle(&self) -> Arc<CallHandle> {
        self.handle.clone()
    }

    /// Which call this is, and of which endpoint, by its address.
    pub(crate) fn place(&self) -> (usize, CallKey) {
        (self.handle.endpoint.address_of_core(), self.handle.call.key())
    }

    /// Sends all of `data`, waiting for room in the transmit queue.
    ///
    /// Not cancel-safe: if the future is dropped, an unknown part of the data was taken
    /// ([`Call::send_counted`] tells how much). The call itself goes on.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::WrongPhase`] (EPROTO) after the end of the request or reply;
    /// [`CallError::TimedOut`] (ETIMEDOUT), after which an unknown part of the data was taken.
    pub async fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.sender.send(data).await
    }

    /// Sends `data[*taken..]`, and moves `taken` forward with each byte that is queued for good: begin
    /// with 0, and to go on after a timeout or a dropped future, call again with the same data and the same
    /// `taken`. Cancel-safe in that way.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; [`CallError::CountBeyondData`] (EINVAL) if `taken` is larger than the data.
    pub async fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> Result<(), CallError> {
        self.sender.send_counted(data, taken).await
    }

    /// Sends what there is room for now, and returns how many bytes that was. Never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if there is no room at all; [`CallError::WrongPhase`] (EPROTO)
    /// before a service has the whole request; otherwise as [`Call::send`].
    pub fn try_send(&mut self, data: &[u8]) -> Result<usize, CallError> {
        self.sender.try_send(data)
    }

    /// Sends all of `data` and ends the request or reply with it. Not cancel-safe, as [`Call::send`].
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub async fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.sender.send_last(data).await
    }

    /// Ends the request or reply; does nothing if it is ended. What was sent is delivered behind. A service that
    /// has not read its request gives that up, as with [`Call::send`]. Cancel-safe: call it again.
    ///
    /// # Errors
    ///
    /// As [`Call::send`], except that the end may come twice.
    pub async fn end_send(&mut self) -> Result<(), CallError> {
        self.sender.end_send().await
    }

    /// Reads what is there, waiting for something; 0 at the end of the peer's data. Ends the request of a
    /// client. Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// What ended the call; [`CallError::TimedOut`] (ETIMEDOUT), with no data lost.
    pub async fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.sender.end_request().await?;
        self.receiver.recv(buf).await
    }

    /// Reads what is there and never waits. Only looks: the request of a client goes on.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if nothing is there; what ended the call.
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.receiver.try_recv(buf)
    }

    /// Reads the next piece of data without copying it; `None` at the end. Ends the request of a client.
    /// Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.sender.end_request().await?;
        self.receiver.recv_bytes().await
    }

    /// Reads the pieces of data that are there, without copying them, waiting for one; adds them to `pieces`, `limit`
    /// bytes at most, the last of them cut if it must be. How many bytes that was; 0 at the end of the peer's data. Costs
    /// a long call less than one piece at a time. Ends the request of a client. Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub async fn recv_many(
        &mut self,
        pieces: &mut Vec<Bytes>,
        limit: usize,
    ) -> Result<usize, CallError> {
        self.sender.end_request().await?;
        self.receiver.recv_many(pieces, limit).await
    }

    /// Fills `buf`, and says whether the peer's data has ended with it; if no more is expected, waits for that end. Ends
    /// the request of a client. Not
    /// cancel-safe: if the future is dropped, an unknown part was read ([`Call::recv_exact_counted`] tells how much).
    ///
    /// # Errors
    ///
    /// [`CallError::TooShort`] (EBADMSG) if the data ends before, and [`CallError::NothingLeft`] (ECONNRESET) if it had
    /// ended already; [`CallError::TooLong`] (EMSGSIZE) if the buffer is full and more comes than was expected, which
    /// can still be read; otherwise as [`Call::recv`].
    pub async fn recv_exact(
        &mut self,
        buf: &mut [u8],
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.recv_exact_counted(buf, &mut 0, expected).await
    }

    /// Fills `buf[*filled..]` as [`Call::recv_exact`] does, and moves `filled` forward with each byte: begin with 0, and
    /// to go on after a timeout, call again with the same buffer and the same `filled`. Cancel-safe with its count.
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact`]; [`CallError::CountBeyondData`] (EINVAL) if `filled` is larger than the buffer.
    pub async fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.sender.end_request().await?;
        self.receiver.recv_exact_counted(buf, filled, expected).await
    }

    /// Fills `buf[*filled..]` with what is there, and says how far that came. Never waits. Only looks: the request of a
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
        self.receiver.try_recv_exact(buf, filled, expected)
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes. Ends the request of a client.
    /// Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`]; [`CallError::TooLong`] (EMSGSIZE) as soon as there are more bytes than `limit`.
    /// After any error but the end of the call nothing is lost: the next verb that reads begins where this
    /// one did.
    pub async fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.sender.end_request().await?;
        self.receiver.take_rest(limit).await
    }

    /// [`Call::take_rest`] under the name that reads well in a service. Cancel-safe, as there.
    ///
    /// # Errors
    ///
    /// As [`Call::take_rest`].
    pub async fn take_request(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.take_rest(limit).await
    }

    /// Reads and drops the peer's data to its end, however much that is; how many bytes it was. Ends the request
    /// of a client, which learns so that its call ended well. Cancel-safe, but what was dropped is.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`].
    pub async fn discard_rest(&mut self) -> Result<u64, CallError> {
        self.sender.end_request().await?;
        self.receiver.discard_rest().await
    }

    /// Aborts the call with a code that the peer is told; whether that came in time, before its end. Never
    /// waits.
    pub fn abort(&self, code: AbortCode) -> bool {
        self.abort_for(code, "")
    }

    /// [`Call::abort`] for a reason, in a few words, which the trace event `Abort` of target `rxrpc::call` and
    /// the call's row of [`Endpoint::snapshot`] show; the peer is told the code only. Never waits.
    pub fn abort_for(&self, code: AbortCode, reason: &'static str) -> bool {
        self.handle.abort_for(code, reason)
    }

    /// What aborts the call while this handle is in use elsewhere: a task that reads or writes it. Never waits.
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle::new(self.handle.endpoint.downgrade(), Arc::downgrade(&self.handle.call))
    }

    /// Waits until the protocol has ended the call: for a client, until the whole reply is here; for a
    /// service, until the client has acknowledged the whole reply. It ends nothing itself. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call instead; [`CallError::TimedOut`] (ETIMEDOUT).
    pub async fn wait_ended(&self) -> Result<(), CallError> {
        self.handle
            .wait(Half::Receiving, pin!(self.handle.shared().core.wait_ended(&self.handle.call)))
            .await
    }

    /// Bounds every wait of a verb on this call and its halves from now on (not those of `AsyncRead`,
    /// `AsyncWrite`, `Stream` and `Sink`); each half of a [split](Call::split) call may have its own. `None`: no bound, the
    /// default. For a deadline of the whole
    /// call see [`CallOptions::hard_timeout`](crate::CallOptions::hard_timeout). The protocol's own
    /// timeouts (see [`Config`](crate::Config)) end a call whose peer is gone in any case.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.sender.set_timeout(timeout);
        self.receiver.set_timeout(timeout);
    }

    /// Announces the exact number of bytes that this side sends, before any of it is sent: a reply's length, or that of
    /// a request that [`CallOptions::announced_length`](crate::CallOptions::announced_length) does not know so far.
    /// What is sent is held to it. Waits while another task uses the call. Cancel-safe. (AF_RXRPC contract §3, `rxrpc_kernel_set_tx_length`: once.)
    ///
    /// # Errors
    ///
    /// [`CallError::TooLateForLength`] (EINVAL) after data or another length; what ended the call;
    /// [`CallError::TimedOut`] (ETIMEDOUT). Later, sending other than so many bytes is [`CallError::MessageSize`]
    /// (EMSGSIZE).
    pub async fn set_transmit_length(&mut self, bytes: u64) -> Result<(), CallError> {
        let core = &self.handle.shared().core;
        let announced = core.set_transmit_length(&self.handle.call, bytes, Waiting::Allowed);
        self.handle.wait(Half::Sending, pin!(announced)).await
    }

    /// Waits until all that this side sends is given, whoever gives it: the last packet is queued, and nothing of a
    /// reply to it can have come before. Cancel-safe. That is not to say that any of it has arrived: a service knows
    /// that by [`Call::wait_ended`], a client by the reply. Of a call that was [begun](crate::Endpoint::begin_call)
    /// it may be before its slot comes. (AF_RXRPC contract §3, `notify_end_tx` of `rxrpc_kernel_send_data`.)
    ///
    /// # Errors
    ///
    /// What ended the call before; [`CallError::TimedOut`] (ETIMEDOUT).
    pub async fn sent_all(&self) -> Result<(), CallError> {
        let core = &self.handle.shared().core;
        self.handle.wait(Half::Sending, pin!(core.sent_all(&self.handle.call))).await
    }

    /// Has `told` called when [`Call::sent_all`] would be over with success, right before the last packet is queued, by
    /// the thread that queues it; at once, if it was queued already. Never, if the call ends before. In place of what was
    /// to be called before. It must neither wait, panic nor use this call. Never waits.
    pub fn on_sent_all(&self, told: impl FnOnce() + Send + 'static) {
        self.handle.shared().core.on_sent_all(&self.handle.call, told);
    }

    /// Sets limits of the call itself anew, also while it waits for its slot: how long it may last from now on, how long
    /// its peer may be silent. (The bound of each *wait* is [`Call::set_timeout`].) Does nothing to a call that has
    /// ended. Never waits.
    pub fn set_call_timeouts(&self, timeouts: &CallTimeouts) {
        let shared = self.handle.shared();
        shared.core.set_call_timeouts(shared.runtime.now(), &self.handle.call, timeouts);
    }

    /// The two sides of the call, which different tasks can own. Neither ends anything for the other:
    /// **dropping the sending half before it has ended the request or reply aborts the call**, and the
    /// receiving half waits for that end. The call is given up, as when it is dropped whole, when both are
    /// dropped.
    pub fn split(self) -> (SendHalf, RecvHalf) {
        (self.sender.part(), self.receiver)
    }

    /// The data of the peer as a `Stream` of pieces that are not copied. Reading it ends the request of a
    /// client, after all that was written. Dropping it drops the call.
    pub fn into_stream(self) -> RecvHalf {
        self.receiver.with_sender(self.sender)
    }

    /// The call as a `Sink` of pieces to be sent; closing it ends the request or reply. Dropping it drops the
    /// call.
    pub fn into_sink(self) -> CallSink {
        self.sender.into_sink()
    }

    /// Whether the call lives: it has not ended, or it ended well and there is data to be read. Never waits.
    pub fn is_alive(&self) -> bool {
        self.handle.call.is_alive() || self.receiver.has_unread()
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
    /// # fn tell(call: &rxrpc_async::Call, key: u64, sender: std::sync::mpsc::Sender<u64>) {
    /// call.notify_with(move || {
    ///     let _ = sender.send(key);
    /// });
    /// # }
    /// ```
    ///
    /// It is called by whoever brings the news, mostly the driver, with no lock held: it must not block,
    /// and may use the verbs that do not wait (`try_…`). Several pieces of news may bring one call, so whoever is told
    /// reads until that would wait. After the end, and once the call is dropped, it is called no more and dropped; what
    /// it holds of the call itself would keep that from being dropped.
    pub fn notify_with(&self, notify: impl Fn() + Send + Sync + 'static) {
        self.handle.shared().core.notify_of(&self.handle.call, notify);
    }

    /// Nobody is called any more with news of the call. Who was about to be called may be once more.
    pub fn notify_no_more(&self) {
        self.handle.shared().core.notify_no_more(&self.handle.call);
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
        self.handle.shared().core.peer_of(&self.handle.call)
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

impl AsyncRead for Call {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        ready!(this.sender.poll_request_ended(cx))?;
        Pin::new(&mut this.receiver).poll_read(cx, buf)
    }
}

/// As of [`SendHalf`].
impl AsyncWrite for Call {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().sender).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        AsyncWrite::poll_flush(Pin::new(&mut self.get_mut().sender), cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        AsyncWrite::poll_close(Pin::new(&mut self.get_mut().sender), cx)
    }
}
