//! A flood of packets at the socket, and what must go on beside it.

use rxrpc_sync::{
    CallError, CallOptions, Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId,
};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Takes longer for each datagram than it takes to send one, so that the socket is never read dry.
struct Slow;

impl PacketObserver for Slow {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        if direction == Direction::Received {
            thread::sleep(Duration::from_micros(500));
        }
    }
}

/// Timers run although the socket is never read dry.
#[test]
fn a_flood_does_not_hold_up_timeouts() {
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(Arc::new(Slow));
    let endpoint = builder.build().unwrap();
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let target = ServiceAddress::new(silent.local_addr().unwrap(), ServiceId(1));
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let from = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            while !over.load(Ordering::Relaxed) {
                let _ = from.send_to(&[0], endpoint.local_addr());
                thread::sleep(Duration::from_micros(20));
            }
        });
        thread::sleep(Duration::from_millis(100));
        let options = CallOptions::new().hard_timeout(Duration::from_millis(300));
        let mut call = endpoint.call_with(target, &options).unwrap();
        call.set_timeout(Some(Duration::from_secs(5)));
        call.send_last(b"to nobody").unwrap();
        let ended = call.wait_ended();
        over.store(true, Ordering::Relaxed);
        assert_eq!(ended, Err(CallError::DeadlinePassed));
    });
}
