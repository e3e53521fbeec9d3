//! What the system says about the way to a peer.
//!
//! Holds: [`PathReport`]. Must not know: how it was learnt.

use rxrpc_core::{Endpoint, Errno, QuotedPacket};
use std::net::SocketAddr;
use std::time::Instant;

/// Bytes of the IP header and the UDP header before a datagram's payload.
const HEADERS_V4: usize = 28;
const HEADERS_V6: usize = 48;

/// What ICMP or a failed system call told of the way to a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathReport {
    /// The peer cannot be reached, as this host says.
    Unreachable(Errno),
    /// The same, as a message of ICMP says, which may be forged.
    IcmpUnreachable {
        /// Why.
        errno: Errno,
        /// The packet that it is about.
        quoted: Option<QuotedPacket>,
    },
    /// A datagram was too large for this host's own link; one of this many bytes of UDP payload may not be.
    TooLarge {
        /// Bytes of UDP payload.
        largest: usize,
    },
    /// A datagram was too large for a link on the way, as a message of ICMP says.
    IcmpTooLarge {
        /// Bytes of UDP payload.
        largest: usize,
        /// The packet that it is about.
        quoted: Option<QuotedPacket>,
    },
}

impl PathReport {
    /// This host's link to `peer` takes IP packets of `mtu` bytes at most.
    pub(crate) fn from_mtu(peer: SocketAddr, mtu: u32) -> Self {
        Self::TooLarge { largest: payload(peer, mtu) }
    }

    /// Somebody says that a link on the way to `peer` takes IP packets of `mtu` bytes at most.
    pub(crate) fn from_icmp_mtu(peer: SocketAddr, mtu: u32, quoted: Option<QuotedPacket>) -> Self {
        Self::IcmpTooLarge { largest: payload(peer, mtu), quoted }
    }

    /// Tells the core.
    pub fn tell(self, core: &Endpoint, now: Instant, peer: SocketAddr) {
        match self {
            Self::Unreachable(errno) => core.handle_network_error(now, peer, errno),
            Self::IcmpUnreachable { errno, quoted } => {
                core.handle_icmp_error(now, peer, quoted, errno);
            }
            Self::TooLarge { largest } => core.handle_mtu_report(now, peer, largest),
            Self::IcmpTooLarge { largest, quoted } => {
                core.handle_icmp_mtu(now, peer, quoted, largest);
            }
        }
    }
}

/// Bytes of UDP payload in an IP packet of `mtu` bytes.
fn payload(peer: SocketAddr, mtu: u32) -> usize {
    let headers = if peer.is_ipv4() { HEADERS_V4 } else { HEADERS_V6 };
    (mtu as usize).saturating_sub(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_off_an_mtu() {
        let v4 = SocketAddr::from(([10, 0, 0, 1], 7000));
        let v6 = SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], 7000));
        assert_eq!(PathReport::from_mtu(v4, 1280), PathReport::TooLarge { largest: 1252 });
        assert_eq!(PathReport::from_mtu(v6, 1280), PathReport::TooLarge { largest: 1232 });
        assert_eq!(PathReport::from_mtu(v4, 0), PathReport::TooLarge { largest: 0 });
    }
}
