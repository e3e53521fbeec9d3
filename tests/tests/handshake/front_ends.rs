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
