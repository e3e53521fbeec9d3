//! What one call learned of the path to its peer, for the next call.
//!
//! Holds: [`RateEstimate`] (after RFC 9040, which asks for care with windows). Must not know:
//! connections, or how any of it was measured.
//!
//! Round trips, and the shortest time of a reply, outlive a call as they are. A congestion window is
//! handed on with three limits:
//!
//! * Only what was tested: as many packets as were in transit at once and no more than the window
//!   that the call ended with. A call that tested nothing leaves what is known as it is.
//! * It is shared. A window that was found while `n` calls ran is the part of one of them. As many
//!   calls may each begin with it, since the path carried them so; of more, each gets less. Whoever
//!   comes first cannot know how many follow, so the worst is four calls at the heels of one that
//!   was alone, with 1 + 1/2 + 1/3 + 1/4 of what was in transit before.
//! * It ages like the window of a call that pauses: halved for each retransmission timeout.
//!
//! A new connection to the same service of a peer begins with what another one knows but its window, which was found for
//! the calls of that connection.

use super::rtt::{RoundTrip, RttEstimate};
use std::time::{Duration, Instant};

/// How long a slow start threshold is of use.
const THRESHOLD_LIFE: Duration = Duration::from_secs(60);

/// Packets that a peer is trusted to take at the start of a call because it took them at the start
/// of the call before, at most: what Linux takes, with nothing that grew within a call.
const MAX_FIRST_WINDOW: u32 = 255;

/// What is known of the path to a peer.
///
/// Each connection keeps one, so it is small: times in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateEstimate {
    /// The round trip, if one was measured, and its deviation.
    smoothed: Micros,
    deviation: Micros,
    /// The shortest time from a request to its reply.
    reply: Micros,
    shortest: Micros,
    /// The receive window that the peer advertised first.
    first_window: Option<u32>,
    tested: Option<Tested>,
}

/// A time in microseconds, up to more than an hour, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Micros(u32);

impl Micros {
    const NONE: Self = Self(u32::MAX);

    #[inline]
    fn of(time: Option<Duration>) -> Self {
        let micros = |time: Duration| u32::try_from(time.as_micros()).unwrap_or(u32::MAX - 1);
        time.map_or(Self::NONE, |time| Self(micros(time).min(u32::MAX - 1)))
    }

    #[inline]
    fn get(self) -> Option<Duration> {
        (self != Self::NONE).then(|| Duration::from_micros(self.0.into()))
    }

    #[inline]
    fn or(self, other: Self) -> Self {
        if self == Self::NONE { other } else { self }
    }
}

/// A congestion window that was in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tested {
    window: u32,
    threshold: Option<u32>,
    at: Instant,
    /// How many calls ran then.
    calls: u32,
}

/// A congestion window for a call to begin with.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct Start {
    /// Packets that were in transit at once.
    pub(in crate::proto) window: u32,
    /// The slow start threshold, if it is not too old.
    pub(in crate::proto) threshold: Option<u32>,
    /// How long ago that was.
    pub(in crate::proto) age: Duration,
}

impl RateEstimate {
    /// Takes over what a call found that has ended, while it was one of `calls` that ran.
    #[must_use]
    pub fn updated_by(self, mut newer: Self, calls: u32) -> Self {
        newer.smoothed = newer.smoothed.or(self.smoothed);
        newer.deviation = newer.deviation.or(self.deviation);
        newer.reply = newer.reply.min(self.reply);
        newer.shortest = newer.shortest.or(self.shortest);
        newer.first_window = newer.first_window.or(self.first_window);
        newer.tested = newer.tested.map(|tested| Tested { calls, ..tested }).or(self.tested);
        newer
    }

    /// The part for one of `calls` calls that run now, this one included.
    #[must_use]
    pub fn shared_by(mut self, calls: u32) -> Self {
        if let Some(tested) = &mut self.tested
            && calls > tested.calls
        {
            let part = u64::from(tested.window) * u64::from(tested.calls) / u64::from(calls);
            tested.window = u32::try_from(part).unwrap_or(u32::MAX);
            tested.threshold = tested.threshold.map(|threshold| threshold.max(tested.window));
        }
        self
    }

    /// What a connection beside this one may begin with.
    #[must_use]
    pub fn untested(self) -> Self {
        Self { tested: None, ..self }
    }

    /// What a call knows, once it has measured a round trip, began with one or had a reply.
    #[inline]
    pub(in crate::proto) fn of(rtt: &RoundTrip, first_window: Option<u32>) -> Option<Self> {
        let (measured, reply) = (rtt.estimate(), rtt.shortest_reply());
        if measured.is_none() && reply.is_none() {
            return None;
        }
        Some(Self {
            smoothed: Micros::of(measured.map(|rtt| rtt.smoothed)),
            deviation: Micros::of(measured.map(|rtt| rtt.deviation)),
            reply: Micros::of(reply),
            shortest: Micros::of(rtt.shortest()),
            first_window,
            tested: None,
        })
    }

    /// The round trip, if one was measured.
    #[inline]
    #[must_use]
    pub fn rtt(&self) -> Option<RttEstimate> {
        let (smoothed, deviation) = (self.smoothed.get()?, self.deviation.get()?);
        Some(RttEstimate { smoothed, deviation })
    }

    /// About how long to wait for an answer: by a round trip that was measured, and how much it varies, else by the
    /// shortest reply.
    pub(crate) fn patience(&self) -> Duration {
        let measured = self.rtt().map(|rtt| rtt.smoothed.saturating_add(rtt.deviation * 4));
        measured.or(self.reply.get().map(|reply| reply * 3)).unwrap_or(Duration::MAX)
    }

    /// Adds a congestion window that was in use at `at`, and the slow start threshold.
    #[inline]
    pub(in crate::proto) fn tested(
        mut self,
        at: Instant,
        window: u32,
        threshold: Option<u32>,
    ) -> Self {
        self.tested = Some(Tested { window, threshold, at, calls: 1 });
        self
    }

    /// Hands what is known of round trips to a call.
    #[inline]
    pub(in crate::proto) fn seed_round_trip(&self, now: Instant, round_trip: &mut RoundTrip) {
        if let Some(rtt) = self.rtt() {
            round_trip.seed(now, rtt, self.shortest.get());
        }
        if let Some(reply) = self.reply.get() {
            round_trip.note_reply(reply);
        }
    }

    /// The receive window that the peer may be trusted to have at the start of a call, `least` at least.
    #[inline]
    pub(in crate::proto) fn peer_window(&self, least: u32) -> Option<u32> {
        Some(self.first_window?.clamp(least, MAX_FIRST_WINDOW.max(least)))
    }

    /// The congestion window to begin with.
    #[inline]
    pub(in crate::proto) fn start(&self, now: Instant) -> Option<Start> {
        let Tested { window, threshold, at, .. } = self.tested?;
        let age = now.saturating_duration_since(at);
        let threshold = threshold.filter(|_| age < THRESHOLD_LIFE);
        Some(Start { window, threshold, age })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn path(at: Instant, window: u32) -> RateEstimate {
        RateEstimate {
            smoothed: Micros::of(Some(ms(20))),
            deviation: Micros::of(Some(ms(1))),
            reply: Micros::NONE,
            shortest: Micros::of(Some(ms(18))),
            first_window: Some(100),
            tested: Some(Tested { window, threshold: Some(200), at, calls: 1 }),
        }
    }

    #[test]
    fn four_calls_at_once_get_little_more_than_two_windows() {
        let path = path(Instant::now(), 120);
        let parts = (1..=4).map(|calls| path.shared_by(calls).tested.unwrap().window);
        assert_eq!(parts.collect::<Vec<_>>(), [120, 60, 40, 30]);
    }

    #[test]
    fn what_was_found_beside_others_is_a_share_already() {
        let now = Instant::now();
        let found = path(now, 500).updated_by(path(now, 30), 4);
        let parts = (1..=4).map(|calls| found.shared_by(calls).tested.unwrap().window);
        assert_eq!(parts.collect::<Vec<_>>(), [30; 4]);
    }

    #[test]
    fn a_call_that_tested_nothing_leaves_what_is_known() {
        let now = Instant::now();
        let newer = RateEstimate { tested: None, first_window: None, ..path(now, 1) };
        let updated = path(now, 120).updated_by(newer, 3);
        assert_eq!(updated, path(now, 120));
    }

    #[test]
    fn times_keep_their_microseconds_and_none_is_none() {
        let now = Instant::now();
        let known = path(now, 1);
        assert_eq!(known.rtt(), Some(RttEstimate { smoothed: ms(20), deviation: ms(1) }));
        let fresh =
            RateEstimate { smoothed: Micros::NONE, reply: Micros::of(Some(ms(7))), ..known };
        assert_eq!(fresh.rtt(), None);
        let updated = known.updated_by(fresh, 1);
        assert_eq!((updated.rtt(), updated.reply.get()), (known.rtt(), Some(ms(7))));
        assert_eq!(updated.updated_by(known, 1).reply.get(), Some(ms(7)));
        assert_eq!(Micros::of(Some(Duration::MAX)).get(), Micros(u32::MAX - 1).get());
        assert_eq!(Micros::of(Some(Duration::ZERO)).get(), Some(Duration::ZERO));
    }
}
