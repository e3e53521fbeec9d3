//! Two readers of one call, and one that takes many pieces at once.

use super::*;
use crate::address::ServiceAddress;
use crate::call::User;
use crate::call::options::CallOptions;
use crate::call::user_side::Unread;
use crate::endpoint::AddressFamily;
use rxrpc_wire::{AbortCode, ServiceId};
use std::net::SocketAddr;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

const SERVICE: ServiceId = ServiceId(9);

fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it would wait"),
    }
}

fn carry(now: Instant, from: (&Endpoint, SocketAddr), to: &Endpoint) {
    let mut batch = Vec::new();
    while let Some(transmit) = from.0.poll_transmit(now, 16, &mut batch) {
        to.handle_batch(now, from.1, &batch, transmit.segment_size.unwrap_or(transmit.size));
        batch.clear();
    }
}

/// A service with a call whose request is this, in a packet for each part, all of which came.
fn with_request(parts: &[&[u8]]) -> (Arc<Endpoint>, Arc<Call>) {
    with_part_of_request(parts, true)
}

/// The same, but more of the request is to come unless it `ends`.
fn with_part_of_request(parts: &[&[u8]], ends: bool) -> (Arc<Endpoint>, Arc<Call>) {
    let now = Instant::now();
    let endpoint = || {
        Endpoint::new(crate::Config::default(), AddressFamily::V4)
            .expect("the settings are in range")
    };
    let (client, service) = (endpoint(), endpoint());
    let (at_client, at_service) =
        (SocketAddr::from(([127, 0, 0, 1], 1)), SocketAddr::from(([127, 0, 0, 1], 2)));
    let incoming = service.incoming(SERVICE).expect("nobody else serves it");
    let target = ServiceAddress::new(at_service, SERVICE);
    let call = ready(client.open_call(now, target, &CallOptions::new())).expect("slots are free");
    for (at, part) in parts.iter().enumerate() {
        let more = at + 1 < parts.len() || !ends;
        ready(client.send(&call, part, more, Waiting::Allowed, &mut 0)).expect("there is room");
    }
    carry(now, (&client, at_client), &service);
    // Who has not sent it all has to prove its address.
    carry(now, (&service, at_service), &client);
    carry(now, (&client, at_client), &service);
    (service, incoming.try_next().expect("it came"))
}

#[test]
fn what_one_reader_leaves_is_worth_reading_for_another() {
    let (service, call) = with_request(&[b"0123456789"]);
    let mut buf = [0; 4];
    assert_eq!(ready(service.receive(&call, &mut buf, Waiting::Allowed)), Ok(4));
    assert_eq!(call.with_state(Call::readable), None, "the machine has given everything");
    assert_eq!(call.with_state(Call::worth_reading), Some(()), "but there is more to read");
    let mut rest = [0; 10];
    assert_eq!(ready(service.receive(&call, &mut rest, Waiting::Allowed)), Ok(6));
    assert_eq!(call.with_state(Call::worth_reading), Some(()), "and then the end");
    assert_eq!(ready(service.receive(&call, &mut rest, Waiting::Allowed)), Ok(0));
}

#[test]
fn many_pieces_come_at_once_up_to_a_bound_and_what_is_behind_it_stays() {
    let full = [7; 1412];
    let (service, call) = with_request(&[&full, &full, &full, b"end"]);
    let mut pieces = Vec::new();
    let mut next = |limit| {
        let before = pieces.len();
        let read = ready(service.receive_many(&call, &mut pieces, limit, Waiting::Allowed));
        (read, pieces[before..].iter().map(Bytes::len).collect::<Vec<_>>())
    };
    assert_eq!(next(0), (Ok(0), vec![]));
    assert_eq!(next(1412 + 12), (Ok(1424), vec![1412, 12]));
    assert_eq!(next(1400), (Ok(1400), vec![1400]));
    assert_eq!(next(usize::MAX), (Ok(1415), vec![1415]), "what came in a row is one piece");
    assert_eq!(next(usize::MAX), (Ok(0), vec![]), "the end");
    assert_eq!(pieces.concat(), [&full[..], &full, &full, b"end"].concat());
}

#[test]
fn who_was_told_of_the_end_learns_it_again_without_the_user_mutex() {
    let (service, call) = with_request(&[b"all of it"]);
    let mut buf = [0; 16];
    let mut read = || ready(service.receive(&call, &mut buf, Waiting::Allowed));
    assert_eq!(read(), Ok(9));
    let other = User::try_of(&call).expect("nobody uses it");
    assert_eq!(read(), Ok(0));
    drop(other);
    service.abort(&call, AbortCode(7));
    assert_eq!(read(), Err(CallError::LocallyAborted(AbortCode(7))), "a failure comes first");
}

#[test]
fn the_end_of_what_was_dropped_unread_is_no_end_for_a_reader() {
    let (service, call) = with_request(&[b"all of it"]);
    let mut user = User::try_of(&call).expect("nobody uses it");
    let (dropped, _) = user.take_out(usize::MAX, 0, Unread::discard);
    drop(user);
    assert_eq!(dropped, Ok((9, true)));
    let mut buf = [0; 16];
    for _ in 0..2 {
        let read = ready(service.receive(&call, &mut buf, Waiting::Allowed));
        assert_eq!(read, Err(CallError::WrongPhase));
    }
}

#[test]
fn who_reads_what_was_dropped_in_part_is_told_before_the_rest_comes() {
    let (service, call) = with_part_of_request(&[&[1; 5000]], false);
    let mut user = User::try_of(&call).expect("nobody uses it");
    let (dropped, _) = user.take_out(usize::MAX, 0, Unread::discard);
    drop(user);
    assert!(dropped.is_ok_and(|(bytes, ended)| bytes > 0 && !ended));
    for waiting in [Waiting::Allowed, Waiting::Never] {
        let read = ready(service.receive(&call, &mut [0; 16], waiting));
        assert_eq!(read, Err(CallError::WrongPhase));
        assert_eq!(ready(service.receive_bytes(&call, waiting)), Err(CallError::WrongPhase));
        assert_eq!(ready(service.receive_rest(&call, 9, waiting)), Err(CallError::WrongPhase));
    }
}

#[test]
fn who_waits_for_all_is_told_at_once_that_some_was_dropped() {
    let (service, call) = with_part_of_request(&[&[1; 5000]], false);
    let mut rest = Box::pin(service.receive_rest(&call, 100_000, Waiting::Allowed));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(rest.as_mut().poll(&mut cx).is_pending());
    let mut user = User::try_of(&call).expect("nobody uses it");
    let (dropped, effects) = user.take_out(usize::MAX, 0, Unread::discard);
    drop(user);
    service.apply(&call, effects);
    assert!(dropped.is_ok_and(|(bytes, ended)| bytes > 0 && !ended));
    assert_eq!(rest.as_mut().poll(&mut cx), Poll::Ready(Err(CallError::WrongPhase)));
}
