//! Endpoints of `rxrpc-sync`: what is awaited is there when the call that it is made of has blocked for it.

use super::Network;
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::{CallError, CallOptions, ServiceAddress};
use rxrpc_sync::Endpoint;
use rxrpc_xdr::Bytes;
use rxrpc_xdr::asynchronous::{Call, Caller};
use rxrpc_xdr::sync::{Caller as _, Remote};
use std::io::{self, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Calls from an endpoint of `rxrpc-sync`, which block the thread that polls.
#[derive(Clone)]
pub struct Threads(Endpoint);

impl std::fmt::Debug for Threads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Threads").field(&self.0.local_addr()).finish()
    }
}

impl Threads {
    /// Calls from this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint) -> Self {
        Self(endpoint.clone())
    }
}

impl Network for Threads {
    type Caller = BlockingCaller;

    fn caller(&self, address: ServiceAddress) -> BlockingCaller {
        BlockingCaller(Remote::new(&self.0, address))
    }

    fn pause(&self, time: Duration) -> impl Future<Output = ()> + Send {
        std::thread::sleep(time);
        std::future::ready(())
    }
}

/// What calls one service, and blocks.
#[derive(Clone, Debug)]
pub struct BlockingCaller(Remote);

impl Caller for BlockingCaller {
    type Call = BlockingCall;

    fn call(
        &self,
        options: &CallOptions,
    ) -> impl Future<Output = Result<BlockingCall, CallError>> + Send {
        std::future::ready(self.0.call(options).map(BlockingCall))
    }
}

/// A call whose futures block when they are made.
pub struct BlockingCall(rxrpc_sync::Call);

impl std::fmt::Debug for BlockingCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BlockingCall").finish_non_exhaustive()
    }
}

impl Call for BlockingCall {
    fn send(&mut self, data: &[u8]) -> impl Future<Output = Result<(), CallError>> + Send {
        std::future::ready(self.0.send(data))
    }

    fn end_send(&mut self) -> impl Future<Output = Result<(), CallError>> + Send {
        std::future::ready(self.0.end_send())
    }

    fn recv_bytes(&mut self) -> impl Future<Output = Result<Option<Bytes>, CallError>> + Send {
        std::future::ready(self.0.recv_bytes())
    }
}

impl AsyncRead for BlockingCall {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(self.0.read(buf))
    }
}

impl AsyncWrite for BlockingCall {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(self.0.write(buf))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.0.flush())
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.0.end_send().map_err(Into::into))
    }
}
