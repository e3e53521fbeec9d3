//! The sending side of a call as a `Sink`.
//!
//! Holds: [`CallSink`]. Must not know: the protocol; how what was taken over gets into the transmit queue, which is
//! [`SendHalf`]'s.

use crate::send_half::SendHalf;
use bytes::Bytes;
use futures::sink::Sink;
use rxrpc_core::CallError;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A call as a `Sink` of pieces to be sent: [`Call::into_sink`](crate::Call::into_sink),
/// [`SendHalf::into_sink`]. It has no verbs of its own, so those of `SinkExt` are what its names say.
///
/// Closing it (`SinkExt::close`) ends the request or reply. Dropping it before aborts the call. One piece is taken
/// over while the transmit queue has no room; flushing waits until it is queued.
#[derive(Debug)]
#[must_use = "dropping it before it is closed aborts the call"]
pub struct CallSink {
    sender: SendHalf,
}

impl CallSink {
    pub(crate) fn new(sender: SendHalf) -> Self {
        Self { sender }
    }

    /// The sending side again, with its verbs. What was taken over is sent before what these send.
    pub fn into_inner(self) -> SendHalf {
        self.sender
    }
}

impl Sink<Bytes> for CallSink {
    type Error = CallError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().sender.poll_settled(cx)
    }

    fn start_send(self: Pin<&mut Self>, item: Bytes) -> Result<(), CallError> {
        let sender = &mut self.get_mut().sender;
        sender.take_over(item, true);
        // Most of it has room at once; who waits for the rest is not known so far.
        let _ = sender.poll_settled(&mut Context::from_waker(Waker::noop()))?;
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().sender.poll_settled(cx)
    }

    /// Ends the request or reply. Once that failed it fails again, whenever it is asked.
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), CallError>> {
        self.get_mut().sender.poll_end(cx)
    }
}
