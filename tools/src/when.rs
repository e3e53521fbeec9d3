//! Times, for people.
//!
//! Holds: [`When`]. Must not know: of what.

use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

/// Seconds since 1970, shown as a date of UTC; 0 is never. AFS has 32 bits for them; what would be before 1970 is after 2038.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When(pub i32);

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.cast_unsigned() {
            0 => f.write_str("never"),
            seconds => {
                let time = UNIX_EPOCH + Duration::from_secs(seconds.into());
                httpdate::HttpDate::from(time).fmt(f)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn every_time_is_a_date() {
        for (seconds, shown) in [
            (0, "never"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (i32::MAX, "Tue, 19 Jan 2038 03:14:07 GMT"),
            (i32::MIN, "Tue, 19 Jan 2038 03:14:08 GMT"),
            (-1, "Sun, 07 Feb 2106 06:28:15 GMT"),
        ] {
            assert_eq!(When(seconds).to_string(), shown);
        }
    }
}
