//! Losses that come together, as on radio links and full routers.
//!
//! Holds: [`Burst`], the model of Gilbert and Elliott: a link is good or bad and changes between the two
//! from datagram to datagram. Must not know: links.

use super::random::Random;
use std::time::Duration;

/// How a link turns bad. Rates are in a thousand datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Datagrams with which a good link turns bad.
    pub begins: u32,
    /// Datagrams with which a bad link turns good again.
    pub ends: u32,
    /// Datagrams that a bad link loses.
    pub loss: u32,
    /// How long a link is bad at most: where few datagrams come, it is not they who end it.
    pub longest: Duration,
}

impl Burst {
    /// Whether a datagram that comes at `now` is lost; `bad` is since when the link is bad, if it is.
    pub(super) fn loses(
        &self,
        bad: &mut Option<Duration>,
        now: Duration,
        random: &mut Random,
    ) -> bool {
        let over = bad.is_some_and(|since| now.saturating_sub(since) > self.longest);
        *bad = match bad {
            Some(_) if over || random.happens(self.ends) => None,
            None if random.happens(self.begins) => Some(now),
            _ => *bad,
        };
        bad.is_some() && random.happens(self.loss)
    }

    /// Datagrams in a thousand that are lost in the long run.
    #[must_use]
    pub fn mean_loss(&self) -> u32 {
        self.loss * self.begins / (self.begins + self.ends).max(1)
    }
}
