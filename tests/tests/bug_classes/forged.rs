//! T23, T24, T25, T46, T53: packets that no honest peer sends at that moment.

use crate::support::*;
use rxrpc_core::Errno;
use rxrpc_core::State;
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_core::{CallError, ServiceId};
use rxrpc_tests::network::{Forge, Network, Seen};
use std::time::Duration;

const PROTOCOL: AbortCode = AbortCode::RX_PROTOCOL_ERROR;

#[test]
fn t23_stray_packets_to_idle_channels_change_nothing() {
    let scene = Scene::new();
    scene.request(1);
    let forge = scene.requests()[0];
    let _ = scene.ask(&forge.last(b"answer"));
    assert!(scene.told().is_ok());
    for round in 0..500 {
        let stray =
            forge.call(round % 5).serial(round + 2).with(|header| header.cid.0 |= round % 4);
        let _ = scene.ask(&stray.data(b"stray"));
        let _ = scene.ask(&stray.ack(AckReason::Ping, 1, &[]));
        let _ = scene.ask(&stray.packet(PacketType::AckAll, b""));
    }
    scene.network.run_for(Duration::from_secs(2));
    scene.network.assert_released();
    let _ = scene.service.take();
    scene.request(2);
    let next = scene.requests();
    assert_eq!(next[0].header.call_number.0, 2);
    let _ = scene.ask(&next[0].serial(9000).last(b"answer"));
    assert_eq!(scene.told().unwrap().1, b"answer");
}

/// A reply to a call of which nothing was sent, and to one whose request has not ended.
#[test]
fn t24_a_reply_before_the_end_of_the_request_is_a_protocol_error() {
    let scene = Scene::new();
    // Learn what the first call looks like, to guess the second.
    let first = scene.network.block_on(scene.client.open(scene.target())).unwrap();
    let forge = Forge::service_of(&first.identity().unwrap());
    let answers = scene.ask(&forge.last(b"evil"));
    assert_eq!(answers, [], "the peer cannot know of the call, so nothing is said to it");
    assert_eq!(first.failure(), Some(CallError::LocallyAborted(PROTOCOL)));

    let second = scene.network.block_on(scene.client.open(scene.target())).unwrap();
    scene.network.block_on(scene.client.send_more(&second, &[1; 3000])).unwrap();
    let forge = scene.requests()[0];
    let answers = scene.ask(&forge.last(b"early"));
    assert_eq!(answers.iter().filter_map(Seen::abort_code).collect::<Vec<_>>(), [PROTOCOL]);
    assert_eq!(second.failure(), Some(CallError::LocallyAborted(PROTOCOL)));
    let read = scene.network.block_on(scene.client.read_all(&second));
    assert_eq!(read, Err(CallError::LocallyAborted(PROTOCOL)), "not a byte of it is given out");
}

/// ACKALL in every state of a client: it acknowledges what was sent, and does nothing else.
#[test]
fn t25_ackall_to_a_client_in_every_state() {
    let scene = Scene::new();
    let (client, network) = (&scene.client, &scene.network);
    let call = network.block_on(client.open(scene.target())).unwrap();
    let forge = Forge::service_of(&call.identity().unwrap());
    let ack_all = |serial| {
        let _ = scene.ask(&forge.serial(serial).packet(PacketType::AckAll, b""));
        assert_eq!(call.failure(), None);
        call.state().unwrap()
    };
    assert_eq!(ack_all(1), State::ClientSendRequest);
    network.block_on(client.send_more(&call, &[1; 5000])).unwrap();
    network.run_for(5 * MILLISECOND);
    assert_eq!(ack_all(2), State::ClientSendRequest);
    network.block_on(client.send_last(&call, &[1; 5000])).unwrap();
    network.run_for(5 * MILLISECOND);
    assert_eq!(call.state(), Some(State::ClientAwaitAck));
    assert_eq!(ack_all(3), State::ClientAwaitReply);
    assert_eq!(ack_all(4), State::ClientAwaitReply);
    let _ = scene.ask(&forge.serial(5).data(b"half "));
    assert_eq!(ack_all(6), State::ClientReceiveReply);
    let _ = scene.ask(&forge.seq(2).serial(7).last(b"whole"));
    assert_eq!(ack_all(8), State::Complete);
    assert_eq!(network.block_on(client.read_all(&call)), Ok(b"half whole".to_vec()));
    network.run_for(Duration::from_secs(1));
    network.assert_released();
}

/// ACKALL in every state of a service: only when the whole reply was sent does it end the call.
#[test]
fn t25_ackall_to_a_service_in_every_state() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let forge = Forge::client(1);
    let seen = client.ask(server.address(), &forge.data(b"half "));
    // Who does not show that it receives is handed to nobody, and gets no long reply.
    let ping = seen.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
    let _ = client.ask(server.address(), &forge.serial(3).ping_response(ping));
    let call = incoming.try_next().unwrap();
    let mut serial = 10;
    let mut ack_all = || {
        serial += 1;
        let packet = forge.serial(serial).packet(PacketType::AckAll, b"");
        let answers = client.ask(server.address(), &packet);
        assert!(answers.iter().all(|seen| seen.kind() != PacketType::Abort), "{answers:?}");
        call.state().unwrap()
    };
    assert_eq!(ack_all(), State::ServiceReceiveRequest);
    let _ = client.ask(server.address(), &forge.seq(2).serial(2).last(b"whole"));
    assert_eq!(ack_all(), State::ServiceAckRequest);
    assert_eq!(network.block_on(server.read_all(&call)), Ok(b"half whole".to_vec()));
    network.block_on(server.send_more(&call, &[1; 5000])).unwrap();
    network.run_for(5 * MILLISECOND);
    assert_eq!(ack_all(), State::ServiceSendReply);
    network.block_on(server.send_last(&call, &[1; 5000])).unwrap();
    network.run_for(5 * MILLISECOND);
    assert_eq!(ack_all(), State::Complete);
    assert_eq!(network.block_on(server.endpoint.wait_ended(&call)), Ok(()));
    network.assert_released();
}

/// The server says that it expects packet 1 of a call of which it had acknowledged much: its address
/// translation gave the call to another host.
#[test]
fn t46_a_server_that_knows_nothing_of_the_call_ends_it() {
    let scene = Scene::new();
    let call = scene.network.block_on(scene.client.open(scene.target())).unwrap();
    scene.network.block_on(scene.client.send_more(&call, &[1; 100_000])).unwrap();
    let forge = scene.requests()[0];
    let _ = scene.ask(&forge.serial(1).ack(AckReason::Requested, 6, &[]));
    let _ = scene.ask(&forge.serial(2).ack(AckReason::ExceedsWindow, 1, &[]));
    let failure = call.failure().unwrap();
    assert_eq!(failure.errno(), Errno::ENETRESET);
}

/// The peer's window shrinks below what is in transit, to nothing, and opens again.
#[test]
fn t53_a_window_that_closes_and_opens_again() {
    let scene = Scene::new();
    let call = scene.network.block_on(scene.client.open(scene.target())).unwrap();
    let client = scene.client.clone();
    let sender = call.clone();
    let sent = scene.network.spawn(async move { client.send_last(&sender, &[1; 30 * 1412]).await });
    let forge = scene.requests()[0];
    let window = |serial, first, packets: u32| {
        let mut ack = forge.serial(serial).ack(AckReason::Idle, first, &[]);
        let at = ack.len() - 8;
        ack[at..at + 4].copy_from_slice(&packets.to_be_bytes());
        let _ = scene.ask(&ack);
    };
    window(1, 4, 2);
    window(2, 11, 0);
    let before = call.counters().unwrap().data_sent;
    scene.network.run_for(Duration::from_secs(10));
    let after = call.counters().unwrap();
    assert_eq!(after.data_sent, before, "no fresh packet goes to a closed window");
    assert!((1..15).contains(&after.pings_sent), "{} pings", after.pings_sent);
    assert_eq!(call.failure(), None);
    let mut first = 11;
    let mut serial = 3;
    while call.state() != Some(State::ClientAwaitReply) && serial < 100 {
        window(serial, first, 5);
        scene.network.run_for(5 * MILLISECOND);
        first = (first + 5).min(31);
        serial += 1;
        if call.counters().unwrap().data_sent < u64::from(first - 1) {
            first -= 5;
        }
    }
    assert_eq!(call.state(), Some(State::ClientAwaitReply));
    assert_eq!(scene.network.block_on(sent), Ok(()));
}
