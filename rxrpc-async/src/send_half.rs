//! The sending side of a call: verbs, `AsyncWrite`, `Sink`.
//!
//! Holds: [`SendHalf`]. Must not know: the protocol.
//!
//! The poll-based traits keep no buffer as long as the transmit queue of the call has room. When it is
//! full, one piece is taken over by a future that is kept here and queues it when there is room; the next
//! write waits for that one. So memory is bounded, and a write is told done only for bytes that will be
//! queued in order.

use crate::held::Held;
use crate::kept::Kept;
use bytes::Bytes;
use futures::io::AsyncWrite;
use futures::sink::Sink;
use rxrpc_core::{CallError, Waiting};
use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Most bytes that are taken over while the transmit queue is full.
const PIECE: usize = 16 << 10;

type Pending = Kept<Result<(), CallError>>;

/// What sends on a call. The call is given up when both of its halves are dropped. Dropping this one
/// neither ends the request or reply nor waits for what was written and not flushed.
pub struct SendHalf {
    held: Arc<Held>,
    /// A piece on its way into the transmit queue, or the end.
    pending: Option<Pending>,
    /// The end was given by [`AsyncWrite::poll_close`].
    closed: bool,
}

impl fmt::Debug for SendHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendHalf").field("peer", &self.held.call.peer()).finish_non_exhaustive()
    }
}

impl SendHalf {
    pub(crate) fn new(held: Arc<Held>) -> Self {
        Self { held, pending: None, closed: false }
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

    /// [`SendHalf::send`] that counts in `taken` the bytes that are queued for good, from where it
    /// stood. Cancel-safe: the count is right also when the future is dropped, and
    /// `&data[taken..]` is what is left to be sent.
    ///
    /// # Errors
    ///
    /// As [`SendHalf::send`].
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

    async fn put(&mut self, data: &[u8], more: bool, taken: &mut usize) -> Result<(), CallError> {
        self.settle().await?;
        let core = &self.held.shared().core;
        self.held.wait(core.send(&self.held.call, data, more, Waiting::Allowed, taken)).await
    }

    /// Waits until what the poll-based traits took over is queued.
    pub(crate) async fn settle(&mut self) -> Result<(), CallError> {
        if self.pending.is_none() {
            return Ok(());
        }
        let held = self.held.clone();
        held.wait(poll_fn(|cx| self.poll_settled(cx))).await
    }

    /// Brings what was taken over forward; its failure is told here, once.
    pub(crate) fn poll_settled(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        let Some(pending) = &mut self.pending else { return Poll::Ready(Ok(())) };
        let polled = pending.poll(cx);
        self.held.shared().flush();
        if polled.is_ready() {
            self.pending = None;
        }
        polled
    }

    /// Queues what there is room for. Nothing may be pending.
    fn queue_now(&self, data: &[u8], more: bool) -> Result<usize, CallError> {
        let mut taken = 0;
        let shared = self.held.shared();
        let send = shared.core.send(&self.held.call, data, more, Waiting::Never, &mut taken);
        let polled = pin!(send).poll(&mut Context::from_waker(Waker::noop()));
        shared.flush();
        match polled {
            Poll::Ready(Ok(())) => Ok(taken),
            Poll::Ready(Err(CallError::WouldBlock)) if taken > 0 => Ok(taken),
            Poll::Ready(Err(error)) => Err(error),
            Poll::Pending => Err(CallError::WouldBlock),
        }
    }

    /// Takes over what there was no room for. The core's own parts are kept, not `Held`: a call whose
    /// handle is dropped is not kept alive by what was to be sent on it.
    fn take_over(&mut self, data: Bytes, more: bool) {
        let (core, call) = (self.held.shared().core.clone(), self.held.call.clone());
        self.pending = Some(Kept::new(async move {
            core.send(&call, &data, more, Waiting::Allowed, &mut 0).await
        }));
    }

    fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        if self.poll_settled(cx)?.is_pending() {
            return Poll::Pending;
        }
        if self.closed {
            return Poll::Ready(Ok(()));
        }
        self.closed = true;
        match self.queue_now(&[], false) {
            Err(CallError::WouldBlock) => {
                self.take_over(Bytes::new(), false);
                self.poll_settled(cx)
            }
            ended => Poll::Ready(ended.map(drop)),
        }
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
            Err(CallError::WouldBlock) => {
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

    /// Ends the request or reply.
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().poll_end(cx).map_err(Into::into)
    }
}

impl Sink<Bytes> for SendHalf {
    type Error = CallError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().poll_settled(cx)
    }

    fn start_send(self: Pin<&mut Self>, item: Bytes) -> Result<(), CallError> {
        let this = self.get_mut();
        this.take_over(item, true);
        // Most of it has room at once; who waits for the rest is not known so far.
        let _ = this.poll_settled(&mut Context::from_waker(Waker::noop()))?;
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().poll_settled(cx)
    }

    /// Ends the request or reply.
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().poll_end(cx)
    }
}
