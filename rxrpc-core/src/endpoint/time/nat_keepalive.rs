//! Keepalives: packets that say nothing, so that address translation between here and a peer does not
//! forget the path.
//!
//! Holds: [`NatKeepalives`], who is due when, and the round that sends. Must not know: calls (those
//! that run send PINGs).
//!
//! Linux sends them to every peer that it knows, 20 s after the last packet to it, and OpenAFS has them
//! too: VERSION packets without the flag that makes one a question. Here a peer gets them while there is
//! a client connection to it. A packet that is sent moves nothing in the queue: it leaves its time with
//! its connection, which is looked at when the peer comes up. So a peer costs one step in each interval,
//! however many peers there are and however much is sent.

use crate::endpoint::Endpoint;
use crate::endpoint::answers::budget::Asker;
use rxrpc_wire::{Header, Version};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Most peers that come up in one round, and the time from one full round to the next: when many come up
/// at once, their packets neither fill the queue of what waits to be sent nor the network.
const PEERS_PER_ROUND: usize = 128;
const GAP: Duration = Duration::from_millis(100);

/// Peers in the order in which they come up.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct NatKeepalives {
    due: BTreeSet<(Instant, SocketAddr)>,
    known: BTreeSet<SocketAddr>,
    /// After a full round: when the next one may be.
    not_before: Option<Instant>,
}

impl NatKeepalives {
    /// When the next peer comes up.
    pub(in crate::endpoint) fn first(&self) -> Option<Instant> {
        let (first, _) = self.due.first()?;
        Some(self.not_before.map_or(*first, |gap| gap.max(*first)))
    }

    /// A peer comes up `delay` after `from`, if it does not already.
    pub(in crate::endpoint) fn arm(&mut self, peer: SocketAddr, from: Instant, delay: Duration) {
        if let Some(at) = from.checked_add(delay)
            && self.known.insert(peer)
        {
            self.due.insert((at, peer));
        }
    }

    /// Takes out those that are due now.
    fn take_round(&mut self, now: Instant) -> Vec<SocketAddr> {
        let mut round = Vec::new();
        if self.first().is_none_or(|at| at > now) {
            return round;
        }
        while round.len() < PEERS_PER_ROUND
            && let Some((at, peer)) = self.due.first().copied()
            && at <= now
        {
            self.due.remove(&(at, peer));
            self.known.remove(&peer);
            round.push(peer);
        }
        self.not_before = (round.len() == PEERS_PER_ROUND).then(|| now + GAP);
        round
    }

    /// Nobody comes up any more.
    pub(in crate::endpoint) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Endpoint {
    /// Sends what is due.
    pub(in crate::endpoint) fn send_nat_keepalives(&self, now: Instant) {
        let Some(interval) = self.config.nat_keepalive else { return };
        if self.is_closed() {
            return self.timers.lock().nat_keepalives.clear();
        }
        let round = self.timers.lock().nat_keepalives.take_round(now);
        for peer in round {
            // From here on a new connection to the peer arms it anew; whoever is second does nothing.
            let Some(path) = self.path_to(peer) else { continue };
            let silent = now.saturating_duration_since(path.last_sent) >= interval;
            if silent && path.heard {
                let mut datagram = Vec::with_capacity(Header::LEN + 1);
                Version::emit_keepalive(&mut datagram);
                self.queue_answer(&Asker { addresses: peer.into(), proven: true }, datagram);
                self.statistics.nat_keepalives_sent.fetch_add(1, Ordering::Relaxed);
            }
            let from = if silent { now } else { path.last_sent };
            self.timers.lock().nat_keepalives.arm(peer, from, interval);
        }
    }

    /// What is known of the path to a peer; `None` without a client connection to it.
    fn path_to(&self, peer: SocketAddr) -> Option<Path> {
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
}

/// The path to a peer.
struct Path {
    last_sent: Instant,
    /// Something came from there: who never answered has no path to be kept open.
    heard: bool,
}
