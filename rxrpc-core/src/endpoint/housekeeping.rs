//! Forgetting what nobody needs: idle connections and empty bundles.
//!
//! Holds: the periodic round and its interval. Must not know: calls (a connection with a call is never
//! idle).

use super::Endpoint;
use super::tables::Tables;
use crate::connection::Connection;
use std::net::SocketAddr;
use std::ops::Bound;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the tables are looked through while there is anything in them.
const INTERVAL: Duration = Duration::from_secs(10);

/// How long an aborted or used-up connection without calls is remembered, to answer late packets.
const ABORTED_EXPIRY: Duration = Duration::from_secs(10);

/// How many entries are looked at to find one that can make room.
const EVICTION_SEARCH: usize = 32;

/// Takes a connection out of use if nothing runs on it and its time is over.
fn retire(connection: &Connection, now: Instant, expiry: Duration) -> bool {
    let mut channels = connection.channels.lock();
    let expiry = if channels.reusable() { expiry } else { ABORTED_EXPIRY.min(expiry) };
    let over = channels.idle_for(now).is_some_and(|idle| idle >= expiry);
    channels.retired |= over;
    over
}

impl Tables {
    /// Makes room for one service connection, if one of the next few is idle. The search goes on where
    /// the last one stopped, so that in time every connection is looked at and none is favoured.
    pub(super) fn evict_idle_service(&mut self) -> bool {
        let after = self.service.range((Bound::Excluded(self.eviction_cursor), Bound::Unbounded));
        let around = after.chain(self.service.iter());
        let mut last = self.eviction_cursor;
        let idle = around.take(EVICTION_SEARCH).find_map(|(key, connection)| {
            last = *key;
            let mut channels = connection.channels.lock();
            let idle = channels.idle();
            channels.retired |= idle;
            idle.then_some(*key)
        });
        self.eviction_cursor = last;
        idle.and_then(|key| self.service.remove(&key)).is_some()
    }
}

impl Endpoint {
    /// Begins the periodic rounds, if they are not under way, and the keepalives to the peer of a client
    /// connection.
    pub(super) fn start_housekeeping(&self, now: Instant, client_of: Option<SocketAddr>) {
        let mut timers = self.timers.lock();
        timers.housekeeping.get_or_insert(now + INTERVAL);
        if let (Some(peer), Some(interval)) = (client_of, self.config.nat_keepalive) {
            timers.nat_keepalives.arm(peer, now, interval);
        }
        let driver = timers.driver_to_wake();
        drop(timers);
        if let Some(driver) = driver {
            crate::lock::ranked::assert_no_lock_held();
            driver.wake();
        }
    }

    /// Does a round if it is time.
    pub(super) fn housekeep(&self, now: Instant) {
        let due = self.timers.lock().housekeeping.is_some_and(|at| at <= now);
        if !due {
            return;
        }
        let config = &self.config;
        let mut tables = self.tables.lock();
        tables.forget_clients(|known| retire(known, now, config.client_connection_expiry));
        tables.service.retain(|_, known| !retire(known, now, config.service_connection_expiry));
        let bundles: Vec<_> = tables.bundles.values().cloned().collect();
        drop(tables);
        let bundles: Vec<_> =
            bundles.into_iter().filter(|bundle| bundle.forget_retired()).collect();
        let mut tables = self.tables.lock();
        for bundle in bundles {
            let empty = bundle.slots.waiting() == 0
                // The table's and this walk's: nobody is on the way to use it.
                && Arc::strong_count(&bundle) == 2
                && Arc::strong_count(&bundle.slots) == 1;
            if empty {
                tables.bundles.remove(&bundle.key);
            }
        }
        let more =
            !(tables.client.is_empty() && tables.service.is_empty() && tables.bundles.is_empty());
        // Under the lock of the tables: who adds a connection after this finds out that no round is to
        // come, and begins them anew.
        self.timers.lock().housekeeping = more.then_some(now + INTERVAL);
    }
}
