//! Services that answer under IDs they should not.

use crate::scene::{ByHand, FROM, TO, answering, asks};
use rxrpc_core::CallOptions;
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_tests::network::Seen;

fn codes(seen: &[Seen]) -> Vec<AbortCode> {
    seen.iter().filter_map(Seen::abort_code).collect()
}

#[test]
fn a_call_that_did_not_ask_takes_no_other_id() {
    let scene = ByHand::new();
    let call = scene.open(&CallOptions::new());
    scene.send(&call, b"question");
    let request = scene.request();
    for answer in [
        answering(&request, TO).last(b"answer"),
        answering(&request, TO).ack(AckReason::Requested, 2, &[]),
    ] {
        assert_eq!(codes(&scene.answer(&answer)), [AbortCode::RX_PROTOCOL_ERROR]);
    }
    assert_eq!(scene.end(&call), None);
    let _ = scene.reply(&request, FROM, 3);
    assert_eq!(scene.end(&call), Some(Ok(())));
}

#[test]
fn the_id_changes_once() {
    let scene = ByHand::new();
    let call = scene.ask();
    let request = scene.request();
    assert_eq!(scene.acknowledge(&request, TO, 1), []);
    assert_eq!(codes(&scene.reply(&request, TO + 1, 2)), [AbortCode::RX_PROTOCOL_ERROR]);
    assert_eq!((scene.end(&call), call.service().service.0), (None, TO));
    let _ = scene.reply(&request, TO, 3);
    assert_eq!(scene.end(&call), Some(Ok(())));
}

#[test]
fn data_that_came_settles_the_id() {
    let scene = ByHand::new();
    let call = scene.ask();
    let request = scene.request();
    let _ = scene.answer(&answering(&request, FROM).data(&[1; 1412]));
    let second = answering(&request, TO).seq(2).serial(2);
    assert_eq!(codes(&scene.answer(&second.last(b"end"))), [AbortCode::RX_PROTOCOL_ERROR]);
    assert_eq!((scene.end(&call), call.service().service.0), (None, FROM));
}

#[test]
fn after_an_upgrade_data_under_the_asked_id_is_wrong_and_an_ack_is_not() {
    let scene = ByHand::new();
    let call = scene.ask();
    let request = scene.request();
    let _ = scene.answer(&answering(&request, TO).data(&[1; 1412]));
    assert_eq!(codes(&scene.acknowledge(&request, FROM, 2)), []);
    let second = answering(&request, FROM).seq(2).serial(3);
    assert_eq!(codes(&scene.answer(&second.last(b"end"))), [AbortCode::RX_PROTOCOL_ERROR]);
    let _ = scene.answer(&second.with(|header| header.service_id.0 = TO).serial(4).last(b"end"));
    assert_eq!((scene.end(&call), call.service().service.0), (Some(Ok(())), TO));
}

/// What comes for a call that never was is no answer.
#[test]
fn a_packet_of_no_call_settles_nothing() {
    let scene = ByHand::new();
    let (call, other) = (scene.ask(), scene.ask());
    let request = scene.request();
    let strange = answering(&request, TO + 1).call(request.call_number.0 + 1);
    assert_eq!(codes(&scene.answer(&strange.last(b"x"))), [AbortCode::RX_PROTOCOL_ERROR]);
    assert_eq!((call.service().service.0, other.service().service.0), (FROM, FROM));
    let next = scene.acknowledge(&request, TO, 2);
    assert_eq!(asks(&next[0].packet().header), (0, TO));
}

/// A PING for a call that waits, and has sent nothing, makes it ask no sooner.
#[test]
fn a_forged_ping_does_not_make_who_waits_send() {
    let scene = ByHand::new();
    let (_call, other) = (scene.ask(), scene.ask());
    let request = scene.request();
    let own = other.identity().expect("a channel");
    let forge = answering(&request, FROM).with(|header| {
        header.cid = own.cid;
        header.call_number = own.call_number;
    });
    let _ = scene.answer(&forge.packet(PacketType::Busy, &[]));
    let seen = scene.seen();
    assert!(seen.iter().all(|seen| seen.packet().header.cid != own.cid), "{seen:?}");
}
