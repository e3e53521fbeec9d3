//! Packets of the handshake that are lost.

use crate::scene::{ALICE, SECOND, SERVICE, Scene, alice, credentials, scene, scene_with};
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{CallError, CallOptions, ServiceId};
use rxrpc_tests::guarded::GuardedService;
use rxrpc_tests::network::{Datagram, Link, Network, for_each_seed};
use std::sync::Arc;
use std::time::Duration;

fn of_type(sent: &[Datagram], packet_type: PacketType) -> Vec<&Datagram> {
    let is = |sent: &&Datagram| {
        Header::parse(&sent.bytes).expect("endpoints send packets").0.packet_type == packet_type
    };
    sent.iter().filter(is).collect()
}

/// The body of the packet.
fn body(sent: &Datagram) -> &[u8] {
    &sent.bytes[Header::LEN..]
}

#[test]
fn a_handshake_is_one_packet_each_way() {
    let scene = scene(1);
    scene.network.open_tap();
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    scene.network.run_for(10 * SECOND);
    let sent = scene.network.tapped();
    let (challenges, responses) =
        (of_type(&sent, PacketType::Challenge), of_type(&sent, PacketType::Response));
    assert_eq!((challenges.len(), responses.len()), (1, 1));
    assert_eq!((body(challenges[0]).len(), scene.keys.verified()), (16, 1));
    scene.network.assert_released();
}

/// T50: the call comes through, with the same challenge.
#[test]
fn lost_challenges_and_responses_are_made_up_for() {
    for (challenges, responses) in [(1, 0), (0, 1), (3, 2)] {
        let scene = scene(1);
        scene.network.lose(PacketType::Challenge, challenges);
        scene.network.lose(PacketType::Response, responses);
        scene.network.open_tap();
        assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
        let took = scene.network.elapsed();
        let again = challenges + responses;
        assert!(took >= 2 * again * SECOND && took < (2 * again + 1) * SECOND, "{took:?}");
        let sent = scene.network.tapped();
        let sent = of_type(&sent, PacketType::Challenge);
        assert_eq!(sent.len() as u32, 1 + again);
        assert!(sent.iter().all(|one| body(one) == body(sent[0])), "the same nonce");
        assert_eq!((scene.keys.challenges(), scene.keys.verified()), (1, 1));
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

/// T50: it ends in time if nothing comes through at all.
#[test]
fn a_hard_timeout_holds_during_the_handshake() {
    let scene = scene(1);
    scene.network.lose(PacketType::Challenge, u32::MAX);
    let options = CallOptions::new()
        .credentials(credentials(&alice(), SecurityLevel::Encrypted))
        .hard_timeout(5 * SECOND);
    let ended = scene.network.block_on(async {
        let call = scene.client.open_with(scene.server.service(9), &options).await?;
        scene.client.send_last(&call, b"hello").await?;
        scene.client.read_all(&call).await
    });
    assert_eq!(ended, Err(CallError::DeadlinePassed));
    assert_eq!(scene.network.elapsed(), 5 * SECOND);
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
    // Nobody waits any more, so nobody is asked.
    scene.network.open_tap();
    scene.network.run_for(10 * SECOND);
    assert!(of_type(&scene.network.tapped(), PacketType::Challenge).is_empty());
}

/// A service asks for as long as a call waits, but not for ever.
#[test]
fn a_client_that_never_answers_is_given_up() {
    let scene = scene(1);
    scene.network.lose(PacketType::Response, u32::MAX);
    scene.network.open_tap();
    assert_eq!(scene.call_of_alice(), Err(CallError::Aborted(rxrpc_core::AbortCode::RX_CALL_DEAD)));
    let sent = scene.network.tapped();
    assert_eq!(of_type(&sent, PacketType::Challenge).len(), 50);
    assert_eq!(scene.network.elapsed().as_secs(), 100);
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// A class that cannot look at a RESPONSE now gets another one.
#[test]
fn a_response_that_is_put_off_comes_again() {
    let service = GuardedService::new().user("alice", ALICE).putting_off(2);
    let scene = scene_with(1, service, |keys| keys);
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert_eq!(scene.keys.verified(), 3);
    assert_eq!(scene.network.elapsed().as_secs(), 4);
}

/// Over links that lose a fifth of everything, every call comes through, and every byte is right.
#[test]
fn calls_of_all_levels_come_through_bad_links() {
    for_each_seed(60, |seed| {
        let scene = scene(seed);
        let latency = Duration::from_millis(20);
        scene.network.set_link(Link {
            jitter: latency / 2,
            duplicates: 100,
            reordered: 100,
            ..Link::perfect(latency).losing(200)
        });
        let request: Vec<u8> = (0..30_000_u32).map(|at| (at / 3) as u8).collect();
        let key = alice();
        let levels = [SecurityLevel::Plain, SecurityLevel::Authenticated, SecurityLevel::Encrypted];
        for level in levels {
            let reply = scene.network.block_on(scene.call(&key, level, &request));
            assert!(reply == Ok(request.clone()), "{level}: {:?}", reply.map(|got| got.len()));
        }
        // One connection each.
        assert_eq!(key.secured(), 3);
    });
}

/// Who floods an endpoint with what has no place there keeps nobody from proving himself.
#[test]
fn no_budget_of_answers_is_used_up_by_handshakes() {
    let network = Network::new(1);
    let none = |config: &mut rxrpc_core::Config| {
        config.stray_replies_per_second = 0;
        config.busy_replies_per_second = 0;
        config.channel_replies_per_second = 0;
    };
    let (server, client) = (network.node_with(none), network.node_with(none));
    let keys = Arc::new(GuardedService::new().user("alice", ALICE));
    let all = ServiceKeys::new().with(keys.clone());
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(all));
    server.serve_echo(SERVICE);
    let scene = Scene { network, server, client, keys };
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert!(scene.network.elapsed() < SECOND);
}
