//! Lines that take time to send: a rate and a queue in front of it.
//!
//! Holds: [`Rate`]. Must not know: what else happens on a link.

use std::time::Duration;

/// A line of limited speed whose queue drops what it has no room for (drop-tail).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Bytes that leave in a second, headers included; at least 1.
    pub bytes_per_second: u64,
    /// Bytes that may wait.
    pub queue: u64,
}

impl Rate {
    /// A line of so many million bits a second, whose queue holds what leaves in `queue`.
    #[must_use]
    pub fn megabits(megabits: u64, queue: Duration) -> Self {
        let bytes_per_second = megabits * 125_000;
        let queue = u128::from(bytes_per_second) * queue.as_nanos() / 1_000_000_000;
        Self { bytes_per_second, queue: u64::try_from(queue).unwrap_or(u64::MAX) }
    }

    /// The time that so many bytes take to leave.
    #[must_use]
    pub fn time(&self, bytes: u64) -> Duration {
        let rate = u128::from(self.bytes_per_second.max(1));
        let nanos = u128::from(bytes) * 1_000_000_000 / rate;
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    /// When a datagram that comes at `now` has left the line, which is busy until `busy`; `None` if the
    /// queue has no room for it.
    pub(super) fn departure(&self, now: Duration, busy: Duration, bytes: u64) -> Option<Duration> {
        if busy.saturating_sub(now) > self.time(self.queue) {
            return None;
        }
        Some(busy.max(now) + self.time(bytes))
    }
}
