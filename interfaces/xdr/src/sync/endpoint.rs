//! Typed calls of `rxrpc-sync`.
//!
//! Holds: what joins its endpoints and calls to the traits here. Must not know: procedures.

use super::{Call, Caller, Interface, serve};
use crate::context::{Context, Limits};
use bytes::Bytes;
use rxrpc_core::types::CallTimeouts;
use rxrpc_core::{CallError, CallOptions, Refusal, ServiceAddress};
use rxrpc_sync::Endpoint;

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
    type Call = rxrpc_sync::Call;

    fn call(&self, options: &CallOptions) -> Result<rxrpc_sync::Call, CallError> {
        self.endpoint.call_with(self.address, options)
    }
}

impl Call for rxrpc_sync::Call {
    fn send(&mut self, data: &[u8]) -> Result<(), CallError> {
        self.send(data)
    }

    fn end_send(&mut self) -> Result<(), CallError> {
        self.end_send()
    }

    fn recv_bytes(&mut self) -> Result<Option<Bytes>, CallError> {
        self.recv_bytes()
    }
}

/// What [`Endpoint::serve`] wants of a service: a handler that answers with this interface.
pub fn handler(
    interface: impl Interface + 'static,
) -> impl Fn(&mut rxrpc_sync::Call) -> Result<(), Refusal> + Send + Sync + 'static {
    handler_within(Limits::default(), interface)
}

/// [`handler`] with limits of the program's own.
pub fn handler_within(
    limits: Limits,
    interface: impl Interface + 'static,
) -> impl Fn(&mut rxrpc_sync::Call) -> Result<(), Refusal> + Send + Sync + 'static {
    move |call| {
        if let Some(nearer) = limits.nearer_than(call.deadline()) {
            call.set_call_timeouts(&CallTimeouts::new().hard(Some(nearer)));
        }
        let context = Context::new(call.peer(), call.service())
            .security(call.security())
            .deadline(call.deadline());
        serve(&interface, &context, &limits, call)
    }
}
