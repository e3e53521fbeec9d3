//! What a packet observer may do.

use rxrpc_sync::{Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

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
