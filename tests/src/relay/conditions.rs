//! What happens to datagrams on one way through a relay.
//!
//! Holds: [`Conditions`], [`Share`], [`RateLimit`]. Must not know: sockets, packets.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How many of all, in parts of a million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// None.
    pub const NONE: Self = Self(0);
    /// All.
    pub const ALL: Self = Self(1_000_000);

    /// So many of a thousand; more than all is all.
    #[must_use]
    pub const fn per_mille(share: u32) -> Self {
        Self(if share > 1000 { Self::ALL.0 } else { share * 1000 })
    }

    /// So many of a million; more than all is all.
    #[must_use]
    pub const fn per_million(share: u32) -> Self {
        Self(if share > Self::ALL.0 { Self::ALL.0 } else { share })
    }

    /// In parts of a million.
    #[must_use]
    pub const fn parts(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Share {
    /// In per cent.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", f64::from(self.0) / 10_000.0)
    }
}

impl FromStr for Share {
    type Err = String;

    /// Reads a number of per cent, such as `0.5`.
    fn from_str(text: &str) -> Result<Self, String> {
        let percent: f64 = text.parse().map_err(|_| format!("{text:?} is no number"))?;
        if (0.0..=100.0).contains(&percent) {
            // In range, and what is cut off is less than one in a million.
            Ok(Self((percent * 10_000.0).round() as u32))
        } else {
            Err(format!("{text} is not between 0 and 100 per cent"))
        }
    }
}

/// A line of limited speed with a queue before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// At least 1.
    pub bytes_per_second: u64,
    /// What may wait for the line, in bytes; a datagram that finds more is dropped.
    pub queue: u64,
}

/// The conditions of one way. The default is a perfect one.
///
/// Which datagrams are lost, doubled or held back is decided for the first, second, … datagram by the
/// seed alone, whenever it comes: two runs with the same seed lose the same ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// Datagrams that never arrive.
    pub loss: Share,
    /// How many datagrams a loss takes with it on average, at least 1. The share of all that is lost
    /// stays the same.
    pub burst: u32,
    /// Datagrams that arrive twice.
    pub duplication: Share,
    /// Datagrams that are held back until later ones have overtaken them.
    pub reordering: Share,
    /// How many later ones, at least 1.
    pub overtaken_by: u32,
    /// Longest time that a datagram is held back for want of later ones.
    pub held_at_most: Duration,
    /// The least time that every datagram takes.
    pub delay: Duration,
    /// What it may take longer, at random; this alone changes no order.
    pub jitter: Duration,
    /// Speed of the line.
    pub rate: Option<RateLimit>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            loss: Share::NONE,
            burst: 1,
            duplication: Share::NONE,
            reordering: Share::NONE,
            overtaken_by: 3,
            held_at_most: Duration::from_millis(20),
            delay: Duration::ZERO,
            jitter: Duration::ZERO,
            rate: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_and_printed_in_per_cent() {
        let share: Share = "0.5".parse().unwrap();
        assert_eq!(share, Share::per_mille(5));
        assert_eq!(share.to_string(), "0.5");
        assert_eq!("100".parse(), Ok(Share::ALL));
        assert!("101".parse::<Share>().is_err());
        assert!("-1".parse::<Share>().is_err());
        assert!("x".parse::<Share>().is_err());
        assert!("NaN".parse::<Share>().is_err());
    }
}
