//! The service connections that are known, and which of them gives way when there are too many.
//!
//! Holds: [`ServiceTable`]. Must not know: packets, times.
//!
//! A connection that is forgotten takes with it the memory of which calls were run, so whoever makes many must
//! not push out those of others. The rule: only an idle one gives way. Those whose client has not shown that
//! it receives at its address go first, the oldest before the others, whatever they claim to be: forged addresses
//! are one class, not many hosts. They may always have a small part of the table, or nobody new could come; if calls
//! keep all of that busy, the oldest of those gives way, as where places are short (the endpoint sees to it). After
//! them the host gives way that has most, with what it has had longest. So a host's share is cut only while
//! somebody else wants in, and one that has less than the others is not cut at all.

use crate::connection::Connection;
use crate::hosts::Host;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::ops::Bound;
use std::sync::Arc;

/// The part of the table that unproven connections may always have.
const UNPROVEN_PART: usize = 16;

/// How many connections are looked at to find one that is idle.
const SEARCH: usize = 32;

/// The client's address, and its epoch and connection ID.
pub(super) type ServiceKey = (SocketAddr, u32, u32);

/// Connections in the order in which they came to stand here; those that were found busy came again.
type Queue = BTreeMap<u64, Arc<Connection>>;

/// The table.
#[derive(Debug, Default)]
pub(super) struct ServiceTable {
    known: BTreeMap<ServiceKey, Known>,
    unproven: Queue,
    hosts: BTreeMap<Host, Queue>,
    /// The hosts by how many they have.
    by_size: BTreeSet<(usize, Reverse<Host>)>,
    next_position: u64,
}

#[derive(Debug)]
struct Known {
    connection: Arc<Connection>,
    /// Where it stands among the unproven or those of its host.
    position: u64,
    proven: bool,
}

impl ServiceTable {
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    pub(super) fn get(&self, key: &ServiceKey) -> Option<&Arc<Connection>> {
        self.known.get(key).map(|known| &known.connection)
    }

    pub(super) fn connections(&self) -> impl Iterator<Item = &Arc<Connection>> {
        self.known.values().map(|known| &known.connection)
    }

    /// The connections of one client's address.
    pub(super) fn of_peer(&self, peer: SocketAddr) -> impl Iterator<Item = &Arc<Connection>> {
        let range = self.known.range((peer, 0, 0)..=(peer, u32::MAX, u32::MAX));
        range.map(|(_, known)| &known.connection)
    }

    /// The next connections after one that need not be here any more; `None` begins at the first.
    pub(super) fn after(
        &self,
        key: Option<ServiceKey>,
    ) -> impl Iterator<Item = (&ServiceKey, &Arc<Connection>)> {
        let begin = key.map_or(Bound::Unbounded, Bound::Excluded);
        let range = self.known.range((begin, Bound::Unbounded));
        range.map(|(key, known)| (key, &known.connection))
    }

    /// Adds a connection, unless one is there under the same key. Returns the one that is there then.
    pub(super) fn add(&mut self, connection: Arc<Connection>) -> Arc<Connection> {
        let key = connection.service_key();
        if let Some(known) = self.known.get(&key) {
            return known.connection.clone();
        }
        let position = self.draw_position();
        self.unproven.insert(position, connection.clone());
        let known = Known { connection: connection.clone(), position, proven: false };
        self.known.insert(key, known);
        connection
    }

    /// The client of a connection has shown that it receives at its address.
    pub(super) fn prove(&mut self, connection: &Arc<Connection>) {
        let Some(known) = self.known.get_mut(&connection.service_key()) else { return };
        if known.proven || !Arc::ptr_eq(&known.connection, connection) {
            return;
        }
        known.proven = true;
        let position = known.position;
        self.unproven.remove(&position);
        self.change_host(Host::of(connection.peer), |queue| {
            queue.insert(position, connection.clone());
        });
    }

    /// Forgets a connection, and returns it.
    pub(super) fn remove(&mut self, key: &ServiceKey) -> Option<Arc<Connection>> {
        let Known { connection, position, proven } = self.known.remove(key)?;
        if proven {
            self.change_host(Host::of(connection.peer), |queue| {
                queue.remove(&position);
            });
        } else {
            self.unproven.remove(&position);
        }
        Some(connection)
    }

    /// Forgets this connection, and no other one of its key.
    pub(super) fn forget(&mut self, connection: &Arc<Connection>) -> Option<Arc<Connection>> {
        let key = connection.service_key();
        self.get(&key).filter(|known| Arc::ptr_eq(known, connection))?;
        self.remove(&key)
    }

    /// Makes room for one connection in a table of `limit`, if there is none; the one that gave way. `None` if all
    /// that were looked at are busy.
    pub(super) fn make_room(&mut self, limit: usize) -> Option<Option<Arc<Connection>>> {
        if self.len() < limit {
            return Some(None);
        }
        let unproven_first = self.unproven.len() > limit / UNPROVEN_PART;
        let victim = match unproven_first {
            // Busy or not, they get no more than their part.
            true => self.idle_unproven(),
            false => self.idle_of_largest().or_else(|| self.idle_unproven()),
        };
        let gave_way = self.remove(&victim?.service_key());
        (self.len() < limit).then_some(gave_way)
    }

    /// An unproven connection without calls, taken out of use.
    fn idle_unproven(&mut self) -> Option<Arc<Connection>> {
        for _ in 0..SEARCH {
            let connection = self.unproven.first_key_value()?.1.clone();
            if retire_idle(&connection) {
                return Some(connection);
            }
            self.put_behind(&connection);
        }
        None
    }

    /// A connection without calls of the hosts that have most, taken out of use.
    fn idle_of_largest(&mut self) -> Option<Arc<Connection>> {
        let mut looked = 0;
        let mut host = self.by_size.last().copied();
        while let Some(size) = host {
            // Each of a host once: then the next one.
            for _ in 0..size.0 {
                let connection = self.hosts.get(&size.1.0)?.first_key_value()?.1.clone();
                if retire_idle(&connection) {
                    return Some(connection);
                }
                self.put_behind(&connection);
                looked += 1;
                if looked == SEARCH {
                    return None;
                }
            }
            host = self.by_size.range(..size).next_back().copied();
        }
        None
    }

    /// A busy connection is looked at again after the others.
    fn put_behind(&mut self, connection: &Arc<Connection>) {
        let position = self.draw_position();
        let Some(known) = self.known.get_mut(&connection.service_key()) else { return };
        let old = std::mem::replace(&mut known.position, position);
        let queue = match known.proven {
            false => Some(&mut self.unproven),
            true => self.hosts.get_mut(&Host::of(connection.peer)),
        };
        if let Some(queue) = queue
            && let Some(connection) = queue.remove(&old)
        {
            queue.insert(position, connection);
        }
    }

    fn draw_position(&mut self) -> u64 {
        self.next_position += 1;
        self.next_position
    }

    /// Changes what a host has, and its position among the hosts.
    fn change_host(&mut self, host: Host, change: impl FnOnce(&mut Queue)) {
        let queue = self.hosts.entry(host).or_default();
        let before = queue.len();
        change(queue);
        let after = queue.len();
        self.by_size.remove(&(before, Reverse(host)));
        if after == 0 {
            self.hosts.remove(&host);
        } else {
            self.by_size.insert((after, Reverse(host)));
        }
    }
}

/// Takes a connection out of use if no call is on it: none may begin there any more.
fn retire_idle(connection: &Connection) -> bool {
    let mut channels = connection.channels.lock();
    let idle = channels.idle();
    channels.retired |= idle;
    idle
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
