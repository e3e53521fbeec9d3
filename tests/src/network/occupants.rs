//! Who is on the network, under which address and by which clock.
//!
//! Holds: `Occupant`, `EndpointAt` and the part of [`Network`] that adds, moves and takes away nodes. Must not know:
//! links, datagrams.

use super::clock::Clock;
use super::hostile::{Hostile, Inbox};
use super::runtime::SimulatedSocket;
use super::{Network, Node};
use rxrpc_core::{AddressFamily, Config, Endpoint};
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Who has an address.
#[derive(Clone)]
pub(super) enum Occupant {
    Endpoint(EndpointAt),
    Hostile(Inbox),
    Socket(SimulatedSocket),
}

/// An endpoint with its clock.
#[derive(Clone)]
pub(super) struct EndpointAt {
    pub(super) address: SocketAddr,
    pub(super) endpoint: Arc<Endpoint>,
    pub(super) clock: Clock,
}

impl Network {
    /// Adds an endpoint with the default settings.
    #[must_use]
    pub fn node(&self) -> Node {
        self.node_with(|_| {})
    }

    /// Adds an endpoint with settings of its own. The address of the n-th is 10.0.0.n:7000+n.
    #[must_use]
    pub fn node_with(&self, settings: impl FnOnce(&mut Config)) -> Node {
        let address = self.new_address();
        self.settle(address, settings)
    }

    /// Puts a new endpoint where another was, as a process that is started again does.
    #[must_use]
    pub fn restart(&self, node: &Node, settings: impl FnOnce(&mut Config)) -> Node {
        self.settle(node.address(), settings)
    }

    fn settle(&self, address: SocketAddr, settings: impl FnOnce(&mut Config)) -> Node {
        let endpoint = Endpoint::new(self.new_config(settings), AddressFamily::V4)
            .expect("the settings are in range");
        let clock = Clock::default();
        let known = EndpointAt { address, endpoint: endpoint.clone(), clock: clock.clone() };
        self.put(address, Occupant::Endpoint(known));
        Node::new(self.clone(), address, endpoint, clock)
    }

    pub(super) fn new_config(&self, settings: impl FnOnce(&mut Config)) -> Config {
        let mut config = Config::default();
        config.seed = Some(self.world.random.borrow_mut().next_u64());
        settings(&mut config);
        config
    }

    /// Adds a socket that sends what a test gives it and keeps what it receives.
    #[must_use]
    pub fn hostile(&self) -> Hostile {
        let inbox = Inbox::default();
        let address = self.new_address();
        self.put(address, Occupant::Hostile(inbox.clone()));
        Hostile::new(self.clone(), address, inbox)
    }

    pub(super) fn new_address(&self) -> SocketAddr {
        let number = self.world.addresses.get() + 1;
        self.world.addresses.set(number);
        let [high, low] = number.to_be_bytes();
        SocketAddr::from(([10, 0, high, low], 7000 + number))
    }

    pub(super) fn put(&self, address: SocketAddr, occupant: Occupant) {
        self.world.occupants.borrow_mut().insert(address, occupant);
        self.seats_changed();
    }

    /// Takes a node's socket away, as the end of its process does. The address stays, unused.
    pub fn unplug(&self, address: SocketAddr) {
        self.world.occupants.borrow_mut().remove(&address);
        self.seats_changed();
    }

    /// Moves what is at one address to a new one.
    pub(super) fn move_place(&self, old: SocketAddr) -> SocketAddr {
        let new = self.new_address();
        let occupant = self.world.occupants.borrow_mut().remove(&old);
        match occupant {
            Some(Occupant::Endpoint(known)) => {
                self.put(new, Occupant::Endpoint(EndpointAt { address: new, ..known }));
            }
            Some(occupant) => self.put(new, occupant),
            None => {}
        }
        self.world.ways.borrow_mut().rename(old, new);
        new
    }

    /// Lets the clock of a node jump ahead, as a machine that slept sees it.
    pub fn jump_clock(&self, node: &Node, ahead: Duration) {
        node.clock().jump(ahead);
    }

    /// Lets the clock of a node stand still: it goes on living, but no time passes for it.
    pub fn stop_clock(&self, node: &Node) {
        node.clock().stop(self.elapsed());
    }

    /// Lets it go on, from where it stood.
    pub fn start_clock(&self, node: &Node) {
        node.clock().start(self.elapsed());
    }

    fn seats_changed(&self) {
        let occupants = self.world.occupants.borrow();
        let endpoints = occupants.values().filter_map(|occupant| match occupant {
            Occupant::Endpoint(known) => Some(known.clone()),
            Occupant::Hostile(_) | Occupant::Socket(_) => None,
        });
        *self.world.endpoints.borrow_mut() = endpoints.collect();
        let sockets = occupants.values().filter_map(|occupant| match occupant {
            Occupant::Socket(socket) => Some(socket.clone()),
            Occupant::Hostile(_) | Occupant::Endpoint(_) => None,
        });
        *self.world.sockets.borrow_mut() = sockets.collect();
    }

    /// All endpoints, in the order of their addresses.
    pub(super) fn endpoints(&self) -> Rc<[EndpointAt]> {
        self.world.endpoints.borrow().clone()
    }
}
