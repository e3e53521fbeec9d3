//! `recvmsg` and `sendmsg` on calls that several threads use at once.
//!
//! Holds: `MSG_DONTWAIT` never waits, the ready queue holds a call at most once and every end is told
//! exactly once. Must not know: slots' order, services.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, MessageError, MessageFlags};
use std::sync::Arc;

const MORE: MessageFlags = MessageFlags::MORE;
const END: MessageFlags = MessageFlags::empty();
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
const PEEK: MessageFlags = MessageFlags::PEEK;

/// Verbs that must not wait come to an end in their first step, whoever holds the calls and slots.
fn dontwait_verbs(slots: usize, callers: usize) {
    let world = World::new(slots, Peer::Replies);
    for id in 0..slots as u64 {
        world.run(world.sendmsg(id, b"half", MORE)).unwrap();
    }
    let mut threads = Vec::new();
    for at in 0..callers as u64 {
        // One who uses a call that has a slot, and one who waits for a slot.
        let user = world.clone();
        let id = at % slots as u64;
        threads.push(spawn(move || {
            // Too late once the request was ended, but not for ever.
            let _ = user.run(user.sendmsg(id, b"more", MORE));
        }));
        let newcomer = world.clone();
        threads.push(spawn(move || newcomer.run(newcomer.sendmsg(50 + at, b"all", END)).unwrap()));
    }
    let sent = world.step(world.sendmsg(0, b"more", MORE | DONTWAIT)).expect("sendmsg waits");
    assert!(matches!(sent, Ok(()) | Err(MessageError::WouldBlock)), "{sent:?}");
    let made = world.step(world.sendmsg(99, b"all", DONTWAIT)).expect("a new call waits");
    assert_eq!(made, Err(MessageError::WouldBlock), "no slot is free");
    for flags in [PEEK | DONTWAIT, DONTWAIT] {
        let received = world.step(world.recvmsg(flags)).expect("recvmsg waits");
        assert!(matches!(received, Err(MessageError::WouldBlock)), "no reply came: {received:?}");
    }
    for id in 0..slots as u64 {
        world.run(world.sendmsg(id, b"rest", END)).unwrap();
    }
    for thread in threads {
        thread.join().unwrap();
    }
    let mut ended = world.drain();
    ended.sort_unstable();
    let expected: Vec<_> = (0..slots as u64).chain(50..50 + callers as u64).collect();
    assert_eq!(ended, expected, "the call that was not made has left no name");
    world.assert_nothing_left();
}

#[test]
fn dontwait_never_waits() {
    Plan::new("DONTWAIT never waits")
        .preemptions(2)
        .check(|| dontwait_verbs(sized(1, 4, 4), sized(1, 3, 6)));
}

/// Threads receive and peek, with and without waiting, while data and the end arrive.
fn receivers_race(receivers: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", END)).unwrap();
    let request = world.request(0);
    let mut threads = Vec::new();
    for at in 0..receivers {
        let world = world.clone();
        threads.push(spawn(move || {
            let flags = if at % 2 == 0 { DONTWAIT } else { DONTWAIT | PEEK };
            let (mut bytes, mut ends) = (0, 0);
            for _ in 0..2 {
                let received = world.step(world.recvmsg(flags)).expect("recvmsg waits");
                assert_queued_at_most_once(&world);
                if let (Ok((message, data)), false) = (received, flags.contains(PEEK)) {
                    bytes += data.len();
                    ends += usize::from(message.is_end());
                }
            }
            (bytes, ends)
        }));
    }
    world.reply(&request, 1, false, b"some");
    assert_queued_at_most_once(&world);
    world.reply(&request, 2, true, b"data");
    assert_queued_at_most_once(&world);
    let (mut bytes, mut ends) = (0, 0);
    for thread in threads {
        let (more, ended) = thread.join().unwrap();
        bytes += more;
        ends += ended;
    }
    while let Ok((message, data)) = world.run(world.recvmsg(END)) {
        bytes += data.len();
        ends += usize::from(message.is_end());
    }
    assert_eq!((bytes, ends), (8, 1), "all data once, and one end");
    world.assert_nothing_left();
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
fn assert_queued_at_most_once(world: &Arc<World>) {
    let queued = rxrpc_core::model::ready_calls(&world.socket);
    assert!(queued.len() <= 1, "one call stands in the queue as {queued:?}");
}

#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
fn assert_queued_at_most_once(world: &Arc<World>) {
    assert!(world.endpoint.statistics().ready <= 1, "one call stands in the queue twice");
}

#[test]
fn the_ready_queue_holds_a_call_at_most_once() {
    Plan::new("the ready queue holds a call at most once").check(|| receivers_race(sized(2, 4, 8)));
}

/// Threads make a call under one ID: it is one call, and each is told what became of his message.
fn makers_of_one_id(makers: usize) {
    let world = World::new(sized(2, 4, 4), Peer::Silent);
    let threads: Vec<_> = (0..makers)
        .map(|_| {
            let maker = world.clone();
            spawn(move || maker.run(maker.sendmsg(1, b"half", MORE)))
        })
        .collect();
    let sent: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let told = |sent: &Result<(), MessageError>| {
        matches!(sent, Ok(()) | Err(MessageError::CallIdExists | MessageError::Busy))
    };
    assert!(sent.iter().all(told) && sent.iter().any(Result::is_ok), "{sent:?}");
    let statistics = world.endpoint.statistics();
    assert_eq!(
        (statistics.user_call_ids, statistics.live_calls, statistics.slots_in_use),
        (1, 1, 1)
    );
    world.command(1, Control::Abort(AbortCode(5))).unwrap();
    assert_eq!(world.drain(), [1]);
    world.assert_nothing_left();
}

#[test]
fn a_user_call_id_makes_one_call() {
    Plan::new("a user call ID makes one call").check(|| makers_of_one_id(sized(2, 3, 8)));
}
