//! T26, T42, T43, T44, T45, T54: what ACKs say, in what order, and what follows.

use crate::support::*;
use rxrpc_core::State;
use rxrpc_core::wire::{AbortCode, AckReason, Body, Flags, PacketType, Serial};
use rxrpc_core::{Call, CallError};
use rxrpc_tests::network::{Forge, Link, Network, Seen, for_each_seed};
use std::sync::Arc;
use std::time::Duration;

const PROTOCOL: CallError = CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR);
const SECOND: Duration = Duration::from_secs(1);

/// A call that has sent so many full packets, the last of them the end of the request if `whole`.
fn sending(scene: &Scene, packets: usize, whole: bool) -> (Arc<Call>, Forge) {
    let call = scene.network.block_on(scene.client.open(scene.target())).expect("a free slot");
    let data = vec![1; packets * 1412];
    let sent = match whole {
        true => scene.network.block_on(scene.client.send_last(&call, &data)),
        false => scene.network.block_on(scene.client.send_more(&call, &data)),
    };
    assert_eq!(sent, Ok(()));
    scene.network.run_for(5 * MILLISECOND);
    assert!(scene.service.take().len() >= packets);
    let forge = Forge::service_of(&call.identity().expect("a channel"));
    (call, forge)
}

/// The table of an ACK may be shorter than it says, or longer than what was sent.
#[test]
fn t26_the_length_of_a_table_is_checked() {
    for said in [0usize, 1, 2, 3, 4, 5, 100, 255] {
        for there in [0, 1, 3, 4, 255] {
            let scene = Scene::new();
            let (call, forge) = sending(&scene, 3, true);
            let mut ack = forge.ack(AckReason::Delay, 1, &vec![1; there]);
            ack[28 + 17] = said as u8;
            // Without the trailer a table that is too short cannot borrow from it.
            ack.truncate(28 + 18 + there);
            let _ = scene.ask(&ack);
            let expected = (said <= there && said > 3).then_some(PROTOCOL);
            assert_eq!(call.failure(), expected, "{said} said, {there} there");
            let _ = scene.ask(&forge.serial(9).ack(AckReason::Requested, 4, &[]));
            let state = if expected.is_some() { State::Complete } else { State::ClientAwaitReply };
            assert_eq!(call.state(), Some(state), "{said} said, {there} there");
        }
    }
}

/// Whatever `previousPacket` says, a serial for instance, and in whatever order ACKs come: what is
/// acknowledged stays so, and nothing is sent again for it.
#[test]
fn t42_acks_out_of_order_and_strange_previous_packets() {
    for order in [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3], [3, 1, 4, 2]] {
        for previous in [0u32, 1, 7, 0xdead_beef, u32::MAX] {
            let scene = Scene::new();
            let (call, forge) = sending(&scene, 8, true);
            for serial in order {
                let mut ack = forge.serial(serial).ack(AckReason::Requested, 2 * serial + 1, &[]);
                ack[28 + 8..28 + 12].copy_from_slice(&previous.to_be_bytes());
                assert_eq!(scene.ask(&ack).len(), 0);
            }
            assert_eq!(call.failure(), None);
            assert_eq!(call.state(), Some(State::ClientAwaitReply), "{order:?} {previous:#x}");
            assert_eq!(call.counters().unwrap().data_retransmitted, 0);
        }
    }
}

/// An ACK that a timer sends names no packet: the peer would measure a round trip by it.
#[test]
fn t43_a_delayed_ack_names_no_packet() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let _incoming = server.endpoint.incoming(rxrpc_core::ServiceId(1)).unwrap();
    // The PING that comes for the first packet acknowledges it; the second one is acknowledged by time.
    let _ = client.ask(server.address(), &Forge::client(1).data(b"ques"));
    client.send(server.address(), &Forge::client(1).seq(2).serial(5).last(b"tion"));
    network.run_for(50 * MILLISECOND);
    let soon = client.take();
    assert_eq!(soon, []);
    network.run_for(100 * MILLISECOND);
    let later = client.take();
    let [delayed] = &later[..] else { panic!("{later:?}") };
    let Body::Ack(ack) = delayed.packet().body else { panic!("{delayed:?}") };
    assert!(matches!(ack.reason, AckReason::Idle | AckReason::Delay), "{delayed:?}");
    assert_eq!((ack.serial, ack.first_packet.0), (Serial::NONE, 3));
}

/// A PING is an ACK first: what it acknowledges counts, and one that lies is not answered.
#[test]
fn t44_a_ping_is_parsed_before_it_is_answered() {
    let reasons = |seen: &[Seen]| -> Vec<_> {
        let acks = seen.iter().filter_map(|seen| match seen.packet().body {
            Body::Ack(ack) => Some((ack.reason, ack.serial.0)),
            _ => None,
        });
        acks.collect()
    };
    let scene = Scene::new();
    let (call, forge) = sending(&scene, 3, true);
    let answers = scene.ask(&forge.serial(70).ack(AckReason::Ping, 4, &[]));
    assert_eq!(reasons(&answers), [(AckReason::PingResponse, 70)]);
    assert_eq!(call.state(), Some(State::ClientAwaitReply));

    let scene = Scene::new();
    let (call, forge) = sending(&scene, 3, true);
    let answers = scene.ask(&forge.serial(70).ack(AckReason::Ping, 5, &[]));
    assert_eq!(reasons(&answers), []);
    assert_eq!(answers.iter().filter_map(Seen::abort_code).count(), 1);
    assert_eq!(call.failure(), Some(PROTOCOL));
}

/// The reply has begun, so the service has the request, acknowledged or not.
#[test]
fn t45_no_request_is_sent_again_while_the_reply_comes() {
    let scene = Scene::new();
    let (call, forge) = sending(&scene, 3, true);
    let _ = scene.ask(&forge.data(b"the reply begins"));
    for round in 0..30 {
        // A sign of life, so that the call goes on.
        let _ = scene.ask(&forge.serial(10 + round).ack(AckReason::Ping, 1, &[]));
        scene.network.run_for(SECOND);
        let seen = scene.service.take();
        assert!(seen.iter().all(|seen| seen.kind() != PacketType::Data), "{seen:?}");
    }
    assert_eq!(call.failure(), None);
    assert_eq!(call.counters().unwrap().data_retransmitted, 0);
}

/// The peer may forget what it only reported: it is sent again, and the books stay right.
#[test]
fn t54_what_was_reported_and_then_retracted_is_sent_again() {
    let scene = Scene::new();
    let (call, forge) = sending(&scene, 6, false);
    let _ = scene.ask(&forge.serial(1).ack(AckReason::Requested, 1, &[1, 1, 1, 1, 1, 1]));
    scene.network.run_for(5 * SECOND);
    let resent = |seen: Vec<Seen>| -> Vec<u32> {
        let data = seen.iter().filter(|seen| seen.kind() == PacketType::Data);
        data.map(|seen| seen.packet().header.seq.0).collect()
    };
    assert_eq!(resent(scene.service.take()), [], "nothing is missing");
    let mut there = [0, 1, 0, 0, 1, 0];
    let mut again = Vec::new();
    for serial in 2..60 {
        scene.service.send(
            scene.client.address(),
            &forge.serial(serial).ack(AckReason::Requested, 1, &there),
        );
        scene.network.run_for(SECOND / 4);
        for seq in resent(scene.service.take()) {
            there[seq as usize - 1] = 1;
            again.push(seq);
        }
    }
    again.sort_unstable();
    assert_eq!(again, [1, 3, 4, 6]);
    let _ = scene.ask(&forge.serial(60).ack(AckReason::Requested, 7, &[]));
    assert_eq!(scene.network.block_on(scene.client.send_last(&call, b"end")), Ok(()));
    scene.network.run_for(5 * MILLISECOND);
    let end = scene.service.take();
    assert_eq!(resent(end.clone()), [7]);
    assert!(end[0].packet().header.flags.contains(Flags::LAST_PACKET));
    let _ = scene.ask(&forge.serial(61).ack(AckReason::Requested, 8, &[]));
    assert_eq!(call.state(), Some(State::ClientAwaitReply));
}

/// ACKs of calls that are over, and of those that are not known, are counted like all others.
#[test]
fn h17_every_ack_is_counted() {
    for_each_seed(10, |seed| {
        let network = Network::new(seed);
        let (server, client) = (network.node(), network.node());
        server.serve_echo(1);
        network.set_link(Link { duplicates: 100, ..Link::perfect(2 * MILLISECOND) }.losing(50));
        network.open_tap();
        for size in [10, 5_000, 40_000, 10, 10] {
            let reply = network.block_on(client.call(server.service(1), &vec![7; size]));
            assert_eq!(reply.map(|reply| reply.len()), Ok(size));
        }
        network.run_for(30 * SECOND);
        let sent = network.tapped();
        for node in [&server, &client] {
            let acks = sent.iter().filter(|sent| {
                sent.from == node.address()
                    && rxrpc_core::wire::Header::parse(&sent.bytes)
                        .is_ok_and(|(header, _)| header.packet_type == PacketType::Ack)
            });
            let statistics = node.endpoint.statistics();
            let counted = statistics.calls.acks_sent + statistics.acks_sent;
            assert_eq!(counted, acks.count() as u64, "{}", node.address());
        }
    });
}
