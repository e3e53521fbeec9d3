//! Messages of ICMP as anybody may forge them.

use socket2::{Domain, Protocol, Socket, Type};
use std::net::{IpAddr, SocketAddr};

/// Where forged messages are sent from; needs the rights of a namespace.
pub(crate) struct Forger(Socket);

/// Which packet a message is about: from a port of the deceived host to a peer, and what it quotes of it.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) sender: SocketAddr,
    pub(crate) peer: SocketAddr,
    pub(crate) payload: &'a [u8],
}

impl Forger {
    pub(crate) fn new(deceived: IpAddr) -> Self {
        let (domain, protocol) = match deceived {
            IpAddr::V4(_) => (Domain::IPV4, Protocol::ICMPV4),
            IpAddr::V6(_) => (Domain::IPV6, Protocol::ICMPV6),
        };
        // SOCK_RAW, which socket2 names only with all of its features.
        Self(Socket::new(domain, Type::from(3), Some(protocol)).unwrap())
    }

    /// Tells the sender of a packet that it failed.
    pub(crate) fn tell(&self, about: About<'_>, (kind, code): (u8, u8)) {
        let mut message = vec![kind, code, 0, 0, 0, 0, 0, 0];
        message.extend(quoted_ip(about));
        let ports = [about.sender.port(), about.peer.port()];
        message.extend(ports.iter().flat_map(|port| port.to_be_bytes()));
        let length = 8 + about.payload.len() as u16;
        message.extend(length.to_be_bytes());
        message.extend([0, 0]);
        message.extend(about.payload);
        // The system computes that of ICMPv6.
        if about.sender.is_ipv4() {
            let sum = checksum(&message);
            message[2..4].copy_from_slice(&sum.to_be_bytes());
        }
        let to = SocketAddr::new(about.sender.ip(), 0);
        // A full buffer loses it, as the network may.
        let _ = self.0.send_to(&message, &to.into());
    }
}

/// The IP header that is quoted.
fn quoted_ip(about: About<'_>) -> Vec<u8> {
    let length = 8 + about.payload.len() as u16;
    match (about.sender.ip(), about.peer.ip()) {
        (IpAddr::V4(from), IpAddr::V4(to)) => {
            let mut header = vec![0x45, 0];
            header.extend((20 + length).to_be_bytes());
            header.extend([0, 0, 0, 0, 64, 17, 0, 0]);
            header.extend(from.octets());
            header.extend(to.octets());
            header
        }
        (IpAddr::V6(from), IpAddr::V6(to)) => {
            let mut header = vec![0x60, 0, 0, 0];
            header.extend(length.to_be_bytes());
            header.extend([17, 64]);
            header.extend(from.octets());
            header.extend(to.octets());
            header
        }
        _ => panic!("two addresses of one family"),
    }
}

fn checksum(bytes: &[u8]) -> u16 {
    let words = bytes
        .chunks(2)
        .map(|pair| u32::from(pair[0]) << 8 | pair.get(1).copied().map_or(0, u32::from));
    let mut sum: u32 = words.sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}
