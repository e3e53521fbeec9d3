//! Typed calls for threads: a client and a service over calls that block.
//!
//! Holds: the two sides of a call and what generated code makes of them. Must not know: sockets. Every wait is one of the
//! call below.

mod client;
#[cfg(feature = "sync")]
mod endpoint;
mod in_memory;
mod service;

pub use client::{Client, SplitCall};
#[cfg(feature = "sync")]
pub use endpoint::{Remote, handler, handler_within};
pub use in_memory::{InMemory, MemoryCall};
pub use service::{Exchange, Interface, Stream, serve};

use bytes::Bytes;
use rxrpc_core::{CallError, CallOptions};

/// One call, from either side. A client that drops a call aborts it.
pub trait Call {
    /// Sends all of this. Blocks while there is no room for it.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn send(&mut self, data: &[u8]) -> Result<(), CallError>;

    /// Ends the request or reply; does nothing if it is ended. May block.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn end_send(&mut self) -> Result<(), CallError>;

    /// The next piece of what the other side sends; `None` at its end. Blocks until there is one. Ends the request of
    /// a client.
    ///
    /// # Errors
    ///
    /// What ended the call.
    fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError>;
}

/// What makes calls to one service.
pub trait Caller {
    /// The calls it makes.
    type Call: Call;

    /// Makes a call. Blocks until it has its slot.
    ///
    /// # Errors
    ///
    /// Why there is no call.
    fn call(&self, options: &CallOptions) -> Result<Self::Call, CallError>;
}

impl<C: Caller + ?Sized> Caller for &C {
    type Call = C::Call;

    fn call(&self, options: &CallOptions) -> Result<C::Call, CallError> {
        (**self).call(options)
    }
}

impl<C: Caller + ?Sized> Caller for std::sync::Arc<C> {
    type Call = C::Call;

    fn call(&self, options: &CallOptions) -> Result<C::Call, CallError> {
        (**self).call(options)
    }
}
