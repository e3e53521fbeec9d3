//! CHALLENGEs that users answer themselves, by the verbs of the call face.

use crate::scene::{SECOND, SERVICE, Scene, alice, credentials, scene};
use rxrpc_core::security::SecurityLevel;
use rxrpc_core::{AbortCode, Call, CallError, CallOptions, Challenges};
use rxrpc_tests::network::{Link, Mtu};
use std::sync::Arc;

/// A call whose CHALLENGE waits for an answer.
fn asked(scene: &Scene, challenges: &Challenges) -> Arc<Call> {
    let mine = credentials(&alice(), SecurityLevel::Encrypted);
    let options = CallOptions::new().credentials(challenges.manage(&mine));
    let target = scene.server.service(SERVICE);
    scene.network.block_on(async {
        let call = scene.client.open_with(target, &options).await.expect("a free slot");
        scene.client.send_last(&call, b"hello").await.expect("room");
        call
    })
}

#[test]
fn a_user_adds_to_the_answer() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let call = asked(&scene, &challenges);
    let pending = scene.network.block_on(challenges.next()).expect("it is asked");
    assert_eq!((pending.peer(), pending.body().len()), (scene.server.address(), 16));
    assert!(pending.takes_app_data());
    assert_eq!(pending.security().map(|told| told.service.0), Some(SERVICE));
    assert_eq!(pending.respond(scene.client.now(), Some(b"more")), Ok(()));
    let reply = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!((reply, scene.keys.app_data()), (Ok(b"hello".to_vec()), vec![b"more".to_vec()]));
    assert!(challenges.try_next().is_none());
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
}

/// A RESPONSE is one datagram, however long: a ticket may have 8 kB. It goes in fragments where the path has no room for
/// that, and through both front ends' sockets (`front_ends`).
#[test]
fn a_long_answer_goes_in_fragments() {
    let scene = scene(1);
    let link =
        Link { mtu: Some(Mtu { bytes: 1500, reports: true }), ..Link::perfect(SECOND / 1000) };
    scene.network.set_link(link);
    let challenges = scene.client.endpoint.challenges();
    let call = asked(&scene, &challenges);
    let pending = scene.network.block_on(challenges.next()).expect("it is asked");
    let long = vec![7; 8000];
    assert_eq!(pending.respond(scene.client.now(), Some(&long)), Ok(()));
    let reply = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!((reply, scene.keys.app_data()), (Ok(b"hello".to_vec()), vec![long]));
}

#[test]
fn a_user_refuses() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let call = asked(&scene, &challenges);
    let pending = scene.network.block_on(challenges.next()).expect("it is asked");
    pending.refuse(scene.client.now(), AbortCode(4711));
    assert_eq!(call.failure(), Some(CallError::LocallyAborted(AbortCode(4711))));
    scene.network.run_for(10 * SECOND);
    assert_eq!(scene.keys.verified(), 0);
    scene.network.assert_released();
}

/// Of one connection only the newest waits, and one that is dropped is asked again.
#[test]
fn a_challenge_that_is_not_answered_comes_again() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let call = asked(&scene, &challenges);
    scene.network.run_for(7 * SECOND);
    let pending = challenges.try_next().expect("it is asked");
    assert!(challenges.try_next().is_none(), "one of a connection");
    drop(pending);
    let pending = scene.network.block_on(challenges.next()).expect("it is asked again");
    assert_eq!(scene.network.elapsed().as_secs(), 8);
    assert_eq!(pending.respond(scene.client.now(), None), Ok(()));
    let reply = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!((reply, scene.keys.app_data()), (Ok(b"hello".to_vec()), Vec::new()));
}

/// What nobody can answer any more is not waited for.
#[test]
fn calls_end_when_nobody_answers_any_more() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let call = asked(&scene, &challenges);
    drop(challenges);
    let ended = scene.network.block_on(scene.client.read_all(&call));
    assert_eq!(ended, Err(CallError::LocallyAborted(AbortCode::RX_USER_ABORT)));
    assert!(scene.network.elapsed() < 3 * SECOND);
}

/// One of a connection that was aborted is not handed out.
#[test]
fn a_challenge_of_a_dead_connection_is_forgotten() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let _call = asked(&scene, &challenges);
    scene.network.run_for(SECOND);
    let pending = challenges.try_next().expect("it is asked");
    scene.network.run_for(2 * SECOND);
    pending.refuse(scene.client.now(), AbortCode(1));
    assert!(challenges.try_next().is_none());
}

#[test]
fn a_close_ends_the_wait() {
    let scene = scene(1);
    let challenges = scene.client.endpoint.challenges();
    let endpoint = scene.client.endpoint.clone();
    let network = scene.network.clone();
    scene.network.spawn(async move {
        network.sleep(SECOND).await;
        endpoint.close();
    });
    assert!(scene.network.block_on(challenges.next()).is_none());
    assert!(scene.network.block_on(scene.client.endpoint.challenges().next()).is_none());
}

/// Calls whose CHALLENGEs are answered by different people share no connection.
#[test]
fn who_answers_tells_credentials_apart() {
    let scene = scene(1);
    let (one, other) = (scene.client.endpoint.challenges(), scene.client.endpoint.challenges());
    let plain = credentials(&alice(), SecurityLevel::Plain);
    let all = [plain.clone(), one.manage(&plain), other.manage(&plain)];
    assert_eq!(one.manage(&plain), all[1]);
    for (at, credentials) in all.iter().enumerate() {
        assert!(all[at + 1..].iter().all(|other| other != credentials));
    }
}
