//! The same through both front ends, on real sockets.

use crate::scene::{LEVELS, SERVICE, credentials, keys, peer, token};
use futures::executor::block_on;
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::{
    CallError, CallOptions, CallSecurity, Control, MessageFlags, SendMessage, ServiceAddress,
    ServiceId, UserCallId,
};
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::{RxkadKey, RxkadService, Timestamp};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// The hand-made runtime of the async front end's own tests.
#[path = "../../../rxrpc-async/tests/common/plain.rs"]
mod plain;

const TIME: Duration = Duration::from_secs(20);

/// Who called, and how.
fn seen(told: &CallSecurity) -> String {
    let peer = peer(told);
    format!("{} by key {} at {}", peer.principal, peer.kvno, told.level)
}

fn ring(keys: KeySet) -> ServiceKeys {
    let service = RxkadService::new(Arc::new(KeyStore::fixed(keys))).refused_after(Duration::ZERO);
    ServiceKeys::new().with(Arc::new(service))
}

fn options(des: bool, level: SecurityLevel) -> CallOptions {
    CallOptions::new().credentials(credentials(&token(des), level))
}

fn expired() -> CallOptions {
    let token = token(true).expires(Timestamp(1_000_000));
    CallOptions::new().credentials(RxkadKey::new(token).credentials(LEVELS[2]))
}

fn data() -> Vec<u8> {
    (0..50_000_u32).map(|at| (at / 5) as u8).collect()
}

fn outcome(reply: Result<Vec<u8>, CallError>) -> String {
    match reply {
        Ok(reply) if reply == data() => "what was asked".to_owned(),
        other => format!("{other:?}"),
    }
}

/// What becomes of calls with each kind of key at each level, of a socket's, and of those whose tokens are no good.
const WORDS: [&str; 16] = [
    "alice@rx.test by key 5 at plain",
    "what was asked",
    "alice@rx.test by key 5 at authenticated",
    "what was asked",
    "alice@rx.test by key 5 at encrypted",
    "what was asked",
    "alice@rx.test by key 213 at plain",
    "what was asked",
    "alice@rx.test by key 213 at authenticated",
    "what was asked",
    "alice@rx.test by key 213 at encrypted",
    "what was asked",
    "alice@rx.test by key 5 at encrypted",
    "what was asked",
    "Err(Local(EKEYEXPIRED))",
    "Err(Aborted(AbortCode(19270408)))",
];

#[test]
fn blocking() {
    let server = rxrpc_sync::Endpoint::bind("127.0.0.1:0").expect("a free port");
    server.set_service_keys(ServiceId(SERVICE), Some(ring(keys())));
    let (tell, told) = mpsc::channel();
    let _serving = server
        .serve(ServiceId(SERVICE), 2, move |call| {
            tell.send(seen(&call.security().expect("it is secured"))).expect("somebody listens");
            let request = call.take_request(100_000)?;
            Ok(call.send(&request)?)
        })
        .expect("nobody has it");
    let client = rxrpc_sync::Endpoint::bind("127.0.0.1:0").expect("a free port");
    let target = ServiceAddress::new(server.local_addr(), ServiceId(SERVICE));
    let mut words = Vec::new();
    for des in [true, false] {
        for level in LEVELS {
            let reply = client.request_with(target, &options(des, level), &data());
            words.push(told.recv_timeout(TIME).expect("it was served"));
            words.push(outcome(reply));
        }
    }
    let socket = client.message_socket();
    socket.set_security_key(Arc::new(RxkadKey::new(token(true)))).expect("it is unbound");
    socket.set_min_security_level(LEVELS[2]).expect("it is unbound");
    let (control, data) = ([Control::UserCallId(UserCallId(7))], data());
    socket.sendmsg(&SendMessage::new(&data, &control).to(target)).expect("room");
    let mut buffer = vec![0; 100_000];
    let message = socket.recvmsg(&mut buffer, MessageFlags::WAITALL).expect("a reply");
    words.push(told.recv_timeout(TIME).expect("it was served"));
    words.push(outcome(Ok(buffer[..message.bytes].to_vec())));
    words.push(outcome(client.request_with(target, &expired(), &data)));
    server.set_service_keys(ServiceId(SERVICE), Some(ring(KeySet::new())));
    let stranger = rxrpc_sync::Endpoint::bind("127.0.0.1:0").expect("a free port");
    words.push(outcome(stranger.request_with(target, &options(true, LEVELS[0]), &data)));
    assert_eq!(words, WORDS);
}

#[test]
fn tasks() {
    let runtime: Arc<dyn rxrpc_async::runtime::Runtime> = Arc::new(plain::Plain::new(2));
    let endpoint = || {
        let builder = rxrpc_async::Endpoint::builder().bind("127.0.0.1:0");
        builder.build_with(runtime.clone()).expect("a free port")
    };
    let (server, client, stranger) = (endpoint(), endpoint(), endpoint());
    server.set_service_keys(ServiceId(SERVICE), Some(ring(keys())));
    let (tell, told) = mpsc::channel();
    let _serving = server
        .serve(ServiceId(SERVICE), 2, move |mut call: rxrpc_async::Call| {
            let tell = tell.clone();
            async move {
                tell.send(seen(&call.security().expect("it is secured")))
                    .expect("somebody listens");
                let request = call.take_request(100_000).await?;
                Ok(call.send(&request).await?)
            }
        })
        .expect("nobody has it");
    let target = ServiceAddress::new(server.local_addr(), ServiceId(SERVICE));
    let mut words = Vec::new();
    for des in [true, false] {
        for level in LEVELS {
            let reply = block_on(client.request_with(target, &options(des, level), &data()));
            words.push(told.recv_timeout(TIME).expect("it was served"));
            words.push(outcome(reply));
        }
    }
    let socket = client.message_socket();
    socket.set_security_key(Arc::new(RxkadKey::new(token(true)))).expect("it is unbound");
    socket.set_min_security_level(LEVELS[2]).expect("it is unbound");
    let (control, data) = ([Control::UserCallId(UserCallId(7))], data());
    block_on(socket.sendmsg(&SendMessage::new(&data, &control).to(target))).expect("room");
    let mut buffer = vec![0; 100_000];
    let message = block_on(socket.recvmsg(&mut buffer, MessageFlags::WAITALL)).expect("a reply");
    words.push(told.recv_timeout(TIME).expect("it was served"));
    words.push(outcome(Ok(buffer[..message.bytes].to_vec())));
    words.push(outcome(block_on(client.request_with(target, &expired(), &data))));
    server.set_service_keys(ServiceId(SERVICE), Some(ring(KeySet::new())));
    let options = options(true, LEVELS[0]);
    let refused = stranger.request_with(target, &options, &data);
    words.push(outcome(block_on(refused)));
    assert_eq!(words, WORDS);
}
