//! What happens to datagrams between two nodes.
//!
//! Holds: [`Link`]. Must not know: nodes, packets.

use super::random::Random;
use std::time::Duration;

/// The way from one node to another. Rates are in a thousand datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The least time that a datagram takes.
    pub latency: Duration,
    /// What a datagram may take longer, at random.
    pub jitter: Duration,
    /// Datagrams that never arrive.
    pub loss: u32,
    /// Datagrams that arrive twice.
    pub duplicates: u32,
    /// Datagrams that are held back by up to three latencies and so overtaken by others.
    pub reordered: u32,
    /// Datagrams of which one random byte is changed.
    pub corrupted: u32,
    /// Nothing arrives at all.
    pub cut: bool,
}

impl Link {
    /// Every datagram arrives once, after `latency`.
    #[must_use]
    pub const fn perfect(latency: Duration) -> Self {
        Self {
            latency,
            jitter: Duration::ZERO,
            loss: 0,
            duplicates: 0,
            reordered: 0,
            corrupted: 0,
            cut: false,
        }
    }

    /// The same with this many lost in a thousand.
    #[must_use]
    pub const fn losing(mut self, loss: u32) -> Self {
        self.loss = loss;
        self
    }

    /// When the copies of one datagram arrive: after how long each. May change `datagram`.
    pub(super) fn carry(&self, random: &mut Random, datagram: &mut [u8]) -> Vec<Duration> {
        if self.cut || random.happens(self.loss) {
            return Vec::new();
        }
        if random.happens(self.corrupted) && !datagram.is_empty() {
            let at = random.below(datagram.len());
            datagram[at] ^= 1 << random.below(8);
        }
        let copies = 1 + usize::from(random.happens(self.duplicates));
        let delays = (0..copies).map(|_| {
            let held_back = match random.happens(self.reordered) {
                true => random.up_to(self.latency * 3),
                false => Duration::ZERO,
            };
            self.latency + random.up_to(self.jitter) + held_back
        });
        delays.collect()
    }
}
