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

/// When each timer fires.
#[derive(Debug, Default)]
pub(super) struct TimerTable([Option<Instant>; ALL.len()]);

impl TimerTable {
    /// Sets a timer to fire `delay` from `now`; never, if that is beyond what can be counted.
    pub(super) fn set_after(&mut self, timer: Timer, now: Instant, delay: Duration) {
        self.0[timer as usize] = now.checked_add(delay);
    }

    /// Sets a timer to fire at `at`.
    pub(super) fn set_at(&mut self, timer: Timer, at: Instant) {
        self.0[timer as usize] = Some(at);
    }

    pub(super) fn stop(&mut self, timer: Timer) {
        self.0[timer as usize] = None;
    }

    pub(super) fn stop_all(&mut self) {
        self.0 = Default::default();
    }

    pub(super) fn get(&self, timer: Timer) -> Option<Instant> {
        self.0[timer as usize]
    }

    /// The earliest deadline.
    pub(super) fn next(&self) -> Option<Instant> {
        self.0.iter().flatten().min().copied()
    }

    /// Stops and returns a timer that is due.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Timer> {
        let due = ALL.into_iter().find(|timer| self.get(*timer).is_some_and(|at| at <= now))?;
        self.stop(due);
        Some(due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_list_of_all_is_in_the_order_of_the_array() {
        for (index, timer) in ALL.into_iter().enumerate() {
            assert_eq!(timer as usize, index);
        }
    }
}
