//! How a service takes its calls: by IDs charged in advance, or by notices and accepting.

use crate::scene::{DONTWAIT, EOR, Message, NONE, Pair};
use rxrpc_core::wire::AbortCode;
use rxrpc_core::{Control, Errno, MessageError, MessageFlags, SendMessage, ServiceId, UserCallId};
use rxrpc_tests::network::{Network, Node};
use std::time::Duration;

fn errno<T: std::fmt::Debug>(result: Result<T, MessageError>) -> Errno {
    result.expect_err("an error").errno()
}

const NOTICE: Message = Message {
    call: None,
    data: Vec::new(),
    flags: MessageFlags::empty(),
    control: Some(Control::NewCall),
};

#[test]
fn charged_ids_are_used_in_order() {
    let pair = Pair::charged(&[500, 400, 600]);
    for (id, data) in [(1, "one"), (2, "two"), (3, "three")] {
        pair.request(id, data.as_bytes());
        pair.network.run_for(Duration::from_millis(5));
    }
    assert_eq!(pair.next(&pair.server), Message::data(500, b"one", NONE));
    assert_eq!(pair.next(&pair.server), Message::data(400, b"two", NONE));
    assert_eq!(pair.next(&pair.server), Message::data(600, b"three", NONE));
    pair.assert_silent(&pair.server);
}

#[test]
fn without_a_charge_a_call_waits_outside_and_comes_in_later() {
    let pair = Pair::new();
    pair.request(7, b"question");
    pair.network.run_for(Duration::from_secs(10));
    pair.assert_silent(&pair.server);
    assert_eq!(pair.server.endpoint.statistics().live_calls, 0);
    // BUSY kept the client trying.
    assert_eq!(pair.now_or_never(pair.server.command(500, Control::ChargeAccept)), Ok(()));
    assert_eq!(pair.next(&pair.server), Message::data(500, b"question", NONE));
    let _ = pair.now_or_never(pair.server.sendmsg_last(500, b"answer", None));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"answer", EOR));
}

#[test]
fn a_charged_id_can_be_used_for_nothing_else() {
    let pair = Pair::charged(&[500]);
    let server = &pair.server;
    assert_eq!(
        errno(pair.now_or_never(server.sendmsg_last(500, b"x", pair.target()))),
        Errno::EBUSY
    );
    assert_eq!(
        errno(pair.now_or_never(server.command(500, Control::Abort(AbortCode(1))))),
        Errno::EBUSY
    );
    assert_eq!(
        errno(pair.now_or_never(server.command(500, Control::ChargeAccept))),
        Errno::EBADSLT
    );
}

#[test]
fn charging_is_bounded_by_the_backlog_exactly() {
    for backlog in [1, 31, 32] {
        let pair = Pair::bound();
        pair.server.socket.listen(backlog).unwrap();
        for id in 0..backlog as u64 {
            assert_eq!(pair.now_or_never(pair.server.command(id, Control::ChargeAccept)), Ok(()));
        }
        assert_eq!(
            errno(pair.now_or_never(pair.server.command(99, Control::ChargeAccept))),
            Errno::ENOBUFS
        );
        pair.server.socket.listen(0).unwrap();
        assert_eq!(pair.server.endpoint.statistics().user_call_ids, 0, "charges are given back");
        assert_eq!(
            errno(pair.now_or_never(pair.server.command(99, Control::ChargeAccept))),
            Errno::EINVAL
        );
    }
    assert_eq!(errno(Pair::bound().server.socket.listen(1000)), Errno::EINVAL);
}

#[test]
fn a_bound_service_that_does_not_listen_refuses() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.socket.bind(ServiceId(1)).unwrap();
    let _ = network.block_on(client.sendmsg_last(7, b"hello", Some(server.service(1))));
    let end = Message::of(network.block_on(client.recvmsg(NONE)));
    assert_eq!(end, Message::end(7, Control::Abort(AbortCode::RX_INVALID_OPERATION)));
}

#[test]
fn a_reply_before_the_whole_request_is_ebusy() {
    let pair = Pair::charged(&[500]);
    let half = pair.now_or_never(pair.client.sendmsg(
        7,
        &[],
        &[1; 2000],
        MessageFlags::MORE,
        pair.target(),
    ));
    assert_eq!(half, Ok(2000));
    assert_eq!(pair.next(&pair.server).data.len(), 1412);
    assert_eq!(
        errno(pair.now_or_never(pair.server.sendmsg_last(500, b"early", None))),
        Errno::EBUSY
    );
    // An abort is possible at any time.
    let abort = Control::Abort(AbortCode(3));
    assert_eq!(pair.now_or_never(pair.server.command(500, abort.clone())), Ok(()));
    assert_eq!(pair.next(&pair.server), Message::end(500, abort.clone()));
    assert_eq!(pair.next(&pair.client), Message::end(7, abort.clone()));
}

/// The service answers as soon as `recvmsg` says that the request is whole.
#[test]
fn a_reply_at_the_end_of_the_request_is_never_too_early() {
    let pair = Pair::echoing();
    for size in [0, 1, 1411, 1412, 1413, 2824, 100_000] {
        let data = vec![3; size];
        let (client, to) = (pair.client.clone(), pair.target());
        let request = data.clone();
        let sent = pair.network.spawn(async move { client.sendmsg_last(7, &request, to).await });
        pair.network.run_for(Duration::ZERO);
        let mut reply = Vec::new();
        loop {
            let message = pair.next(&pair.client);
            reply.extend_from_slice(&message.data);
            if message.flags.contains(EOR) {
                assert_eq!(message.control, None);
                break;
            }
        }
        assert_eq!(pair.network.block_on(sent), Ok(size));
        assert!(reply == data);
    }
}

#[test]
fn a_new_call_is_announced_and_accepted() {
    let pair = Pair::announcing();
    assert_eq!(errno(pair.now_or_never(pair.server.command(5, Control::Accept))), Errno::ENODATA);
    pair.request(7, b"question");
    assert_eq!(pair.next(&pair.server), NOTICE);
    // Nothing of the call is told before it has a name.
    pair.assert_silent(&pair.server);
    assert_eq!(pair.now_or_never(pair.server.command(5, Control::Accept)), Ok(()));
    assert_eq!(errno(pair.now_or_never(pair.server.command(5, Control::Accept))), Errno::EBADSLT);
    assert_eq!(errno(pair.now_or_never(pair.server.command(6, Control::Accept))), Errno::ENODATA);
    assert_eq!(pair.next(&pair.server), Message::data(5, b"question", NONE));
    let _ = pair.now_or_never(pair.server.sendmsg_last(5, b"answer", None));
    assert_eq!(pair.next(&pair.client), Message::data(7, b"answer", EOR));
    assert_eq!(pair.next(&pair.server), Message::end(5, Control::Ack));
}

/// Each socket announces the calls of its own services, and accepts those alone.
#[test]
fn sockets_announce_their_own_calls() {
    let pair = Pair::announcing();
    let other = pair.server.endpoint.message_socket();
    other.bind(ServiceId(2)).unwrap();
    other.listen_with_announcements(2).unwrap();
    let two = Some(pair.server.service(2));
    assert_eq!(pair.now_or_never(pair.client.sendmsg_last(7, b"to the other", two)), Ok(12));
    pair.network.run_for(Duration::from_millis(5));
    pair.assert_silent(&pair.server);
    assert_eq!(errno(pair.now_or_never(pair.server.command(5, Control::Accept))), Errno::ENODATA);
    let accept = [Control::UserCallId(UserCallId(5)), Control::Accept];
    let (message, mut taken) = (SendMessage::new(b"", &accept), 0);
    let accepted = other.sendmsg(pair.network.now(), &message, &mut taken);
    assert_eq!(pair.now_or_never(accepted), Ok(()));
    let mut buffer = [0; 20];
    let mut received = pair.now_or_never(other.recvmsg(&mut buffer, DONTWAIT)).unwrap();
    assert_eq!(received.control.first(), Some(&Control::NewCall));
    received = pair.now_or_never(other.recvmsg(&mut buffer, DONTWAIT)).unwrap();
    assert_eq!((received.call, received.bytes), (Some(UserCallId(5)), 12));
}

#[test]
fn announced_calls_are_accepted_oldest_first_and_bounded() {
    let pair = Pair::announcing();
    for (id, data) in [(1, "one"), (2, "two"), (3, "three")] {
        pair.request(id, data.as_bytes());
        pair.network.run_for(Duration::from_millis(5));
    }
    assert_eq!((pair.next(&pair.server), pair.next(&pair.server)), (NOTICE, NOTICE));
    pair.assert_silent(&pair.server);
    for id in [10, 20] {
        assert_eq!(pair.now_or_never(pair.server.command(id, Control::Accept)), Ok(()));
    }
    assert_eq!(pair.next(&pair.server), Message::data(10, b"one", NONE));
    assert_eq!(pair.next(&pair.server), Message::data(20, b"two", NONE));
    // The third was told BUSY and comes again.
    assert_eq!(pair.next(&pair.server), NOTICE);
}

#[test]
fn a_charge_goes_before_a_notice() {
    let pair = Pair::announcing();
    assert_eq!(pair.now_or_never(pair.server.command(500, Control::ChargeAccept)), Ok(()));
    pair.request(1, b"one");
    pair.network.run_for(Duration::from_millis(5));
    pair.request(2, b"two");
    assert_eq!(pair.next(&pair.server), Message::data(500, b"one", NONE));
    assert_eq!(pair.next(&pair.server), NOTICE);
}

#[test]
fn a_call_that_ends_before_it_is_accepted_is_not_there_any_more() {
    let pair = Pair::announcing();
    pair.request(7, b"question");
    assert_eq!(pair.next(&pair.server), NOTICE);
    let abort = Control::Abort(AbortCode(12));
    assert_eq!(pair.now_or_never(pair.client.command(7, abort.clone())), Ok(()));
    assert_eq!(pair.next(&pair.client), Message::end(7, abort.clone()));
    pair.network.run_for(Duration::from_millis(5));
    let nothing = pair.now_or_never(pair.server.command(5, Control::Accept));
    assert_eq!(nothing, Err(MessageError::NothingToAccept));
    pair.network.assert_released();
}

#[test]
fn closing_with_announced_and_charged_calls_leaves_nothing() {
    for announce in [false, true] {
        let pair = if announce { Pair::announcing() } else { Pair::charged(&[500, 501]) };
        pair.request(7, b"question");
        pair.network.run_for(Duration::from_millis(5));
        pair.server.endpoint.close();
        let end = pair.next(&pair.client);
        assert!(matches!(end.control, Some(Control::Abort(_))), "{end:?}");
        pair.network.run_for(Duration::from_secs(1));
        assert_eq!(pair.server.endpoint.live_calls(), 0);
    }
}

#[test]
fn several_services_on_one_socket_do_not_mix() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.socket.bind(ServiceId(1)).unwrap();
    server.socket.bind(ServiceId(2)).unwrap();
    server.socket.listen(8).unwrap();
    server.serve(3, async |_: &Node, _| b"three".to_vec());
    assert_eq!(server.socket.services(), [ServiceId(1), ServiceId(2)]);
    for id in [500, 501] {
        let _ = network.block_on(server.command(id, Control::ChargeAccept));
    }
    assert_eq!(network.block_on(client.call(server.service(3), b"x")), Ok(b"three".to_vec()));
    for (id, service) in [(1, 1), (2, 2)] {
        let _ = network.block_on(client.sendmsg_last(id, b"x", Some(server.service(service))));
        network.run_for(Duration::from_millis(5));
        let (message, _) = network.block_on(server.recvmsg(DONTWAIT)).unwrap();
        assert_eq!(message.from.map(|from| from.service), Some(ServiceId(service)));
    }
}
