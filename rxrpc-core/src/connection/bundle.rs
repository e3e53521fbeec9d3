//! The client connections to one service of one peer, and their slots.
//!
//! Holds: [`Bundle`] and its key. A slot is a permit: permit i is the right to channel i mod 4 of
//! connection i / 4. Connections come to be when the first permit of theirs is taken, and are replaced
//! when they can no longer be used. All who wait for a slot of the bundle stand in one queue. Must not
//! know: what calls do on a channel.

use super::Connection;
use crate::lock::{Mutex, Permits, Rank};
use crate::security::Credentials;
use rxrpc_wire::{Channel, SecurityIndex, ServiceId};
use std::net::SocketAddr;
use std::sync::Arc;

/// What the calls of a bundle have in common. The service is part of it: a connection serves one
/// service, and AF_RXRPC, which leaves it out, sends a second service's calls under the first's ID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BundleKey {
    peer: SocketAddr,
    service: u16,
    credentials: Credentials,
    /// Its calls ask for the service to be upgraded, and so run on what may be another one.
    upgrade: bool,
}

impl BundleKey {
    pub(crate) fn new(
        peer: SocketAddr,
        service: ServiceId,
        credentials: Credentials,
        upgrade: bool,
    ) -> Self {
        Self { peer, service: service.0, credentials, upgrade }
    }

    pub(crate) fn upgrade(&self) -> bool {
        self.upgrade
    }

    pub(crate) fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The security class that the credentials are of.
    pub(crate) fn class(&self) -> SecurityIndex {
        self.credentials.class()
    }

    pub(crate) fn service(&self) -> ServiceId {
        ServiceId(self.service)
    }
}

/// The connections to one service of one peer.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) key: BundleKey,
    /// Four permits a connection.
    pub(crate) slots: Arc<Permits>,
    /// The connection behind each four permits, once there is one. As long as the highest index that was
    /// ever used.
    pub(crate) connections: Mutex<Vec<Option<Arc<Connection>>>>,
}

impl Bundle {
    pub(crate) fn new(key: BundleKey, slots: usize) -> Arc<Self> {
        Arc::new(Self {
            key,
            slots: Permits::new(slots),
            connections: Mutex::new(Rank::Bundle, Vec::new()),
        })
    }

    /// A bundle for one call that shares its connection with nobody.
    pub(crate) fn new_exclusive(key: BundleKey) -> Arc<Self> {
        Arc::new(Self {
            key,
            slots: Permits::new(1),
            connections: Mutex::new(Rank::Bundle, Vec::new()),
        })
    }

    /// Splits a permit's number into the index of its connection and the channel on it.
    pub(crate) fn position(permit: usize) -> (usize, Channel) {
        (permit / Channel::ALL.len(), Channel::ALL[permit % Channel::ALL.len()])
    }

    /// The IDs of the connections, in the order of their slots.
    pub(crate) fn connection_ids(&self) -> Vec<Option<u32>> {
        let connections = self.connections.lock();
        connections.iter().map(|known| known.as_ref().map(|known| known.id.as_u32())).collect()
    }

    /// Lets go of connections that were taken out of use; whether none is left.
    pub(crate) fn forget_retired(&self) -> bool {
        let mut retired = Vec::new();
        let mut connections = self.connections.lock();
        for entry in connections.iter_mut() {
            if entry.as_ref().is_some_and(|known| known.channels.lock().retired) {
                retired.extend(entry.take());
            }
        }
        let empty = connections.iter().all(Option::is_none);
        drop(connections);
        // Not under the lock: a connection holds what its class made of it.
        drop(retired);
        empty
    }
}
