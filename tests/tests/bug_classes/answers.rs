//! H19, H20, H26: answers outside calls, what is in them, and when they end.

use crate::support::*;
use rxrpc_core::ServiceId;
use rxrpc_core::wire::{AbortCode, AckReason, Body, CallNumber, PacketType, Version};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A service with room for a single call, and a peer.
fn scene() -> (Network, Node, Hostile) {
    let network = Network::new(0);
    let server = network.node_with(|config| config.backlog = 1);
    let peer = network.hostile();
    (network, server, peer)
}

fn reasons(answers: &[Seen]) -> Vec<AckReason> {
    let acks = answers.iter().filter_map(|seen| match seen.packet().body {
        Body::Ack(ack) => Some(ack.reason),
        _ => None,
    });
    acks.collect()
}

fn codes(answers: &[Seen]) -> Vec<AbortCode> {
    answers.iter().filter_map(Seen::abort_code).collect()
}

/// A client of a secured connection takes no answer with another index, and waits until it gives up.
#[test]
fn h19_answers_outside_calls_carry_the_index_of_what_they_answer() {
    for index in [1, 2, 4, 6, 255] {
        let (_network, server, peer) = scene();
        let _calls = server.endpoint.incoming(ServiceId(1)).unwrap();
        let secured = Forge::client(1).with(|header| header.security_index.0 = index);
        let beyond = secured.seq(70_000);
        let mut question = Vec::new();
        Version::emit_request(CallNumber(1), &mut question);
        question[23] = index;
        let packets = [
            // A class that is not offered, also beyond the window, and a service that is not.
            secured.last(b"hello"),
            beyond.data(&[0; 60]),
            Forge { header: secured.header }.with(|header| header.service_id.0 = 9).data(b"hello"),
            // No connection, a malformed body, an unknown type, no service.
            secured.ack(AckReason::Ping, 1, &[]),
            secured.packet(PacketType::Ack, &[0; 3]),
            secured.packet(PacketType::Unknown(77), b""),
            secured.with(|header| header.service_id.0 = 0).data(b"hello"),
            // To a client that is not known here.
            secured
                .with(|header| header.flags.toggle(rxrpc_core::wire::Flags::CLIENT_INITIATED))
                .data(b"x"),
            secured.packet(PacketType::Debug, &[0; 8]),
            question.clone(),
        ];
        for (number, packet) in packets.iter().enumerate() {
            let answers = peer.ask(server.address(), packet);
            let indices: Vec<_> =
                answers.iter().map(|seen| seen.packet().header.security_index.0).collect();
            assert_eq!(indices, [index], "packet {number}: {answers:?}");
        }
        // A connection that began without security.
        let plain = Forge::client(1).with(|header| header.cid.0 += 4);
        let _ = peer.ask(server.address(), &plain.last(b"hello"));
        let mixed = plain.serial(2).with(|header| header.security_index.0 = index);
        let answers = peer.ask(server.address(), &mixed.last(b"hello"));
        assert_eq!(codes(&answers), [AbortCode::RXKADINCONSISTENCY]);
        assert_eq!(answers[0].packet().header.security_index.0, index);
    }
}

/// The check of the service and its class comes before that of the call.
#[test]
fn h26_a_service_that_is_not_offered_is_told_whatever_the_packet() {
    let (_network, server, peer) = scene();
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    for (service, index) in [(1, 111), (7, 0), (7, 111)] {
        for seq in [1, 256, 257, 70_000, u32::MAX] {
            let forge = Forge::client(service).seq(seq).with(|header| {
                header.security_index.0 = index;
            });
            let answers = peer.ask(server.address(), &forge.data(&[0; 100]));
            assert_eq!(codes(&answers), [AbortCode::RX_INVALID_OPERATION], "{service} {seq}");
            assert!(answers[0].packet().header.call_number.is_none());
        }
    }
    // The same on a connection that is known, once its service is no longer bound.
    let forge = Forge::client(1);
    let _ = peer.ask(server.address(), &forge.last(b"hello"));
    drop(incoming);
    let _ = peer.ask(server.address(), &[]);
    let next = forge.call(2).serial(9);
    for packet in
        [next.data(b"x"), next.seq(70_000).data(&[0; 100]), next.ack(AckReason::Ping, 1, &[])]
    {
        let answers = peer.ask(server.address(), &packet);
        assert_eq!(codes(&answers), [AbortCode::RX_INVALID_OPERATION], "{answers:?}");
    }
}

/// An ABORT with code 0 says that the connection is over and not why. What comes on it later is wrong.
#[test]
fn h26_an_abort_with_code_0_is_not_passed_on() {
    let (network, server, peer) = scene();
    server.serve_echo(1);
    let forge = Forge::client(1);
    let _ = peer.ask(server.address(), &forge.last(b"hello"));
    let whole = forge.call(0).serial(5).with(|header| header.cid.0 &= !3);
    assert_eq!(peer.ask(server.address(), &whole.abort(0)), []);
    let late = forge.call(2).serial(6);
    for packet in [late.last(b"hello"), late.ack(AckReason::Ping, 1, &[])] {
        let answers = peer.ask(server.address(), &packet);
        assert_eq!(codes(&answers), [AbortCode::RX_PROTOCOL_ERROR], "{answers:?}");
    }
    for code in [0, -1] {
        assert_eq!(peer.ask(server.address(), &late.abort(code)), [], "never abort an abort");
        assert_eq!(peer.ask(server.address(), &whole.abort(code)), []);
    }
    network.run_for(60 * SECOND);
    network.assert_released();
}

/// Of a user that gives 0 as code the peer is told RX_USER_ABORT.
#[test]
fn h26_a_user_aborts_with_code_0() {
    let scene = Scene::new();
    let call = scene.network.block_on(scene.client.open(scene.target())).unwrap();
    scene.network.block_on(scene.client.send_more(&call, &[1; 3000])).unwrap();
    let _ = scene.requests();
    assert!(scene.client.endpoint.abort(&call, AbortCode(0)));
    scene.network.run_for(SECOND);
    assert_eq!(codes(&scene.service.take()), [AbortCode::RX_USER_ABORT]);
}

/// A client whose request was lost and that sends it no more must not live on our answers for ever.
#[test]
fn h20_pings_of_a_call_that_never_came_are_answered_for_a_time() {
    let (network, server, peer) = scene();
    server.serve_echo(1);
    let forge = Forge::client(1);
    let _ = peer.ask(server.address(), &forge.last(b"hello"));
    let _ = peer.ask(server.address(), &forge.serial(2).ack(AckReason::Idle, 2, &[]));
    let mut serial = 10;
    let mut ping = |call: u32, channel: u32| {
        serial += 1;
        let forge = forge.call(call).serial(serial).with(|header| header.cid.0 |= channel);
        peer.ask(server.address(), &forge.ack(AckReason::Ping, 1, &[]))
    };
    for (call, channel) in [(2, 0), (7, 3)] {
        let began = network.elapsed();
        loop {
            let answers = ping(call, channel);
            if codes(&answers) == [AbortCode::RX_CALL_DEAD] {
                assert_eq!(answers[0].packet().header.call_number.0, call);
                break;
            }
            assert_eq!(reasons(&answers), [AckReason::PingResponse], "{answers:?}");
            network.run_for(2 * SECOND);
        }
        let took = network.elapsed() - began;
        assert!(took >= 20 * SECOND && took <= 45 * SECOND, "{took:?}");
        // It stays dead, whatever comes of it, and was not run.
        for _ in 0..3 {
            network.run_for(5 * SECOND);
            assert_eq!(codes(&ping(call, channel)), [AbortCode::RX_CALL_DEAD]);
        }
        let late = forge.call(call).serial(900 + call).with(|header| header.cid.0 |= channel);
        let answers = peer.ask(server.address(), &late.last(b"late"));
        assert_eq!(codes(&answers), [AbortCode::RX_CALL_DEAD]);
        // The next call of the channel is as good as any.
        let next = forge.call(call + 1).serial(950 + call).with(|header| header.cid.0 |= channel);
        let answers = peer.ask(server.address(), &next.last(b"next"));
        assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"next")), "{answers:?}");
        let _ = peer.ask(server.address(), &next.serial(990 + call).ack(AckReason::Idle, 2, &[]));
    }
    network.run_for(60 * SECOND);
    network.assert_released();
}

/// A call that is refused for want of a place has shown itself: it waits as long as its client likes.
#[test]
fn h20_a_call_that_is_told_busy_may_ask_for_ever() {
    let (network, server, peer) = scene();
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let first = Forge::client(1);
    let seen = peer.ask(server.address(), &first.last(b"first"));
    // One that does not prove its address would have to give its place up.
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let _ = peer.ask(server.address(), &first.serial(2).ping_response(ping));
    let waiting = Forge::client(1).with(|header| header.cid.0 |= 1);
    for serial in 0..20 {
        let answers = peer.ask(server.address(), &waiting.serial(100 + 2 * serial).last(b"wait"));
        assert_eq!(answers.iter().filter(|seen| seen.kind() == PacketType::Busy).count(), 1);
        network.run_for(10 * SECOND);
        // The first call lives on.
        for ping in peer.take().iter().filter(|seen| seen.is_ping()) {
            let answer = first.serial(3 + serial).ping_response(ping.packet().header.serial);
            peer.send(server.address(), &answer);
        }
        let ping = waiting.serial(101 + 2 * serial).ack(AckReason::Ping, 1, &[]);
        let answers = peer.ask(server.address(), &ping);
        assert_eq!(reasons(&answers), [AckReason::PingResponse], "{serial}: {answers:?}");
    }
    drop(incoming);
}

/// A PING for another call on the channel begins the time anew, and a request ends it.
#[test]
fn h20_the_time_is_that_of_one_call() {
    let (network, server, peer) = scene();
    server.serve_echo(1);
    let forge = Forge::client(1);
    let _ = peer.ask(server.address(), &forge.last(b"hello"));
    let _ = peer.ask(server.address(), &forge.serial(2).ack(AckReason::Idle, 2, &[]));
    for call in 2..8 {
        for at in 0..3 {
            let ping = forge.call(call).serial(10 * call + at).ack(AckReason::Ping, 1, &[]);
            let answers = peer.ask(server.address(), &ping);
            assert_eq!(reasons(&answers), [AckReason::PingResponse], "{call}: {answers:?}");
            network.run_for(9 * SECOND);
        }
        // The request of every other call comes in the end.
        if call % 2 == 0 {
            let late = forge.call(call).serial(10 * call + 8);
            let answers = peer.ask(server.address(), &late.last(b"late"));
            assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"late")), "{answers:?}");
            let _ = peer
                .ask(server.address(), &late.serial(10 * call + 9).ack(AckReason::Idle, 2, &[]));
        }
    }
}
