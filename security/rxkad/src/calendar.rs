//! What the time of the calendar is, for what expires by it.
//!
//! Holds: [`Calendar`]. Must not know: what expires.

use crate::Timestamp;
use std::time::{Duration, Instant, SystemTime};

/// Tells the time of the calendar at a time of the endpoint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar(Option<(Instant, SystemTime)>);

impl Calendar {
    /// The system's: the time of the endpoint has to be the system's, too.
    pub const SYSTEM: Self = Self(None);

    /// One that goes on from a time which it was at `at`; for programs whose endpoints have a time of their own, such as
    /// tests.
    #[must_use]
    pub fn fixed(at: Instant, time: SystemTime) -> Self {
        Self(Some((at, time)))
    }

    /// What the calendar says at a time of the endpoint.
    #[must_use]
    pub fn at(&self, now: Instant) -> SystemTime {
        let Some((at, time)) = self.0 else { return SystemTime::now() };
        let later = now.saturating_duration_since(at);
        time.checked_add(later).unwrap_or(time)
    }

    /// The same in seconds.
    pub(crate) fn timestamp(&self, now: Instant) -> Timestamp {
        Timestamp::of(self.at(now))
    }

    /// How long after `now` something expires; nothing is left of what has expired.
    pub(crate) fn left(&self, now: Instant, expires: SystemTime) -> Duration {
        expires.duration_since(self.at(now)).unwrap_or_default()
    }

    /// When something expires, in the time of the endpoint; `None` if it does not within a hundred years.
    pub(crate) fn deadline(&self, now: Instant, expires: Option<SystemTime>) -> Option<Instant> {
        const LONG: Duration = Duration::from_secs(100 * 366 * 86_400);
        let left = self.left(now, expires?);
        if left > LONG { None } else { now.checked_add(left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_expires_does_so_in_the_time_of_the_endpoint() {
        let (start, day) = (Instant::now(), SystemTime::UNIX_EPOCH + Duration::from_secs(86_400));
        let calendar = Calendar::fixed(start, day);
        let in_a_minute = day + Duration::from_secs(60);
        let deadline = Some(start + Duration::from_secs(60));
        assert_eq!(calendar.deadline(start, Some(in_a_minute)), deadline);
        let later = start + Duration::from_secs(20);
        assert_eq!(calendar.deadline(later, Some(in_a_minute)), deadline);
        assert_eq!(calendar.deadline(later, Some(day)), Some(later), "it has expired");
        assert_eq!(calendar.deadline(later, None), None);
        let never = day + Duration::from_secs(200 * 366 * 86_400);
        assert_eq!(calendar.deadline(later, Some(never)), None);
    }
}
