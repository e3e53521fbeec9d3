//! What the system says about the way to a peer.
//!
//! Holds: [`PathReport`]. Must not know: how it was learnt.

use rxrpc_core::Endpoint;
use std::net::SocketAddr;
use std::time::Instant;

/// Bytes of the IP header and the UDP header before a datagram's payload.
const HEADERS_V4: usize = 28;
const HEADERS_V6: usize = 48;

/// What ICMP or a failed system call told of the way to a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathReport {
    /// The peer cannot be reached; the errno says why.
    Unreachable(i32),
    /// A datagram was too large for a link; one of this many bytes of UDP payload may not be.
    TooLarge {
        /// Bytes of UDP payload.
        largest: usize,
    },
}

impl PathReport {
    /// A link on the way to `peer` takes IP packets of `mtu` bytes at most.
    pub(crate) fn from_mtu(peer: SocketAddr, mtu: u32) -> Self {
        let headers = if peer.is_ipv4() { HEADERS_V4 } else { HEADERS_V6 };
        Self::TooLarge { largest: (mtu as usize).saturating_sub(headers) }
    }

    /// Tells the core.
    pub fn tell(self, core: &Endpoint, now: Instant, peer: SocketAddr) {
        match self {
            Self::Unreachable(errno) => core.handle_network_error(now, peer, errno),
            Self::TooLarge { largest } => core.handle_mtu_report(now, peer, largest),
        }
    }
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
