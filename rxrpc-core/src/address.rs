//! Where a service is: the transport address and the service ID, AF_RXRPC's `sockaddr_rxrpc`.

use rxrpc_wire::ServiceId;
use std::fmt;
use std::net::SocketAddr;

/// The address of a service: UDP address (IPv4 or IPv6) and service ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServiceAddress {
    /// The peer's UDP address.
    pub transport: SocketAddr,
    /// The service, 1 to 65535.
    pub service: ServiceId,
}

impl ServiceAddress {
    /// Joins the two parts.
    pub fn new(transport: impl Into<SocketAddr>, service: ServiceId) -> Self {
        Self { transport: transport.into(), service }
    }
}

impl fmt::Display for ServiceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.transport, self.service.0)
    }
}
