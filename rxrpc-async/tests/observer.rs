//! What a packet observer may do.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, Echo, localhost, on_every_runtime};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{CallError, CallOptions, Direction, Endpoint, PacketObserver, ServiceAddress};
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

on_every_runtime!(a_panicking_observer_stops_nothing);

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

/// This one and the runtime's: all may be in the observer at once.
const THREADS: u32 = 3;

/// Whoever carries the datagram at that moment, a user's task or the driver, goes on: calls are answered
/// and deadlines are met. The observer is not asked again.
async fn a_panicking_observer_stops_nothing(runtime: Arc<dyn Runtime>) {
    for direction in [Direction::Sent, Direction::Received] {
        let observer = Arc::new(Panicking(direction, AtomicU32::new(0)));
        let builder = Endpoint::builder().bind(localhost());
        let endpoint = builder.observer(observer.clone()).build_with(runtime.clone()).unwrap();
        let _server = endpoint.serve(ECHO, 1, Echo).unwrap();
        let target = ServiceAddress::new(endpoint.local_addr(), ECHO);
        assert_eq!(endpoint.request(target, b"hello").await.unwrap(), b"hello");
        let silent = UdpSocket::bind(localhost()).unwrap();
        let nobody = ServiceAddress::new(silent.local_addr().unwrap(), ECHO);
        let options = CallOptions::new().hard_timeout(Duration::from_millis(100));
        let mut call = endpoint.call_with(nobody, &options).await.unwrap();
        call.send_last(b"hello").await.unwrap();
        let timed_out = CallError::DeadlinePassed;
        assert_eq!(call.wait_ended().await, Err(timed_out));
        assert!(observer.1.load(Ordering::SeqCst) <= THREADS);
    }
}
