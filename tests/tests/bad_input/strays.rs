//! Packets of connections that are not known here.

use crate::scene::{SERVICE, Service, assert_rejected};
use rxrpc_core::wire::{AbortCode, AckReason, Flags, PacketType, SecurityIndex, Version};
use rxrpc_tests::network::{Forge, Network};
use std::time::Duration;

const PROTOCOL: AbortCode = AbortCode::RX_PROTOCOL_ERROR;

#[test]
fn only_data_begins_a_call() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let ack_all = forge.packet(PacketType::AckAll, b"");
    let response = forge.call(0).packet(PacketType::Response, &[0; 64]);
    assert_rejected(&scene.ask(&forge.ack(AckReason::Ping, 1, &[])), &forge.header, PROTOCOL);
    assert_rejected(&scene.ask(&ack_all), &forge.header, PROTOCOL);
    // Its client may have been asked before a restart, and goes on when it is asked anew.
    assert_eq!(scene.ask(&response), []);
    assert_eq!(scene.ask(&forge.packet(PacketType::Busy, b"")), []);
    for call in [0, 1, 77] {
        assert_eq!(scene.ask(&forge.call(call).abort(-6)), []);
    }
    assert_eq!(scene.server.endpoint.statistics().calls_received, 0);
}

#[test]
fn packets_for_clients_that_are_not_here_are_refused() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE).with(|header| header.flags = Flags::empty());
    let ack_all = forge.packet(PacketType::AckAll, b"");
    let challenge = forge.call(0).packet(PacketType::Challenge, &[0; 16]);
    for datagram in [forge.data(b"reply"), forge.ack(AckReason::Delay, 2, &[]), ack_all] {
        assert_rejected(&scene.ask(&datagram), &forge.header, PROTOCOL);
    }
    assert_rejected(&scene.ask(&challenge), &forge.call(0).header, PROTOCOL);
    assert_eq!(scene.ask(&forge.packet(PacketType::Busy, b"")), []);
    assert_eq!(scene.ask(&forge.abort(-1)), []);
    scene.network.assert_released();
}

/// Everything on such a connection is wrong, so the ABORT is for the connection.
#[test]
fn an_unknown_service_or_security_class_is_refused_for_the_whole_connection() {
    let scene = Service::new();
    let channel = Forge::client(SERVICE).with(|header| header.cid.0 |= 3);
    let service = channel.with(|header| header.service_id.0 = 999);
    let security = channel.with(|header| header.security_index = SecurityIndex(2));
    for forge in [service, security] {
        let expected = forge.call(0).with(|header| header.cid.0 &= !3);
        let answers = scene.ask(&forge.last(b"hello"));
        assert_rejected(&answers, &expected.header, AbortCode::RX_INVALID_OPERATION);
    }
    assert_eq!(scene.runs(), 0);
    scene.network.assert_released();
}

/// The rest of a transfer from before a restart must not look like a new call.
#[test]
fn a_first_packet_from_beyond_the_window_begins_nothing() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    for seq in [256, 500, u32::MAX] {
        assert_eq!(scene.ask(&forge.seq(seq).last(b"hello")), []);
    }
    assert_eq!(scene.server.endpoint.statistics().calls_received, 0);
    let answers = scene.ask(&forge.seq(255).last(b"hello"));
    assert_eq!(scene.server.endpoint.statistics().calls_received, 1, "{answers:?}");
    assert_eq!(scene.runs(), 0);
}

#[test]
fn a_version_question_is_answered_and_an_answer_is_not() {
    let scene = Service::new();
    let mut question = Vec::new();
    Version::emit_request(rxrpc_core::wire::CallNumber(7), &mut question);
    let answers = scene.ask(&question);
    let [answer] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(answer.bytes.len(), 93);
    let header = answer.packet().header;
    assert_eq!(header.flags, Flags::LAST_PACKET);
    assert_eq!((header.call_number.0, header.serial.0, header.seq.0), (7, 0, 0));
    assert!(answer.bytes[28..].starts_with(b"rxrpc-"));
    // An answer, and what keeps a path open, ask nothing.
    assert_eq!(scene.ask(&answer.bytes.clone()), []);
    let mut keepalive = Vec::new();
    Version::emit_keepalive(&mut keepalive);
    assert_eq!(scene.ask(&keepalive), []);
}

#[test]
fn a_debug_question_is_refused_in_fewer_bytes_than_it_could_ask_for() {
    let scene = Service::new();
    let forge = Forge::client(0).call(5);
    for body in [&[0; 8][..], &[0xa5; 8], b"", &[0xff; 400]] {
        let answers = scene.ask(&forge.packet(PacketType::Debug, body));
        let [answer] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!((answer.kind(), answer.bytes.len()), (PacketType::Debug, 36));
        assert_eq!(answer.packet().header.call_number.0, 5);
        assert_eq!(answer.bytes[28..], [0xff, 0xff, 0xff, 0xf8, 0xff, 0xff, 0xff, 0xf8]);
        // The refusal refuses nothing itself.
        assert_eq!(scene.ask(&answer.bytes.clone()), []);
    }
}

/// A forged sender can set two endpoints on each other; it must end at once.
#[test]
fn two_endpoints_never_answer_each_other_for_long() {
    let all_types = (0..=20).map(PacketType::from_u8);
    for kind in all_types {
        for flags in [Flags::empty(), Flags::CLIENT_INITIATED] {
            for (call, service) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 999)] {
                let network = Network::new(0);
                let (first, second) = (network.node(), network.node());
                first.serve_echo(SERVICE);
                second.serve_echo(SERVICE);
                let forger = network.hostile();
                let forge = Forge::client(service).call(call).with(|header| header.flags = flags);
                let whole = forge.packet(kind, &[0; 40]);
                forger.send_as(second.address(), first.address(), &whole);
                network.run_for(Duration::from_millis(500));
                let sent =
                    |node: &rxrpc_tests::network::Node| node.endpoint.statistics().datagrams_sent;
                let all = sent(&first) + sent(&second);
                // At most: the answer, and for a forged request a PING, a reply, and two refusals.
                assert!(
                    all <= 6,
                    "{kind} {flags:?} call {call} service {service}: {all} datagrams"
                );
                network.run_for(Duration::from_secs(100));
                network.assert_released();
            }
        }
    }
}
