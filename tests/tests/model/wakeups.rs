//! Those whom a driver wakes when it has sent what there is to send.
//!
//! Holds: nobody who waits is lost, however the driver goes on. Must not know: how a driver waits.

use crate::checker::{Plan, block_on, sized, spawn};
use crate::world::{Peer, SERVICE, World, peer_address, reply_packet, request_packet, target};
use rxrpc_core::{Call, CallOptions, MessageFlags, Waiting, Wakeups};
use std::sync::{Arc, Mutex};

/// A packet of a batch.
type Packet = Vec<u8>;

/// Where drivers keep whom they have to wake. The lock is the system's: no thread is ever switched while it is held.
type Owed = Arc<Mutex<Wakeups>>;

/// What a driver does when it has taken in what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// It sends, wakes, and is about to sleep.
    Parks,
    /// It sends nothing.
    Panics,
    /// It wakes before it sends, since much has come.
    IsLate,
    /// It does not get to run before it has sent. Whoever takes its place wakes.
    IsDeposed,
    /// It forgets those who wait: what must be found.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    Forgets,
}

/// A driver takes in packets that came together.
fn drive(world: &World, packets: [Packet; 2], owed: &Owed, then: Then) {
    let stride = packets[0].len();
    let mut wakeups = Wakeups::default();
    let batch = packets.concat();
    world.endpoint.take_in_batch(world.now, peer_address(), &batch, stride, &mut wakeups);
    match then {
        Then::Parks => {
            owed.lock().unwrap().append(&mut wakeups);
            world.pump();
            wake_all(owed);
        }
        Then::IsLate => {
            wakeups.wake();
            world.pump();
        }
        // What unwinding does. The checkers' threads share one of the system, and so whether it panics.
        Then::Panics => drop(wakeups),
        Then::IsDeposed => owed.lock().unwrap().append(&mut wakeups),
        #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
        Then::Forgets => std::mem::forget(wakeups),
    }
}

/// Wakes whoever is to be woken, one by one: of drivers that do so at once, none has more than one in its hands.
fn wake_all(owed: &Owed) {
    loop {
        let next = owed.lock().unwrap().take_next();
        let Some(next) = next else { return };
        next.wake();
    }
}

/// Two drivers take turns at the socket; then it is looked whether one of them did not get to run.
fn two_drivers(world: &Arc<World>, packets: [[Packet; 2]; 2], [first, second]: [Then; 2]) {
    let owed = Owed::default();
    let [earlier, later] = packets;
    let other = {
        let (world, owed) = (world.clone(), owed.clone());
        spawn(move || drive(&world, earlier, &owed, first))
    };
    drive(world, later, &owed, second);
    other.join().unwrap();
    wake_all(&owed);
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

/// What the drivers do that take turns.
const WAYS: [[Then; 2]; 4] = [
    [Then::Parks, Then::Parks],
    [Then::Panics, Then::IsLate],
    [Then::IsLate, Then::Panics],
    [Then::IsDeposed, Then::Parks],
];

fn check(what: &str, scenario: fn([Then; 2])) {
    for ways in WAYS {
        let property = format!("no deferred wake-up is lost, {what}: {ways:?}");
        Plan::new(&property).preemptions(2).schedules(2_000).check(move || scenario(ways));
    }
}

/// Somebody reads a reply, and somebody else waits for the end.
fn a_reader_is_not_lost(ways: [Then; 2]) {
    let (world, options) = (World::new(sized(1, 4, 4), Peer::Silent), CallOptions::new());
    let call = world.run(world.endpoint.open_call(world.now, target(), &options)).unwrap();
    let mut taken = 0;
    let sent = world.endpoint.send(&call, b"request", false, Waiting::Allowed, &mut taken);
    world.run(sent).unwrap();
    let request = world.request(0);
    let reader = {
        let (world, call) = (world.clone(), call.clone());
        spawn(move || read_all(&world, &call))
    };
    let packet = |seq, last| reply_packet(&request, seq, last, b"data");
    let packets = [[packet(1, false), packet(2, false)], [packet(3, false), packet(4, true)]];
    two_drivers(&world, packets, ways);
    block_on(world.endpoint.wait_ended(&call)).unwrap();
    reader.join().unwrap();
    world.endpoint.release(&call);
    drop(call);
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn no_deferred_wakeup_of_a_reader_is_lost() {
    check("reading", a_reader_is_not_lost);
}

/// Calls come to a service, for which threads wait that wake nobody but by taking.
fn who_accepts_is_not_lost(ways: [Then; 2]) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let incoming = Arc::new(world.endpoint.incoming(SERVICE).unwrap());
    let takers = [2, 2].map(|calls| {
        let incoming = incoming.clone();
        spawn(move || {
            for _ in 0..calls {
                let _call = block_on(incoming.next()).unwrap();
            }
        })
    });
    let packet = |connection| request_packet(connection, 1, true, b"request");
    two_drivers(&world, [[packet(1), packet(2)], [packet(3), packet(4)]], ways);
    for taker in takers {
        taker.join().unwrap();
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn no_deferred_wakeup_of_accept_is_lost() {
    check("accepting", who_accepts_is_not_lost);
}

/// `recvmsg` waits for what comes of a call.
fn who_receives_messages_is_not_lost(ways: [Then; 2]) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", MessageFlags::empty())).unwrap();
    let request = world.request(0);
    let receiver = {
        let world = world.clone();
        spawn(move || {
            let mut bytes = 0;
            loop {
                let received = block_on(world.recvmsg(MessageFlags::empty()));
                let (message, data) = received.unwrap();
                bytes += data.len();
                if message.is_end() {
                    return bytes;
                }
            }
        })
    };
    let packet = |seq, last| reply_packet(&request, seq, last, b"data");
    let packets = [[packet(1, false), packet(2, false)], [packet(3, false), packet(4, true)]];
    two_drivers(&world, packets, ways);
    assert_eq!(receiver.join().unwrap(), 4 * 4);
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn no_deferred_wakeup_of_recvmsg_is_lost() {
    check("recvmsg", who_receives_messages_is_not_lost);
}

/// The checks would find a driver that forgets them.
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
mod a_driver_that_forgets_is_found {
    use super::*;

    fn check(scenario: fn([Then; 2])) {
        Plan::new("(a driver that forgets whom to wake: a lost wake-up)")
            .must_fail()
            .check(move || scenario([Then::Forgets, Then::Forgets]));
    }

    #[test]
    #[should_panic(expected = "deadlock")]
    fn by_a_reader() {
        check(a_reader_is_not_lost);
    }

    #[test]
    #[should_panic(expected = "deadlock")]
    fn by_who_accepts() {
        check(who_accepts_is_not_lost);
    }

    #[test]
    #[should_panic(expected = "deadlock")]
    fn by_who_receives_messages() {
        check(who_receives_messages_is_not_lost);
    }
}
