//! Calls that wait for a slot by themselves.
//!
//! Holds: what was given to such a call leaves with no user waiting, whoever is using the call when its slot comes;
//! and its end at that moment leaves nothing behind. Must not know: how the wait is kept.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::{AbortCode, Call, CallOptions, Waiting};
use std::sync::Arc;

fn begin(world: &World) -> Arc<Call> {
    world.endpoint.begin_call(world.now, target(), &CallOptions::new()).unwrap()
}

/// A world whose slots are all taken, by the calls with it.
fn crowded(slots: usize) -> (Arc<World>, Vec<Arc<Call>>) {
    let world = World::new(slots, Peer::Silent);
    let running: Vec<_> = (0..slots).map(|_| begin(&world)).collect();
    assert!(running.iter().all(|call| call.state().is_some()));
    (world, running)
}

async fn send(world: &World, call: &Arc<Call>, data: &[u8], more: bool) {
    world.endpoint.send(call, data, more, Waiting::Allowed, &mut 0).await.unwrap();
}

/// While its slot comes, one user gives the call more, and another looks for its reply.
fn it_leaves_by_itself(slots: usize) {
    let (world, running) = crowded(slots);
    let call = begin(&world);
    world.run(send(&world, &call, b"first ", true));
    let ender = {
        let (world, ends) = (world.clone(), running[0].clone());
        spawn(move || {
            world.endpoint.abort(&ends, AbortCode(1));
            world.pump();
        })
    };
    let reader = {
        let (world, call) = (world.clone(), call.clone());
        spawn(move || {
            let mut buf = [0; 8];
            let read = world.endpoint.receive(&call, &mut buf, Waiting::Never);
            assert!(world.step(read).is_some_and(|read| read.is_err()), "nothing to be read");
        })
    };
    world.run(send(&world, &call, b"last", false));
    ender.join().unwrap();
    reader.join().unwrap();
    // Nobody has polled since.
    let header = world.request(0);
    assert!(header.flags.contains(rxrpc_core::wire::Flags::LAST_PACKET), "all in one packet");
    world.reply(&header, 1, true, b"reply");
    let whole = world.run(world.endpoint.receive_rest(&call, 10, Waiting::Never));
    assert_eq!(whole.unwrap(), b"reply");
    for call in &running {
        world.endpoint.abort(call, AbortCode(1));
    }
    world.assert_nothing_left();
}

#[test]
fn what_is_given_to_a_begun_call_leaves_by_itself() {
    Plan::new("data of a begun call leaves by itself when a slot is freed")
        .check(|| it_leaves_by_itself(sized(1, 4, 4)));
}

/// It is aborted just as its slot comes: that goes to the next.
fn it_ends_as_its_slot_comes(slots: usize) {
    let (world, running) = crowded(slots);
    let (call, next) = (begin(&world), begin(&world));
    for call in [&call, &next] {
        world.run(send(&world, call, b"request", false));
    }
    let threads = [running[0].clone(), call].map(|ends| {
        let world = world.clone();
        spawn(move || {
            world.endpoint.abort(&ends, AbortCode(1));
            world.pump();
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    assert!(next.state().is_some(), "it has the slot");
    for call in running.iter().chain([&next]) {
        world.endpoint.abort(call, AbortCode(1));
    }
    world.assert_nothing_left();
}

#[test]
fn the_end_of_a_begun_call_leaves_its_slot_to_the_next() {
    Plan::new("a begun call that ends as its slot comes leaves it to the next")
        .check(|| it_ends_as_its_slot_comes(sized(1, 4, 4)));
}
