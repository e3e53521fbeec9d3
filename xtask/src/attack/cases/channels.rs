//! What one call, or one channel, does to those beside it and after it.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rxrpc_core::wire::{Cid, Flags, Packet, PacketType};
use rxrpc_sync::{Config, ServiceAddress};
use rxrpc_tests::network::Forge;

use super::Found;
use crate::attack::honest::{Calls, Honest, LONGEST};
use crate::attack::packets;
use crate::attack::service::{SERVICE, Target};
use crate::attack::stranger::{Answering, Flood};

/// How long the handler of a call that asks for it works, whatever becomes of the call.
const LONG_WORK: Duration = Duration::from_secs(3);

/// What a request says that asks for a long handler.
const SLOW: &[u8] = b"slow";

pub(super) fn aborted_call() -> io::Result<Found> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let service = ServiceAddress::new(socket.local_addr()?, SERVICE);
    let serving = Flood::run(move |stop| {
        let mut librx = Librx { socket, working: BTreeMap::new() };
        let _ = librx.socket.set_read_timeout(Some(Duration::from_millis(10)));
        while !stop.load(Ordering::Relaxed) {
            librx.turn();
        }
        0
    });
    let honest = Honest::new(service, 1)?;
    let quiet = honest.call_times(20);
    let (mut attacked, mut attacks) = (Calls::default(), 0);
    for _ in 0..4 {
        let mut call = honest.endpoint.call(service).map_err(io::Error::from)?;
        call.send_last(SLOW).map_err(io::Error::from)?;
        std::thread::sleep(Duration::from_millis(20));
        drop(call);
        attacks += 1;
        for _ in 0..3 {
            let began = Instant::now();
            attacked.note(began, honest.call(b"quick", 64));
        }
    }
    drop(serving);
    Ok(Found { quiet, attacked, attacks, ..Found::default() })
}

/// A service that treats a channel as librx does: as long as the handler of a call runs, the next call of the
/// channel is answered with BUSY, although the one before was aborted.
struct Librx {
    socket: UdpSocket,
    working: BTreeMap<(SocketAddr, Cid), Instant>,
}

impl Librx {
    fn turn(&mut self) {
        let mut buffer = [0; 2048];
        let Ok((len, from)) = self.socket.recv_from(&mut buffer) else { return };
        let Ok(packet) = Packet::parse(&buffer[..len]) else { return };
        let header = packet.header;
        if header.packet_type != PacketType::Data || !header.flags.contains(Flags::LAST_PACKET) {
            return;
        }
        let channel = (from, header.cid);
        let until = self.working.get(&channel).copied();
        let answer = Forge::answering(&header);
        let answer = match until {
            Some(until) if Instant::now() < until => answer.packet(PacketType::Busy, &[]),
            _ if buffer[..len].ends_with(SLOW) => {
                self.working.insert(channel, Instant::now() + LONG_WORK);
                return;
            }
            _ => answer.last(b"reply"),
        };
        let _ = self.socket.send_to(&answer, from);
    }
}

pub(super) fn last_number() -> io::Result<Found> {
    let target = Target::echo(4, Duration::ZERO, Config::default())?;
    let to = target.endpoint.local_addr();
    let honest = Honest::new(target.address(), 1)?;
    let quiet = honest.call_times(20);
    // The honest client is a hand-made one: no other comes near that number.
    let client = Answering::new(1, Forge::ping_response)?;
    let on = |channel: u32, number: u32| {
        packets::client(7)
            .call(number)
            .with(|header| header.cid = Cid(header.cid.0 | channel))
            .last(b"x")
    };
    client.send(0, to, &on(0, i32::MAX as u32));
    let mut attacked = Calls::default();
    let mut violations = Vec::new();
    for channel in 1..4 {
        let before = target.endpoint.statistics().calls_received;
        let began = Instant::now();
        client.send(0, to, &on(channel, 1));
        while target.endpoint.statistics().calls_received == before && began.elapsed() < LONGEST / 5
        {
            client.answer();
            std::thread::sleep(Duration::from_millis(1));
        }
        if target.endpoint.statistics().calls_received == before {
            violations.push(format!("channel {channel} is silent"));
        } else {
            attacked.note::<()>(began, Ok(()));
        }
    }
    Ok(Found { quiet, attacked, attacks: 1, violations, ..Found::default() })
}
