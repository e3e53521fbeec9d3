//! Packets of the handshake that somebody forges or repeats.

use crate::scene::{ALICE, SECOND, SERVICE, Scene, alice, credentials, scene, scene_with_config};
use rxrpc_core::security::SecurityLevel;
use rxrpc_core::wire::{CallNumber, Cid, Header, PacketType};
use rxrpc_core::{AbortCode, CallError, CallOptions};
use rxrpc_tests::guarded::{CLASS, Fault, GuardedKey, WRONG_SUM};
use rxrpc_tests::network::{Datagram, Forge, Seen};
use std::sync::Arc;

fn of_type(sent: &[Datagram], packet_type: PacketType) -> Option<&Datagram> {
    sent.iter().find(|sent| header(&sent.bytes).packet_type == packet_type)
}

fn header(datagram: &[u8]) -> Header {
    Header::parse(datagram).expect("endpoints send packets").0
}

/// The first packet of a client of the class.
fn stranger() -> Forge {
    Forge::client(SERVICE).with(|header| header.security_index = CLASS)
}

/// A packet of its connection.
fn of_connection(packet_type: PacketType, body: &[u8]) -> Vec<u8> {
    let forge = stranger().call(0).with(|header| header.checksum = 7);
    forge.packet(packet_type, body)
}

fn is_challenge(seen: &Seen) -> bool {
    seen.kind() == PacketType::Challenge
}

/// The RESPONSE of one call of Alice's, which came through.
fn recorded(scene: &Scene) -> Datagram {
    scene.network.open_tap();
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    let sent = scene.network.tapped();
    of_type(&sent, PacketType::Response).expect("it was challenged").clone()
}

#[test]
fn a_response_that_comes_again_is_ignored() {
    let scene = scene(1);
    let response = recorded(&scene);
    let hostile = scene.network.hostile();
    for _ in 0..3 {
        hostile.send_as(response.from, response.to, &response.bytes);
    }
    let mut wrong = response.bytes.clone();
    *wrong.last_mut().expect("it is long") ^= 1;
    hostile.send_as(response.from, response.to, &wrong);
    scene.network.run_for(SECOND);
    assert_eq!(scene.keys.verified(), 1);
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert_eq!(scene.keys.verified(), 1, "the connection lives");
}

/// What is good for one connection is for no other.
#[test]
fn a_response_of_another_connection_does_not_convince() {
    let scene = scene(1);
    let response = recorded(&scene);
    let hostile = scene.network.hostile();
    let seen = hostile.ask(scene.server.address(), &stranger().last(&[0; 16]));
    assert!(seen.iter().any(is_challenge), "{seen:?}");
    let replayed = of_connection(PacketType::Response, &response.bytes[Header::LEN..]);
    let seen = hostile.ask(scene.server.address(), &replayed);
    let codes: Vec<_> = seen.iter().filter_map(Seen::abort_code).collect();
    assert_eq!(codes, [WRONG_SUM], "{seen:?}");
    let abort = header(&seen[0].bytes);
    assert_eq!((abort.call_number, abort.security_index), (CallNumber::NONE, CLASS));
    // The connection is dead, whatever comes.
    let seen = hostile.ask(scene.server.address(), &stranger().call(2).last(&[0; 16]));
    assert_eq!(seen.iter().find_map(Seen::abort_code), Some(WRONG_SUM));
    assert_eq!(scene.keys.verified(), 2);
}

/// A RESPONSE that nobody asked for is not looked at.
#[test]
fn a_response_before_a_challenge_is_ignored() {
    let scene = scene(1);
    let hostile = scene.network.hostile();
    hostile.send(scene.server.address(), &of_connection(PacketType::Response, b"early"));
    scene.network.run_for(SECOND);
    assert_eq!(scene.keys.verified(), 0);
}

/// A call that its client says is not alive any more was sent by somebody else, or long ago: no user sees it. The next
/// one begins as if nothing had been.
#[test]
fn a_call_that_its_client_disowns_is_for_no_user() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::Disowns));
    let mine = credentials(&key, SecurityLevel::Encrypted);
    let options = CallOptions::new().credentials(mine).hard_timeout(3 * SECOND);
    let target = scene.server.service(SERVICE);
    let call = scene.network.block_on(scene.client.open_with(target, &options));
    let call = call.expect("a free slot");
    scene.network.block_on(scene.client.send_last(&call, b"hello")).expect("room");
    scene.network.run_for(SECOND);
    assert_eq!(scene.keys.verified(), 1);
    assert_eq!(scene.server.endpoint.statistics().live_service_calls, 0);
    let ended = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!(ended, Err(CallError::DeadlinePassed));
    let next = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"again"));
    assert_eq!((next, key.secured()), (Ok(b"again".to_vec()), 1));
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// Until a client has answered, nothing of its requests is for any user, and its address gets no more than three
/// times what came from there, beside the three PINGs that every client gets.
#[test]
fn who_never_answers_reaches_no_user_and_hits_nobody() {
    let scene = scene(1);
    let hostile = scene.network.hostile();
    let request = stranger().last(&[0; 16]);
    hostile.send(scene.server.address(), &request);
    let (mut bytes, mut challenges) = (0, 0);
    for _ in 0..120 {
        scene.network.run_for(SECOND);
        for seen in hostile.take() {
            challenges += usize::from(is_challenge(&seen));
            bytes += if seen.is_ping() { 0 } else { seen.bytes.len() };
        }
    }
    assert!(challenges >= 1, "it is asked");
    assert!(bytes <= 3 * request.len(), "{bytes} bytes for {}", request.len());
    let calls = scene.server.endpoint.statistics();
    assert_eq!((scene.keys.verified(), calls.calls_received), (0, 1));
    scene.network.assert_released();
}

/// A forged CHALLENGE is answered like any other, and of many few are: the connection goes on.
#[test]
fn a_challenge_in_the_midst_of_a_call_is_answered() {
    let scene = scene(1);
    let key = alice();
    let call = scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
    let call = call.expect("a free slot");
    let data = vec![7; 3000];
    scene.network.block_on(scene.client.send_more(&call, &data)).expect("room");
    scene.network.run_for(SECOND);
    let identity = call.identity().expect("it has a channel");
    let forge = Forge::service_of(&identity).call(0).serial(1000).with(|header| {
        header.cid = Cid(identity.cid.0 & !3);
        header.security_index = CLASS;
    });
    let hostile = scene.network.hostile();
    let challenge = forge.packet(PacketType::Challenge, &[0; 16]);
    for (come, answered) in [(3, 4), (1000, 8)] {
        for _ in 0..come {
            hostile.send_as(scene.server.address(), scene.client.address(), &challenge);
        }
        scene.network.run_for(SECOND);
        assert_eq!(key.answered(), answered, "{come} at once");
        scene.network.run_for(5 * SECOND);
    }
    scene.network.block_on(scene.client.send_last(&call, b"")).expect("room");
    assert_eq!(scene.network.block_on(scene.client.read_all(&call)), Ok(data));
}

/// An empty packet is not for users, but its place is: a class looks at it like at others.
#[test]
fn an_empty_packet_that_nobody_sealed_aborts_the_call() {
    let scene = scene(1);
    let key = alice();
    let call = scene.network.block_on(scene.open(&key, SecurityLevel::Plain));
    let call = call.expect("a free slot");
    let full = vec![7; 3000];
    scene.network.block_on(scene.client.send_more(&call, &full)).expect("room");
    scene.network.run_for(SECOND);
    let identity = call.identity().expect("it has a channel");
    let forge = Forge::service_of(&identity).seq(3).serial(1000).with(|header| {
        header.flags = rxrpc_core::wire::Flags::CLIENT_INITIATED;
        header.security_index = CLASS;
        header.checksum = 1;
    });
    let hostile = scene.network.hostile();
    hostile.send_as(scene.client.address(), scene.server.address(), &forge.data(b""));
    scene.network.run_for(SECOND);
    let ended = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!(ended, Err(CallError::Aborted(WRONG_SUM)));
}

/// Who has no class for it is told that it breaks the protocol.
#[test]
fn a_challenge_to_an_unprotected_call_is_a_protocol_error() {
    let scene = scene(1);
    let call = scene.network.block_on(scene.client.open(scene.server.service(SERVICE)));
    let call = call.expect("a free slot");
    let identity = call.identity().expect("it has a channel");
    let forge = Forge::service_of(&identity).call(0);
    let hostile = scene.network.hostile();
    let challenge = forge.packet(PacketType::Challenge, &[0; 16]);
    hostile.send_as(scene.server.address(), scene.client.address(), &challenge);
    scene.network.run_for(SECOND);
    assert_eq!(call.failure(), Some(CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR)));
}

/// Calls that wait for their client to prove itself are no more than others may be, nor have they more memory: whoever sends
/// many and answers nothing keeps nobody out, be its address proven or not.
#[test]
fn who_never_answers_keeps_nobody_out() {
    for proves in [false, true] {
        let scene = scene_with_config(1, |config| {
            config.max_service_calls = 16;
            config.receive_memory = 1 << 20;
        });
        let hostile = scene.network.hostile();
        let mut most = 0;
        for number in 0..200_u32 {
            let forge = stranger().with(|header| header.cid = Cid(0x1000 + 4 * number));
            for seq in 1..=8 {
                hostile.send(scene.server.address(), &forge.seq(seq).data(&[7; 1400]));
            }
            scene.network.run_for(SECOND / 100);
            for seen in hostile.take() {
                if proves && seen.is_ping() {
                    let ping = header(&seen.bytes);
                    let answer = forge.ping_response(ping.serial);
                    hostile.send(scene.server.address(), &answer);
                }
            }
            most = most.max(scene.server.endpoint.statistics().live_service_calls);
            if number % 50 == 49 {
                assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()), "{proves} {number}");
            }
        }
        assert!(most <= 16, "{most} calls wait");
        assert_eq!(scene.keys.verified(), 1, "Alice has one connection");
        scene.network.run_for(200 * SECOND);
        scene.network.assert_released();
    }
}

/// A flood of RESPONSEs that do not convince holds up nobody else: each connection has one tried.
#[test]
fn a_flood_of_bad_responses_holds_up_nobody() {
    let scene = scene(1);
    let hostile = scene.network.hostile();
    let connections = 100;
    for number in 0..connections {
        let of = |forge: Forge| {
            forge.with(|header| {
                header.cid = Cid(0x1000 + 4 * number);
                header.checksum = 7;
            })
        };
        let begin = of(stranger()).last(&[0; 16]);
        assert!(hostile.ask(scene.server.address(), &begin).iter().any(is_challenge));
        for _ in 0..20 {
            let response = of(stranger().call(0)).packet(PacketType::Response, &[0x5a; 300]);
            hostile.send(scene.server.address(), &response);
        }
    }
    let before = scene.network.elapsed();
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert!(scene.network.elapsed() - before < SECOND);
    assert_eq!(scene.keys.verified(), connections + 1);
    scene.network.run_for(200 * SECOND);
    scene.network.assert_released();
}
