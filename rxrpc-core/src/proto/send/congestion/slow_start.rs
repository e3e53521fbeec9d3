//! The window that all algorithms share, and its slow start.
//!
//! Holds: [`Window`], and [`HyStart`], which ends slow start when round trips get longer (HyStart++,
//! RFC 9406). Must not know: what happens after slow start.

use super::{AckSample, MIN_THRESHOLD, decayed};

/// How much longer a round trip must be than in the round before: an eighth, within these bounds
/// (RFC 9406 section 4.3), in microseconds.
const MIN_INCREASE: u32 = 4_000;
const MAX_INCREASE: u32 = 16_000;
const INCREASE_DIVISOR: u32 = 8;

/// Samples in a row of which the shortest counts.
const SAMPLES: u32 = 8;

/// Conservative slow start: how much more slowly it grows, and for how many rounds.
const CONSERVATIVE_DIVISOR: u32 = 4;
const CONSERVATIVE_ROUNDS: u32 = 5;

/// A congestion window in packets.
#[derive(Debug)]
pub(super) struct Window {
    pub(super) packets: u32,
    /// Slow start ends here; `None` as long as nothing has shown where.
    pub(super) threshold: Option<u32>,
    pub(super) limit: u32,
    initial: u32,
    hystart: HyStart,
}

impl Window {
    pub(super) fn new(packets: u32, initial: u32, limit: u32, threshold: Option<u32>) -> Self {
        Self { packets, threshold, limit, initial, hystart: HyStart::default() }
    }

    pub(super) fn in_slow_start(&self) -> bool {
        self.threshold.is_none_or(|threshold| self.packets < threshold)
    }

    /// Grows by what arrived; `true` while in slow start.
    ///
    /// There is no limit to what one ACK may add (RFC 9406 asks for one if nothing paces): peers
    /// acknowledge every second packet, so a large step means that ACKs were lost, or were handed in
    /// together. What it lets out at once is the affair of pacing.
    pub(super) fn slow_start(&mut self, arrived: &AckSample) -> bool {
        if !self.in_slow_start() {
            return false;
        }
        let growth = match self.threshold {
            // A threshold is known: there is nothing for HyStart to find (RFC 9406 section 4.3).
            Some(_) => arrived.count,
            None => match self.hystart.grow(arrived) {
                Some(growth) => growth,
                None => {
                    self.threshold = Some(self.packets.max(MIN_THRESHOLD));
                    return false;
                }
            },
        };
        if arrived.limited {
            let bound = self.threshold.unwrap_or(self.limit).min(self.limit);
            self.packets = self.packets.saturating_add(growth).min(bound.max(self.packets));
        }
        true
    }

    /// What a loss is measured by: the whole window if it was used, otherwise what was in transit.
    /// (ACKs that are handed in together lower the latter before the loss is seen.)
    pub(super) fn used(&self, flight: u32) -> u32 {
        match flight.saturating_mul(2) >= self.packets {
            true => self.packets,
            false => flight,
        }
    }

    /// A loss leaves this window.
    pub(super) fn reduce(&mut self, threshold: u32) {
        let threshold = threshold.clamp(MIN_THRESHOLD, self.limit);
        self.threshold = Some(threshold);
        // A loss while little was in transit must not make the window larger than it was.
        self.packets = threshold.min(self.packets.max(MIN_THRESHOLD));
    }

    /// A timeout leaves one packet, and slow start up to `threshold`.
    pub(super) fn collapse(&mut self, threshold: u32) {
        self.threshold = Some(threshold.clamp(MIN_THRESHOLD, self.limit));
        self.packets = 1;
    }

    /// Takes a reduction back. What has grown since stays.
    pub(super) fn restore(&mut self, packets: u32, threshold: Option<u32>) {
        self.packets = self.packets.max(packets).min(self.limit);
        self.threshold = threshold;
    }

    /// The window is old. What it was stays known as the threshold, so that slow start finds back to
    /// most of it (RFC 2861).
    pub(super) fn idle(&mut self, timeouts: u32) {
        if let Some(threshold) = self.threshold {
            self.threshold = Some(threshold.max(self.packets - self.packets / 4));
        }
        self.packets = decayed(self.packets, timeouts, self.initial);
        self.hystart = HyStart::default();
    }
}

/// Watches the round trips of slow start. Times are in microseconds.
#[derive(Debug, Default)]
struct HyStart {
    /// The round ends when a packet from this position in the order of transmissions on arrives.
    round_end: u64,
    /// The shortest round trips of the round before, of this one, and of the latest samples in it.
    ///
    /// RFC 9406 compares rounds. But a paced sender builds its queue up evenly, so that each round begins
    /// with a short round trip and the next one knows no more than this one could have known.
    last: Option<u32>,
    this: Option<u32>,
    latest: Option<u32>,
    samples: u32,
    conservative: Option<Conservative>,
}

/// Slow start that has seen a longer round trip and waits whether it meant anything.
#[derive(Debug)]
struct Conservative {
    /// The longer round trip.
    baseline: u32,
    rounds: u32,
    /// Arrivals that did not grow the window yet.
    credit: u32,
}

impl HyStart {
    /// How many packets the window grows by; `None` when slow start is over.
    fn grow(&mut self, arrived: &AckSample) -> Option<u32> {
        if arrived.newest >= self.round_end {
            self.round_end = arrived.next;
            self.last = self.this.take();
            if let Some(conservative) = &mut self.conservative {
                conservative.rounds += 1;
                if conservative.rounds > CONSERVATIVE_ROUNDS {
                    return None;
                }
            }
        }
        if let Some(age) = arrived.age {
            let age = u32::try_from(age.as_micros()).unwrap_or(u32::MAX);
            self.this = Some(self.this.map_or(age, |this| this.min(age)));
            let latest = self.latest.map_or(age, |latest| latest.min(age));
            self.samples += 1;
            if self.samples < SAMPLES {
                self.latest = Some(latest);
            } else {
                self.latest = None;
                self.samples = 0;
                self.judge(latest);
            }
        }
        let Some(conservative) = &mut self.conservative else { return Some(arrived.count) };
        conservative.credit = conservative.credit.saturating_add(arrived.count);
        let growth = conservative.credit / CONSERVATIVE_DIVISOR;
        conservative.credit %= CONSERVATIVE_DIVISOR;
        Some(growth)
    }

    fn judge(&mut self, latest: u32) {
        match &self.conservative {
            // It was only jitter.
            Some(conservative) if latest < conservative.baseline => self.conservative = None,
            Some(_) => {}
            None => {
                let Some(last) = self.last else { return };
                let increase = (last / INCREASE_DIVISOR).clamp(MIN_INCREASE, MAX_INCREASE);
                if latest >= last.saturating_add(increase) {
                    self.conservative =
                        Some(Conservative { baseline: latest, rounds: 0, credit: 0 });
                }
            }
        }
    }
}
