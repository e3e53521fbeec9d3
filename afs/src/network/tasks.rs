//! Endpoints of `rxrpc-async`.

use super::Network;
use rxrpc_async::Endpoint;
use rxrpc_core::ServiceAddress;
use rxrpc_xdr::asynchronous::Remote;
use std::time::Duration;

/// Calls from an endpoint of `rxrpc-async`.
#[derive(Clone)]
pub struct Tasks(Endpoint);

impl std::fmt::Debug for Tasks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Tasks").field(&self.0.local_addr()).finish()
    }
}

impl Tasks {
    /// Calls from this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint) -> Self {
        Self(endpoint.clone())
    }
}

impl Network for Tasks {
    type Caller = Remote;

    fn caller(&self, address: ServiceAddress) -> Remote {
        Remote::new(&self.0, address)
    }

    async fn pause(&self, time: Duration) {
        self.0.pause(time).await;
    }
}
