//! Keepalives: packets that say nothing, so that address translation between here and a peer does not
//! forget the path.
//!
//! Holds: [`NatKeepalives`], who is due when. Must not know: calls (those that run send PINGs), what is sent.
//!
//! Linux sends them to every peer that it knows, 20 s after the last packet to it, and OpenAFS has them
//! too: VERSION packets without the flag that makes one a question. Here a peer gets them while there is
//! a client connection to it. A packet that is sent moves nothing in the queue: it leaves its time with
//! its connection, which is looked at when the peer comes up. So a peer costs one step in each interval,
//! however many peers there are and however much is sent.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Most peers that come up in one round, and the time from one full round to the next: when many come up
/// at once, their packets neither fill the queue of what waits to be sent nor the network.
const PEERS_PER_ROUND: usize = 128;
const GAP: Duration = Duration::from_millis(100);

/// Peers in the order in which they come up.
#[derive(Debug, Default)]
pub(super) struct NatKeepalives {
    due: BTreeSet<(Instant, SocketAddr)>,
    known: BTreeSet<SocketAddr>,
    /// After a full round: when the next one may be.
    not_before: Option<Instant>,
}

impl NatKeepalives {
    /// When the next peer comes up.
    pub(super) fn first(&self) -> Option<Instant> {
        let (first, _) = self.due.first()?;
        Some(self.not_before.map_or(*first, |gap| gap.max(*first)))
    }

    /// A peer comes up `delay` after `from`, if it does not already.
    pub(super) fn arm(&mut self, peer: SocketAddr, from: Instant, delay: Duration) {
        if let Some(at) = from.checked_add(delay)
            && self.known.insert(peer)
        {
            self.due.insert((at, peer));
        }
    }

    /// Takes out those that are due now.
    pub(super) fn take_round(&mut self, now: Instant) -> Vec<SocketAddr> {
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
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
