//! The deadlines of one call: a fixed array, nothing on the heap.
//!
//! Holds: [`Timer`], [`TimerTable`]. Must not know: what a timer is for.

use std::time::{Duration, Instant};

/// The timers of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timer {
    /// Something was sent and nothing came back: see `send/loss_timer`.
    Loss,
    /// The next packets of DATA have their time: see `send/pacing`.
    Pacing,
    /// An acknowledgement has waited long enough.
    DelayedAck,
    /// The final ACK of a reply has waited long enough.
    FinalAck,
    /// A PING to an address that has not shown itself got no answer: see `peer/reach`.
    Reach,
    /// A probe of the path's size got no answer: see `path/search`.
    PathProbe,
    /// Nothing was sent for a while.
    Keepalive,
    /// Nothing was heard for too long.
    Normal,
    /// No request packet came for too long.
    Idle,
    /// The call has lasted too long.
    Hard,
}

/// All timers.
const ALL: [Timer; 10] = [
    Timer::Loss,
    Timer::Pacing,
    Timer::DelayedAck,
    Timer::FinalAck,
    Timer::Reach,
    Timer::PathProbe,
    Timer::Keepalive,
    Timer::Normal,
    Timer::Idle,
    Timer::Hard,
];

impl Timer {
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// When each timer fires.
#[derive(Debug, Default)]
pub(super) struct TimerTable {
    at: [Option<Instant>; ALL.len()],
    /// Those that are set, a bit each: mostly few.
    set: u16,
    /// The one that fires first: asked for much more often than it changes.
    first: Option<Timer>,
}

impl TimerTable {
    /// Sets a timer to fire `delay` from `now`; never, if that is beyond what can be counted.
    #[inline]
    pub(super) fn set_after(&mut self, timer: Timer, now: Instant, delay: Duration) {
        match now.checked_add(delay) {
            Some(at) => self.set_at(timer, at),
            None => self.stop(timer),
        }
    }

    /// Sets a timer to fire at `at`.
    #[inline]
    pub(super) fn set_at(&mut self, timer: Timer, at: Instant) {
        let before = self.at[timer as usize].replace(at);
        self.set |= timer.bit();
        match self.first {
            Some(first) if first == timer => {
                if before.is_some_and(|before| before < at) {
                    self.find_first();
                }
            }
            Some(first) if self.get(first).is_some_and(|first| first <= at) => {}
            _ => self.first = Some(timer),
        }
    }

    #[inline]
    pub(super) fn stop(&mut self, timer: Timer) {
        if self.set & timer.bit() != 0 {
            self.stop_set(timer);
        }
    }

    #[inline(never)]
    fn stop_set(&mut self, timer: Timer) {
        self.at[timer as usize] = None;
        self.set &= !timer.bit();
        if self.first == Some(timer) {
            self.find_first();
        }
    }

    pub(super) fn stop_all(&mut self) {
        *self = Self::default();
    }

    #[inline]
    pub(super) fn get(&self, timer: Timer) -> Option<Instant> {
        self.at[timer as usize]
    }

    /// The earliest deadline.
    #[inline]
    pub(super) fn next(&self) -> Option<Instant> {
        self.get(self.first?)
    }

    /// Stops and returns a timer that is due.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Timer> {
        self.next().filter(|at| *at <= now)?;
        let due = ALL.into_iter().find(|timer| self.get(*timer).is_some_and(|at| at <= now))?;
        self.stop(due);
        Some(due)
    }

    #[inline(never)]
    fn find_first(&mut self) {
        let mut first: Option<(Instant, Timer)> = None;
        let mut left = self.set;
        while left != 0 {
            let timer = ALL[left.trailing_zeros() as usize];
            left &= left - 1;
            if let Some(at) = self.get(timer)
                && first.is_none_or(|(first, _)| at < first)
            {
                first = Some((at, timer));
            }
        }
        self.first = first.map(|(_, timer)| timer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::tests::support::Random;

    #[test]
    fn due_timers_come_once_each() {
        let start = Instant::now();
        let mut timers = TimerTable::default();
        assert_eq!(timers.next(), None);
        timers.set_after(Timer::Normal, start, Duration::from_secs(2));
        timers.set_after(Timer::Keepalive, start, Duration::from_secs(1));
        timers.set_after(Timer::Hard, start, Duration::MAX);
        assert_eq!(timers.next(), Some(start + Duration::from_secs(1)));
        assert_eq!(timers.take_due(start), None);
        assert_eq!(timers.take_due(start + Duration::from_secs(1)), Some(Timer::Keepalive));
        assert_eq!(timers.take_due(start + Duration::from_secs(1)), None);
        timers.stop(Timer::Normal);
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn the_first_is_the_earliest_whatever_was_set_and_stopped() {
        let (start, mut random) = (Instant::now(), Random::new(7));
        let mut timers = TimerTable::default();
        for _ in 0..10_000 {
            let timer = ALL[random.below(10) as usize];
            match random.below(4) {
                0 => timers.stop(timer),
                1 => timers.set_after(timer, start, Duration::MAX),
                _ => timers.set_at(timer, start + Duration::from_millis(random.below(20))),
            }
            let earliest = ALL.into_iter().filter_map(|timer| timers.get(timer)).min();
            assert_eq!(timers.next(), earliest);
        }
        timers.stop_all();
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn the_list_of_all_is_in_the_order_of_the_array() {
        for (index, timer) in ALL.into_iter().enumerate() {
            assert_eq!(timer as usize, index);
        }
    }
}
