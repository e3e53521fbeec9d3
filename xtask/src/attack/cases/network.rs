//! What the network says, truly or not, about others and about a peer.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use rxrpc_sync::{Config, ServiceAddress};
use socket2::{Domain, Protocol, Socket, Type};

use super::{Found, beside};
use crate::attack::honest::{self, Honest};
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::Flood;

pub(super) fn closed_ports() -> io::Result<Found> {
    let target = Target::echo(8, Duration::from_millis(5), Config::default())?;
    let honest = Honest::new(target.address(), 4)?;
    let endpoint = honest.endpoint.clone();
    // Nobody listens at the discard port, or at those near it.
    let closed = |number: u64| {
        let port = 9 + (number % 8) as u16;
        ServiceAddress::new(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SERVICE)
    };
    beside(&honest, || {
        Ok(Flood::run(move |stop| {
            let mut failed = 0;
            while !stop.load(Ordering::Relaxed) {
                for _ in 0..10 {
                    failed += u64::from(honest::call(&endpoint, closed(failed), b"x", 64).is_err());
                }
                thread::sleep(Duration::from_millis(5));
            }
            failed
        }))
    })
}

pub(super) fn icmp_of_others() -> io::Result<Found> {
    let nobody = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
    icmp(50, Duration::from_millis(2), Some(nobody))
}

pub(super) fn forged_icmp() -> io::Result<Found> {
    icmp(1, Duration::from_millis(10), None)
}

/// Bursts of messages to the honest clients about datagrams to `about`, or to the service that they call.
fn icmp(burst: u64, pause: Duration, about: Option<SocketAddr>) -> io::Result<Found> {
    let Ok(raw) = Socket::new(Domain::IPV4, Type::RAW, Some(Protocol::ICMPV4)) else {
        return Ok(Found::skipped("needs the right to open a raw socket"));
    };
    let target = Target::echo(8, Duration::from_millis(2), Config::default())?;
    let honest = Honest::new(target.address(), 4)?;
    let client = honest.endpoint.local_addr();
    let about = about.unwrap_or(target.endpoint.local_addr());
    beside(&honest, || {
        Ok(Flood::run(move |stop| {
            let mut sent = 0;
            while !stop.load(Ordering::Relaxed) {
                for _ in 0..burst {
                    let message = unreachable(CODES[sent as usize % CODES.len()], client, about);
                    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                    sent += u64::from(raw.send_to(&message, &to.into()).is_ok());
                }
                thread::sleep(pause);
            }
            sent
        }))
    })
}

/// Network, host, port unreachable, and prohibited.
const CODES: [u8; 4] = [0, 1, 3, 13];

/// An ICMP "destination unreachable" about a datagram from `from` to `to`, of which it quotes the headers of IP
/// and UDP and nothing more.
fn unreachable(code: u8, from: SocketAddr, to: SocketAddr) -> Vec<u8> {
    let mut message = vec![3, code, 0, 0, 0, 0, 0, 0];
    message.extend([0x45, 0, 0, 56, 0, 1, 0, 0, 64, 17, 0, 0]);
    for address in [from, to] {
        let SocketAddr::V4(address) = address else { continue };
        message.extend(address.ip().octets());
    }
    message.extend(from.port().to_be_bytes());
    message.extend(to.port().to_be_bytes());
    message.extend([0, 36, 0, 0]);
    let sum = checksum(&message);
    message[2..4].copy_from_slice(&sum.to_be_bytes());
    message
}

/// The Internet checksum (RFC 1071).
fn checksum(bytes: &[u8]) -> u16 {
    let words = bytes
        .chunks(2)
        .map(|pair| u32::from(pair[0]) << 8 | pair.get(1).copied().map_or(0, u32::from));
    let sum: u32 = words.sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    !((folded & 0xffff) + (folded >> 16)) as u16
}
