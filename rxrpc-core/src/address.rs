//! Addresses: where a service is, AF_RXRPC's `sockaddr_rxrpc`; the two ends of a datagram; one form for each.
//!
//! Holds: [`ServiceAddress`] and its text, [`AddressPair`], [`canonical`]. Must not know: sockets.

use rxrpc_wire::ServiceId;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};
use std::str::FromStr;

/// The address of a service: UDP address (IPv4 or IPv6) and service ID. As text, to be parsed and displayed,
/// `127.0.0.1:7000#147`.
///
/// The two fields are all that it ever has, so it may be written and taken apart by them: of `sockaddr_rxrpc` the rest
/// is families and lengths, which `transport` knows (Linux `rxrpc.rst`,
/// "Example Client Usage").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServiceAddress {
    /// The peer's UDP address. Calls go by its [`canonical`] form.
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

impl FromStr for ServiceAddress {
    type Err = ServiceAddressError;

    /// An address, a port and a service as [`Display`](fmt::Display) writes them: `127.0.0.1:7000#147`,
    /// `[2001:db8::1]:7000#147`. No name is looked up.
    ///
    /// # Errors
    ///
    /// What part of it does not make sense.
    fn from_str(text: &str) -> Result<Self, ServiceAddressError> {
        let (transport, service) =
            text.rsplit_once('#').ok_or(ServiceAddressError::MissingService)?;
        let transport: SocketAddr =
            transport.parse().map_err(|_| ServiceAddressError::Transport)?;
        match service.parse() {
            Ok(service) if service != 0 => Ok(Self::new(transport, ServiceId(service))),
            _ => Err(ServiceAddressError::Service),
        }
    }
}

/// Why a text is not the address of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceAddressError {
    /// There is no `#` with a service behind it.
    #[error("no service: an address is written as 127.0.0.1:7000#147")]
    MissingService,
    /// What stands before the `#` is no IP address with a port.
    #[error("not an IP address with a port")]
    Transport,
    /// What stands behind the `#` is no number from 1 to 65535.
    #[error("a service is a number from 1 to 65535")]
    Service,
}

impl From<ServiceAddressError> for io::Error {
    /// As [`io::ErrorKind::InvalidInput`].
    fn from(error: ServiceAddressError) -> Self {
        Self::new(io::ErrorKind::InvalidInput, error)
    }
}

/// The two ends of a datagram: the peer, and which of this host's addresses it came to or leaves from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AddressPair {
    /// The peer, in [`canonical`] form.
    pub peer: SocketAddr,
    /// This host's address, if the socket has more than one and it is known: what answers the peer leaves
    /// from there, since a peer may take an answer from elsewhere for somebody else's.
    pub local: Option<IpAddr>,
}

impl AddressPair {
    /// Joins the two ends.
    #[must_use]
    pub fn new(peer: SocketAddr, local: Option<IpAddr>) -> Self {
        Self { peer, local }
    }
}

impl From<SocketAddr> for AddressPair {
    /// A peer of a socket that has one address, or leaves the choice to the system.
    fn from(peer: SocketAddr) -> Self {
        Self { peer, local: None }
    }
}

/// The one form of an address that a peer goes by: an IPv4-mapped IPv6 address is the IPv4 address in it
/// (RFC 4291, 2.5.5.2), the flow label is no part of an address, and the scope only of a link-local one
/// (RFC 4007).
pub fn canonical(address: SocketAddr) -> SocketAddr {
    let SocketAddr::V6(v6) = address else { return address };
    let ip = *v6.ip();
    match ip.to_ipv4_mapped() {
        Some(v4) => SocketAddr::from((v4, v6.port())),
        None => {
            let scope = if ip.is_unicast_link_local() { v6.scope_id() } else { 0 };
            SocketAddrV6::new(ip, v6.port(), 0, scope).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical_v6(ip: &str, flow: u32, scope: u32) -> SocketAddr {
        canonical(SocketAddrV6::new(ip.parse().expect("an address"), 7000, flow, scope).into())
    }

    #[test]
    fn an_address_reads_as_it_is_written() {
        for text in ["127.0.0.1:7000#147", "[2001:db8::1]:7000#65535", "[fe80::1%3]:7001#1"] {
            let address: ServiceAddress = text.parse().expect("an address");
            assert_eq!(address.to_string(), text);
        }
        for (text, error) in [
            ("127.0.0.1:7000", ServiceAddressError::MissingService),
            ("localhost:7000#1", ServiceAddressError::Transport),
            ("127.0.0.1#1", ServiceAddressError::Transport),
            ("127.0.0.1:7000#0", ServiceAddressError::Service),
            ("127.0.0.1:7000#65536", ServiceAddressError::Service),
            ("127.0.0.1:7000#", ServiceAddressError::Service),
        ] {
            assert_eq!(text.parse::<ServiceAddress>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_mapped_address_is_the_ipv4_address_in_it() {
        let v4 = SocketAddr::from(([127, 0, 0, 1], 7000));
        assert_eq!(canonical_v6("::ffff:127.0.0.1", 5, 2), v4);
        assert_eq!(canonical(v4), v4);
    }

    #[test]
    fn only_a_link_local_address_has_a_scope_and_none_a_flow_label() {
        let scoped = |ip: &str, scope| {
            SocketAddrV6::new(ip.parse().expect("an address"), 7000, 0, scope).into()
        };
        assert_eq!(canonical_v6("2001:db8::1", 9, 3), scoped("2001:db8::1", 0));
        assert_eq!(canonical_v6("fe80::1", 9, 3), scoped("fe80::1", 3));
        assert_ne!(canonical_v6("fe80::1", 0, 3), canonical_v6("fe80::1", 0, 4));
        assert_eq!(canonical_v6("::1", 0, 1), scoped("::1", 0));
    }
}
