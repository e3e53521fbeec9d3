//! H7, H12: what one host, or many that are forged, may take of what all share.

use crate::support::*;
use rxrpc_core::wire::{AckReason, Body, PacketType};
use rxrpc_tests::network::{Forge, Hostile, Network, Node};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

/// A service that remembers how often it ran each request, and room for 200 connections.
struct Service {
    network: Network,
    server: Node,
    runs: Rc<RefCell<BTreeMap<Vec<u8>, u32>>>,
}

impl Service {
    fn new() -> Self {
        let network = Network::new(0);
        let server = network.node_with(|config| config.max_service_connections = 200);
        let runs: Rc<RefCell<BTreeMap<Vec<u8>, u32>>> = Rc::default();
        let counter = runs.clone();
        server.serve(1, async move |_: &Node, request: Vec<u8>| {
            *counter.borrow_mut().entry(request.clone()).or_default() += 1;
            request
        });
        Self { network, server, runs }
    }

    /// A whole call, with the proof that the client receives what is sent to it.
    fn whole_call(&self, client: &Hostile, connection: u32, request: &[u8]) {
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * connection);
        let answers = client.ask(self.server.address(), &forge.last(request));
        assert!(answers.iter().any(|seen| seen.kind() == PacketType::Data), "{answers:?}");
        if let Some(ping) = answers.iter().find(|seen| seen.is_ping()) {
            let serial = ping.packet().header.serial;
            client.send(self.server.address(), &forge.serial(2).ping_response(serial));
        }
        let end = forge.serial(3).ack(AckReason::Idle, 2, &[]);
        assert_eq!(client.ask(self.server.address(), &end), []);
    }

    /// The requests of honest clients come once more, and are not run.
    fn assert_not_run_again(&self, honest: &[Hostile]) {
        for (number, client) in honest.iter().enumerate() {
            let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (1 + number as u32));
            let request = format!("honest {number}").into_bytes();
            assert_eq!(client.ask(self.server.address(), &forge.last(&request)), [], "{number}");
            assert_eq!(self.runs.borrow()[&request], 1);
        }
    }

    fn honest(&self) -> Vec<Hostile> {
        let honest: Vec<_> = (0..10).map(|_| self.network.hostile()).collect();
        for (number, client) in honest.iter().enumerate() {
            let request = format!("honest {number}").into_bytes();
            self.whole_call(client, 1 + number as u32, &request);
        }
        honest
    }
}

/// The memory of which calls were run goes with a connection, so that of others must not be pushed out.
#[test]
fn h12_connections_of_one_host_cost_no_other_its_memory() {
    let service = Service::new();
    let honest = service.honest();
    let flood = service.network.hostile();
    for number in 0..600 {
        service.whole_call(&flood, 1000 + number, b"flood");
    }
    assert_eq!(service.server.endpoint.snapshot().connections.len(), 200);
    service.assert_not_run_again(&honest);
}

#[test]
fn h12_connections_from_forged_addresses_cost_nobody_his_memory() {
    let service = Service::new();
    let honest = service.honest();
    let forger = service.network.hostile();
    for number in 0..3000_u32 {
        let address = std::net::Ipv4Addr::from_bits(0x0b00_0000 + 7919 * number);
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * number);
        let packet = if number % 2 == 0 { forge.last(b"flood") } else { forge.seq(2).data(b"x") };
        forger.send_as(SocketAddr::from((address, 7001)), service.server.address(), &packet);
        service.network.run_for(MILLISECOND);
    }
    service.network.run_for(Duration::from_secs(60));
    assert!(service.server.endpoint.snapshot().connections.len() <= 200);
    service.assert_not_run_again(&honest);
}

/// A client that waits for a place may find its connection forgotten. Its PING is no reason to end its call.
#[test]
fn h12_a_ping_on_a_connection_that_gave_way_ends_nothing() {
    let service = Service::new();
    let (waiting, flood) = (service.network.hostile(), service.network.hostile());
    let unknown = Forge::client(1).with(|header| header.cid.0 = 0x7777_0000);
    let ping = unknown.ack(AckReason::Ping, 1, &[]);
    let answers = waiting.ask(service.server.address(), &ping);
    assert!(matches!(answers[0].packet().body, Body::Abort(_)), "nothing had to give way yet");
    for number in 0..200 {
        service.whole_call(&flood, 1000 + number, b"flood");
    }
    assert_eq!(waiting.ask(service.server.address(), &ping), []);
}

/// Whoever fills memory with what nobody can read yet slows no other host down.
#[test]
fn h07_memory_that_one_host_takes_slows_no_other_down() {
    let time = |flood: u32, proven: bool| {
        let network = Network::new(0);
        let server = network.node_with(|config| config.receive_memory = 32 << 20);
        server.serve(1, async |_: &Node, request: Vec<u8>| request[..1].to_vec());
        let hostile = network.hostile();
        for number in 0..flood {
            let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (1 + number));
            for seq in 2..200 {
                // The first is missing, so none of this can be read.
                hostile.send(server.address(), &forge.seq(seq).serial(seq).data(&[7; 1400]));
                if seq % 50 == 3 {
                    network.run_for(3 * MILLISECOND);
                }
                for seen in hostile.take().iter().filter(|seen| seen.is_ping() && proven) {
                    let answer = forge.serial(900 + seq).ping_response(seen.packet().header.serial);
                    hostile.send(server.address(), &answer);
                }
            }
        }
        network.set_link(rxrpc_tests::network::Link::perfect(15 * MILLISECOND));
        let (client, target) = (network.node(), server.service(1));
        let began = network.elapsed();
        let reply = network.block_on(client.call(target, &vec![9; 3_000_000]));
        assert_eq!(reply, Ok(vec![9]));
        network.elapsed() - began
    };
    let quiet = time(0, true);
    for proven in [true, false] {
        let flooded = time(150, proven);
        assert!(flooded <= 2 * quiet, "{proven}: {flooded:?} instead of {quiet:?}");
    }
}
