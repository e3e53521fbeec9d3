//! When the receive window shall grow: the user keeps up, and the peer needs more.
//!
//! Holds: [`WindowGrowth`]. Must not know: what is stored, or how much memory there is.
//!
//! After TCP's receive buffer tuning ("dynamic right-sizing", Fisk and Feng 2001): a window that is
//! half drained within a round trip may be what holds the sender back, so it doubles. How long that may take is
//! measured without the peer's help: nothing beyond an edge can arrive sooner than one round trip after the edge
//! was advertised.
//!
//! What comes faster than this side looks at it waits in the buffer of the receiving socket, and that time is in there
//! too: on a short path a larger window would only fill that buffer, and the windows of many calls together overrun it.
//! So there a window grows no further than the socket holds what all of them let through (`budget`), and whoever is to
//! know asks for the round trip with a PING. On a very short path no window lets through more than the part of one call in
//! what the socket holds: many systems grant a buffer of some 200 packets, less than the first window of one call.

use rxrpc_wire::Seq;
use std::time::{Duration, Instant};

/// A window that lets through this many packets a second, about 11 Gbit/s of full ones, is large enough:
/// on a short path a larger one would only fill the buffer of the receiving socket.
const ENOUGH: u128 = 1_000_000;

/// From this round trip on, what a window lets through is on the path: it is longer than what comes from nearby waits in
/// the buffer of the receiving socket.
const LONG: Duration = Duration::from_millis(20);

/// Below this round trip, next to nothing of what a window lets through is on the path.
const SHORT: Duration = Duration::from_millis(2);

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
    /// Packets that the window lets through at most, whatever its size.
    most: u32,
}

/// What shall become of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Growth {
    /// Nothing, so far.
    None,
    /// It shall double.
    Double {
        /// Whether what it lets through then is on the path; else it may have to wait in the buffer of the socket.
        is_long: bool,
    },
    /// It shall double if the round trip is long, and nobody has measured it.
    Ask,
}

impl WindowGrowth {
    /// `taken` is one after what the user has taken, `edge` one after what the peer may send.
    pub(in crate::proto) fn new(now: Instant, taken: Seq, edge: Seq) -> Self {
        Self { from: taken, began: now, edge, edge_at: now, shortest: None, most: u32::MAX }
    }

    /// Packets that the window lets through at most, whatever its size.
    #[inline]
    pub(in crate::proto) fn most(&self) -> u32 {
        self.most
    }

    /// The socket holds so many packets of this call; what that means where the shortest round trip is this one. The peer
    /// may send what is before `edge` already.
    pub(in crate::proto) fn note_socket(
        &mut self,
        now: Instant,
        edge: Seq,
        part: u32,
        round_trip: Option<Duration>,
    ) {
        let most = if round_trip.is_some_and(|path| path < SHORT) { part } else { u32::MAX };
        if most == self.most {
            return;
        }
        self.most = most;
        // The next edges may lie before this one, and would be taken for reached in no time.
        self.shortest = None;
        if edge.is_after(self.edge) {
            (self.edge, self.edge_at) = (edge, now);
        }
    }

    /// Whether [`WindowGrowth::judge`] would do anything.
    #[inline]
    pub(in crate::proto) fn has_news(&self, taken: Seq, next: Seq, size: u32) -> bool {
        !next.is_before(self.edge) || self.has_drained(taken, size)
    }

    /// Whether the user has taken enough of a window of `size` packets in this round.
    #[inline]
    fn has_drained(&self, taken: Seq, size: u32) -> bool {
        taken.distance(self.from).max(0).cast_unsigned() >= size.div_ceil(2)
    }

    /// What shall become of a window of `size` packets now. `next` is one after what has arrived in order,
    /// `round_trip` the shortest one to the peer that was measured.
    #[inline]
    pub(in crate::proto) fn judge(
        &mut self,
        now: Instant,
        (taken, next, edge): (Seq, Seq, Seq),
        size: u32,
        round_trip: Option<Duration>,
    ) -> Growth {
        if !next.is_before(self.edge) {
            let took = now.saturating_duration_since(self.edge_at);
            self.shortest = Some(self.shortest.map_or(took, |shortest| shortest.min(took)));
            self.edge = edge;
            self.edge_at = now;
        }
        if !self.has_drained(taken, size) {
            return Growth::None;
        }
        let took = now.saturating_duration_since(self.began);
        self.from = taken;
        self.began = now;
        // Half as much again, since packets come in bursts.
        if self.shortest.is_some_and(|shortest| took > shortest + shortest / 2) {
            return Growth::None;
        }
        let Some(measured) = round_trip else { return Growth::Ask };
        let path = self.shortest.map_or(measured, |shortest| shortest.min(measured));
        match u128::from(size) * Duration::from_secs(1).as_nanos() < path.as_nanos() * ENOUGH {
            true => Growth::Double { is_long: path >= LONG },
            false => Growth::None,
        }
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
        let mut growth = WindowGrowth::new(start, first, first + size);
        let round_trip = Some(Duration::from_millis(round_trip_ms));
        while sent < packets {
            // One round trip: what the window lets through, spread over it.
            let round = size.min(u32::try_from(rate * round_trip_ms).unwrap());
            for at in 1..=round {
                let next = first + sent + at;
                let now = start
                    + Duration::from_millis(now_ms)
                    + Duration::from_millis(round_trip_ms) * at / round;
                if growth.judge(now, (next, next, next + size), size, round_trip) != Growth::None {
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
        let mut growth = WindowGrowth::new(start, Seq(1), Seq(1) + size);
        for at in 1..100_000 {
            // The whole window in a tenth of a millisecond.
            let now = start + Duration::from_nanos(400) * at;
            let next = Seq(1) + at;
            let judged = growth.judge(now, (next, next, next + size), size, measured);
            assert_eq!(judged, Growth::None);
        }
    }

    #[test]
    fn a_path_that_nobody_has_measured_is_asked_about_first() {
        let (start, size) = (Instant::now(), 255);
        let mut growth = WindowGrowth::new(start, Seq(1), Seq(1) + size);
        // What a queue before this side makes of a short path.
        let judged = |growth: &mut WindowGrowth, at: u32, measured| {
            let next = Seq(1) + at;
            let now = start + Duration::from_micros(10) * at;
            growth.judge(now, (next, next, next + size), size, measured)
        };
        let all: Vec<_> = (1..1000).map(|at| judged(&mut growth, at, None)).collect();
        assert!(all.iter().all(|judged| matches!(judged, Growth::None | Growth::Ask)));
        let short = Some(Duration::from_micros(100));
        assert!((1000..2000).all(|at| judged(&mut growth, at, short) == Growth::None));
        let long = Some(Duration::from_millis(10));
        assert!((2000..3000).any(|at| judged(&mut growth, at, long) != Growth::None));
    }

    #[test]
    fn what_is_not_taken_opens_nothing() {
        let (now, long) = (Instant::now(), Some(Duration::from_secs(1)));
        let mut growth = WindowGrowth::new(now, Seq(1), Seq(256));
        for next in 1..256 {
            let judged = growth.judge(now, (Seq(100), Seq(next), Seq(256)), 255, long);
            assert_eq!(judged, Growth::None);
        }
    }
}
