//! Deadlines of calls and of connections, in the order in which they come up.
//!
//! Holds: [`Deadlines`], and [`Subject`], whose deadline one is. Must not know: what a deadline is for; the call's
//! machine or the connection knows. Each stands here once at most, under a deadline no later than its next one.

use super::call_deadlines::{CallDeadlines, Move};
use crate::call::Call;
use crate::connection::Connection;
use crate::proto::Side;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// Whose deadline it is.
#[derive(Debug)]
pub(super) enum Subject {
    Call(Arc<Call>),
    Connection(Arc<Connection>),
}

/// All deadlines.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    calls: CallDeadlines,
    connections: Ordered<ConnectionKey, Connection>,
    /// Where each connection stands: most never have a deadline, so they do not keep it themselves.
    armed: BTreeMap<ConnectionKey, Instant>,
}

/// Which end it is, the peer's address, the epoch and the connection ID: who calls himself has both ends.
type ConnectionKey = (bool, (SocketAddr, u32, u32));

fn key_of(connection: &Connection) -> ConnectionKey {
    (connection.side == Side::Service, connection.service_key())
}

impl Deadlines {
    pub(super) fn first(&self) -> Option<Instant> {
        match (self.calls.first(), self.connections.first()) {
            (call, None) => call,
            (None, connection) => connection,
            (Some(call), Some(connection)) => Some(call.min(connection)),
        }
    }

    /// Moves a call to another deadline.
    pub(super) fn rearm_call(&mut self, call: &Arc<Call>, to: Move) {
        self.calls.rearm(call, to);
    }

    /// Moves a connection to another deadline. One that stood in its place, and may have been another one, is to be
    /// dropped unlocked.
    #[must_use]
    pub(super) fn rearm_connection(
        &mut self,
        connection: &Arc<Connection>,
        new: Option<Instant>,
    ) -> Option<Arc<Connection>> {
        let key = key_of(connection);
        let old = match new {
            Some(new) => self.armed.insert(key, new),
            None => self.armed.remove(&key),
        };
        self.connections.rearm(key, connection, old, new)
    }

    /// Takes the deadline of a connection out, unless it is that of another in its place.
    pub(super) fn disarm_connection(
        &mut self,
        connection: &Arc<Connection>,
    ) -> Option<Arc<Connection>> {
        let key = key_of(connection);
        let at = (*self.armed.get(&key)?, key);
        let armed = self.connections.0.get(&at)?;
        if !Arc::ptr_eq(armed, connection) {
            return None;
        }
        self.armed.remove(&key);
        self.connections.0.remove(&at)
    }

    fn take_due_connection(&mut self, now: Instant) -> Option<Subject> {
        let connection = self.connections.take_due(now)?;
        self.armed.remove(&key_of(&connection));
        Some(Subject::Connection(connection))
    }

    /// Takes out those that are due, `most` of them. Connections are few beside their calls, which often wait for
    /// them, and go first.
    pub(super) fn take_due(&mut self, now: Instant, most: usize) -> Vec<Subject> {
        let mut due = Vec::new();
        while due.len() < most
            && let Some(connection) = self.take_due_connection(now)
        {
            due.push(connection);
        }
        while due.len() < most
            && let Some(call) = self.calls.take_due(now)
        {
            due.push(Subject::Call(call));
        }
        due
    }
}

/// The deadlines of all of one kind, the first one first; equal ones in the order of their keys, so that a walk is
/// repeatable.
#[derive(Debug)]
struct Ordered<K, V>(BTreeMap<(Instant, K), Arc<V>>);

impl<K: Ord, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord + Copy, V> Ordered<K, V> {
    fn first(&self) -> Option<Instant> {
        self.0.first_key_value().map(|((at, _), _)| *at)
    }

    /// Moves one; what stood in its place.
    fn rearm(
        &mut self,
        key: K,
        value: &Arc<V>,
        old: Option<Instant>,
        new: Option<Instant>,
    ) -> Option<Arc<V>> {
        let stood = old.and_then(|old| self.0.remove(&(old, key)));
        if let Some(new) = new {
            self.0.insert((new, key), value.clone());
        }
        stood
    }

    fn take_due(&mut self, now: Instant) -> Option<Arc<V>> {
        let entry = self.0.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }
}
