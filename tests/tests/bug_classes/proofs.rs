//! H21b: what a client has proven of its address, and which of its new connections may build on it.

use crate::support::MILLISECOND;
use rxrpc_core::wire::{PacketType, Serial};
use rxrpc_core::{CallError, CallOptions};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

fn datagrams(node: &Node) -> u64 {
    let statistics = node.endpoint.statistics();
    statistics.datagrams_received + statistics.datagrams_sent
}

async fn exclusive(client: &Node, server: &Node, request: &[u8]) -> Result<Vec<u8>, CallError> {
    let options = CallOptions::new().exclusive();
    let call = client.open_with(server.service(1), &options).await?;
    client.send_last(&call, request).await?;
    client.read_all(&call).await
}

/// How many packets an exclusive call takes, both ways together.
fn packets(network: &Network, client: &Node, server: &Node) -> u64 {
    let before = datagrams(server);
    let reply = network.block_on(exclusive(client, server, b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    network.run_for(200 * MILLISECOND);
    datagrams(server) - before
}

#[test]
fn h21_a_new_connection_of_a_client_that_is_known_needs_no_ping() {
    let network = Network::new(1);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    assert_eq!(packets(&network, &client, &server), 5, "a PING and its answer");
    for call in 1..=200 {
        // One proof is good for 64 connections, the next is the 65th's own.
        let expected = if call % 65 == 0 { 5 } else { 3 };
        assert_eq!(packets(&network, &client, &server), expected, "call {call}");
    }
}

/// It is not one's last connection that counts, but one's last proof.
#[test]
fn h21_a_proof_is_over_after_a_minute_however_often_it_was_borrowed() {
    let network = Network::new(2);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    for _ in 0..3 {
        assert_eq!(packets(&network, &client, &server), 5);
        for _ in 0..5 {
            network.run_for(10 * SECOND);
            assert_eq!(packets(&network, &client, &server), 3);
        }
        network.run_for(10 * SECOND);
    }
}

/// What a service has for whoever asks.
const LONG: usize = 100_000;

fn bytes(seen: &[Seen]) -> usize {
    seen.iter().map(|seen| seen.bytes.len()).sum()
}

/// A client by hand that has proven its address on one connection, and got its reply.
fn proven(network: &Network) -> (Node, Hostile, Forge) {
    let (server, client) = (network.node(), network.hostile());
    server.serve(1, async |node: &Node, request| {
        if request == b"slow" {
            node.sleep(SECOND).await;
        }
        vec![9; if request == b"short" { 5 } else { LONG }]
    });
    let forge = Forge::client(1);
    let seen = client.ask(server.address(), &forge.last(b"x"));
    assert!(seen.len() == 1 && seen[0].is_ping(), "{seen:?}");
    let answer = forge.serial(2).ping_response(seen[0].packet().header.serial);
    assert!(client.ask(server.address(), &answer).len() > 5);
    let _ = client.ask(server.address(), &forge.serial(3).abort(1));
    (server, client, forge)
}

/// The n-th further connection of the same client.
fn another(forge: Forge, number: u32) -> Forge {
    forge.with(|header| header.cid.0 += 4 * number)
}

#[test]
fn h21_another_port_or_epoch_inherits_no_proof() {
    let network = Network::new(4);
    let (server, client, forge) = proven(&network);
    let first = |seen: &[Seen]| seen[0].kind();
    let seen = client.ask(server.address(), &another(forge, 1).last(b"x"));
    assert_eq!((seen.len(), first(&seen)), (1, PacketType::Data), "{seen:?}");
    let other_epoch = another(forge, 2).with(|header| header.epoch.0 += 1);
    let seen = client.ask(server.address(), &other_epoch.last(b"x"));
    assert!(seen.len() == 1 && seen[0].is_ping(), "{seen:?}");
    let other = network.hostile();
    let seen = other.ask(server.address(), &another(forge, 3).last(b"x"));
    assert!(seen.len() == 1 && seen[0].is_ping(), "{seen:?}");
}

/// A handler takes its time: the address is proven meanwhile, or the place of the call would not be safe.
#[test]
fn h21_a_call_that_lasts_is_proven_while_it_runs() {
    let network = Network::new(3);
    let (server, client, forge) = proven(&network);
    client.send(server.address(), &another(forge, 1).last(b"slow"));
    network.run_for(95 * MILLISECOND);
    assert!(!client.take().iter().any(Seen::is_ping));
    network.run_for(10 * MILLISECOND);
    let seen = client.take();
    assert_eq!(seen.iter().filter(|seen| seen.is_ping()).count(), 1, "{seen:?}");
}

/// A request that is not whole would hold a user: it needs a proof of its own.
#[test]
fn h21_a_part_of_a_request_borrows_nothing() {
    let network = Network::new(5);
    let (server, client, forge) = proven(&network);
    let seen = client.ask(server.address(), &another(forge, 1).data(b"x"));
    assert!(seen.iter().any(Seen::is_ping), "{seen:?}");
}

/// One packet goes to whom the proof was lent, and its acknowledgement brings the rest.
#[test]
fn h21_the_first_packet_of_a_long_reply_asks_for_the_proof() {
    let network = Network::new(6);
    let (server, client, forge) = proven(&network);
    let next = another(forge, 1);
    let seen = client.ask(server.address(), &next.last(b"x"));
    assert_eq!(seen.len(), 1);
    let serial: Serial = seen[0].packet().header.serial;
    let seen = client.ask(server.address(), &next.serial(2).ping_response(serial));
    assert!(seen.iter().filter(|seen| seen.kind() == PacketType::Data).count() > 5, "{seen:?}");
}

/// Whoever knows address, port and epoch of a client wins little: the same call by call, and for a minute.
#[test]
fn h21_forged_requests_bring_a_known_client_little() {
    let network = Network::new(7);
    let (server, client, forge) = proven(&network);
    network.run_for(SECOND);
    let _ = client.take();
    let forger = network.hostile();
    let (mut sent, calls) = (0, 500);
    for number in 1..=calls {
        for (call, serial) in [(1, 1), (2, 2)] {
            let packet = another(forge, number).call(call).serial(serial).last(b"x");
            forger.send_as(client.address(), server.address(), &packet);
            sent += packet.len();
        }
        network.run_for(MILLISECOND);
    }
    network.run_for(600 * SECOND);
    let (total, pings) = (bytes(&client.take()), 3 * 65);
    let allowed = 3 * sent + calls as usize * (pings + 2 * 32) + 64 * 1500;
    assert!(total <= allowed, "{total} bytes, {allowed} allowed");
    network.assert_released();
}

/// The reply is lost: the PING that follows it finds that out, long before a timer does that knows no round trip.
#[test]
fn h21_a_lost_reply_to_a_new_connection_is_sent_again_soon() {
    let network = Network::new(8);
    let (server, client, forge) = proven(&network);
    let next = another(forge, 1);
    let is_data = |seen: &Seen| seen.kind() == PacketType::Data;
    assert!(client.ask(server.address(), &next.last(b"short")).iter().any(is_data));
    network.run_for(100 * MILLISECOND);
    let seen = client.take();
    let ping = seen.iter().find(|seen| seen.is_ping()).expect("a PING").packet().header.serial;
    let seen = client.ask(server.address(), &next.serial(2).ping_response(ping));
    network.run_for(100 * MILLISECOND);
    let seen = [seen, client.take()].concat();
    assert!(seen.iter().any(is_data), "{seen:?}");
}
