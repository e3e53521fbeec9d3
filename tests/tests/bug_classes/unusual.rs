//! T41, T48, T49, T51, T52, T55, T59, T60: unusual numbers, floods, losses, and packets after the end.

use crate::support::*;
use rxrpc_core::wire::{AbortCode, AckReason, Body, Flags, PacketType, Version};
use rxrpc_core::{CallError, Errno, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Link, Network, Node, Seen};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A service that echoes and counts what it runs.
fn counted(network: &Network) -> (Node, Rc<Cell<u32>>) {
    let (server, runs) = (network.node(), Rc::new(Cell::new(0)));
    let counter = runs.clone();
    server.serve(1, async move |_: &Node, request| {
        counter.set(counter.get() + 1);
        request
    });
    (server, runs)
}

fn data(seen: &[Seen]) -> usize {
    seen.iter().filter(|seen| seen.kind() == PacketType::Data).count()
}

/// A peer's serials go through 0xffffffff, and stay signs of life: only then does the service's wait for
/// the rest of the request begin anew.
#[test]
fn t41_serials_wrap_around() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.hostile());
    let first = Forge::client(1).serial(u32::MAX - 2);
    let _ = client.ask(server.address(), &first.data(b"be"));
    for (seq, serial) in [(2, u32::MAX), (3, 1), (4, 2), (5, 3)] {
        network.run_for(15 * SECOND);
        let _ = client.ask(server.address(), &first.seq(seq).serial(serial).data(b"ll"));
        assert_eq!(server.endpoint.live_calls(), 1, "after packet {seq}");
    }
    let answers = client.ask(server.address(), &first.seq(6).serial(4).last(b"s"));
    assert_eq!((runs.get(), data(&answers)), (1, 1));
}

/// The last call number that a connection may use, and those beyond.
#[test]
fn t41_call_numbers_end_before_they_turn_negative() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.hostile());
    let forge = Forge::client(1);
    let last = i32::MAX as u32;
    for (number, served) in [(1, 1), (last - 1, 2), (last, 3), (last + 1, 3), (u32::MAX, 3)] {
        let _ = client.ask(server.address(), &forge.call(number).last(b"hello"));
        assert_eq!(runs.get(), served, "call {number}");
    }
    // Old ones are old, whatever the sign.
    let _ = client.ask(server.address(), &forge.call(5).last(b"hello"));
    assert_eq!(runs.get(), 3);
    network.run_for(60 * SECOND);
    network.assert_released();
}

/// A channel whose call numbers are used up takes no more calls; the other three do.
#[test]
fn h13_a_channel_without_numbers_left_silences_no_other() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.hostile());
    let forge = Forge::client(1);
    let on = |channel: u32| forge.with(|header| header.cid.0 |= channel);
    let _ = client.ask(server.address(), &on(1).call(i32::MAX as u32).last(b"hello"));
    assert_eq!(runs.get(), 1);
    for (channel, number, served) in [(0, 1, 2), (2, 7, 3), (3, 1, 4), (1, u32::MAX, 4), (0, 2, 5)]
    {
        let seen = client.ask(server.address(), &on(channel).call(number).last(b"hello"));
        assert_eq!(runs.get(), served, "call {number} on channel {channel}");
        assert_eq!(data(&seen), usize::from(channel != 1));
    }
    // What ran is remembered as long as ever.
    network.run_for(60 * SECOND);
    let _ = client.ask(server.address(), &on(3).call(1).last(b"hello"));
    assert_eq!(runs.get(), 5);
}

/// Strangers send thousands of packets meanwhile. (That timers and other work get their turn at a
/// real socket is tested in `rxrpc-sync/tests/flood.rs`.)
#[test]
fn t48_a_flood_changes_nothing_for_others() {
    let time = |flood: u32| {
        let network = Network::new(0);
        let ((server, runs), client) = (counted(&network), network.node());
        let (stranger, caller, target) = (network.hostile(), client.clone(), server.service(1));
        let call = network.spawn(async move { caller.call(target, &vec![7; 300_000]).await });
        for number in 0..flood {
            let forge = Forge::client(1).with(|header| header.cid.0 = 4 * (number % 64));
            stranger.send(server.address(), &forge.seq(1 + number % 400).data(&[0; 40]));
            stranger.send(client.address(), &forge.ack(AckReason::Ping, number, &[0; 9]));
            if number % 50 == 0 {
                network.run_for(MILLISECOND / 100);
            }
        }
        let began = network.elapsed();
        assert_eq!(network.block_on(call).map(|reply| reply.len()), Ok(300_000));
        assert_eq!(runs.get(), 1);
        (began, network.elapsed())
    };
    let (_, quiet) = time(0);
    let (flooded, loud) = time(2_000);
    assert!(loud <= flooded.max(quiet) + 5 * MILLISECOND, "{loud:?} instead of {quiet:?}");
}

/// Nothing is assumed of a client's epoch and IDs: OpenAFS once gave out but 0x80000002 (January 2021).
#[test]
fn t49_strange_epochs_and_connection_ids() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.hostile());
    let mut served = 0;
    for epoch in [0, 1, 999, 0x7fff_ffff, 0x8000_0000, u32::MAX] {
        for cid in [0, 3, 4, 0x6000_0000, 0x8000_0002, 0xffff_fffc, u32::MAX] {
            let forge = Forge::client(1).with(|header| {
                header.epoch.0 = epoch;
                header.cid.0 = cid;
            });
            let answers = client.ask(server.address(), &forge.last(b"hello"));
            served += 1;
            assert_eq!((runs.get(), data(&answers)), (served, 1), "{epoch:#x} {cid:#x}");
            let reply = answers.iter().find(|seen| seen.kind() == PacketType::Data).unwrap();
            let header = reply.packet().header;
            assert_eq!((header.epoch.0, header.cid.0), (epoch, cid));
        }
    }
}

/// No answer at all: the request is sent again at times that double, by its own timer and no other.
#[test]
fn t51_a_lost_retransmission_is_sent_again_by_its_own_timer() {
    let scene = Scene::new();
    scene.request(1);
    let mut times = Vec::new();
    let began = scene.network.elapsed();
    while scene.network.elapsed() - began < 19 * SECOND {
        scene.network.run_for(10 * MILLISECOND);
        if data(&scene.service.take()) > 0 {
            times.push((scene.network.elapsed() - began).as_millis() as u64);
        }
    }
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.len() >= 3, "{times:?}");
    for (index, pair) in gaps.windows(2).enumerate() {
        // The grace for a lone last packet is added to each, and the first wait is counted from it.
        assert!(
            pair[1] > pair[0] + pair[0] / 2 && pair[1] < 3 * pair[0],
            "gap {index} of {gaps:?}"
        );
    }
    assert!(gaps.last().unwrap() > &4000, "{gaps:?}");
}

/// A system that says that there is no way to the peer ends the call at once, whether it says so of the
/// first packet or of a later one; a packet that is merely lost costs time. (Which errors of a socket are
/// which is the front ends' affair.)
#[test]
fn t52_a_failure_to_send_ends_the_call_only_if_there_is_no_way() {
    for progress in [0, 3] {
        let scene = Scene::new();
        let call = scene.network.block_on(scene.client.open(scene.target())).unwrap();
        let packets = vec![1; 1412 * progress];
        scene.network.block_on(scene.client.send_more(&call, &packets)).unwrap();
        scene.network.run_for(5 * MILLISECOND);
        let (endpoint, now) = (&scene.client.endpoint, scene.network.now());
        endpoint.handle_network_error(now, ([10, 9, 9, 9], 7000).into(), Errno::ENETUNREACH);
        assert_eq!(call.failure(), None, "somebody else's way");
        endpoint.handle_network_error(now, scene.service.address(), Errno::ENETUNREACH);
        assert_eq!(call.failure(), Some(CallError::NoRoute(Errno::ENETUNREACH)));
        let send = scene.network.block_on(scene.client.send_last(&call, b"end"));
        assert_eq!(send, Err(CallError::NoRoute(Errno::ENETUNREACH)));
    }
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.node());
    network.set_link(Link { cut: true, ..Link::perfect(MILLISECOND) });
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(100 * MILLISECOND);
    network.set_link(Link::perfect(MILLISECOND));
    assert_eq!(network.block_on(call), Ok(b"hello".to_vec()));
    assert_eq!(runs.get(), 1);
}

/// What came before the fault was accepted; the call ends all the same, and its user gets nothing of it.
#[test]
fn t55_a_jumbogram_with_a_bad_second_part() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let forge = Forge::client(1).flags(Flags::JUMBO_PACKET);
    // One good part, then one that says that another follows, which does not.
    let mut body = vec![7; 1412];
    body.extend_from_slice(&[Flags::JUMBO_PACKET.bits(), 0, 0, 0]);
    body.extend_from_slice(&[8; 500]);
    let answers = client.ask(server.address(), &forge.data(&body));
    let codes: Vec<_> = answers.iter().filter_map(Seen::abort_code).collect();
    assert_eq!(codes, [AbortCode::RX_PROTOCOL_ERROR]);
    // It ended before anybody had it.
    assert!(incoming.try_next().is_none());
    assert_eq!(server.endpoint.statistics().calls.data_received, 1);
    // The same again finds the call ended, and begins nothing.
    let again = client.ask(server.address(), &forge.serial(9).data(&body));
    assert!(again.iter().all(|seen| seen.kind() == PacketType::Abort), "{again:?}");
    assert!(incoming.try_next().is_none());
    assert_eq!(server.endpoint.statistics().calls_received, 1);
}

/// What keeps a path open asks nothing. A question is answered once, whatever its body says, as OpenAFS
/// does.
#[test]
fn t59_keepalives_are_not_answered() {
    let network = Network::new(0);
    let ((server, _), peer) = (counted(&network), network.hostile());
    let mut keepalive = Vec::new();
    Version::emit_keepalive(&mut keepalive);
    assert_eq!(peer.ask(server.address(), &keepalive), []);
    // Nor is one in the middle of a call, to either side, and it is no sign of life there.
    let caller = network.node();
    let target = ServiceAddress::new(peer.address(), ServiceId(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    let began = network.elapsed();
    while !call.is_done() && network.elapsed() - began < 60 * SECOND {
        network.run_for(SECOND);
        for seen in peer.take() {
            peer.send(seen.from, &keepalive);
        }
    }
    assert_eq!(network.block_on(call), Err(CallError::PeerSilent));
    let took = network.elapsed() - began;
    assert!((20 * SECOND..=21 * SECOND).contains(&took), "{took:?}");
    network.run_for(5 * MILLISECOND);
    let _ = peer.take();
    let mut question = Vec::new();
    Version::emit_request(rxrpc_core::wire::CallNumber(1), &mut question);
    question[28] = b'A';
    assert_eq!(peer.ask(server.address(), &question).len(), 1);
}

/// After the end a service that succeeded owes nothing, and a client repeats its acknowledgement, but not
/// to the answer of a PING.
#[test]
fn t60_packets_after_the_end() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.hostile());
    let forge = Forge::client(1);
    let _ = client.ask(server.address(), &forge.last(b"hello"));
    let _ = client.ask(server.address(), &forge.serial(2).ack(AckReason::Idle, 2, &[]));
    assert_eq!(client.ask(server.address(), &forge.serial(3).last(b"hello")), []);
    assert_eq!(runs.get(), 1);

    let scene = Scene::new();
    scene.request(1);
    let forge = scene.requests()[0];
    let _ = scene.ask(&forge.last(b"answer"));
    scene.network.run_for(SECOND);
    let _ = scene.service.take();
    for serial in 2..5 {
        let answers = scene.ask(&forge.serial(serial).last(b"answer"));
        let [answer] = &answers[..] else { panic!("{answers:?}") };
        let Body::Ack(ack) = answer.packet().body else { panic!("{answer:?}") };
        let told = (ack.reason, ack.serial.0, ack.first_packet.0, ack.acks.len());
        assert_eq!(told, (AckReason::Duplicate, serial, 2, 0));
    }
    let response = forge.serial(9).ack(AckReason::PingResponse, 2, &[]);
    assert_eq!(scene.ask(&response), []);
}

/// Small calls measure no round trip, but their replies say what it is at most: the first request that is lost
/// after them is not waited for as if nothing were known.
#[test]
fn h21_the_replies_of_small_calls_tell_how_long_to_wait_for_one() {
    let network = Network::new(0);
    let ((server, runs), client) = (counted(&network), network.node());
    for _ in 0..50 {
        let reply = network.block_on(client.call(server.service(1), b"hello"));
        assert_eq!(reply, Ok(b"hello".to_vec()));
    }
    network.run_for(SECOND);
    network.set_link(Link::perfect(MILLISECOND).losing(1000));
    let (caller, target) = (client.clone(), server.service(1));
    let call = network.spawn(async move { caller.call(target, b"hello").await });
    network.run_for(MILLISECOND);
    network.set_link(Link::perfect(MILLISECOND));
    let began = network.elapsed();
    assert_eq!(network.block_on(call), Ok(b"hello".to_vec()));
    let waited = network.elapsed() - began;
    assert!(waited < 250 * MILLISECOND, "{waited:?}");
    assert_eq!(runs.get(), 51);
    // And no packet was spent on it: two a call, and what the last one of each lot says.
    let all = client.endpoint.statistics().calls;
    assert_eq!((all.data_sent, all.data_retransmitted), (51, 1));
}
