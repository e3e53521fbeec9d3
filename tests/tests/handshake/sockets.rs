//! The security of AF_RXRPC sockets: options, and challenges out of band.

use crate::scene::{ALICE, SECOND, SERVICE, Scene, alice, scene};
use rxrpc_core::security::{ClientKey, SecurityLevel, ServiceKeys};
use rxrpc_core::wire::{Header, PacketType};
use rxrpc_core::{
    AbortCode, ChallengeNotice, Control, Errno, MessageError, MessageFlags, MessageSocket, OobId,
    ReceivedMessage, SendMessage, ServiceId, UserCallId,
};
use rxrpc_tests::guarded::{CLASS, GuardedService};
use std::sync::Arc;

fn key() -> Arc<dyn ClientKey> {
    alice()
}

fn ring() -> ServiceKeys {
    ServiceKeys::new().with(Arc::new(GuardedService::new().user("alice", ALICE)))
}

fn errno<T: std::fmt::Debug>(result: Result<T, MessageError>) -> Option<Errno> {
    result.err().map(|error| error.errno())
}

/// AF_RXRPC contract §2.3, and what both kernels answered.
#[test]
fn options_are_for_unbound_sockets_once() {
    let scene = scene(1);
    let socket = scene.client.endpoint.message_socket();
    assert_eq!(socket.set_security_key(key()), Ok(()));
    assert_eq!(errno(socket.set_security_key(key())), Some(Errno::EINVAL));
    assert_eq!(socket.set_security_keyring(ring()), Ok(()));
    assert_eq!(errno(socket.set_security_keyring(ring())), Some(Errno::EINVAL));
    for level in [SecurityLevel::Encrypted, SecurityLevel::Authenticated] {
        assert_eq!(socket.set_min_security_level(level), Ok(()));
    }
    assert_eq!(socket.set_manage_responses(true), Ok(()));
    assert_eq!(socket.set_manage_responses(false), Ok(()));
    assert_eq!(socket.min_security_level(), SecurityLevel::Authenticated);
    assert!(socket.security_key().is_some() && !socket.manages_responses());
    assert_eq!(socket.bind(ServiceId(0)), Ok(()));
    let results = [
        errno(socket.set_security_key(key())),
        errno(socket.set_security_keyring(ring())),
        errno(socket.set_min_security_level(SecurityLevel::Plain)),
        errno(socket.set_manage_responses(true)),
    ];
    assert_eq!(results, [Some(Errno::EISCONN); 4]);
    // A key after a keyring.
    let other = scene.client.endpoint.message_socket();
    assert_eq!(other.set_security_keyring(ring()), Ok(()));
    assert_eq!(errno(other.set_security_key(key())), Some(Errno::EINVAL));
}

async fn send(
    scene: &Scene,
    socket: &MessageSocket,
    control: &[Control],
    flags: MessageFlags,
) -> Result<(), MessageError> {
    let data: &[u8] = if flags.contains(MessageFlags::OOB) { b"" } else { b"hello" };
    let message = SendMessage::new(data, control).to(scene.server.service(SERVICE)).flags(flags);
    socket.sendmsg(scene.client.now(), &message, &mut 0).await
}

fn call(id: u64) -> [Control; 1] {
    [Control::UserCallId(UserCallId(id))]
}

async fn receive(socket: &MessageSocket, flags: MessageFlags) -> (ReceivedMessage, Vec<u8>) {
    let mut buffer = vec![0; 100];
    let message = socket.recvmsg(&mut buffer, flags).await.expect("a message");
    buffer.truncate(message.bytes);
    (message, buffer)
}

/// Sends a whole request as call 7.
fn begin(scene: &Scene, socket: &MessageSocket) {
    let control = call(7);
    let sent = scene.network.block_on(send(scene, socket, &control, MessageFlags::empty()));
    assert_eq!(sent, Ok(()));
}

/// A client's socket with a key, and a call of it that was sent.
fn secured(scene: &Scene, manage: bool) -> MessageSocket {
    let socket = scene.client.endpoint.message_socket();
    socket.set_security_key(key()).expect("it is unbound");
    socket.set_min_security_level(SecurityLevel::Encrypted).expect("it is unbound");
    socket.set_manage_responses(manage).expect("it is unbound");
    begin(scene, &socket);
    socket
}

#[test]
fn a_socket_with_a_key_calls_as_its_owner() {
    let scene = scene(1);
    let socket = secured(&scene, false);
    let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((message.is_end(), &data[..]), (true, &b"hello"[..]));
    assert_eq!(scene.keys.verified(), 1);
    let plain = scene.client.endpoint.message_socket();
    begin(&scene, &plain);
    scene.network.block_on(receive(&plain, MessageFlags::empty()));
    assert_eq!(scene.keys.verified(), 1);
}

#[test]
fn a_socket_with_a_keyring_serves_who_proves_himself() {
    let scene = scene(1);
    let socket = scene.server.endpoint.message_socket();
    socket.set_security_keyring(ring().secured_only()).expect("it is unbound");
    socket.set_min_security_level(SecurityLevel::Authenticated).expect("it is unbound");
    socket.bind(ServiceId(33)).expect("nobody has it");
    socket.listen(5).expect("it has a service");
    let charge = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
    let client = scene.client.endpoint.message_socket();
    client.set_security_key(key()).expect("it is unbound");
    client.set_min_security_level(SecurityLevel::Encrypted).expect("it is unbound");
    let target = scene.server.service(33);
    scene.network.block_on(async {
        let message = SendMessage::new(b"", &charge);
        socket.sendmsg(scene.server.now(), &message, &mut 0).await.expect("room");
        let control = call(9);
        let message = SendMessage::new(b"hello", &control).to(target);
        client.sendmsg(scene.client.now(), &message, &mut 0).await.expect("room");
        let (message, data) = receive(&socket, MessageFlags::empty()).await;
        assert_eq!((message.call, &data[..]), (Some(UserCallId(1)), &b"hello"[..]));
    });
    // An unprotected call is refused, and when the socket is closed its keys are gone with it.
    let refused = scene.network.block_on(scene.client.call(target, b"hello"));
    assert_eq!(refused.err().and_then(|error| error.abort_code()), Some(AbortCode(-2)));
    socket.close();
    scene.server.serve_echo(33);
    assert_eq!(scene.network.block_on(scene.client.call(target, b"hi")), Ok(b"hi".to_vec()));
}

/// Who has proven himself to a socket that was closed since has proven nothing to the next one that has the service: its
/// keys may be others.
#[test]
fn a_closed_socket_leaves_nobody_who_is_believed() {
    let scene = scene(1);
    let target = scene.server.service(33);
    let serve = |knows: bool| {
        let socket = scene.server.endpoint.message_socket();
        let service = GuardedService::new();
        let service = if knows { service.user("alice", ALICE) } else { service };
        let keys = ServiceKeys::new().with(Arc::new(service));
        socket.set_security_keyring(keys).expect("it is unbound");
        socket.bind(ServiceId(33)).expect("nobody has it");
        socket.listen(5).expect("it has a service");
        let charge = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
        let message = SendMessage::new(b"", &charge);
        let mut sent = 0;
        let charged = socket.sendmsg(scene.server.now(), &message, &mut sent);
        assert_eq!(scene.network.block_on(charged), Ok(()));
        socket
    };
    let client = alice();
    let options = || {
        let mine = crate::scene::credentials(&client, SecurityLevel::Encrypted);
        rxrpc_core::CallOptions::new().credentials(mine)
    };
    let ask = |socket: &MessageSocket| {
        let call = scene.network.block_on(async {
            let call = scene.client.open_with(target, &options()).await.expect("a free slot");
            scene.client.send_last(&call, b"hello").await.expect("room");
            call
        });
        scene.network.run_for(SECOND);
        let mut buffer = [0; 10];
        let served = socket.recvmsg(&mut buffer, MessageFlags::DONTWAIT);
        (call, scene.network.block_on(served).is_ok_and(|message| message.bytes == 5))
    };
    for running in [false, true] {
        let first = serve(true);
        let (call, served) = ask(&first);
        assert!(served, "it is asked, and answers");
        if !running {
            let control = [Control::UserCallId(UserCallId(1))];
            let reply = SendMessage::new(b"hi", &control);
            let mut sent = 0;
            let replied = first.sendmsg(scene.server.now(), &reply, &mut sent);
            assert_eq!(scene.network.block_on(replied), Ok(()));
            assert_eq!(scene.network.block_on(scene.client.read_all(&call)), Ok(b"hi".to_vec()));
            scene.network.run_for(SECOND);
        }
        first.close();
        let second = serve(false);
        let (call, served) = ask(&second);
        assert!(!served, "nobody knows her here");
        let ended = scene.network.block_on(scene.client.read_all(&call));
        let code = ended.err().and_then(|error| error.abort_code());
        assert!(code.is_some(), "she is refused: {code:?}");
        second.close();
        scene.network.run_for(20 * SECOND);
    }
}

/// AF_RXRPC contract §2.4: what comes out of band, and how it is answered.
#[test]
fn a_challenge_comes_out_of_band_and_waits_for_its_answer() {
    let scene = scene(1);
    let socket = secured(&scene, true);
    scene.network.run_for(SECOND);
    let peek = MessageFlags::PEEK;
    let (peeked, _) = scene.network.block_on(receive(&socket, peek));
    let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((&peeked, data.len()), (&message, 0));
    assert_eq!((message.flags, message.call), (MessageFlags::OOB, None));
    assert_eq!(message.from, Some(scene.server.service(SERVICE)));
    let notice = ChallengeNotice::new(ServiceId(SERVICE), CLASS).enctype(17);
    let [Control::OobId(id), Control::Challenged(told)] = message.control[..] else {
        panic!("{message:?}")
    };
    assert_eq!(told, notice);
    // Nothing else came, and the answer releases the call.
    let none = scene
        .network
        .block_on(async { socket.recvmsg(&mut [0; 10], MessageFlags::DONTWAIT).await.map(|_| ()) });
    assert_eq!(none, Err(MessageError::WouldBlock));
    let data = Control::RxgkAppData(b"more"[..].into());
    let answer = [Control::OobId(id), Control::Respond, data];
    let answered = scene.network.block_on(send(&scene, &socket, &answer, MessageFlags::OOB));
    assert_eq!(answered, Ok(()));
    let again = scene.network.block_on(send(&scene, &socket, &answer, MessageFlags::OOB));
    assert_eq!(errno(again), Some(Errno::EBADSLT));
    let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((message.is_end(), &data[..]), (true, &b"hello"[..]));
    assert_eq!(scene.keys.app_data(), [b"more".to_vec()]);
}

#[test]
fn a_challenge_is_refused_with_a_code() {
    let scene = scene(1);
    let socket = secured(&scene, true);
    let (message, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    let Control::OobId(id) = message.control[0] else { panic!("{message:?}") };
    let answer = [Control::OobId(id), Control::Respond, Control::Abort(AbortCode(4711))];
    let refused = scene.network.block_on(send(&scene, &socket, &answer, MessageFlags::OOB));
    assert_eq!(refused, Ok(()));
    let (message, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((message.is_end(), message.call), (true, Some(UserCallId(7))));
    assert_eq!(message.control[..], [Control::Abort(AbortCode(4711))]);
    scene.network.run_for(10 * SECOND);
    assert_eq!(scene.keys.verified(), 0);
    let unknown = [Control::OobId(OobId(99)), Control::Respond];
    let unknown = scene.network.block_on(send(&scene, &socket, &unknown, MessageFlags::OOB));
    assert_eq!(errno(unknown), Some(Errno::EBADSLT));
}

/// A newer challenge of a connection makes the older one pointless: it takes its place, and its ID is void.
#[test]
fn a_newer_challenge_takes_the_place_of_an_older_one() {
    let scene = scene(1);
    let socket = secured(&scene, true);
    let (first, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    scene.network.run_for(5 * SECOND);
    let (second, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    let (Control::OobId(old), Control::OobId(new)) = (&first.control[0], &second.control[0]) else {
        panic!("{first:?} {second:?}")
    };
    assert!(new > old);
    let answer = |id: OobId| [Control::OobId(id), Control::Respond];
    let late = scene.network.block_on(send(&scene, &socket, &answer(*old), MessageFlags::OOB));
    assert_eq!(errno(late), Some(Errno::EBADSLT));
    let sent = scene.network.block_on(send(&scene, &socket, &answer(*new), MessageFlags::OOB));
    assert_eq!(sent, Ok(()));
    let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((message.is_end(), &data[..]), (true, &b"hello"[..]));
}

/// The ID of a challenge that the program is told of.
fn challenged(scene: &Scene, socket: &MessageSocket) -> OobId {
    let (message, _) = scene.network.block_on(receive(socket, MessageFlags::empty()));
    match message.control[..] {
        [Control::OobId(id), ..] => id,
        _ => panic!("{message:?}"),
    }
}

/// An older challenge that comes late, or that somebody forges, takes no newer one's place, read or not.
#[test]
fn an_older_challenge_takes_no_newer_ones_place() {
    for read in [false, true] {
        let scene = scene(1);
        scene.network.open_tap();
        let socket = secured(&scene, true);
        scene.network.run_for(5 * SECOND);
        let sent = scene.network.tapped();
        let kind =
            |bytes: &[u8]| Header::parse(bytes).expect("endpoints send packets").0.packet_type;
        let first = sent.iter().find(|sent| kind(&sent.bytes) == PacketType::Challenge);
        let mut first = first.expect("it is asked").clone();
        first.bytes[Header::LEN] ^= 1;
        let known = read.then(|| challenged(&scene, &socket));
        scene.network.hostile().send_as(first.from, first.to, &first.bytes);
        scene.network.run_for(SECOND / 2);
        let id = known.unwrap_or_else(|| challenged(&scene, &socket));
        let answer = [Control::OobId(id), Control::Respond];
        let sent = scene.network.block_on(send(&scene, &socket, &answer, MessageFlags::OOB));
        assert_eq!(sent, Ok(()), "read: {read}");
        let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
        assert_eq!((message.is_end(), &data[..]), (true, &b"hello"[..]), "read: {read}");
    }
}

/// What nobody answered is not kept when its connection is over.
#[test]
fn a_challenge_of_a_dead_connection_is_void() {
    let scene = scene(1);
    let socket = secured(&scene, true);
    // The service gives up.
    scene.network.run_for(150 * SECOND);
    let dead = challenged(&scene, &socket);
    let (message, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!(message.call, Some(UserCallId(7)));
    begin(&scene, &socket);
    let id = challenged(&scene, &socket);
    let answer = |id: OobId| [Control::OobId(id), Control::Respond];
    let late = scene.network.block_on(send(&scene, &socket, &answer(dead), MessageFlags::OOB));
    assert_eq!(errno(late), Some(Errno::EBADSLT));
    let sent = scene.network.block_on(send(&scene, &socket, &answer(id), MessageFlags::OOB));
    assert_eq!(sent, Ok(()));
    let (message, data) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!((message.is_end(), &data[..]), (true, &b"hello"[..]));
}

/// What comes out of band comes before what calls have to tell.
#[test]
fn out_of_band_is_first() {
    let scene = scene(1);
    let plain = scene.client.endpoint.message_socket();
    drop(plain);
    let socket = secured(&scene, true);
    // A call that has failed stands in the queue before the challenge comes.
    scene.network.block_on(async {
        let abort = [Control::UserCallId(UserCallId(7)), Control::Abort(AbortCode(1))];
        send(&scene, &socket, &call(8), MessageFlags::empty()).await.expect("room");
        send(&scene, &socket, &abort, MessageFlags::empty()).await.expect("it is alive");
    });
    scene.network.run_for(SECOND);
    let (first, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!(first.flags, MessageFlags::OOB);
    let (second, _) = scene.network.block_on(receive(&socket, MessageFlags::empty()));
    assert_eq!(second.call, Some(UserCallId(7)));
}

/// The end of a socket is the end of what waits there.
#[test]
fn a_closed_socket_answers_nothing() {
    let scene = scene(1);
    let socket = secured(&scene, true);
    scene.network.run_for(SECOND);
    socket.close();
    scene.network.run_for(10 * SECOND);
    scene.network.assert_released();
    assert_eq!(scene.keys.verified(), 0);
}

/// A call may wait for the answer to the very challenge: whoever waits for all of its data must hear of it.
#[test]
fn a_challenge_ends_the_wait_for_all_of_a_call() {
    let scene = scene(1);
    let socket = scene.client.endpoint.message_socket();
    socket.set_security_key(key()).expect("it is unbound");
    socket.set_min_security_level(SecurityLevel::Encrypted).expect("it is unbound");
    socket.set_manage_responses(true).expect("it is unbound");
    socket.bind(ServiceId(33)).expect("nobody has it");
    socket.listen(5).expect("it has a service");
    let charge = [Control::UserCallId(UserCallId(1)), Control::ChargeAccept];
    let caller = scene.server.endpoint.message_socket();
    let (now, own) = (scene.client.now(), scene.client.service(33));
    scene.network.block_on(async {
        let message = SendMessage::new(b"", &charge);
        socket.sendmsg(now, &message, &mut 0).await.expect("room");
        let control = call(9);
        let part = SendMessage::new(&[1; 2000], &control).to(own).flags(MessageFlags::MORE);
        caller.sendmsg(now, &part, &mut 0).await.expect("room");
    });
    let waiting = socket.clone();
    let all = scene.network.spawn(async move {
        waiting.recvmsg(&mut [0; 9000], MessageFlags::WAITALL).await.expect("a part")
    });
    scene.network.run_for(SECOND);
    assert!(!all.is_done());
    begin(&scene, &socket);
    let part = scene.network.block_on(all);
    assert_eq!((part.call, part.flags), (Some(UserCallId(1)), MessageFlags::MORE));
    assert!(part.bytes > 0 && part.bytes < 2000);
    let flags = MessageFlags::WAITALL;
    let (challenge, _) = scene.network.block_on(receive(&socket, flags));
    assert_eq!((challenge.flags, challenge.call), (MessageFlags::OOB, None));
}
