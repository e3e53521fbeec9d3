//! How long client connections are kept when their calls are over, and what a new one knows.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

use rxrpc_core::wire::PacketType;
use rxrpc_core::{Config, Waiting};
use rxrpc_tests::network::{Network, Node};
use std::time::Duration;

const PEERS: usize = 12;

/// A client that has had a call to each of as many services as it keeps no connections to, and how many it is.
fn called(kept: usize) -> (Network, Node) {
    let network = Network::new(7);
    let client = network.node_with(|config: &mut Config| config.client_connections_kept = kept);
    for _ in 0..PEERS {
        let server = network.node();
        server.serve_echo(1);
        let reply = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
    }
    (network, client)
}

fn connections(client: &Node) -> usize {
    client.endpoint.snapshot().connections.len()
}

#[test]
fn as_many_as_are_kept_live_as_long_as_others_and_the_rest_go_soon() {
    let (network, client) = called(5);
    assert_eq!(connections(&client), PEERS);
    // The first look, which finds them without calls, may take ten seconds; then two seconds count.
    network.run_for(Duration::from_secs(15));
    assert_eq!(connections(&client), 5);
    network.run_for(Duration::from_secs(90));
    assert_eq!(connections(&client), 5);
    network.run_for(Duration::from_secs(40));
    assert_eq!(connections(&client), 0);
}

#[test]
fn where_there_is_room_all_are_kept_for_two_minutes() {
    let (network, client) = called(PEERS);
    network.run_for(Duration::from_secs(110));
    assert_eq!(connections(&client), PEERS);
    network.run_for(Duration::from_secs(40));
    assert_eq!(connections(&client), 0);
}

#[test]
fn a_connection_with_a_call_is_not_counted_out() {
    let (network, client) = called(0);
    let server = network.node();
    let held = network.block_on(client.open(server.service(1))).unwrap();
    network.run_for(Duration::from_secs(15));
    assert_eq!(connections(&client), 1);
    client.endpoint.release(&held);
}

/// How long a call takes on a connection of its own whose first packet is lost, after `before` calls on another one.
fn first_loss(before: usize) -> Duration {
    let network = Network::new(7);
    let (client, server) = (network.node(), network.node());
    server.serve_echo(1);
    for _ in 0..before {
        network.block_on(client.call(server.service(1), b"hello")).unwrap();
    }
    // The four channels of the first connection are taken.
    let held: Vec<_> =
        (0..4).map(|_| network.block_on(client.open(server.service(1))).unwrap()).collect();
    let started = network.elapsed();
    network.lose(PacketType::Data, 1);
    network.block_on(client.call(server.service(1), b"hello")).unwrap();
    held.iter().for_each(|call| client.endpoint.release(call));
    network.elapsed() - started
}

#[test]
fn a_new_connection_knows_the_round_trip_that_another_one_to_the_service_has_found() {
    assert!(first_loss(0) >= Duration::from_secs(1));
    assert!(first_loss(3) < Duration::from_millis(600), "{:?}", first_loss(3));
}

/// How long a call takes whose first packet is lost, beside one that has sent so many bytes and goes on.
fn loss_beside(sent: usize) -> Duration {
    let network = Network::new(7);
    let (client, server) = (network.node(), network.node());
    server.serve_echo(1);
    let beside = network.block_on(client.open(server.service(1))).unwrap();
    let data = vec![1; sent];
    let mut taken = 0;
    let send = client.endpoint.send(&beside, &data, true, Waiting::Allowed, &mut taken);
    network.block_on(send).unwrap();
    network.run_for(Duration::from_millis(200));
    let started = network.elapsed();
    network.lose(PacketType::Data, 1);
    network.block_on(client.call(server.service(1), b"hello")).unwrap();
    client.endpoint.release(&beside);
    network.elapsed() - started
}

#[test]
fn a_call_knows_the_round_trip_that_one_beside_it_on_its_connection_has_measured() {
    assert!(loss_beside(0) >= Duration::from_secs(1));
    assert!(loss_beside(30_000) < Duration::from_millis(300), "{:?}", loss_beside(30_000));
}
