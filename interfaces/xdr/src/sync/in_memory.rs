//! A service without a network.
//!
//! Holds: [`InMemory`]. Must not know: procedures.

use super::{Call, Caller, Interface, serve};
use crate::context::{Context, Limits};
use crate::memory::ServedCall;
use bytes::{Bytes, BytesMut};
use rxrpc_core::{CallError, CallOptions, Refusal};
use std::fmt;
use std::sync::Arc;

/// A service that clients in the same program call without a network: for tests of either. It is served by the thread
/// that reads the reply, when the request has ended. Of the options of calls, `hard_timeout` becomes
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

impl<I: Interface> Caller for InMemory<I> {
    type Call = MemoryCall<I>;

    fn call(&self, options: &CallOptions) -> Result<MemoryCall<I>, CallError> {
        let mut service = self.clone();
        service.context = service.limits.begin(service.context, options.hard_timeout);
        Ok(MemoryCall { service, request: BytesMut::new(), reply: None })
    }
}

/// A call of [`InMemory`].
pub struct MemoryCall<I> {
    service: InMemory<I>,
    request: BytesMut,
    reply: Option<Result<ServedCall, CallError>>,
}

impl<I> fmt::Debug for MemoryCall<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryCall").finish_non_exhaustive()
    }
}

impl<I: Interface> MemoryCall<I> {
    fn served(&mut self) -> Result<ServedCall, CallError> {
        let InMemory { interface, context, limits, pieces_of } = &self.service;
        let mut call = ServedCall::new(self.request.split().freeze(), *pieces_of);
        serve(&**interface, context, limits, &mut call)
            .map_err(|Refusal(code)| CallError::Aborted(code))?;
        Ok(ServedCall::new(call.into_reply(), *pieces_of))
    }
}

impl<I: Interface> Call for MemoryCall<I> {
    fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        if self.reply.is_some() {
            return Err(CallError::WrongPhase);
        }
        self.request.extend_from_slice(data);
        Ok(())
    }

    fn end_send(&mut self) -> Result<(), CallError> {
        if self.reply.is_none() {
            self.reply = Some(self.served());
        }
        Ok(())
    }

    fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.end_send()?;
        match &mut self.reply {
            Some(Ok(reply)) => Ok(reply.next()),
            Some(Err(error)) => Err(error.clone()),
            None => Ok(None),
        }
    }
}
