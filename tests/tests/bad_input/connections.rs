//! Wrong packets on connections that are known to a service.

use crate::scene::{SERVICE, Service, assert_rejected};
use rxrpc_core::wire::{AbortCode, AckReason, Body, PacketType, SecurityIndex, Seq};
use rxrpc_tests::network::{Forge, Seen};

/// A service with an unfinished call of ours on channel 0.
fn begun() -> (Service, Forge) {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let _ = scene.ask(&forge.data(b"first "));
    (scene, forge)
}

/// The unfinished call can still be finished.
fn assert_unharmed(scene: &Service, forge: Forge) {
    let answers = scene.ask(&forge.seq(2).serial(900).last(b"second"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"first second")), "{answers:?}");
    assert_eq!(scene.runs(), 1);
}

#[test]
fn another_security_class_is_refused_and_harms_nothing() {
    let (scene, forge) = begun();
    let other = forge.serial(2).with(|header| header.security_index = SecurityIndex(2));
    let answers = scene.ask(&other.seq(2).last(b"evil"));
    assert_rejected(&answers, &other.header, AbortCode::RXKADINCONSISTENCY);
    assert_unharmed(&scene, forge);
}

#[test]
fn another_service_is_refused_and_harms_nothing() {
    let (scene, forge) = begun();
    let other = forge.serial(2).with(|header| header.service_id.0 = 2);
    let answers = scene.ask(&other.seq(2).last(b"evil"));
    assert_rejected(&answers, &other.header, AbortCode::RX_PROTOCOL_ERROR);
    assert_unharmed(&scene, forge);
}

#[test]
fn the_same_numbers_from_another_address_are_another_connection() {
    let (scene, forge) = begun();
    let other = scene.network.hostile();
    let answers = other.ask(scene.address(), &forge.last(b"mine"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"mine")), "{answers:?}");
    assert_eq!(scene.hostile.take(), []);
    let _ = other.ask(scene.address(), &forge.serial(2).ack(AckReason::Idle, 2, &[]));
    let answers = scene.ask(&forge.seq(2).serial(900).last(b"second"));
    assert!(answers.iter().any(|seen| seen.bytes.ends_with(b"first second")), "{answers:?}");
}

#[test]
fn an_abort_of_the_connection_ends_all_its_calls_and_it_stays_aborted() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let channel = |number| forge.with(|header| header.cid.0 |= number);
    for number in 0..4 {
        let _ = scene.ask(&channel(number).serial(number + 1).data(b"beginning"));
    }
    assert_eq!(scene.server.endpoint.statistics().live_calls, 4);
    assert_eq!(scene.ask(&forge.call(0).serial(9).abort(1234)), []);
    scene.network.assert_released();
    // Later packets get the same code for the whole connection (observed: OpenAFS 1.8.9).
    let expected = forge.call(0);
    for (number, call) in [(0, 1), (1, 2), (3, 9)] {
        let answers = scene.ask(&channel(number).call(call).serial(10 + call).last(b"more"));
        assert_rejected(&answers, &expected.header, AbortCode(1234));
    }
    assert_eq!(scene.runs(), 0);
    assert_eq!(scene.ask(&forge.call(0).serial(30).abort(-5)), [], "nothing answers an ABORT");
    scene.assert_serves();
}

#[test]
fn a_response_that_nobody_asked_for_is_ignored() {
    let (scene, forge) = begun();
    let response = forge.call(0).serial(2).packet(PacketType::Response, &[0x5a; 300]);
    assert_eq!(scene.ask(&response), []);
    assert_unharmed(&scene, forge);
}

#[test]
fn packets_of_a_call_that_never_began_make_none_on_a_known_connection() {
    let (scene, forge) = begun();
    let other = forge.with(|header| header.cid.0 |= 1).serial(5);
    let ack_all = other.packet(PacketType::AckAll, b"");
    assert_rejected(&scene.ask(&ack_all), &other.header, AbortCode::RX_PROTOCOL_ERROR);
    assert_eq!(scene.ask(&other.ack(AckReason::Idle, 1, &[])), []);
    assert_eq!(scene.ask(&other.abort(-6)), []);
    assert_eq!(scene.ask(&other.seq(300).last(b"the rest of something")), []);
    assert_eq!(scene.server.endpoint.statistics().calls_received, 1);
    assert_unharmed(&scene, forge);
}

/// A client whose request was lost, or overtaken, may ask after its call before it sends the request
/// again (observed: OpenAFS 1.8.9); an ABORT would end a good call.
#[test]
fn a_ping_that_comes_before_the_request_is_answered_and_the_request_still_runs() {
    let (scene, forge) = begun();
    let other = forge.with(|header| header.cid.0 |= 1).serial(50);
    let answers = scene.ask(&other.ack(AckReason::Ping, 1, &[]));
    let [answer] = &answers[..] else { panic!("one answer expected: {answers:?}") };
    let packet = answer.packet();
    let Body::Ack(ack) = &packet.body else { panic!("an ACK expected: {packet:?}") };
    assert_eq!((ack.reason, ack.serial), (AckReason::PingResponse, other.header.serial));
    assert_eq!((ack.first_packet, ack.previous_packet), (Seq(1), 0));
    assert!(!packet.header.serial.is_none(), "it has a place among the connection's serials");
    assert_eq!(packet.header.cid, other.header.cid);
    assert_eq!(scene.server.endpoint.statistics().calls_received, 1, "it began nothing");
    let runs = scene.runs();
    let answers = scene.ask(&other.serial(51).last(b"late"));
    assert!(answers.iter().any(|seen| seen.kind() == PacketType::Data), "{answers:?}");
    assert_eq!(scene.runs(), runs + 1);
}

/// Nothing of what a user or a packet wrote turns up where it has no business.
#[test]
fn no_payload_leaks_into_other_packets() {
    let scene = Service::new();
    let forge = Forge::client(SERVICE);
    let poison = [0xa5; 1400];
    let mut seen: Vec<Seen> = Vec::new();
    for seq in 1..=6 {
        seen.extend(scene.ask(&forge.seq(seq).serial(seq).data(&poison)));
        seen.extend(scene.ask(&forge.seq(seq).serial(seq + 50).data(&poison)));
    }
    seen.extend(scene.ask(&forge.seq(9).serial(70).data(&poison)));
    seen.extend(scene.ask(&forge.seq(400).serial(71).data(&poison)));
    seen.extend(scene.ask(&forge.serial(72).ack(AckReason::Ping, 1, &[])));
    seen.extend(scene.ask(&forge.call(0).data(&poison)));
    seen.extend(scene.ask(&forge.packet(PacketType::Debug, &poison)));
    seen.extend(scene.ask(&forge.packet(PacketType::Version, &poison)));
    seen.extend(scene.ask(&forge.with(|header| header.user_status = 0xa5).call(7).data(&poison)));
    assert!(seen.len() > 10);
    for answer in seen {
        assert_ne!(answer.kind(), PacketType::Data);
        assert!(!answer.bytes.contains(&0xa5), "{answer:?}");
    }
}
