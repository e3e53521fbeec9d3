//! A front that a run can set up, move, start again and look into.
//!
//! Holds: [`Actor`] for both fronts of the simulated network. Must not know: what a run does with them.

use crate::network::{AsyncNode, Network, Node};
use crate::scripts::Front;
use rxrpc_core::Config;
use rxrpc_core::observe::Statistics;
use std::net::SocketAddr;
use std::time::Duration;

/// A front on the simulated network.
pub(super) trait Actor: Front {
    /// A new one, or one in the place of another that was shut.
    fn settle(network: &Network, old: Option<&Self>, settings: &dyn Fn(&mut Config)) -> Self;

    fn address(&self) -> SocketAddr;

    fn statistics(&self) -> Statistics;

    fn connections(&self) -> usize;

    /// Gives it another address.
    fn move_away(&self, network: &Network);

    /// As one whose clock can be changed, if it can.
    fn with_clock(&self) -> Option<&Node>;

    /// Ends everything at once.
    async fn shut(&self);
}

impl Actor for Node {
    fn settle(network: &Network, old: Option<&Self>, settings: &dyn Fn(&mut Config)) -> Self {
        match old {
            Some(old) => network.restart(old, settings),
            None => network.node_with(settings),
        }
    }

    fn address(&self) -> SocketAddr {
        Node::address(self)
    }

    fn statistics(&self) -> Statistics {
        self.endpoint.statistics()
    }

    fn connections(&self) -> usize {
        self.endpoint.snapshot().connections.len()
    }

    fn move_away(&self, network: &Network) {
        network.rebind(self);
    }

    fn with_clock(&self) -> Option<&Node> {
        Some(self)
    }

    async fn shut(&self) {
        self.endpoint.close();
    }
}

impl Actor for AsyncNode {
    fn settle(network: &Network, old: Option<&Self>, settings: &dyn Fn(&mut Config)) -> Self {
        match old {
            Some(old) => network.restart_async(old, settings),
            None => network.async_node_with(settings),
        }
    }

    fn address(&self) -> SocketAddr {
        AsyncNode::address(self)
    }

    fn statistics(&self) -> Statistics {
        self.endpoint.statistics()
    }

    fn connections(&self) -> usize {
        self.endpoint.snapshot().connections.len()
    }

    fn move_away(&self, network: &Network) {
        network.rebind_async(self);
    }

    fn with_clock(&self) -> Option<&Node> {
        None
    }

    async fn shut(&self) {
        self.endpoint.close(Duration::ZERO).await;
    }
}
