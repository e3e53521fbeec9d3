//! Packets spread over the round trip, where a burst would overrun a queue on the way.
//!
//! Holds: [`Pacer`] and [`Pace`]. Must not know: what is sent, or how the congestion window comes about.
//!
//! A window that opens at once (slow start, a large ACK, a call that begins with the window of the one
//! before) is sent as fast as this system can otherwise, and a short queue at the slowest link drops
//! what it cannot hold although the path has room over time (RFC 9002 section 7.7). Packets still go
//! in bursts: a batch costs the system little more than a packet, and no timer is exact to less than
//! about a millisecond.

use super::congestion::Congestion;
use crate::proto::common::Common;
use crate::proto::timers::{Timer, TimerTable};
use std::time::{Duration, Instant};

/// Least burst: the initial window of a call, which goes at once too (RFC 6928).
const BURST: u32 = 10;

/// A burst is at least what is due in this time.
const BURST_TIME: Duration = Duration::from_millis(1);

/// With a shorter round trip nothing is spread: timers are not exact enough, and a loopback or local
/// network has no queue that is short beside what fits into the path.
const MIN_ROUND_TRIP: Duration = Duration::from_millis(3);

/// How much faster than a window a round trip packets leave, in percent: twice in slow start, which
/// doubles the window in a round trip, and a little more later, so that pacing is never what holds
/// back (RFC 9002 section 7.7, as Linux TCP has it in slow start).
const SLOW_START_GAIN: u32 = 200;
const GAIN: u32 = 125;

/// Spreads packets over time.
#[derive(Debug)]
pub(super) struct Pacer {
    /// When the next packet would leave if each left by itself.
    due: Option<Instant>,
}

/// How fast packets may leave now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// Time from a packet to the next.
    interval: Duration,
    /// The time that the packets stand for which may leave together.
    burst_time: Duration,
}

impl Pace {
    /// The pace, where packets are spread at all.
    #[inline]
    pub(super) fn of(congestion: &Congestion, common: &Common) -> Option<Self> {
        let window = congestion.window();
        if !common.config.pacing || window <= BURST {
            return None;
        }
        common.rtt.shortest().filter(|shortest| *shortest >= MIN_ROUND_TRIP)?;
        Some(Self::new(window, congestion.in_slow_start(), common.rtt.smoothed()?))
    }

    #[inline]
    fn new(window: u32, slow_start: bool, round_trip: Duration) -> Self {
        let gain = if slow_start { SLOW_START_GAIN } else { GAIN };
        let interval = (round_trip * 100 / gain / window.max(1)).max(Duration::from_nanos(1));
        let in_time = BURST_TIME.as_nanos() / interval.as_nanos();
        let burst = u32::try_from(in_time).unwrap_or(u32::MAX).max(BURST);
        Self { interval, burst_time: interval.saturating_mul(burst) }
    }
}

impl Pacer {
    pub(super) fn new() -> Self {
        Self { due: None }
    }

    /// When the next packet is due. Who comes late may catch up, but by no more than a burst.
    fn due(&self, now: Instant, pace: Pace) -> Instant {
        let due = self.due.unwrap_or(now);
        now.checked_sub(pace.burst_time).map_or(due, |earliest| due.max(earliest))
    }

    /// How many packets may leave now, at least 1.
    fn room(&self, now: Instant, pace: Pace) -> u32 {
        let ahead = self.due(now, pace).saturating_duration_since(now);
        let behind = now.saturating_duration_since(self.due(now, pace));
        let time = (pace.burst_time + behind).saturating_sub(ahead);
        u32::try_from(time.as_nanos() / pace.interval.as_nanos()).unwrap_or(u32::MAX).max(1)
    }

    /// Packets left. Says when the next burst is due, if this one is over.
    fn sent(&mut self, now: Instant, count: u32, pace: Pace) -> Option<Instant> {
        let due = self.due(now, pace).checked_add(pace.interval.saturating_mul(count))?;
        self.due = Some(due);
        let over = due.saturating_duration_since(now) + pace.interval > pace.burst_time;
        (over && due > now).then_some(due)
    }

    /// How many packets of DATA may leave together now.
    #[inline]
    pub(super) fn allows(&self, now: Instant, pace: Option<Pace>) -> u64 {
        pace.map_or(u64::MAX, |pace| self.room(now, pace).into())
    }

    /// DATA left. Holds the next back if it is time; `more` says whether there is something to hold back.
    #[inline]
    pub(super) fn pace_after(
        &mut self,
        now: Instant,
        count: u64,
        pace: Option<Pace>,
        more: bool,
        timers: &mut TimerTable,
    ) {
        let Some(pace) = pace else { return };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if let Some(at) = self.sent(now, count, pace).filter(|_| more) {
            timers.set_at(Timer::Pacing, at);
        }
    }
}

/// Whether DATA waits for its time.
#[inline]
pub(super) fn is_held_back(timers: &TimerTable) -> bool {
    timers.get(Timer::Pacing).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn bursts_follow_at_the_pace() {
        // 100 packets in 80 ms.
        let pace = Pace::new(100, false, ms(100));
        assert_eq!((pace.interval, pace.burst_time), (Duration::from_micros(800), ms(8)));
        let start = Instant::now();
        let mut pacer = Pacer::new();
        assert_eq!(pacer.room(start, pace), 10);
        assert_eq!(pacer.sent(start, 4, pace), None);
        assert_eq!(pacer.room(start, pace), 6);
        let next = pacer.sent(start, 6, pace).unwrap();
        assert_eq!(next, start + ms(8));
        assert_eq!(pacer.room(next, pace), 10);
        assert_eq!(pacer.sent(next, 10, pace), Some(start + ms(16)));
        // The timer was late by 4 ms, so 5 packets more are due.
        assert_eq!(pacer.room(start + ms(20), pace), 15);
        assert_eq!(pacer.room(start + ms(9000), pace), 20, "catching up has an end");
    }

    #[test]
    fn a_fast_path_has_bursts_of_a_millisecond() {
        let pace = Pace::new(8000, true, ms(100));
        assert_eq!(pace.burst_time, pace.interval * 160);
        let pace = Pace::new(u32::MAX, true, Duration::ZERO);
        assert_eq!(pace.interval, Duration::from_nanos(1));
    }
}
