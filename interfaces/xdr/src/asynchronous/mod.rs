//! Typed calls for tasks: a client and a service over calls that are awaited.
//!
//! Holds: the two sides of a call and what generated code makes of them. Must not know: sockets, runtimes. Every wait is
//! one of the call below.

mod client;
#[cfg(feature = "async")]
mod endpoint;
mod in_memory;
mod service;

pub use client::{Client, SplitCall};
#[cfg(feature = "async")]
pub use endpoint::{Remote, Served};
pub use in_memory::{InMemory, MemoryCall};
pub use service::{Exchange, Interface, Stream, serve};

use bytes::Bytes;
use futures::io::{AsyncRead, AsyncWrite};
use rxrpc_core::{CallError, CallOptions};
use std::future::Future;

/// One call, from either side. A client that drops a call aborts it. Reading a client's call ends its request.
pub trait Call: AsyncRead + AsyncWrite + Unpin + Send {
    /// Sends all of this, waiting for room. Not cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn send(&mut self, data: &[u8]) -> impl Future<Output = Result<(), CallError>> + Send;

    /// Ends the request or reply; does nothing if it is ended. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn end_send(&mut self) -> impl Future<Output = Result<(), CallError>> + Send;

    /// Waits for the next piece of what the other side sends; `None` at its end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn recv_bytes(&mut self) -> impl Future<Output = Result<Option<Bytes>, CallError>> + Send;
}

/// What makes calls to one service.
pub trait Caller: Send + Sync {
    /// The calls it makes.
    type Call: Call;

    /// Makes a call, waiting for its slot. Cancel-safe.
    ///
    /// # Errors
    ///
    /// Why there is no call.
    fn call(
        &self,
        options: &CallOptions,
    ) -> impl Future<Output = Result<Self::Call, CallError>> + Send;
}

impl<C: Caller + ?Sized> Caller for &C {
    type Call = C::Call;

    fn call(
        &self,
        options: &CallOptions,
    ) -> impl Future<Output = Result<C::Call, CallError>> + Send {
        (**self).call(options)
    }
}

impl<C: Caller + ?Sized> Caller for std::sync::Arc<C> {
    type Call = C::Call;

    fn call(
        &self,
        options: &CallOptions,
    ) -> impl Future<Output = Result<C::Call, CallError>> + Send {
        (**self).call(options)
    }
}
