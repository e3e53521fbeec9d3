//! Wrong packets on the channels of a service: old calls, new calls, and the one that runs.

use crate::scene::{SERVICE, Service};
use rxrpc_core::wire::{AbortCode, AckReason, Flags, PacketType};
use rxrpc_core::{CallError, ServiceId};
use rxrpc_tests::network::{Forge, Network, Seen};
use std::time::Duration;

fn kinds(answers: &[Seen]) -> Vec<PacketType> {
    answers.iter().map(Seen::kind).collect()
}

fn reason(seen: &Seen) -> Option<AckReason> {
    match seen.packet().body {
        rxrpc_core::wire::Body::Ack(ack) => Some(ack.reason),
        _ => None,
    }
}

#[test]
fn a_late_duplicate_of_a_finished_call_is_not_run_again() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    scene.whole_call(forge);
    assert_eq!(scene.runs(), 1);
    for wait in [0, 1, 60, 500] {
        scene.network.run_for(Duration::from_secs(wait));
        assert_eq!(scene.ask(&forge.serial(3).last(b"hello")), []);
    }
    assert_eq!(scene.runs(), 1);
}

/// The memory of a finished call counts from its end, however long it took.
#[test]
fn a_late_duplicate_of_a_long_call_is_not_run_again() {
    let expiry = Duration::from_secs(60);
    let scene = Service::with(|config| config.service_connection_expiry = expiry);
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b"first "));
    for serial in 2..30 {
        scene.network.run_for(Duration::from_secs(10));
        let _ = scene.ask(&forge.serial(serial).data(b"first "));
        let _ = scene.ask(&forge.serial(serial + 100).seq(serial).data(b""));
    }
    let _ = scene.ask(&forge.seq(30).serial(500).last(b"last"));
    assert_eq!(scene.runs(), 1);
    let _ = scene.ask(&forge.serial(501).ack(AckReason::Idle, 2, &[]));
    for second in [5, 15, 25] {
        scene.network.run_for(Duration::from_secs(second));
        assert_eq!(scene.ask(&forge.serial(600 + second as u32).last(b"hello")), []);
    }
    assert_eq!(scene.runs(), 1);
    scene.network.run_for(Duration::from_secs(70));
    assert_eq!(scene.network.connections(), 0, "it is forgotten in the end");
}

#[test]
fn old_call_numbers_are_dropped() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    for call in [1, 2, 7] {
        scene.whole_call(forge.call(call).serial(10 * call));
    }
    for call in [1, 2, 3, 6] {
        let old = forge.call(call).serial(200);
        let ack_all = old.packet(PacketType::AckAll, b"");
        for datagram in
            [old.last(b"hello"), old.ack(AckReason::Ping, 1, &[]), ack_all, old.abort(-6)]
        {
            assert_eq!(scene.ask(&datagram), [], "call {call}");
        }
    }
    assert_eq!(scene.runs(), 3);
    scene.whole_call(forge.call(8).serial(300));
    assert_eq!(scene.runs(), 4);
}

#[test]
fn a_newer_call_ends_the_one_before_it() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    // The reply of call 1 is never acknowledged; call 2 says that it came.
    let answers = scene.ask(&forge.last(b"one"));
    assert!(kinds(&answers).contains(&PacketType::Data));
    scene.whole_call(forge.call(2).serial(5));
    assert_eq!(scene.runs(), 2);
    // Call 3 is not even whole when call 4 comes.
    let _ = scene.ask(&forge.call(3).serial(20).data(b"half"));
    scene.whole_call(forge.call(4).serial(25));
    assert_eq!(scene.runs(), 3);
    scene.network.assert_released();
}

#[test]
fn duplicates_of_a_running_request_are_told_and_run_once() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b"one "));
    let answers = scene.ask(&forge.serial(2).data(b"one "));
    assert_eq!(answers.iter().filter_map(reason).collect::<Vec<_>>(), [AckReason::Duplicate]);
    let answers = scene.ask(&forge.seq(2).serial(3).last(b"two"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"one two")), "{answers:?}");
    let _ = scene.ask(&forge.seq(2).serial(4).last(b"two"));
    assert_eq!(scene.runs(), 1);
}

#[test]
fn data_beyond_the_window_is_refused_without_harm() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b"one "));
    for seq in [257, 1000, 0x7fff_0000] {
        let answers = scene.ask(&forge.seq(seq).serial(seq).data(b"far"));
        let reasons: Vec<_> = answers.iter().filter_map(reason).collect();
        assert_eq!(reasons, [AckReason::ExceedsWindow], "{answers:?}");
    }
    let answers = scene.ask(&forge.seq(2).serial(3).last(b"two"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"one two")), "{answers:?}");
}

#[test]
fn a_request_that_contradicts_its_end_is_a_protocol_error() {
    // After the end; another end; an end that is none; an end before what came.
    let forge = Forge::client(SERVICE);
    let wrong = [
        (forge.seq(3).last(b"end"), forge.seq(4).data(b"more")),
        (forge.seq(3).last(b"end"), forge.seq(2).last(b"end")),
        (forge.seq(3).last(b"end"), forge.seq(3).data(b"more")),
        (forge.seq(4).data(b"more"), forge.seq(3).last(b"end")),
    ];
    for (first, second) in wrong {
        let scene = Service::new();
        let _ = scene.ask(&first);
        let answers = scene.ask(&second);
        let codes: Vec<_> = answers.iter().filter_map(Seen::abort_code).collect();
        assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR]);
        assert_eq!(scene.runs(), 0);
        scene.network.assert_released();
    }
}

#[test]
fn packets_without_bytes_are_legal() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b""));
    let _ = scene.ask(&forge.seq(2).serial(2).data(b"x"));
    let _ = scene.ask(&forge.seq(3).serial(3).data(b""));
    let answers = scene.ask(&forge.seq(4).serial(4).last(b""));
    let replies: Vec<_> = answers.iter().filter(|seen| seen.kind() == PacketType::Data).collect();
    assert_eq!(replies.iter().map(|seen| seen.bytes[28..].to_vec()).collect::<Vec<_>>(), [b"x"]);
    assert_eq!(scene.runs(), 1);
}

/// A peer must not skip packets that were never sent by acknowledging them (OpenAFS 1.8.9 was observed
/// to let it).
#[test]
fn acknowledging_what_was_never_sent_ends_the_call() {
    let forge = Forge::client(SERVICE).serial(2);
    let wrong = [
        forge.ack(AckReason::Idle, 50, &[]),
        forge.ack(AckReason::Idle, 3, &[]),
        forge.ack(AckReason::Requested, 1, &[1, 1, 1]),
        forge.ack(AckReason::Idle, 0, &[]),
        forge.ack(AckReason::Ping, 0x8000_0000 - 1, &[1; 255]),
    ];
    for ack in wrong {
        let scene = Service::new();
        let answers = scene.ask(&Forge::client(SERVICE).last(b"hello"));
        assert!(kinds(&answers).contains(&PacketType::Data));
        let answers = scene.ask(&ack);
        let codes: Vec<_> = answers.iter().filter_map(Seen::abort_code).collect();
        assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR], "{answers:?}");
        scene.network.assert_released();
    }
}

#[test]
fn an_aborted_call_repeats_its_abort_and_the_client_may_begin_anew() {
    let network = Network::new(0);
    let (server, hostile) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(SERVICE)).unwrap();
    let forge = Forge::client(SERVICE);
    let seen = hostile.ask(server.address(), &forge.data(b"half"));
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let _ = hostile.ask(server.address(), &forge.serial(2).ping_response(ping));
    let call = incoming.try_next().unwrap();
    assert!(server.endpoint.abort(&call, AbortCode(77)));
    network.run_for(Duration::from_millis(5));
    let first = hostile.take();
    assert_eq!(first.iter().filter_map(Seen::abort_code).collect::<Vec<_>>(), [AbortCode(77)]);
    assert!(
        first[0].packet().header.serial.0 > 0,
        "an ABORT of a call has a serial of its connection"
    );
    let again = hostile.ask(server.address(), &forge.seq(2).serial(2).last(b"rest"));
    assert_eq!(again.iter().filter_map(Seen::abort_code).collect::<Vec<_>>(), [AbortCode(77)]);
    assert_eq!(hostile.ask(server.address(), &forge.serial(3).abort(-6)), []);
    assert!(incoming.try_next().is_none());
    let _ = hostile.ask(server.address(), &forge.call(2).serial(9).last(b"new"));
    assert!(incoming.try_next().is_some());
}

#[test]
fn an_abort_from_the_client_ends_the_call_once() {
    let network = Network::new(0);
    let (server, hostile) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(SERVICE)).unwrap();
    let forge = Forge::client(SERVICE);
    let seen = hostile.ask(server.address(), &forge.data(b"half"));
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let _ = hostile.ask(server.address(), &forge.serial(2).ping_response(ping));
    let call = incoming.try_next().unwrap();
    assert_eq!(hostile.ask(server.address(), &forge.serial(2).abort(55)), []);
    assert_eq!(call.failure(), Some(CallError::Aborted(AbortCode(55))));
    // The first end stays, and is not answered.
    assert_eq!(hostile.ask(server.address(), &forge.serial(3).abort(56)), []);
    assert_eq!(hostile.ask(server.address(), &forge.seq(2).serial(4).last(b"rest")), []);
    assert_eq!(call.failure(), Some(CallError::Aborted(AbortCode(55))));
    network.assert_released();
}

#[test]
fn a_flood_of_pings_gets_one_answer_a_ping() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b"half"));
    for serial in 2..102 {
        scene.hostile.send(scene.address(), &forge.serial(serial).ack(AckReason::Ping, 1, &[]));
    }
    scene.network.run_for(Duration::from_millis(50));
    let answers = scene.hostile.take();
    assert!(answers.len() <= 101, "{}", answers.len());
    assert!(answers.iter().filter_map(reason).any(|reason| reason == AckReason::PingResponse));
}

/// Only a call that is alive can be asked for an ACK.
#[test]
fn request_ack_on_any_packet_is_answered_once() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE).flags(Flags::REQUEST_ACK);
    let answers = scene.ask(&forge.data(b"half"));
    let requested = answers.iter().filter_map(reason).filter(|r| *r == AckReason::Requested);
    assert_eq!(requested.count(), 1, "{answers:?}");
    let answers = scene.ask(&forge.serial(2).ack(AckReason::Idle, 1, &[]));
    assert_eq!(answers.iter().filter_map(reason).collect::<Vec<_>>(), [AckReason::Requested]);
    let other = forge.call(9).serial(3);
    assert_eq!(scene.ask(&other.ack(AckReason::Idle, 1, &[])), []);
}
