//! A service without a network.
//!
//! Holds: [`InMemory`]. Must not know: procedures, runtimes.

use super::{Call, Caller, Interface, serve};
use crate::context::{Context, Limits};
use crate::memory::ServedCall;
use bytes::{Buf, Bytes, BytesMut};
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::{CallError, CallOptions, Refusal};
use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, ready};

/// A service that clients in the same program call without a network: for tests of either. It is served by the task that
/// reads the reply, when the request has ended. Of the options of calls, `hard_timeout` becomes
/// the [`deadline`](Context::deadline) that the service sees, and ends nothing; others mean nothing to it.
pub struct InMemory<I> {
    interface: Arc<I>,
    context: Context,
    limits: Limits,
    pieces_of: usize,
}

impl<I> Clone for InMemory<I> {
    fn clone(&self) -> Self {
        let (interface, context) = (self.interface.clone(), self.context.clone());
        Self { interface, context, limits: self.limits, pieces_of: self.pieces_of }
    }
}

impl<I> fmt::Debug for InMemory<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").field("context", &self.context).finish_non_exhaustive()
    }
}

impl<I> InMemory<I> {
    /// This service, asked by somebody on this host.
    pub fn new(interface: I) -> Self {
        let (context, limits) = (Context::default(), Limits::default());
        Self { interface: Arc::new(interface), context, limits, pieces_of: 1412 }
    }

    /// Sets who asks.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.context = context;
        self
    }

    /// Sets how much of a request is taken.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets in pieces of how many bytes data comes, at least one; 1412 at first, as in packets.
    #[must_use]
    pub fn pieces_of(mut self, bytes: usize) -> Self {
        self.pieces_of = bytes;
        self
    }
}

impl<I: Interface + 'static> Caller for InMemory<I> {
    type Call = MemoryCall;

    async fn call(&self, options: &CallOptions) -> Result<MemoryCall, CallError> {
        let mut service = self.clone();
        service.context = service.limits.begin(service.context, options.hard_timeout);
        let serve = move |request: Bytes| -> Answer {
            Box::pin(async move {
                let InMemory { interface, context, limits, pieces_of } = service;
                let mut call = ServedCall::new(request, pieces_of);
                serve(&*interface, &context, &limits, &mut call)
                    .await
                    .map_err(|Refusal(code)| CallError::Aborted(code))?;
                Ok(ServedCall::new(call.into_reply(), pieces_of))
            })
        };
        Ok(MemoryCall { state: State::Asking(BytesMut::new(), Box::new(serve)) })
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<ServedCall, CallError>> + Send>>;

/// A call of [`InMemory`].
pub struct MemoryCall {
    state: State,
}

enum State {
    Asking(BytesMut, Box<dyn FnOnce(Bytes) -> Answer + Send>),
    Served(Answer),
    Answered(Result<ServedCall, CallError>),
}

impl fmt::Debug for MemoryCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryCall").finish_non_exhaustive()
    }
}

impl MemoryCall {
    fn put(&mut self, data: &[u8]) -> Result<(), CallError> {
        let State::Asking(request, _) = &mut self.state else { return Err(CallError::WrongPhase) };
        request.extend_from_slice(data);
        Ok(())
    }

    fn end(&mut self) {
        let ended = State::Answered(Err(CallError::Ended));
        self.state = match std::mem::replace(&mut self.state, ended) {
            State::Asking(request, serve) => State::Served(serve(request.freeze())),
            later => later,
        };
    }

    fn poll_reply(
        &mut self,
        cx: &mut task::Context<'_>,
    ) -> Poll<Result<&mut ServedCall, CallError>> {
        self.end();
        if let State::Served(answer) = &mut self.state {
            self.state = State::Answered(ready!(answer.as_mut().poll(cx)));
        }
        Poll::Ready(match &mut self.state {
            State::Answered(Ok(reply)) => Ok(reply),
            State::Answered(Err(error)) => Err(error.clone()),
            _ => Err(CallError::Ended),
        })
    }
}

impl Call for MemoryCall {
    async fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.put(data)
    }

    async fn end_send(&mut self) -> Result<(), CallError> {
        self.end();
        Ok(())
    }

    async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        poll_fn(|cx| self.poll_reply(cx).map_ok(ServedCall::next)).await
    }
}

impl AsyncRead for MemoryCall {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let reply = ready!(self.poll_reply(cx))?;
        Poll::Ready(Ok(read(reply, buf)))
    }
}

fn read(call: &mut ServedCall, buf: &mut [u8]) -> usize {
    let mut piece = call.next().unwrap_or_default();
    let length = buf.len().min(piece.len());
    piece.copy_to_slice(&mut buf[..length]);
    call.put_back(piece);
    length
}

impl AsyncWrite for MemoryCall {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.put(buf)?;
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        self.end();
        Poll::Ready(Ok(()))
    }
}

impl Call for ServedCall {
    async fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        Self::send(self, data);
        Ok(())
    }

    async fn end_send(&mut self) -> Result<(), CallError> {
        Ok(())
    }

    async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        Ok(self.next())
    }
}

impl AsyncRead for ServedCall {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(read(&mut self, buf)))
    }
}

impl AsyncWrite for ServedCall {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Self::send(&mut self, buf);
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut task::Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
