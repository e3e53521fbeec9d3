//! Clients that do not convince, and services that cannot be spoken to.

use crate::scene::{ALICE, SECOND, SERVICE, alice, credentials, scene, scene_with};
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::{AbortCode, CallError, CallOptions, Errno, ServiceId};
use rxrpc_tests::guarded::{
    EXPIRED, Fault, GuardedKey, GuardedService, LEVEL, SHORT, ServicePanic, UNKNOWN_USER, WRONG_SUM,
};
use std::sync::Arc;

/// All calls of a connection end with the code, at once, and the next call is on a new one.
#[test]
fn a_response_that_does_not_convince_aborts_the_connection() {
    let cases = [
        ("alice", Fault::WrongResponse, WRONG_SUM),
        ("alice", Fault::ShortResponse, SHORT),
        ("mallory", Fault::None, UNKNOWN_USER),
    ];
    for (name, fault, code) in cases {
        let scene = scene(1);
        let key = Arc::new(GuardedKey::new(name, ALICE).fault(fault));
        let (one, other) = scene.network.block_on(async {
            let one = scene.open(&key, SecurityLevel::Encrypted).await.expect("a free slot");
            let other = scene.open(&key, SecurityLevel::Encrypted).await.expect("a free slot");
            scene.client.send_last(&one, b"one").await.expect("room");
            scene.client.send_more(&other, b"other").await.expect("room");
            (one, other)
        });
        for call in [&one, &other] {
            let ended = scene.network.block_on(scene.client.read_all(call));
            assert_eq!(ended, Err(CallError::Aborted(code)));
        }
        assert!(scene.network.elapsed() < SECOND);
        assert_eq!((key.secured(), scene.keys.verified()), (1, 1));
        let again = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"again"));
        assert_eq!((again, key.secured()), (Err(CallError::Aborted(code)), 2));
        assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

#[test]
fn a_level_below_the_least_is_refused_by_either_end() {
    let service = || GuardedService::new().user("alice", ALICE);
    let least = |keys: ServiceKeys| keys.min_level(SecurityLevel::Authenticated);
    for (fault, ended) in [
        (Fault::None, CallError::LocallyAborted(LEVEL)),
        (Fault::LowerLevel, CallError::Aborted(LEVEL)),
    ] {
        let scene = scene_with(1, service(), least);
        let key = Arc::new(GuardedKey::new("alice", ALICE).fault(fault));
        let plain = scene.network.block_on(scene.call(&key, SecurityLevel::Plain, b"hello"));
        assert_eq!(plain, Err(ended));
        assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

#[test]
fn a_service_without_keys_refuses_the_connection() {
    let scene = scene(1);
    scene.server.endpoint.set_service_keys(ServiceId(9), None);
    let refused = Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
    assert_eq!(scene.call_of_alice(), refused);
    let plain = scene.network.block_on(scene.client.call(scene.server.service(9), b"hello"));
    assert_eq!(plain, Ok(b"hello".to_vec()));
}

#[test]
fn a_service_takes_unprotected_calls_unless_it_refuses_them() {
    let served = scene(1);
    let plain = |scene: &crate::scene::Scene| {
        scene.network.block_on(scene.client.call(scene.server.service(9), b"hello"))
    };
    assert_eq!(plain(&served), Ok(b"hello".to_vec()));
    let service = GuardedService::new().user("alice", ALICE);
    let strict = scene_with(1, service, ServiceKeys::secured_only);
    let refused = Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
    assert_eq!(plain(&strict), refused);
    assert_eq!(strict.call_of_alice(), Ok(b"hello".to_vec()));
}

/// A service that a call is upgraded to has to know the client itself: as long as it does not, the service that was asked
/// takes the call.
#[test]
fn an_upgrade_leads_past_no_keys() {
    let scene = scene(1);
    scene.server.serve_echo(10);
    scene.server.endpoint.upgradeable_service(ServiceId(9), ServiceId(10)).expect("both are bound");
    let mine = credentials(&alice(), SecurityLevel::Encrypted);
    let options = CallOptions::new().credentials(mine).upgrade().exclusive();
    let served_by = || {
        scene.network.block_on(async {
            let call = scene.client.open_with(scene.server.service(9), &options).await?;
            scene.client.send_last(&call, b"hello").await?;
            assert_eq!(scene.client.read_all(&call).await, Ok(b"hello".to_vec()));
            Ok::<_, CallError>(call.security().expect("it is secured").service)
        })
    };
    assert_eq!((served_by(), scene.keys.verified()), (Ok(ServiceId(9)), 1));
    let keys = ServiceKeys::new().with(scene.keys.clone());
    scene.server.endpoint.set_service_keys(ServiceId(10), Some(keys));
    assert_eq!((served_by(), scene.keys.verified()), (Ok(ServiceId(10)), 2));
}

/// A key that cannot be used ends the call, and nobody else's.
#[test]
fn a_key_that_fails_gives_its_errno() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::NoKey));
    let ended = scene.network.block_on(scene.call(&key, SecurityLevel::Plain, b"hello"));
    assert_eq!(ended, Err(CallError::Local(Errno::EKEYEXPIRED)));
    let options = CallOptions::new().credentials(credentials(&alice(), SecurityLevel::Plain));
    for _ in 0..20 {
        let call = scene.client.open_with(scene.server.service(9), &options);
        let call = scene.network.block_on(call).expect("a slot is free");
        scene.client.endpoint.release(&call);
    }
    scene.network.run_for(SECOND);
    scene.network.assert_released();
}

/// A class that refuses a connection at once ends the call that needs it: no other connection is made for that.
#[test]
fn a_key_that_is_over_at_once_ends_the_call() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::Over));
    for calls in 1..=2 {
        let ended = scene.network.block_on(scene.call(&key, SecurityLevel::Plain, b"hello"));
        assert_eq!(ended, Err(CallError::LocallyAborted(EXPIRED)));
        assert_eq!(key.secured(), calls);
    }
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// Packets that do not open abort their call, here and at the peer.
#[test]
fn data_that_does_not_open_aborts_its_call() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::WrongData));
    let ended = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"hello"));
    assert_eq!(ended, Err(CallError::Aborted(WRONG_SUM)));
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// The class of a client panics: its connection is over at both ends, and everybody else goes on.
#[test]
fn a_clients_class_that_panics_ends_its_connection_only() {
    for fault in [Fault::PanicsInAnswer, Fault::PanicsAtTimes] {
        let scene = scene(1);
        let key = Arc::new(GuardedKey::new("alice", ALICE).fault(fault));
        let ended = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"hello"));
        assert_eq!(ended, Err(CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR)));
        assert!(scene.network.elapsed() < SECOND);
        assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

/// A class that is never done with what is to be done at times does not keep who drives from all else.
#[test]
fn a_class_that_is_always_due_is_asked_now_and_then() {
    let scene = scene(1);
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::AlwaysDue));
    let call = scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
    assert!(call.is_ok());
    let now = scene.client.now();
    scene.client.endpoint.handle_timeout(now);
    let next = scene.client.endpoint.poll_timeout();
    assert!(next.is_some_and(|next| next > now), "who drives would not sleep");
}

/// A key that panics cannot be used. What a begun call was given is sealed by whoever drives, who goes on.
#[test]
fn a_key_that_panics_ends_the_calls_that_need_it_only() {
    let scene = scene(1);
    for fault in [Fault::PanicsAtFirst, Fault::PanicsInIndex] {
        let key = Arc::new(GuardedKey::new("alice", ALICE).fault(fault));
        let ended = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"hello"));
        assert_eq!(ended, Err(CallError::Local(Errno::EKEYREJECTED)));
    }

    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::PanicsInSeal));
    let open = || scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
    let running: Vec<_> = (0..16).map(|_| open().expect("a slot is free")).collect();
    let options = CallOptions::new().credentials(credentials(&key, SecurityLevel::Encrypted));
    let (target, now) = (scene.server.service(SERVICE), scene.network.now());
    let begun = scene.client.endpoint.begin_call(now, target, &options).expect("it need not wait");
    scene.network.block_on(scene.client.send_last(&begun, b"hello")).expect("it is kept");
    running.iter().for_each(|call| scene.client.endpoint.release(call));
    scene.network.run_for(SECOND);
    assert_eq!(begun.failure(), Some(CallError::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR)));
    // A call of another level has a connection of its own.
    let honest = alice();
    let other = scene.call(&honest, SecurityLevel::Plain, b"hello");
    assert_eq!(scene.network.block_on(other), Ok(b"hello".to_vec()));
    scene.client.endpoint.release(&begun);
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// The class of a service panics: the client is refused at once, and served as soon as the class goes on.
#[test]
fn a_services_class_that_panics_refuses_the_connection_only() {
    for (place, code) in [
        (ServicePanic::Challenge, AbortCode::RX_INVALID_OPERATION),
        (ServicePanic::Verify, AbortCode::RX_PROTOCOL_ERROR),
        (ServicePanic::Level, AbortCode::RX_INVALID_OPERATION),
    ] {
        let scene = scene(1);
        scene.keys.set_panic(Some(place));
        assert_eq!(scene.call_of_alice(), Err(CallError::Aborted(code)));
        assert!(scene.network.elapsed() < SECOND);
        scene.keys.set_panic(None);
        assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
        scene.network.run_for(10 * SECOND);
        scene.network.assert_released();
    }
}

/// What a class made of a connection panics when the connection is forgotten, by whoever drives: everybody goes on.
#[test]
fn a_class_that_panics_when_it_is_dropped_does_no_harm() {
    let scene = scene(1);
    scene.keys.set_panic(Some(ServicePanic::Drop));
    let key = Arc::new(GuardedKey::new("alice", ALICE).fault(Fault::PanicsInDrop));
    let served = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"hello"));
    assert_eq!(served, Ok(b"hello".to_vec()));
    scene.network.run_for(1000 * SECOND);
    scene.network.assert_released();
    assert!(scene.network.is_timeless(), "both connections are forgotten");
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
}

/// Who is refused learns of it when it is time, and whatever it tries until then is not looked at.
#[test]
fn a_refusal_can_be_said_later() {
    let service = GuardedService::new().user("alice", ALICE).refusing_after(SECOND);
    let scene = scene_with(1, service, |keys| keys);
    let key = Arc::new(GuardedKey::new("mallory", ALICE));
    scene.network.lose(rxrpc_core::wire::PacketType::Response, 1);
    let begun = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"hello"));
    assert_eq!(begun, Err(CallError::Aborted(UNKNOWN_USER)));
    // The second CHALLENGE comes after two seconds.
    assert_eq!(scene.network.elapsed().as_secs(), 3);
    assert_eq!((key.answered(), scene.keys.verified()), (2, 1));
    // Meanwhile others are served.
    let before = scene.network.elapsed();
    let late = scene.network.spawn({
        let (client, target) = (scene.client.clone(), scene.server.service(SERVICE));
        let mine = credentials(&key, SecurityLevel::Encrypted);
        async move {
            let call = client.open_with(target, &CallOptions::new().credentials(mine)).await?;
            client.send_last(&call, b"hello").await?;
            client.read_all(&call).await
        }
    });
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert!(scene.network.elapsed() - before < SECOND);
    assert_eq!(scene.network.block_on(late), Err(CallError::Aborted(UNKNOWN_USER)));
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// The client of a connection that is about to be refused goes away: the refusal leaves nothing behind.
#[test]
fn a_refusal_that_nobody_waits_for_leaves_nothing_behind() {
    let service = GuardedService::new().user("alice", ALICE).refusing_after(SECOND);
    let scene = scene_with(1, service, |keys| keys);
    let key = Arc::new(GuardedKey::new("mallory", ALICE));
    let call = scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
    let call = call.expect("a free slot");
    scene.network.block_on(scene.client.send_last(&call, b"hello")).expect("room");
    scene.network.run_for(SECOND / 2);
    assert_eq!(scene.keys.verified(), 1);
    scene.client.endpoint.release(&call);
    scene.network.run_for(1000 * SECOND);
    scene.network.assert_released();
    assert!(scene.network.is_timeless());
}
