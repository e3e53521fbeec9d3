//! A pool of threads and what its handlers do.

use std::net::UdpSocket;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rxrpc_sync::{AbortCode, CallError, Endpoint, ServiceAddress, ServiceId};

#[test]
fn a_handler_that_panics_costs_its_call_and_no_thread() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _service = server.serve(ServiceId(1), 1, |call| {
        let request = call.take_request(100)?;
        assert_ne!(request, b"panic", "a panic on purpose");
        Ok(call.send(&request)?)
    });
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    let aborted = Err(CallError::Aborted(AbortCode::RX_USER_ABORT));
    assert_eq!(client.request(target, b"panic"), aborted);
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
}

/// A service that is stopped is unbound at once, although a handler runs; what had come by then is served.
#[test]
fn a_stopped_service_serves_what_had_come() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let (begin, begun) = mpsc::channel();
    let (go, gone) = mpsc::channel();
    let gone = std::sync::Mutex::new(gone);
    let service = server.serve(ServiceId(1), 1, move |call| {
        let request = call.take_request(100)?;
        begin.send(()).unwrap();
        gone.lock().unwrap().recv().unwrap();
        Ok(call.send(&request)?)
    });
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    std::thread::scope(|scope| {
        let calls = [b"one", b"two"].map(|request| {
            let call = scope.spawn(|| client.request(target, request));
            if request == b"one" {
                begun.recv().unwrap();
            }
            call
        });
        // The second one has come too, and waits for the only thread.
        while server.statistics().calls_received < 2 {
            std::thread::yield_now();
        }
        let stopping = scope.spawn(move || drop(service));
        // Free at once: somebody else may bind it.
        let again = loop {
            match server.incoming(ServiceId(1)) {
                Ok(again) => break again,
                Err(_) => std::thread::yield_now(),
            }
        };
        drop(again);
        let refused = client.request(target, b"late");
        assert_eq!(refused, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)));
        for _ in 0..2 {
            go.send(()).unwrap();
        }
        let replies = calls.map(|call| call.join().unwrap());
        assert_eq!(replies, [Ok(b"one".to_vec()), Ok(b"two".to_vec())]);
        stopping.join().unwrap();
    });
}

/// A first packet of one byte, to service 1.
const FIRST_PACKET: [u8; 29] = [
    0x80, 0, 0x12, 0x34, 0, 0, 0x30, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1,
    b'x',
];

/// As many strangers as there are threads send a first packet and no more: for 19 s there was no thread for
/// anybody else. The limit is far from what it takes, and from that.
#[test]
fn first_packets_take_no_thread() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _service = server.serve(ServiceId(1), 2, |call| {
        let request = call.take_request(100)?;
        Ok(call.send(&request)?)
    });
    let strangers: Vec<_> = (0..8).map(|_| UdpSocket::bind("127.0.0.1:0").unwrap()).collect();
    for stranger in &strangers {
        stranger.send_to(&FIRST_PACKET, server.local_addr()).unwrap();
    }
    while server.statistics().calls_received < 8 {
        std::thread::yield_now();
    }
    let began = Instant::now();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
