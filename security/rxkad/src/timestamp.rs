//! Times of the calendar.
//!
//! Holds: [`Timestamp`]. Must not know: a clock that a verdict depends on: whoever asks hands the time in.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECONDS_A_DAY: i64 = 86_400;
const DAYS_IN_400_YEARS: i64 = 146_097;

/// A time of the calendar, in seconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The end of what never ends, in tickets of AFS (rxkad in practice §2).
    pub const NEVER: Self = Self(u32::MAX as i64);

    /// The time that a clock shows.
    #[must_use]
    pub fn of(time: SystemTime) -> Self {
        let seconds = |distance: Duration| i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        Self(match time.duration_since(UNIX_EPOCH) {
            Ok(since) => seconds(since),
            Err(before) => -seconds(before.duration()),
        })
    }

    /// The time as programs have it; `None` for [`Self::NEVER`], and for what no clock here can show.
    #[must_use]
    pub fn system_time(self) -> Option<SystemTime> {
        if self == Self::NEVER {
            return None;
        }
        let distance = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
    }

    /// So many seconds later, at most the last time there is.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Reads `YYYYMMDDHHMMSSZ`.
    pub(crate) fn from_generalized(text: &[u8]) -> Option<Self> {
        let [digits @ .., b'Z'] = text else { return None };
        if digits.len() != 14 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = |part: &[u8]| {
            part.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
        };
        let (year, [month, day, hour, minute, second]) =
            (number(&digits[..4]), [4, 6, 8, 10, 12].map(|at| number(&digits[at..at + 2])));
        // A leap second counts as the one before it.
        let sensible = (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && hour < 24
            && minute < 60
            && second <= 60;
        sensible.then(|| {
            let clock = (hour * 60 + minute) * 60 + second.min(59);
            Self(days_from_civil(year, month, day) * SECONDS_A_DAY + clock)
        })
    }

    /// Writes `YYYYMMDDHHMMSSZ`, years from 0 to 9999.
    pub(crate) fn to_generalized(self) -> String {
        let first = days_from_civil(0, 1, 1) * SECONDS_A_DAY;
        let last = days_from_civil(10_000, 1, 1) * SECONDS_A_DAY - 1;
        let seconds = self.0.clamp(first, last);
        let (days, clock) = (seconds.div_euclid(SECONDS_A_DAY), seconds.rem_euclid(SECONDS_A_DAY));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
    }
}

/// Days since 1970 of a date of the Gregorian calendar. Years are counted from March, so that the leap day is their last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year * 365 + year / 4 - year / 100 + day_of_year;
    era * DAYS_IN_400_YEARS + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) =
        (days.div_euclid(DAYS_IN_400_YEARS), days.rem_euclid(DAYS_IN_400_YEARS));
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let (day, month) = (day_of_year - (153 * from_march + 2) / 5 + 1, (from_march + 2) % 12 + 1);
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_and_seconds_agree() {
        for (seconds, text) in [
            (0, "19700101000000Z"),
            (i64::from(i32::MAX), "20380119031407Z"),
            (951_782_400, "20000229000000Z"),
            (4_102_444_799, "20991231235959Z"),
            (-1, "19691231235959Z"),
        ] {
            assert_eq!(Timestamp::from_generalized(text.as_bytes()), Some(Timestamp(seconds)));
            assert_eq!(Timestamp(seconds).to_generalized(), text);
        }
        assert_eq!(Timestamp(i64::MAX).to_generalized(), "99991231235959Z");
        assert_eq!(Timestamp(i64::MIN).to_generalized(), "00000101000000Z");
        for text in
            ["", "Z", "19700101000000", "19701301000000Z", "1970010100000Z", "1970010100000 Z"]
        {
            assert_eq!(Timestamp::from_generalized(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_a_long_time_comes_back() {
        for days in (-720_000..3_000_000).step_by(13) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }

    #[test]
    fn clocks() {
        let now = Timestamp(1_795_706_974);
        assert_eq!(now.system_time().map(Timestamp::of), Some(now));
        assert_eq!(Timestamp(-5).system_time().map(Timestamp::of), Some(Timestamp(-5)));
        assert_eq!(Timestamp::NEVER.system_time(), None);
    }
}
