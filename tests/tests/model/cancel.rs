//! Waits that are given up.
//!
//! Holds: what a dropped wait for a slot, for the user mutex, for data or in `recvmsg` leaves behind:
//! nothing, and nobody else misses what it had been promised. Must not know: how verbs are made.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::{AbortCode, CallOptions, Control, MessageError, MessageFlags, Waiting};

const MORE: MessageFlags = MessageFlags::MORE;
const END: MessageFlags = MessageFlags::empty();
const PEEK: MessageFlags = MessageFlags::PEEK;
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// Some give up their wait for a slot while a slot comes free and others go on waiting.
fn slot_waits_are_given_up(slots: usize, quitters: usize, waiters: usize) {
    let world = World::new(slots, Peer::Replies);
    for id in 0..slots as u64 {
        world.run(world.sendmsg(id, b"half", MORE)).unwrap();
    }
    let mut threads = Vec::new();
    for at in 0..quitters as u64 {
        let world = world.clone();
        threads.push(spawn(move || {
            let sent = world.step(world.sendmsg(100 + at, b"request", END));
            assert!(matches!(sent, None | Some(Ok(()))), "{sent:?}");
            if sent.is_none() {
                let known = world.command(100 + at, Control::Abort(AbortCode(1)));
                assert_eq!(known, Err(MessageError::BadCallId), "the call was taken back");
            }
        }));
    }
    for at in 0..waiters as u64 {
        let world = world.clone();
        threads.push(spawn(move || {
            world.run(world.sendmsg(200 + at, b"request", END)).unwrap();
        }));
    }
    for id in 0..slots as u64 {
        world.command(id, Control::Abort(AbortCode(1))).unwrap();
    }
    for thread in threads {
        thread.join().unwrap();
    }
    let ended = world.drain();
    for at in 0..waiters as u64 {
        assert!(ended.contains(&(200 + at)), "a call that was waited for was made");
    }
    world.assert_nothing_left();
}

#[test]
fn cancelled_slot_waits_leave_nothing() {
    Plan::new("cancelled waits leave neither slot nor tree entry nor waiter")
        .check(|| slot_waits_are_given_up(sized(1, 4, 4), sized(1, 3, 6), sized(1, 3, 6)));
}

/// Someone gives up the wait for a user mutex that he was just promised, while `recvmsg` has passed the
/// call over.
fn user_mutex_waits_are_given_up(quitters: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"half", MORE)).unwrap();
    // Who looks at the call makes the others wait for its user mutex.
    let mut threads = Vec::new();
    let peeker = world.clone();
    threads.push(spawn(move || {
        peeker.step(peeker.recvmsg(PEEK | DONTWAIT)).expect("never waits").ok();
    }));
    for _ in 0..quitters {
        let world = world.clone();
        threads.push(spawn(move || {
            world.step(world.sendmsg_known(1, b"more", None));
        }));
    }
    world.command(1, Control::Abort(AbortCode(1))).unwrap();
    assert_eq!(world.receive_an_end(), 1);
    for thread in threads {
        thread.join().unwrap();
    }
    world.assert_nothing_left();
}

#[test]
fn a_cancelled_wait_for_the_user_mutex_wakes_recvmsg() {
    Plan::new("a cancelled wait for the user mutex wakes recvmsg")
        .check(|| user_mutex_waits_are_given_up(sized(1, 3, 6)));
}

/// A message that is refused after it took the user mutex, while `recvmsg` has passed the call over.
fn refused_messages(refused: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"half", MORE)).unwrap();
    let threads: Vec<_> = (0..refused)
        .map(|_| {
            let world = world.clone();
            spawn(move || {
                let length = Some(Control::TransmitLength(9));
                world.run(world.sendmsg_known(1, b"", length)).expect_err("it comes too late");
            })
        })
        .collect();
    world.command(1, Control::Abort(AbortCode(1))).unwrap();
    assert_eq!(world.receive_an_end(), 1);
    for thread in threads {
        thread.join().unwrap();
    }
    world.assert_nothing_left();
}

#[test]
fn a_refused_message_wakes_recvmsg() {
    Plan::new("a refused sendmsg wakes recvmsg").check(|| refused_messages(sized(1, 3, 6)));
}

/// One of two threads in `recvmsg` gives up as the news comes: the other gets it.
fn receivers_give_up(quitters: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", END)).unwrap();
    let mut threads = Vec::new();
    for _ in 0..quitters {
        let world = world.clone();
        threads.push(spawn(move || {
            world.step(world.recvmsg(PEEK));
        }));
    }
    let replier = world.clone();
    threads.push(spawn(move || replier.reply(&replier.request(0), 1, true, b"reply")));
    assert_eq!(world.receive_an_end(), 1);
    for thread in threads {
        thread.join().unwrap();
    }
    world.assert_nothing_left();
}

#[test]
fn a_cancelled_recvmsg_passes_the_news_on() {
    Plan::new("a cancelled recvmsg passes the news on")
        .preemptions(2)
        .check(|| receivers_give_up(sized(2, 4, 6)));
}

/// Reads and waits for the end of a call are given up while both come.
fn reads_are_given_up(quitters: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let call =
        world.run(world.endpoint.open_call(world.now, target(), &CallOptions::new())).unwrap();
    world.run(world.endpoint.send(&call, b"request", false, Waiting::Allowed, &mut 0)).unwrap();
    let mut threads = Vec::new();
    for _ in 0..quitters {
        let (world, call) = (world.clone(), call.clone());
        threads.push(spawn(move || {
            world.step(world.endpoint.wait_ended(&call));
            let mut buffer = [0; 0];
            world.step(world.endpoint.receive(&call, &mut buffer, Waiting::Allowed));
        }));
    }
    let replier = world.clone();
    threads.push(spawn(move || replier.reply(&replier.request(0), 1, true, b"reply")));
    let mut buffer = [0; 16];
    let read = world.run(world.endpoint.receive(&call, &mut buffer, Waiting::Allowed)).unwrap();
    assert_eq!(&buffer[..read], b"reply");
    world.run(world.endpoint.wait_ended(&call)).unwrap();
    for thread in threads {
        thread.join().unwrap();
    }
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    assert_eq!(rxrpc_core::model::waiters(&call), 0);
    world.assert_nothing_left();
}

#[test]
fn cancelled_reads_leave_no_waiter() {
    Plan::new("cancelled reads leave no waiter and lose no data")
        .check(|| reads_are_given_up(sized(1, 4, 6)));
}
