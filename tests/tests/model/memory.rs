//! Calls that wait for the endpoint's memory for what is sent.
//!
//! Holds: whoever waits gets what another gives back, and nothing is left of it. Must not know: how it is counted.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::{AbortCode, CallOptions, Waiting};

/// More than a call may hold without asking, and less than the least that it can ask for.
static REQUEST: [u8; 30 << 10] = [1; 30 << 10];

/// Each call gives all of its request before it ends, and there is memory for one of them.
fn one_after_the_other(slots: usize, calls: usize) {
    let world = World::with_config(slots, Peer::Silent, |config| config.send_memory = 64 << 10);
    let threads: Vec<_> = (0..calls)
        .map(|_| {
            let world = world.clone();
            spawn(move || {
                let endpoint = &world.endpoint;
                let call = endpoint.begin_call(world.now, target(), &CallOptions::new()).unwrap();
                let mut taken = 0;
                let send = endpoint.send(&call, &REQUEST, false, Waiting::Allowed, &mut taken);
                world.run(send).unwrap();
                endpoint.abort(&call, AbortCode(1));
                world.pump();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(world.endpoint.send_memory_taken(), 0);
    world.assert_nothing_left();
}

#[test]
fn memory_goes_from_one_call_to_the_next() {
    Plan::new("who waits for memory to send gets what another call gives back")
        .check(|| one_after_the_other(sized(2, 4, 4), sized(2, 4, 4)));
}
