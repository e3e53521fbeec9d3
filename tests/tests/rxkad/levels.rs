//! Calls at the three levels.

use crate::scene::{LEVELS, SECOND, SERVICE, alice, credentials, peer, scene, scene_with, token};
use rxrpc_core::security::SecurityLevel;
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{AbortCode, CallError, CallOptions, SecurityIndex, ServiceId};
use rxrpc_rxkad::RxkadService;
use rxrpc_rxkad::keys::KeyStore;
use rxrpc_tests::network::{Datagram, Link, for_each_seed};
use std::sync::Arc;
use std::time::Duration;

/// The sizes of payloads of DATA, of packets with an even checksum or not.
fn payloads(sent: &[Datagram]) -> Vec<usize> {
    let data = sent.iter().filter_map(|sent| {
        let (header, payload) = Header::parse(&sent.bytes).expect("endpoints send packets");
        (header.packet_type == PacketType::Data).then(|| {
            assert_ne!(header.checksum, 0, "each has its checksum");
            payload.len()
        })
    });
    data.collect()
}

#[test]
fn calls_come_through_at_every_level_with_either_kind_of_key() {
    for des in [true, false] {
        let scene = scene(1);
        let token = token(des);
        let request: Vec<u8> = (0..100_000_u32).map(|at| (at / 3) as u8).collect();
        for level in LEVELS {
            for len in [0, 1, 4, 5, 1404, 1408, 1412, 1416, 3000, 100_000] {
                let reply = scene.call(credentials(&token, level), &request[..len]);
                assert!(
                    reply.as_deref() == Ok(&request[..len]),
                    "{level}, {len} bytes: {:?}",
                    reply.map(|got| got.len())
                );
            }
        }
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

#[test]
fn a_handshake_is_one_packet_each_way() {
    let scene = scene(1);
    scene.network.open_tap();
    assert_eq!(scene.call(credentials(&token(true), LEVELS[2]), b"hello"), Ok(b"hello".to_vec()));
    scene.network.run_for(5 * SECOND);
    let sent = scene.network.tapped();
    let of = |wanted| {
        let is = |sent: &&Datagram| {
            Header::parse(&sent.bytes).expect("a packet").0.packet_type == wanted
        };
        sent.iter().filter(is).map(|sent| sent.bytes.len() - Header::LEN).collect::<Vec<_>>()
    };
    assert_eq!(of(PacketType::Challenge), [16]);
    // The ticket of Alice is five blocks or more.
    assert_eq!(of(PacketType::Response).len(), 1);
    assert_eq!(payloads(&sent), [16, 16]);
}

/// An end without data is 8 bytes when it is sealed.
#[test]
fn an_empty_end_is_one_block() {
    for (level, len) in LEVELS.into_iter().zip([0, 8, 8]) {
        let scene = scene(1);
        scene.network.open_tap();
        assert_eq!(scene.call(credentials(&token(true), level), b""), Ok(Vec::new()));
        assert_eq!(payloads(&scene.network.tapped()), [len, len]);
    }
}

#[test]
fn both_ends_are_told_who_and_how() {
    let scene = scene(1);
    let incoming = scene.server.endpoint.incoming(ServiceId(77)).expect("nobody has it");
    let keys = Arc::new(KeyStore::fixed(crate::scene::keys()));
    let keys = rxrpc_core::ServiceKeys::new().with(Arc::new(RxkadService::new(keys)));
    scene.server.endpoint.set_service_keys(ServiceId(77), Some(keys));
    for (des, kvno) in [(true, 5), (false, 213)] {
        let mine = credentials(&token(des), SecurityLevel::Authenticated);
        scene.network.block_on(async {
            let options = CallOptions::new().credentials(mine);
            let call = scene.client.open_with(scene.server.service(77), &options).await;
            let call = call.expect("a free slot");
            scene.client.send_last(&call, b"hello").await.expect("room");
            let served = incoming.next().await.expect("it comes");
            assert_eq!(scene.server.read_all(&served).await, Ok(b"hello".to_vec()));
            let (asked, told) = (call.security(), served.security());
            let (asked, told) = (asked.expect("a channel"), told.expect("a channel"));
            for end in [&asked, &told] {
                assert_eq!((end.class, end.level), (SecurityIndex::RXKAD, LEVELS[1]));
            }
            assert!(asked.peer.is_none(), "a service proves nothing");
            let peer = peer(&told);
            assert_eq!((&peer.principal, peer.kvno, peer.is_local), (&alice(), kvno, false));
            assert_eq!(told.peer.as_ref().map(|peer| &*peer.name), Some("alice@rx.test"));
            assert_eq!((asked.counts.sealed_packets, asked.counts.sealed_bytes), (1, 5));
            assert_eq!((told.counts.opened_packets, told.counts.opened_bytes), (1, 5));
        });
    }
}

#[test]
fn a_level_below_the_least_is_refused() {
    let scene =
        scene_with(1, |service, _| service, |keys| keys.min_level(SecurityLevel::Encrypted));
    let token = token(true);
    // A client that knows what is asked for refuses by itself.
    let refused = CallError::LocallyAborted(AbortCode::RXKADLEVELFAIL);
    assert_eq!(scene.call(credentials(&token, LEVELS[1]), b"hello"), Err(refused));
    assert_eq!(scene.call(credentials(&token, LEVELS[2]), b"hello"), Ok(b"hello".to_vec()));
}

#[test]
fn calls_come_through_bad_links() {
    for_each_seed(20, |seed| {
        let scene = scene(seed);
        let latency = Duration::from_millis(20);
        scene.network.set_link(Link {
            jitter: latency / 2,
            duplicates: 100,
            reordered: 100,
            ..Link::perfect(latency).losing(200)
        });
        let request: Vec<u8> = (0..30_000_u32).map(|at| (at / 3) as u8).collect();
        for level in LEVELS {
            let reply = scene.call(credentials(&token(level == LEVELS[1]), level), &request);
            assert!(reply == Ok(request.clone()), "{level}: {:?}", reply.map(|got| got.len()));
        }
    });
}

/// Nothing of a service's name or number is secret: the token of one is good at another that has the same keys.
#[test]
fn a_wrong_key_is_refused_after_a_second() {
    let scene = scene(1);
    let keys = Arc::new(KeyStore::fixed(rxrpc_rxkad::keys::KeySet::new()));
    let keys = rxrpc_core::ServiceKeys::new().with(Arc::new(RxkadService::new(keys)));
    scene.server.endpoint.set_service_keys(ServiceId(SERVICE), Some(keys));
    let refused = CallError::Aborted(AbortCode::RXKADUNKNOWNKEY);
    assert_eq!(scene.call(credentials(&token(true), LEVELS[0]), b"hello"), Err(refused));
    assert_eq!(scene.network.elapsed().as_secs(), 1);
}
