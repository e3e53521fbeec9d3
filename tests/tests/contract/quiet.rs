//! Waiting until everything that was sent has arrived and was looked at, and nothing follows from it at once.
//!
//! Holds: [`Traffic`], which counts, and [`Prober`], which asks each endpoint something that it answers after all
//! that came before. Must not know: what is said.

use rxrpc_core::observe::{Direction, PacketObserver};
use rxrpc_core::wire::{CallNumber, Version};
use std::collections::BTreeMap;
use std::net::{SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

/// Whatever has not come by then is lost.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Datagrams between the endpoints of a step: from, to → sent, received.
#[derive(Debug, Default)]
pub(crate) struct Traffic(Mutex<BTreeMap<(SocketAddr, SocketAddr), (u64, u64)>>);

/// Sees those of one endpoint.
#[derive(Debug)]
pub(crate) struct Watcher {
    traffic: Arc<Traffic>,
    own: OnceLock<SocketAddr>,
}

impl Watcher {
    pub(crate) fn new(traffic: &Arc<Traffic>) -> Arc<Self> {
        Arc::new(Self { traffic: traffic.clone(), own: OnceLock::new() })
    }

    /// Tells it whose it is, before the endpoint has anything to say.
    pub(crate) fn set_address(&self, own: SocketAddr) {
        self.own.set(own).unwrap();
    }
}

impl PacketObserver for Watcher {
    fn datagram(&self, direction: Direction, peer: SocketAddr, _bytes: &[u8]) {
        let Some(own) = self.own.get().copied() else { return };
        let mut traffic = self.traffic.0.lock().unwrap();
        match direction {
            Direction::Sent => traffic.entry((own, peer)).or_default().0 += 1,
            Direction::Received => traffic.entry((peer, own)).or_default().1 += 1,
        }
    }
}

impl Traffic {
    /// What has gone between these, if all of it has arrived.
    fn arrived(&self, between: &[SocketAddr]) -> Option<u64> {
        let traffic = self.0.lock().unwrap();
        let of_them =
            traffic.iter().filter(|((from, to), _)| between.contains(from) && between.contains(to));
        let mut all = 0;
        for (_, (sent, received)) in of_them {
            if sent != received {
                return None;
            }
            all += sent;
        }
        Some(all)
    }
}

/// Asks endpoints for their version.
#[derive(Debug)]
pub(crate) struct Prober(UdpSocket);

impl Prober {
    pub(crate) fn new() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(LONGEST_WAIT)).unwrap();
        Self(socket)
    }

    /// Waits until an endpoint has looked at all that came to it before this.
    fn ask(&self, address: SocketAddr) {
        let mut request = Vec::new();
        Version::emit_request(CallNumber(1), &mut request);
        self.0.send_to(&request, address).unwrap();
        self.0.recv_from(&mut [0; 100]).expect("an endpoint tells its version");
    }

    /// Waits until nothing is under way between the endpoints: twice in a row all that was sent had arrived, and
    /// nothing was sent in between.
    pub(crate) fn wait_quiet(&self, traffic: &Traffic, endpoints: &[SocketAddr]) {
        let mut last = None;
        loop {
            endpoints.iter().for_each(|address| self.ask(*address));
            let arrived = traffic.arrived(endpoints);
            if arrived.is_some() && arrived == last {
                return;
            }
            last = arrived;
        }
    }
}
