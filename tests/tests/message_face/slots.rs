//! Calls that wait for one of the four slots of a connection.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, MessageError};
use rxrpc_tests::network::Task;
use std::time::Duration;

/// A service that never answers, with four calls of the client on it and others waiting.
fn crowded(waiting: &[u64]) -> (Pair, Vec<Task<Result<usize, MessageError>>>) {
    let pair = Pair::charged(&[101, 102, 103, 104, 105, 106, 107, 108]);
    for id in 1..=4 {
        pair.request(id, &[id as u8]);
        pair.network.run_for(Duration::from_millis(5));
    }
    let tasks = waiting.iter().map(|id| {
        let (client, id, to) = (pair.client.clone(), *id, pair.target());
        let task =
            pair.network.spawn(async move { client.sendmsg_last(id, &[id as u8], to).await });
        pair.network.run_for(Duration::from_millis(5));
        task
    });
    let tasks = tasks.collect();
    assert_eq!(pair.client.endpoint.statistics().slot_waiters, waiting.len() as u64);
    (pair, tasks)
}

/// Lets the service answer one call.
fn answer(pair: &Pair, id: u64) {
    let replied = pair.now_or_never(pair.server.sendmsg_last(id, b"answer", None));
    assert_eq!(replied, Ok(6));
}

fn requests(pair: &Pair) -> Vec<u8> {
    pair.network.run_for(Duration::from_millis(10));
    let mut all = Vec::new();
    while let Ok((_, data)) = pair.now_or_never(pair.server.recvmsg(DONTWAIT)) {
        all.extend(data);
    }
    all
}

#[test]
fn waiting_calls_hold_up_nobody_and_come_in_order() {
    let (pair, tasks) = crowded(&[5, 6, 7]);
    assert_eq!(requests(&pair), [1, 2, 3, 4]);
    for (answered, next) in [(102, 5), (104, 6), (101, 7)] {
        answer(&pair, answered);
        assert_eq!(pair.next(&pair.client), Message::data(answered - 100, b"answer", EOR));
        assert_eq!(requests(&pair), [next]);
    }
    for task in tasks {
        assert_eq!(pair.network.block_on(task), Ok(1));
    }
}

#[test]
fn an_abort_of_a_waiting_call_returns_at_once() {
    let (pair, mut tasks) = crowded(&[5, 6]);
    let abort = Control::Abort(AbortCode(-7));
    let before = pair.network.elapsed();
    assert_eq!(pair.now_or_never(pair.client.command(5, abort.clone())), Ok(()));
    // The maker succeeds without a byte; the end is told by recvmsg alone.
    assert_eq!(pair.network.block_on(tasks.remove(0)), Ok(0));
    assert_eq!(pair.next(&pair.client), Message::end(5, abort.clone()));
    assert_eq!(pair.network.elapsed(), before);
    pair.assert_silent(&pair.client);
    // The next in the queue did not lose its place.
    answer(&pair, 103);
    assert_eq!(pair.network.block_on(tasks.remove(0)), Ok(1));
    assert_eq!(requests(&pair), [1, 2, 3, 4, 6]);
}

#[test]
fn the_hard_timeout_runs_while_a_call_waits() {
    let (pair, _) = crowded(&[]);
    let (client, to) = (pair.client.clone(), pair.target());
    let limit = Duration::from_secs(2);
    let timeout = Control::SetCallTimeout { hard: Some(limit), idle: None, normal: None };
    let began = pair.network.elapsed();
    let sent =
        pair.network.spawn(async move { client.sendmsg(5, &[timeout], b"x", NONE, to).await });
    let end = pair.next(&pair.client);
    assert_eq!(end, Message::end(5, Control::Abort(AbortCode::RX_CALL_TIMEOUT)));
    assert_eq!(pair.network.elapsed() - began, limit);
    assert_eq!(pair.network.block_on(sent), Ok(0));
    assert_eq!(pair.client.endpoint.statistics().slot_waiters, 0);
}

#[test]
fn dontwait_does_not_wait_for_a_slot_and_leaves_no_trace() {
    let (pair, _) = crowded(&[]);
    for _ in 0..3 {
        let sent = pair.now_or_never(pair.client.sendmsg(5, &[], b"x", DONTWAIT, pair.target()));
        assert_eq!(sent, Err(MessageError::WouldBlock));
        let all = pair.client.endpoint.statistics();
        assert_eq!((all.user_call_ids, all.live_calls, all.slot_waiters), (4, 4, 0));
    }
    pair.assert_silent(&pair.client);
}

#[test]
fn a_cancelled_wait_frees_the_id_and_passes_the_slot_on() {
    let (pair, mut tasks) = crowded(&[5, 6]);
    let cancelled = tasks.remove(0);
    pair.network.cancel(&cancelled);
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 5);
    let abort = pair.client.command(5, Control::Abort(AbortCode(1)));
    assert_eq!(pair.now_or_never(abort), Err(MessageError::BadCallId));
    answer(&pair, 101);
    assert_eq!(pair.network.block_on(tasks.remove(0)), Ok(1));
    // The ID can be used again, and waits like any other.
    let again = pair.now_or_never(pair.client.sendmsg(5, &[], b"x", DONTWAIT, pair.target()));
    assert_eq!(again, Err(MessageError::WouldBlock));
}

#[test]
fn sending_on_a_waiting_call_is_ebusy() {
    let (pair, _) = crowded(&[5]);
    for flags in [NONE, MORE, DONTWAIT] {
        let sent = pair.now_or_never(pair.client.sendmsg(5, &[], b"more", flags, None));
        assert_eq!(sent, Err(MessageError::Busy));
    }
}

#[test]
fn an_exclusive_call_has_a_connection_of_its_own() {
    let (pair, _) = crowded(&[5]);
    let exclusive = Control::ExclusiveCall;
    let sent = pair.now_or_never(pair.client.sendmsg(9, &[exclusive], &[9], NONE, pair.target()));
    assert_eq!(sent, Ok(1));
    assert_eq!(requests(&pair), [1, 2, 3, 4, 9]);
    let calls = pair.client.endpoint.snapshot().calls;
    let connections: Vec<_> =
        calls.iter().filter_map(|call| call.cid.map(|cid| cid & !3)).collect();
    assert_eq!(connections.len(), 5);
    assert!(connections[..4].iter().all(|id| *id == connections[0]));
    assert_ne!(connections[4], connections[0]);
    answer(&pair, 105);
    assert_eq!(pair.next(&pair.client), Message::data(9, b"answer", EOR));
    // It is used for nothing else: call 5 still waits.
    assert_eq!(pair.client.endpoint.statistics().slot_waiters, 1);
    pair.network.run_for(Duration::from_secs(140));
    assert_eq!(pair.client.endpoint.snapshot().connections.len(), 1, "it is forgotten");
}

/// What one service of a peer is asked must not wait for another's slots, nor go out under its ID.
#[test]
fn another_service_of_the_same_peer_has_slots_of_its_own() {
    let (pair, _) = crowded(&[5]);
    pair.server.serve_echo(2);
    let reply = pair.network.block_on(pair.client.call(pair.server.service(2), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
}

#[test]
fn more_connections_are_opened_up_to_the_limit() {
    let pair = Pair::new();
    let client = pair.network.node_with(|config| config.connections_per_bundle = 3);
    for id in 0..12 {
        let sent = pair.now_or_never(client.sendmsg_last(id, b"x", pair.target()));
        assert_eq!(sent, Ok(1));
    }
    assert_eq!(client.endpoint.snapshot().connections.len(), 3);
    let sent = pair.now_or_never(client.sendmsg(12, &[], b"x", DONTWAIT, pair.target()));
    assert_eq!(sent, Err(MessageError::WouldBlock));
}
