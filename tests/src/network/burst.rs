//! Losses that come together, as on radio links and full routers.
//!
//! Holds: [`Burst`], the model of Gilbert and Elliott: a link is good or bad and changes between the two
//! from datagram to datagram. Must not know: links.

use super::random::Random;

/// How a link turns bad. Rates are in a thousand datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Datagrams with which a good link turns bad.
    pub begins: u32,
    /// Datagrams with which a bad link turns good again.
    pub ends: u32,
    /// Datagrams that a bad link loses.
    pub loss: u32,
}

impl Burst {
    /// Whether the next datagram is lost; `bad` is the state of the link.
    pub(super) fn loses(&self, bad: &mut bool, random: &mut Random) -> bool {
        let turns = if *bad { self.ends } else { self.begins };
        *bad ^= random.happens(turns);
        *bad && random.happens(self.loss)
    }

    /// Datagrams in a thousand that are lost in the long run.
    #[must_use]
    pub fn mean_loss(&self) -> u32 {
        self.loss * self.begins / (self.begins + self.ends).max(1)
    }
}
