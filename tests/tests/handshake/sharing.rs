//! Who shares a connection, and what users are told of it.

use crate::scene::{ALICE, SECOND, SERVICE, alice, credentials, scene, scene_with};
use rxrpc_core::security::{Credentials, SecurityLevel};
use rxrpc_core::{CallOptions, SecurityIndex, ServiceId};
use rxrpc_tests::guarded::{CLASS, Fault, GuardedKey, GuardedService};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Calls of one key and level share a connection; those of two users, or of two levels, never do.
#[test]
fn users_and_levels_have_connections_of_their_own() {
    let bob = 0xb0b;
    let service = GuardedService::new().user("alice", ALICE).user("bob", bob);
    let scene = scene_with(1, service, |keys| keys);
    let (alice, same) = (alice(), alice());
    let bob = Arc::new(GuardedKey::new("bob", bob));
    let of = [
        Credentials::NOBODY,
        credentials(&alice, SecurityLevel::Plain),
        credentials(&alice, SecurityLevel::Encrypted),
        credentials(&bob, SecurityLevel::Encrypted),
    ];
    let again = credentials(&same, SecurityLevel::Encrypted);
    assert_eq!(again, of[2]);
    let open = |credentials: &Credentials| {
        let options = CallOptions::new().credentials(credentials.clone());
        let call = scene.client.open_with(scene.server.service(SERVICE), &options);
        let call = scene.network.block_on(call).expect("a free slot");
        call.identity().expect("it has a channel").cid.connection()
    };
    let connections: Vec<_> = of.iter().map(&open).collect();
    assert_eq!(connections.iter().collect::<BTreeSet<_>>().len(), of.len());
    for (credentials, connection) in of.iter().zip(&connections) {
        assert_eq!(open(credentials), *connection);
    }
    assert_eq!(open(&again), connections[2]);
    assert_eq!((alice.secured(), same.secured(), bob.secured()), (2, 0, 1));
}

#[test]
fn both_ends_are_told_what_protects_a_call() {
    let scene = scene(1);
    let incoming = scene.server.endpoint.incoming(ServiceId(77)).expect("nobody has it");
    let keys = rxrpc_core::ServiceKeys::new().with(scene.keys.clone());
    scene.server.endpoint.set_service_keys(ServiceId(77), Some(keys));
    let target = scene.server.service(77);
    let key = alice();
    for level in [SecurityLevel::Plain, SecurityLevel::Authenticated] {
        let options = CallOptions::new().credentials(credentials(&key, level));
        scene.network.block_on(async {
            let call = scene.client.open_with(target, &options).await.expect("a free slot");
            scene.client.send_last(&call, b"hello").await.expect("room");
            let served = incoming.next().await.expect("it comes");
            for (end, name) in [(&call, None), (&served, Some("alice"))] {
                let told = end.security().expect("it has a channel");
                assert_eq!((told.class, told.service), (CLASS, ServiceId(77)));
                assert_eq!((told.level, told.encryption), (level, Some(17)));
                assert_eq!(told.peer.as_ref().map(|peer| &*peer.name), name);
                let secret = told.peer.as_ref().and_then(|peer| peer.details::<u64>().copied());
                assert_eq!(secret, name.map(|_| ALICE));
            }
        });
    }
    let plain = scene.network.block_on(scene.client.open(target)).expect("a free slot");
    let told = plain.security().expect("it has a channel");
    assert_eq!((told.class, told.level), (SecurityIndex::NONE, SecurityLevel::Plain));
    assert!(told.peer.is_none());
}

/// Two first calls at once: the connection is secured once, and nobody is asked twice.
#[test]
fn first_calls_at_once_have_one_handshake() {
    let scene = scene(1);
    let key = alice();
    let calls = (0..4).map(|_| scene.call(&key, SecurityLevel::Encrypted, b"hello"));
    let calls: Vec<_> = calls.map(Box::pin).collect();
    let all = scene.network.block_on(async {
        let mut replies = Vec::new();
        for call in futures::future::join_all(calls).await {
            replies.push(call);
        }
        replies
    });
    assert_eq!(all, vec![Ok(b"hello".to_vec()); 4]);
    assert_eq!((key.secured(), key.answered()), (1, 1));
    assert_eq!((scene.keys.challenges(), scene.keys.verified()), (1, 1));
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// A class may want no other call on a connection: the next one gets another, and those that run go on.
#[test]
fn a_connection_that_takes_no_more_calls_goes_on_with_those_it_has() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::OneCall));
    let open = || {
        let call = scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
        call.expect("a free slot")
    };
    let (first, second) = (open(), open());
    assert_eq!(key.secured(), 2);
    for call in [&first, &second] {
        scene.network.block_on(scene.client.send_last(call, b"hello")).expect("room");
        assert_eq!(scene.network.block_on(scene.client.read_all(call)), Ok(b"hello".to_vec()));
    }
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}
