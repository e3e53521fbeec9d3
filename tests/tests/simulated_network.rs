//! The simulated network itself: it must be repeatable, and do to datagrams what it is told to.

use rxrpc_core::{CallError, Errno};
use rxrpc_tests::network::{Forge, Link, Network, for_each_seed};
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);

/// A few calls over a bad link: how long they took and what was sent.
fn history(seed: u64) -> (Duration, u64, u64) {
    let network = Network::new(seed);
    let (server, client) = (network.node(), network.node());
    let link = Link { jitter: 5 * MILLISECOND, ..Link::perfect(3 * MILLISECOND).losing(200) };
    network.set_link(Link { duplicates: 100, reordered: 100, ..link });
    server.serve_echo(1);
    for size in [0, 1, 20_000] {
        let request = vec![7; size];
        let reply = network.block_on(client.call(server.service(1), &request));
        assert_eq!(reply, Ok(request));
    }
    let sent = |node: &rxrpc_tests::network::Node| node.endpoint.statistics().datagrams_sent;
    (network.elapsed(), sent(&server), sent(&client))
}

#[test]
fn a_seed_gives_the_same_run_again() {
    assert_eq!(history(11), history(11));
    assert_ne!(history(11), history(12));
}

#[test]
fn a_call_takes_one_round_trip() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let reply = network.block_on(client.call(server.service(1), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    assert_eq!(network.elapsed(), 2 * MILLISECOND);
}

#[test]
fn a_cut_link_heals() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let cut = Link { cut: true, ..Link::perfect(MILLISECOND) };
    network.set_link(cut);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(Duration::from_secs(5));
    assert!(!call.is_done());
    network.set_link(Link::perfect(MILLISECOND));
    assert_eq!(network.block_on(call), Ok(b"hello".to_vec()));
}

#[test]
fn a_port_that_nobody_has_refuses() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    network.unplug(server.address());
    network.set_refusals(true);
    let reply = network.block_on(client.call(server.service(1), b"hello"));
    assert_eq!(reply, Err(CallError::Network(Errno::ECONNREFUSED)));
}

#[test]
fn damaged_packets_break_nothing_but_their_calls() {
    for_each_seed(30, |seed| {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        network.set_link(Link { damaged: 300, ..Link::perfect(MILLISECOND) });
        for _ in 0..10 {
            // There is no checksum in the class "none": the call may fail, or give wrong bytes.
            let _ = network.block_on(client.call(server.service(1), &[5; 4000]));
        }
        network.set_link(Link::perfect(MILLISECOND));
        network.run_for(Duration::from_secs(130));
        let reply = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
        network.run_for(Duration::from_secs(60));
        network.assert_released();
    });
}

#[test]
fn a_hostile_socket_gets_answers() {
    let network = Network::new(0);
    let server = network.node();
    server.serve_echo(1);
    let hostile = network.hostile();
    let answers = hostile.ask(server.address(), &Forge::client(1).last(b"hello"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"hello")), "{answers:?}");
}

#[test]
fn a_node_can_call_itself() {
    let network = Network::new(0);
    let node = network.node();
    node.serve_echo(1);
    for size in [0, 5, 50_000] {
        let request = vec![3; size];
        let reply = network.block_on(node.call(node.service(1), &request));
        assert!(reply == Ok(request));
    }
    network.run_for(Duration::from_secs(1));
    network.assert_released();
}

/// What arrives together is handed over together.
#[test]
fn a_batch_is_as_good_as_its_datagrams() {
    let network = Network::new(0);
    let server = network.node();
    server.serve_echo(1);
    let hostile = network.hostile();
    let forge = Forge::client(1);
    let mut batch = Vec::new();
    for seq in 1..=3 {
        batch.extend(forge.seq(seq).serial(seq).data(&[seq as u8; 100]));
    }
    batch.extend(forge.seq(4).serial(4).last(b"end"));
    server.endpoint.handle_batch(network.now(), hostile.address(), &batch, 128);
    network.run_for(5 * MILLISECOND);
    let answers = hostile.take();
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"end")), "{answers:?}");
}
