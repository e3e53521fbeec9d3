//! Round trip time: which packets are probes, the estimate, and the timeout that follows from it.
//!
//! Holds: [`RttEstimate`], the estimator, and the probes in transit. Must not know: why a packet
//! was sent, or what happens when the timeout passes.

use crate::proto::MachineConfig;
use rxrpc_wire::Serial;
use std::time::{Duration, Instant};

/// Probes that are remembered at once. An older one gives way: an answer to it is then not used.
const PROBES: usize = 8;

/// How long after a packet arrived a peer may acknowledge it (observed: OpenAFS 1.8.9; Linux adds
/// as much to its own timeout).
pub(super) const PEER_ACK_DELAY: Duration = Duration::from_millis(100);

/// A smoothed round trip time and how much it varies, as one call hands it to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RttEstimate {
    /// Smoothed round trip time.
    pub smoothed: Duration,
    /// Mean deviation.
    pub deviation: Duration,
}

/// Measures round trips by serial: a peer names in an ACK the packet that caused it, and no two
/// transmissions share a serial, so a retransmission is as good a sample as any.
#[derive(Debug)]
pub(super) struct RoundTrip {
    estimate: Option<RttEstimate>,
    samples: u32,
    probes: [Option<(Serial, Instant)>; PROBES],
    next_probe: usize,
    last_probe_at: Option<Instant>,
    initial_rto: Duration,
    min_rto: Duration,
    max_rto: Duration,
}

impl RoundTrip {
    pub(super) fn new(config: &MachineConfig) -> Self {
        let min_rto = config.min_rto.max(Duration::from_millis(1));
        let max_rto = config.max_rto.max(min_rto);
        Self {
            estimate: None,
            samples: 0,
            probes: [None; PROBES],
            next_probe: 0,
            last_probe_at: None,
            initial_rto: config.initial_rto.clamp(min_rto, max_rto),
            min_rto,
            max_rto,
        }
    }

    /// Starts from what an earlier call to the same peer found.
    pub(super) fn seed(&mut self, estimate: RttEstimate) {
        if self.samples == 0 {
            self.estimate = Some(estimate);
        }
    }

    pub(super) fn estimate(&self) -> Option<RttEstimate> {
        self.estimate
    }

    pub(super) fn smoothed(&self) -> Option<Duration> {
        self.estimate.map(|estimate| estimate.smoothed)
    }

    pub(super) fn samples(&self) -> u32 {
        self.samples
    }

    /// When a packet was last sent that will be answered at once.
    pub(super) fn last_probe_at(&self) -> Option<Instant> {
        self.last_probe_at
    }

    /// A packet was sent that asks for an answer at once.
    pub(super) fn sent(&mut self, now: Instant, serial: Serial) {
        self.probes[self.next_probe] = Some((serial, now));
        self.next_probe = (self.next_probe + 1) % PROBES;
        self.last_probe_at = Some(now);
    }

    /// An ACK named `serial` as its cause; `true` if that gave a sample.
    pub(super) fn answered(&mut self, now: Instant, serial: Serial) -> bool {
        let Some(probe) =
            self.probes.iter_mut().find(|probe| probe.is_some_and(|(sent, _)| sent == serial))
        else {
            return false;
        };
        let Some((_, sent_at)) = probe.take() else { return false };
        self.add(now.saturating_duration_since(sent_at));
        true
    }

    /// Adds a sample.
    pub(super) fn add(&mut self, sample: Duration) {
        self.samples = self.samples.saturating_add(1);
        self.estimate = Some(match self.estimate {
            None => RttEstimate { smoothed: sample, deviation: sample / 2 },
            // RFC 6298: gains of 1/8 and 1/4.
            Some(old) => RttEstimate {
                smoothed: (old.smoothed * 7 + sample) / 8,
                deviation: (old.deviation * 3 + old.smoothed.abs_diff(sample)) / 4,
            },
        });
    }

    /// The retransmission timeout after `backoff` timeouts in a row.
    pub(super) fn timeout(&self, backoff: u32) -> Duration {
        let base = self.estimate.map_or(self.initial_rto, |estimate| {
            (estimate.smoothed + estimate.deviation * 4 + PEER_ACK_DELAY).max(self.min_rto)
        });
        // 2^20 times 1 ms is more than a quarter of an hour.
        base.saturating_mul(1 << backoff.min(20)).min(self.max_rto)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn only_a_probe_that_was_sent_gives_a_sample_and_only_once() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new(&MachineConfig::default());
        rtt.sent(start, Serial(7));
        assert!(!rtt.answered(start + ms(5), Serial(8)));
        assert!(rtt.answered(start + ms(40), Serial(7)));
        assert!(!rtt.answered(start + ms(90), Serial(7)));
        assert_eq!(rtt.smoothed(), Some(ms(40)));
        assert_eq!(rtt.samples(), 1);
    }

    #[test]
    fn timeout_follows_the_estimate_backs_off_and_is_bounded() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new(&MachineConfig::default());
        assert_eq!(rtt.timeout(0), ms(1000));
        assert_eq!(rtt.timeout(3), ms(8000));
        rtt.sent(start, Serial(1));
        rtt.answered(start + ms(300), Serial(1));
        // 300 + 4 * 150 + 100
        assert_eq!(rtt.timeout(0), ms(1000));
        for serial in 2..60 {
            rtt.sent(start, Serial(serial));
            rtt.answered(start + ms(1), Serial(serial));
        }
        assert_eq!(rtt.timeout(0), ms(200));
        assert_eq!(rtt.timeout(u32::MAX), ms(60_000));
    }

    #[test]
    fn a_flood_of_probes_keeps_the_newest() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new(&MachineConfig::default());
        for serial in 1..=20 {
            rtt.sent(start, Serial(serial));
        }
        assert!(!rtt.answered(start + ms(1), Serial(12)));
        assert!(rtt.answered(start + ms(1), Serial(13)));
        assert!(rtt.answered(start + ms(1), Serial(20)));
    }
}
