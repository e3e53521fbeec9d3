//! T06, T07, T12: senders that wait for space, and several on one call.

use crate::support::*;
use rxrpc_core::{CallError, Control, MessageError, SendMessage, UserCallId};
use rxrpc_tests::network::{Network, for_each_seed};

/// A sender is interrupted while it waits for space: what it queued is known, the call is free, and the
/// rest can be sent or the call aborted.
#[test]
fn t06_a_call_can_be_used_after_an_interrupted_wait_for_space() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    server.serve_echo(1);
    let data: Vec<u8> = (0..1_000_000u32).map(|at| (at % 253) as u8).collect();
    let control = [Control::UserCallId(UserCallId(7))];
    let mut taken = 0;
    let mut interruptions = 0;
    while taken < data.len() {
        let to = Some(server.service(1));
        let message = SendMessage::new(&data[taken..], &control).to(to);
        let mut step = 0;
        let sent = network.poll_once(client.socket.sendmsg(network.now(), &message, &mut step));
        taken += step;
        match sent {
            std::task::Poll::Ready(sent) => assert_eq!(sent, Ok(())),
            std::task::Poll::Pending => interruptions += 1,
        }
        network.run_for(MILLISECOND);
    }
    assert!(interruptions > 2, "{interruptions}");
    let mut reply = Vec::new();
    loop {
        let (message, data) = network.block_on(client.recvmsg(NONE)).unwrap();
        reply.extend_from_slice(&data);
        if message.is_end() {
            break;
        }
    }
    assert!(reply == data, "bytes were lost or doubled");
}

#[test]
fn t06_an_abort_after_an_interrupted_wait_for_space() {
    let network = Network::new(0);
    let (server, client) = (listening(&network, 0..1), network.node());
    let data = vec![1; 1_000_000];
    let sent = poll_now(client.sendmsg_last(7, &data, Some(server.service(1))));
    assert!(sent.is_pending());
    let abort = Control::Abort(rxrpc_core::AbortCode(3));
    assert_eq!(now_or_never(client.command(7, abort.clone())), Ok(()));
    let (message, _) = network.block_on(client.recvmsg(NONE)).unwrap();
    assert_eq!((message.is_end(), message.control.first().cloned()), (true, Some(abort)));
    network.run_for(1000 * MILLISECOND);
    assert_eq!(client.endpoint.statistics().live_calls, 0);
}

/// Two senders on one call, both longer than the queue: whoever waits looks at everything anew. No byte
/// is lost or doubled, and each sender's bytes stay in order.
#[test]
fn t07_two_senders_share_a_call() {
    for_each_seed(6, |seed| {
        let network = Network::new(seed);
        let (server, client) = (listening(&network, 0..1), network.node());
        let to = Some(server.service(1));
        let size = 700_000;
        let total = Control::TransmitLength(2 * size + 1);
        let begun = network.block_on(client.sendmsg(7, &[total], b"\xff", MORE, to));
        assert_eq!(begun, Ok(1));
        let senders = [0u8, 100].map(|offset| {
            let client = client.clone();
            let data: Vec<u8> = (0..size).map(|at| offset + (at % 97) as u8).collect();
            network.spawn(async move { client.sendmsg(7, &[], &data, MORE, None).await })
        });
        let mut received = Vec::new();
        while (received.len() as u64) < 2 * size + 1 {
            let (_, data) = network.block_on(server.recvmsg(NONE)).unwrap();
            received.extend_from_slice(&data);
            if received.len() as u64 > 2 * size - 2000 {
                // What does not fill a packet stays with the sender until the end.
                break;
            }
        }
        for sender in senders {
            assert_eq!(network.block_on(sender), Ok(size as usize));
        }
        let beyond = network.block_on(client.sendmsg(7, &[], b"x", MORE, None));
        assert_eq!(beyond, Err(MessageError::Call(CallError::MessageSize)));
        assert_eq!(network.block_on(client.sendmsg_last(7, b"", None)), Ok(0));
        loop {
            let (message, data) = network.block_on(server.recvmsg(NONE)).unwrap();
            received.extend_from_slice(&data);
            if !message.flags.contains(MORE) {
                break;
            }
        }
        assert_eq!(received.len() as u64, 2 * size + 1);
        for offset in [0u8, 100] {
            let own = received[1..].iter().filter(|byte| (offset..offset + 97).contains(*byte));
            let wanted = (0..size).map(|at| offset + (at % 97) as u8);
            assert!(own.copied().eq(wanted), "bytes of one sender are out of order");
        }
    });
}

/// A user stands in the middle of a verb; packets are taken and answered all the same.
#[test]
fn t12_packets_need_no_lock_of_a_user() {
    let scene = Scene::new();
    let (client, to) = (scene.client.clone(), Some(scene.target()));
    let data = vec![1; 1_000_000];
    let _sender = scene.network.spawn(async move { client.sendmsg_last(7, &data, to).await });
    let requests = scene.requests();
    let ping = requests[0].ack(rxrpc_core::wire::AckReason::Ping, 1, &[]);
    let answers = scene.ask(&ping);
    let reasons = answers.iter().filter_map(|seen| match seen.packet().body {
        rxrpc_core::wire::Body::Ack(ack) => Some(ack.reason),
        _ => None,
    });
    assert_eq!(reasons.collect::<Vec<_>>(), [rxrpc_core::wire::AckReason::PingResponse]);
    // The maker of the fifth call holds that call's lock; an end of the call comes to it at once.
    for id in 1..=3 {
        scene.request(id);
    }
    let (client, to) = (scene.client.clone(), Some(scene.target()));
    let maker = scene.network.spawn(async move { client.sendmsg_last(5, b"x", to).await });
    scene.network.run_for(MILLISECOND);
    assert!(!maker.is_done());
    scene.client.endpoint.close();
    assert_eq!(scene.network.block_on(maker), Ok(0));
}
