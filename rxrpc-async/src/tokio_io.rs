//! A call and its halves as tokio's readers and writers.
//!
//! Holds: `tokio::io::AsyncRead` and `AsyncWrite` of [`Call`], [`SendHalf`] and [`RecvHalf`], which are those of
//! the `futures` crate under another name. Must not know: how either is done.

use crate::call::Call;
use crate::recv_half::RecvHalf;
use crate::send_half::SendHalf;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

macro_rules! reads {
    ($reader:ty) => {
        impl AsyncRead for $reader {
            fn poll_read(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &mut ReadBuf<'_>,
            ) -> Poll<io::Result<()>> {
                let room = buf.initialize_unfilled();
                let read = ready!(futures::io::AsyncRead::poll_read(self, cx, room))?;
                buf.advance(read);
                Poll::Ready(Ok(()))
            }
        }
    };
}

macro_rules! writes {
    ($writer:ty) => {
        /// As the `AsyncWrite` of the `futures` crate; `poll_shutdown` is its `poll_close`.
        impl AsyncWrite for $writer {
            fn poll_write(
                self: Pin<&mut Self>,
                cx: &mut Context<'_>,
                buf: &[u8],
            ) -> Poll<io::Result<usize>> {
                futures::io::AsyncWrite::poll_write(self, cx, buf)
            }

            fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                futures::io::AsyncWrite::poll_flush(self, cx)
            }

            fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                futures::io::AsyncWrite::poll_close(self, cx)
            }
        }
    };
}

reads!(Call);
reads!(RecvHalf);
writes!(Call);
writes!(SendHalf);
