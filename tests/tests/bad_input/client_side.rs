//! Wrong packets that come to a client.

use crate::scene::{Client, assert_rejected};
use rxrpc_core::CallError;
use rxrpc_core::wire::{AbortCode, AckReason, Body, PacketType, SecurityIndex};
use rxrpc_tests::network::Seen;
use std::net::SocketAddr;
use std::time::Duration;

const PROTOCOL: AbortCode = AbortCode::RX_PROTOCOL_ERROR;

fn codes(answers: &[Seen]) -> Vec<AbortCode> {
    answers.iter().filter_map(Seen::abort_code).collect()
}

#[test]
fn a_call_number_from_the_future_is_refused_and_harms_nothing() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let future = forge.call(2);
    assert_rejected(&scene.ask(&future.last(b"evil")), &future.header, PROTOCOL);
    scene.finish(call, forge);
}

#[test]
fn an_empty_channel_refuses_whatever_comes() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let empty = forge.with(|header| header.cid.0 |= 2);
    let ack_all = empty.packet(PacketType::AckAll, b"");
    for datagram in [empty.last(b"evil"), empty.ack(AckReason::Ping, 1, &[]), ack_all] {
        assert_rejected(&scene.ask(&datagram), &empty.header, PROTOCOL);
    }
    assert_eq!(scene.ask(&empty.abort(-1)), []);
    scene.finish(call, forge);
}

#[test]
fn an_old_call_number_is_dropped() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    scene.finish(call, forge);
    let (call, second) = scene.begin();
    assert_eq!(second.header.call_number.0, 2);
    let _ = scene.ask(&second.serial(1001).ack(AckReason::Delay, 2, &[]));
    let (third, _) = (call, second);
    // Call 1 ended well: its end is repeated to whoever sends on it while call 2 was not heard of.
    scene.network.run_for(Duration::from_millis(100));
    let _ = scene.hostile.take();
    let _ = scene.ask(&second.serial(1002).last(b"reply"));
    assert_eq!(scene.network.block_on(third), Ok(b"reply".to_vec()));
    let (call, third) = scene.begin();
    assert_eq!(scene.ask(&forge.serial(1003).last(b"evil")), []);
    scene.finish(call, third);
}

#[test]
fn another_epoch_or_port_is_no_connection_of_ours_but_another_host_may_answer() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let epoch = forge.with(|header| header.epoch.0 ^= 1);
    assert_rejected(&scene.ask(&epoch.last(b"evil")), &epoch.header, PROTOCOL);
    let other_port = scene.network.hostile();
    let answers = other_port.ask(scene.client.address(), &forge.last(b"evil"));
    assert_rejected(&answers, &forge.header, PROTOCOL);
    assert!(!call.is_done());
    // A server with several addresses: same port, another host.
    let other_host = SocketAddr::from(([10, 9, 9, 9], scene.hostile.address().port()));
    let endpoint = &scene.client.endpoint;
    endpoint.handle_datagram(scene.network.now(), other_host, &forge.last(b"reply"));
    assert_eq!(scene.network.block_on(call), Ok(b"reply".to_vec()));
}

#[test]
fn another_class_or_service_is_refused_and_harms_nothing() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let class = forge.with(|header| header.security_index = SecurityIndex(2));
    let answers = scene.ask(&class.last(b"evil"));
    assert_rejected(&answers, &class.header, AbortCode::RXKADINCONSISTENCY);
    let service = forge.with(|header| header.service_id.0 = 2);
    assert_rejected(&scene.ask(&service.last(b"evil")), &service.header, PROTOCOL);
    scene.finish(call, forge);
}

#[test]
fn a_challenge_to_a_call_without_security_ends_its_connection() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let answers = scene.ask(&forge.call(0).packet(PacketType::Challenge, &[0; 16]));
    assert_eq!(codes(&answers), [PROTOCOL]);
    let header = answers[0].packet().header;
    assert_eq!((header.call_number.0, header.cid.0 & 3), (0, 0), "it is for the connection");
    assert_eq!(scene.network.block_on(call), Err(CallError::LocallyAborted(PROTOCOL)));
    // The next call does not use that connection.
    let (call, next) = scene.begin();
    assert_ne!(next.header.cid, forge.header.cid);
    scene.finish(call, next);
}

#[test]
fn a_challenge_without_a_call_is_ignored() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    scene.finish(call, forge);
    scene.network.run_for(Duration::from_secs(1));
    let _ = scene.hostile.take();
    assert_eq!(scene.ask(&forge.call(0).packet(PacketType::Challenge, &[0; 16])), []);
    let (call, next) = scene.begin();
    assert_eq!(next.header.cid, forge.header.cid, "the connection goes on");
    scene.finish(call, next);
}

#[test]
fn a_challenge_with_a_call_number_is_ignored() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    assert_eq!(scene.ask(&forge.packet(PacketType::Challenge, &[0; 16])), []);
    scene.finish(call, forge);
}

#[test]
fn busy_keeps_a_call_trying() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let mut repeated = 0;
    // Longer than a silent peer is borne.
    for _ in 0..30 {
        let _ = scene.ask(&forge.packet(PacketType::Busy, b""));
        scene.network.run_for(Duration::from_secs(1));
        let seen = scene.hostile.take();
        assert!(seen.iter().all(|seen| seen.kind() == PacketType::Data), "{seen:?}");
        repeated += seen.len();
        assert!(!call.is_done());
    }
    assert!((25..70).contains(&repeated), "the request came {repeated} times again");
    scene.finish(call, forge);
}

#[test]
fn an_abort_is_surfaced_and_never_answered() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    assert_eq!(scene.ask(&forge.abort(-455)), []);
    let failed = scene.network.block_on(call);
    assert_eq!(failed, Err(CallError::Aborted(AbortCode(-455))));
    assert_eq!(scene.ask(&forge.abort(-456)), []);
    scene.network.assert_released();
}

#[test]
fn an_abort_of_the_connection_ends_its_calls_and_the_next_uses_another() {
    let scene = Client::new();
    let (first, forge) = scene.begin();
    let (second, other) = scene.begin();
    assert_eq!(forge.header.cid.connection(), other.header.cid.connection());
    assert_eq!(scene.ask(&forge.call(0).abort(19)), []);
    for call in [first, second] {
        assert_eq!(scene.network.block_on(call), Err(CallError::Aborted(AbortCode(19))));
    }
    let (call, next) = scene.begin();
    assert_ne!(next.header.cid.connection(), forge.header.cid.connection());
    scene.finish(call, next);
}

#[test]
fn acknowledging_what_was_never_sent_ends_the_call() {
    for (first, acks) in [(3, &[][..]), (50, &[]), (1, &[1, 1])] {
        let scene = Client::new();
        let (call, forge) = scene.begin();
        let answers = scene.ask(&forge.ack(AckReason::Requested, first, acks));
        assert_eq!(codes(&answers), [PROTOCOL]);
        assert_eq!(scene.network.block_on(call), Err(CallError::LocallyAborted(PROTOCOL)));
    }
}

#[test]
fn a_late_reply_gets_the_final_ack_again() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    scene.finish(call, forge);
    scene.network.run_for(Duration::from_millis(100));
    let _ = scene.hostile.take();
    let answers = scene.ask(&forge.serial(1001).last(b"reply"));
    let [answer] = &answers[..] else { panic!("{answers:?}") };
    let packet = answer.packet();
    let Body::Ack(ack) = packet.body else { panic!("{answer:?}") };
    assert_eq!((ack.reason, ack.first_packet.0, ack.serial.0), (AckReason::Duplicate, 2, 1001));
    // Neither an answer to our PING nor an end of the call asks for anything.
    assert_eq!(scene.ask(&forge.serial(1002).ack(AckReason::PingResponse, 2, &[])), []);
    assert_eq!(scene.ask(&forge.serial(1003).abort(-6)), []);
    assert_eq!(scene.ask(&forge.serial(1004).packet(PacketType::AckAll, b"")).len(), 1);
}

#[test]
fn damaged_jumbograms_end_the_call_as_a_protocol_error() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let jumbo = forge.flags(rxrpc_core::wire::Flags::JUMBO_PACKET);
    assert_eq!(codes(&scene.ask(&jumbo.data(&[1; 100]))), [PROTOCOL]);
    assert_eq!(scene.network.block_on(call), Err(CallError::LocallyAborted(PROTOCOL)));
}

#[test]
fn a_truncated_ack_of_a_call_does_not_end_it_here() {
    let scene = Client::new();
    let (call, forge) = scene.begin();
    let ack = forge.ack(AckReason::Requested, 1, &[1]);
    for length in 28..ack.len() {
        let _ = scene.ask(&ack[..length]);
    }
    assert!(!call.is_done());
    scene.finish(call, forge);
}
