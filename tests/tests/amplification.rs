//! A forged sender's address must not make a service send much to it.

use rxrpc_core::wire::{AckReason, Body, Flags, PacketType};
use rxrpc_core::{CallError, ServiceAddress};
use rxrpc_tests::network::{Forge, Hostile, Link, Network, Node, Seen, for_each_seed};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);
const MILLISECOND: Duration = Duration::from_millis(1);
const SERVICE: u16 = 1;
const MEGABYTE: usize = 1 << 20;

/// Bytes of PINGs that a service sends beyond three times what it got: three, once on each connection.
const PINGS: usize = 3 * 65;

/// The end of the call is told, too.
const ABORT: usize = 32;

/// A service that answers everything with a megabyte.
fn service(network: &Network) -> Node {
    let server = network.node();
    server.serve(SERVICE, async |_: &Node, _| vec![9; MEGABYTE]);
    server
}

fn bytes(seen: &[Seen]) -> usize {
    seen.iter().map(|seen| seen.bytes.len()).sum()
}

fn pings(seen: &[Seen]) -> usize {
    let is_ping = |seen: &&Seen| match seen.packet().body {
        Body::Ack(ack) => ack.reason == AckReason::Ping,
        _ => false,
    };
    seen.iter().filter(is_ping).count()
}

/// What a victim gets in an hour when `forged` is sent in its name.
fn reflected(forged: &[Vec<u8>]) -> Vec<Seen> {
    let network = Network::new(3);
    let server = service(&network);
    let (victim, forger) = (network.hostile(), network.hostile());
    for datagram in forged {
        forger.send_as(victim.address(), server.address(), datagram);
        network.run_for(20 * MILLISECOND);
    }
    network.run_for(HOUR);
    network.assert_released();
    victim.take()
}

#[test]
fn a_forged_request_brings_its_victim_three_times_its_bytes() {
    for size in [0, 1, 4, 100, 500, 1412] {
        let seen = reflected(&[Forge::client(SERVICE).last(&vec![1; size])]);
        let total = bytes(&seen);
        assert!(total <= 3 * (28 + size) + PINGS + ABORT, "{size}: {total} {seen:?}");
        assert!(pings(&seen) <= 3 + 3 * (28 + size) / 65, "{seen:?}");
    }
}

#[test]
fn a_forged_request_of_many_packets_brings_three_times_their_bytes() {
    let forge = Forge::client(SERVICE);
    let packet = |seq: u32| forge.seq(seq).serial(seq).flags(Flags::REQUEST_ACK).data(&[1; 100]);
    let mut forged: Vec<_> = (1..=100).filter(|seq| seq % 7 != 3).map(packet).collect();
    forged.extend((1..=20).map(|serial| forge.serial(200 + serial).seq(101).last(&[1; 100])));
    let sent: usize = forged.iter().map(Vec::len).sum();
    let total = bytes(&reflected(&forged));
    assert!(total <= 3 * sent + PINGS + ABORT, "{total} for {sent}");
}

#[test]
fn new_calls_on_a_connection_bring_no_new_allowance() {
    let forged: Vec<_> =
        (1..=50).map(|call| Forge::client(SERVICE).call(call).serial(call).last(b"x")).collect();
    let sent: usize = forged.iter().map(Vec::len).sum();
    let total = bytes(&reflected(&forged));
    assert!(total <= 3 * sent + PINGS + ABORT, "{total} for {sent}");
}

#[test]
fn forged_acknowledgements_release_nothing() {
    let forge = Forge::client(SERVICE);
    let mut forged = vec![forge.last(&[1; 1000])];
    for number in 2..500_u32 {
        let reason = [AckReason::PingResponse, AckReason::Requested, AckReason::Idle];
        let mut ack = forge.serial(number).ack(reason[number as usize % 3], 1, &[]);
        // The serial that the ACK names: 12 bytes into its body.
        ack[40..44].copy_from_slice(&number.to_be_bytes());
        forged.push(ack);
    }
    let sent: usize = forged.iter().map(Vec::len).sum();
    let total = bytes(&reflected(&forged));
    assert!(total <= 3 * sent + PINGS + ABORT, "{total} for {sent}");
}

#[test]
fn the_serials_of_a_service_are_different_for_each_connection() {
    let network = Network::new(4);
    let server = service(&network);
    let mut serials: Vec<_> = (0..50)
        .map(|_| {
            let hostile = network.hostile();
            let seen = hostile.ask(server.address(), &Forge::client(SERVICE).last(b"x"));
            seen[0].packet().header.serial.0
        })
        .collect();
    serials.sort_unstable();
    assert!(serials.windows(2).all(|pair| pair[1] - pair[0] > 100), "{serials:?}");
    assert!(serials.iter().all(|serial| *serial > 0 && *serial <= 1 << 30), "{serials:?}");
}

/// A client by hand that has sent a request, and the PING that the service sent to it.
fn asked(network: &Network, server: &Node, forge: Forge) -> (Hostile, Forge) {
    let client = network.hostile();
    let seen = client.ask(server.address(), &forge.last(b"x"));
    assert_eq!(seen.len(), 1, "nothing but a PING: {seen:?}");
    assert_eq!(pings(&seen), 1);
    let mut answer = forge.serial(2).ack(AckReason::PingResponse, 1, &[]);
    answer[40..44].copy_from_slice(&seen[0].packet().header.serial.0.to_be_bytes());
    let data = |seen: &Seen| seen.kind() == PacketType::Data;
    let released = client.ask(server.address(), &answer);
    assert_eq!(released.iter().filter(|seen| data(seen)).count(), 10, "{released:?}");
    (client, forge)
}

#[test]
fn the_proof_is_good_for_all_later_calls_of_the_connection() {
    let network = Network::new(5);
    let server = service(&network);
    let (client, forge) = asked(&network, &server, Forge::client(SERVICE));
    let next = forge.with(|header| header.cid.0 += 1).serial(3).last(b"y");
    let seen = client.ask(server.address(), &next);
    assert_eq!(seen.len(), 10, "another channel, at once: {seen:?}");
    assert!(seen.iter().all(|seen| seen.kind() == PacketType::Data));
}

#[test]
fn the_proof_releases_calls_that_wait_on_other_channels() {
    let network = Network::new(6);
    let server = service(&network);
    let client = network.hostile();
    let forge = Forge::client(SERVICE);
    let other = forge.with(|header| header.cid.0 += 1);
    let seen = client.ask(server.address(), &forge.last(b"x"));
    let ping = seen[0].packet().header.serial.0;
    let _ = client.ask(server.address(), &other.serial(2).last(b"y"));
    let mut answer = forge.serial(3).ack(AckReason::PingResponse, 1, &[]);
    answer[40..44].copy_from_slice(&ping.to_be_bytes());
    let seen = client.ask(server.address(), &answer);
    for cid in [forge.header.cid, other.header.cid] {
        let data = seen
            .iter()
            .filter(|seen| seen.kind() == PacketType::Data && seen.packet().header.cid == cid);
        assert_eq!(data.count(), 10, "{cid:?}: {seen:?}");
    }
}

async fn fetch(client: &Node, target: ServiceAddress) -> Result<usize, CallError> {
    client.call(target, b"give").await.map(|reply| reply.len())
}

#[test]
fn a_real_client_gets_its_reply_one_round_trip_later() {
    let network = Network::new(7);
    let (server, client) = (network.node(), network.node());
    server.serve(SERVICE, async |_: &Node, _| vec![9; 5000]);
    let reply = network.block_on(fetch(&client, server.service(SERVICE)));
    assert_eq!(reply, Ok(5000));
    assert_eq!(network.elapsed(), 4 * MILLISECOND, "request, PING, answer, reply");
    let reply = network.block_on(fetch(&client, server.service(SERVICE)));
    assert_eq!(reply, Ok(5000));
    assert_eq!(network.elapsed(), 6 * MILLISECOND, "the address is known");
}

#[test]
fn a_real_client_behind_a_bad_link_gets_its_megabyte() {
    for_each_seed(40, |seed| {
        let network = Network::new(seed);
        let (server, client) = (service(&network), network.node());
        network.set_link(Link::perfect(5 * MILLISECOND).losing(200));
        let reply = network.block_on(fetch(&client, server.service(SERVICE)));
        assert_eq!(reply, Ok(MEGABYTE));
        network.set_link(Link::perfect(MILLISECOND));
        network.run_for(Duration::from_secs(60));
        network.assert_released();
    });
}
