//! How much an endpoint can be made to send to somebody who asked for nothing.

use crate::scene::{SERVICE, Service};
use rxrpc_core::wire::{AckReason, Flags, PacketType, SecurityIndex, Version};
use rxrpc_tests::network::{Forge, Seen};
use std::time::Duration;

/// Everything that gets an answer without a connection.
fn strays() -> Vec<Vec<u8>> {
    let up = Forge::client(SERVICE);
    let down = up.with(|header| header.flags = Flags::empty());
    let secured = up.with(|header| header.security_index = SecurityIndex(2));
    vec![
        up.call(0).data(b""),
        up.seq(0).data(b""),
        up.packet(PacketType::Unknown(77), b""),
        up.packet(PacketType::AckAll, b""),
        up.ack(AckReason::Ping, 1, &[]),
        up.packet(PacketType::Ack, b""),
        up.packet(PacketType::Debug, b""),
        up.with(|header| header.service_id.0 = 9).data(b""),
        secured.data(b""),
        down.data(b""),
        down.packet(PacketType::AckAll, b""),
        down.packet(PacketType::Challenge, b""),
    ]
}

fn bytes(answers: &[Seen]) -> usize {
    answers.iter().map(|seen| seen.bytes.len()).sum()
}

#[test]
fn an_answer_to_a_stray_is_hardly_longer_than_the_stray() {
    let scene = Service::new();
    for stray in strays() {
        let answers = scene.ask(&stray);
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert!(bytes(&answers) <= stray.len() + 8, "{answers:?}");
    }
    // The length of a VERSION answer is fixed by the protocol; it is the worst there is.
    let mut question = Vec::new();
    Version::emit_request(rxrpc_core::wire::CallNumber(0), &mut question);
    assert_eq!((question.len(), bytes(&scene.ask(&question))), (29, 93));
    scene.network.run_for(Duration::from_secs(100));
    assert_eq!(scene.hostile.take(), [], "nothing is said twice");
}

#[test]
fn answers_to_strays_are_limited_each_second() {
    let scene = Service::with(|config| config.stray_replies_per_second = 5);
    let flood = || {
        for _ in 0..10 {
            for stray in strays() {
                scene.hostile.send(scene.address(), &stray);
            }
        }
        scene.network.run_for(Duration::from_millis(10));
        scene.hostile.take().len()
    };
    assert_eq!(flood(), 5);
    assert_eq!(flood(), 0);
    // Honest calls need no such answers.
    scene.assert_serves();
    scene.network.run_for(Duration::from_secs(1));
    assert_eq!(flood(), 5);
}

/// The memory for answers is bounded as well, even if nobody fetches them.
#[test]
fn answers_that_nobody_sends_do_not_pile_up() {
    let scene = Service::with(|config| config.stray_replies_per_second = u32::MAX);
    let forge = Forge::client(SERVICE).call(0);
    for _ in 0..10_000 {
        let now = scene.network.now();
        let from = scene.hostile.address();
        scene.server.endpoint.handle_datagram(now, from, &forge.data(b""));
    }
    scene.network.run_for(Duration::from_millis(10));
    assert!(scene.hostile.take().len() <= 256);
}

/// Connections from forged addresses are bounded; idle ones make room.
#[test]
fn forged_connections_take_bounded_memory() {
    let scene = Service::with(|config| config.max_service_connections = 50);
    for number in 0..500 {
        let forge = Forge::client(SERVICE).with(|header| header.cid.0 = 4 * (number + 1));
        scene.whole_call(forge);
    }
    assert!(scene.server.endpoint.snapshot().connections.len() <= 50);
    assert_eq!(scene.runs(), 500);
}

#[test]
fn unfinished_requests_are_refused_beyond_the_limit_and_expire() {
    let scene = Service::with(|config| config.max_service_calls = 10);
    let mut busy = 0;
    for number in 0..20 {
        let forge = Forge::client(SERVICE).with(|header| header.cid.0 = 4 * (number + 1));
        let answers = scene.ask(&forge.data(b"beginning"));
        busy += answers.iter().filter(|seen| seen.kind() == PacketType::Busy).count();
    }
    assert_eq!(busy, 10);
    assert_eq!(scene.server.endpoint.statistics().live_service_calls, 10);
    scene.network.run_for(Duration::from_secs(60));
    let _ = scene.hostile.take();
    scene.network.assert_released();
    scene.assert_serves();
}

/// A forged client never answers: however much its requests ask for, it gets little more than three
/// times what was sent in its name.
#[test]
fn a_forged_client_gets_no_long_reply() {
    let network = rxrpc_tests::network::Network::new(0);
    let (server, victim) = (network.node(), network.hostile());
    server.serve(SERVICE, async |_: &rxrpc_tests::network::Node, _| vec![7; 1_000_000]);
    let mut asked = 0;
    for number in 0..40 {
        let forge = Forge::client(SERVICE).with(|header| header.cid.0 = number);
        let request = forge.last(&[1; 100]);
        asked += request.len();
        victim.send(server.address(), &request);
    }
    network.run_for(Duration::from_secs(120));
    let got = bytes(&victim.take());
    // Three PINGs a connection come on top, and one ABORT a call says that it is over.
    let most = 3 * asked + 10 * 3 * 65 + 40 * 32;
    assert!(got <= most, "{got} bytes for {asked}");
    network.assert_released();
}

/// One that answers gets all of it.
#[test]
fn a_client_that_shows_itself_gets_its_reply() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let request = vec![7; 1412];
    let mut seen = scene.ask(&forge.data(&request));
    seen.extend(scene.ask(&forge.seq(2).serial(2).last(&request)));
    let ping = seen.iter().find(|seen| seen.is_ping()).expect("a PING for a new address");
    let ping = ping.packet().header.serial;
    seen.extend(scene.ask(&forge.serial(3).ping_response(ping)));
    seen.extend(scene.ask(&forge.serial(4).ack(AckReason::Idle, 3, &[])));
    let data = seen.iter().filter(|seen| seen.kind() == PacketType::Data);
    assert_eq!(data.map(|seen| seen.bytes.len() - 28).sum::<usize>(), 2824);
    scene.network.assert_released();
}
