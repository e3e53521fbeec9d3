//! Bells and events of a socket, for who waits in an event loop.
//!
//! Holds: no edge is lost while calls are held, let go and received from; a bell is right when all have gone; what was
//! refused is told of; and designs that lose an edge, which both checkers must find dead. Must not know: slots' order,
//! descriptors.

use crate::checker::{Mutex, Plan, sized, spawn};
use crate::world::{Peer, World};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Bell, Control, MessageError, MessageFlags, SocketEvent, UserCallId};
use std::fmt;
use std::sync::Arc;
use std::task::{Poll, Waker};

const MORE: MessageFlags = MessageFlags::MORE;
const END: MessageFlags = MessageFlags::empty();
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;
const PEEK: MessageFlags = MessageFlags::PEEK;

/// Who silences a bell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Design {
    /// As it is: who changes what there is to tell.
    Ours,
    /// Who listens, once he was told EAGAIN, and without another look.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    ClearsWithoutALook,
}

/// A bell that a thread can wait for.
struct TestBell {
    design: Design,
    state: Mutex<(bool, Option<Waker>)>,
}

impl fmt::Debug for TestBell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestBell").finish_non_exhaustive()
    }
}

impl Bell for TestBell {
    fn ring(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 = true;
        let waker = state.1.take();
        drop(state);
        waker.into_iter().for_each(Waker::wake);
    }

    fn silence(&self) {
        if self.design == Design::Ours {
            self.clear();
        }
    }

    fn remind(&self) {
        if self.design != Design::Ours {
            self.ring();
        }
    }
}

impl TestBell {
    fn on(world: &World, design: Design) -> Arc<Self> {
        let bell = Arc::new(Self { design, state: Mutex::new((false, None)) });
        world.socket.hang_bell(&bell);
        bell
    }

    fn rings(&self) -> bool {
        self.state.lock().unwrap().0
    }

    fn clear(&self) {
        self.state.lock().unwrap().0 = false;
    }

    async fn heard(&self) {
        std::future::poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            if state.0 {
                return Poll::Ready(());
            }
            let old = state.1.replace(cx.waker().clone());
            drop(state);
            drop(old);
            Poll::Pending
        })
        .await;
    }
}

/// Waits for the bell alone, and receives whenever it rings, until the end of a call.
fn listen(world: &World, bell: &TestBell) -> usize {
    let mut bytes = 0;
    loop {
        world.run(bell.heard());
        while let Ok((message, data)) = world.step(world.recvmsg(DONTWAIT)).expect("it waits") {
            bytes += data.len();
            if message.is_end() {
                return bytes;
            }
        }
        if bell.design != Design::Ours {
            bell.clear();
        }
    }
}

/// Data and an end come to a thread that waits for the bell, while others hold the call and look.
fn listens_while_others_hold(design: Design, holders: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", END)).unwrap();
    let request = world.request(0);
    let bell = TestBell::on(&world, design);
    let listener = {
        let (world, bell) = (world.clone(), bell.clone());
        spawn(move || listen(&world, &bell))
    };
    let holders: Vec<_> = (0..holders)
        .map(|_| {
            let world = world.clone();
            // It has the call for as long as it looks.
            spawn(move || drop(world.step(world.recvmsg(PEEK | DONTWAIT)).expect("it waits")))
        })
        .collect();
    world.reply(&request, 1, false, b"some");
    world.reply(&request, 2, true, b"data");
    holders.into_iter().for_each(|holder| holder.join().unwrap());
    assert_eq!(listener.join().unwrap(), 8);
    assert!(design != Design::Ours || !bell.rings(), "nothing is left to tell");
    world.assert_nothing_left();
}

#[test]
fn a_bell_loses_no_edge() {
    Plan::new("a bell loses no edge while calls are held")
        .preemptions(2)
        .check(|| listens_while_others_hold(Design::Ours, sized(1, 3, 4)));
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[test]
#[should_panic(expected = "deadlock")]
fn a_bell_that_is_cleared_without_a_look_is_found() {
    Plan::new("(a bell that is cleared without another look: a lost edge)")
        .must_fail()
        .check(|| listens_while_others_hold(Design::ClearsWithoutALook, 0));
}

/// How a call is let go of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LetsGo {
    /// By a verb that used it.
    AsVerbsDo,
    /// So that nobody has the bell set right.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    Silently,
}

/// The end of a call comes to a thread that waits for the bell, while another has the call.
fn ends_while_held(lets_go: LetsGo) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"half", MORE)).unwrap();
    let bell = TestBell::on(&world, Design::Ours);
    let listener = {
        let (world, bell) = (world.clone(), bell.clone());
        spawn(move || listen(&world, &bell))
    };
    let holder = {
        let world = world.clone();
        spawn(move || match lets_go {
            LetsGo::AsVerbsDo => drop(world.run(world.sendmsg_known(1, b"more", None))),
            #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
            LetsGo::Silently => {
                let call = rxrpc_core::model::find_call(&world.socket, UserCallId(1));
                drop(call.and_then(|call| rxrpc_core::model::hold(&call)));
            }
        })
    };
    let _it_has_ended = world.command(1, Control::Abort(AbortCode(5)));
    holder.join().unwrap();
    listener.join().unwrap();
    world.assert_nothing_left();
}

#[test]
fn a_call_that_is_let_go_of_rings_again() {
    Plan::new("a bell rings when a held call is let go of")
        .preemptions(2)
        .check(|| ends_while_held(LetsGo::AsVerbsDo));
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[test]
#[should_panic(expected = "deadlock")]
fn a_call_that_is_let_go_of_silently_is_found() {
    Plan::new("(a held call that is let go of without a ring: a lost edge)")
        .must_fail()
        .check(|| ends_while_held(LetsGo::Silently));
}

/// Threads receive, look and send at once; when all have gone, the bell says what a look finds.
fn all_come_and_go(receivers: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"request", END)).unwrap();
    let request = world.request(0);
    let bell = TestBell::on(&world, Design::Ours);
    let threads: Vec<_> = (0..receivers)
        .map(|at| {
            let world = world.clone();
            let flags = if at % 3 == 2 { PEEK | DONTWAIT } else { DONTWAIT };
            spawn(move || drop(world.step(world.recvmsg(flags)).expect("it waits")))
        })
        .collect();
    world.reply(&request, 1, false, b"some");
    if receivers.is_multiple_of(2) {
        world.reply(&request, 2, true, b"data");
    }
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let rings = bell.rings();
    let found = world.step(world.recvmsg(PEEK | DONTWAIT)).expect("it waits");
    assert_eq!(rings, found.is_ok(), "{found:?}");
    let _it_has_ended = world.command(1, Control::Abort(AbortCode(5)));
    world.drain();
    assert!(!bell.rings());
    world.assert_nothing_left();
}

#[test]
fn a_bell_is_right_when_all_have_gone() {
    Plan::new("a bell rings when and only when there is something")
        .preemptions(2)
        .check(|| [1, sized(2, 5, 8)].into_iter().for_each(all_come_and_go));
}

/// First messages without a slot come again when an event says so, until each had one.
fn slots_are_told_of(callers: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let slots = sized(1, 4, 4) as u64;
    for id in 0..slots {
        world.run(world.sendmsg(id, b"half", MORE)).unwrap();
    }
    let threads: Vec<_> = (0..callers as u64)
        .map(|at| {
            let world = world.clone();
            spawn(move || {
                let id = 100 + at;
                // All listen to one socket: each event is for whoever asks first.
                let socket = world.endpoint.message_socket();
                let send = || {
                    let control = [Control::UserCallId(UserCallId(id))];
                    let message = rxrpc_core::SendMessage::new(b"half", &control);
                    let message = message.to(crate::world::target()).flags(MORE | DONTWAIT);
                    let mut taken = 0;
                    world.step(async { socket.sendmsg(world.now, &message, &mut taken).await })
                };
                while send().expect("it waits") == Err(MessageError::WouldBlock) {
                    while !matches!(
                        world.run(socket.next_event()).expect("it is to come"),
                        SocketEvent::SlotFree(_)
                    ) {}
                }
                socket.close();
                world.pump();
            })
        })
        .collect();
    let _it_has_ended = world.command(0, Control::Abort(AbortCode(5)));
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    for id in 1..slots {
        world.command(id, Control::Abort(AbortCode(5))).unwrap();
    }
    world.drain();
    world.assert_nothing_left();
}

#[test]
fn whoever_found_no_slot_is_told_of_one() {
    Plan::new("whoever found no slot is told of one")
        .preemptions(2)
        .check(|| slots_are_told_of(sized(2, 4, 6)));
}

/// A sender that found the call in use comes again when an event says so.
fn senders_are_told(rivals: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.run(world.sendmsg(1, b"half", MORE)).unwrap();
    let rivals: Vec<_> = (0..rivals)
        .map(|_| {
            let world = world.clone();
            spawn(move || world.run(world.sendmsg(1, b"more", MORE)).unwrap())
        })
        .collect();
    let wanted = SocketEvent::Writable(UserCallId(1));
    while world.step(world.sendmsg(1, b"mine", MORE | DONTWAIT)).expect("it waits")
        == Err(MessageError::WouldBlock)
    {
        while world.run(world.socket.next_event()).expect("it is to come") != wanted {}
    }
    rivals.into_iter().for_each(|rival| rival.join().unwrap());
    world.command(1, Control::Abort(AbortCode(5))).unwrap();
    world.drain();
    assert!(!matches!(world.socket.try_next_event(), Ok(SocketEvent::Writable(_))));
    world.assert_nothing_left();
}

#[test]
fn whoever_found_a_call_in_use_is_told_when_it_is_free() {
    Plan::new("whoever found a call in use is told when it is free")
        .preemptions(2)
        .check(|| senders_are_told(sized(1, 4, 6)));
}
