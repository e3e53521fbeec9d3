//! Addresses as a dual-stack socket has them, and as the core does.
//!
//! Holds: the two translations. Must not know: sockets.

use rxrpc_core::AddressFamily;
use std::net::SocketAddr;

/// IPv4-mapped IPv6 addresses as IPv4, so that a peer has one address.
pub(crate) fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// On a dual-stack socket IPv4 addresses are used in their mapped form.
pub(crate) fn to_system(family: AddressFamily, address: SocketAddr) -> SocketAddr {
    match (family, address) {
        (AddressFamily::Dual, SocketAddr::V4(v4)) => {
            SocketAddr::new(v4.ip().to_ipv6_mapped().into(), v4.port())
        }
        _ => address,
    }
}
