//! Clients whose address changes in the middle of calls, as behind an address translation that has
//! forgotten them, and replies that come from elsewhere.
//!
//! Nothing follows a client to its new address: a packet alone proves nothing. What is checked is how
//! soon either side learns of it, and that nobody gains by pretending.

use rxrpc_core::Errno;
use rxrpc_core::wire::{AckReason, Body, Packet, PacketType};
use rxrpc_core::{AbortCode, CallError, Control, MessageFlags, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Link, Network, Node};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// Both directions of everything, so slowly that a call can be caught in the middle.
fn slow() -> (Network, Node, Node) {
    let network = Network::new(3);
    let (server, client) = (network.node(), network.node());
    network.set_link(Link::perfect(20 * MILLISECOND));
    (network, server, client)
}

fn errno_of(outcome: Result<Vec<u8>, CallError>) -> Errno {
    outcome.map(|reply| reply.len()).expect_err("the call cannot go on").errno()
}

#[test]
fn a_long_request_ends_with_enetreset_within_a_second() {
    let (network, server, client) = slow();
    server.serve_echo(1);
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &vec![1; 20_000_000]).await });
    network.run_for(SECOND / 3);
    assert!(!call.is_done());
    let _ = network.rebind(&client);
    let began = network.elapsed();
    assert_eq!(errno_of(network.block_on(call)), Errno::ENETRESET);
    let took = network.elapsed() - began;
    assert!(took < SECOND, "{took:?}");
    // The next one goes to the same service from the new address.
    let reply = network.block_on(client.call(target, b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    network.run_for(60 * SECOND);
    network.assert_released();
}

/// As in AF_RXRPC, where it has no control message of its own.
#[test]
fn the_message_face_tells_it_as_an_abort_with_code_0() {
    let (network, server, client) = slow();
    server.serve_echo(1);
    let (sender, to) = (client.clone(), Some(server.service(1)));
    let sent = network.spawn(async move { sender.sendmsg_last(7, &vec![1; 20_000_000], to).await });
    network.run_for(SECOND / 3);
    let _ = network.rebind(&client);
    assert!(network.block_on(sent).is_err());
    let (end, _) = network.block_on(client.recvmsg(MessageFlags::empty())).unwrap();
    assert_eq!((*end.control).to_vec(), [Control::Abort(AbortCode(0))]);
    assert!(end.is_end());
}

/// The rest of a request fits the window of a new call: the service begins one with a hole, and what it
/// says about that tells the client.
#[test]
fn a_short_request_that_was_half_acknowledged_ends_as_fast() {
    let network = Network::new(0);
    let (client, service) = (network.node(), network.hostile());
    let server = network.node();
    server.serve_echo(1);
    let target = ServiceAddress::new(service.address(), ServiceId(1));
    let call = network.block_on(client.open(target)).unwrap();
    network.block_on(client.send_last(&call, &vec![1; 14_000])).unwrap();
    network.run_for(5 * MILLISECOND);
    let seen = service.take();
    let forge = Forge::service_of(&call.identity().unwrap());
    service.send(client.address(), &forge.ack(AckReason::Requested, 6, &[]));
    network.run_for(5 * MILLISECOND);
    assert_eq!(call.failure(), None);
    // From here on a service that was started anew stands there, and the client sends again what was
    // not acknowledged.
    let _ = (seen, service.take());
    network.run_for(5 * SECOND);
    let again = service.take();
    let last = again.iter().rev().find(|seen| seen.kind() == PacketType::Data).unwrap();
    assert!(last.packet().header.seq.0 >= 6);
    service.send_as(client.address(), server.address(), &last.bytes);
    let began = network.elapsed();
    network.open_tap();
    network.run_for(5 * MILLISECOND);
    let answer = network.tapped().into_iter().find(|sent| {
        sent.from == server.address()
            && matches!(Packet::parse(&sent.bytes).unwrap().body, Body::Ack(ack) if ack.reason == AckReason::OutOfSequence)
    });
    service.send(client.address(), &answer.expect("the hole is told").bytes);
    assert_eq!(
        network.block_on(client.endpoint.wait_ended(&call)).unwrap_err().errno(),
        Errno::ENETRESET
    );
    assert!(network.elapsed() - began < SECOND);
    // The service is told that the rest will not come.
    network.run_for(5 * MILLISECOND);
    assert!(service.take().iter().any(|seen| seen.kind() == PacketType::Abort));
}

/// An old answer that was overtaken on its way says the same, and ends nothing.
#[test]
fn an_overtaken_answer_ends_nothing() {
    let network = Network::new(0);
    let (client, service) = (network.node(), network.hostile());
    let target = ServiceAddress::new(service.address(), ServiceId(1));
    let call = network.block_on(client.open(target)).unwrap();
    network.block_on(client.send_more(&call, &vec![1; 14_000])).unwrap();
    network.run_for(5 * MILLISECOND);
    let serials: Vec<_> = service.take().iter().map(|seen| seen.packet().header.serial).collect();
    let forge = Forge::service_of(&call.identity().unwrap());
    service.send(client.address(), &forge.serial(50).ack(AckReason::Requested, 6, &[]));
    network.run_for(5 * MILLISECOND);
    let late = |serial: rxrpc_core::wire::Serial, own| {
        let mut ack = forge.serial(own).ack(AckReason::OutOfSequence, 1, &[0, 1]);
        ack[28 + 12..28 + 16].copy_from_slice(&serial.0.to_be_bytes());
        ack
    };
    for (own, serial) in serials.iter().enumerate() {
        service.send(client.address(), &late(*serial, own as u32 + 1));
    }
    network.run_for(5 * MILLISECOND);
    assert_eq!(call.failure(), None);
}

/// Before anything was acknowledged, everything is sent again from the new address: there the call is
/// served, once.
#[test]
fn a_call_of_which_nothing_was_acknowledged_goes_on() {
    let (network, server, client) = slow();
    let runs = Rc::new(Cell::new(0));
    let counter = runs.clone();
    server.serve(1, async move |_: &Node, request| {
        counter.set(counter.get() + 1);
        request
    });
    network.set_link_between(
        client.address(),
        server.address(),
        Link { cut: true, ..Link::perfect(SECOND) },
    );
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, &vec![1; 50_000]).await });
    network.run_for(SECOND / 2);
    let address = network.rebind(&client);
    let way = Link::perfect(20 * MILLISECOND);
    network.set_link_between(address, server.address(), way);
    assert_eq!(network.block_on(call).map(|reply| reply.len()), Ok(50_000));
    assert_eq!(runs.get(), 1);
    network.run_for(SECOND);
    network.assert_released();
}

/// The client waits for a reply that goes to its old address. Its next PING is refused; the service ends
/// the call by its timeout.
#[test]
fn a_client_that_waits_for_its_reply_learns_with_its_next_ping() {
    let (network, server, client) = slow();
    let runs = Rc::new(Cell::new(0));
    let counter = runs.clone();
    server.serve(1, async move |node: &Node, request| {
        counter.set(counter.get() + 1);
        node.sleep(10 * SECOND).await;
        request
    });
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(SECOND);
    let _ = network.rebind(&client);
    let began = network.elapsed();
    assert!(network.block_on(call).is_err());
    let took = network.elapsed() - began;
    assert!(took < 4 * SECOND, "{took:?}");
    network.run_for(60 * SECOND);
    assert_eq!(runs.get(), 1, "nothing is run twice");
    network.assert_released();
}

/// What is answered to the rest of an unknown call is no longer than what came, and counts against the
/// limit of answers to strays.
#[test]
fn the_answer_to_an_unknown_call_amplifies_nothing() {
    let network = Network::new(0);
    let server = network.node_with(|config| config.stray_replies_per_second = 10);
    server.serve_echo(1);
    let forger = network.hostile();
    let beyond = Forge::client(1).seq(100_000).serial(77);
    assert_eq!(forger.ask(server.address(), &beyond.data(&[0; 36])), []);
    let answers = forger.ask(server.address(), &beyond.data(&[0; 37]));
    let [answer] = &answers[..] else { panic!("{answers:?}") };
    assert_eq!(answer.bytes.len(), 65);
    let Body::Ack(ack) = answer.packet().body else { panic!("{answer:?}") };
    assert_eq!(
        (ack.reason, ack.first_packet.0, ack.previous_packet),
        (AckReason::ExceedsWindow, 1, 0)
    );
    assert_eq!((ack.serial.0, ack.acks.len()), (77, 0));
    for _ in 0..100 {
        forger.send(server.address(), &beyond.data(&[0; 1412]));
    }
    network.run_for(100 * MILLISECOND);
    assert_eq!(forger.take().len(), 9);
    assert_eq!(server.endpoint.statistics().calls_received, 0);
}

/// A service with several addresses may answer from another one; what the client sends stays where it
/// called.
#[test]
fn a_reply_from_another_host_is_taken_and_never_followed() {
    let network = Network::new(0);
    let (client, service, other) = (network.node(), network.hostile(), network.hostile());
    let target = ServiceAddress::new(service.address(), ServiceId(1));
    let call = network.block_on(client.open(target)).unwrap();
    network.block_on(client.send_last(&call, b"hello")).unwrap();
    network.run_for(5 * MILLISECOND);
    let forge = Forge::service_of(&call.identity().unwrap());
    let mut elsewhere = other.address();
    elsewhere.set_port(service.address().port());
    other.send_as(elsewhere, client.address(), &forge.data(b"rep"));
    other.send_as(elsewhere, client.address(), &forge.seq(2).serial(2).last(b"ly"));
    assert_eq!(network.block_on(client.read_all(&call)), Ok(b"reply".to_vec()));
    network.open_tap();
    network.run_for(30 * SECOND);
    let sent = network.tapped();
    assert!(!sent.is_empty() && sent.iter().all(|sent| sent.to == service.address()), "{sent:?}");
    assert_eq!(other.take(), []);
}

/// What a service sees of its client does not tell it how to answer in the place of another: the IDs of
/// connections do not follow from each other.
#[test]
fn connection_ids_do_not_follow_from_each_other() {
    let network = Network::new(0);
    let (client, service) = (network.node(), network.hostile());
    let ids = (1..=50).map(|number| {
        let target = ServiceAddress::new(service.address(), ServiceId(number));
        let call = network.block_on(client.open(target)).unwrap();
        call.identity().unwrap().cid.connection().as_u32() >> 2
    });
    let ids: Vec<_> = ids.collect();
    let close = ids.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) < 1 << 16).count();
    assert_eq!(close, 0, "{ids:?}");
}
