//! When the receive window shall grow: the user keeps up, and the peer needs more.
//!
//! Holds: [`WindowGrowth`]. Must not know: what is stored, or how much memory there is.
//!
//! After TCP's receive buffer tuning ("dynamic right-sizing", Fisk and Feng 2001): a window that is
//! half drained within a round trip may be what holds the sender back, so it doubles. The round
//! trip is measured without the peer's help: nothing beyond an edge can arrive sooner than one round
//! trip after the edge was advertised.

use rxrpc_wire::Seq;
use std::time::{Duration, Instant};

/// A window that lets through this many packets a second, about 11 Gbit/s of full ones, is large enough:
/// on a short path a larger one would only fill the buffer of the receiving socket.
const ENOUGH: u128 = 1_000_000;

/// How the reception of a call goes on, from one growth of its window to the next.
#[derive(Debug)]
pub(in crate::proto) struct WindowGrowth {
    /// What the user had taken when this round began, and when that was.
    from: Seq,
    began: Instant,
    /// The edge of the window as it was at a moment.
    edge: Seq,
    edge_at: Instant,
    /// The shortest time that it took the peer to come to such an edge: a round trip at least, and
    /// about one if the window is what holds it back.
    shortest: Option<Duration>,
    /// The shortest round trip to the peer that was measured: unlike the time above it has nothing in it of
    /// what this side takes to look at packets.
    measured: Option<Duration>,
}

impl WindowGrowth {
    /// `taken` is one after what the user has taken, `edge` one after what the peer may send, `measured` the
    /// shortest round trip that is known otherwise.
    pub(in crate::proto) fn new(
        now: Instant,
        taken: Seq,
        edge: Seq,
        measured: Option<Duration>,
    ) -> Self {
        Self { from: taken, began: now, edge, edge_at: now, shortest: None, measured }
    }

    /// Whether [`WindowGrowth::wants_more`] would do anything.
    #[inline]
    pub(in crate::proto) fn has_news(&self, taken: Seq, next: Seq, size: u32) -> bool {
        !next.is_before(self.edge) || self.has_drained(taken, size)
    }

    /// Whether the user has taken enough of a window of `size` packets in this round.
    #[inline]
    fn has_drained(&self, taken: Seq, size: u32) -> bool {
        taken.distance(self.from).max(0).cast_unsigned() >= size.div_ceil(2)
    }

    /// Whether a window of `size` packets shall double now. `next` is one after what has arrived in
    /// order.
    #[inline]
    pub(in crate::proto) fn wants_more(
        &mut self,
        now: Instant,
        taken: Seq,
        next: Seq,
        edge: Seq,
        size: u32,
    ) -> bool {
        if !next.is_before(self.edge) {
            let took = now.saturating_duration_since(self.edge_at);
            self.shortest = Some(self.shortest.map_or(took, |shortest| shortest.min(took)));
            self.edge = edge;
            self.edge_at = now;
        }
        if !self.has_drained(taken, size) {
            return false;
        }
        let took = now.saturating_duration_since(self.began);
        self.from = taken;
        self.began = now;
        // Half as much again, since packets come in bursts.
        let held_back = self.shortest.is_none_or(|shortest| took <= shortest + shortest / 2);
        let path = self.shortest.into_iter().chain(self.measured).min();
        let carries = u128::from(size) * Duration::from_secs(1).as_nanos();
        held_back && path.is_none_or(|path| carries < path.as_nanos() * ENOUGH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A peer that sends at a steady rate of packets a millisecond, but never more than the window
    /// in a round trip. Returns the size of the window after `packets`.
    fn grown(rate: u64, round_trip_ms: u64, packets: u32, first: Seq) -> u32 {
        let start = Instant::now();
        let (mut size, mut sent, mut now_ms) = (255, 0, 0);
        let mut growth = WindowGrowth::new(start, first, first + size, None);
        while sent < packets {
            // One round trip: what the window lets through, spread over it.
            let round = size.min(u32::try_from(rate * round_trip_ms).unwrap());
            for at in 1..=round {
                let next = first + sent + at;
                let now = start
                    + Duration::from_millis(now_ms)
                    + Duration::from_millis(round_trip_ms) * at / round;
                if growth.wants_more(now, next, next, next + size, size) {
                    size *= 2;
                }
            }
            sent += round;
            now_ms += round_trip_ms;
        }
        size
    }

    #[test]
    fn the_window_grows_to_a_few_times_what_a_round_trip_carries() {
        for first in [Seq::FIRST, Seq(u32::MAX - 5000)] {
            for (rate, round_trip) in [(88, 100), (88, 10), (10, 100), (2, 300)] {
                let carried = u32::try_from(rate * round_trip).unwrap();
                let size = grown(rate, round_trip, 40 * carried, first);
                assert!(size >= 2 * carried && size <= 8 * carried, "{rate} {round_trip}: {size}");
            }
        }
    }

    #[test]
    fn a_slow_peer_gets_a_few_doublings_at_most() {
        assert!(grown(1, 10, 100_000, Seq::FIRST) <= 255 * 4);
    }

    #[test]
    fn on_a_short_path_the_first_window_is_enough() {
        let (start, size) = (Instant::now(), 255);
        let measured = Some(Duration::from_micros(100));
        let mut growth = WindowGrowth::new(start, Seq(1), Seq(1) + size, measured);
        for at in 1..100_000 {
            // The whole window in a tenth of a millisecond.
            let now = start + Duration::from_nanos(400) * at;
            let next = Seq(1) + at;
            assert!(!growth.wants_more(now, next, next, next + size, size));
        }
    }

    #[test]
    fn what_is_not_taken_opens_nothing() {
        let now = Instant::now();
        let mut growth = WindowGrowth::new(now, Seq(1), Seq(256), None);
        for next in 1..256 {
            assert!(!growth.wants_more(now, Seq(100), Seq(next), Seq(256), 255));
        }
    }
}
