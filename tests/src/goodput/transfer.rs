//! One large call over one path, and its figures.
//!
//! Holds: [`Path`], [`Transfer`], [`send`] and [`receive`]. Must not know: what the figures are for.

use crate::network::{Hop, Link, Network, Node, Rate};
use rxrpc_core::{Call, Config, ServiceId, Waiting};
use std::sync::Arc;
use std::time::Duration;

/// A path between two ends, alike in both directions.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    /// There and back.
    pub round_trip: Duration,
    /// Datagrams lost in ten thousand, in either direction.
    pub loss: u32,
    /// The line in the midst, if it is limited.
    pub rate: Option<Rate>,
    /// The most packets that a window may grow to, if not as by default.
    pub window: Option<u32>,
    /// What is random comes from it.
    pub seed: u64,
}

/// What a call came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Transfer {
    /// Bytes of the request or reply.
    pub bytes: u64,
    /// From the call to its end.
    pub time: Duration,
    /// In which the last quarter came.
    pub last_quarter: Duration,
    /// DATA packets for the first time, again, and ACKs, of both ends.
    pub data: u64,
    /// See `data`.
    pub again: u64,
    /// See `data`.
    pub acks: u64,
    /// Retransmission timers that fired.
    pub timeouts: u64,
}

impl Transfer {
    /// Million bits a second over all of the call.
    #[must_use]
    pub fn megabits(&self) -> f64 {
        megabits(self.bytes, self.time)
    }

    /// Million bits a second in the last quarter, when slow start is over.
    #[must_use]
    pub fn steady_megabits(&self) -> f64 {
        megabits(self.bytes / 4, self.last_quarter)
    }
}

/// Million bits a second.
#[must_use]
pub fn megabits(bytes: u64, time: Duration) -> f64 {
    bytes as f64 * 8.0 / 1e6 / time.as_secs_f64().max(1e-9)
}

/// A network with a server and a client at the ends of the path, and the hops there and back.
#[must_use]
pub fn stage(path: &Path) -> (Network, Node, Node, [Hop; 2]) {
    let network = Network::new(path.seed);
    let settings = |config: &mut Config| {
        if let Some(window) = path.window {
            let machine = &mut config.machine;
            machine.receive_window = window.min(machine.receive_window);
            machine.receive_window_limit = window;
            machine.transmit_window_limit = window;
        }
        config.machine.normal_timeout = Duration::from_secs(300);
        config.machine.idle_timeout = Duration::from_secs(300);
    };
    let (server, client) = (network.node_with(settings), network.node_with(settings));
    let link = Link {
        rate: path.rate,
        loss_in_ten_thousand: path.loss,
        ..Link::perfect(path.round_trip / 2)
    };
    let (there, back) = network.set_line(client.address(), server.address(), &[link]);
    (network, server, client, [there[0].clone(), back[0].clone()])
}

/// Reads to the end, and says in which time the last quarter came.
async fn read(network: &Network, node: &Node, call: &Arc<Call>, bytes: usize) -> Duration {
    let (mut came, mut began) = (0, Duration::ZERO);
    while let Ok(Some(piece)) = node.endpoint.receive_bytes(call, Waiting::Allowed).await {
        let before = came;
        came += piece.len();
        if before < bytes / 4 * 3 && came >= bytes / 4 * 3 {
            began = network.elapsed();
        }
    }
    assert_eq!(came, bytes, "bytes came");
    network.elapsed().saturating_sub(began)
}

/// A call whose request has so many bytes.
///
/// # Panics
///
/// If it does not succeed.
#[must_use]
pub fn send(path: &Path, bytes: usize) -> Transfer {
    let (network, server, client, _) = stage(path);
    let incoming = server.endpoint.incoming(ServiceId(1)).expect("a free service");
    let (sink, clock) = (server.clone(), network.clone());
    let service = network.spawn(async move {
        let call = incoming.next().await.expect("a call");
        let last_quarter = read(&clock, &sink, &call, bytes).await;
        let _ = sink.send_last(&call, b"").await;
        last_quarter
    });
    let reply = network.block_on(client.call(server.service(1), &vec![7; bytes]));
    assert_eq!(reply, Ok(Vec::new()));
    let time = network.elapsed();
    let last_quarter = network.block_on(service);
    figures(bytes, time, [&server, &client], last_quarter)
}

/// A call whose reply has so many bytes.
///
/// # Panics
///
/// If it does not succeed.
#[must_use]
pub fn receive(path: &Path, bytes: usize) -> Transfer {
    let (network, server, client, _) = stage(path);
    server.serve(1, async move |_: &Node, _| vec![7; bytes]);
    let last_quarter = network.block_on(async {
        let call = client.open(server.service(1)).await.expect("a slot");
        client.send_last(&call, b"").await.expect("a live call");
        read(&network, &client, &call, bytes).await
    });
    figures(bytes, network.elapsed(), [&server, &client], last_quarter)
}

fn figures(bytes: usize, time: Duration, nodes: [&Node; 2], last_quarter: Duration) -> Transfer {
    let mut all = Transfer { bytes: bytes as u64, time, last_quarter, ..Transfer::default() };
    for node in nodes {
        let statistics = node.endpoint.statistics();
        let calls = statistics.calls;
        all.data += calls.data_sent;
        all.again += calls.data_retransmitted;
        all.acks += calls.acks_sent + statistics.acks_sent;
        all.timeouts += calls.retransmit_timeouts;
    }
    all
}
