//! Forgetting idle connections and bundles while calls begin.
//!
//! Holds: a call that begins while its bundle is being forgotten gets a connection that is in use, and
//! still counts against the slots of its bundle. Must not know: how long anything is kept.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World};
use rxrpc_core::MessageFlags;
use std::time::Duration;

const END: MessageFlags = MessageFlags::empty();

/// Long enough for an idle client connection to be forgotten.
const LATER: Duration = Duration::from_secs(600);

fn calls_begin_meanwhile(slots: usize, callers: usize) {
    let world = World::new(slots, Peer::Replies);
    world.run(world.sendmsg(0, b"request", END)).unwrap();
    world.receive_an_end();
    world.assert_nothing_left();
    let mut threads: Vec<_> = (1..=callers as u64)
        .map(|id| {
            let world = world.clone();
            spawn(move || world.run(world.sendmsg(id, b"request", END)).unwrap())
        })
        .collect();
    let keeper = world.clone();
    threads.push(spawn(move || {
        for round in 1..=2 {
            keeper.endpoint.handle_timeout(keeper.now + LATER * round);
        }
        keeper.pump();
    }));
    for thread in threads {
        thread.join().unwrap();
    }
    let ended = world.drain();
    assert_eq!(ended.len(), callers, "each call has its end");
    assert!(world.endpoint.snapshot().bundles.len() <= 1, "one bundle for one service of a peer");
    world.assert_nothing_left();
}

#[test]
fn a_call_may_begin_while_its_bundle_is_forgotten() {
    Plan::new("a call may begin while its bundle is forgotten")
        .preemptions(2)
        .check(|| calls_begin_meanwhile(sized(1, 4, 4), sized(2, 5, 6)));
}
