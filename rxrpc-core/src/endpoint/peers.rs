//! What users keep about peers.
//!
//! Holds: [`Peer`], a handle, and what the tables of the routes keep behind it ([`Peers`]): a record of each peer that a
//! user has asked for. Must not know: connections, but for whether there is one.
//!
//! A peer that nobody asks for has no record, and costs nothing. A record lives as long as a handle or a connection, of
//! either role, to its address. The routes hold it, so who looks for connections and records finds both as they were at
//! the same time.

use super::Endpoint;
use crate::address::canonical;
use crate::call::Call;
use crate::error::CallError;
use crate::lock::{Mutex, Rank};
use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// What a user keeps with a peer.
pub type PeerData = Arc<dyn Any + Send + Sync>;

/// The records of peers, by address.
#[derive(Debug, Default)]
pub(super) struct Peers(BTreeMap<SocketAddr, Arc<Record>>);

pub(super) struct Record {
    address: SocketAddr,
    data: Mutex<Option<PeerData>>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Peers {
    /// The record of a peer, made now if it has none.
    pub(super) fn record(&mut self, address: SocketAddr) -> Arc<Record> {
        let make = || Arc::new(Record { address, data: Mutex::new(Rank::Queues, None) });
        self.0.entry(address).or_insert_with(make).clone()
    }

    pub(super) fn all(&self) -> Vec<Arc<Record>> {
        self.0.values().cloned().collect()
    }

    pub(super) fn has(&self, address: SocketAddr) -> bool {
        self.0.contains_key(&address)
    }

    /// Takes the record of a peer out if no handle has it; it is to be dropped unlocked.
    pub(super) fn take_unused(&mut self, address: SocketAddr) -> Option<Arc<Record>> {
        // Handles are made under the lock of the tables, so none comes now.
        let unused = self.0.get(&address).is_some_and(|record| Arc::strong_count(record) == 1);
        if unused { self.0.remove(&address) } else { None }
    }
}

/// A handle of a peer: a UDP address that calls go to or come from. What is kept with it lives as long as one of its
/// handles or a connection to it, and no longer; a connection that is idle is forgotten after some time
/// ([`Config::client_connection_expiry`](crate::Config::client_connection_expiry),
/// [`Config::service_connection_expiry`](crate::Config::service_connection_expiry)). [`Endpoint::close`] lets go of it too,
/// so it may hold the endpoint; handles stay usable then, but nobody clears what is put there later. A handle keeps neither connections
/// nor the endpoint. Two handles are equal if they are of the same peer of the same endpoint. (AF_RXRPC contract §3: the
/// kernel's `lookup_peer`, `get_call_peer`, `set_peer_data`.)
pub struct Peer {
    endpoint: Weak<Endpoint>,
    /// Always there until the drop.
    record: Option<Arc<Record>>,
    address: SocketAddr,
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Clone for Peer {
    fn clone(&self) -> Self {
        Self { endpoint: self.endpoint.clone(), record: self.record.clone(), address: self.address }
    }
}

impl PartialEq for Peer {
    fn eq(&self, other: &Self) -> bool {
        match (&self.record, &other.record) {
            (Some(this), Some(other)) => Arc::ptr_eq(this, other),
            _ => false,
        }
    }
}

impl Eq for Peer {}

impl Drop for Peer {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        drop(self.record.take());
        if let Some(endpoint) = self.endpoint.upgrade() {
            endpoint.routes.drop_unused_peer(self.address);
        }
    }
}

impl Peer {
    /// The UDP address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Keeps something with the peer, in place of what was there, which is given back.
    pub fn set_data(&self, data: PeerData) -> Option<PeerData> {
        self.record.as_ref()?.data.lock().replace(data)
    }

    /// Takes out what is kept with the peer.
    pub fn take_data(&self) -> Option<PeerData> {
        self.record.as_ref()?.data.lock().take()
    }

    /// What is kept with the peer, if it is a `T`.
    pub fn data<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let data = self.record.as_ref()?.data.lock().clone();
        data?.downcast().ok()
    }

    /// The smoothed round trip time to the peer: the shortest that one of its connections or their calls knows; `None`
    /// before one was measured. (AF_RXRPC contract §3: the kernel's `get_srtt`.)
    pub fn smoothed_rtt(&self) -> Option<Duration> {
        self.endpoint.upgrade()?.round_trip_to(self.address)
    }
}

impl Endpoint {
    /// A handle of the peer at an address, whether or not there is a connection to it. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`] (EINVAL) for port 0 and an address that the socket cannot reach.
    pub fn peer(self: &Arc<Self>, address: SocketAddr) -> Result<Peer, CallError> {
        let address = canonical(address);
        if !self.local.reaches(address) || address.port() == 0 {
            return Err(CallError::InvalidAddress);
        }
        Ok(self.known_peer(address))
    }

    /// A handle of a call's peer.
    pub fn peer_of(self: &Arc<Self>, call: &Call) -> Peer {
        self.known_peer(call.peer())
    }

    fn known_peer(self: &Arc<Self>, address: SocketAddr) -> Peer {
        let record = self.routes.peer_record(address);
        Peer { endpoint: Arc::downgrade(self), record: Some(record), address }
    }

    /// Lets go of what is kept with peers. No lock may be held.
    pub(super) fn drop_peer_data(&self) {
        for record in self.routes.peer_records() {
            let data = record.data.lock().take();
            drop(data);
        }
    }

    fn round_trip_to(&self, address: SocketAddr) -> Option<Duration> {
        let connections = self.routes.connections_to(address);
        let known = connections.iter().flat_map(|connection| {
            let channels = connection.channels.lock();
            let (calls, ended) = (channels.calls(), channels.round_trip());
            drop(channels);
            calls.filter_map(|call| call.smoothed_rtt()).chain(ended)
        });
        known.min()
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
