//! What others see of a call that is being made.
//!
//! Holds: no client call is visible unlocked before its maker is done. Must not know: services.
#![cfg(any(rxrpc_loom, rxrpc_shuttle))]

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World};
use rxrpc_core::{AbortCode, Control, MessageFlags, UserCallId, model};

const END: MessageFlags = MessageFlags::empty();

/// Whoever gets the user mutex of a call in the tree finds its request complete: the maker holds the
/// mutex from before the call is seen until it is done, the wait for a slot included.
fn the_maker_is_done_first(slots: usize, lookers: usize) {
    let world = World::new(slots, Peer::Silent);
    for id in 0..slots as u64 {
        world.run(world.sendmsg(100 + id, b"request", END)).unwrap();
    }
    let maker = {
        let world = world.clone();
        spawn(move || world.run(world.sendmsg(1, b"request", END)).unwrap())
    };
    let lookers: Vec<_> = (0..lookers)
        .map(|_| {
            let world = world.clone();
            spawn(move || {
                for _ in 0..2 {
                    let Some(call) = model::find_call(&world.socket, UserCallId(1)) else {
                        continue;
                    };
                    if let Some(held) = model::hold(&call) {
                        assert!(call.state().is_some(), "no call is free before it has a slot");
                        assert!(!model::takes_data(&call), "its maker is not done");
                        drop(held);
                    }
                }
            })
        })
        .collect();
    world.command(100, Control::Abort(AbortCode(1))).unwrap();
    maker.join().unwrap();
    for looker in lookers {
        looker.join().unwrap();
    }
    for id in (1..2).chain(101..100 + slots as u64) {
        world.command(id, Control::Abort(AbortCode(1))).unwrap();
    }
    world.drain();
    world.assert_nothing_left();
}

#[test]
fn no_call_is_visible_unlocked_before_its_maker_is_done() {
    Plan::new("no call is visible unlocked before its maker is done")
        .check(|| the_maker_is_done_first(sized(1, 4, 4), sized(1, 3, 0)));
}
