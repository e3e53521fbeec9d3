//! H2: answers that somebody waits for, while others ask without end.

use crate::support::*;
use rxrpc_core::wire::{AckReason, PacketType};
use rxrpc_tests::network::{Forge, Hostile, Network, Node};
use std::net::SocketAddr;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A service of one call at a time, which takes `work` for the first and nothing for the others.
struct Busy {
    network: Network,
    server: Node,
    hostile: Hostile,
}

impl Busy {
    fn new() -> Self {
        let network = Network::new(0);
        let server = network.node_with(|config| {
            config.max_service_calls = 1;
            // The flood is less than it may be in life, and so are these.
            config.stray_replies_per_second = 100;
        });
        server.serve(1, async |node: &Node, request: Vec<u8>| {
            node.sleep(SECOND * u32::from(request[0])).await;
            request
        });
        let hostile = network.hostile();
        Self { network, server, hostile }
    }

    /// Lets the place be taken for this many seconds.
    fn take_place(&self, seconds: u8) {
        let (client, target) = (self.network.node(), self.server.service(1));
        self.network.spawn(async move { client.call(target, &[seconds]).await });
        self.network.run_for(10 * MILLISECOND);
    }

    /// Sends `flood(number)` four thousand times a second, for this long.
    fn flood(&self, time: Duration, flood: impl Fn(u32) -> (SocketAddr, Vec<u8>)) {
        let began = self.network.elapsed();
        let mut number = 0;
        while self.network.elapsed() - began < time {
            for _ in 0..40 {
                number += 1;
                let (from, packet) = flood(number);
                self.hostile.send_as(from, self.server.address(), &packet);
            }
            self.network.run_for(10 * MILLISECOND);
            let _ = self.hostile.take();
        }
    }
}

fn forged(number: u32) -> SocketAddr {
    let address =
        std::net::Ipv4Addr::from_bits(0x0b00_0000 + number.wrapping_mul(7919) % 0xff_ffff);
    SocketAddr::from((address, 7001))
}

/// A call waits for a place of a service that somebody floods with ACKs of connections that do not
/// exist.
#[test]
fn h02_a_waiting_call_hears_busy_through_a_flood_of_strays() {
    let scene = Busy::new();
    scene.take_place(25);
    let (client, target) = (scene.network.node(), scene.server.service(1));
    let from = scene.hostile.address();
    let flood = |number: u32| {
        let forge = Forge::client(1).with(|header| header.cid.0 = 4 * number);
        (from, forge.ack(AckReason::Ping, 1, &[]))
    };
    scene.flood(SECOND / 3, flood);
    let call = scene.network.spawn(async move { client.call(target, &[0]).await });
    scene.flood(30 * SECOND, flood);
    assert_eq!(scene.network.block_on(call), Ok(vec![0]));
}

/// The flood wants places too, from one host, and from addresses that are forged while the client's is
/// proven.
#[test]
fn h02_a_waiting_call_hears_busy_through_a_flood_of_calls() {
    for one_host in [true, false] {
        let scene = Busy::new();
        let (client, target) = (scene.network.node(), scene.server.service(1));
        assert_eq!(scene.network.block_on(client.call(target, &[1])), Ok(vec![1]));
        scene.network.run_for(SECOND);
        scene.take_place(25);
        let from = scene.hostile.address();
        let flood = |number: u32| {
            let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (number % 16_000));
            (if one_host { from } else { forged(number) }, forge.data(b"x"))
        };
        scene.flood(SECOND / 3, flood);
        let call = scene.network.spawn(async move { client.call(target, &[0]).await });
        scene.flood(24 * SECOND, flood);
        assert_eq!(scene.network.block_on(call), Ok(vec![0]), "{one_host}");
    }
}

/// Repeats of final answers and answers to early PINGs, while somebody has the same budgets used up by
/// packets of connections of its own.
#[test]
fn h02_answers_to_pings_come_through_a_flood_of_pings() {
    let scene = Busy::new();
    let honest = scene.network.hostile();
    let ask = |packet: &[u8]| honest.ask(scene.server.address(), packet);
    let own = Forge::client(1).with(|header| header.cid.0 = 0x7777_0000);
    let _ = ask(&own.last(&[0]));
    let _ = ask(&own.serial(2).ack(AckReason::Idle, 2, &[]));
    let _ = scene.hostile.ask(scene.server.address(), &Forge::client(1).last(&[0]));
    let from = scene.hostile.address();
    let mut answered = 0;
    for round in 0..10 {
        scene.flood(SECOND, |number| {
            let forge = Forge::client(1).call(2 + number % 3).serial(10 + number);
            (from, forge.ack(AckReason::Ping, 1, &[]))
        });
        let ping = own.call(2).serial(10 + round).ack(AckReason::Ping, 1, &[]);
        let answers = ask(&ping);
        answered += answers.iter().filter(|seen| seen.kind() == PacketType::Ack).count();
    }
    assert!(answered >= 9, "{answered}");
}
