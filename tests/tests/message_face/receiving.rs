//! Which message `recvmsg` gives, to whom, and what it leaves.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, PEEK, Pair, Received};
use rxrpc_core::wire::{AbortCode, PacketType};
use rxrpc_core::{Control, Errno, MessageError, MessageFlags, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Network, Node};
use std::time::Duration;

/// Receives into a small buffer.
fn sip(pair: &Pair, node: &Node, room: usize, flags: MessageFlags) -> Message {
    let mut buffer = vec![0; room];
    let received = pair.network.block_on(node.socket.recvmsg(&mut buffer, flags));
    let received: Received = received.map(|message| {
        buffer.truncate(message.bytes);
        (message, buffer)
    });
    Message::of(received)
}

#[test]
fn a_small_buffer_gives_the_data_in_pieces() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"abcdefgh");
    assert_eq!(sip(&pair, &pair.server, 3, NONE), Message::data(500, b"abc", MORE));
    assert_eq!(sip(&pair, &pair.server, 3, NONE), Message::data(500, b"def", MORE));
    assert_eq!(sip(&pair, &pair.server, 3, NONE), Message::data(500, b"gh", NONE));
    let _ = pair.now_or_never(pair.server.sendmsg_last(500, b"xyz", None));
    assert_eq!(sip(&pair, &pair.client, 2, NONE), Message::data(7, b"xy", MORE));
    // The end comes with the last byte, also when the buffer is just full.
    assert_eq!(sip(&pair, &pair.client, 1, NONE), Message::data(7, b"z", EOR));
}

/// A buffer without room tells that there is something, and takes nothing.
#[test]
fn a_buffer_without_room_loses_nothing() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"hello");
    assert_eq!(sip(&pair, &pair.server, 0, NONE), Message::data(500, b"", MORE));
    assert_eq!(sip(&pair, &pair.server, 0, PEEK), Message::data(500, b"", MORE));
    assert_eq!(sip(&pair, &pair.server, 9, NONE), Message::data(500, b"hello", NONE));
    pair.assert_silent(&pair.server);
    let _ = pair.now_or_never(pair.server.sendmsg_last(500, b"", None));
    assert_eq!(sip(&pair, &pair.client, 0, NONE), Message::data(7, b"", EOR));
}

#[test]
fn calls_take_turns() {
    let pair = Pair::echoing();
    pair.request(1, b"aaaa");
    pair.request(2, b"bbbb");
    pair.network.run_for(Duration::from_millis(10));
    let order: Vec<_> = (0..4).map(|_| sip(&pair, &pair.client, 2, NONE)).collect();
    let expected = [(1, b"aa", MORE), (2, b"bb", MORE), (1, b"aa", EOR), (2, b"bb", EOR)];
    let expected: Vec<_> =
        expected.into_iter().map(|(call, data, flags)| Message::data(call, data, flags)).collect();
    assert_eq!(order, expected);
}

#[test]
fn peek_takes_nothing_and_frees_nothing() {
    let pair = Pair::echoing();
    pair.request(7, b"hello");
    for _ in 0..3 {
        let peeked = pair.network.block_on(pair.client.recvmsg(PEEK));
        assert_eq!(Message::of(peeked), Message::data(7, b"hello", EOR));
        assert_eq!(pair.client.endpoint.statistics().user_call_ids, 1);
        assert_eq!(pair.client.endpoint.statistics().ready, 1, "it stands in the queue once");
    }
    assert_eq!(sip(&pair, &pair.client, 2, PEEK), Message::data(7, b"he", MORE));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"hello", EOR));
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
}

#[test]
fn peek_leaves_the_order_of_calls() {
    let pair = Pair::echoing();
    pair.request(1, b"a");
    pair.request(2, b"b");
    pair.network.run_for(Duration::from_millis(10));
    assert_eq!(sip(&pair, &pair.client, 9, PEEK).call, Some(1));
    assert_eq!(sip(&pair, &pair.client, 9, PEEK).call, Some(1));
    assert_eq!(pair.next(&pair.client).call, Some(1));
    assert_eq!(pair.next(&pair.client).call, Some(2));
}

#[test]
fn an_idle_socket_says_eagain_even_to_those_who_would_wait() {
    let network = Network::new(0);
    let node = network.node();
    for flags in [NONE, DONTWAIT, PEEK] {
        let received = network.poll_once(node.recvmsg(flags));
        assert_eq!(received, std::task::Poll::Ready(Err(MessageError::WouldBlock)));
    }
    assert_eq!(MessageError::WouldBlock.errno(), Errno::EAGAIN);
}

#[test]
fn a_listening_socket_waits_and_so_does_one_with_a_call() {
    let pair = Pair::charged(&[500]);
    assert!(pair.network.poll_once(pair.server.recvmsg(NONE)).is_pending());
    pair.request(7, b"hello");
    assert!(pair.network.poll_once(pair.client.recvmsg(NONE)).is_pending());
    pair.assert_silent(&pair.client);
    assert_eq!(pair.client.endpoint.statistics().receivers, 0, "no waiter is left behind");
}

#[test]
fn a_cancelled_receiver_loses_nothing_for_the_others() {
    let pair = Pair::echoing();
    pair.request(1, b"a");
    let tasks: Vec<_> = (0..3)
        .map(|_| {
            let client = pair.client.clone();
            pair.network.spawn(async move { Message::of(client.recvmsg(NONE).await) })
        })
        .collect();
    pair.network.run_for(Duration::from_micros(100));
    assert_eq!(pair.client.endpoint.statistics().receivers, 3);
    pair.network.cancel(&tasks[0]);
    pair.network.run_for(Duration::from_millis(10));
    let done = tasks.iter().filter(|task| task.is_done()).count();
    assert_eq!(done, 1);
    pair.request(2, b"b");
    pair.network.run_for(Duration::from_millis(10));
    assert_eq!(tasks.iter().filter(|task| task.is_done()).count(), 2);
    assert_eq!(pair.client.endpoint.statistics().receivers, 0);
}

/// The maker of call 5 holds it while it waits for a slot. When the call is aborted it stands first in
/// the queue, but nobody may touch it before its maker is done; the next call is served.
#[test]
fn a_held_call_is_skipped_and_keeps_its_place() {
    let network = Network::new(0);
    let client = network.node_with(|config| config.connections_per_bundle = 1);
    let service = network.hostile();
    let to = Some(ServiceAddress::new(service.address(), ServiceId(1)));
    let poll = |verb| network.poll_once(verb);
    for id in 1..=4 {
        let _ = network.block_on(client.sendmsg_last(id, b"question", to));
    }
    network.run_for(Duration::from_millis(5));
    let seen = service.take();
    let first = seen.iter().find(|seen| seen.kind() == PacketType::Data).unwrap();
    let forge = Forge::answering(&first.packet().header);
    let maker = client.clone();
    let fifth = network.spawn(async move { maker.sendmsg_last(5, b"late", to).await });
    network.run_for(Duration::from_millis(5));
    assert_eq!(client.endpoint.statistics().slot_waiters, 1);

    let abort = Control::Abort(AbortCode(8));
    assert!(network.poll_once(client.command(5, abort.clone())).is_ready());
    let reply = forge.last(b"answer");
    client.endpoint.handle_datagram(network.now(), service.address(), &reply);
    assert_eq!(client.endpoint.statistics().ready, 2);
    let std::task::Poll::Ready(served) = poll(client.recvmsg(NONE)) else { panic!("it waits") };
    assert_eq!(Message::of(served), Message::data(1, b"answer", EOR));
    let std::task::Poll::Ready(served) = poll(client.recvmsg(DONTWAIT)) else { panic!("it waits") };
    assert_eq!(served, Err(MessageError::WouldBlock));
    // The maker learns nothing but that it is over; recvmsg tells how it ended, once.
    assert_eq!(network.block_on(fifth), Ok(0));
    let ended = network.block_on(client.recvmsg(NONE));
    assert_eq!(Message::of(ended), Message::end(5, abort.clone()));
    let std::task::Poll::Ready(served) = poll(client.recvmsg(DONTWAIT)) else { panic!("it waits") };
    assert_eq!(served, Err(MessageError::WouldBlock));
}

#[test]
fn a_network_error_is_told_once_with_its_errno() {
    let pair = Pair::new();
    pair.network.unplug(pair.server.address());
    pair.network.set_refusals(true);
    pair.request(7, b"question");
    assert_eq!(
        pair.next(&pair.client),
        Message::end(7, Control::NetworkError(Errno::ECONNREFUSED))
    );
    pair.assert_silent(&pair.client);
    pair.network.assert_released();
}

#[test]
fn closing_ends_every_wait() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    let client = pair.client.clone();
    let waiting = pair.network.spawn(async move { client.recvmsg(NONE).await });
    let server = pair.server.clone();
    let listening = pair.network.spawn(async move {
        let _ = server.recvmsg(NONE).await;
        server.recvmsg(NONE).await
    });
    pair.network.run_for(Duration::from_millis(10));
    pair.client.endpoint.close();
    let closed = pair.network.block_on(waiting).map(|_| ());
    // Either the end of the call or that of the socket is told.
    assert!(
        closed.is_ok() || closed.as_ref().is_err_and(|error| error.errno() == Errno::ESHUTDOWN),
        "{closed:?}"
    );
    let end = pair.network.block_on(listening);
    assert_eq!(Message::of(end), Message::end(500, Control::Abort(AbortCode::RX_CALL_DEAD)));
    pair.server.endpoint.close();
    let received = pair.network.block_on(pair.server.recvmsg(NONE));
    assert_eq!(received.map(|_| ()).map_err(|error| error.errno()), Err(Errno::ESHUTDOWN));
}
