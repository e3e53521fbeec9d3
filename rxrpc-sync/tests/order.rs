//! Several threads send what several calls have, over one socket: packets of a call arrive in the order in
//! which they were sent, so that nothing is taken for lost that was only overtaken.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_sync::{Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId};
use std::collections::BTreeMap;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

const ECHO: ServiceId = ServiceId(7);
const DATA: u8 = 1;

/// Counts DATA packets that were overtaken by later ones of their call.
#[derive(Default)]
struct Order {
    /// The highest serial of each call.
    highest: Mutex<BTreeMap<(u32, u32), u32>>,
    overtaken: AtomicU64,
}

impl PacketObserver for Order {
    fn datagram(&self, direction: Direction, _: SocketAddr, bytes: &[u8]) {
        if direction != Direction::Received || bytes[20] != DATA {
            return;
        }
        let word = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        let mut highest = self.highest.lock().unwrap();
        let highest = highest.entry((word(4), word(8))).or_default();
        if word(16) < *highest {
            self.overtaken.fetch_add(1, Ordering::Relaxed);
        }
        *highest = word(16).max(*highest);
    }
}

fn endpoint(order: &Arc<Order>) -> Endpoint {
    Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(order.clone()).build().unwrap()
}

/// Moves megabytes in both directions; how many packets were overtaken, and how many batches took so long that
/// they might be.
fn exchange() -> (u64, u64) {
    let orders = [Arc::new(Order::default()), Arc::new(Order::default())];
    let [client, server] = [&orders[0], &orders[1]].map(endpoint);
    let echo = server
        .serve(ECHO, 4, |call| {
            let request = call.take_request(16 << 20)?;
            call.write_all(&request)?;
            Ok(())
        })
        .unwrap();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    thread::scope(|scope| {
        for user in 0..4 {
            let client = &client;
            scope.spawn(move || {
                let body = vec![user; 4 << 20];
                assert!(client.request(service, &body).unwrap() == body);
            });
        }
    });
    drop(echo);
    let overtaken = orders.iter().map(|order| order.overtaken.load(Ordering::Relaxed)).sum();
    let long = [client, server].iter().map(|end| end.statistics().long_turns).sum();
    (overtaken, long)
}

#[test]
fn no_packet_is_overtaken_by_a_later_one_of_its_call() {
    for _ in 0..10 {
        let (overtaken, long_turns) = exchange();
        // A machine that keeps a thread from running may have it overtaken.
        if long_turns == 0 {
            assert_eq!(overtaken, 0);
            return;
        }
    }
}
