//! The states of sockets, and several on one endpoint.

use crate::scene::{DONTWAIT, EOR, MORE, Message, NONE, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{
    Control, Errno, MessageError, MessageSocket, SendMessage, ServiceAddress, ServiceId,
    SocketState, UserCallId,
};
use rxrpc_tests::network::{Network, Node};
use std::net::SocketAddr;
use std::time::Duration;

const DEAD: Control = Control::Abort(AbortCode::RX_CALL_DEAD);
const REFUSED: Control = Control::Abort(AbortCode::RX_INVALID_OPERATION);

fn errno<T: std::fmt::Debug>(result: Result<T, MessageError>) -> Errno {
    result.expect_err("an error").errno()
}

/// A node, and its socket in a state.
fn socket(network: &Network, services: &[u16]) -> (Node, MessageSocket) {
    let node = network.node();
    let socket = node.endpoint.message_socket();
    for service in services {
        socket.bind(ServiceId(*service)).expect("a free service");
    }
    (node, socket)
}

/// `sendmsg` on a socket of a node.
fn send(
    node: &Node,
    socket: &MessageSocket,
    id: u64,
    control: Option<Control>,
    to: Option<ServiceAddress>,
) -> Result<usize, MessageError> {
    let data: &[u8] = if control.is_none() { b"data" } else { b"" };
    let all: Vec<_> = [Control::UserCallId(UserCallId(id))].into_iter().chain(control).collect();
    let message = SendMessage::new(data, &all).to(to);
    let mut taken = 0;
    let sent = node.network().poll_once(socket.sendmsg(node.now(), &message, &mut taken));
    let std::task::Poll::Ready(sent) = sent else { panic!("it waits") };
    sent.map(|()| taken)
}

/// The next message of a socket.
fn receive(network: &Network, socket: &MessageSocket) -> Message {
    let mut buffer = vec![0; 1000];
    let message = network.block_on(socket.recvmsg(&mut buffer, NONE)).expect("a message");
    Message::of(Ok((message.clone(), buffer[..message.bytes].to_vec())))
}

#[test]
fn a_client_is_bound_once() {
    let network = Network::new(0);
    let (_node, socket) = socket(&network, &[]);
    assert_eq!(socket.state(), SocketState::Unbound);
    socket.bind(ServiceId(0)).unwrap();
    assert_eq!(socket.state(), SocketState::ClientBound);
    assert_eq!(errno(socket.bind(ServiceId(0))), Errno::EINVAL);
    assert_eq!(errno(socket.bind(ServiceId(1))), Errno::EINVAL);
    assert_eq!(errno(socket.listen(5)), Errno::EBUSY);
}

#[test]
fn a_server_has_two_services_at_most() {
    let network = Network::new(0);
    let (node, one) = socket(&network, &[100]);
    assert_eq!(errno(one.bind(ServiceId(100))), Errno::EADDRINUSE);
    assert_eq!(errno(one.bind(ServiceId(0))), Errno::EINVAL);
    assert_eq!(one.state(), SocketState::ServerBound);
    one.bind(ServiceId(101)).unwrap();
    assert_eq!(one.state(), SocketState::ServerBound2);
    assert_eq!(errno(one.bind(ServiceId(102))), Errno::EINVAL);
    assert_eq!(one.services(), [ServiceId(100), ServiceId(101)]);
    // What is bound is so for the whole endpoint; what is free, another socket may have.
    let _incoming = node.endpoint.incoming(ServiceId(103)).unwrap();
    let two = node.endpoint.message_socket();
    for taken in [100, 101, 103] {
        assert_eq!(errno(two.bind(ServiceId(taken))), Errno::EADDRINUSE);
    }
    two.bind(ServiceId(102)).unwrap();
    assert_eq!(node.endpoint.incoming(ServiceId(102)).unwrap_err().errno(), Errno::EADDRINUSE);
    let client = node.endpoint.message_socket();
    client.bind(ServiceId(0)).unwrap();
}

#[test]
fn a_socket_is_bound_at_its_endpoint() {
    let network = Network::new(0);
    let (_node, socket) = socket(&network, &[]);
    let own: SocketAddr = "10.0.0.1:7001".parse().unwrap();
    let bind = |address: &str, service| {
        let at = ServiceAddress::new(address.parse::<SocketAddr>().unwrap(), ServiceId(service));
        socket.bind_at(at, own)
    };
    for wrong in ["10.0.0.2:7001", "10.0.0.1:7002", "0.0.0.0:1"] {
        assert_eq!(errno(bind(wrong, 1)), Errno::EADDRNOTAVAIL, "{wrong}");
    }
    assert_eq!(errno(bind("[::1]:7001", 1)), Errno::EAFNOSUPPORT);
    bind("0.0.0.0:0", 1).unwrap();
    assert_eq!(errno(bind("10.0.0.1:7002", 2)), Errno::EINVAL);
    assert_eq!(errno(bind("10.0.0.1:7002", 1)), Errno::EADDRINUSE);
    bind("10.0.0.1:7001", 2).unwrap();
}

#[test]
fn a_default_destination_is_given_once_and_to_clients() {
    let network = Network::new(0);
    let (node, one) = socket(&network, &[]);
    let to = node.service(1);
    one.connect(to).unwrap();
    assert_eq!((one.state(), one.default_destination()), (SocketState::ClientUnbound, Some(to)));
    assert_eq!(errno(one.connect(to)), Errno::EISCONN);
    assert_eq!(errno(one.bind(ServiceId(1))), Errno::EINVAL);
    assert_eq!(errno(one.listen(5)), Errno::EBUSY);
    for services in [&[100][..], &[101, 102]] {
        let server = node.endpoint.message_socket();
        services.iter().for_each(|service| server.bind(ServiceId(*service)).unwrap());
        assert_eq!(errno(server.connect(to)), Errno::EBUSY);
    }
    // The first message binds a socket as a client.
    let two = node.endpoint.message_socket();
    assert_eq!(errno(send(&node, &two, 1, None, None)), Errno::EDESTADDRREQ);
    assert_eq!(two.state(), SocketState::ClientBound);
    two.connect(to).unwrap();
    assert_eq!(two.state(), SocketState::ClientBound);
}

#[test]
fn a_socket_listens_once() {
    let network = Network::new(0);
    let (_node, unbound) = socket(&network, &[]);
    assert_eq!(errno(unbound.listen(5)), Errno::EADDRNOTAVAIL);
    let pair = Pair::bound();
    let socket = &pair.server.socket;
    assert_eq!(errno(socket.listen(1000)), Errno::EINVAL);
    socket.listen(5).unwrap();
    assert_eq!(socket.state(), SocketState::Listening);
    assert_eq!(errno(socket.listen(5)), Errno::EBUSY);
    assert_eq!(pair.now_or_never(pair.server.command(500, Control::ChargeAccept)), Ok(()));
    socket.listen(0).unwrap();
    assert_eq!(socket.state(), SocketState::ListenDisabled);
    assert_eq!(errno(socket.listen(5)), Errno::EBUSY);
    assert_eq!(errno(socket.listen(0)), Errno::EBUSY);
    for refused in [Some(Control::ChargeAccept), Some(Control::Abort(AbortCode(1))), None] {
        let sent = send(&pair.server, socket, 500, refused.clone(), pair.target());
        assert_eq!(errno(sent), Errno::EINVAL, "{refused:?}");
    }
    pair.request(7, b"question");
    assert_eq!(pair.next(&pair.client), Message::end(7, REFUSED));
}

/// In Linux these calls could not be replied to.
#[test]
fn a_socket_that_listens_no_more_goes_on_with_its_calls() {
    let pair = Pair::charged(&[500]);
    pair.request(7, b"question");
    assert_eq!(pair.next(&pair.server), Message::data(500, b"question", NONE));
    pair.server.socket.listen(0).unwrap();
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, b"answer", None)), Ok(6));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"answer", EOR));
    assert_eq!(pair.next(&pair.server), Message::end(500, Control::Ack));
    pair.assert_silent(&pair.server);
}

#[test]
fn a_server_calls_others_while_it_has_one_service_or_listens() {
    let pair = Pair::echoing();
    let (node, other) = socket(&pair.network, &[100]);
    assert_eq!(send(&node, &other, 1, None, pair.target()), Ok(4));
    assert_eq!(receive(&pair.network, &other), Message::data(1, b"data", EOR));
    other.bind(ServiceId(101)).unwrap();
    assert_eq!(errno(send(&node, &other, 1, None, pair.target())), Errno::EINVAL);
    other.listen(5).unwrap();
    assert_eq!(send(&node, &other, 1, None, pair.target()), Ok(4));
    assert_eq!(receive(&pair.network, &other), Message::data(1, b"data", EOR));
}

#[test]
fn a_socket_calls_itself() {
    let pair = Pair::charged(&[500]);
    let (server, to) = (&pair.server, pair.target());
    assert_eq!(pair.now_or_never(server.sendmsg_last(7, b"question", to)), Ok(8));
    assert_eq!(pair.next(server), Message::data(500, b"question", NONE));
    assert_eq!(pair.now_or_never(server.sendmsg_last(500, b"answer", None)), Ok(6));
    let mut told = [pair.next(server), pair.next(server)];
    told.sort_by_key(|message| message.call);
    assert_eq!(told, [Message::data(7, b"answer", EOR), Message::end(500, Control::Ack)]);
}

#[test]
fn a_socket_is_shut_down_once() {
    let network = Network::new(0);
    let (node, socket) = socket(&network, &[]);
    socket.shutdown().unwrap();
    assert_eq!(errno(socket.shutdown()), Errno::ESHUTDOWN);
    assert_eq!(errno(send(&node, &socket, 1, None, Some(node.service(1)))), Errno::EINVAL);
    let received = network.poll_once(socket.recvmsg(&mut [0; 8], NONE));
    assert_eq!(received, std::task::Poll::Ready(Err(MessageError::WouldBlock)));
    assert_eq!(errno(socket.bind(ServiceId(1))), Errno::EINVAL);
    assert_eq!(errno(socket.listen(1)), Errno::EBUSY);
    assert_eq!(errno(socket.connect(node.service(1))), Errno::EBUSY);
}

#[test]
fn a_socket_that_is_shut_down_hears_how_its_calls_end() {
    let pair = Pair::charged(&[500, 501]);
    assert_eq!(
        pair.now_or_never(pair.client.sendmsg(7, &[], &[1; 1500], MORE, pair.target())),
        Ok(1500)
    );
    pair.client.socket.shutdown().unwrap();
    for refused in [None, Some(Control::Abort(AbortCode(1)))] {
        assert_eq!(errno(send(&pair.client, &pair.client.socket, 7, refused, None)), Errno::EINVAL);
    }
    pair.assert_silent(&pair.client);
    assert!(pair.network.poll_once(pair.client.recvmsg(NONE)).is_pending(), "its call goes on");
    const ABORT: Control = Control::Abort(AbortCode(9));
    assert_eq!(pair.next(&pair.server).call, Some(500));
    assert_eq!(pair.now_or_never(pair.server.command(500, ABORT)), Ok(()));
    assert_eq!(pair.next(&pair.client), Message::end(7, ABORT));
    assert_eq!(pair.next(&pair.server), Message::end(500, ABORT));
    // A server gives up what it had prepared, and keeps its service.
    pair.server.socket.shutdown().unwrap();
    assert_eq!(pair.server.endpoint.statistics().user_call_ids, 0);
    let taken = pair.server.endpoint.message_socket().bind(ServiceId(1));
    assert_eq!(errno(taken), Errno::EADDRINUSE);
    let other = pair.network.node();
    assert_eq!(pair.now_or_never(other.sendmsg_last(1, b"late", pair.target())), Ok(4));
    assert_eq!(pair.next(&other), Message::end(1, REFUSED));
}

#[test]
fn the_failure_of_the_udp_socket_is_read_once_by_each() {
    let network = Network::new(0);
    let (node, one) = socket(&network, &[1]);
    let two = node.endpoint.message_socket();
    assert_eq!((one.take_error(), two.take_error()), (None, None));
    node.endpoint.handle_socket_failure(Errno::ENOMEM);
    for socket in [&one, &two] {
        assert_eq!(socket.take_error(), Some(Errno::ENOMEM));
        assert_eq!(socket.take_error(), None);
        assert_eq!(errno(socket.bind(ServiceId(2))), Errno::ESHUTDOWN);
    }
    assert_eq!(node.endpoint.message_socket().take_error(), None);
}

/// Each socket has user call IDs, a queue and an end of its own; the connections are everybody's.
#[test]
fn sockets_of_an_endpoint_do_not_mix() {
    let pair = Pair::charged(&[500, 501]);
    let (client, to) = (&pair.client, pair.target());
    let other = client.endpoint.message_socket();
    assert_eq!(send(client, &client.socket, 7, None, to), Ok(4));
    pair.network.run_for(Duration::from_millis(5));
    assert_eq!(send(client, &other, 7, None, to), Ok(4));
    pair.network.run_for(Duration::from_millis(5));
    let connections = pair.network.connections();
    assert_eq!(pair.next(&pair.server), Message::data(500, b"data", NONE));
    assert_eq!(pair.next(&pair.server), Message::data(501, b"data", NONE));
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(500, b"first", None)), Ok(5));
    pair.network.run_for(Duration::from_millis(5));
    let nothing = pair.network.poll_once(other.recvmsg(&mut [0; 8], DONTWAIT));
    assert_eq!(nothing, std::task::Poll::Ready(Err(MessageError::WouldBlock)));
    // The first socket closes before it has heard; the second one goes on.
    client.socket.close();
    assert_eq!(pair.now_or_never(pair.server.sendmsg_last(501, b"second", None)), Ok(6));
    assert_eq!(receive(&pair.network, &other), Message::data(7, b"second", EOR));
    assert_eq!(pair.network.connections(), connections, "a socket's end is not a connection's");
    assert_eq!(pair.client.endpoint.statistics().user_call_ids, 0);
}

#[test]
fn a_closed_socket_ends_its_calls_and_nothing_else() {
    let pair = Pair::charged(&[500, 501, 502, 503]);
    let other = pair.server.endpoint.message_socket();
    other.bind(ServiceId(2)).unwrap();
    other.listen(4).unwrap();
    assert_eq!(send(&pair.server, &other, 500, Some(Control::ChargeAccept), None), Ok(0));
    for id in [1, 2] {
        pair.request(id, b"question");
        pair.network.run_for(Duration::from_millis(5));
        assert_eq!(pair.next(&pair.server).data, b"question");
    }
    let two = Some(pair.server.service(2));
    assert_eq!(pair.now_or_never(pair.client.sendmsg_last(3, b"other", two)), Ok(5));
    let waiting = {
        let server = pair.server.clone();
        pair.network.spawn(async move { server.recvmsg(NONE).await })
    };
    pair.network.run_for(Duration::from_millis(5));
    pair.server.socket.close();
    assert_eq!(pair.network.block_on(waiting).map(|_| ()), Err(MessageError::SocketClosed));
    let mut told = [pair.next(&pair.client), pair.next(&pair.client)];
    told.sort_by_key(|message| message.call);
    assert_eq!(told, [Message::end(1, DEAD), Message::end(2, DEAD)]);
    pair.request(1, b"late");
    assert_eq!(pair.next(&pair.client), Message::end(1, REFUSED));
    assert_eq!(pair.server.endpoint.statistics().user_call_ids, 1, "the other socket's");
    assert_eq!(receive(&pair.network, &other), Message::data(500, b"other", NONE));
    assert_eq!(send(&pair.server, &other, 500, None, None), Ok(4));
    assert_eq!(pair.next(&pair.client), Message::data(3, b"data", EOR));
    // The verbs of its handles say so; the service is free for another socket.
    let closed = &pair.server.socket;
    assert_eq!(closed.state(), SocketState::Closed);
    assert_eq!(errno(closed.bind(ServiceId(5))), Errno::EBADF);
    assert_eq!(errno(closed.shutdown()), Errno::EBADF);
    assert_eq!(errno(pair.now_or_never(pair.server.command(9, DEAD))), Errno::EBADF);
    assert_eq!(errno(pair.now_or_never(pair.server.recvmsg(DONTWAIT))), Errno::EBADF);
    pair.server.endpoint.message_socket().bind(ServiceId(1)).unwrap();
}

/// What nobody has taken ends with the socket, too: calls that were announced, and those whose request is not whole.
#[test]
fn a_socket_that_is_closed_leaves_no_call_behind() {
    for pair in [Pair::announcing(), Pair::charged(&[500, 501])] {
        pair.request(7, b"whole");
        let half = pair.client.sendmsg(8, &[], &[1; 2000], MORE, pair.target());
        assert_eq!(pair.now_or_never(half), Ok(2000));
        pair.network.run_for(Duration::from_millis(5));
        pair.server.socket.close();
        let mut told = [pair.next(&pair.client), pair.next(&pair.client)];
        told.sort_by_key(|message| message.call);
        assert_eq!(told, [Message::end(7, DEAD), Message::end(8, DEAD)]);
        pair.network.run_for(Duration::from_secs(1));
        pair.network.assert_released();
    }
}

/// Also what no user could see so far: the rest of the request is to come, and the client has not proven its address.
#[test]
fn a_socket_that_is_closed_ends_calls_that_are_only_reserved() {
    for announcing in [false, true] {
        let pair = if announcing { Pair::announcing() } else { Pair::charged(&[500]) };
        let client = pair.network.hostile();
        let forge = rxrpc_tests::network::Forge::client(1);
        let _ping = client.ask(pair.server.address(), &forge.data(b"half"));
        assert_eq!(pair.server.endpoint.live_calls(), 1);
        pair.server.socket.close();
        pair.network.run_for(Duration::from_millis(5));
        assert!(
            client.take().iter().any(|seen| seen.kind() == rxrpc_core::wire::PacketType::Abort),
            "its client is told"
        );
        pair.network.run_for(Duration::from_secs(1));
        assert_eq!(pair.server.endpoint.live_calls(), 0);
        pair.network.assert_released();
    }
}

/// The last handle closes; an endpoint that others hold stays.
#[test]
fn the_last_handle_closes_a_socket() {
    let pair = Pair::charged(&[500]);
    let (client, to) = (&pair.client, pair.target());
    let one = client.endpoint.message_socket();
    let two = one.clone();
    assert_eq!(send(client, &one, 7, None, to), Ok(4));
    assert_eq!(pair.next(&pair.server), Message::data(500, b"data", NONE));
    drop(one);
    pair.assert_silent(&pair.server);
    drop(two);
    assert_eq!(pair.next(&pair.server), Message::end(500, DEAD));
    pair.network.run_for(Duration::from_secs(1));
    assert_eq!(client.endpoint.statistics().user_call_ids, 0);
    pair.network.assert_released();
}

#[test]
fn a_snapshot_tells_calls_of_two_sockets_with_one_user_call_id_apart() {
    let network = Network::new(0);
    let (server, service) = socket(&network, &[1]);
    service.listen(5).unwrap();
    let (client, one) = socket(&network, &[]);
    let other = client.endpoint.message_socket();
    assert_ne!(one.number(), other.number());
    for socket in [&one, &other] {
        assert_eq!(send(&client, socket, 7, None, Some(server.service(1))), Ok(4));
    }
    let calls = client.endpoint.snapshot().calls;
    let names: Vec<_> = calls.iter().map(|call| (call.socket, call.user_call_id)).collect();
    let seven = Some(UserCallId(7));
    assert_eq!(names, [(Some(one.number()), seven), (Some(other.number()), seven)]);
}
