//! When what waits to leave is long.

use crate::call::Call;
use crate::endpoint::tests::{Pair, SERVICE, ready};
use crate::{AddressFamily, CallOptions, Config, Endpoint, ServiceAddress, Waiting};
use std::sync::Arc;

/// Calls of a client that may have so many connections, each begun and nothing sent.
fn begun(connections: usize, calls: usize) -> (Arc<Endpoint>, Vec<Arc<Call>>) {
    let config = Config::default().connections_per_bundle(connections);
    let client = Endpoint::new(config, AddressFamily::V4).expect("the settings are in range");
    let target = ServiceAddress::new(Pair::addresses()[1], SERVICE);
    let now = std::time::Instant::now();
    let begin = || client.begin_call(now, target, &CallOptions::new()).expect("it is open");
    let calls = (0..calls).map(|_| begin()).collect();
    (client, calls)
}

/// How many calls have something to send when their output is long.
fn long_with(connections: usize, calls: usize) -> Option<usize> {
    let (client, calls) = begun(connections, calls);
    let on_channels = calls.iter().filter(|call| call.state().is_some());
    for (at, call) in on_channels.enumerate() {
        assert!(!client.is_output_long(), "at {at}");
        ready(client.send(call, b"request", false, Waiting::Never, &mut 0)).expect("there is room");
        if client.is_output_long() {
            assert_eq!(client.may_gather(), at > 0);
            return Some(at + 1);
        }
    }
    None
}

#[test]
fn half_of_what_is_in_flight_is_long() {
    assert_eq!(long_with(4, 1), Some(1));
    assert_eq!(long_with(4, 3), Some(1));
    assert_eq!(long_with(4, 4), Some(2));
    assert_eq!(long_with(4, 16), Some(8));
    assert_eq!(long_with(16, 64), Some(32));
}

#[test]
fn calls_that_wait_for_a_slot_are_not_in_flight() {
    assert_eq!(long_with(4, 100), Some(8));
}

#[test]
fn as_much_as_fills_a_batch_is_long_whatever_is_in_flight() {
    assert_eq!(long_with(64, 256), Some(64));
}
