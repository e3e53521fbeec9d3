//! Tokens and tickets that expire.

use crate::scene::{DES, LEVELS, SECOND, SERVICE, Scene, alice, scene_with};
use rxrpc_core::{AbortCode, CallError, CallOptions, Errno};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::keys::ServiceKey;
use rxrpc_rxkad::token::{LocalToken, Token};
use rxrpc_rxkad::{Calendar, RxkadKey, Timestamp};
use std::time::Instant;

/// What the calendar says when a scene begins.
const START: Timestamp = Timestamp(1_800_000_000);

fn calendar(at: Instant) -> Calendar {
    Calendar::fixed(at, START.system_time().expect("a time"))
}

/// A token whose ticket is good for ten minutes.
fn token() -> Token {
    token_from(START)
}

fn token_from(start: Timestamp) -> Token {
    let key = SessionKey::new(DES);
    let token = LocalToken::with_key(ServiceKey::Des(5, &key)).naming(alice());
    token.valid(start, 600).make().expect("the key is good for tokens")
}

fn scene() -> Scene {
    scene_with(1, |service, now| service.calendar(calendar(now)), |keys| keys)
}

/// A token that has expired is an error before a packet is sent, on a connection that there is and on a new one.
#[test]
fn no_packet_leaves_with_a_token_that_has_expired() {
    let scene = scene();
    // The service takes it longer.
    let token = token().expires(START.plus(500));
    let calendar = calendar(scene.network.now());
    let mine = RxkadKey::new(token).calendar(calendar).credentials(LEVELS[2]);
    assert_eq!(scene.call(mine.clone(), b"hello"), Ok(b"hello".to_vec()));
    scene.network.run_for(50 * SECOND);
    assert_eq!(scene.call(mine.clone(), b"hello"), Ok(b"hello".to_vec()));
    // A call that was opened in time, and has sent nothing so far.
    let options = CallOptions::new().credentials(mine.clone());
    let late = scene.client.open_with(scene.server.service(SERVICE), &options);
    let late = scene.network.block_on(late).expect("a free slot");
    scene.network.run_for(450 * SECOND);
    scene.network.open_tap();
    for _ in 0..2 {
        let ended = scene.call(mine.clone(), b"hello");
        assert_eq!(ended, Err(CallError::Local(Errno::EKEYEXPIRED)));
    }
    let sent = scene.network.block_on(scene.client.send_last(&late, b"hello"));
    assert_eq!(sent, Err(CallError::LocallyAborted(AbortCode::RXKADEXPIRED)));
    assert!(scene.network.tapped().is_empty(), "nothing leaves");
    scene.network.run_for(700 * SECOND);
    scene.network.assert_released();
}

/// A ticket that expires in mid-call ends the call, by the service.
#[test]
fn a_ticket_that_expires_ends_the_calls_that_run() {
    let scene = scene();
    let (key, now) = (RxkadKey::new(token_from(START.plus(-590))), scene.network.now());
    let mine = key.calendar(calendar(now)).credentials(LEVELS[2]);
    let options = CallOptions::new().credentials(mine);
    let call = scene.client.open_with(scene.server.service(SERVICE), &options);
    let call = scene.network.block_on(call).expect("a free slot");
    scene.network.block_on(scene.client.send_more(&call, &[1; 3000])).expect("room");
    let ended = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!(ended, Err(CallError::Aborted(AbortCode::RXKADEXPIRED)));
    assert_eq!(scene.network.elapsed().as_secs(), 10);
}

/// A token that was renewed goes to new calls, on a connection of their own.
#[test]
fn a_newer_token_has_a_connection_of_its_own() {
    let scene = scene();
    let options = |token: &Token| {
        let key = RxkadKey::new(token.clone()).calendar(calendar(scene.network.now()));
        CallOptions::new().credentials(key.credentials(LEVELS[2]))
    };
    let (old, new) = (token(), token());
    let connection = |token: &Token| {
        let options = options(token);
        let call = scene.client.open_with(scene.server.service(SERVICE), &options);
        let call = scene.network.block_on(call).expect("a free slot");
        call.identity().expect("it has a channel").cid.connection()
    };
    let first = connection(&old);
    assert_eq!(connection(&old), first, "the same token shares it");
    assert_ne!(connection(&new), first);
    assert_eq!(connection(&old), first);
}
