//! Strangers before a service that knows its clients by rxkad.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_core::wire::{Header, PacketType, SecurityIndex};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::kerberos::der::{self, Tag};
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::token::LocalToken;
use rxrpc_rxkad::{RxkadKey, RxkadService};
use rxrpc_sync::{CallOptions, Config, SecurityLevel, ServiceKeys};
use rxrpc_tests::network::Forge;

use super::{Found, TIME};
use crate::attack::honest::Honest;
use crate::attack::packets;
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::{Flood, Sources};

/// The version of the service's key, and the kvno of a sealed part of Kerberos 5.
const KVNO: u32 = 5;
const SEALED_PART: u32 = 213;

/// DES with MD5: of all that a stranger may name, it takes longest.
const SLOWEST: i64 = 3;

/// The longest ticket that is looked at, but for some bytes around it.
const LONG: usize = 11_900;

/// Bytes before the ticket, of which the last two words are its kvno and length.
const FIXED: usize = 48;

/// From one CHALLENGE to the next, twice and more.
const SEVERAL_CHALLENGES: Duration = Duration::from_secs(5);

/// RESPONSEs of one host, each with a ticket that takes long to find wrong.
pub(super) fn responses() -> io::Result<Found> {
    let response = response();
    under(Sources::one(64)?, 500, move |number| {
        let call = client(number);
        let handshake = call.call(0).serial(2);
        [call.last(b"x"), handshake.packet(PacketType::Response, &response)]
    })
}

/// Requests of hosts that never answer what they are challenged with, and whose addresses are others'.
pub(super) fn challenges() -> io::Result<Found> {
    let (target, honest) = scene()?;
    let (sent, came) = provoked(target.endpoint.local_addr())?;
    drop((target, honest));
    let mut found = under(Sources::forged(512)?, 1_500, |number| [client(number).last(b"x")])?;
    if came > 3 * sent {
        found.violations.push(format!("{came} bytes came back for {sent}"));
    }
    if came == 0 {
        found.violations.push("nobody was challenged".to_owned());
    }
    Ok(found)
}

/// A service that knows its clients, with few places, and clients with a token.
fn scene() -> io::Result<(Target, Honest)> {
    let mut keys = KeySet::new();
    keys.add_des(KVNO, SessionKey::new([0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f]));
    let token = LocalToken::new(&keys).and_then(|token| token.make()).map_err(io::Error::other)?;
    let mut config = Config::default();
    config.max_service_calls = 1_000;
    let target = Target::echo(8, Duration::ZERO, config)?;
    let service = RxkadService::new(Arc::new(KeyStore::fixed(keys)));
    let ring = ServiceKeys::new().with(Arc::new(service)).secured_only();
    target.endpoint.set_service_keys(SERVICE, Some(ring));
    let credentials = RxkadKey::new(token).credentials(SecurityLevel::Encrypted);
    let options = CallOptions::new().credentials(credentials);
    let honest = Honest::new(target.address(), 4)?.calling_with(options);
    Ok((target, honest))
}

fn under<const COUNT: usize>(
    sources: Sources,
    per_second: u64,
    make: impl Fn(u64) -> [Vec<u8>; COUNT] + Send + 'static,
) -> io::Result<Found> {
    let (target, honest) = scene()?;
    let quiet = honest.call_for(TIME);
    let flood = Flood::start_several(sources, target.endpoint.local_addr(), per_second, make);
    // Until all places are taken, if they can be.
    thread::sleep(TIME);
    let attacked = honest.call_for(TIME);
    Ok(Found { quiet, attacked, attacks: flood.end(), ..Found::default() })
}

fn client(number: u64) -> Forge {
    packets::client(number).with(|header| header.security_index = SecurityIndex::RXKAD)
}

/// The body of a RESPONSE whose ticket is the longest one.
fn response() -> Vec<u8> {
    let field = |number, content: &[u8]| der::element(Tag::field(number), content);
    let ticket = der::sequence(&[
        &field(0, &der::integer(SLOWEST)),
        &field(1, &der::integer(KVNO.into())),
        &field(2, &der::octets(&[7; LONG / 8 * 8])),
    ]);
    let mut body = vec![0; FIXED];
    body.extend_from_slice(&SEALED_PART.to_be_bytes());
    body.extend_from_slice(&(ticket.len() as u32).to_be_bytes());
    body.extend_from_slice(&ticket);
    body
}

/// How many bytes one request was, and how many came back to who answers nothing, beside the PINGs that every client gets.
fn provoked(to: SocketAddr) -> io::Result<(usize, usize)> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(Duration::from_millis(50)))?;
    let sent = socket.send_to(&client(0).last(b"x"), to)?;
    let (began, mut buffer, mut came) = (Instant::now(), [0; 2048], 0);
    while began.elapsed() < SEVERAL_CHALLENGES {
        let Ok(len) = socket.recv(&mut buffer) else { continue };
        let header = Header::parse(&buffer[..len]).map(|(header, _)| header.packet_type);
        if header != Ok(PacketType::Ack) {
            came += len;
        }
    }
    Ok((sent, came))
}
