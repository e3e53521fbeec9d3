//! The same through each front end.

use crate::scene::{ALICE, SERVICE, alice, credentials};
use rxrpc_core::security::{SecurityLevel, ServiceKeys};
use rxrpc_core::{CallOptions, CallSecurity, ServiceAddress, ServiceId};
use rxrpc_tests::guarded::{CLASS, GuardedService};
use rxrpc_tests::network::Network;
use std::sync::{Arc, mpsc};
use std::time::Duration;

fn keys() -> ServiceKeys {
    ServiceKeys::new().with(Arc::new(GuardedService::new().user("alice", ALICE)))
}

fn options() -> CallOptions {
    CallOptions::new().credentials(credentials(&alice(), SecurityLevel::Encrypted))
}

fn check(told: &CallSecurity, name: Option<&str>) {
    assert_eq!((told.class, told.level), (CLASS, SecurityLevel::Encrypted));
    assert_eq!(told.peer.as_ref().map(|peer| &*peer.name), name);
}

#[test]
fn blocking() {
    use rxrpc_sync::Endpoint;
    let server = Endpoint::bind("127.0.0.1:0").expect("a free port");
    server.set_service_keys(ServiceId(SERVICE), Some(keys()));
    let (tell, told) = mpsc::channel();
    let _server = server
        .serve(ServiceId(SERVICE), 1, move |call| {
            tell.send(call.security().expect("it is secured")).expect("it waits");
            let request = call.take_request(100)?;
            Ok(call.send(&request)?)
        })
        .expect("nobody has it");
    let client = Endpoint::bind("127.0.0.1:0").expect("a free port");
    let target = ServiceAddress::new(server.local_addr(), ServiceId(SERVICE));
    assert_eq!(client.request_with(target, &options(), b"hello"), Ok(b"hello".to_vec()));
    check(&told.recv_timeout(Duration::from_secs(10)).expect("it was served"), Some("alice"));
    let call = client.call_with(target, &options()).expect("a free slot");
    check(&call.security().expect("it is secured"), None);
}

#[test]
fn blocking_and_managed() {
    use rxrpc_sync::{Control, Endpoint, MessageFlags, SendMessage, UserCallId};
    let server = Endpoint::bind("127.0.0.1:0").expect("a free port");
    let service = Arc::new(GuardedService::new().user("alice", ALICE));
    let keys = ServiceKeys::new().with(service.clone());
    server.set_service_keys(ServiceId(SERVICE), Some(keys));
    let _server = server
        .serve(ServiceId(SERVICE), 1, |call| {
            let request = call.take_request(100)?;
            Ok(call.send(&request)?)
        })
        .expect("nobody has it");
    let client = Endpoint::bind("127.0.0.1:0").expect("a free port");
    let target = ServiceAddress::new(server.local_addr(), ServiceId(SERVICE));

    let challenges = client.challenges();
    let mine = challenges.manage(&options().credentials);
    let mut call = client.call_with(target, &CallOptions::new().credentials(mine)).expect("a slot");
    call.send_last(b"hello").expect("room");
    let pending = challenges.next().expect("it is asked");
    assert_eq!(pending.peer(), server.local_addr());
    pending.respond(Some(&[7; 8000])).expect("the class takes it");
    assert_eq!(call.take_rest(100), Ok(b"hello".to_vec()));

    let socket = client.message_socket();
    socket.set_security_key(alice()).expect("it is unbound");
    socket.set_min_security_level(SecurityLevel::Encrypted).expect("it is unbound");
    socket.set_manage_responses(true).expect("it is unbound");
    let control = [Control::UserCallId(UserCallId(7))];
    socket.sendmsg(&SendMessage::new(b"hello", &control).to(target)).expect("room");
    let mut buf = [0; 100];
    let message = socket.recvmsg(&mut buf, MessageFlags::empty()).expect("it is asked");
    assert_eq!(message.flags, MessageFlags::OOB);
    let id = message.control[0].clone();
    let answer = [id, Control::Respond, Control::RxgkAppData(b"by message"[..].into())];
    let answer = SendMessage::new(b"", &answer).flags(MessageFlags::OOB);
    socket.sendmsg(&answer).expect("it is known");
    let message = socket.recvmsg(&mut buf, MessageFlags::empty()).expect("it is answered");
    assert_eq!((message.is_end(), &buf[..message.bytes]), (true, &b"hello"[..]));
    assert_eq!(service.app_data(), [vec![7; 8000], b"by message".to_vec()]);
}

#[test]
fn tasks_and_managed() {
    use rxrpc_async::{Control, MessageFlags, SendMessage, UserCallId};
    let network = Network::new(1);
    let (server, client) = (network.async_node_with(|_| ()), network.async_node_with(|_| ()));
    let service = Arc::new(GuardedService::new().user("alice", ALICE));
    let keys = ServiceKeys::new().with(service.clone());
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(keys));
    let incoming = server.endpoint.incoming(ServiceId(SERVICE)).expect("nobody has it");
    let _served = network.spawn(async move {
        while let Ok(mut call) = incoming.accept().await {
            let request = call.take_request(100).await.expect("it is whole");
            call.send_last(&request).await.expect("room");
        }
    });
    let target = server.service(SERVICE);
    network.block_on(async {
        let challenges = client.endpoint.challenges();
        let mine = challenges.manage(&options().credentials);
        let options = CallOptions::new().credentials(mine);
        let mut call = client.endpoint.call_with(target, &options).await.expect("a slot");
        call.send_last(b"hello").await.expect("room");
        let pending = challenges.next().await.expect("it is asked");
        assert_eq!(pending.peer(), server.address());
        pending.respond(Some(&[7; 8000])).expect("the class takes it");
        assert_eq!(call.take_rest(100).await, Ok(b"hello".to_vec()));

        let socket = client.endpoint.message_socket();
        socket.set_security_key(alice()).expect("it is unbound");
        socket.set_min_security_level(SecurityLevel::Encrypted).expect("it is unbound");
        socket.set_manage_responses(true).expect("it is unbound");
        let control = [Control::UserCallId(UserCallId(7))];
        socket.sendmsg(&SendMessage::new(b"hello", &control).to(target)).await.expect("room");
        let mut buf = [0; 100];
        let message = socket.recvmsg(&mut buf, MessageFlags::empty()).await.expect("it is asked");
        assert_eq!(message.flags, MessageFlags::OOB);
        let id = message.control[0].clone();
        let answer = [id, Control::Respond, Control::RxgkAppData(b"by message"[..].into())];
        let answer = SendMessage::new(b"", &answer).flags(MessageFlags::OOB);
        socket.sendmsg(&answer).await.expect("it is known");
        let message = socket.recvmsg(&mut buf, MessageFlags::empty()).await.expect("an answer");
        assert_eq!((message.is_end(), &buf[..message.bytes]), (true, &b"hello"[..]));
    });
    assert_eq!(service.app_data(), [vec![7; 8000], b"by message".to_vec()]);
}

#[test]
fn tasks() {
    let network = Network::new(1);
    let (server, client) = (network.async_node_with(|_| ()), network.async_node_with(|_| ()));
    server.endpoint.set_service_keys(ServiceId(SERVICE), Some(keys()));
    let incoming = server.endpoint.incoming(ServiceId(SERVICE)).expect("nobody has it");
    let served = network.spawn(async move {
        let mut call = incoming.accept().await.expect("it comes");
        let told = call.security().expect("it is secured");
        let request = call.take_request(100).await.expect("it is whole");
        call.send_last(&request).await.expect("room");
        told
    });
    let target = server.service(SERVICE);
    let reply = network.block_on(client.endpoint.request_with(target, &options(), b"hello"));
    assert_eq!(reply, Ok(b"hello".to_vec()));
    check(&network.block_on(served), Some("alice"));
    let call = network.block_on(client.endpoint.call_with(target, &options()));
    check(&call.expect("a free slot").security().expect("it is secured"), None);
}
