//! Who counts as one where something is shared among hosts.
//!
//! Holds: [`Host`]. Must not know: what is shared, and how.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A host, as far as an address tells: ports are its own to choose, and of IPv6 a host has mostly a whole
/// /64 (RFC 6177, RFC 4862), so that counts as one. An IPv4-mapped address counts as the IPv4 address in it.
///
/// An address may be forged: where that matters, what is not proven is one class of its own, not many hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Host {
    V4(Ipv4Addr),
    /// The first 64 bits of the address.
    V6(u64),
}

impl Host {
    /// The host that sends from this address.
    pub(crate) fn of(address: SocketAddr) -> Self {
        match address.ip() {
            IpAddr::V4(address) => Self::V4(address),
            IpAddr::V6(address) => Self::of_ipv6(address),
        }
    }

    fn of_ipv6(address: Ipv6Addr) -> Self {
        match address.to_ipv4_mapped() {
            Some(mapped) => Self::V4(mapped),
            None => Self::V6((address.to_bits() >> 64) as u64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(address: &str) -> Host {
        Host::of(address.parse().expect("an address"))
    }

    #[test]
    fn ports_make_no_other_host() {
        assert_eq!(host("192.0.2.1:1"), host("192.0.2.1:2"));
        assert_ne!(host("192.0.2.1:1"), host("192.0.2.2:1"));
    }

    #[test]
    fn a_network_of_64_bits_is_one_host() {
        assert_eq!(host("[2001:db8:1:2::1]:1"), host("[2001:db8:1:2:ffff::9]:1"));
        assert_ne!(host("[2001:db8:1:2::1]:1"), host("[2001:db8:1:3::1]:1"));
    }

    #[test]
    fn a_mapped_address_is_its_ipv4_address() {
        assert_eq!(host("[::ffff:192.0.2.1]:1"), host("192.0.2.1:7"));
        assert_ne!(host("[::ffff:192.0.2.1]:1"), host("[::ffff:192.0.2.2]:1"));
    }
}
