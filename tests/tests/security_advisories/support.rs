//! What several modules need.

use rxrpc_core::wire::PacketType;
use rxrpc_core::{Config, ServiceAddress, ServiceId};
use rxrpc_tests::network::{Forge, Hostile, Network, Node, Seen};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

pub(crate) const MILLISECOND: Duration = Duration::from_millis(1);
pub(crate) const SECOND: Duration = Duration::from_secs(1);

/// A service that echoes and counts what it runs, with a hostile peer.
pub(crate) struct Service {
    pub(crate) network: Network,
    pub(crate) server: Node,
    pub(crate) hostile: Hostile,
    runs: Rc<Cell<u32>>,
}

impl Service {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// One that answers whatever it is asked with so many bytes.
    pub(crate) fn verbose(bytes: usize) -> Self {
        let scene = Self::empty(|_| {});
        scene.server.serve(1, async move |_: &Node, _| vec![7; bytes]);
        scene
    }

    pub(crate) fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let scene = Self::empty(settings);
        let counter = scene.runs.clone();
        scene.server.serve(1, async move |_: &Node, request| {
            counter.set(counter.get() + 1);
            request
        });
        scene
    }

    fn empty(settings: impl FnOnce(&mut Config)) -> Self {
        let network = Network::new(1);
        let server = network.node_with(settings);
        let hostile = network.hostile();
        let runs = Rc::new(Cell::new(0));
        Self { network, server, hostile, runs }
    }

    /// How many requests were run.
    pub(crate) fn runs(&self) -> u32 {
        self.runs.get()
    }

    pub(crate) fn ask(&self, datagram: &[u8]) -> Vec<Seen> {
        self.hostile.ask(self.server.address(), datagram)
    }
}

/// A client whose calls go to a service in a test's hand.
pub(crate) struct Client {
    pub(crate) network: Network,
    pub(crate) client: Node,
    pub(crate) service: Hostile,
}

impl Client {
    pub(crate) fn new() -> Self {
        let network = Network::new(2);
        let (client, service) = (network.node(), network.hostile());
        Self { network, client, service }
    }

    pub(crate) fn target(&self) -> ServiceAddress {
        ServiceAddress::new(self.service.address(), ServiceId(1))
    }

    /// A call that has sent so many full packets, the last of them the end of its request.
    pub(crate) fn begin(&self, packets: usize) -> (std::sync::Arc<rxrpc_core::Call>, Forge) {
        let call = self.network.block_on(self.client.open(self.target())).expect("a free slot");
        let data = vec![1; packets * 1412];
        self.network.block_on(self.client.send_last(&call, &data)).expect("room for it");
        self.network.run_for(5 * MILLISECOND);
        let _ = self.service.take();
        let forge = Forge::service_of(&call.identity().expect("a channel"));
        (call, forge)
    }

    pub(crate) fn ask(&self, datagram: &[u8]) -> Vec<Seen> {
        self.service.ask(self.client.address(), datagram)
    }
}

pub(crate) fn count(seen: &[Seen], kind: PacketType) -> usize {
    seen.iter().filter(|seen| seen.kind() == kind).count()
}
