//! Calls that ask for a service upgrade, and those that hold back what they send meanwhile.
//!
//! Holds: one asks at a time, and whoever ends the asking (an answer, an abort from either side) lets the others go on.
//! Must not know: how an answer looks beyond its header.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, SERVICE, World, target};
use rxrpc_core::wire::{Flags, Header, PacketType, Seq, Serial, ServiceId};
use rxrpc_core::{AbortCode, Call, CallOptions, Waiting};
use std::sync::Arc;

/// What takes the place of the service.
const UPGRADED: ServiceId = ServiceId(SERVICE.0 + 1);

/// Begins a call that asks, and gives it a whole request. Neither waits.
fn ask(world: &World) -> Arc<Call> {
    let options = CallOptions::new().upgrade();
    let call = world.endpoint.begin_call(world.now, target(), &options).unwrap();
    world.run(async {
        world.endpoint.send(&call, b"request", false, Waiting::Allowed, &mut 0).await.unwrap();
    });
    call
}

/// A packet of the service's side of a request's call.
fn answer(request: &Header, packet_type: PacketType, serial: u32, body: &[u8]) -> Vec<u8> {
    let is_data = packet_type == PacketType::Data;
    let header = Header {
        packet_type,
        flags: if is_data { Flags::LAST_PACKET } else { Flags::empty() },
        seq: Seq(u32::from(is_data)),
        serial: Serial(serial),
        user_status: 0,
        service_id: if is_data { UPGRADED } else { SERVICE },
        ..*request
    };
    [&header.to_bytes()[..], body].concat()
}

fn reply(world: &World, request: &Header, serial: u32) {
    world.receive(&answer(request, PacketType::Data, serial, b"reply"));
}

/// How many of the requests so far asked.
fn asked(world: &World) -> usize {
    world.requests().iter().filter(|header| header.user_status == 1).count()
}

/// All ask at once. The service answers the first, or aborts it, and answers what comes then.
fn all_go_on(slots: usize, calls: usize, aborts: bool) {
    let world = World::new(slots, Peer::Silent);
    let threads: Vec<_> = (0..calls)
        .map(|_| {
            let world = world.clone();
            spawn(move || ask(&world))
        })
        .collect();
    for at in 0..calls {
        let request = world.request_to_come(at);
        if at == 0 && aborts {
            assert_eq!(asked(&world), 1);
            world.receive(&answer(&request, PacketType::Abort, 1, &7_i32.to_be_bytes()));
        } else {
            reply(&world, &request, 1 + at as u32);
        }
    }
    let calls: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let failed = calls.iter().filter(|call| call.failure().is_some()).count();
    assert!(calls.iter().all(|call| call.has_ended()));
    assert_eq!((failed, asked(&world)), (usize::from(aborts), 1 + usize::from(aborts)));
    let upgraded = calls.iter().filter(|call| call.service().service == UPGRADED).count();
    assert_eq!(upgraded, calls.len() - failed);
    world.assert_nothing_left();
}

#[test]
fn an_answer_lets_all_go_on() {
    Plan::new("an answer to the call that asks for an upgrade lets all others go on")
        .check(|| all_go_on(sized(2, 4, 4), sized(2, 4, 4), false));
}

#[test]
fn an_abort_by_the_service_lets_the_next_ask() {
    Plan::new("the end of the call that asks for an upgrade lets the next one ask")
        .check(|| all_go_on(sized(2, 4, 4), sized(2, 4, 4), true));
}

/// The call that asks is aborted by its user while the answer comes, and while another call begins.
fn it_ends_while_the_answer_comes(slots: usize) {
    let world = World::new(slots, Peer::Silent);
    let (first, second) = (ask(&world), ask(&world));
    assert_eq!(world.requests().len(), 1, "the second holds back");
    let request = world.request(0);
    let ender = {
        let (world, first) = (world.clone(), first.clone());
        spawn(move || {
            world.endpoint.abort(&first, AbortCode(1));
            world.pump();
        })
    };
    let third = {
        let world = world.clone();
        spawn(move || ask(&world))
    };
    reply(&world, &request, 1);
    ender.join().unwrap();
    let calls = [first, second, third.join().unwrap()];
    world.pump();
    let rest: Vec<_> = world.requests().drain(1..).collect();
    assert_eq!(rest.len(), 2, "nobody holds back any more");
    for (at, request) in rest.iter().enumerate() {
        reply(&world, request, 2 + at as u32);
    }
    for call in &calls[1..] {
        assert_eq!((call.failure(), call.service().service), (None, UPGRADED));
    }
    world.assert_nothing_left();
}

#[test]
fn an_end_and_an_answer_at_once_leave_nobody_behind() {
    Plan::new("the call that asks ends just as its answer comes: nobody holds back any more")
        .preemptions(2)
        .check(|| it_ends_while_the_answer_comes(sized(3, 4, 4)));
}
