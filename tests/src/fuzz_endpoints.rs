//! Bodies of the fuzz targets that attack whole endpoints on the simulated network: each takes any bytes, which
//! say what the attacker does, and must not panic.
//!
//! Holds: [`on_the_path`], [`off_the_path`]. Must not know: how endpoints work; what they send is looked at by
//! the network itself ([`crate::network::audit`]), which also finds endpoints that spin.
//!
//! `tests/fuzz` runs them under libFuzzer; `tests/tests/fuzz_endpoints.rs` runs them over seeded bytes as an
//! ordinary test.

use crate::network::{Forge, Hostile, Link, Network, Node, Task};
use rxrpc_core::wire::{
    AckReason, CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial,
    ServiceId,
};
use rxrpc_core::{CallError, CallOptions, Errno, QuotedPacket};
use std::net::SocketAddr;
use std::time::Duration;

const SERVICE: u16 = 1;

/// How long an attacked call may last.
const LIMIT: Duration = Duration::from_secs(100);

/// Longer than anything is remembered for.
const LONG_AFTER: Duration = Duration::from_secs(1000);

/// How often the attacker has a turn.
const TURN: Duration = Duration::from_millis(2);
const LONGEST_TURN: Duration = Duration::from_millis(200);

/// Most datagrams that endpoints may send for a few small calls, whatever is done to them.
const MOST_DATAGRAMS: usize = 100_000;

/// The input, byte for byte: zeros once it has ended.
struct Tape<'a>(&'a [u8]);

impl Tape<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn word(&mut self) -> u32 {
        u32::from_be_bytes(std::array::from_fn(|_| self.byte()))
    }

    /// A small number most of the time: those are what packets hold.
    fn number(&mut self) -> u32 {
        match self.byte() {
            255 => self.word(),
            small => u32::from(small),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = match self.byte() {
            large @ 248.. => usize::from(large - 247) * 700,
            small => usize::from(small) / 4,
        };
        (0..length).map(|_| self.byte()).collect()
    }

    fn ended(&self) -> bool {
        self.0.is_empty()
    }
}

/// A packet of any type, with the header's other fields from the tape.
fn forged(tape: &mut Tape<'_>, header: Header) -> Vec<u8> {
    let forge = Forge { header }.with(|header| {
        header.call_number = CallNumber(tape.number());
        header.seq = Seq(tape.number());
        header.serial = Serial(tape.number());
        header.flags ^= Flags::from_bits_retain(tape.byte());
    });
    match tape.byte() % 8 {
        0 => forge.data(&tape.bytes()),
        1 => forge.last(&tape.bytes()),
        2 => forge.abort(tape.word().cast_signed()),
        3..=5 => {
            let (reason, first) = (AckReason::from_u8(tape.byte() % 12), tape.number());
            let table: Vec<u8> = tape.bytes().into_iter().take(255).map(|byte| byte % 2).collect();
            forge.ack(reason, first, &table)
        }
        _ => forge.packet(PacketType::from_u8(tape.byte() % 16), &tape.bytes()),
    }
}

/// A server whose service is upgraded to another one for who asks; both send back what they get.
fn serve(server: &Node) {
    let upgraded = SERVICE + 1;
    server.serve_echo(SERVICE);
    server.serve_echo(upgraded);
    let declared = server.endpoint.upgradeable_service(ServiceId(SERVICE), ServiceId(upgraded));
    declared.expect("both are bound");
}

/// Calls of different sizes, some of which are followed by others, and some of which ask for an upgrade.
fn calls(client: &Node, to: SocketAddr) -> Vec<Task<Result<(), CallError>>> {
    let call = |size: usize, count: u32, asks: bool| {
        let (client, network) = (client.clone(), client.network().clone());
        network.spawn(async move {
            for _ in 0..count {
                let mut options = CallOptions::new().hard_timeout(LIMIT);
                options.upgrade = asks;
                let target = rxrpc_core::ServiceAddress::new(to, ServiceId(SERVICE));
                let call = client.open_with(target, &options).await?;
                let request = vec![7; size];
                let sent = client.send_last(&call, &request).await;
                let reply = match sent {
                    Ok(()) | Err(CallError::WrongPhase) => client.read_all(&call).await,
                    Err(error) => Err(error),
                };
                client.endpoint.release(&call);
                if reply? != request {
                    return Err(CallError::MessageSize);
                }
            }
            Ok(())
        })
    };
    vec![
        call(1, 5, false),
        call(3000, 2, false),
        call(40_000, 1, false),
        call(2, 3, true),
        call(5000, 2, true),
    ]
}

/// Lets turns pass, each with what `turn` does, until the calls have ended.
fn run(network: &Network, calls: &[Task<Result<(), CallError>>], mut turn: impl FnMut() -> bool) {
    let (limit, mut pause) = (network.elapsed() + 10 * LIMIT, TURN);
    while !calls.iter().all(Task::is_done) {
        assert!(network.elapsed() < limit, "a call does not end\n{}", network.describe());
        network.run_for(pause);
        pause = if turn() { TURN } else { (pause * 2).min(LONGEST_TURN) };
    }
}

/// Nothing is left when all is over.
fn must_be_released(network: &Network, nodes: [&Node; 2]) {
    network.run_for(LONG_AFTER);
    network.assert_released_but_receivers();
    for node in nodes {
        assert_eq!(node.endpoint.receive_memory_taken(), 0);
        assert_eq!(node.endpoint.send_memory_taken(), 0);
    }
}

/// An attacker between client and server, who drops, repeats, alters, holds back, reflects and adds what he
/// likes: calls may end or come back altered, but everything ends, and nothing is left of it.
///
/// # Panics
///
/// If an endpoint panics, spins, sends what it must not, or keeps something.
pub fn on_the_path(input: &[u8]) {
    let mut tape = Tape(input);
    let network = Network::new(u64::from(tape.byte()));
    network.set_link(Link::perfect(Duration::from_micros(500)));
    let (server, client, middle) = (network.node(), network.node(), network.hostile());
    serve(&server);
    // One datagram of two is meddled with, or one of four, and so on.
    let choices = 16 << (tape.byte() % 4);
    let calls = calls(&client, middle.address());
    let mut held: Vec<(SocketAddr, Vec<u8>)> = Vec::new();
    let mut sent = 0;
    run(&network, &calls, || {
        let came = middle.take();
        sent += came.len();
        assert!(sent < MOST_DATAGRAMS, "{}", network.describe());
        for (to, datagram) in held.drain(..) {
            middle.send(to, &datagram);
        }
        for seen in &came {
            let ends = [server.address(), client.address()];
            let to = if seen.from == ends[0] { ends[1] } else { ends[0] };
            let choice = tape.byte() % choices;
            meddle(&mut tape, choice, &middle, [seen.from, to], &seen.bytes, &mut held);
        }
        !came.is_empty()
    });
    must_be_released(&network, [&server, &client]);
}

/// What is done to one datagram on its way between two ends.
fn meddle(
    tape: &mut Tape<'_>,
    choice: u8,
    middle: &Hostile,
    [from, to]: [SocketAddr; 2],
    datagram: &[u8],
    held: &mut Vec<(SocketAddr, Vec<u8>)>,
) {
    let mut altered = datagram.to_vec();
    match choice {
        8 => return,
        9 => middle.send(to, datagram),
        10 => {
            let at = usize::from(tape.byte()) % altered.len();
            altered[at] ^= 1 << (tape.byte() % 8);
        }
        11 => altered.truncate(usize::from(tape.byte())),
        12 => {
            let at = usize::from(tape.byte() % 7) * 4;
            let word = tape.word().to_be_bytes();
            altered.iter_mut().skip(at).zip(word).for_each(|(byte, new)| *byte = new);
        }
        13 => {
            held.push((to, altered));
            return;
        }
        14 => middle.send(from, datagram),
        15 => {
            if let Ok((header, _)) = Header::parse(datagram) {
                let forged = forged(tape, header);
                middle.send(to, &forged);
                let answer = Forge::answering(&header).header;
                middle.send(from, &self::forged(tape, answer));
            }
        }
        _ => {}
    }
    middle.send(to, &altered);
}

/// An attacker elsewhere, who knows addresses and ports but has seen no packet: he sends what he likes under
/// the addresses of both, and forged reports of ICMP. Every call succeeds.
///
/// # Panics
///
/// If a call does not, or an endpoint panics, spins, sends what it must not, or keeps something.
pub fn off_the_path(input: &[u8]) {
    let mut tape = Tape(input);
    let network = Network::new(u64::from(tape.byte()));
    network.set_link(Link::perfect(Duration::from_millis(5)));
    let (server, client, attacker) = (network.node(), network.node(), network.hostile());
    serve(&server);
    // The client's connection is known to both when the attack begins, and is not for some calls after it.
    let calls = calls(&client, server.address());
    run(&network, &calls, || {
        for _ in 0..8 {
            attack(&mut tape, &attacker, &server, &client);
        }
        !tape.ended()
    });
    let ends: Vec<_> = calls.into_iter().map(|call| network.block_on(call)).collect();
    assert!(ends.iter().all(Result::is_ok), "{ends:?}\n{}", network.describe());
    must_be_released(&network, [&server, &client]);
}

/// One datagram or report of an attacker who has seen nothing.
fn attack(tape: &mut Tape<'_>, attacker: &Hostile, server: &Node, client: &Node) {
    if tape.ended() {
        return;
    }
    let kind = tape.byte();
    let (victim, peer) = if kind & 1 == 0 { (server, client) } else { (client, server) };
    // What he cannot know he does not hit upon.
    let epoch = Epoch(tape.word()).0;
    let epoch = Epoch(if epoch == client.endpoint.epoch().0 { !epoch } else { epoch });
    let header = Header {
        epoch,
        cid: Cid(tape.word()),
        call_number: CallNumber(1),
        seq: Seq(1),
        serial: Serial(1),
        packet_type: PacketType::Data,
        flags: Flags::CLIENT_INITIATED,
        user_status: tape.byte(),
        security_index: SecurityIndex(tape.byte() % 4),
        checksum: 0,
        service_id: ServiceId(u16::from(tape.byte() % 4)),
    };
    let datagram = forged(tape, header);
    match kind >> 1 & 7 {
        2 => report(tape, victim, peer, &datagram),
        0 => attacker.send(victim.address(), &datagram),
        1 => {
            let raw: Vec<u8> = tape.bytes();
            attacker.send_as(peer.address(), victim.address(), &raw);
        }
        _ => attacker.send_as(peer.address(), victim.address(), &datagram),
    }
}

/// A forged message of ICMP about the victim's packets to its peer, which quotes a packet that was never sent,
/// or none.
fn report(tape: &mut Tape<'_>, victim: &Node, peer: &Node, quoted: &[u8]) {
    let (now, kind, largest) = (victim.now(), tape.byte(), tape.word() as usize % 2000);
    // Of a peer that was never heard, nothing speaks against it.
    let heard = victim.endpoint.statistics().calls_ended > 0;
    let quoted = if heard && kind & 1 == 0 { None } else { QuotedPacket::parse(quoted) };
    if kind & 2 == 0 {
        victim.endpoint.handle_icmp_error(now, peer.address(), quoted, Errno::ECONNREFUSED);
    } else {
        victim.endpoint.handle_icmp_mtu(now, peer.address(), quoted, largest);
    }
}
