//! The message face: `UpgradeService`, the option of a socket with two services, and the name of the answer.

use crate::scene::{FROM, TO};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{
    Control, Errno, MessageError, MessageFlags, MessageSocket, ServiceAddress, ServiceId,
};
use rxrpc_tests::network::{Network, Node};

const NONE: MessageFlags = MessageFlags::empty();

fn errno(result: Result<(), MessageError>) -> Option<Errno> {
    result.err().map(|error| error.errno())
}

/// Binds both services to a node's socket.
fn bind_both(socket: &MessageSocket) {
    for service in [FROM, TO] {
        socket.bind(ServiceId(service)).expect("nobody has it");
    }
}

#[test]
fn the_option_wants_a_socket_with_two_services_that_does_not_listen() {
    let network = Network::new(1);
    let node = network.node();
    let socket = node.endpoint.message_socket();
    let (from, to) = (ServiceId(FROM), ServiceId(TO));
    assert_eq!(errno(socket.set_upgradeable_service(from, to)), Some(Errno::EISCONN));
    socket.bind(from).expect("nobody has it");
    assert_eq!(errno(socket.set_upgradeable_service(from, to)), Some(Errno::EISCONN));
    socket.bind(to).expect("nobody has it");
    let _other = node.endpoint.incoming(ServiceId(7)).expect("nobody has it");
    for (from, to) in [(FROM, 7), (7, TO), (FROM, FROM), (FROM, 999), (0, TO)] {
        let refused = socket.set_upgradeable_service(ServiceId(from), ServiceId(to));
        assert_eq!(errno(refused), Some(Errno::EINVAL), "{from} to {to}");
    }
    assert_eq!(socket.upgradeable_service(), None);
    assert_eq!(socket.set_upgradeable_service(from, to), Ok(()));
    assert_eq!(socket.upgradeable_service(), Some((from, to)));
    for (from, to) in [(from, to), (to, from)] {
        assert_eq!(errno(socket.set_upgradeable_service(from, to)), Some(Errno::EINVAL));
    }
    let theirs = node.endpoint.upgradeable_service(from, to);
    assert_eq!(theirs.map_err(|error| error.errno()), Err(Errno::EINVAL), "they are the socket's");
    socket.listen(4).expect("a small backlog");
    assert_eq!(errno(socket.set_upgradeable_service(from, to)), Some(Errno::EISCONN));
    socket.close();
    assert_eq!(errno(socket.set_upgradeable_service(from, to)), Some(Errno::EBADF));
    let next = node.endpoint.message_socket();
    bind_both(&next);
    assert_eq!(next.upgradeable_service(), None, "it went with its socket");
}

/// A call by messages: what its request asks for, and under which name its answer comes.
fn whole_call(
    network: &Network,
    (client, server): (&Node, &Node),
    control: &[Control],
    request: &[u8],
) -> Option<ServiceAddress> {
    network.block_on(server.command(1, Control::ChargeAccept)).expect("room in the backlog");
    let target = Some(server.service(FROM));
    network.block_on(client.sendmsg(7, control, request, NONE, target)).expect("room");
    loop {
        let (message, _) = network.block_on(server.recvmsg(NONE)).expect("the request");
        if !message.flags.contains(MessageFlags::MORE) {
            break;
        }
    }
    network.block_on(server.sendmsg_last(1, b"answer", None)).expect("room");
    let (message, data) = network.block_on(client.recvmsg(NONE)).expect("the reply");
    assert_eq!((message.is_end(), &data[..]), (true, &b"answer"[..]));
    let (end, _) = network.block_on(server.recvmsg(NONE)).expect("the end");
    assert_eq!(end.control.first(), Some(&Control::Ack));
    message.from
}

#[test]
fn the_name_of_the_answer_says_which_service_it_was() {
    let network = Network::new(2);
    let (server, client) = (network.node(), network.node());
    bind_both(&server.socket);
    let declared = server.socket.set_upgradeable_service(ServiceId(FROM), ServiceId(TO));
    declared.expect("the two services");
    server.socket.listen(4).expect("a small backlog");
    let nodes = (&client, &server);
    let asks = [Control::UpgradeService];
    assert_eq!(whole_call(&network, nodes, &asks, b"x"), Some(server.service(TO)));
    assert_eq!(whole_call(&network, nodes, &asks, &[1; 20_000]), Some(server.service(TO)));
    assert_eq!(whole_call(&network, nodes, &[], b"x"), Some(server.service(FROM)));
    let own = [Control::ExclusiveCall, Control::UpgradeService];
    assert_eq!(whole_call(&network, nodes, &own, &[1; 20_000]), Some(server.service(TO)));
}

#[test]
fn a_socket_without_an_upgrade_answers_itself() {
    let network = Network::new(3);
    let (server, client) = (network.node(), network.node());
    server.socket.bind(ServiceId(FROM)).expect("nobody has it");
    server.socket.listen(4).expect("a small backlog");
    let asks = [Control::UpgradeService];
    let name = whole_call(&network, (&client, &server), &asks, b"x");
    assert_eq!(name, Some(server.service(FROM)));
}

#[test]
fn an_end_without_an_answer_has_the_name_that_was_asked() {
    let network = Network::new(4);
    let client = network.node();
    let silent = ServiceAddress::new(network.hostile().address(), ServiceId(FROM));
    let asks = [Control::UpgradeService];
    network.block_on(client.sendmsg(7, &asks, b"x", NONE, Some(silent))).expect("room");
    network.block_on(client.command(7, Control::Abort(AbortCode(5)))).expect("it is there");
    let (message, _) = network.block_on(client.recvmsg(NONE)).expect("its end");
    assert_eq!(message.from, Some(silent));
}
