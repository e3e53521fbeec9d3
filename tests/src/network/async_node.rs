//! An endpoint of `rxrpc-async` on the simulated network.
//!
//! Holds: [`AsyncNode`] and the part of [`Network`] that adds one. Must not know: the network's inside beyond
//! its addresses.

use super::occupants::Occupant;
use super::runtime::SimulatedSocket;
use super::{Network, Node};
use rxrpc_async::{Endpoint, MessageSocket, ServiceAddress, ServiceId};
use rxrpc_core::Config;
use std::net::SocketAddr;
use std::sync::Arc;

/// An async endpoint with its socket. Cheap to clone; all clones are the same.
#[derive(Clone, Debug)]
pub struct AsyncNode {
    network: Network,
    udp: SimulatedSocket,
    /// The endpoint itself.
    pub endpoint: Endpoint,
    /// An AF_RXRPC socket of it.
    pub socket: MessageSocket,
}

impl AsyncNode {
    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    /// Its UDP address, which [`Network::rebind_async`] changes.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.udp.address()
    }

    /// The address of a service on this node.
    #[must_use]
    pub fn service(&self, service: u16) -> ServiceAddress {
        ServiceAddress::new(self.address(), ServiceId(service))
    }
}

impl Network {
    /// Adds an endpoint of `rxrpc-async`, whose driver and tasks are scripts of this network. It goes by the
    /// network's clock.
    #[must_use]
    pub fn async_node_with(&self, settings: impl FnOnce(&mut Config)) -> AsyncNode {
        self.settle_async(self.new_address(), settings)
    }

    /// [`Network::restart`] for such an endpoint. The old one must have been closed.
    #[must_use]
    pub fn restart_async(&self, node: &AsyncNode, settings: impl FnOnce(&mut Config)) -> AsyncNode {
        self.settle_async(node.address(), settings)
    }

    fn settle_async(&self, address: SocketAddr, settings: impl FnOnce(&mut Config)) -> AsyncNode {
        let udp = SimulatedSocket::new(address);
        let builder = Endpoint::builder().config(self.new_config(settings)).transport(udp.clone());
        let runtime = Arc::new(self.world.runtime.clone());
        let endpoint = builder.build_with(runtime).expect("nothing is asked of the system");
        self.put(address, Occupant::Socket(udp.clone()));
        self.flush();
        let socket = endpoint.message_socket();
        AsyncNode { network: self.clone(), udp, endpoint, socket }
    }

    /// [`Network::rebind`] for such an endpoint.
    pub fn rebind_async(&self, node: &AsyncNode) -> SocketAddr {
        let new = self.move_place(node.address());
        node.udp.move_to(new);
        new
    }

    /// Gives a node another address in the midst of what it does, as the loss of a mapping in a NAT does,
    /// and returns it. What is on its way to the old one is lost; links and cuts go with the node.
    pub fn rebind(&self, node: &Node) -> SocketAddr {
        let new = self.move_place(node.address());
        node.move_to(new);
        new
    }
}
