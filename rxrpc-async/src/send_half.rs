//! The sending side of a call: verbs, `AsyncWrite`, and what a `Sink` is made of.
//!
//! Holds: [`SendHalf`]. Must not know: the protocol.
//!
//! The poll-based traits keep no buffer as long as the transmit queue of the call has room. When it is
//! full, one piece is taken over by a future that stays here and queues it when there is room; the next
//! write waits for that one. So memory is bounded, and a write is reported done only for bytes that will be
//! queued in order.

use crate::call_handle::{CallHandle, Half};
use crate::call_sink::CallSink;
use crate::discard::discard_request;
use crate::ongoing::Ongoing;
use bytes::Bytes;
use futures::io::AsyncWrite;
use rxrpc_core::{CallError, Side, Waiting};
use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

/// Most bytes that are taken over while the transmit queue is full.
const PIECE: usize = 16 << 10;

/// What was taken over and is on its way into the transmit queue.
struct Pending {
    queued: Ongoing<Result<(), CallError>>,
    /// It ends the request or reply.
    ends: bool,
}

/// What was taken over so far.
#[derive(Default)]
pub(crate) struct Unqueued {
    /// A piece on its way into the transmit queue, or the end.
    pending: Option<Pending>,
    /// What was taken over could not be queued: nothing after it may be.
    failed: Option<CallError>,
}

impl Unqueued {
    fn is_none(&self) -> bool {
        self.pending.is_none() && self.failed.is_none()
    }
}

/// What sends on a call.
///
/// Only an explicit end ends the request or reply: [`SendHalf::send_last`], [`SendHalf::end_send`], the
/// closing of `AsyncWrite`. **Dropping a half of a [split](crate::Call::split) call that has not
/// ended aborts the call** with `RX_USER_ABORT`, whatever the other half does; so does dropping one whose end
/// still waits for room. What was written and not flushed is not waited for.
///
/// The sending half of a service sends once the whole request is here ([`CallError::WrongPhase`] before);
/// it does not give up what the other half has not read.
#[must_use = "dropping it before the end of the request or reply aborts the call"]
pub struct SendHalf {
    handle: Arc<CallHandle>,
    unqueued: Unqueued,
    /// The request or reply was ended.
    ended: bool,
    /// The other half has another owner.
    alone: bool,
}

impl fmt::Debug for SendHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendHalf").field("peer", &self.handle.call.peer()).finish_non_exhaustive()
    }
}

impl Drop for SendHalf {
    fn drop(&mut self) {
        if self.alone {
            let shared = self.handle.shared();
            shared.core.release_sending(&self.handle.call);
            shared.flush();
        } else if !self.unqueued.is_none() {
            self.handle.leave(std::mem::take(&mut self.unqueued));
        }
    }
}

impl SendHalf {
    pub(crate) fn new(handle: Arc<CallHandle>) -> Self {
        Self { handle, unqueued: Unqueued::default(), ended: false, alone: false }
    }

    /// That of a call whose handler dropped it, with what that left unqueued.
    pub(crate) fn regained(handle: Arc<CallHandle>) -> Self {
        let unqueued = handle.take_unqueued();
        Self { handle, unqueued, ended: false, alone: false }
    }

    /// Gives the half an owner of its own.
    pub(crate) fn part(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Sends all of `data`, waiting for room in the transmit queue.
    ///
    /// Not cancel-safe: if the future is dropped, an unknown part of the data was taken; see
    /// [`SendHalf::send_counted`]. The call itself goes on.
    ///
    /// # Errors
    ///
    /// As [`Call::send`](crate::Call::send).
    pub async fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data, true, &mut 0).await
    }

    /// Sends `data[*taken..]`, and moves `taken` forward with each byte that is queued for good: begin
    /// with 0, and to go on after a timeout or a dropped future, call again with the same data and the same
    /// `taken`. Cancel-safe in that way.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`]; [`CallError::CountBeyondData`] (EINVAL) if `taken` is larger than the data.
    pub async fn send_counted(&mut self, data: &[u8], taken: &mut usize) -> Result<(), CallError> {
        self.put(data, true, taken).await
    }

    /// Sends all of `data` and ends the request or reply with it. Not cancel-safe, as
    /// [`SendHalf::send`].
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`].
    pub async fn send_last(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data, false, &mut 0).await
    }

    /// Ends the request or reply; does nothing if it is ended. What was sent is delivered behind. Cancel-safe:
    /// call it again.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`], except that the end may come twice.
    pub async fn end_send(&mut self) -> Result<(), CallError> {
        // As with each handler that has ended its reply itself.
        if self.unqueued.is_none() && self.handle.call.has_ended_sending() {
            self.ended = true;
            return Ok(());
        }
        let ended = self.send_last(&[]).await;
        self.handle.call.end_of_sending(ended)
    }

    /// The half as a `Sink` of pieces to be sent; closing it ends the request or reply.
    pub fn into_sink(self) -> CallSink {
        CallSink::new(self)
    }

    /// Sends what there is room for now, and returns how many bytes that was. Never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if there is no room at all; otherwise as [`SendHalf::send`].
    pub fn try_send(&mut self, data: &[u8]) -> Result<usize, CallError> {
        let mut cx = Context::from_waker(Waker::noop());
        if self.poll_settled(&mut cx)?.is_pending() {
            return Err(CallError::WouldBlock);
        }
        self.queue_now(data, true)
    }

    /// Bounds every wait of a verb of this half from now on, as [`Call::set_timeout`](crate::Call::set_timeout).
    /// A half begins with that of the call.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.handle.set_timeout(Half::Sending, timeout);
    }

    async fn put(&mut self, data: &[u8], more: bool, taken: &mut usize) -> Result<(), CallError> {
        self.settle().await?;
        let (shared, call) = (self.handle.shared(), &self.handle.call);
        let send = shared.core.send(call, data, more, Waiting::Allowed, taken);
        let mut sent = self.handle.wait(Half::Sending, pin!(send)).await;
        if sent == Err(CallError::WrongPhase) && self.gives_up_request() {
            // In a box of its own, for it is rare and would make every send larger.
            let mut discard = Box::pin(discard_request(shared, call));
            self.handle.wait(Half::Sending, discard.as_mut()).await?;
            drop(discard);
            let send = shared.core.send(call, data, more, Waiting::Allowed, taken);
            sent = self.handle.wait(Half::Sending, pin!(send)).await;
        }
        self.ended |= sent.is_ok() && !more;
        sent
    }

    /// Whether sending that was too early is to give up what is still to come of the request, and to be tried
    /// again.
    fn gives_up_request(&self) -> bool {
        !self.alone && self.handle.call.may_begin_reply()
    }

    /// Waits until what the poll-based traits took over is queued.
    async fn settle(&mut self) -> Result<(), CallError> {
        if self.unqueued.is_none() {
            return Ok(());
        }
        let handle = self.handle.clone();
        handle.wait(Half::Sending, pin!(poll_fn(|cx| self.poll_settled(cx)))).await
    }

    /// Brings what was taken over forward. Once that failed, it fails for ever.
    pub(crate) fn poll_settled(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        if let Some(failed) = &self.unqueued.failed {
            return Poll::Ready(Err(failed.clone()));
        }
        let Some(pending) = &mut self.unqueued.pending else { return Poll::Ready(Ok(())) };
        let polled = pending.queued.poll(cx);
        self.handle.shared().flush();
        if let Poll::Ready(queued) = &polled {
            self.ended |= queued.is_ok() && pending.ends;
            self.unqueued = Unqueued { pending: None, failed: queued.clone().err() };
        }
        polled
    }

    /// Queues what there is room for. Nothing may be pending.
    fn queue_now(&self, data: &[u8], more: bool) -> Result<usize, CallError> {
        let mut taken = 0;
        let shared = self.handle.shared();
        let send = shared.core.send(&self.handle.call, data, more, Waiting::Never, &mut taken);
        let polled = pin!(send).poll(&mut Context::from_waker(Waker::noop()));
        shared.flush();
        match polled {
            Poll::Ready(Ok(())) => Ok(taken),
            Poll::Ready(Err(CallError::WouldBlock)) if taken > 0 => Ok(taken),
            Poll::Ready(Err(error)) => Err(error),
            Poll::Pending => Err(CallError::WouldBlock),
        }
    }

    /// Takes over what cannot be queued now. It holds what drives the call, not `CallHandle`: a call whose handle
    /// is dropped is not held open by what was to be sent on it.
    pub(crate) fn take_over(&mut self, data: Bytes, more: bool) {
        let (shared, call) = (self.handle.shared().clone(), self.handle.call.clone());
        let gives_up = self.gives_up_request();
        let queued = Ongoing::new(async move {
            if gives_up {
                discard_request(&shared, &call).await?;
            }
            shared.core.send(&call, &data, more, Waiting::Allowed, &mut 0).await
        });
        self.unqueued.pending = Some(Pending { queued, ends: !more });
    }

    /// Whether what cannot be queued now can be later.
    fn is_for_later(&self, error: &CallError) -> bool {
        match error {
            CallError::WouldBlock => true,
            CallError::WrongPhase => self.gives_up_request(),
            _ => false,
        }
    }

    /// Ends the request or reply. Once that failed it fails again, whenever it is asked.
    pub(crate) fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        ready!(self.poll_settled(cx))?;
        if self.ended {
            return Poll::Ready(Ok(()));
        }
        match self.queue_now(&[], false) {
            Err(error) if self.is_for_later(&error) => {
                self.take_over(Bytes::new(), false);
                self.poll_settled(cx)
            }
            ended => {
                let ended = self.handle.call.end_of_sending(ended.map(drop));
                self.ended = ended.is_ok();
                Poll::Ready(ended)
            }
        }
    }

    /// Ends the request of a client that is about to read the call as a whole, after what was written.
    pub(crate) fn poll_request_ended(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), CallError>> {
        if self.ended || self.handle.call.side() == Side::Service {
            return Poll::Ready(Ok(()));
        }
        match ready!(self.poll_end(cx)) {
            // The service has answered before it had it all, or the end of the call is to be read.
            Ok(()) | Err(CallError::WrongPhase | CallError::Ended) => self.ended = true,
            Err(error) => return Poll::Ready(Err(error)),
        }
        Poll::Ready(Ok(()))
    }

    /// [`SendHalf::poll_request_ended`] for a verb.
    pub(crate) async fn end_request(&mut self) -> Result<(), CallError> {
        if self.ended || self.handle.call.side() == Side::Service {
            return Ok(());
        }
        let handle = self.handle.clone();
        handle.wait(Half::Sending, pin!(poll_fn(|cx| self.poll_request_ended(cx)))).await
    }
}

impl AsyncWrite for SendHalf {
    /// Takes over some of the data: all that there is room for, or, when there is none, at most 16 KiB
    /// that the next write, flush or close waits for.
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.poll_settled(cx)?.is_pending() {
            return Poll::Pending;
        }
        match this.queue_now(buf, true) {
            Err(error) if this.is_for_later(&error) => {
                let piece = &buf[..buf.len().min(PIECE)];
                this.take_over(Bytes::copy_from_slice(piece), true);
                let _ = this.poll_settled(cx)?;
                Poll::Ready(Ok(piece.len()))
            }
            taken => Poll::Ready(Ok(taken?)),
        }
    }

    /// Waits until what was written is in the transmit queue. Full packets leave from there by
    /// themselves, and what does not fill one leaves with the end of the request or reply.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().poll_settled(cx).map_err(Into::into)
    }

    /// Ends the request or reply. Once that failed it fails again, whenever it is asked.
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().poll_end(cx).map_err(Into::into)
    }
}
