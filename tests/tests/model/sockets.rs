//! Several AF_RXRPC sockets of one endpoint, one of which is closed while it and others are at work.
//!
//! Holds: the end of a socket is nobody else's, whatever its users are at. Must not know: which states a socket has.

use crate::checker::{Plan, sized, spawn};
use crate::world::{Peer, SERVICE, World, request_packet, target};
use rxrpc_core::{
    Control, MessageError, MessageFlags, MessageSocket, ReceivedMessage, SendMessage, UserCallId,
};
use std::sync::Arc;

const END: MessageFlags = MessageFlags::empty();
const MORE: MessageFlags = MessageFlags::MORE;

/// `sendmsg` of data under an ID, waited for.
fn send(
    world: &World,
    socket: &MessageSocket,
    id: u64,
    flags: MessageFlags,
) -> Result<(), MessageError> {
    let control = [Control::UserCallId(UserCallId(id))];
    let message = SendMessage::new(b"data", &control).to(Some(target())).flags(flags);
    world.run(socket.sendmsg(world.now, &message, &mut 0))
}

/// `recvmsg`, waited for.
fn receive(world: &World, socket: &MessageSocket) -> Result<ReceivedMessage, MessageError> {
    world.run(socket.recvmsg(&mut [0; 16], END))
}

/// Gives an ID to a call that is to come.
fn charge(world: &World, socket: &MessageSocket, id: u64) {
    let control = [Control::UserCallId(UserCallId(id)), Control::ChargeAccept];
    let (message, mut taken) = (SendMessage::new(&[], &control), 0);
    let charged = socket.sendmsg(world.now, &message, &mut taken);
    world.step(charged).expect("commands never wait").unwrap();
}

/// A socket whose call has a slot is closed while another waits for it. Whoever closes, closes the last handle of the
/// socket or its clones' too.
fn close_beside_one_who_calls(by_drop: bool) {
    let world = World::new(sized(1, 4, 4), Peer::Replies);
    let closing = world.endpoint.message_socket();
    for id in 0..sized(1, 4, 4) as u64 {
        send(&world, &closing, id, MORE).unwrap();
    }
    let other = {
        let world = world.clone();
        spawn(move || {
            assert_eq!(send(&world, &world.socket, 0, END), Ok(()));
            let message = receive(&world, &world.socket).unwrap();
            assert_eq!((message.bytes, message.is_end()), (5, true), "the reply");
        })
    };
    if by_drop {
        drop(closing);
    } else {
        closing.close();
    }
    world.pump();
    other.join().unwrap();
    world.assert_nothing_left();
}

#[test]
fn a_socket_is_closed_beside_one_who_calls() {
    for by_drop in [true, false] {
        Plan::new(&format!("the close of one socket beside another that calls (drop: {by_drop})"))
            .check(move || close_beside_one_who_calls(by_drop));
    }
}

/// A socket is closed while its users begin a call there and wait for messages: each comes to an end.
fn close_under_its_users() {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let closing = Arc::new(world.endpoint.message_socket());
    let sender = {
        let (world, closing) = (world.clone(), closing.clone());
        spawn(move || send(&world, &closing, 0, MORE))
    };
    let receiver = {
        let (world, closing) = (world.clone(), closing.clone());
        spawn(move || receive(&world, &closing))
    };
    closing.close();
    world.pump();
    let sent = sender.join().unwrap();
    assert!(
        matches!(sent, Ok(()) | Err(MessageError::SocketClosed | MessageError::Call(_))),
        "{sent:?}"
    );
    // Without a call there was nothing to wait for.
    let received = receiver.join().unwrap();
    assert!(
        matches!(received, Err(MessageError::SocketClosed | MessageError::WouldBlock)),
        "nothing is told of a closed socket: {received:?}"
    );
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn a_socket_is_closed_under_its_users() {
    Plan::new("the close of a socket ends what its users are at").check(close_under_its_users);
}

/// Calls come to two sockets, of which one is closed meanwhile: the other's is served, and nothing is left.
fn close_while_calls_come() {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let closing = world.endpoint.message_socket();
    closing.bind(SERVICE).unwrap();
    closing.listen(8).unwrap();
    for id in 0..2 {
        charge(&world, &closing, id);
    }
    let client = {
        let world = world.clone();
        spawn(move || {
            for connection in 1..=sized(1, 2, 2) as u32 {
                world.receive(&request_packet(connection, 1, true, b"request"));
            }
        })
    };
    let receiver = {
        let (world, closing) = (world.clone(), closing.clone());
        spawn(move || {
            // It may be told of a call before the close.
            while receive(&world, &closing).is_ok() {}
        })
    };
    closing.close();
    world.pump();
    client.join().unwrap();
    receiver.join().unwrap();
    world.socket.bind(SERVICE).expect("the service is free");
    world.pump();
    let left = world.endpoint.statistics();
    assert_eq!(
        (left.user_call_ids, left.ready, left.receivers),
        (0, 0, 0),
        "IDs, queue, receivers"
    );
    world.endpoint.close();
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn a_socket_is_closed_while_calls_come() {
    Plan::new("the close of a socket while calls come to it").check(close_while_calls_come);
}

/// A socket is closed while its user takes the call that was announced to it: nothing holds either afterwards.
fn close_while_a_call_is_accepted() {
    let world = World::new(sized(1, 4, 4), Peer::Silent);
    let closing = world.endpoint.message_socket();
    closing.bind(SERVICE).unwrap();
    closing.listen_with_announcements(8).unwrap();
    world.receive(&request_packet(1, 1, true, b"request"));
    let accepts = {
        let (world, closing) = (world.clone(), closing.clone());
        spawn(move || {
            let control = [Control::UserCallId(UserCallId(7)), Control::Accept];
            let (message, mut taken) = (SendMessage::new(&[], &control), 0);
            let accepted = closing.sendmsg(world.now, &message, &mut taken);
            let _ = world.step(accepted).expect("commands never wait");
        })
    };
    closing.close();
    accepts.join().unwrap();
    world.pump();
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    assert!(
        rxrpc_core::model::find_call(&closing, UserCallId(7)).is_none(),
        "a closed socket names no call"
    );
    drop(closing);
    world.endpoint.close();
    world.pump();
    world.assert_nothing_left();
}

#[test]
fn a_socket_is_closed_while_a_call_is_accepted() {
    Plan::new("the close of a socket while a call is accepted there")
        .check(close_while_a_call_is_accepted);
}
