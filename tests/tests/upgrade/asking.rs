//! Who asks, and what the others do meanwhile.

use crate::scene::{ByHand, FROM, MOMENT, SECOND, TO, all_ask, answering, asks, upgraded};
use rxrpc_core::wire::{AbortCode, Flags, PacketType};
use rxrpc_core::{CallError, CallOptions};

#[test]
fn the_first_call_of_a_connection_asks_and_the_others_go_under_the_id_that_answers() {
    let scene = ByHand::new();
    let calls: Vec<_> = (0..3).map(|_| scene.ask()).collect();
    let first = scene.request();
    assert_eq!(asks(&first), (1, FROM));
    assert!(first.flags.contains(Flags::REQUEST_ACK), "others wait for the answer");
    let others = scene.acknowledge(&first, TO, 1);
    let others: Vec<_> = others.iter().map(|seen| seen.packet().header).collect();
    assert_eq!(all_ask(&others), [(0, TO), (0, TO)]);
    assert!(calls.iter().all(|call| call.service().service.0 == TO));
    let last = scene.ask();
    assert_eq!(asks(&scene.request()), (0, TO));
    assert_eq!(last.service().service.0, TO);
}

#[test]
fn a_service_without_an_upgrade_answers_itself() {
    let scene = ByHand::new();
    let (call, other) = (scene.ask(), scene.ask());
    let request = scene.request();
    let other_request = scene.acknowledge(&request, FROM, 1);
    assert_eq!(asks(&other_request[0].packet().header), (0, FROM));
    let _ = scene.reply(&request, FROM, 2);
    assert_eq!((scene.end(&call), call.service().service.0), (Some(Ok(())), FROM));
    assert_eq!((scene.end(&other), other.service().service.0), (None, FROM));
}

/// Linux acknowledges under the ID that it saw last, and replies under that of the connection.
#[test]
fn an_ack_under_the_asked_id_lets_the_others_go_and_the_reply_may_still_change_it() {
    let scene = ByHand::new();
    let (call, other) = (scene.ask(), scene.ask());
    let request = scene.request();
    assert_eq!(scene.acknowledge(&request, FROM, 1).len(), 1);
    let _ = scene.reply(&request, TO, 2);
    assert_eq!((scene.end(&call), call.service().service.0), (Some(Ok(())), TO));
    assert_eq!(other.service().service.0, TO);
    let late = scene.ask();
    assert_eq!(asks(&scene.request()), (0, TO));
    assert_eq!(late.service().service.0, TO);
}

#[test]
fn a_call_that_sends_nothing_holds_up_nobody() {
    let scene = ByHand::new();
    let silent = scene.open(&upgraded());
    let call = scene.ask();
    let request = scene.request();
    assert_eq!(asks(&request), (1, FROM));
    let _ = scene.reply(&request, TO, 1);
    assert_eq!(scene.end(&call), Some(Ok(())));
    scene.send(&silent, b"late");
    assert_eq!(asks(&scene.request()), (0, TO));
}

#[test]
fn a_request_of_several_packets_asks_with_the_first_alone() {
    let scene = ByHand::new();
    let call = scene.open(&upgraded());
    scene.send(&call, &[7; 1412 * 3]);
    let first = scene.request();
    assert_eq!((first.seq.0, asks(&first)), (1, (1, FROM)));
    assert!(!first.flags.contains(Flags::JUMBO_PACKET));
    let rest = scene.acknowledge(&first, TO, 1);
    let headers: Vec<_> = rest.iter().map(|seen| seen.packet().header).collect();
    assert_eq!(headers.iter().map(|header| header.seq.0).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(all_ask(&headers), [(0, TO), (0, TO)]);
}

#[test]
fn a_lost_question_is_asked_again_by_the_same_call() {
    let scene = ByHand::new();
    let (_call, _other) = (scene.ask(), scene.ask());
    let first = scene.request();
    scene.network.run_for(2 * SECOND);
    let again = scene.requests();
    assert!(!again.is_empty());
    assert!(again.iter().all(|header| asks(header) == (1, FROM) && header.cid == first.cid));
}

#[test]
fn the_oldest_that_waits_asks_next_when_a_call_ends_that_asked() {
    let scene = ByHand::new();
    let calls: Vec<_> = (0..3).map(|_| scene.ask()).collect();
    let mut asked = vec![scene.request()];
    for call in &calls[..2] {
        assert!(scene.client.endpoint.abort(call, AbortCode(7)));
        asked.push(scene.request());
    }
    assert_eq!(all_ask(&asked), [(1, FROM); 3]);
    for (header, call) in asked.iter().zip(&calls) {
        assert_eq!(Some(header.cid), call.identity().map(|identity| identity.cid));
    }
    // A call that comes later does not go before those that wait; an answer to one that has ended is an answer.
    let later = scene.ask();
    assert_eq!(scene.requests(), []);
    let answer = scene.reply(&asked[0], TO, 1);
    let data = answer.iter().filter(|seen| seen.kind() == PacketType::Data);
    let late: Vec<_> = data.map(|seen| seen.packet().header).collect();
    assert_eq!(all_ask(&late), [(0, TO)]);
    assert_eq!(later.service().service.0, TO);
    let _ = scene.reply(&asked[2], TO, 2);
    assert_eq!(scene.end(&calls[2]), Some(Ok(())));
}

#[test]
fn a_deadline_of_the_call_that_asks_lets_the_next_one_ask() {
    let scene = ByHand::new();
    let first = scene.open(&upgraded().hard_timeout(2 * SECOND));
    scene.send(&first, b"question");
    let second = scene.ask();
    assert_eq!(scene.requests().len(), 1);
    scene.network.run_for(2 * SECOND);
    assert_eq!(scene.end(&first), Some(Err(CallError::DeadlinePassed)));
    let asked = scene.requests();
    let own = second.identity().expect("a channel").cid;
    assert!(asked.iter().any(|header| header.cid == own && asks(header) == (1, FROM)));
    assert_eq!(scene.end(&second), None);
}

#[test]
fn an_abort_by_the_service_is_no_answer() {
    let scene = ByHand::new();
    let (first, second) = (scene.ask(), scene.ask());
    let request = scene.request();
    let next = scene.answer(&answering(&request, FROM).abort(-5));
    assert_eq!(scene.end(&first), Some(Err(CallError::Aborted(AbortCode(-5)))));
    assert_eq!(asks(&next[0].packet().header), (1, FROM));
    assert_eq!(scene.end(&second), None);
}

#[test]
fn an_abort_under_another_id_says_which_service_it_was() {
    let scene = ByHand::new();
    let (first, _second) = (scene.ask(), scene.ask());
    let request = scene.request();
    let next = scene.answer(&answering(&request, TO).abort(77));
    assert_eq!(scene.end(&first), Some(Err(CallError::Aborted(AbortCode(77)))));
    assert_eq!(first.service().service.0, TO);
    assert_eq!(asks(&next[0].packet().header), (0, TO));
}

/// A service that is silent: nobody waits for a call that waits itself.
#[test]
fn who_waits_bears_the_silence_no_longer_than_who_asks() {
    let scene = ByHand::with(|config| config.machine.normal_timeout = 10 * SECOND);
    let calls: Vec<_> = (0..4).map(|_| scene.ask()).collect();
    let limited = upgraded().hard_timeout(3 * SECOND);
    let own = scene.open(&limited.clone().exclusive());
    scene.send(&own, b"alone");
    scene.network.run_for(4 * SECOND);
    assert_eq!(scene.end(&own), Some(Err(CallError::DeadlinePassed)));
    assert!(calls.iter().all(|call| !call.has_ended()));
    scene.network.run_for(7 * SECOND);
    for call in &calls {
        assert_eq!(scene.end(call), Some(Err(CallError::PeerSilent)));
    }
    scene.network.run_for(SECOND);
    scene.network.assert_released();
}

#[test]
fn the_deadline_of_who_waits_is_its_own() {
    let scene = ByHand::new();
    let _first = scene.ask();
    let second = scene.open(&upgraded().hard_timeout(2 * SECOND));
    scene.send(&second, b"question");
    scene.network.run_for(2 * SECOND + MOMENT);
    assert_eq!(scene.end(&second), Some(Err(CallError::DeadlinePassed)));
    let own = second.identity().expect("a channel").cid;
    let seen = scene.seen();
    assert!(seen.iter().all(|seen| seen.packet().header.cid != own), "it never was: {seen:?}");
}

#[test]
fn a_busy_service_is_asked_by_the_next_call_too() {
    let scene = ByHand::new();
    let (_first, second) = (scene.ask(), scene.ask());
    let request = scene.request();
    let next = scene.answer(&answering(&request, FROM).serial(0).packet(PacketType::Busy, &[]));
    let own = second.identity().expect("a channel").cid;
    let asked: Vec<_> = next.iter().map(|seen| seen.packet().header).collect();
    assert_eq!(asked.iter().map(|header| header.cid).collect::<Vec<_>>(), [own]);
    assert_eq!(all_ask(&asked), [(1, FROM)]);
    // The first goes on trying, and asks.
    scene.network.run_for(SECOND);
    let again = scene.requests();
    assert!(again.iter().any(|header| header.cid == request.cid && asks(header) == (1, FROM)));
}

#[test]
fn calls_that_ask_share_no_connection_with_others() {
    let scene = ByHand::new();
    let plain = scene.open(&CallOptions::new());
    scene.send(&plain, b"question");
    let own = scene.open(&upgraded().exclusive());
    scene.send(&own, b"question");
    let shared = scene.ask();
    let connection = |call: &rxrpc_core::Call| call.identity().expect("a channel").cid.connection();
    let all = [connection(&plain), connection(&own), connection(&shared)];
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
    let mut asked = all_ask(&scene.requests());
    asked.sort_unstable();
    assert_eq!(asked, [(0, FROM), (1, FROM), (1, FROM)]);
    let bundles = scene.client.endpoint.snapshot().bundles;
    assert_eq!(bundles.iter().map(|row| row.upgrade).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_connection_that_was_aborted_is_replaced_by_one_that_asks_anew() {
    let scene = ByHand::new();
    let call = scene.ask();
    let request = scene.request();
    let _ = scene.reply(&request, TO, 1);
    assert_eq!(scene.end(&call), Some(Ok(())));
    let whole = answering(&request, TO).call(0).with(|header| {
        header.cid = rxrpc_core::wire::Cid(header.cid.connection().as_u32());
    });
    let _ = scene.answer(&whole.abort(9));
    let again = scene.ask();
    assert_eq!(asks(&scene.request()), (1, FROM));
    assert_eq!(again.service().service.0, FROM, "nobody has answered");
}
