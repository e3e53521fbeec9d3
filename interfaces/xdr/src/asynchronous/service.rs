//! The service's side.
//!
//! Holds: [`Interface`], which generated services are, the [`Exchange`] that each call is to them, and [`Stream`]. Must not
//! know: procedures.

use super::Call;
use crate::context::{Context, Limits};
use crate::encode::Encode;
use crate::pieces::{Pieces, reply_bytes};
use crate::procedure::Procedure;
use bytes::{Buf, Bytes};
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::{AbortCode, CallError, Refusal};
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

/// The procedures of a service. Several of them answer at one service as a tuple: the first that has an operation answers
/// it.
pub trait Interface: Send + Sync {
    /// Whether it has the operation of this code.
    fn has(&self, opcode: i32) -> bool;

    /// Answers a call of that operation. When the future is dropped, is its procedure's affair.
    ///
    /// # Errors
    ///
    /// The code with which the call shall be aborted; `RXGEN_OPCODE` (−455) for an operation that it does not have.
    fn answer<C: Call>(
        &self,
        opcode: i32,
        exchange: Exchange<'_, C>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send;
}

/// Answers one call, but for the end of the reply.
///
/// # Errors
///
/// The code with which the call shall be aborted.
pub async fn serve<C: Call>(
    interface: &impl Interface,
    context: &Context,
    limits: &Limits,
    call: &mut C,
) -> Result<(), Refusal> {
    let mut pieces = Pieces::default();
    let opcode = loop {
        if let Some(opcode) = pieces.opcode()? {
            break opcode;
        }
        pieces.put(call.recv_bytes().await?);
    };
    let exchange = Exchange { call, context, limits, pieces, before: VecDeque::new() };
    interface.answer(opcode, exchange).await
}

/// A call, as a generated service works on it: arguments in, results out.
pub struct Exchange<'a, C> {
    call: &'a mut C,
    context: &'a Context,
    limits: &'a Limits,
    pieces: Pieces,
    /// Raw data that came with the arguments.
    before: VecDeque<Bytes>,
}

impl<C> fmt::Debug for Exchange<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("context", self.context).finish_non_exhaustive()
    }
}

impl<C: Call> Exchange<'_, C> {
    /// Who asks.
    pub fn context(&self) -> &Context {
        self.context
    }

    /// Waits for the arguments.
    ///
    /// # Errors
    ///
    /// `RXGEN_SS_UNMARSHAL` if they cannot be read or are too long; what ended the call.
    pub async fn arguments<P: Procedure>(&mut self) -> Result<P, Refusal> {
        loop {
            if let Some(arguments) = self.pieces.arguments(self.limits)? {
                return Ok(arguments);
            }
            self.pieces.put(self.call.recv_bytes().await?);
        }
    }

    /// Waits for the arguments of a `split` procedure, whose raw data follows.
    ///
    /// # Errors
    ///
    /// As [`Exchange::arguments`].
    pub async fn split_arguments<P: Procedure>(&mut self) -> Result<P, Refusal> {
        loop {
            if let Some(arguments) = self.pieces.split_arguments(self.limits)? {
                self.before = std::mem::take(&mut self.pieces).into_rest();
                return Ok(arguments);
            }
            self.pieces.put(self.call.recv_bytes().await?);
        }
    }

    /// Who asks, and the raw data of both directions.
    pub fn stream(&mut self) -> (&Context, Stream<'_>) {
        let before = std::mem::take(&mut self.before);
        (self.context, Stream { call: self.call, before })
    }

    /// Sends the results, waiting for room.
    ///
    /// # Errors
    ///
    /// `RXGEN_SS_MARSHAL` if they do not fit the interface; what ended the call.
    pub async fn reply<R: Encode>(self, results: &R) -> Result<(), Refusal> {
        let reply = reply_bytes(results)?;
        if !reply.is_empty() {
            self.call.send(&reply).await?;
        }
        Ok(())
    }
}

/// What a stream needs of a call.
trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {
    fn next_piece(&mut self) -> NextPiece<'_>;
}

type NextPiece<'a> = Pin<Box<dyn Future<Output = Result<Option<Bytes>, CallError>> + Send + 'a>>;

impl<C: Call> Duplex for C {
    fn next_piece(&mut self) -> NextPiece<'_> {
        Box::pin(self.recv_bytes())
    }
}

/// The raw data of a `split` procedure, as its service sees it: `AsyncRead` for what the client sends behind the arguments,
/// `AsyncWrite` for what goes before the results (of the `futures` crate). A call is half duplex: what is not read before
/// the first write is given up. It need not be closed.
pub struct Stream<'a> {
    call: &'a mut dyn Duplex,
    before: VecDeque<Bytes>,
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

impl Stream<'_> {
    /// Waits for the next piece of what the client sends, which is not copied; `None` at its end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call.
    pub async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        match self.before.pop_front() {
            Some(piece) => Ok(Some(piece)),
            None => self.call.next_piece().await,
        }
    }
}

impl AsyncRead for Stream<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let Some(piece) = self.before.front_mut() else {
            return Pin::new(&mut *self.call).poll_read(cx, buf);
        };
        let length = buf.len().min(piece.len());
        piece.copy_to_slice(&mut buf[..length]);
        if piece.is_empty() {
            self.before.pop_front();
        }
        Poll::Ready(Ok(length))
    }
}

impl AsyncWrite for Stream<'_> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.call).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.call).poll_flush(cx)
    }

    /// Flushes: the results are still to come.
    fn poll_close(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

impl<I: Interface + ?Sized> Interface for Arc<I> {
    fn has(&self, opcode: i32) -> bool {
        (**self).has(opcode)
    }

    fn answer<C: Call>(
        &self,
        opcode: i32,
        exchange: Exchange<'_, C>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        (**self).answer(opcode, exchange)
    }
}

macro_rules! several {
    ($($interface:ident $at:tt)+) => {
        impl<$($interface: Interface),+> Interface for ($($interface,)+) {
            fn has(&self, opcode: i32) -> bool {
                false $(|| self.$at.has(opcode))+
            }

            async fn answer<Calls: Call>(
                &self,
                opcode: i32,
                exchange: Exchange<'_, Calls>,
            ) -> Result<(), Refusal> {
                $(
                    if self.$at.has(opcode) {
                        return self.$at.answer(opcode, exchange).await;
                    }
                )+
                Err(Refusal(AbortCode::RXGEN_OPCODE))
            }
        }
    };
}

several!(A 0 B 1);
several!(A 0 B 1 C 2);
several!(A 0 B 1 C 2 D 3);
