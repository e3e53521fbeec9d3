//! Those whom a driver wakes when it has sent what there is to send.
//!
//! Holds: nobody who waits is lost, however the driver goes on. Must not know: how a driver waits.

use crate::checker::{Plan, block_on, sized, spawn};
use crate::world::{Peer, World, peer_address, reply_packet, target};
use rxrpc_core::wire::Header;
use rxrpc_core::{Call, CallOptions, Waiting, Wakeups};
use std::sync::Arc;

/// What a driver does when it has taken in what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// It sends, wakes, and is about to sleep.
    Parks,
    /// It sends nothing.
    Panics,
    /// It wakes before it sends, since much has come.
    IsLate,
    /// It forgets those who wait: what must be found.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    Forgets,
}

/// A driver takes in packets of a reply that came together.
fn drive(world: &World, request: &Header, packets: [(u32, bool); 2], then: Then) {
    let batch = packets.map(|(seq, last)| reply_packet(request, seq, last, b"data")).concat();
    let mut wakeups = Wakeups::default();
    let stride = batch.len() / packets.len();
    world.endpoint.take_in_batch(world.now, peer_address(), &batch, stride, &mut wakeups);
    match then {
        Then::Parks => world.pump(),
        Then::IsLate => {
            wakeups.wake();
            world.pump();
        }
        // What unwinding does. The checkers' threads share one of the system, and so whether it panics.
        Then::Panics => drop(wakeups),
        #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
        Then::Forgets => std::mem::forget(wakeups),
    }
}

fn read_all(world: &World, call: &Arc<Call>) {
    let (mut buffer, mut had) = ([0; 5], 0);
    loop {
        let read = world.endpoint.receive(call, &mut buffer, Waiting::Allowed);
        // Unlike `World::run` this sends nothing: only a wake-up helps.
        match block_on(read).unwrap() {
            0 => break,
            bytes => had += bytes,
        }
    }
    assert_eq!(had, 4 * 4);
}

/// Somebody reads a reply, somebody else waits for the end, and two drivers take turns at the socket.
fn nobody_is_lost(slots: usize, first: Then, second: Then) {
    let (world, options) = (World::new(slots, Peer::Silent), CallOptions::new());
    let call = world.run(world.endpoint.open_call(world.now, target(), &options)).unwrap();
    let mut taken = 0;
    let sent = world.endpoint.send(&call, b"request", false, Waiting::Allowed, &mut taken);
    world.run(sent).unwrap();
    let request = world.request(0);
    let reader = {
        let (world, call) = (world.clone(), call.clone());
        spawn(move || read_all(&world, &call))
    };
    let other = {
        let world = world.clone();
        spawn(move || drive(&world, &request, [(1, false), (2, false)], first))
    };
    drive(&world, &request, [(3, false), (4, true)], second);
    other.join().unwrap();
    block_on(world.endpoint.wait_ended(&call)).unwrap();
    reader.join().unwrap();
    world.endpoint.release(&call);
    drop(call);
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn no_deferred_wakeup_is_lost() {
    let ways = [Then::Parks, Then::Panics, Then::IsLate];
    for (first, second) in ways.into_iter().zip([Then::Parks, Then::IsLate, Then::Panics]) {
        let property = format!("no deferred wake-up is lost: {first:?}, {second:?}");
        Plan::new(&property)
            .preemptions(2)
            .schedules(2_000)
            .check(move || nobody_is_lost(sized(1, 4, 4), first, second));
    }
}

/// The check would find a driver that forgets them.
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[test]
#[should_panic(expected = "deadlock")]
fn a_driver_that_forgets_is_found() {
    Plan::new("(a driver that forgets whom to wake: a lost wake-up)")
        .must_fail()
        .check(|| nobody_is_lost(sized(1, 4, 4), Then::Forgets, Then::Forgets));
}
