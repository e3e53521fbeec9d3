//! What a packet observer may do.

use rxrpc_sync::{
    CallError, CallOptions, Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId,
};
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Makes a call of its own when it sees the first datagram leave.
struct Meddler(Mutex<Option<(Endpoint, ServiceAddress)>>);

impl PacketObserver for Meddler {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        let first = match direction {
            Direction::Sent => self.0.lock().expect("never poisoned").take(),
            Direction::Received => None,
        };
        if let Some((endpoint, target)) = first {
            let mut call = endpoint.try_call(target).expect("a slot is free");
            call.send_last(b"from the observer").expect("there is room");
        }
    }
}

/// It is called while a batch is being sent, and sends itself.
#[test]
fn an_observer_may_send() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _echo = server.serve(ServiceId(1), 1, |call| {
        let request = call.take_request(100)?;
        Ok(call.send(&request)?)
    });
    let target = ServiceAddress::new(server.local_addr(), ServiceId(1));
    let observer = Arc::new(Meddler(Mutex::new(None)));
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(observer.clone());
    let endpoint = builder.build().unwrap();
    *observer.0.lock().unwrap() = Some((endpoint.clone(), target));
    assert_eq!(endpoint.request(target, b"hello").unwrap(), b"hello");
    assert!(observer.0.lock().unwrap().is_none(), "the observer has seen the request");
    assert!(server.statistics().calls_received >= 1);
}

/// Panics at each datagram that goes the given way, and counts those it saw.
struct Panicking(Direction, AtomicU32);

impl PacketObserver for Panicking {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        if direction == self.0 {
            self.1.fetch_add(1, Ordering::SeqCst);
            panic!("the observer panics");
        }
    }
}

/// This one, the handler's and the background thread: all may be in the observer at once.
const THREADS: u32 = 3;

/// Whoever carries the datagram at that moment, user thread or background thread, goes on: calls are
/// answered and deadlines are met. The observer is not asked again.
#[test]
fn a_panicking_observer_stops_nothing() {
    for direction in [Direction::Sent, Direction::Received] {
        let observer = Arc::new(Panicking(direction, AtomicU32::new(0)));
        let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(observer.clone());
        let endpoint = builder.build().unwrap();
        let _echo = endpoint.serve(ServiceId(1), 1, |call| {
            let request = call.take_request(100)?;
            Ok(call.send(&request)?)
        });
        let target = ServiceAddress::new(endpoint.local_addr(), ServiceId(1));
        assert_eq!(endpoint.request(target, b"hello").unwrap(), b"hello");
        let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
        let nobody = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
        let options = CallOptions::new().hard_timeout(Duration::from_millis(100));
        let mut call = endpoint.call_with(nobody, &options).unwrap();
        call.send_last(b"hello").unwrap();
        assert_eq!(call.wait_ended(), Err(CallError::DeadlinePassed));
        assert!(observer.1.load(Ordering::SeqCst) <= THREADS);
    }
}
