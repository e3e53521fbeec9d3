//! T04, T10, T21, T37, T56, T58: how calls and sockets end.

use crate::support::*;
use rxrpc_core::wire::{AckReason, Body, Flags, PacketType};
use rxrpc_core::{AbortCode, CallError, Control, ServiceId};
use rxrpc_tests::network::{Forge, Network, Seen, for_each_seed};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The socket is closed while packets bring news and receivers wait for it.
#[test]
fn t04_close_while_news_comes() {
    for _ in 0..30 {
        let socket = lone_listener(100);
        let endpoint = socket.endpoint();
        for id in 0..100 {
            command(&socket, id, Control::ChargeAccept).unwrap();
        }
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            let (socket, stop) = (&socket, &stop);
            scope.spawn(move || {
                for number in 1..=100 {
                    let forge = Forge::client(1).with(|header| header.cid.0 = 4 * number);
                    for seq in 1..4 {
                        let packet = forge.seq(seq).serial(seq).data(b"news");
                        endpoint.handle_datagram(Instant::now(), somebody(), &packet);
                    }
                    drain(endpoint);
                }
            });
            scope.spawn(move || {
                let mut buffer = [0; 4];
                while !stop.load(Ordering::Relaxed) {
                    let _ = receive(socket, &mut buffer, NONE);
                }
            });
            thread::sleep(Duration::from_micros(300));
            endpoint.close();
            stop.store(true, Ordering::Relaxed);
        });
        drain(endpoint);
        assert_eq!(endpoint.live_calls(), 0);
        let late = Forge::client(1).with(|header| header.cid.0 = 4000).data(b"late");
        endpoint.handle_datagram(Instant::now(), somebody(), &late);
        assert_eq!(endpoint.live_calls(), 0);
    }
}

/// Whoever sees that a call has ended also sees how.
#[test]
fn t10_the_end_of_a_call_is_seen_with_its_error() {
    for round in 1..200 {
        let endpoint = lone_endpoint();
        let incoming = endpoint.incoming(ServiceId(1)).unwrap();
        let forge = Forge::client(1);
        endpoint.handle_datagram(Instant::now(), somebody(), &forge.data(b"half"));
        prove(&endpoint, &forge);
        let call = incoming.try_next().unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                while !call.has_ended() {
                    std::hint::spin_loop();
                }
                assert_eq!(call.failure(), Some(CallError::Aborted(AbortCode(round))));
            });
            endpoint.handle_datagram(Instant::now(), somebody(), &forge.serial(2).abort(round));
        });
    }
}

/// Calls are dropped by their users while their packets and timers are under way.
#[test]
fn t21_calls_are_dropped_while_packets_and_timers_are_due() {
    for_each_seed(50, |seed| {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        for round in 0..20 {
            let (caller, target) = (client.clone(), server.service(1));
            let task = network.spawn(async move {
                let call = caller.open(target).await?;
                caller.send_last(&call, &[1; 20_000]).await?;
                caller.read_all(&call).await
            });
            network.run_for(Duration::from_micros(200 * ((seed + round) % 40)));
            network.cancel(&task);
            // The handle is gone, and the call ends as if its user had released it.
            for row in client.endpoint.snapshot().calls {
                assert_eq!(row.service, 1);
            }
        }
        client.endpoint.close();
        network.run_for(Duration::from_secs(100));
        network.assert_released();
    });
}

/// The client closes as soon as it has the whole reply: the service must learn that it came.
#[test]
fn t37_a_close_right_after_the_reply_still_acknowledges_it() {
    let network = Network::new(0);
    let (server, client) = (listening(&network, 0..1), network.node());
    let target = server.service(1);
    let caller = client.clone();
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    let (request, _) = network.block_on(server.recvmsg(NONE)).unwrap();
    let id = request.call.unwrap().0;
    network.run_for(50 * MILLISECOND);
    assert_eq!(network.block_on(server.sendmsg_last(id, b"reply", None)), Ok(5));
    assert_eq!(network.block_on(call), Ok(b"reply".to_vec()));
    client.endpoint.close();
    network.run_for(Duration::ZERO);
    network.unplug(client.address());
    let (end, _) = network.block_on(server.recvmsg(NONE)).unwrap();
    assert_eq!((end.is_end(), end.control.first().cloned()), (true, Some(Control::Ack)));
}

/// The service closes right after it gave its reply: it cannot send it again any more, and says so.
#[test]
fn t37_a_service_that_closes_aborts_what_is_not_acknowledged() {
    let network = Network::new(0);
    let (server, client) = (listening(&network, 0..1), network.node());
    let target = server.service(1);
    let caller = client.clone();
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    let (request, _) = network.block_on(server.recvmsg(NONE)).unwrap();
    let id = request.call.unwrap().0;
    assert_eq!(network.block_on(server.sendmsg_last(id, &[7; 1_000], None)), Ok(1000));
    server.endpoint.close();
    // The reply left before the ABORT, so the client may have either.
    let got = network.block_on(call);
    let aborted = got == Err(CallError::Aborted(AbortCode::RX_CALL_DEAD));
    assert!(got == Ok(vec![7; 1000]) || aborted, "{got:?}");
    network.run_for(Duration::from_secs(1));
    assert_eq!(client.endpoint.live_calls(), 0);
}

fn acks(seen: &[Seen]) -> Vec<(AckReason, u32)> {
    let all = seen.iter().filter_map(|seen| match seen.packet().body {
        Body::Ack(ack) => Some((ack.reason, ack.first_packet.0)),
        _ => None,
    });
    all.collect()
}

/// A client that goes on with the next call sends no final ACK; one that does not sends exactly one.
#[test]
fn t56_the_final_ack_is_sent_once_or_replaced_by_the_next_call() {
    let scene = Scene::new();
    for id in 1..=4 {
        scene.request(id);
    }
    let requests = scene.requests();
    let (client, to) = (scene.client.clone(), Some(scene.target()));
    let _fifth = scene.network.spawn(async move { client.sendmsg_last(5, b"next", to).await });
    scene.network.run_for(MILLISECOND);
    let seen = scene.ask(&requests[0].last(b"answer"));
    assert_eq!(acks(&seen), [], "the next call says it");
    assert_eq!(seen.iter().filter(|seen| seen.kind() == PacketType::Data).count(), 1);
    scene.service.send(scene.client.address(), &requests[1].last(b"answer"));
    scene.network.run_for(Duration::from_secs(1));
    let seen = scene.service.take();
    let of_second: Vec<_> = seen
        .into_iter()
        .filter(|seen| seen.packet().header.cid == requests[1].header.cid)
        .collect();
    assert_eq!(acks(&of_second), [(AckReason::Idle, 2)]);
}

/// OpenAFS clients answer it with soft acknowledgements only, so that the call would never end.
#[test]
fn t58_the_last_packet_of_a_reply_never_asks_for_an_ack() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    server.serve(1, async |_, _| vec![1; 4000]);
    let seen = client.ask(server.address(), &Forge::client(1).last(b"hello"));
    // Who does not show that it receives gets no long reply.
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let mut seen = client.ask(server.address(), &Forge::client(1).serial(2).ping_response(ping));
    // All but the last packet arrive.
    client.send(server.address(), &Forge::client(1).serial(3).ack(AckReason::Delay, 3, &[]));
    network.run_for(Duration::from_secs(15));
    seen.extend(client.take());
    let last: Vec<_> = seen
        .iter()
        .filter(|seen| seen.packet().header.flags.contains(Flags::LAST_PACKET))
        .collect();
    assert!(last.len() > 2, "it was sent again");
    assert!(last.iter().all(|seen| !seen.packet().header.flags.contains(Flags::REQUEST_ACK)));
    let _ = client.ask(server.address(), &Forge::client(1).serial(4).ack(AckReason::Idle, 4, &[]));
    network.run_for(Duration::from_secs(1));
    network.assert_released();
}
