//! Who is who on a local endpoint: bundles, client connections by ID, service connections by address,
//! epoch and ID.
//!
//! Holds: [`Routes`] and how connections are found and made. Under it: [`service_table`] (which service
//! connection gives way when there are too many), [`proofs`] (which clients receive at their addresses),
//! [`housekeeping`] (what is forgotten, and when), [`letting_go`] (what goes with who gave it). Must not know: packets' bodies, calls' states.
//! Ordered maps throughout: a walk over them is repeatable.

mod housekeeping;
mod letting_go;
mod proofs;
pub(super) mod random;
mod service_table;

use crate::config::Config;
use crate::connection::Connection;
use crate::connection::bundle::{Bundle, BundleKey};
use crate::endpoint::local_socket::LocalSocket;
use crate::endpoint::peers::{Peers, Record};
use crate::lock::{Mutex, Permits, Rank};
use crate::proto::Side;
use crate::security::{Nonce, Security};
pub(super) use housekeeping::INTERVAL as HOUSEKEEPING_INTERVAL;
use housekeeping::Round;
use proofs::Proofs;
use random::Random;
use rxrpc_wire::{Channel, ConnectionId, Epoch, Header, SecurityIndex, Serial};
use service_table::ServiceTable;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// The bundles and connections of an endpoint.
#[derive(Debug)]
pub(crate) struct Routes {
    /// Of the client connections.
    epoch: Epoch,
    config: Arc<Config>,
    /// Which socket client connections use.
    local: Arc<LocalSocket>,
    tables: Mutex<Tables>,
}

/// What is known of the path to a peer of client connections.
pub(super) struct Path {
    pub(super) last_sent: Instant,
    /// Something came from there: who never answered has no path to be kept open.
    pub(super) heard: bool,
}

/// The tables, under one short lock.
#[derive(Debug)]
struct Tables {
    bundles: BTreeMap<BundleKey, Arc<Bundle>>,
    client: BTreeMap<u32, Arc<Connection>>,
    /// The client connections in the order of their peers.
    client_by_peer: BTreeSet<(SocketAddr, u32)>,
    service: ServiceTable,
    /// The clients of service connections that have proven themselves; as many as there may be connections.
    proofs: Proofs,
    /// Connections with a class that were forgotten, and those of peers with a record: both are users' things, and
    /// dropped unlocked.
    forgotten: Vec<Arc<Connection>>,
    /// What users keep about peers.
    peers: Peers,
    /// How far the round of housekeeping is.
    round: Round,
    /// The endpoint is closed: nothing is kept that users gave.
    closed: bool,
    random: Random,
}

impl Tables {
    fn new(random: Random) -> Self {
        Self {
            bundles: BTreeMap::new(),
            client: BTreeMap::new(),
            client_by_peer: BTreeSet::new(),
            service: ServiceTable::default(),
            proofs: Proofs::default(),
            forgotten: Vec::new(),
            peers: Peers::default(),
            round: Round::default(),
            closed: false,
            random,
        }
    }

    /// Where the serials of a service connection begin. An ACK that names one of them proves that its
    /// sender receives at its address, so they must not be guessed. Below 2^30: a peer takes serials for
    /// old that are 2^31 or more away from the 0 it starts with.
    fn draw_serial(&mut self) -> Serial {
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
    fn client_connections_to(&self, peer: SocketAddr) -> impl Iterator<Item = &Arc<Connection>> {
        let ids = self.client_by_peer.range((peer, 0)..=(peer, u32::MAX));
        ids.filter_map(|(_, id)| self.client.get(id))
    }

    /// Forgets a client connection.
    fn forget_client(&mut self, id: u32) {
        if let Some(known) = self.client.remove(&id) {
            self.client_by_peer.remove(&(known.peer, id));
            self.let_go(known);
        }
    }

    /// A connection stands in its table no more.
    fn let_go(&mut self, connection: Arc<Connection>) {
        if connection.class != SecurityIndex::NONE || self.peers.has(connection.peer) {
            self.forgotten.push(connection);
        }
    }
}

impl Routes {
    pub(super) fn new(config: &Arc<Config>, local: &Arc<LocalSocket>) -> Self {
        let mut random = Random::new(config.seed);
        // Bit 31 marks an epoch that was drawn at random (OpenAFS rx-spec, Linux); bit 30 is kept
        // clear, as OpenAFS does.
        let epoch = Epoch(random.next() & 0x3fff_ffff | Epoch::RANDOM_BIT);
        let tables = Mutex::new(Rank::Routes, Tables::new(random));
        Self { epoch, config: config.clone(), local: local.clone(), tables }
    }

    /// The epoch of the client connections.
    pub(super) fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Random bytes for a challenge.
    pub(super) fn draw_nonce(&self) -> Nonce {
        let mut nonce = Nonce::default();
        self.tables.lock().random.fill(&mut nonce);
        nonce
    }

    /// The bundle of a key; an exclusive one is for one call.
    pub(crate) fn bundle(&self, key: BundleKey, exclusive: bool) -> Arc<Bundle> {
        if exclusive {
            return Bundle::new_exclusive(key);
        }
        let slots = self.config.bundle_slots();
        let mut tables = self.tables.lock();
        match tables.bundles.get(&key) {
            _ if tables.closed => Bundle::new(key, slots),
            Some(bundle) => bundle.clone(),
            None => {
                let bundle = Bundle::new(key.clone(), slots);
                tables.bundles.insert(key, bundle.clone());
                bundle
            }
        }
    }

    /// The usable connection of a bundle with this index, and whether it had to be made.
    pub(super) fn ensure_connection(
        &self,
        now: Instant,
        bundle: &Bundle,
        index: usize,
    ) -> (Arc<Connection>, bool) {
        let mut connections = bundle.connections.lock();
        if let Some(Some(connection)) = connections.get(index)
            && connection.channels.lock().reusable()
        {
            return (connection.clone(), false);
        }
        let connection = self.add_client(now, &bundle.key);
        // The latest few: there may be thousands, and this is under a lock.
        let others = connections.iter().rev().flatten().take(Channel::ALL.len());
        let known = others.filter_map(|other| other.channels.lock().known_to_others()).next();
        if let Some(known) = known {
            connection.channels.lock().begin_with(known);
        }
        if connections.len() <= index {
            connections.resize(index + 1, None);
        }
        let old = connections[index].replace(connection.clone());
        drop(connections);
        // Not under the lock: it holds what its class made of it.
        drop(old);
        (connection, true)
    }

    fn add_client(&self, now: Instant, key: &BundleKey) -> Arc<Connection> {
        let mut tables = self.tables.lock();
        let id = tables.free_id();
        let connection = Connection::new(
            now,
            Side::Client,
            &self.local,
            key.peer(),
            (self.epoch, id),
            key.service(),
            key.class(),
        );
        let connection = Arc::new(match key.upgrade() {
            true => connection.asking_for_upgrade(),
            false => connection,
        });
        if connection.class == SecurityIndex::NONE {
            connection.set_security(Security::UNSECURED);
        }
        if !tables.closed {
            tables.client.insert(id.as_u32(), connection.clone());
            tables.client_by_peer.insert((key.peer(), id.as_u32()));
        }
        connection
    }

    /// Adds a service connection that `make` makes with serials that begin after the one given, unless another
    /// thread has added it since; `None` if there is no room, and none can be made. And whether there are connections
    /// for [`Routes::take_forgotten`]: each that comes may put one there, so they do not wait for housekeeping.
    pub(super) fn add_service(
        &self,
        make: impl FnOnce(Serial) -> Connection,
    ) -> Option<(Arc<Connection>, bool)> {
        let mut tables = self.tables.lock();
        if tables.closed {
            return None;
        }
        if let Some(gave_way) = tables.service.make_room(self.config.max_service_connections)? {
            tables.let_go(gave_way);
        }
        let connection = Arc::new(make(tables.draw_serial()));
        Some((tables.service.add(connection), !tables.forgotten.is_empty()))
    }

    /// Forgets a service connection.
    pub(super) fn forget_service(&self, connection: &Arc<Connection>) {
        let mut tables = self.tables.lock();
        if let Some(known) = tables.service.forget(connection) {
            tables.let_go(known);
        }
    }

    /// Takes out the connections that were forgotten and have a class, or a peer with a record.
    pub(super) fn take_forgotten(&self) -> Vec<Arc<Connection>> {
        std::mem::take(&mut self.tables.lock().forgotten)
    }

    /// The record of a peer, made now if it has none.
    pub(super) fn peer_record(&self, peer: SocketAddr) -> Arc<Record> {
        self.tables.lock().peers.record(peer)
    }

    /// All records of peers.
    pub(super) fn peer_records(&self) -> Vec<Arc<Record>> {
        self.tables.lock().peers.all()
    }

    /// Forgets the record of a peer that has neither a handle nor a connection.
    pub(super) fn drop_unused_peer(&self, peer: SocketAddr) {
        let mut tables = self.tables.lock();
        let connected = tables.client_connections_to(peer).next().is_some()
            || tables.service.of_peer(peer).next().is_some();
        let unused = if connected { None } else { tables.peers.take_unused(peer) };
        // Not under the lock: what is kept there is a user's thing.
        drop(tables);
        drop(unused);
    }

    /// The client connection that a packet claims to belong to. The sender's address is not compared,
    /// only its port: a server with several addresses may answer from another one (Linux since 6.9).
    pub(super) fn find_client(&self, from: SocketAddr, header: &Header) -> Option<Arc<Connection>> {
        let id = header.cid.connection().as_u32();
        let connection = self.tables.lock().client.get(&id)?.clone();
        let same = connection.epoch == header.epoch
            && connection.peer.port() == from.port()
            && connection.peer.is_ipv4() == from.is_ipv4();
        same.then_some(connection)
    }

    /// The service connection that a packet belongs to.
    pub(super) fn find_service(
        &self,
        from: SocketAddr,
        header: &Header,
    ) -> Option<Arc<Connection>> {
        let key = (from, header.epoch.0, header.cid.connection().as_u32());
        self.tables.lock().service.get(&key).cloned()
    }

    /// The connection of this epoch and ID that a packet was sent on, of which the system says that it went to `peer`: it
    /// names 127.0.0.1 where a call goes to the unspecified address. The port has to fit.
    pub(super) fn find_sent_to(
        &self,
        peer: SocketAddr,
        epoch: Epoch,
        id: ConnectionId,
    ) -> Option<Arc<Connection>> {
        let tables = self.tables.lock();
        let client = tables
            .client
            .get(&id.as_u32())
            .filter(|known| known.epoch == epoch && known.peer.port() == peer.port());
        let found = client.or_else(|| tables.service.get(&(peer, epoch.0, id.as_u32())));
        found.cloned()
    }

    /// The connections of either role to a peer.
    pub(super) fn connections_to(&self, peer: SocketAddr) -> Vec<Arc<Connection>> {
        let tables = self.tables.lock();
        // Connections are as many as clients like, so only this peer's are walked over.
        let service = tables.service.of_peer(peer);
        tables.client_connections_to(peer).chain(service).cloned().collect()
    }

    /// What is known of the path to a peer; `None` without a client connection to it.
    pub(super) fn path_to(&self, peer: SocketAddr) -> Option<Path> {
        let tables = self.tables.lock();
        let all = tables.client_connections_to(peer).map(|connection| Path {
            last_sent: connection.last_sent(),
            heard: !connection.highest_serial().is_none(),
        });
        all.reduce(|one, other| Path {
            last_sent: one.last_sent.max(other.last_sent),
            heard: one.heard || other.heard,
        })
    }

    /// The client of a service connection has shown that it receives at its address.
    pub(super) fn note_proof(&self, now: Instant, connection: &Arc<Connection>) {
        let most = self.config.max_service_connections;
        let mut tables = self.tables.lock();
        tables.service.prove(connection);
        tables.proofs.note(now, connection.peer, connection.epoch, most);
    }

    /// Whether a call on a connection that is not proven may begin with a proof that its client gave on
    /// another one. A connection borrows once.
    pub(super) fn borrow_proof(&self, now: Instant, connection: &Connection) -> bool {
        let mut tables = self.tables.lock();
        let borrows = !connection.has_borrowed()
            && tables.proofs.lend(now, connection.peer, connection.epoch);
        if borrows {
            connection.set_borrowed();
        }
        borrows
    }

    /// Whether a new service connection takes the place of an old one.
    pub(super) fn is_crowded(&self) -> bool {
        self.tables.lock().service.len() >= self.config.max_service_connections
    }

    /// Every connection, the clients' first, and every bundle.
    pub(crate) fn all(&self) -> (Vec<Arc<Connection>>, Vec<Arc<Bundle>>) {
        let tables = self.tables.lock();
        let all = tables.client.values().chain(tables.service.connections()).cloned().collect();
        (all, tables.bundles.values().cloned().collect())
    }

    /// How many connections there are: of clients, of services.
    pub(super) fn counts(&self) -> (usize, usize) {
        let tables = self.tables.lock();
        (tables.client.len(), tables.service.len())
    }

    /// Connections, the clients' first, but no more than so many: the tables are locked meanwhile.
    pub(super) fn some(&self, most: usize) -> Vec<Arc<Connection>> {
        let tables = self.tables.lock();
        let all = tables.client.values().chain(tables.service.connections());
        all.take(most).cloned().collect()
    }

    /// How many slots calls have, of all bundles.
    pub(crate) fn slots_in_use(&self) -> u64 {
        let slots: Vec<Arc<Permits>> = {
            let tables = self.tables.lock();
            tables.bundles.values().map(|bundle| bundle.slots.clone()).collect()
        };
        let total = self.config.bundle_slots();
        slots.iter().map(|slots| (total - slots.free()) as u64).sum()
    }
}
