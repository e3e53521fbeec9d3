//! What a link does to datagrams.
//!
//! Holds: [`Link`]. Must not know: nodes, packets, the state of a link ([`super::hop`] has it).

use super::burst::Burst;
use super::mtu::Mtu;
use super::rate::Rate;
use std::time::Duration;

/// One way over a link. Rates are in a thousand datagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The least time that a datagram takes.
    pub latency: Duration,
    /// What a datagram may take longer, at random.
    pub jitter: Duration,
    /// Datagrams that never arrive.
    pub loss: u32,
    /// The same more finely: in ten thousand, besides.
    pub loss_in_ten_thousand: u32,
    /// Losses that come together, besides.
    pub burst: Option<Burst>,
    /// Datagrams that arrive twice.
    pub duplicates: u32,
    /// Datagrams that are held back by up to three latencies and so overtaken by others.
    pub reordered: u32,
    /// Datagrams that are damaged. The receiver's UDP checksum fails, so they are lost like others.
    pub corrupted: u32,
    /// Datagrams of which one random bit is changed and that arrive all the same, as where the UDP
    /// checksum is switched off. The security class "none" has no checksum of its own, so users may see
    /// wrong bytes: only for tests of what wrong headers do.
    pub damaged: u32,
    /// How fast datagrams leave; at once if there is no limit.
    pub rate: Option<Rate>,
    /// The longest packet that passes whole; any if there is no limit.
    pub mtu: Option<Mtu>,
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
            loss_in_ten_thousand: 0,
            burst: None,
            duplicates: 0,
            reordered: 0,
            corrupted: 0,
            damaged: 0,
            rate: None,
            mtu: None,
            cut: false,
        }
    }

    /// The same with this many lost in a thousand.
    #[must_use]
    pub const fn losing(mut self, loss: u32) -> Self {
        self.loss = loss;
        self
    }

    /// The same at a limited speed.
    #[must_use]
    pub const fn at(mut self, rate: Rate) -> Self {
        self.rate = Some(rate);
        self
    }

    /// Datagrams in a thousand that are lost one way or another, in the long run and but for full queues.
    #[must_use]
    pub fn mean_loss(&self) -> u32 {
        let bursts = self.burst.map_or(0, |burst| burst.mean_loss());
        let passes =
            [self.loss, self.corrupted, bursts].map(|loss| 1000 - u64::from(loss.min(1000)));
        let passed = passes.iter().product::<u64>() / 1_000_000;
        1000 - u32::try_from(passed).unwrap_or(0) + self.loss_in_ten_thousand / 10
    }

    /// The longest that a datagram takes once it has left the queue.
    #[must_use]
    pub fn longest(&self) -> Duration {
        let held_back = if self.reordered > 0 { self.latency * 3 } else { Duration::ZERO };
        self.latency + self.jitter + held_back
    }
}
