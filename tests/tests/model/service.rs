//! Calls that come in: who may use them when, and who gets them.
//!
//! Holds: a service call is free for its first user, its news is told once it has a name, and lost races
//! give back what they had taken. Must not know: slots.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, SERVICE, World, abort_of, request_packet};
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
use crate::world::{ping_response, request_on_channel};
use rxrpc_core::{Control, MessageError, MessageFlags, UserCallId, Waiting};
use std::sync::Arc;

const END: MessageFlags = MessageFlags::empty();
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// An endpoint that serves by messages and has user call IDs for `charged` calls.
fn charged_world(charged: u64) -> Arc<World> {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.socket.bind(SERVICE).unwrap();
    world.socket.listen(32).unwrap();
    for id in 0..charged {
        world.command(id, Control::ChargeAccept).unwrap();
    }
    world
}

/// The user who takes a call from the queue gets its user mutex at once.
fn a_call_from_the_queue_is_free(calls: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let incoming = Arc::new(world.endpoint.incoming(SERVICE).unwrap());
    let clients: Vec<_> = (1..=calls as u32)
        .map(|connection| {
            let world = world.clone();
            spawn(move || world.receive(&request_packet(connection, 1, true, b"request")))
        })
        .collect();
    for _ in 0..calls {
        let call = world.run(incoming.next()).unwrap();
        let mut buffer = [0; 16];
        let read = world
            .step(world.endpoint.receive(&call, &mut buffer, Waiting::Never))
            .expect("a read waits");
        assert_eq!(read, Ok(7), "nobody holds the call, and its data is there");
        let sent = world
            .step(world.endpoint.send(&call, b"reply", false, Waiting::Never, &mut 0))
            .expect("a reply waits");
        assert_eq!(sent, Ok(()));
    }
    for client in clients {
        client.join().unwrap();
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn a_service_call_is_free_for_its_first_user() {
    Plan::new("a service call's lock is free for its first user (calls)")
        .check(|| a_call_from_the_queue_is_free(sized(1, 3, 6)));
}

/// On the message face: what the queue promises, `MSG_DONTWAIT` gets.
fn a_told_call_is_free(calls: usize) {
    let world = charged_world(calls as u64);
    let clients: Vec<_> = (1..=calls as u32)
        .map(|connection| {
            let world = world.clone();
            spawn(move || world.receive(&request_packet(connection, 1, true, b"request")))
        })
        .collect();
    for _ in 0..calls {
        if world.endpoint.statistics().ready == 0 {
            continue;
        }
        let (message, data) = world
            .step(world.recvmsg(DONTWAIT))
            .expect("recvmsg waits")
            .expect("nobody holds the call that is queued");
        assert_eq!(&data[..], b"request");
        let id = message.call.unwrap().0;
        let sent = world.step(world.sendmsg(id, b"reply", DONTWAIT)).expect("sendmsg waits");
        assert_eq!(sent, Ok(()));
    }
    for client in clients {
        client.join().unwrap();
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn a_told_service_call_is_free_for_its_first_user() {
    Plan::new("a service call's lock is free for its first user (messages)")
        .check(|| a_told_call_is_free(sized(1, 3, 6)));
}

/// The first packet of a call comes twice, on two threads: one call is made, the other thread gives the
/// user call ID back that it had taken, and the data is told although it may have come before the call
/// had its name.
fn a_first_packet_comes_twice(copies: usize) {
    let world = charged_world(copies as u64 + 1);
    let threads: Vec<_> = (0..copies)
        .map(|_| {
            let world = world.clone();
            spawn(move || world.receive(&request_packet(1, 1, true, b"request")))
        })
        .collect();
    let (message, data) = world.run(world.recvmsg(END)).unwrap();
    assert_eq!(&data[..], b"request");
    let first = message.call.unwrap();
    for thread in threads {
        thread.join().unwrap();
    }
    let statistics = world.endpoint.statistics();
    assert_eq!((statistics.calls_received, statistics.live_service_calls), (1, 1));
    assert_eq!(statistics.user_call_ids, copies as u64 + 1, "every ID has its place");
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    assert_eq!(rxrpc_core::model::backlog(&world.endpoint), (copies, 0));
    // An ID that was given back serves another call.
    world.receive(&request_packet(2, 1, true, b"request"));
    let (message, _) = world.run(world.recvmsg(END)).unwrap();
    assert_ne!(message.call, Some(first));
    world.endpoint.close();
    world.pump();
}

#[test]
fn a_lost_race_gives_the_charged_id_back() {
    Plan::new("accept requeues on a lost race (charged ID goes back to the head)")
        .check(|| a_first_packet_comes_twice(sized(2, 3, 4)));
}

/// Announced calls, and threads that accept them: under the same user call ID one wins, and the call that
/// the others had in sight stays for the next.
fn accepts_race(accepters: usize, same: bool) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    world.socket.bind(SERVICE).unwrap();
    world.socket.listen_with_announcements(32).unwrap();
    let client = world.clone();
    let calls = 2;
    let client = spawn(move || {
        for connection in 1..=calls {
            client.receive(&request_packet(connection, 1, true, b"request"));
        }
    });
    let threads: Vec<_> = (0..accepters as u64)
        .map(|at| {
            let world = world.clone();
            spawn(move || {
                let id = if same { 5 } else { 5 + at };
                world.command(id, Control::Accept)
            })
        })
        .collect();
    client.join().unwrap();
    let mut accepted = 0;
    for thread in threads {
        match thread.join().unwrap() {
            Ok(()) => accepted += 1,
            Err(MessageError::BadCallId) => assert!(same),
            Err(MessageError::NothingToAccept) => {}
            Err(error) => panic!("accept: {error}"),
        }
    }
    assert!(accepted <= if same { 1 } else { calls });
    for id in 100 + u64::from(accepted)..100 + u64::from(calls) {
        world.command(id, Control::Accept).expect("the call stayed for the next");
    }
    let nothing = world.command(200, Control::Accept);
    assert_eq!(nothing, Err(MessageError::NothingToAccept));
    let mut requests = 0;
    while requests < calls {
        let (message, data) = world.run(world.recvmsg(END)).unwrap();
        if message.control.first().cloned() == Some(Control::NewCall) {
            continue;
        }
        assert_eq!(&data[..], b"request");
        assert_ne!(message.call, None::<UserCallId>);
        requests += 1;
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn accepts_that_lose_a_race_leave_the_call() {
    Plan::new("accept requeues on a lost race (one user call ID)")
        .check(|| accepts_race(sized(2, 4, 6), true));
}

#[test]
fn accepts_race_for_calls() {
    Plan::new("accept requeues on a lost race (more accepts than calls)")
        .check(|| accepts_race(sized(2, 4, 6), false));
}

/// The last place for a service call is taken once, however many clients ask for it.
fn the_last_place_is_taken_once(clients: usize) {
    let world = World::with_config(sized(1, 4, 4), Peer::Silent, |config| {
        config.max_service_calls = 1;
    });
    let incoming = world.endpoint.incoming(SERVICE).unwrap();
    let clients: Vec<_> = (1..=clients as u32)
        .map(|connection| {
            let world = world.clone();
            spawn(move || world.receive(&request_packet(connection, 1, true, b"request")))
        })
        .collect();
    for client in clients {
        client.join().unwrap();
    }
    let statistics = world.endpoint.statistics();
    assert_eq!((statistics.calls_received, statistics.live_service_calls), (1, 1));
    assert!(incoming.try_next().is_some());
    assert!(incoming.try_next().is_none());
    world.endpoint.close();
    world.pump();
}

#[test]
fn the_limit_of_service_calls_holds() {
    Plan::new("the limit of service calls holds")
        .check(|| the_last_place_is_taken_once(sized(2, 4, 6)));
}

/// A call ends while its maker is at work, by its client's ABORT and by the end of the endpoint: whichever
/// comes between which steps, nothing is left of it, and no place.
fn a_call_ends_while_it_is_made(aborts: usize, close: bool) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let incoming = world.endpoint.incoming(SERVICE).unwrap();
    let request = request_packet(1, 1, true, b"request");
    let mut threads = Vec::new();
    for _ in 0..aborts {
        let (world, abort) = (world.clone(), abort_of(&request, -6));
        threads.push(spawn(move || world.receive(&abort)));
    }
    let maker = world.clone();
    threads.push(spawn(move || maker.receive(&request)));
    if close {
        world.endpoint.close();
    }
    for thread in threads {
        thread.join().unwrap();
    }
    if let Some(call) = incoming.try_next() {
        world.endpoint.abort(&call, rxrpc_core::AbortCode(1));
        world.endpoint.release(&call);
    }
    world.endpoint.close();
    world.pump();
    let left = world.endpoint.statistics();
    assert_eq!((left.live_calls, left.live_service_calls), (0, 0));
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    assert_eq!(rxrpc_core::model::places_taken(&world.endpoint), 0);
}

#[test]
fn a_call_that_ends_while_it_is_made_leaves_nothing() {
    Plan::new("a service call that ends while it is made leaves nothing (ABORT)")
        .check(|| a_call_ends_while_it_is_made(sized(1, 2, 3), false));
}

#[test]
fn a_call_that_is_made_while_the_endpoint_closes_leaves_nothing() {
    Plan::new("a service call that is made while the endpoint closes leaves nothing")
        .check(|| a_call_ends_while_it_is_made(0, true));
}

/// A service is given up while calls come: those that nobody took are aborted, none is left in a queue
/// that nobody reads.
fn a_service_is_given_up(clients: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let incoming = world.endpoint.incoming(SERVICE).unwrap();
    let clients: Vec<_> = (1..=clients as u32)
        .map(|connection| {
            let world = world.clone();
            spawn(move || world.receive(&request_packet(connection, 1, true, b"request")))
        })
        .collect();
    drop(incoming);
    for client in clients {
        client.join().unwrap();
    }
    for call in world.endpoint.snapshot().calls {
        assert_eq!(call.state.to_string(), "Complete");
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn a_service_that_is_given_up_leaves_no_call() {
    Plan::new("a service that is given up leaves no call waiting")
        .check(|| a_service_is_given_up(sized(2, 4, 6)));
}

/// A client proves its address on one call while another begins on the same connection: neither is held
/// any longer.
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
fn a_proof_is_good_for_every_call(calls: usize) {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let incoming = world.endpoint.incoming(SERVICE).unwrap();
    world.receive(&request_on_channel(1, 0, 1, false, b"request"));
    let ping = world.last_ack();
    let clients: Vec<_> = (1..=calls as u32)
        .map(|channel| {
            let world = world.clone();
            spawn(move || world.receive(&request_on_channel(1, channel, 1, false, b"request")))
        })
        .collect();
    world.receive(&ping_response(&ping));
    for client in clients {
        client.join().unwrap();
    }
    for _ in 0..=calls {
        let call = incoming.try_next().unwrap();
        assert!(!rxrpc_core::model::awaits_proof(&call));
    }
    world.endpoint.close();
    world.pump();
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[test]
fn a_proof_of_address_reaches_every_call() {
    Plan::new("a proof of the client's address reaches every call")
        .check(|| a_proof_is_good_for_every_call(sized(2, 3, 3)));
}

/// A request longer than the buffer is told to its end, while another thread peeks.
fn a_long_request_is_told_in_pieces(peekers: usize) {
    let world = charged_world(1);
    world.receive(&request_packet(1, 1, true, &[7; 150]));
    let threads: Vec<_> = (0..peekers)
        .map(|_| {
            let world = world.clone();
            spawn(move || {
                world.step(world.recvmsg(MessageFlags::PEEK | DONTWAIT)).expect("never waits").ok();
            })
        })
        .collect();
    let mut bytes = 0;
    while bytes < 150 {
        let (message, data) = world.run(world.recvmsg(END)).unwrap();
        bytes += data.len();
        assert_eq!(message.flags.contains(MessageFlags::MORE), bytes < 150);
    }
    for thread in threads {
        thread.join().unwrap();
    }
    world.endpoint.close();
    world.pump();
}

#[test]
fn a_request_longer_than_the_buffer_is_told_to_its_end() {
    Plan::new("a request longer than the buffer is told to its end")
        .check(|| a_long_request_is_told_in_pieces(sized(1, 3, 4)));
}
