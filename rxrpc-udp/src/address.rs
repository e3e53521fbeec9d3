//! Addresses as a socket has them, and as the core does.
//!
//! Holds: the translation to the former, and which addresses of this host an answer may leave from. Must not
//! know: sockets. (The other way it is [`rxrpc_core::canonical`].)

use rxrpc_core::AddressFamily;
use std::net::{IpAddr, SocketAddr};

/// On a dual-stack socket IPv4 addresses are used in their mapped form.
pub(crate) fn to_system(family: AddressFamily, address: SocketAddr) -> SocketAddr {
    match (family, address) {
        (AddressFamily::Dual, SocketAddr::V4(v4)) => {
            SocketAddr::new(v4.ip().to_ipv6_mapped().into(), v4.port())
        }
        _ => address,
    }
}

/// The address that a datagram was sent to, if what answers it may leave from there: a multicast or
/// broadcast address is nobody's own. (The broadcast address of a network cannot be told from a host's by
/// itself; the system refuses it as a source, and it is left out then.)
pub(crate) fn answering(destination: Option<IpAddr>) -> Option<IpAddr> {
    let ip = destination?.to_canonical();
    let own = match ip {
        IpAddr::V4(v4) => !v4.is_broadcast(),
        IpAddr::V6(_) => true,
    };
    (own && !ip.is_multicast() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_leave_from_unicast_addresses_only() {
        let answering = |ip: &str| answering(Some(ip.parse().expect("an address")));
        let same = |ip: &str| Some(ip.parse().expect("an address"));
        assert_eq!(answering("127.0.0.2"), same("127.0.0.2"));
        assert_eq!(answering("2001:db8::1"), same("2001:db8::1"));
        assert_eq!(answering("::ffff:127.0.0.2"), same("127.0.0.2"), "as the core has it");
        for nobody in
            ["255.255.255.255", "224.0.0.1", "::ffff:224.0.0.1", "ff02::1", "0.0.0.0", "::"]
        {
            assert_eq!(answering(nobody), None, "{nobody}");
        }
    }
}
