//! Very many calls and very many peers on one socket of the async front end.
//!
//! Holds: the runs, each with what it found; [`Crowd`], which plays the peers. Must not know: how many are
//! many, which executor it is, who counts memory.

mod crowd;
mod flood;
mod one_peer;
mod peers;

pub use crowd::Crowd;
pub use flood::{Flood, flood};
pub use one_peer::{OnePeer, one_peer, one_peer_in_turn};
pub use peers::{Peers, peers};

use futures::channel::oneshot;
use futures::future::{FutureExt, Shared};
use rxrpc_async::runtime::Runtime;
use rxrpc_async::{Call, Config, Endpoint, Handler, Refusal, Server, ServiceAddress, ServiceId};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SERVICE: ServiceId = ServiceId(147);

/// What every call asks, and what it gets.
const BODY: [u8; 64] = [7; 64];

/// How long a run may take before it counts as stuck.
const LONG: Duration = Duration::from_secs(120);

/// How long each of many took, shortest first.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time within which so many of a hundred are done.
    pub fn percentile(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get((self.0.len() * percent / 100).min(last)).copied().unwrap_or_default()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// Answers with the request, once the gate is open.
struct Gated {
    gate: Shared<oneshot::Receiver<()>>,
}

impl Handler for Gated {
    async fn handle(&self, mut call: Call) -> Result<(), Refusal> {
        let request = call.take_request(BODY.len()).await?;
        let _ = self.gate.clone().await;
        Ok(call.send_last(&request).await?)
    }
}

/// A server whose calls wait until the gate is opened.
struct Gate {
    server: Endpoint,
    service: ServiceAddress,
    _serving: Server,
    open: Option<oneshot::Sender<()>>,
}

impl Gate {
    fn new(runtime: &Arc<dyn Runtime>, config: Config, most: usize) -> std::io::Result<Self> {
        let server = endpoint(runtime, config)?;
        let (open, gate) = oneshot::channel();
        let service = ServiceAddress::new(server.local_addr(), SERVICE);
        let gated = Gated { gate: gate.shared() };
        let serving = server.serve(SERVICE, most, gated).map_err(std::io::Error::from)?;
        Ok(Self { server, service, _serving: serving, open: Some(open) })
    }

    /// From here on calls are answered.
    fn open(&mut self) -> Instant {
        self.open = None;
        Instant::now()
    }
}

fn endpoint(runtime: &Arc<dyn Runtime>, config: Config) -> std::io::Result<Endpoint> {
    let builder = Endpoint::builder().bind((Ipv4Addr::LOCALHOST, 0)).config(config);
    builder.build_with(runtime.clone())
}

/// Settings of a server that lets so many calls of one host in.
fn roomy(calls: usize) -> Config {
    let mut config = Config::default();
    config.backlog = calls * 2;
    config.max_service_calls = calls * 2;
    config.max_service_connections = calls * 2;
    config
}
