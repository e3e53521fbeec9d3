//! What classes do at times, and services that are started anew.

use crate::scene::{ALICE, SECOND, SERVICE, alice, scene, scene_with};
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::{CallError, ServiceId};
use rxrpc_tests::guarded::{EXPIRED, GuardedService};

/// A ticket that expires ends the connection with its calls; the next call proves itself anew.
#[test]
fn a_class_ends_a_connection_when_its_time_is_over() {
    let service = GuardedService::new().user("alice", ALICE).valid_for(30 * SECOND);
    let scene = scene_with(1, service, |keys| keys);
    let key = alice();
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    let call = scene.network.block_on(scene.open(&key, SecurityLevel::Encrypted));
    let call = call.expect("a free slot");
    scene.network.block_on(scene.client.send_more(&call, b"hello")).expect("room");
    let ended = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!(ended, Err(CallError::Aborted(EXPIRED)));
    assert_eq!(scene.network.elapsed().as_secs(), 30);
    assert_eq!(scene.call_of_alice(), Ok(b"hello".to_vec()));
    assert_eq!(scene.keys.verified(), 2);
    // A connection without calls ends as well, and leaves nothing behind.
    scene.network.run_for(1000 * SECOND);
    scene.network.assert_released();
    assert!(scene.network.is_timeless());
}

/// A service that was started anew asks again on the connection that the client goes on using.
#[test]
fn a_service_that_was_started_anew_is_answered_again() {
    let scene = scene(1);
    let key = alice();
    let first = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"one"));
    assert_eq!(first, Ok(b"one".to_vec()));
    scene.server.endpoint.close();
    let server = scene.network.restart(&scene.server, |_| ());
    let keys = ServiceKeys::new().with(scene.keys.clone());
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(keys));
    server.serve_echo(SERVICE);
    let second = scene.network.block_on(scene.call(&key, SecurityLevel::Encrypted, b"two"));
    assert_eq!(second, Ok(b"two".to_vec()));
    assert_eq!((key.secured(), key.answered()), (1, 2));
}
