//! Many calls and many peers on one socket, in a small form; `cargo xtask scale` is the large one. The verdicts
//! are counts: who was alive at once, and that everybody was served.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

/// The hand-made runtime of the async front end's own tests.
#[path = "../../rxrpc-async/tests/common/plain.rs"]
mod plain;

use rxrpc_async::runtime::Runtime;
use rxrpc_tests::scale;
use std::sync::Arc;

fn runtime() -> Arc<dyn Runtime> {
    Arc::new(plain::Plain::new(2))
}

#[test]
fn calls_to_one_peer() {
    let found = scale::one_peer(&runtime(), 600, &|| 0).unwrap();
    assert_eq!((found.at_once, found.times.count()), (600, 600));
    assert_eq!(found.client.slots_in_use, 0);
}

#[test]
fn calls_that_wait_for_slots() {
    let found = scale::one_peer_in_turn(&runtime(), 600).unwrap();
    assert_eq!(found.times.count(), 600);
    assert_eq!((found.client.slot_waiters, found.client.slots_in_use), (0, 0));
}

#[cfg(target_os = "linux")]
#[test]
fn one_call_of_each_of_many_peers() {
    let found = scale::peers(&runtime(), 600, &|| 0).unwrap();
    assert_eq!((found.at_once, found.times.count()), (600, 600));
}

/// The one client would have all places for itself, and does get half of them.
#[cfg(target_os = "linux")]
#[test]
fn a_flood_from_one_peer() {
    let found = scale::flood(&runtime(), 20, 5, 32, 200).unwrap();
    assert_eq!(found.calls_each, (5, 5), "everybody else is served");
    assert!(found.flood_sent >= 32, "{found:?}");
    assert!(found.most_of_flood <= 100, "{found:?}");
}
