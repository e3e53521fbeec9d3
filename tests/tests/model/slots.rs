//! Calls that wait for a slot, and those that must go on meanwhile.
//!
//! Holds: no deadlock with more users than slots, receiving while another waits, order of the slots, and
//! the old design, which both checkers must find dead. Must not know: services.

use crate::checker::{Mutex, Plan, sized, spawn};
use crate::world::{Peer, World, target};
use rxrpc_core::{AbortCode, CallError, CallOptions, MessageFlags, ReceivedMessage, UserCallId};
use std::sync::Arc;

const MORE: MessageFlags = MessageFlags::MORE;
const END: MessageFlags = MessageFlags::empty();

/// How a socket is shared by its users.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Design {
    /// As it is.
    Ours,
    /// As AF_RXRPC was before Linux 4.11: whatever a user does, the socket lock is held for all of it,
    /// the wait for a slot included.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    SocketLockOverWaits,
}

struct Socket {
    world: Arc<World>,
    design: Design,
    lock: Mutex<()>,
}

impl Socket {
    fn new(slots: usize, design: Design) -> Arc<Self> {
        let world = World::new(slots, Peer::Replies);
        Arc::new(Self { world, design, lock: Mutex::new(()) })
    }

    fn verb<T>(&self, verb: impl Future<Output = T>) -> T {
        let held = (self.design != Design::Ours).then(|| self.lock.lock().unwrap());
        let result = self.world.run(verb);
        drop(held);
        result
    }

    fn send(&self, id: u64, data: &[u8], flags: MessageFlags) {
        self.verb(self.world.sendmsg(id, data, flags)).unwrap();
    }

    fn receive(&self) -> ReceivedMessage {
        self.verb(self.world.recvmsg(END)).unwrap().0
    }
}

/// Each user makes a call in two steps, so that it needs the socket again while it has a slot, and
/// receives until some call has ended.
fn users_make_calls(design: Design, slots: usize, users: usize) {
    let socket = Socket::new(slots, design);
    let threads: Vec<_> = (0..users as u64)
        .map(|id| {
            let socket = socket.clone();
            spawn(move || {
                socket.send(id, b"half", MORE);
                socket.send(id, b"rest", END);
                while !socket.receive().is_end() {}
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    socket.world.assert_nothing_left();
}

#[test]
fn no_deadlock_with_more_users_than_slots() {
    Plan::new("no deadlock with users > slots")
        .preemptions(4)
        .schedules(25_000)
        .check(|| users_make_calls(Design::Ours, sized(1, 4, 4), sized(2, 7, 16)));
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[test]
#[should_panic(expected = "deadlock")]
fn the_old_design_is_found_dead() {
    Plan::new("(old design: deadlock of a socket lock held over the slot wait)")
        .must_fail()
        .check(|| users_make_calls(Design::SocketLockOverWaits, sized(1, 4, 4), sized(2, 5, 5)));
}

/// A user receives on a call that has a slot, while others wait for one.
fn a_live_call_goes_on(slots: usize, waiting: usize) {
    let world = World::new(slots, Peer::Silent);
    for id in 0..slots as u64 {
        world.run(world.sendmsg(id, b"request", END)).unwrap();
    }
    let waiters: Vec<_> = (0..waiting as u64)
        .map(|at| {
            let world = world.clone();
            spawn(move || world.run(world.sendmsg(100 + at, b"request", END)).unwrap())
        })
        .collect();
    let request = world.request(0);
    world.reply(&request, 1, false, b"part");
    let (message, data) = world.run(world.recvmsg(END)).unwrap();
    assert_eq!((message.call, &data[..]), (Some(UserCallId(0)), &b"part"[..]));
    assert!(message.flags.contains(MORE), "the call goes on");
    let statistics = world.endpoint.statistics();
    assert_eq!(statistics.slots_in_use, slots as u64, "nobody's slot was given up for it");
    world.reply(&request, 2, true, b"end");
    assert_eq!(world.receive_an_end(), 0);
    for at in 1..slots + waiting {
        // Each call that ends makes room for the next, whose request goes out at once or when its
        // thread has run.
        world.reply(&world.request_to_come(at), 1, true, b"reply");
        world.receive_an_end();
    }
    for waiter in waiters {
        waiter.join().unwrap();
    }
    world.assert_nothing_left();
}

#[test]
fn recvmsg_of_a_live_call_completes_while_another_waits_for_a_slot() {
    Plan::new("recvmsg of a live call completes while another waits for a slot")
        .check(|| a_live_call_goes_on(sized(1, 4, 4), sized(1, 3, 4)));
}

/// Slots go to those who wait in the order of asking, and nobody who comes later is faster.
fn slots_go_in_order(slots: usize) {
    let world = World::new(slots, Peer::Silent);
    let options = CallOptions::new();
    let open = || {
        let endpoint = world.endpoint.clone();
        let (now, options) = (world.now, options.clone());
        async move { endpoint.open_call(now, target(), &options).await.unwrap() }
    };
    let running: Vec<_> = (0..slots).map(|_| world.run(open())).collect();
    let mut first = Box::pin(open());
    let mut second = Box::pin(open());
    let mut third = Box::pin(open());
    for wait in [&mut first, &mut second, &mut third] {
        assert!(world.step(wait.as_mut()).is_none());
    }
    // Somebody ends a call while a newcomer tries.
    let newcomer = {
        let world = world.clone();
        spawn(move || {
            let tried =
                world.endpoint.try_open_call(world.now, target(), &CallOptions::new()).err();
            assert_eq!(tried, Some(CallError::WouldBlock), "the queue comes first");
        })
    };
    let ender = {
        let (world, call) = (world.clone(), running[0].clone());
        spawn(move || {
            world.endpoint.abort(&call, AbortCode(1));
            world.pump();
        })
    };
    let first = world.run(first);
    assert!(world.step(second.as_mut()).is_none(), "one slot, one call");
    assert!(world.step(third.as_mut()).is_none());
    newcomer.join().unwrap();
    ender.join().unwrap();
    world.endpoint.abort(&first, AbortCode(1));
    assert!(world.step(third.as_mut()).is_none(), "not its turn");
    let second = world.step(second).expect("the slot is granted");
    world.endpoint.abort(&second, AbortCode(1));
    let third = world.step(third).expect("the slot is granted");
    for call in running.iter().chain([&third]) {
        world.endpoint.abort(call, AbortCode(1));
    }
    world.assert_nothing_left();
}

#[test]
fn slots_are_granted_first_come_first_served() {
    Plan::new("FIFO: slots go in the order of asking, newcomers do not barge")
        .check(|| slots_go_in_order(sized(1, 4, 4)));
}
