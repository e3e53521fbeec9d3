//! The client's side.
//!
//! Holds: [`Client`], which generated clients are made of, and [`SplitCall`]. Must not know: procedures.

use super::{Call, Caller};
use crate::decode::Decode;
use crate::error::RpcError;
use crate::pieces::Pieces;
use crate::procedure::{Procedure, request_bytes};
use bytes::{Buf, Bytes};
use rxrpc_core::types::LONGEST_REPLY;
use rxrpc_core::{CallError, CallOptions};
use std::fmt;
use std::io::{self, Read, Write};
use std::marker::PhantomData;

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

    /// Makes a call and gives its results. Blocks until they are here.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub fn call<P: Procedure>(&self, arguments: &P) -> Result<P::Reply, RpcError> {
        let request = request_bytes(arguments)?;
        let mut call = self.caller.call(&self.options)?;
        call.send(&request)?;
        call.end_send()?;
        results(&mut call, Pieces::default(), self.reply_limit)
    }

    /// Begins a call of a `split` procedure: sends its arguments. Blocks until they are on their way.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub fn start<P: Procedure>(
        &self,
        arguments: &P,
    ) -> Result<SplitCall<C::Call, P::Reply>, RpcError> {
        let request = request_bytes(arguments)?;
        let mut call = self.caller.call(&self.options)?;
        call.send(&request)?;
        let (unread, results) = (Bytes::new(), PhantomData);
        Ok(SplitCall { call, unread, reply_limit: self.reply_limit, results })
    }
}

fn results<R: Decode>(
    call: &mut impl Call,
    mut pieces: Pieces,
    limit: usize,
) -> Result<R, RpcError> {
    loop {
        if let Some(results) = pieces.results(limit)? {
            return Ok(results);
        }
        pieces.put(call.recv_bytes()?);
    }
}

/// A call of a `split` procedure after its arguments: `Write` for the raw data of the request, `Read` for that of the
/// reply, then [`results`](SplitCall::results). Where the raw data ends is a convention of each procedure.
///
/// What reads ends the request, if [`SplitCall::end_send`] has not. Dropping it aborts the call.
#[must_use = "dropping it aborts the call"]
pub struct SplitCall<C, R> {
    call: C,
    unread: Bytes,
    reply_limit: usize,
    results: PhantomData<fn() -> R>,
}

impl<C: Call, R: Decode> SplitCall<C, R> {
    /// Ends the request; does nothing if it is ended. May block.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub fn end_send(&mut self) -> Result<(), RpcError> {
        Ok(self.call.end_send()?)
    }

    /// The next piece of the reply, without copying it; `None` at its end. Blocks until there is one.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub fn recv_bytes(&mut self) -> Result<Option<Bytes>, RpcError> {
        if self.unread.is_empty() {
            return Ok(self.call.recv_bytes()?);
        }
        Ok(Some(std::mem::take(&mut self.unread)))
    }

    /// The results, which are what was not read of the reply. Ends the request. Blocks until they are here.
    ///
    /// # Errors
    ///
    /// [`RpcError`].
    pub fn results(mut self) -> Result<R, RpcError> {
        let mut pieces = Pieces::default();
        if !self.unread.is_empty() {
            pieces.put(Some(self.unread));
        }
        self.call.end_send()?;
        results(&mut self.call, pieces, self.reply_limit)
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

impl<C: Call, R: Decode> Read for SplitCall<C, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        Ok(read(&mut self.unread, buf, || self.call.recv_bytes())?)
    }
}

/// Reads from a piece, or else from the next one that there is.
pub(super) fn read(
    unread: &mut Bytes,
    buf: &mut [u8],
    mut next: impl FnMut() -> Result<Option<Bytes>, CallError>,
) -> Result<usize, CallError> {
    while unread.is_empty() && !buf.is_empty() {
        let Some(piece) = next()? else { return Ok(0) };
        *unread = piece;
    }
    let length = buf.len().min(unread.len());
    unread.copy_to_slice(&mut buf[..length]);
    Ok(length)
}

impl<C: Call, R: Decode> Write for SplitCall<C, R> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.call.send(buf)?;
        Ok(buf.len())
    }

    /// Does nothing: full packets leave by themselves, the rest with the end of the request.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
