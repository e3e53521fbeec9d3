//! Many clients with calls one after the other, beside one that begins calls without end and wants no answer.

use super::peers::step;
use super::{BODY, Crowd, Gate, LONG, SERVICE, Times};
use rxrpc_async::runtime::Runtime;
use rxrpc_core::observe::Standing;
use rxrpc_core::{Config, State};
use rxrpc_wire::{
    CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial, ServiceId,
};
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

/// What came of it.
#[derive(Clone, Debug)]
pub struct Flood {
    /// Each of the others' calls, from its asking to its end.
    pub times: Times,
    /// How many calls of each of the others ended well: the fewest and the most.
    pub calls_each: (usize, usize),
    /// Datagrams that the one client sent.
    pub flood_sent: usize,
    /// Datagrams that the service took in, of everybody.
    pub taken_in: u64,
    /// Calls that the service let in, of everybody.
    pub let_in: u64,
    /// The most calls of the one client that were alive when it was looked.
    pub most_of_flood: usize,
}

/// `others` clients make `calls` calls each; meanwhile another one sends `burst` requests in each turn, each of
/// a new connection. Most service calls alive at once are `most`.
///
/// # Errors
///
/// What the system said, or `TimedOut` if the others' calls did not end in two minutes.
pub fn flood(
    runtime: &Arc<dyn Runtime>,
    others: usize,
    calls: usize,
    burst: usize,
    most: usize,
) -> io::Result<Flood> {
    let mut config = Config::default();
    config.max_service_calls = most;
    let mut gate = Gate::new(runtime, config, 64)?;
    gate.open();
    let mut crowd = Crowd::new(others + 1)?;
    let flooder = crowd.address(others);
    let mut running = Vec::new();
    for client in 0..others {
        running.push((client, crowd.ask(client, gate.service, &BODY)?, Instant::now()));
    }
    let mut found = Flood {
        times: Times::default(),
        calls_each: (0, 0),
        flood_sent: 0,
        taken_in: 0,
        let_in: 0,
        most_of_flood: 0,
    };
    let (mut times, mut ended) = (Vec::new(), vec![0; others]);
    let (give_up, mut turns) = (Instant::now() + LONG, 0);
    while !running.is_empty() {
        for _ in 0..burst {
            let datagram = request(found.flood_sent as u32);
            if crowd.forge(others, gate.server.local_addr(), &datagram).is_ok() {
                found.flood_sent += 1;
            }
        }
        step(&mut crowd, give_up)?;
        let mut next = Vec::with_capacity(running.len());
        for (client, call, began) in running {
            if !call.has_ended() {
                next.push((client, call, began));
                continue;
            }
            crowd.release(client, &call);
            if let Some(error) = call.failure() {
                return Err(io::Error::from(error));
            }
            times.push(began.elapsed());
            ended[client] += 1;
            if ended[client] < calls {
                next.push((client, crowd.ask(client, gate.service, &BODY)?, Instant::now()));
            }
        }
        running = next;
        turns += 1;
        if turns % 64 == 0 {
            found.most_of_flood = found.most_of_flood.max(alive_of(&gate, flooder));
        }
    }
    let now = gate.server.statistics();
    found.times = Times::new(times);
    found.calls_each =
        (ended.iter().min().copied().unwrap_or(0), ended.iter().max().copied().unwrap_or(0));
    (found.taken_in, found.let_in) = (now.datagrams_received, now.calls_received);
    Ok(found)
}

/// A call that gave its place to another has ended, but is there until its ABORT has left.
fn alive_of(gate: &Gate, host: IpAddr) -> usize {
    let calls = gate.server.snapshot().calls;
    let over = Standing::Connected(State::Complete);
    calls.iter().filter(|call| call.peer.ip() == host && call.state != over).count()
}

/// A whole request on a connection that was not there before.
fn request(number: u32) -> Vec<u8> {
    let header = Header {
        epoch: Epoch(0x9000_0000),
        cid: Cid((number + 1) << 2),
        call_number: CallNumber(1),
        seq: Seq(1),
        serial: Serial(1),
        packet_type: PacketType::Data,
        flags: Flags::CLIENT_INITIATED | Flags::LAST_PACKET,
        user_status: 0,
        security_index: SecurityIndex::NONE,
        checksum: 0,
        service_id: ServiceId(SERVICE.0),
    };
    let mut datagram = Vec::with_capacity(Header::LEN + BODY.len());
    header.emit(&mut datagram);
    datagram.extend_from_slice(&BODY);
    datagram
}
