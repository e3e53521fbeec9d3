//! What a close leaves: nothing at the address, also while the program has handles.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{AbortCode, CallError, Endpoint, ServiceAddress, ServiceId};
use std::net::UdpSocket;
use std::thread;
use std::time::Duration;

fn endpoint() -> Endpoint {
    Endpoint::bind("127.0.0.1:0").unwrap()
}

fn at(endpoint: &Endpoint, service: u16) -> ServiceAddress {
    ServiceAddress::new(endpoint.local_addr(), ServiceId(service))
}

/// Handles of every kind live on, and another thread reads the socket when it is taken away.
#[test]
fn a_closed_endpoint_leaves_its_address_to_others() {
    let (server, client) = (endpoint(), endpoint());
    let _service = server.serve(ServiceId(1), 2, |call| {
        let request = call.take_request(100)?;
        Ok(call.send(&request)?)
    });
    let incoming = server.incoming(ServiceId(2)).unwrap();
    assert_eq!(client.request(at(&server, 1), b"x"), Ok(b"x".to_vec()));
    let mut call = client.call(at(&server, 2)).unwrap();
    call.send_last(b"held").unwrap();
    let mut served = incoming.accept().unwrap();
    assert_eq!(served.take_request(100), Ok(b"held".to_vec()));
    let other = server.clone();

    thread::scope(|scope| {
        let accept = scope.spawn(|| incoming.accept().map(|_| ()));
        server.close(Duration::ZERO);
        let again = UdpSocket::bind(server.local_addr()).expect("it is free");
        assert_eq!(accept.join().unwrap(), Err(CallError::Closed));
        drop(again);
    });
    let dead = CallError::Aborted(AbortCode::RX_CALL_DEAD);
    assert_eq!(call.wait_ended(), Err(dead), "it was told before");
    assert_eq!(served.send(b"late"), Err(CallError::LocallyAborted(AbortCode::RX_CALL_DEAD)));
    assert_eq!(other.call(at(&client, 1)).map(|_| ()), Err(CallError::Closed));
    assert_eq!(other.request(at(&client, 1), b"x"), Err(CallError::Closed));
    assert_eq!(other.statistics().live_calls, 0);
    assert!(other.system_calls().send > 0);
    other.close(Duration::from_secs(3600));
}

/// As a client, while a thread waits for a reply that never comes.
#[test]
fn a_closed_client_leaves_its_address_to_others() {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let client = endpoint();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| client.request(target, b"x"));
        silent.recv(&mut [0; 2048]).unwrap();
        client.close(Duration::ZERO);
        let again = Endpoint::bind(client.local_addr()).expect("it is free");
        assert!(waiting.join().unwrap().is_err());
        drop(again);
    });
}

/// More packets than one flush sends.
#[test]
fn a_close_tells_every_peer_before_the_address_is_free() {
    const CALLS: u16 = 100;
    let client = endpoint();
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    silent.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let address = silent.local_addr().unwrap();
    let mut room = [0; 2048];
    let mut calls = Vec::new();
    for service in 1..=CALLS {
        let mut call = client.call(ServiceAddress::new(address, ServiceId(service))).unwrap();
        call.send(&[7; 1412]).unwrap();
        // One by one, so that the socket's buffer has room.
        silent.recv(&mut room).unwrap();
        calls.push(call);
    }
    client.close(Duration::ZERO);
    UdpSocket::bind(client.local_addr()).expect("it is free");
    let mut told = 0;
    while told < CALLS {
        let bytes = silent.recv(&mut room).expect("every end is told");
        // The type of an Rx packet is the byte after its serial number; this one is ABORT.
        told += u16::from(bytes > 20 && room[20] == 4);
    }
}
