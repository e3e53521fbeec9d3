//! A pool of threads and what its handlers do.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{
    AbortCode, BindError, CallError, CloseOutcome, Endpoint, Errno, Server, ServiceAddress,
    ServiceId,
};
use std::net::UdpSocket;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

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
    thread::scope(|scope| {
        let calls = [b"one", b"two"].map(|request| {
            let call = scope.spawn(|| client.request(target, request));
            if request == b"one" {
                begun.recv().unwrap();
            }
            call
        });
        // The second one has come too, and waits for the only thread.
        while server.statistics().calls_received < 2 {
            thread::yield_now();
        }
        let stopping = scope.spawn(move || service.unwrap().shutdown());
        // Free at once: somebody else may bind it.
        let again = loop {
            match server.incoming(ServiceId(1)) {
                Ok(again) => break again,
                Err(_) => thread::yield_now(),
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

fn echo(endpoint: &Endpoint, service: ServiceId) -> Server {
    let server = endpoint.serve(service, 2, |call| {
        let request = call.take_request(100)?;
        Ok(call.send(&request)?)
    });
    server.unwrap()
}

/// Its drop ends nothing; the endpoint's end does, and its threads keep no endpoint.
#[test]
fn a_service_goes_on_without_its_handle() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _ = echo(&server, ServiceId(1));
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    for _ in 0..10 {
        assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
    }
    assert_eq!(server.incoming(ServiceId(1)).map(drop), Err(BindError::ServiceInUse));
    drop(server);
    // The last handle may be that of a handler which has just replied.
    while UdpSocket::bind(target.transport).is_err() {
        thread::yield_now();
    }
}

#[test]
fn a_server_is_a_handle_of_its_endpoint() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let service = echo(&server, ServiceId(1));
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), service.service());
    drop(server);
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
    service.stop();
    service.stop();
    let refused = client.request(target, b"late");
    assert_eq!(refused, Err(CallError::Aborted(AbortCode::RX_INVALID_OPERATION)));
    service.join();
    UdpSocket::bind(target.transport).expect("the endpoint went with its last handle");
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
        thread::yield_now();
    }
    let began = Instant::now();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

/// What a handler does with its own service or endpoint: it ends, and its call is answered.
fn in_its_own_handler(act: impl Fn(&Endpoint, Server) + Send + Sync + 'static) {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let own: Arc<Mutex<Option<Server>>> = Arc::default();
    let (handle, mine, act) = (server.clone(), own.clone(), Arc::new(act));
    let service = server.serve(ServiceId(1), 2, move |call| {
        let request = call.take_request(100)?;
        call.send_last(&request)?;
        if let Some(service) = mine.lock().unwrap().take() {
            act(&handle, service);
        }
        Ok(())
    });
    *own.lock().unwrap() = Some(service.unwrap());
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    assert_eq!(client.request(target, b"hello"), Ok(b"hello".to_vec()));
    // The handler does it after it has answered.
    let again = loop {
        match server.incoming(ServiceId(1)) {
            Ok(again) => break again,
            Err(_) => thread::yield_now(),
        }
    };
    drop(again);
    let refused = client.request(target, b"late");
    assert!(refused.is_err(), "{refused:?}");
}

#[test]
fn a_service_stopped_by_its_own_handler() {
    in_its_own_handler(|_, service| service.stop());
}

#[test]
fn a_service_shut_down_by_its_own_handler() {
    in_its_own_handler(|_, service| service.shutdown());
}

/// It neither waits for its own call nor takes the whole grace.
#[test]
fn an_endpoint_closed_by_a_handler() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let (send, closed) = mpsc::channel();
    let (send, handle) = (Mutex::new(send), server.clone());
    let _service = server.serve(ServiceId(1), 1, move |call| {
        call.take_request(100)?;
        handle.close(Duration::from_secs(3600));
        send.lock().unwrap().send(call.send(b"late")).unwrap();
        Ok(())
    });
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    // What the client sends after the abort comes back from a closed port, and may be read before that.
    let dead = CallError::Aborted(AbortCode::RX_CALL_DEAD);
    let ends = [Err(dead), Err(CallError::Network(Errno::ECONNREFUSED))];
    let ended = client.request(target, b"close");
    assert!(ends.contains(&ended), "{ended:?}");
    let sent = closed.recv().unwrap();
    assert_eq!(sent, Err(CallError::LocallyAborted(AbortCode::RX_CALL_DEAD)));
}

/// Calls that the program holds, in either role, are not waited for; one that a handler serves is.
#[test]
fn a_close_waits_for_handlers_and_not_for_held_calls() {
    let (server, client) =
        (Endpoint::bind("127.0.0.1:0").unwrap(), Endpoint::bind("127.0.0.1:0").unwrap());
    let incoming = server.incoming(ServiceId(2)).unwrap();
    let held = |number| ServiceAddress::new(server.local_addr(), ServiceId(number));
    let mut call = client.call(held(2)).unwrap();
    call.send_last(b"held").unwrap();
    let served = incoming.accept().unwrap();
    let (begin, begun) = mpsc::channel();
    let (go, gone) = mpsc::channel();
    let (begin, gone) = (Mutex::new(begin), Mutex::new(gone));
    let _service = server.serve(ServiceId(1), 1, move |call| {
        call.take_request(100)?;
        begin.lock().unwrap().send(()).unwrap();
        gone.lock().unwrap().recv().unwrap();
        Ok(call.send(b"served")?)
    });
    thread::scope(|scope| {
        let asked = scope.spawn(|| client.request(held(1), b"x"));
        begun.recv().unwrap();
        let closing = scope.spawn(|| server.close(Duration::from_secs(3600)));
        go.send(()).unwrap();
        assert_eq!(asked.join().unwrap(), Ok(b"served".to_vec()));
        assert_eq!(closing.join().unwrap(), CloseOutcome::Drained);
    });
    assert_eq!(call.wait_ended(), Err(CallError::Aborted(AbortCode::RX_CALL_DEAD)));
    let other = Endpoint::bind("127.0.0.1:0").unwrap();
    let _idle = client.call(ServiceAddress::new(other.local_addr(), ServiceId(2))).unwrap();
    assert!(client.close(Duration::from_secs(3600)).is_drained());
    drop(served);
}

#[test]
fn a_close_tells_that_its_grace_was_over() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let (begin, begun) = mpsc::channel();
    let begin = Mutex::new(begin);
    let service = server.serve(ServiceId(1), 1, move |call| {
        call.take_request(100)?;
        begin.lock().unwrap().send(()).unwrap();
        // Until the close.
        Ok(call.wait_ended()?)
    });
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    thread::scope(|scope| {
        let asked = scope.spawn(|| client.request(target, b"x"));
        begun.recv().unwrap();
        assert_eq!(server.close(Duration::from_millis(1)), CloseOutcome::GraceOver);
        assert_eq!(asked.join().unwrap(), Err(CallError::Aborted(AbortCode::RX_CALL_DEAD)));
    });
    service.unwrap().join();
    assert_eq!(server.close(Duration::ZERO), CloseOutcome::Drained, "closed before");
}

/// The service is unbound and the endpoint let go of, although nobody calls.
#[test]
#[cfg(feature = "crossbeam-channel")]
fn a_channel_of_calls_that_is_dropped_ends_its_service() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    let calls = server.incoming(ServiceId(1)).unwrap().into_receiver().unwrap();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let mut call = client.call(ServiceAddress::new(address, ServiceId(1))).unwrap();
    call.send_last(b"x").unwrap();
    let mut served = calls.recv().unwrap();
    assert_eq!(served.take_request(10), Ok(b"x".to_vec()));
    drop((served, calls));
    drop(server.incoming(ServiceId(1)).expect("it is unbound"));
    drop(server);
    while std::net::UdpSocket::bind(address).is_err() {
        thread::yield_now();
    }
}
