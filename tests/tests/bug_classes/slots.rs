//! T08, T09, T13, T14, T22, T39, T57: calls that wait for a slot.

use crate::support::*;
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{CallError, CallOptions, Control, MessageError};
use rxrpc_tests::network::{Forge, Link, Network, Node, Random, for_each_seed};
use std::collections::BTreeMap;
use std::time::Duration;

/// All four slots are taken by calls that nobody answers.
fn full() -> (Scene, Vec<Forge>) {
    let scene = Scene::new();
    for id in 1..=4 {
        scene.request(id);
    }
    let requests = scene.requests();
    assert_eq!(requests.len(), 4);
    (scene, requests)
}

#[test]
fn t08_a_refused_call_leaves_the_socket_usable() {
    let (scene, requests) = full();
    let (client, to) = (&scene.client, Some(scene.target()));
    for id in 10..20 {
        let refused = now_or_never(client.sendmsg(id, &[], b"x", DONTWAIT, to));
        assert_eq!(refused, Err(MessageError::WouldBlock));
        assert!(poll_now(client.sendmsg_last(id, b"x", to)).is_pending());
    }
    let _ = scene.ask(&requests[2].last(b"answer"));
    assert_eq!(scene.told().unwrap().1, b"answer");
    scene.request(10);
    let all = client.endpoint.statistics();
    assert_eq!((all.user_call_ids, all.live_calls, all.slot_waiters), (4, 4, 0));
}

/// The first send of a call is interrupted before it has a channel. Linux kept the call, which said
/// EBUSY from then on; here it is taken back with all that belongs to it.
#[test]
fn t09_an_interrupted_first_send_leaves_no_call() {
    let (scene, requests) = full();
    let (client, to) = (&scene.client, Some(scene.target()));
    let due = client.endpoint.poll_timeout();
    let hard = Control::SetCallTimeout { hard: Some(MILLISECOND), idle: None, normal: None };
    assert!(poll_now(client.sendmsg(5, &[hard], b"x", NONE, to)).is_pending());
    assert_eq!(client.endpoint.poll_timeout(), due, "its timer is gone");
    let abort = now_or_never(client.command(5, Control::Abort(AbortCode(1))));
    assert_eq!(abort, Err(MessageError::BadCallId));
    assert_eq!(scene.told().unwrap_err(), MessageError::WouldBlock);
    let _ = scene.ask(&requests[0].last(b"answer"));
    scene.request(5);
    assert_eq!(scene.requests().len(), 1);
}

/// A hundred calls wait; some are aborted, some cancelled, at random moments. All others are served.
#[test]
fn t13_aborted_and_cancelled_waiters_take_no_others_along() {
    for_each_seed(30, |seed| {
        let network = Network::new(seed);
        let random = &mut Random::new(seed);
        let server = network.node();
        server.serve(1, async |node: &Node, request| {
            node.sleep(20 * MILLISECOND).await;
            request
        });
        let client = network.node_with(|config| config.connections_per_bundle = 1);
        let to = Some(server.service(1));
        let mut makers = BTreeMap::new();
        for id in 0..100u64 {
            let maker = client.clone();
            let sent = async move { maker.sendmsg_last(id, &id.to_be_bytes(), to).await };
            makers.insert(id, network.spawn(sent));
        }
        network.run_for(MILLISECOND / 2);
        assert_eq!(client.endpoint.statistics().slot_waiters, 96);
        let mut aborted = Vec::new();
        let mut cancelled = Vec::new();
        for id in 0..100 {
            if random.happens(400) {
                network.run_for(random.up_to(5 * MILLISECOND));
                if random.happens(500) {
                    let abort = Control::Abort(AbortCode(77));
                    if now_or_never(client.command(id, abort.clone())).is_ok() {
                        aborted.push(id);
                    }
                } else if let Some(maker) = makers.remove(&id).filter(|maker| !maker.is_done()) {
                    network.cancel(&maker);
                    cancelled.push(id);
                }
            }
        }
        let mut ends = BTreeMap::new();
        while let Ok((message, data)) = network.block_on(client.recvmsg(NONE)) {
            assert!(message.is_end());
            let id = message.call.unwrap().0;
            let well = message.control.is_empty() && data == id.to_be_bytes();
            let by_abort = message.control.first().cloned() == Some(Control::Abort(AbortCode(77)));
            assert!(well || (by_abort && aborted.contains(&id)), "{message:?}");
            assert_eq!(ends.insert(id, well), None, "call {id} ended twice");
        }
        assert_eq!(ends.len() + cancelled.len(), 100, "every call ended or never was");
        network.run_for(Duration::from_secs(1));
        network.assert_released();
    });
}

/// A call that fails while it is being connected: the sender gets no error, `recvmsg` tells it once.
#[test]
fn t14_a_failure_to_connect_is_told_once() {
    let (scene, _) = full();
    let timeout =
        Control::SetCallTimeout { hard: Some(10 * MILLISECOND), idle: None, normal: None };
    let to = Some(scene.target());
    let client = scene.client.clone();
    let sent =
        scene.network.spawn(async move { client.sendmsg(5, &[timeout], b"x", NONE, to).await });
    assert_eq!(scene.network.block_on(sent), Ok(0));
    let (message, _) = scene.told().unwrap();
    assert_eq!(message.call.map(|id| id.0), Some(5));
    assert_eq!(message.control.first().cloned(), Some(Control::Abort(AbortCode::RX_CALL_TIMEOUT)));
    assert!(message.is_end());
    assert_eq!(scene.told().unwrap_err(), MessageError::WouldBlock);
    let again = now_or_never(scene.client.command(5, Control::Abort(AbortCode(1))));
    assert_eq!(again, Err(MessageError::BadCallId));
}

/// The last call of a bundle ends, and its connections expire, just when new calls begin.
#[test]
fn t22_a_bundle_is_forgotten_while_calls_begin() {
    for_each_seed(30, |seed| {
        let network = Network::new(seed);
        let random = &mut Random::new(seed);
        let server = network.node_with(|config| {
            config.service_connection_expiry = Duration::from_secs(20);
        });
        server.serve_echo(1);
        let client = network.node_with(|config| {
            config.connections_per_bundle = 1;
            config.client_connection_expiry = Duration::from_secs(10);
        });
        network.set_link(Link { jitter: 2 * MILLISECOND, ..Link::perfect(MILLISECOND) });
        for _ in 0..30 {
            let count = 1 + random.below(8);
            let calls = (0..count).map(|_| {
                let (client, target) = (client.clone(), server.service(1));
                network.spawn(async move { client.call(target, b"hello").await })
            });
            for call in calls.collect::<Vec<_>>() {
                assert_eq!(network.block_on(call), Ok(b"hello".to_vec()));
            }
            let pause = [9_990, 10_000, 19_990, 20_000, 5][random.below(5)];
            network.run_for(pause * MILLISECOND + random.up_to(20 * MILLISECOND));
        }
        network.run_for(Duration::from_secs(60));
        network.assert_released();
        assert_eq!(network.connections(), 0);
        assert!(client.endpoint.snapshot().bundles.is_empty());
    });
}

#[test]
fn t39_the_hard_timeout_ends_the_wait_for_a_slot() {
    let (scene, _) = full();
    let options = CallOptions::new().hard_timeout(Duration::from_secs(2));
    let began = scene.network.elapsed();
    let opened = scene.network.block_on(scene.client.open_with(scene.target(), &options));
    assert_eq!(opened.err(), Some(CallError::DeadlinePassed));
    assert_eq!(scene.network.elapsed() - began, Duration::from_secs(2));
    let all = scene.client.endpoint.statistics();
    assert_eq!((all.live_calls, all.slot_waiters), (4, 0));
}

/// Sixteen calls run, the others wait in order. Aborting those that wait puts nothing on the wire and
/// costs no call number.
#[test]
fn t57_the_seventeenth_call_waits_and_call_numbers_have_no_gaps() {
    let scene = Scene::with(|_| {});
    for id in 1..=16 {
        scene.request(id);
    }
    let mut running = scene.requests();
    assert_eq!(running.len(), 16);
    assert!(running.iter().all(|forge| forge.header.call_number.0 == 1));
    let makers: Vec<_> = (17..=30)
        .map(|id| {
            let (client, to) = (scene.client.clone(), Some(scene.target()));
            let sent = async move { client.sendmsg_last(id, &[id as u8], to).await };
            let maker = scene.network.spawn(sent);
            scene.network.run_for(MILLISECOND / 10);
            maker
        })
        .collect();
    scene.network.run_for(MILLISECOND);
    for id in [17, 19, 20, 21, 30] {
        let abort = Control::Abort(AbortCode(1));
        assert_eq!(now_or_never(scene.client.command(id, abort.clone())), Ok(()));
    }
    scene.network.cancel(&makers[22 - 17]);
    scene.network.run_for(5 * MILLISECOND);
    assert_eq!(scene.service.take(), [], "nothing is said of calls that wait");
    // One slot after the other gets free; the calls come in order, each under the next number.
    for expected in [18, 23, 24, 25, 26, 27, 28, 29] {
        let answered = running.remove(0);
        scene.service.send(scene.client.address(), &answered.last(b"answer"));
        scene.network.run_for(5 * MILLISECOND);
        let seen = scene.service.take();
        let next = seen.iter().find(|seen| seen.kind() == rxrpc_core::wire::PacketType::Data);
        let next = next.expect("the next call begins");
        let header = next.packet().header;
        assert_eq!((header.cid, header.call_number.0), (answered.header.cid, 2));
        assert_eq!(next.bytes[28..], [expected]);
    }
}

/// A call that had a slot and ended before anything of it was sent puts nothing on the wire either, and
/// leaves its number to the next.
#[test]
fn t57_a_call_of_which_nothing_was_sent_costs_no_number() {
    let scene = Scene::new();
    for expected in 1..4 {
        for _ in 0..3 {
            let unused = scene.network.block_on(scene.client.open(scene.target())).unwrap();
            scene.client.endpoint.release(&unused);
        }
        scene.network.run_for(5 * MILLISECOND);
        scene.request(7);
        let requests = scene.requests();
        assert_eq!(requests.len(), 1);
        let header = requests[0].header;
        assert_eq!((header.cid.0 & 3, header.call_number.0), (0, expected));
        let _ = scene.ask(&requests[0].serial(10 * expected).last(b"answer"));
        assert_eq!(scene.told().unwrap().1, b"answer");
        scene.network.run_for(100 * MILLISECOND);
        let _ = scene.service.take();
    }
}
