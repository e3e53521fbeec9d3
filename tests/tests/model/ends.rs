//! What the end of a call does to those who wait for something about it.
//!
//! Holds: an abort, a network error and the end of a connection wake every kind of waiter. Must not
//! know: how the end came about on the wire.

use crate::checker::{JoinHandle, Plan, sized, spawn};
use crate::world::{Peer, World, connection_abort, peer_address, target};
use rxrpc_core::{AbortCode, Call, CallError, CallOptions, Control, Errno, MessageFlags, Waiting};
use std::sync::Arc;

const END: MessageFlags = MessageFlags::empty();

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Aborted,
    NetworkError,
    ConnectionAborted,
    Closed,
}

const ENDS: [End; 4] = [End::Aborted, End::NetworkError, End::ConnectionAborted, End::Closed];

/// What somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    Data,
    Space,
    End,
}

const WAITS: [Wait; 3] = [Wait::Data, Wait::Space, Wait::End];

/// A world whose calls have room for one packet, and a call on it that has sent a part of its request.
fn world_with_call() -> (Arc<World>, Arc<Call>) {
    let world = World::with_config(sized(1, 4, 4), Peer::Silent, |config| {
        config.machine.transmit_queue_limit = 1;
        config.machine.transmit_window_limit = 1;
        config.machine.payload = 32;
    });
    let call =
        world.run(world.endpoint.open_call(world.now, target(), &CallOptions::new())).unwrap();
    world.run(world.endpoint.send(&call, &[1; 32], true, Waiting::Allowed, &mut 0)).unwrap();
    (world, call)
}

/// Somebody waits; it ends with the call's end. Those who would send more go on to wait for the user
/// mutex or for space, whichever it is.
fn waiter(world: &Arc<World>, call: &Arc<Call>, wait: Wait) -> JoinHandle<CallError> {
    let (world, call) = (world.clone(), call.clone());
    spawn(move || {
        let endpoint = &world.endpoint;
        let result = match wait {
            Wait::Space => {
                world.run(endpoint.send(&call, &[2; 64], true, Waiting::Allowed, &mut 0))
            }
            Wait::End => world.run(endpoint.wait_ended(&call)),
            Wait::Data => {
                let mut buffer = [0; 16];
                world.run(endpoint.receive(&call, &mut buffer, Waiting::Allowed)).map(|_| ())
            }
        };
        result.expect_err("the call failed")
    })
}

fn end(world: &World, call: &Arc<Call>, end: End) -> CallError {
    let endpoint = &world.endpoint;
    let error = match end {
        End::Aborted => {
            endpoint.abort(call, AbortCode(9));
            CallError::LocallyAborted(AbortCode(9))
        }
        End::NetworkError => {
            endpoint.handle_network_error(world.now, peer_address(), Errno::ECONNREFUSED);
            CallError::Network(Errno::ECONNREFUSED)
        }
        End::ConnectionAborted => {
            world.receive(&connection_abort(&world.request(0), 8));
            CallError::Aborted(AbortCode(8))
        }
        End::Closed => {
            endpoint.close();
            CallError::LocallyAborted(AbortCode::RX_CALL_DEAD)
        }
    };
    world.pump();
    error
}

fn waiters_wake(waits: &[Wait], how: End) {
    let (world, call) = world_with_call();
    let threads: Vec<_> = waits.iter().map(|wait| waiter(&world, &call, *wait)).collect();
    let expected = end(&world, &call, how);
    for thread in threads {
        assert_eq!(thread.join().unwrap(), expected);
    }
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    assert_eq!(rxrpc_core::model::waiters(&call), 0);
    world.assert_nothing_left();
}

#[test]
fn every_end_wakes_who_waits_for_data_space_or_the_end() {
    for how in ENDS {
        // Who waits for data first ends the request, so it also waits for space and the user mutex.
        let waits = WAITS.repeat(sized(1, 2, 4));
        Plan::new(&format!("an end wakes every waiter ({how:?}): data, space, end, user mutex"))
            .preemptions(2)
            .check(move || waiters_wake(&waits, how));
    }
}

/// A call that waits for a slot is aborted by its name, runs out of time, or the endpoint is closed: its
/// maker returns at once, and `recvmsg` tells the end of the aborted call.
fn a_slot_waiter_wakes(how: End) {
    let slots = sized(1, 4, 4);
    let world = World::new(slots, Peer::Silent);
    for id in 0..slots as u64 {
        world.run(world.sendmsg(id, b"request", END)).unwrap();
    }
    let maker = {
        let world = world.clone();
        spawn(move || world.run(world.sendmsg(50, b"request", END)))
    };
    let receiver = {
        let world = world.clone();
        spawn(move || world.run(world.recvmsg(END)))
    };
    if how == End::Closed {
        world.endpoint.close();
        world.pump();
        let _ = maker.join().unwrap();
        let _ = receiver.join().unwrap();
        assert_eq!(world.endpoint.statistics().slots_in_use, 0);
        assert_eq!(world.endpoint.statistics().slot_waiters, 0);
        return;
    }
    // The abort is refused until the call is in the tree, and works from then on.
    let aborted = world.command(50, Control::Abort(AbortCode(9))).is_ok();
    if !aborted {
        world.endpoint.handle_network_error(world.now, peer_address(), Errno::ECONNREFUSED);
        world.pump();
    }
    maker.join().unwrap().unwrap();
    let (message, _) = receiver.join().unwrap().unwrap();
    assert!(message.is_end());
    if aborted {
        assert_eq!(message.call.unwrap().0, 50, "only this call has ended");
    }
    for id in (0..slots as u64).chain([50]) {
        let _ = world.command(id, Control::Abort(AbortCode(1)));
    }
    world.drain();
    world.assert_nothing_left();
}

#[test]
fn an_abort_wakes_who_waits_for_a_slot() {
    Plan::new("an abort wakes who waits for a slot, and recvmsg")
        .check(|| a_slot_waiter_wakes(End::Aborted));
}

#[test]
fn closing_wakes_who_waits_for_a_slot() {
    Plan::new("closing wakes who waits for a slot, and recvmsg")
        .check(|| a_slot_waiter_wakes(End::Closed));
}
