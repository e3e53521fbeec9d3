//! S17, S18, S19, S20: how calls go on, and when they end.

use crate::support::*;
use rxrpc_core::State;
use rxrpc_core::wire::{AbortCode, AckReason, PacketType};
use rxrpc_core::{CallError, ServiceId};
use rxrpc_tests::network::{Forge, Network, Seen};
use std::time::Duration;

/// aaa47dc10: a reader that made room was told of before the room was there, and the sender lost a tenth
/// of a second. Here it is told, and goes on, within two round trips.
#[test]
fn s17_room_in_the_window_is_used_at_once() {
    let network = Network::new(0);
    let (server, client) = (network.node(), network.node());
    let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
    let (caller, target) = (client.clone(), server.service(1));
    let _call = network.spawn(async move { caller.call(target, &vec![7; 20_000_000]).await });
    let served = network.block_on(incoming.next()).unwrap();
    for _ in 0..5 {
        // The window fills up, and the sender comes to rest.
        network.run_for(2 * SECOND);
        let before = served.counters().unwrap().data_received;
        let began = network.elapsed();
        let reader = server.clone();
        let (reading, mut got) = (served.clone(), 0);
        network.block_on(async {
            while got < before as usize * 1412 / 2 {
                let piece =
                    reader.endpoint.receive_bytes(&reading, rxrpc_core::Waiting::Never).await;
                let Ok(Some(piece)) = piece else { break };
                got += piece.len();
            }
        });
        assert!(got > 0);
        while served.counters().unwrap().data_received == before {
            network.run_for(MILLISECOND / 4);
            let took = network.elapsed() - began;
            assert!(took <= 4 * MILLISECOND, "nothing came within {took:?}");
        }
    }
}

/// 7b2049460: ACKs that mean nothing kept a call alive for ever.
#[test]
fn s18_acks_that_say_nothing_new_are_no_signs_of_life() {
    let streams: [&dyn Fn(Forge, u32) -> Vec<u8>; 3] = [
        // The same one again and again; older ones; those of another epoch.
        &|forge, _| forge.serial(9).ack(AckReason::Requested, 3, &[]),
        &|forge, number| forge.serial(10 + number).ack(AckReason::Requested, 2, &[]),
        &|forge, number| {
            let forge = forge.with(|header| header.epoch.0 ^= 4);
            forge.serial(10 + number).ack(AckReason::Requested, 3, &[])
        },
    ];
    for (which, stream) in streams.iter().enumerate() {
        let scene = Client::new();
        let (call, forge) = scene.begin(5);
        let _ = scene.ask(&forge.serial(9).ack(AckReason::Requested, 3, &[]));
        let began = scene.network.elapsed();
        for number in 0..60 {
            scene.service.send(scene.client.address(), &stream(forge, number));
            scene.network.run_for(SECOND / 2);
            if call.has_ended() {
                break;
            }
        }
        // If there were new serials, the service seems to be alive and to have forgotten the call.
        let failure = call.failure();
        let known = [Some(CallError::PeerSilent), Some(CallError::Forgotten)];
        assert!(known.contains(&failure), "stream {which}: {failure:?}");
        let took = scene.network.elapsed() - began;
        assert!(took < 21 * SECOND, "stream {which}: {took:?}");
    }
}

/// 7acac948f, 7d6080a84: which silence ends what. A client's idle timeout means nothing, a service's is
/// about the rest of a request, whatever else the client says meanwhile; the normal timeout is about
/// hearing nothing at all; the hard one about everything. The earliest wins.
#[test]
fn s19_the_timeouts_of_a_service() {
    const ALIVE: bool = true;
    const SILENT: bool = false;
    // Normal, idle; whether the client answers PINGs, whether its request is whole; when the call ends.
    let table: [(u64, u64, bool, bool, Option<u64>); 7] = [
        (20, 60, SILENT, false, Some(20)),
        (20, 60, SILENT, true, Some(20)),
        (20, 60, ALIVE, false, Some(60)),
        (20, 60, ALIVE, true, None),
        (100, 10, SILENT, false, Some(10)),
        (100, 10, SILENT, true, Some(100)),
        (5, 10, ALIVE, false, Some(10)),
    ];
    for (normal, idle, alive, whole, expected) in table {
        let network = Network::new(0);
        let server = network.node_with(|config| {
            config.machine.normal_timeout = Duration::from_secs(normal);
            config.machine.idle_timeout = Duration::from_secs(idle);
            config.machine.keepalive = Duration::from_secs(normal) / 6;
        });
        let client = network.hostile();
        let incoming = server.endpoint.incoming(ServiceId(1)).unwrap();
        let forge = Forge::client(1);
        let first = if whole { forge.last(b"whole") } else { forge.data(b"half") };
        let mut serial = 2;
        let mut inbox = client.ask(server.address(), &first);
        // A part of a request is handed to nobody before its client has shown itself.
        let ping = inbox.iter().find(|seen| seen.is_ping()).unwrap().packet().header.serial;
        inbox = client.ask(server.address(), &forge.serial(serial).ping_response(ping));
        let call = incoming.try_next().unwrap();
        let mut ended = None;
        for tenths in 0..3000u64 {
            if call.has_ended() {
                ended = Some(Duration::from_millis(100 * tenths));
                break;
            }
            for ping in inbox.iter().filter(|seen| seen.is_ping()) {
                serial += 1;
                let answer = forge.serial(serial).ping_response(ping.packet().header.serial);
                if alive {
                    client.send(server.address(), &answer);
                }
            }
            network.run_for(100 * MILLISECOND);
            inbox = client.take();
        }
        let row = (normal, idle, alive, whole);
        match (ended, expected) {
            (None, None) => {}
            (Some(ended), Some(seconds)) => {
                let wanted = Duration::from_secs(seconds);
                assert!(ended <= wanted + SECOND && ended + SECOND >= wanted, "{row:?}: {ended:?}");
                assert_eq!(call.failure(), Some(CallError::PeerSilent));
            }
            _ => panic!("{row:?}: {ended:?} instead of {expected:?}"),
        }
    }
}

/// A client that waits ends by the normal timeout if the service is silent, by none if it is alive, and by
/// the hard one in any case.
#[test]
fn s19_the_timeouts_of_a_client() {
    let table: [(Option<u64>, u64, bool, Option<u64>); 5] = [
        (None, 20, false, Some(20)),
        (None, 20, true, None),
        (Some(30), 20, true, Some(30)),
        (Some(7), 20, false, Some(7)),
        (Some(50), 5, false, Some(5)),
    ];
    for (hard, normal, alive, expected) in table {
        let scene = Client::new();
        let mut options = rxrpc_core::CallOptions::new();
        options.hard_timeout = hard.map(Duration::from_secs);
        options.normal_timeout = Some(Duration::from_secs(normal));
        let call =
            scene.network.block_on(scene.client.open_with(scene.target(), &options)).unwrap();
        scene.network.block_on(scene.client.send_last(&call, b"hello")).unwrap();
        let forge = Forge::service_of(&call.identity().unwrap());
        let _ = scene.ask(&forge.ack(AckReason::Requested, 2, &[]));
        let mut ended = None;
        for tenths in 0..1200u32 {
            if call.has_ended() {
                ended = Some(u64::from(tenths + 5) / 10);
                break;
            }
            scene.network.run_for(100 * MILLISECOND);
            for ping in scene.service.take().iter().filter(|seen| seen.is_ping()) {
                let mut answer = forge.serial(10 + tenths).ack(AckReason::PingResponse, 2, &[]);
                let serial = ping.packet().header.serial.0;
                answer[28 + 12..28 + 16].copy_from_slice(&serial.to_be_bytes());
                if alive {
                    scene.service.send(scene.client.address(), &answer);
                }
            }
        }
        let deadline = hard.is_some_and(|hard| alive || hard < normal);
        let why = if deadline { CallError::DeadlinePassed } else { CallError::PeerSilent };
        assert_eq!(call.failure(), expected.map(|_| why));
        assert_eq!(ended, expected, "hard {hard:?} normal {normal} alive {alive}");
    }
}

/// OpenAFS 1.8.9 takes an ACK of packets that were never sent, and skips them. Here it ends the call, on
/// either side, and nothing is left out.
#[test]
fn s20_acknowledging_what_was_never_sent_ends_the_call() {
    let protocol = Some(CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR));
    for (first, table) in [(50, 0), (3, 0), (1, 2), (2, 1), (u32::MAX, 0), (0x8000_0000, 0)] {
        let scene = Client::new();
        let (call, forge) = scene.begin(1);
        let answers = scene.ask(&forge.ack(AckReason::Requested, first, &vec![1; table]));
        if first < 0x8000_0000 {
            assert_eq!(call.failure(), protocol, "{first} {table}");
            assert_eq!(answers.iter().filter_map(Seen::abort_code).count(), 1);
        } else {
            // So far ahead that it is behind: an error or an old one, but no acknowledgement.
            assert_ne!(call.state(), Some(State::ClientAwaitReply));
        }
    }
    let network = Network::new(0);
    let (server, client) = (network.node(), network.hostile());
    server.serve(1, async |_: &rxrpc_tests::network::Node, _| vec![7; 3000]);
    let forge = Forge::client(1);
    let answers = client.ask(server.address(), &forge.last(&[1; 1412]));
    assert!(count(&answers, PacketType::Data) > 0);
    let answers = client.ask(server.address(), &forge.serial(2).ack(AckReason::Requested, 50, &[]));
    assert_eq!(answers.iter().filter_map(Seen::abort_code).count(), 1);
    assert_eq!(server.endpoint.live_calls(), 0);
}
