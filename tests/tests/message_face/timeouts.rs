//! SET_CALL_TIMEOUT: hard, idle and normal.

use crate::scene::{MORE, Message, NONE, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, Errno, MessageError};
use rxrpc_tests::network::Link;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

fn hard(limit: Duration) -> Control {
    Control::SetCallTimeout { hard: Some(limit), idle: None, normal: None }
}

fn idle(limit: Duration) -> Control {
    Control::SetCallTimeout { hard: None, idle: Some(limit), normal: None }
}

fn normal(limit: Duration) -> Control {
    Control::SetCallTimeout { hard: None, idle: None, normal: Some(limit) }
}

const TIMED_OUT: Control = Control::Abort(AbortCode::RX_CALL_TIMEOUT);

/// When the client learns that the call ended, and how.
fn ends(pair: &Pair, expected: &Message) -> Duration {
    let began = pair.network.elapsed();
    assert_eq!(pair.next(&pair.client), *expected);
    pair.network.elapsed() - began
}

#[test]
fn a_call_ends_at_its_hard_timeout_although_the_peer_is_alive() {
    let pair = Pair::charged(&[500]);
    let sent =
        pair.now_or_never(pair.client.sendmsg(7, &[hard(30 * SECOND)], b"x", NONE, pair.target()));
    assert_eq!(sent, Ok(1));
    let took = ends(&pair, &Message::end(7, TIMED_OUT));
    assert_eq!(took, 30 * SECOND);
    assert_eq!(pair.next(&pair.server).data, b"x");
    assert_eq!(pair.next(&pair.server), Message::end(500, TIMED_OUT));
}

#[test]
fn the_hard_timeout_of_a_running_call_can_be_moved() {
    let pair = Pair::charged(&[500]);
    let sent =
        pair.now_or_never(pair.client.sendmsg(7, &[hard(2 * SECOND)], b"x", MORE, pair.target()));
    assert_eq!(sent, Ok(1));
    pair.network.run_for(SECOND);
    let sent = pair.now_or_never(pair.client.sendmsg(7, &[hard(5 * SECOND)], b"x", NONE, None));
    assert_eq!(sent, Ok(1));
    assert_eq!(ends(&pair, &Message::end(7, TIMED_OUT)), 5 * SECOND);
}

#[test]
fn a_silent_peer_ends_a_call_at_its_normal_timeout() {
    let pair = Pair::new();
    pair.network.set_link(Link { cut: true, ..Link::perfect(SECOND / 1000) });
    let sent =
        pair.now_or_never(pair.client.sendmsg(7, &[normal(3 * SECOND)], b"x", NONE, pair.target()));
    assert_eq!(sent, Ok(1));
    assert_eq!(ends(&pair, &Message::end(7, TIMED_OUT)), 3 * SECOND);
    pair.request(8, b"x");
    // Without a setting: 20 seconds.
    assert_eq!(ends(&pair, &Message::end(8, TIMED_OUT)), 20 * SECOND);
}

#[test]
fn a_living_peer_keeps_a_call_alive_for_hours() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"x");
    pair.network.run_for(2 * HOUR);
    assert_eq!(pair.next(&pair.server).data, b"x");
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, b"late", None)), Ok(4));
    assert_eq!(pair.next(&pair.client).data, b"late");
}

#[test]
fn a_service_ends_a_request_that_stops_coming() {
    let pair = Pair::charged(&[500]);
    let half = pair.now_or_never(pair.client.sendmsg(7, &[], &[1; 2000], MORE, pair.target()));
    assert_eq!(half, Ok(2000));
    assert_eq!(pair.next(&pair.server).data.len(), 1412);
    let took = ends(&pair, &Message::end(7, TIMED_OUT));
    assert!((59 * SECOND..61 * SECOND).contains(&took), "{took:?}");
    assert_eq!(pair.next(&pair.server), Message::end(500, TIMED_OUT));
}

#[test]
fn timeouts_beyond_what_linux_takes_are_erange() {
    let pair = Pair::new();
    let try_with =
        |timeout| pair.now_or_never(pair.client.sendmsg(7, &[timeout], b"x", MORE, pair.target()));
    let beyond = HOUR + SECOND / 1000;
    assert_eq!(try_with(idle(beyond)), Err(MessageError::OutOfRange));
    assert_eq!(try_with(normal(beyond)), Err(MessageError::OutOfRange));
    assert_eq!(MessageError::OutOfRange.errno(), Errno::ERANGE);
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
    assert_eq!(try_with(idle(HOUR)), Ok(1));
    assert_eq!(try_with(normal(HOUR)), Ok(1));
    // As many seconds as an `int` can count at 100 ticks each.
    let longest = 21_474_836 * SECOND;
    assert_eq!(try_with(hard(longest)), Ok(1));
    assert_eq!(try_with(hard(longest + SECOND / 1000)), Err(MessageError::OutOfRange));
    assert_eq!(try_with(hard(Duration::MAX)), Err(MessageError::OutOfRange));
}

/// Timeouts may be given with an accept: here the one for a request that stops coming.
#[test]
fn timeouts_that_come_with_an_accept_are_kept() {
    for (timeout, seconds) in [(idle(5 * SECOND), 5), (hard(7 * SECOND), 7)] {
        let pair = Pair::announcing();
        let half = pair.now_or_never(pair.client.sendmsg(7, &[], &[1; 2000], MORE, pair.target()));
        assert_eq!(half, Ok(2000));
        assert_eq!(pair.next(&pair.server).control, Some(Control::NewCall));
        let accept = [Control::Accept, timeout];
        assert_eq!(pair.now_or_never(pair.server.sendmsg(5, &accept, b"", NONE, None)), Ok(0));
        let took = ends(&pair, &Message::end(7, TIMED_OUT));
        let wanted = seconds * SECOND;
        assert!((wanted - SECOND / 2..wanted + SECOND / 2).contains(&took), "{took:?}");
    }
}
