//! Typed calls of `rxrpc-async`.
//!
//! Holds: what joins its endpoints and calls to the traits here. Must not know: procedures.

use super::{Call, Caller, Interface, serve};
use crate::context::{Context, Limits};
use bytes::Bytes;
use rxrpc_async::{Endpoint, Handler};
use rxrpc_core::types::CallTimeouts;
use rxrpc_core::{CallError, CallOptions, Refusal, ServiceAddress};

/// A service at an address, called from an endpoint.
#[derive(Clone)]
pub struct Remote {
    endpoint: Endpoint,
    address: ServiceAddress,
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Remote {
    /// The service at this address. Nothing is sent.
    pub fn new(endpoint: &Endpoint, address: ServiceAddress) -> Self {
        Self { endpoint: endpoint.clone(), address }
    }
}

impl Caller for Remote {
    type Call = rxrpc_async::Call;

    async fn call(&self, options: &CallOptions) -> Result<rxrpc_async::Call, CallError> {
        self.endpoint.call_with(self.address, options).await
    }
}

impl Call for rxrpc_async::Call {
    async fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.send(data).await
    }

    async fn end_send(&mut self) -> Result<(), CallError> {
        self.end_send().await
    }

    async fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.recv_bytes().await
    }
}

/// What `Endpoint::serve` wants of a service: a handler that answers with an interface.
#[derive(Clone, Debug)]
pub struct Served<I> {
    interface: I,
    limits: Limits,
}

impl<I: Interface> Served<I> {
    /// Answers with this interface.
    pub fn new(interface: I) -> Self {
        Self { interface, limits: Limits::default() }
    }

    /// Sets how much of a request is taken.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

impl<I: Interface + 'static> Handler for Served<I> {
    async fn handle(&self, mut call: rxrpc_async::Call) -> Result<(), Refusal> {
        if let Some(nearer) = self.limits.nearer_than(call.deadline()) {
            call.set_call_timeouts(&CallTimeouts::new().hard(Some(nearer)));
        }
        let context = Context::new(call.peer(), call.service())
            .security(call.security())
            .deadline(call.deadline());
        serve(&self.interface, &context, &self.limits, &mut call).await
    }
}
