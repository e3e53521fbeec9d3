//! Keepalives: who gets them, how often and how long, and what they cost.

use rxrpc_core::wire::{Header, PacketType, Version};
use rxrpc_core::{AddressFamily, Config, Endpoint, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Datagram, Forge, Network};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

fn keepalive() -> Vec<u8> {
    let mut packet = Vec::new();
    Version::emit_keepalive(&mut packet);
    packet
}

/// Of datagrams, those that are keepalives: who sent them and to whom.
fn keepalives(all: &[Datagram]) -> Vec<(SocketAddr, SocketAddr)> {
    let all = all.iter().filter(|sent| {
        let packet = Header::parse(&sent.bytes).expect("endpoints send packets").0;
        packet.packet_type == PacketType::Version
    });
    let all: Vec<_> = all.collect();
    assert!(all.iter().all(|sent| sent.bytes == keepalive()), "{all:?}");
    all.into_iter().map(|sent| (sent.from, sent.to)).collect()
}

#[test]
fn a_client_keeps_the_path_open_as_long_as_it_keeps_the_connection() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    server.serve_echo(2);
    for service in [1, 2] {
        let reply = network.block_on(client.call(server.service(service), b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
    }
    network.run_for(SECOND);
    network.open_tap();
    let there = (client.address(), server.address());
    // One for both connections, by the client only, and nobody answers.
    for _ in 0..5 {
        network.run_for(20 * SECOND);
        let sent = network.tapped();
        assert_eq!((keepalives(&sent), sent.len()), (vec![there], 1));
    }
    // The connections are forgotten 120 s after their calls, and with them the peer.
    network.run_for(40 * SECOND);
    assert!(network.tapped().len() <= 1);
    network.run_for(1000 * SECOND);
    assert_eq!(network.tapped(), []);
    let sent = client.endpoint.statistics().nat_keepalives_sent;
    assert!((5..=6).contains(&sent), "{sent}");
    assert_eq!(server.endpoint.statistics().nat_keepalives_sent, 0);
    // A later call begins it anew.
    let _ = network.block_on(client.call(server.service(1), b"hello"));
    network.run_for(21 * SECOND);
    assert_eq!(keepalives(&network.tapped()), [there]);
}

/// Whatever else is sent puts the keepalive off: a call that runs sends PINGs.
#[test]
fn a_path_that_is_used_gets_none() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve(1, async |node: &rxrpc_tests::network::Node, request| {
        node.sleep(300 * SECOND).await;
        request
    });
    let reply = network.block_on(client.call(server.service(1), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    for node in [&server, &client] {
        assert_eq!(node.endpoint.statistics().nat_keepalives_sent, 0);
    }
}

#[test]
fn the_interval_can_be_set_and_switched_off() {
    let counts = [(None, 0), (Some(SECOND), 99), (Some(7 * SECOND), 14)];
    for (interval, expected) in counts {
        let network = Network::new(0);
        let server = network.node();
        let client = network.node_with(|config| config.nat_keepalive = interval);
        server.serve_echo(1);
        let _ = network.block_on(client.call(server.service(1), b"hello"));
        network.run_for(100 * SECOND);
        let sent = client.endpoint.statistics().nat_keepalives_sent;
        assert_eq!(sent, expected, "{interval:?}");
    }
}

/// Where nobody ever answered there is no path to be kept open; and an endpoint that is closed sends
/// nothing.
#[test]
fn silent_peers_and_closed_endpoints_get_and_send_none() {
    let network = Network::new(0);
    let (server, client, silent) = (network.node(), network.node(), network.hostile());
    server.serve_echo(1);
    let nowhere = ServiceAddress::new(silent.address(), ServiceId(1));
    assert!(network.block_on(client.call(nowhere, b"hello")).is_err());
    network.run_for(100 * SECOND);
    assert_eq!(client.endpoint.statistics().nat_keepalives_sent, 0);
    let _ = network.block_on(client.call(server.service(1), b"hello"));
    client.endpoint.close();
    network.run_for(100 * SECOND);
    assert_eq!(client.endpoint.statistics().nat_keepalives_sent, 0);
}

/// Ten thousand peers: each gets its packet in each interval, no more than the round allows at once, and
/// the endpoint comes up in rounds, not once for each peer.
#[test]
fn ten_thousand_peers_cost_a_packet_each_and_no_burst() {
    const PEERS: u32 = 10_000;
    let mut config = Config::default();
    config.seed = Some(1);
    let endpoint = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
    let mut now = Instant::now();
    let mut buffer = Vec::new();
    for number in 0..PEERS {
        let peer = SocketAddr::new((0x0a00_0000 + number).to_be_bytes().into(), 7000);
        let target = ServiceAddress::new(peer, ServiceId(1));
        let call = endpoint.try_open_call(now, target, &Default::default()).unwrap();
        let identity = call.identity().unwrap();
        endpoint.handle_datagram(now, peer, &Forge::service_of(&identity).abort(-1));
        assert!(call.has_ended());
        // An ABORT has no serial that counts; some other packet does.
        let late = Forge::service_of(&identity).data(b"late");
        endpoint.handle_datagram(now, peer, &late);
    }
    while endpoint.poll_transmit(now, 1, &mut buffer).is_some() {}
    let (end, mut steps, mut most) = (now + 60 * SECOND, 0, 0);
    while let Some(at) = endpoint.poll_timeout().filter(|at| *at < end) {
        now = now.max(at);
        endpoint.handle_timeout(now);
        let mut burst = 0;
        buffer.clear();
        while endpoint.poll_transmit(now, 1, &mut buffer).is_some() {
            burst += 1;
        }
        most = most.max(burst);
        steps += 1;
    }
    let sent = endpoint.statistics().nat_keepalives_sent;
    assert!((u64::from(PEERS)..=3 * u64::from(PEERS)).contains(&sent), "{sent} packets");
    assert!(most <= 128, "{most} packets at once");
    // Beside them, every ten seconds, as many connections and bundles are looked at, 256 at a time.
    let housekeeping = 6 * (2 * PEERS / 256 + 2);
    assert!(steps < 400 + housekeeping, "{steps} rounds");
}
