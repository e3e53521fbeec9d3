//! Who is who on a local endpoint: bundles, client connections by ID, service connections by address,
//! epoch and ID.
//!
//! Holds: [`Tables`] and how connections are found and made. Must not know: packets, calls' states.
//! Ordered maps throughout: a walk over them is repeatable.

mod proofs;
pub(in crate::endpoint) mod random;
pub(in crate::endpoint) mod service_table;

use crate::address::ServiceAddress;
use crate::connection::Connection;
use crate::connection::bundle::{Bundle, BundleKey};
use crate::endpoint::Endpoint;
use crate::endpoint::routes::proofs::Proofs;
use crate::endpoint::routes::random::Random;
use crate::endpoint::routes::service_table::ServiceTable;
use crate::endpoint::time::housekeeping::Round;
use crate::lock::Permits;
use crate::proto::Side;
use crate::security::none::Unsecured;
use rxrpc_wire::{ConnectionId, Header, SecurityIndex, Serial};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// The tables, under one short lock.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(in crate::endpoint) bundles: BTreeMap<BundleKey, Arc<Bundle>>,
    pub(in crate::endpoint) client: BTreeMap<u32, Arc<Connection>>,
    /// The client connections in the order of their peers.
    client_by_peer: BTreeSet<(SocketAddr, u32)>,
    pub(in crate::endpoint) service: ServiceTable,
    /// The clients of service connections that have proven themselves; as many as there may be connections.
    proofs: Proofs,
    /// How far the round of housekeeping is.
    pub(in crate::endpoint) round: Round,
    random: Random,
}

impl Tables {
    pub(in crate::endpoint) fn new(random: Random) -> Self {
        Self {
            bundles: BTreeMap::new(),
            client: BTreeMap::new(),
            client_by_peer: BTreeSet::new(),
            service: ServiceTable::default(),
            proofs: Proofs::default(),
            round: Round::default(),
            random,
        }
    }

    /// Where the serials of a service connection begin. An ACK that names one of them proves that its
    /// sender receives at its address, so they must not be guessed. Below 2^30: a peer takes serials for
    /// old that are 2^31 or more away from the 0 it starts with.
    pub(in crate::endpoint) fn draw_serial(&mut self) -> Serial {
        Serial(self.random.next() & 0x3fff_ffff)
    }

    /// A connection ID that no client connection has, drawn at random: it is all that keeps a service
    /// of one peer from answering in the place of another, since each peer sees the epoch, and a reply
    /// may come from any address. ID 0 is left out, as in Linux.
    fn free_id(&mut self) -> ConnectionId {
        loop {
            let id = ConnectionId::from_raw(self.random.next());
            if id.as_u32() != 0 && !self.client.contains_key(&id.as_u32()) {
                return id;
            }
        }
    }

    /// The client connections to a peer.
    pub(in crate::endpoint) fn client_connections_to(
        &self,
        peer: SocketAddr,
    ) -> impl Iterator<Item = &Arc<Connection>> {
        let ids = self.client_by_peer.range((peer, 0)..=(peer, u32::MAX));
        ids.filter_map(|(_, id)| self.client.get(id))
    }

    /// Forgets a client connection.
    pub(in crate::endpoint) fn forget_client(&mut self, id: u32) {
        if let Some(known) = self.client.remove(&id) {
            self.client_by_peer.remove(&(known.peer, id));
        }
    }
}

impl Endpoint {
    /// The bundle that a call to `target` belongs to.
    pub(crate) fn bundle_for(&self, target: &ServiceAddress, exclusive: bool) -> Arc<Bundle> {
        let key = BundleKey::new(target.transport, target.service, SecurityIndex::NONE);
        if exclusive {
            return Bundle::new_exclusive(key);
        }
        let slots = self.config.bundle_slots();
        let mut tables = self.tables.lock();
        tables.bundles.entry(key).or_insert_with(|| Bundle::new(key, slots)).clone()
    }

    /// The usable connection at a place of a bundle, made anew if there is none.
    pub(crate) fn client_connection(
        &self,
        now: Instant,
        bundle: &Bundle,
        place: usize,
    ) -> Arc<Connection> {
        let mut connections = bundle.connections.lock();
        if let Some(Some(connection)) = connections.get(place)
            && connection.channels.lock().reusable()
        {
            return connection.clone();
        }
        let mut tables = self.tables.lock();
        let id = tables.free_id();
        let peer = bundle.key.peer();
        let connection = Arc::new(Connection::new(
            now,
            Side::Client,
            peer,
            (self.epoch, id),
            bundle.key.service(),
            Arc::new(Unsecured),
        ));
        tables.client.insert(id.as_u32(), connection.clone());
        tables.client_by_peer.insert((peer, id.as_u32()));
        drop(tables);
        if connections.len() <= place {
            connections.resize(place + 1, None);
        }
        connections[place] = Some(connection.clone());
        drop(connections);
        self.start_housekeeping(now, Some(peer));
        connection
    }

    /// The client connection that a packet claims to belong to. The sender's address is not compared,
    /// only its port: a server with several addresses may answer from another one (Linux since 6.9).
    pub(in crate::endpoint) fn find_client(
        &self,
        from: SocketAddr,
        header: &Header,
    ) -> Option<Arc<Connection>> {
        let id = header.cid.connection().as_u32();
        let connection = self.tables.lock().client.get(&id)?.clone();
        let same = connection.epoch == header.epoch
            && connection.peer.port() == from.port()
            && connection.peer.is_ipv4() == from.is_ipv4();
        same.then_some(connection)
    }

    /// The service connection that a packet belongs to.
    pub(in crate::endpoint) fn find_service(
        &self,
        from: SocketAddr,
        header: &Header,
    ) -> Option<Arc<Connection>> {
        let key = (from, header.epoch.0, header.cid.connection().as_u32());
        self.tables.lock().service.get(&key).cloned()
    }

    /// The client of a service connection has shown that it receives at its address.
    pub(in crate::endpoint) fn note_proof(&self, now: Instant, connection: &Arc<Connection>) {
        let most = self.config.max_service_connections;
        let mut tables = self.tables.lock();
        tables.service.prove(connection);
        tables.proofs.note(now, connection.peer, connection.epoch, most);
    }

    /// Whether a call on a connection that is not proven may begin with a proof that its client gave on
    /// another one. A connection borrows once.
    pub(in crate::endpoint) fn borrow_proof(&self, now: Instant, connection: &Connection) -> bool {
        let mut tables = self.tables.lock();
        let borrows = !connection.has_borrowed()
            && tables.proofs.lend(now, connection.peer, connection.epoch);
        if borrows {
            connection.set_borrowed();
        }
        borrows
    }

    /// Whether a new service connection takes the place of an old one.
    pub(in crate::endpoint) fn is_crowded(&self) -> bool {
        self.tables.lock().service.len() >= self.config.max_service_connections
    }

    /// Every connection and every bundle.
    pub(crate) fn all_connections(&self) -> (Vec<Arc<Connection>>, Vec<Arc<Bundle>>) {
        let tables = self.tables.lock();
        let all = tables.client.values().chain(tables.service.connections()).cloned().collect();
        (all, tables.bundles.values().cloned().collect())
    }

    /// The slots of every bundle, with how many there are in all.
    pub(crate) fn bundle_slots(&self) -> Vec<(Arc<Permits>, usize)> {
        let tables = self.tables.lock();
        let total = self.config.bundle_slots();
        tables.bundles.values().map(|bundle| (bundle.slots.clone(), total)).collect()
    }
}
