//! The client's side.
//!
//! Holds: [`Client`], which generated clients are made of, and [`SplitCall`]. Must not know: procedures.

use super::{Call, Caller};
use crate::decode::Decode;
use crate::error::RpcError;
use crate::pieces::Pieces;
use crate::procedure::{Procedure, request_bytes};
use bytes::Bytes;
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::CallOptions;
use rxrpc_core::types::LONGEST_REPLY;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Makes typed calls to one service.
#[derive(Clone, Debug)]
pub struct Client<C> {
    caller: C,
    options: CallOptions,
    reply_limit: usize,
}

impl<C: Caller> Client<C> {
    /// A client of the service that `caller` calls.
    pub fn new(caller: C) -> Self {
        Self { caller, options: CallOptions::new(), reply_limit: LONGEST_REPLY }
    }

    /// Makes further calls with these options: a deadline, a level, a connection of its own.
    #[must_use]
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Takes so many bytes of results at most, where the interface does not say less; 64 MiB at first.
    #[must_use]
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.reply_limit = bytes;
        self
    }

    /// Makes a call and waits for its results. If the future is dropped, the call is aborted; the service may have run
    /// it.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub async fn call<P: Procedure + Sync>(&self, arguments: &P) -> Result<P::Reply, RpcError> {
        let request = request_bytes(arguments)?;
        let mut call = self.caller.call(&self.options).await?;
        call.send(&request).await?;
        call.end_send().await?;
        results(&mut call, self.reply_limit).await
    }

    /// Begins a call of a `split` procedure: sends its arguments. If the future is dropped, the call is aborted.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub async fn start<P: Procedure + Sync>(
        &self,
        arguments: &P,
    ) -> Result<SplitCall<C::Call, P::Reply>, RpcError> {
        let request = request_bytes(arguments)?;
        let mut call = self.caller.call(&self.options).await?;
        call.send(&request).await?;
        Ok(SplitCall { call, reply_limit: self.reply_limit, results: PhantomData })
    }
}

async fn results<R: Decode>(call: &mut impl Call, limit: usize) -> Result<R, RpcError> {
    let mut pieces = Pieces::default();
    loop {
        if let Some(results) = pieces.results(limit)? {
            return Ok(results);
        }
        pieces.put(call.recv_bytes().await?);
    }
}

/// A call of a `split` procedure after its arguments: `AsyncWrite` for the raw data of the request, `AsyncRead` for that
/// of the reply (of the `futures` crate), then [`results`](SplitCall::results). Where the raw data ends is a convention of
/// each procedure.
///
/// What reads ends the request, if [`SplitCall::end_send`] or the close of the writer has not. Dropping it aborts the
/// call.
#[must_use = "dropping it aborts the call"]
pub struct SplitCall<C, R> {
    call: C,
    reply_limit: usize,
    results: PhantomData<fn() -> R>,
}

impl<C: Call, R: Decode> SplitCall<C, R> {
    /// Ends the request; does nothing if it is ended. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub async fn end_send(&mut self) -> Result<(), RpcError> {
        Ok(self.call.end_send().await?)
    }

    /// Waits for the next piece of the reply, which is not copied; `None` at its end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub async fn recv_bytes(&mut self) -> Result<Option<Bytes>, RpcError> {
        Ok(self.call.recv_bytes().await?)
    }

    /// Waits for the results, which are what was not read of the reply. Ends the request. If the future is dropped, the
    /// call is aborted.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub async fn results(mut self) -> Result<R, RpcError> {
        self.call.end_send().await?;
        results(&mut self.call, self.reply_limit).await
    }

    /// The call below.
    pub fn call(&mut self) -> &mut C {
        &mut self.call
    }
}

impl<C, R> fmt::Debug for SplitCall<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SplitCall").finish_non_exhaustive()
    }
}

impl<C: Call, R> AsyncRead for SplitCall<C, R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.call).poll_read(cx, buf)
    }
}

impl<C: Call, R> AsyncWrite for SplitCall<C, R> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.call).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.call).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.call).poll_close(cx)
    }
}
