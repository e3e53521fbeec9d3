//! Forgetting what nobody needs: idle connections and empty bundles.
//!
//! Holds: the periodic round and its interval. Must not know: calls (a connection with a call is never
//! idle).

use super::service_table::ServiceKey;
use super::{Routes, Tables};
use crate::config::Config;
use crate::connection::Connection;
use crate::connection::bundle::{Bundle, BundleKey};
use crate::proto::Side;
use std::ops::Bound;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the tables are looked through while there is anything in them.
pub(in crate::endpoint) const INTERVAL: Duration = Duration::from_secs(10);

/// How often at most while there are too many client connections.
const SHORTEST_INTERVAL: Duration = Duration::from_secs(1);

/// How long an aborted or used-up connection without calls is remembered, to answer late packets.
const ABORTED_EXPIRY: Duration = Duration::from_secs(10);

/// How many entries are looked at with the lock of the tables held, and the time from there to the next
/// ones: 20 000 connections take 80 ms of which 1 is spent.
const SLICE: usize = 256;
const PAUSE: Duration = Duration::from_millis(1);

/// Takes a connection out of use if nothing runs on it and its time is over.
fn retire(connection: &Connection, now: Instant, expiry: Duration) -> bool {
    let mut channels = connection.channels.lock();
    let closed = match connection.side {
        Side::Client => !channels.reusable(),
        // One channel without numbers left is no reason to forget what the others have run.
        Side::Service => channels.is_closed(),
    };
    let expiry = if closed { ABORTED_EXPIRY.min(expiry) } else { expiry };
    let over = channels.idle_for(now).is_some_and(|idle| idle >= expiry);
    channels.retired |= over;
    over
}

/// How long a client connection without calls is kept while there are so many.
fn client_expiry(connections: usize, config: &Config) -> Duration {
    match connections > config.client_connections_kept {
        true => config.client_connection_fast_expiry.min(config.client_connection_expiry),
        false => config.client_connection_expiry,
    }
}

/// When the next round is due. Who has too many connections looks more often, so that they go in time.
fn pause_after_round(connections: usize, config: &Config) -> Duration {
    match connections > config.client_connections_kept {
        true => config.client_connection_fast_expiry.clamp(SHORTEST_INTERVAL, INTERVAL),
        false => INTERVAL,
    }
}

/// How far a round is: what was looked at last in the table that it goes through now.
#[derive(Debug)]
pub(super) enum Round {
    Clients(Option<u32>),
    Services(Option<ServiceKey>),
    Bundles(Option<BundleKey>),
}

impl Default for Round {
    fn default() -> Self {
        Self::Clients(None)
    }
}

impl Tables {
    /// Looks at `most` client connections after `last` and forgets those whose time is over. Where to go
    /// on, and how many were looked at.
    fn walk_clients(
        &mut self,
        last: Option<u32>,
        most: usize,
        now: Instant,
        config: &Config,
    ) -> (Round, usize) {
        let begin = last.map_or(Bound::Unbounded, Bound::Excluded);
        let (mut looked, mut at, mut retired) = (0, last, Vec::new());
        for (id, known) in self.client.range((begin, Bound::Unbounded)).take(most) {
            looked += 1;
            at = Some(*id);
            let left = self.client.len() - retired.len();
            if retire(known, now, client_expiry(left, config)) {
                retired.push(*id);
            }
        }
        for id in retired {
            self.forget_client(id);
        }
        (if looked < most { Round::Services(None) } else { Round::Clients(at) }, looked)
    }

    /// The same with service connections.
    fn walk_services(
        &mut self,
        last: Option<ServiceKey>,
        most: usize,
        over: impl Fn(&Connection) -> bool,
    ) -> (Round, usize) {
        let (mut looked, mut at, mut retired) = (0, last, Vec::new());
        for (key, known) in self.service.after(last).take(most) {
            looked += 1;
            at = Some(*key);
            if over(known) {
                retired.push(*key);
            }
        }
        for key in retired {
            if let Some(known) = self.service.remove(&key) {
                self.let_go(known);
            }
        }
        (if looked < most { Round::Bundles(None) } else { Round::Services(at) }, looked)
    }
}

impl Routes {
    /// Does the next part of a round, and says when the one after that is due. Whoever reads the socket or begins
    /// a call never waits for more than that. Whether the round is over.
    pub(in crate::endpoint) fn housekeep(
        &self,
        now: Instant,
        next: impl FnOnce(Option<Instant>),
    ) -> bool {
        let (mut left, mut over) = (SLICE, false);
        while left > 0 && !over {
            let (looked, ended) = self.housekeep_step(now, left);
            left -= looked;
            over = ended;
        }
        let tables = self.tables.lock();
        let empty =
            tables.client.is_empty() && tables.service.is_empty() && tables.bundles.is_empty();
        // Under the lock of the tables: who adds a connection after this finds out that no round is to
        // come, and begins them anew.
        next(match over {
            true => (!empty).then(|| now + pause_after_round(tables.client.len(), &self.config)),
            false => Some(now + PAUSE),
        });
        over
    }

    /// Goes on in one of the tables, by `most` entries. How many were looked at, and whether the round is
    /// over.
    fn housekeep_step(&self, now: Instant, most: usize) -> (usize, bool) {
        let config = &self.config;
        let mut tables = self.tables.lock();
        let (round, looked) = match std::mem::take(&mut tables.round) {
            Round::Clients(last) => tables.walk_clients(last, most, now, config),
            Round::Services(last) => tables.walk_services(last, most, |known| {
                retire(known, now, config.service_connection_expiry)
            }),
            Round::Bundles(last) => {
                let begin = last.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
                let rest = tables.bundles.range::<BundleKey, _>((begin, Bound::Unbounded));
                let bundles: Vec<_> = rest.take(most).map(|(_, bundle)| bundle.clone()).collect();
                // The key is a user's thing, and nobody else may have it any more.
                drop(tables);
                drop(last);
                return self.walk_bundles(bundles, most);
            }
        };
        tables.round = round;
        (looked, false)
    }

    /// Forgets those of the bundles that nobody uses. They are locked before the tables, so they were taken
    /// out first.
    fn walk_bundles(&self, bundles: Vec<Arc<Bundle>>, most: usize) -> (usize, bool) {
        let (looked, last) = (bundles.len(), bundles.last().map(|bundle| bundle.key.clone()));
        let bundles: Vec<_> =
            bundles.into_iter().filter(|bundle| bundle.forget_retired()).collect();
        // Keys are users' things.
        let mut forgotten = Vec::new();
        let mut tables = self.tables.lock();
        for bundle in bundles {
            let empty = bundle.slots.waiting() == 0
                // The table's and this walk's: nobody is on the way to use it.
                && Arc::strong_count(&bundle) == 2
                && Arc::strong_count(&bundle.slots) == 1;
            if empty {
                forgotten.push(tables.bundles.remove_entry(&bundle.key));
                forgotten.push(Some((bundle.key.clone(), bundle)));
            }
        }
        let over = looked < most;
        tables.round = if over { Round::default() } else { Round::Bundles(last) };
        drop(tables);
        drop(forgotten);
        (looked, over)
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
