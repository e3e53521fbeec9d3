//! Strangers who are after what a service has a limited number of: places, connections, memory.

use std::io;
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_sync::{Config, ServiceAddress, ServiceId};
use rxrpc_tests::network::Forge;
use rxrpc_tests::relay::{self, Conditions, Relay};

use super::{Found, TIME, beside, with_slots};
use crate::attack::honest::{self, Calls, Honest};
use crate::attack::packets;
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::{Flood, STRANGER, Sources};

/// Strangers whose addresses were forged.
const FORGED: u16 = 512;

pub(super) fn requests_of_one() -> io::Result<Found> {
    requests(Sources::one(64)?)
}

pub(super) fn requests_forged() -> io::Result<Found> {
    requests(Sources::forged(FORGED)?)
}

fn requests(sources: Sources) -> io::Result<Found> {
    let mut config = Config::default();
    config.max_service_calls = 1_000;
    let target = Target::echo(8, Duration::ZERO, config)?;
    let (honest, to) = (Honest::new(target.address(), 4)?, target.endpoint.local_addr());
    let quiet = honest.call_for(TIME);
    let flood = Flood::start(sources, to, 1_500, packets::request);
    // Until all places are taken, if they can be.
    thread::sleep(TIME);
    let attacked = honest.call_for(TIME);
    Ok(Found { quiet, attacked, attacks: flood.end(), ..Found::default() })
}

pub(super) fn connections_of_one() -> io::Result<Found> {
    connections(Sources::one(64)?)
}

pub(super) fn connections_forged() -> io::Result<Found> {
    connections(Sources::forged(FORGED)?)
}

/// An honest client has made a call; its request comes again after the table of connections was flooded.
fn connections(sources: Sources) -> io::Result<Found> {
    let runs = Arc::new(AtomicU64::new(0));
    let counted = runs.clone();
    let mut config = Config::default();
    config.max_service_connections = 500;
    let target = Target::new(8, config, move |call| {
        let request = call.take_request(1 << 20)?;
        if request == ONCE {
            counted.fetch_add(1, Ordering::Relaxed);
        }
        Ok(call.send_last(&request)?)
    })?;
    let (honest, to) = (Honest::new(target.address(), 4)?, target.endpoint.local_addr());
    let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let proven = one_call(&client, to)?;
    let mut found =
        beside(&honest, || Ok(Flood::start_several(sources, to, 2_000, begun_and_aborted)))?;
    client.send_to(&once(), to)?;
    thread::sleep(TIME / 4);
    let runs = runs.load(Ordering::Relaxed);
    if runs != 1 || !proven {
        found.violations.push(format!("a request was run {runs} times"));
    }
    Ok(found)
}

/// A connection on which nothing runs any more.
fn begun_and_aborted(number: u64) -> [Vec<u8>; 2] {
    [packets::request(number), packets::abort(number)]
}

/// What the request says that is to be run once.
const ONCE: &[u8] = b"once";

fn once() -> Vec<u8> {
    Forge::client(SERVICE.0).last(ONCE)
}

/// A call of a hand-made client that answers PINGs and acknowledges its reply; whether it has come.
fn one_call(client: &UdpSocket, to: std::net::SocketAddr) -> io::Result<bool> {
    use rxrpc_core::wire::{AckReason, Body, Packet};
    client.set_read_timeout(Some(Duration::from_millis(20)))?;
    client.send_to(&once(), to)?;
    let (began, mut buffer, mut replied) = (Instant::now(), [0; 2048], false);
    while began.elapsed() < TIME / 4 {
        let Ok((len, _)) = client.recv_from(&mut buffer) else { continue };
        let Ok(packet) = Packet::parse(&buffer[..len]) else { continue };
        let forge = Forge::answering(&packet.header);
        match &packet.body {
            Body::Ack(ack) if ack.reason == AckReason::Ping => {
                client.send_to(&forge.ping_response(packet.header.serial), to)?;
            }
            Body::Data(_) => {
                client.send_to(&forge.ack(AckReason::Idle, 2, &[]), to)?;
                replied = true;
            }
            _ => {}
        }
    }
    Ok(replied)
}

pub(super) fn memory() -> io::Result<Found> {
    let mut config = Config::default();
    config.receive_memory = 16 << 20;
    let target = Target::echo(4, Duration::ZERO, config)?;
    let (honest, to) = (Honest::new(target.address(), 1)?, target.endpoint.local_addr());
    let upload = vec![7; 20 << 20];
    let send = |calls: &mut Calls| {
        let began = Instant::now();
        calls.note(began, honest.call(&upload, upload.len()));
    };
    let mut found = Found::default();
    (0..3).for_each(|_| send(&mut found.quiet));
    // Packets 1 and 255: all between them is missing.
    let flood = Flood::start_several(Sources::one(8)?, to, 600, |number| {
        let client = packets::client(number % 304);
        [client.data(b"x"), client.seq(255).serial(2).data(b"x")]
    });
    thread::sleep(TIME / 2);
    (0..3).for_each(|_| send(&mut found.attacked));
    found.attacks = flood.end();
    Ok(found)
}

/// Uploads that nobody reads, of a host that is proven.
const UNREAD: usize = 64;

/// A way on which the size of the window decides how fast a call is.
const FAR: Duration = Duration::from_millis(10);

pub(super) fn memory_of_one() -> io::Result<Found> {
    let mut config = Config::default();
    config.receive_memory = 16 << 20;
    let target = Target::echo(4, Duration::ZERO, config)?;
    let path = Conditions { delay: FAR, ..Conditions::default() };
    let relay = Relay::start(
        (Ipv4Addr::LOCALHOST, 0).into(),
        target.endpoint.local_addr(),
        relay::Settings::both_ways(path, 1),
    )?;
    let honest = Honest::new(ServiceAddress::new(relay.address(), SERVICE), 1)?;
    let nobody = ServiceId(SERVICE.0 + 1);
    let unread = target.endpoint.incoming(nobody).map_err(io::Error::from)?;
    let upload = vec![7; 4 << 20];
    let send = |calls: &mut Calls| {
        let began = Instant::now();
        calls.note(began, honest.call(&upload, upload.len()));
    };
    let mut found = Found { attacks: UNREAD as u64, ..Found::default() };
    (0..3).for_each(|_| send(&mut found.quiet));
    let stranger = honest::endpoint_at(STRANGER.into(), with_slots(UNREAD))?;
    // It receives at its address.
    honest::call(&stranger, target.address(), b"x", 1).map_err(io::Error::from)?;
    thread::scope(|scope| {
        for _ in 0..UNREAD {
            scope.spawn(|| {
                let service = ServiceAddress::new(target.endpoint.local_addr(), nobody);
                honest::call(&stranger, service, &upload, 0)
            });
        }
        thread::sleep(TIME / 2);
        (0..3).for_each(|_| send(&mut found.attacked));
        stranger.close(Duration::ZERO);
    });
    drop(unread);
    Ok(found)
}
