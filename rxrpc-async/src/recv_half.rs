//! The receiving side of a call: verbs, `AsyncRead`, `Stream`.
//!
//! Holds: [`RecvHalf`]. Must not know: the protocol.
//!
//! The poll-based traits first ask without waiting, which allocates nothing; only a wait is a future that
//! stays here. Dropping that one loses no data, so verbs and traits can be mixed.

use crate::call_handle::{CallHandle, Half};
use crate::ongoing::Ongoing;
use crate::send_half::SendHalf;
use bytes::{Buf, Bytes};
use futures::io::AsyncRead;
use futures::stream::Stream;
use rxrpc_core::{CallError, Expected, Verdict, Waiting};
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

type Piece = Result<Option<Bytes>, CallError>;
type Pending = Ongoing<Piece>;

/// Bytes that [`RecvHalf::discard_rest`] takes at once.
const DROPPED_AT_ONCE: usize = 64 << 10;

/// What receives on a call.
///
/// A half of a [split](crate::Call::split) call ends nothing: until the other half has ended the request, there
/// is nothing to be read at a client. It may be dropped before the other half; the call is given up when both
/// are dropped.
///
/// As a `Stream` it gives the data in the pieces in which it lies, a packet or several each, without copying them, and ends
/// after the first error.
#[must_use = "the peer's data is read from it"]
pub struct RecvHalf {
    handle: Arc<CallHandle>,
    /// The sending side of a call that nobody split: its request is ended before the first read.
    whole: Option<Box<SendHalf>>,
    /// The wait of a poll-based trait.
    pending: Option<Pending>,
    /// What such a wait brought and its reader had no room for.
    unread: Bytes,
    /// The stream has ended.
    over: bool,
}

impl fmt::Debug for RecvHalf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvHalf").field("peer", &self.handle.call.peer()).finish_non_exhaustive()
    }
}

impl RecvHalf {
    pub(crate) fn new(handle: Arc<CallHandle>) -> Self {
        Self { handle, whole: None, pending: None, unread: Bytes::new(), over: false }
    }

    /// The receiving side of a whole call.
    pub(crate) fn with_sender(mut self, sender: SendHalf) -> Self {
        self.whole = Some(Box::new(sender));
        self
    }

    async fn end_request(&mut self) -> Result<(), CallError> {
        match &mut self.whole {
            Some(sender) => sender.end_request().await,
            None => Ok(()),
        }
    }

    fn poll_request_ended(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        match &mut self.whole {
            Some(sender) => sender.poll_request_ended(cx),
            None => Poll::Ready(Ok(())),
        }
    }

    /// Reads what is there, waiting for something; 0 at the end of the peer's data. Cancel-safe: no data
    /// is lost.
    ///
    /// # Errors
    ///
    /// As [`Call::recv`](crate::Call::recv).
    pub async fn recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        self.end_request().await?;
        if let Some(copied) = self.copy_unread(buf) {
            return Ok(copied);
        }
        let core = &self.handle.shared().core;
        self.handle
            .wait(Half::Receiving, pin!(core.receive(&self.handle.call, buf, Waiting::Allowed)))
            .await
    }

    /// Reads what is there and never waits.
    ///
    /// # Errors
    ///
    /// [`CallError::WouldBlock`] (EAGAIN) if nothing is there; what ended the call.
    pub fn try_recv(&mut self, buf: &mut [u8]) -> Result<usize, CallError> {
        if let Some(copied) = self.copy_unread(buf) {
            return Ok(copied);
        }
        let core = &self.handle.shared().core;
        self.now(core.receive(&self.handle.call, buf, Waiting::Never))
    }

    /// Reads the next piece of data without copying it; `None` at the end. Cancel-safe: no data is
    /// lost.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.end_request().await?;
        self.pending = None;
        if !self.unread.is_empty() {
            return Ok(Some(std::mem::take(&mut self.unread)));
        }
        let core = &self.handle.shared().core;
        self.handle
            .wait(Half::Receiving, pin!(core.receive_bytes(&self.handle.call, Waiting::Allowed)))
            .await
    }

    /// As [`Call::recv_many`](crate::Call::recv_many). Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub async fn recv_many(
        &mut self,
        pieces: &mut Vec<Bytes>,
        limit: usize,
    ) -> Result<usize, CallError> {
        self.end_request().await?;
        self.pending = None;
        let unread = self.unread.split_to(self.unread.len().min(limit));
        if !unread.is_empty() {
            let count = unread.len();
            pieces.push(unread);
            return Ok(count);
        }
        let core = &self.handle.shared().core;
        let read = core.receive_many(&self.handle.call, pieces, limit, Waiting::Allowed);
        self.handle.wait(Half::Receiving, pin!(read)).await
    }

    /// As [`Call::recv_exact`](crate::Call::recv_exact). Not
    /// cancel-safe: if the future is dropped, an unknown part was read ([`RecvHalf::recv_exact_counted`] tells how much).
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact`](crate::Call::recv_exact).
    pub async fn recv_exact(
        &mut self,
        buf: &mut [u8],
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.recv_exact_counted(buf, &mut 0, expected).await
    }

    /// As [`Call::recv_exact_counted`](crate::Call::recv_exact_counted). Cancel-safe with its count.
    ///
    /// # Errors
    ///
    /// As [`Call::recv_exact_counted`](crate::Call::recv_exact_counted).
    pub async fn recv_exact_counted(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        self.end_request().await?;
        if let Some(verdict) = self.fill_from_unread(buf, filled, expected) {
            return verdict;
        }
        let core = &self.handle.shared().core;
        let waiting = Waiting::Allowed;
        let filling = core.receive_exact(&self.handle.call, buf, filled, expected, waiting);
        self.handle.wait(Half::Receiving, pin!(filling)).await
    }

    /// As [`Call::try_recv_exact`](crate::Call::try_recv_exact). Never waits.
    ///
    /// # Errors
    ///
    /// As [`Call::try_recv_exact`](crate::Call::try_recv_exact).
    pub fn try_recv_exact(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Result<Verdict, CallError> {
        if let Some(verdict) = self.fill_from_unread(buf, filled, expected) {
            return verdict;
        }
        let core = &self.handle.shared().core;
        let waiting = Waiting::Never;
        self.now(core.receive_exact(&self.handle.call, buf, filled, expected, waiting))
    }

    /// Begins to fill a buffer with what an earlier wait brought; the verdict, if that is more than it takes.
    fn fill_from_unread(
        &mut self,
        buf: &mut [u8],
        filled: &mut usize,
        expected: Expected,
    ) -> Option<Result<Verdict, CallError>> {
        *filled += self.copy_unread(buf.get_mut(*filled..)?).unwrap_or(0);
        let verdict = match expected {
            Expected::More => Ok(Verdict::Enough),
            Expected::End => Err(CallError::TooLong),
        };
        (!self.unread.is_empty()).then_some(verdict)
    }

    /// Reads to the end of the peer's data, which may be up to `limit` bytes. Cancel-safe: no data is lost.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`]; [`CallError::TooLong`] (EMSGSIZE) as soon as there are more bytes than
    /// `limit`. After any error but the end of the call nothing is lost: the next verb that reads begins
    /// where this one did.
    pub async fn take_rest(&mut self, limit: usize) -> Result<Vec<u8>, CallError> {
        self.end_request().await?;
        self.pending = None;
        let left = limit.checked_sub(self.unread.len()).ok_or(CallError::TooLong)?;
        let core = &self.handle.shared().core;
        let rest = core.receive_rest(&self.handle.call, left, Waiting::Allowed);
        let rest = self.handle.wait(Half::Receiving, pin!(rest)).await?;
        if self.unread.is_empty() {
            return Ok(rest);
        }
        Ok([&std::mem::take(&mut self.unread)[..], &rest].concat())
    }

    /// Reads and drops the peer's data to its end, however much that is; how many bytes it was. Cancel-safe, but
    /// what was dropped is.
    ///
    /// # Errors
    ///
    /// As [`RecvHalf::recv`].
    pub async fn discard_rest(&mut self) -> Result<u64, CallError> {
        let (mut dropped, mut pieces) = (0_u64, Vec::new());
        loop {
            match self.recv_many(&mut pieces, DROPPED_AT_ONCE).await? {
                0 => return Ok(dropped),
                some => dropped = dropped.saturating_add(some as u64),
            }
            pieces.clear();
        }
    }

    /// Bounds every wait of a verb of this half from now on, as [`Call::set_timeout`](crate::Call::set_timeout).
    /// A half begins with that of the call.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.handle.set_timeout(Half::Receiving, timeout);
        if let Some(sender) = &mut self.whole {
            sender.set_timeout(timeout);
        }
    }

    /// Whether an earlier wait brought data that nobody has read.
    pub(crate) fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Copies from what an earlier wait brought; `None` if there is nothing. That wait, if it goes on,
    /// is given up.
    fn copy_unread(&mut self, buf: &mut [u8]) -> Option<usize> {
        self.pending = None;
        if self.unread.is_empty() {
            return None;
        }
        let copied = buf.len().min(self.unread.len());
        self.unread.copy_to_slice(&mut buf[..copied]);
        Some(copied)
    }

    /// Runs a verb that does not wait.
    fn now<T>(&self, verb: impl Future<Output = Result<T, CallError>>) -> Result<T, CallError> {
        let polled = pin!(verb).poll(&mut Context::from_waker(Waker::noop()));
        self.handle.shared().flush();
        match polled {
            Poll::Ready(result) => result,
            Poll::Pending => Err(CallError::WouldBlock),
        }
    }

    /// The next piece, by way of the future that stays here.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Piece> {
        let pending = self.pending.get_or_insert_with(|| {
            // Not `CallHandle`: a wait does not hold a call open.
            let (core, call) = (self.handle.shared().core.clone(), self.handle.call.clone());
            Ongoing::new(async move { core.receive_bytes(&call, Waiting::Allowed).await })
        });
        let polled = pending.poll(cx);
        self.handle.shared().flush();
        if polled.is_ready() {
            self.pending = None;
        }
        polled
    }
}

impl AsyncRead for RecvHalf {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        ready!(this.poll_request_ended(cx))?;
        if this.pending.is_none() {
            match this.try_recv(buf) {
                Err(CallError::WouldBlock) => {}
                read => return Poll::Ready(Ok(read?)),
            }
        }
        this.unread = ready!(this.poll_piece(cx))?.unwrap_or_default();
        Poll::Ready(Ok(this.copy_unread(buf).unwrap_or(0)))
    }
}

impl Stream for RecvHalf {
    type Item = Result<Bytes, CallError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.over {
            return Poll::Ready(None);
        }
        if let Err(error) = ready!(this.poll_request_ended(cx)) {
            this.over = true;
            return Poll::Ready(Some(Err(error)));
        }
        if !this.unread.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut this.unread))));
        }
        if this.pending.is_none() {
            let core = &this.handle.shared().core;
            match this.now(core.receive_bytes(&this.handle.call, Waiting::Never)) {
                Err(CallError::WouldBlock) => {}
                piece => {
                    this.over = !matches!(piece, Ok(Some(_)));
                    return Poll::Ready(piece.transpose());
                }
            }
        }
        let piece = ready!(this.poll_piece(cx));
        this.over = !matches!(piece, Ok(Some(_)));
        Poll::Ready(piece.transpose())
    }
}
