//! A socket without an endpoint behind it: it sends what a test makes and keeps what comes.
//!
//! Holds: [`Hostile`] and [`Seen`]. Must not know: how packets are made ([`super::forge`] does).

use super::Network;
use rxrpc_core::wire::{AbortCode, AckReason, Body, Packet, PacketType};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

/// How long [`Hostile::ask`] gives the other side: enough for all but timers.
const MOMENT: Duration = Duration::from_millis(10);

/// Where datagrams are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Inbox(Rc<RefCell<VecDeque<Seen>>>);

impl Inbox {
    pub(super) fn put(&self, from: SocketAddr, bytes: Vec<u8>) {
        self.0.borrow_mut().push_back(Seen { from, bytes });
    }
}

/// A datagram that came.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    /// Who sent it.
    pub from: SocketAddr,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Seen {
    /// The packet.
    ///
    /// # Panics
    ///
    /// If it is none: endpoints send only packets.
    #[must_use]
    pub fn packet(&self) -> Packet<'_> {
        Packet::parse(&self.bytes).expect("endpoints send packets")
    }

    /// The type of the packet.
    #[must_use]
    pub fn kind(&self) -> PacketType {
        self.packet().header.packet_type
    }

    /// Whether it is a PING.
    #[must_use]
    pub fn is_ping(&self) -> bool {
        matches!(self.packet().body, Body::Ack(ack) if ack.reason == AckReason::Ping)
    }

    /// The code, if it is an ABORT.
    #[must_use]
    pub fn abort_code(&self) -> Option<AbortCode> {
        match self.packet().body {
            Body::Abort(abort) => Some(abort.code),
            _ => None,
        }
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {}", self.packet(), self.from)
    }
}

/// A socket in a test's hand.
#[derive(Clone, Debug)]
pub struct Hostile {
    network: Network,
    address: SocketAddr,
    inbox: Inbox,
}

impl Hostile {
    pub(super) fn new(network: Network, address: SocketAddr, inbox: Inbox) -> Self {
        Self { network, address, inbox }
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends a datagram.
    pub fn send(&self, to: SocketAddr, datagram: &[u8]) {
        self.network.launch(self.address, to, datagram);
    }

    /// Sends a datagram under a forged sender's address.
    pub fn send_as(&self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        self.network.launch(from, to, datagram);
    }

    /// Takes everything that has come.
    #[must_use]
    pub fn take(&self) -> Vec<Seen> {
        self.inbox.0.borrow_mut().drain(..).collect()
    }

    /// Sends a datagram and takes what comes back within ten milliseconds.
    #[must_use]
    pub fn ask(&self, to: SocketAddr, datagram: &[u8]) -> Vec<Seen> {
        self.send(to, datagram);
        self.network.run_for(MOMENT);
        self.take()
    }
}
