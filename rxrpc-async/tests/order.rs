//! Several threads send what several calls have, over one socket: packets of a call arrive in the order in
//! which they were sent, so that nothing is taken for lost that was only overtaken.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ECHO, Echo, localhost, on_every_runtime};
use futures::StreamExt;
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{Direction, Endpoint, PacketObserver, ServiceAddress};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

on_every_runtime!(no_packet_is_overtaken_by_a_later_one_of_its_call);

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

fn endpoint(runtime: &Arc<dyn Runtime>, order: &Arc<Order>) -> Endpoint {
    let builder = Endpoint::builder().bind(localhost());
    builder.observer(order.clone()).build_with(runtime.clone()).unwrap()
}

/// Moves megabytes in both directions; how many packets were overtaken, and how many batches took so long that
/// they might be.
async fn exchange(runtime: &Arc<dyn Runtime>) -> (u64, u64) {
    let orders = [Arc::new(Order::default()), Arc::new(Order::default())];
    let [client, server] = [&orders[0], &orders[1]].map(|order| endpoint(runtime, order));
    let echo = server.serve(ECHO, 4, Echo).unwrap();
    let service = ServiceAddress::new(server.local_addr(), ECHO);
    let (done, mut results) = futures::channel::mpsc::unbounded();
    for user in 0..4 {
        let (client, done) = (client.clone(), done.clone());
        runtime.spawn(Box::pin(async move {
            let body = vec![user; 4 << 20];
            let same = client.request(service, &body).await.map(|reply| reply == body);
            done.unbounded_send(same).unwrap();
        }));
    }
    for _ in 0..4 {
        assert_eq!(results.next().await, Some(Ok(true)));
    }
    drop(echo);
    let overtaken = orders.iter().map(|order| order.overtaken.load(Ordering::Relaxed)).sum();
    let long = [client, server].iter().map(|end| end.statistics().long_turns).sum();
    (overtaken, long)
}

async fn no_packet_is_overtaken_by_a_later_one_of_its_call(runtime: Arc<dyn Runtime>) {
    for _ in 0..10 {
        let (overtaken, long_turns) = exchange(&runtime).await;
        // A machine that keeps a thread from running may have it overtaken.
        if long_turns == 0 {
            assert_eq!(overtaken, 0);
            return;
        }
    }
}
