//! Round trip time: which packets are probes, the estimate, and the timeout that follows from it.
//!
//! Holds: [`RttEstimate`], the estimator, and the probes in transit. Must not know: why a packet
//! was sent, or what happens when the timeout passes.

use crate::proto::MachineConfig;
use rxrpc_wire::Serial;
use std::time::{Duration, Instant};

/// Probes that are remembered at once. An older one gives way: an answer to it is then not used.
const PROBES: usize = 8;

/// Nanoseconds for which a peer may wait before it acknowledges a packet that arrived (observed: OpenAFS 1.8.9; Linux adds
/// as much to its own timeout).
const PEER_ACK_DELAY: u64 = 100_000_000;

/// How long a shortest round trip is remembered: the path may have changed since. Two such spans are
/// looked at, the last one and the one before.
const SHORTEST_SPAN: Duration = Duration::from_secs(30);

/// Least upper bound of the retransmission timeout. With less, backoff could not keep a silent peer
/// from being sent to all the time.
pub(in crate::proto) const LEAST_MAX_RTO: Duration = Duration::from_secs(1);

/// Least lower bound of it.
const LEAST_MIN_RTO: u64 = 1_000_000;

/// Nanoseconds, 584 years of them at most: numbers are counted with in a fraction of the time.
#[inline]
pub(in crate::proto) const fn nanoseconds(time: Duration) -> u64 {
    time.as_secs().saturating_mul(1_000_000_000).saturating_add(time.subsec_nanos() as u64)
}

/// Microseconds, 71 minutes of them at most.
fn microseconds(time: Duration) -> u32 {
    u32::try_from(nanoseconds(time) / 1000).unwrap_or(u32::MAX)
}

/// A mean of which one part in `parts` is new.
fn weighed(old: Duration, parts: u64, new: Duration) -> Duration {
    let sum = nanoseconds(old).saturating_mul(parts - 1).saturating_add(nanoseconds(new));
    Duration::from_nanos(sum / parts)
}

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
pub(in crate::proto) struct RoundTrip {
    estimate: Option<RttEstimate>,
    samples: u32,
    /// Most calls are over before they send any.
    probes: Option<Box<Probes>>,
    shortest: Shortest,
    /// The shortest time from a request to its reply, in microseconds; the largest number if none was seen.
    reply: u32,
}

/// The packets that are to be answered at once, and when they were sent.
#[derive(Debug)]
struct Probes {
    sent: [Option<(Serial, Instant)>; PROBES],
    next: u8,
    last_at: Instant,
}

impl RoundTrip {
    /// Of which nothing is known.
    #[inline]
    pub(in crate::proto) fn new() -> Self {
        Self {
            estimate: None,
            samples: 0,
            probes: None,
            shortest: Shortest::default(),
            reply: u32::MAX,
        }
    }

    /// Starts from what an earlier call to the same peer found: the estimate, and the shortest round
    /// trip.
    pub(in crate::proto) fn seed(
        &mut self,
        now: Instant,
        estimate: RttEstimate,
        shortest: Option<Duration>,
    ) {
        if self.samples == 0 {
            self.estimate = Some(estimate);
            if let Some(shortest) = shortest {
                self.shortest.note(now, shortest);
            }
        }
    }

    /// The shortest round trip of the last [`SHORTEST_SPAN`] or two.
    #[inline]
    pub(in crate::proto) fn shortest(&self) -> Option<Duration> {
        self.shortest.get()
    }

    /// A packet was sent this long ago that has arrived. The peer may have waited before it said so,
    /// so this is no sample, but no round trip is longer than this.
    pub(in crate::proto) fn note_upper_bound(&mut self, now: Instant, age: Duration) {
        self.shortest.note(now, age);
    }

    /// A request that was sent once was answered after this time. That includes what the service did, so it is no
    /// sample; but no round trip is longer, and of many small calls the shortest comes close. It only makes
    /// the first timeout shorter, until a round trip is measured.
    pub(in crate::proto) fn note_reply(&mut self, time: Duration) {
        self.reply = self.reply.min(microseconds(time));
    }

    /// The shortest time from a request to its reply.
    pub(in crate::proto) fn shortest_reply(&self) -> Option<Duration> {
        (self.reply < u32::MAX).then(|| Duration::from_micros(self.reply.into()))
    }

    /// What is taken for the round trip where nothing but time matters: what was measured, else the shortest
    /// reply.
    #[inline]
    pub(in crate::proto) fn presumed(&self) -> Option<Duration> {
        self.smoothed().or_else(|| self.shortest_reply())
    }

    pub(in crate::proto) fn estimate(&self) -> Option<RttEstimate> {
        self.estimate
    }

    #[inline]
    pub(in crate::proto) fn smoothed(&self) -> Option<Duration> {
        self.estimate.map(|estimate| estimate.smoothed)
    }

    #[inline]
    pub(in crate::proto) fn samples(&self) -> u32 {
        self.samples
    }

    /// When a packet was last sent that will be answered at once.
    #[inline]
    pub(in crate::proto) fn last_probe_at(&self) -> Option<Instant> {
        self.probes.as_ref().map(|probes| probes.last_at)
    }

    /// A packet was sent that asks for an answer at once.
    #[inline]
    pub(in crate::proto) fn sent(&mut self, now: Instant, serial: Serial) {
        let none = || Box::new(Probes { sent: [None; PROBES], next: 0, last_at: now });
        let probes = self.probes.get_or_insert_with(none);
        probes.sent[usize::from(probes.next)] = Some((serial, now));
        probes.next = (probes.next + 1) % PROBES as u8;
        probes.last_at = now;
    }

    /// An ACK named `serial` as its cause; `true` if that gave a sample.
    pub(in crate::proto) fn answered(&mut self, now: Instant, serial: Serial) -> bool {
        let Some(probes) = &mut self.probes else { return false };
        let Some(probe) =
            probes.sent.iter_mut().find(|probe| probe.is_some_and(|(sent, _)| sent == serial))
        else {
            return false;
        };
        let Some((_, sent_at)) = probe.take() else { return false };
        self.add(now, now.saturating_duration_since(sent_at));
        true
    }

    /// Adds a sample.
    pub(in crate::proto) fn add(&mut self, now: Instant, sample: Duration) {
        self.shortest.note(now, sample);
        self.samples = self.samples.saturating_add(1);
        self.estimate = Some(match self.estimate {
            None => RttEstimate { smoothed: sample, deviation: sample / 2 },
            // RFC 6298: gains of 1/8 and 1/4.
            Some(old) => RttEstimate {
                smoothed: weighed(old.smoothed, 8, sample),
                deviation: weighed(old.deviation, 4, old.smoothed.abs_diff(sample)),
            },
        });
    }

    /// The retransmission timeout after `backoff` timeouts in a row, in nanoseconds.
    pub(in crate::proto) fn timeout(&self, config: &MachineConfig, backoff: u32) -> u64 {
        let min_rto = nanoseconds(config.min_rto).max(LEAST_MIN_RTO);
        let max_rto = nanoseconds(config.max_rto).max(min_rto).max(nanoseconds(LEAST_MAX_RTO));
        let initial_rto = nanoseconds(config.initial_rto).clamp(min_rto, max_rto);
        let base = match (self.estimate, self.reply) {
            (Some(RttEstimate { smoothed, deviation }), _) => {
                let spread = nanoseconds(deviation).saturating_mul(4);
                let sum = nanoseconds(smoothed).saturating_add(spread);
                sum.saturating_add(PEER_ACK_DELAY).max(min_rto)
            }
            // As if it were the first sample.
            (None, reply @ 0..u32::MAX) => {
                let sum = u64::from(reply) * 3 * 1000;
                (sum + PEER_ACK_DELAY).max(min_rto).min(initial_rto)
            }
            (None, u32::MAX) => initial_rto,
        };
        // 2^20 times 1 ms is more than a quarter of an hour.
        base.saturating_mul(1 << backoff.min(20)).min(max_rto)
    }
}

/// The shortest of what was seen lately, in microseconds.
#[derive(Debug)]
struct Shortest {
    began: Option<Instant>,
    /// Of this span and the one before; the largest number if nothing was seen.
    current: u32,
    previous: u32,
}

impl Default for Shortest {
    fn default() -> Self {
        Self { began: None, current: u32::MAX, previous: u32::MAX }
    }
}

impl Shortest {
    fn note(&mut self, now: Instant, time: Duration) {
        if self.began.is_none_or(|began| now.saturating_duration_since(began) > SHORTEST_SPAN) {
            self.began = Some(now);
            self.previous = std::mem::replace(&mut self.current, u32::MAX);
        }
        let time = microseconds(time);
        self.current = self.current.min(time);
    }

    fn get(&self) -> Option<Duration> {
        let shortest = self.current.min(self.previous);
        (shortest < u32::MAX).then(|| Duration::from_micros(shortest.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn timeout(rtt: &RoundTrip, backoff: u32) -> Duration {
        Duration::from_nanos(rtt.timeout(&MachineConfig::default(), backoff))
    }

    #[test]
    fn only_a_probe_that_was_sent_gives_a_sample_and_only_once() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new();
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
        let mut rtt = RoundTrip::new();
        assert_eq!(timeout(&rtt, 0), ms(1000));
        assert_eq!(timeout(&rtt, 3), ms(8000));
        rtt.sent(start, Serial(1));
        rtt.answered(start + ms(300), Serial(1));
        // 300 + 4 * 150 + 100
        assert_eq!(timeout(&rtt, 0), ms(1000));
        for serial in 2..60 {
            rtt.sent(start, Serial(serial));
            rtt.answered(start + ms(1), Serial(serial));
        }
        assert_eq!(timeout(&rtt, 0), ms(200));
        assert_eq!(timeout(&rtt, u32::MAX), ms(60_000));
    }

    #[test]
    fn replies_shorten_the_first_timeout_and_never_lengthen_it() {
        let mut rtt = RoundTrip::new();
        rtt.note_reply(ms(5_000));
        assert_eq!(timeout(&rtt, 0), ms(1000));
        rtt.note_reply(ms(120));
        rtt.note_reply(ms(300));
        assert_eq!((timeout(&rtt, 0), rtt.presumed()), (ms(460), Some(ms(120))));
        rtt.note_reply(ms(1));
        assert_eq!(timeout(&rtt, 0), ms(200));
        // What is measured counts more.
        rtt.add(Instant::now(), ms(300));
        assert_eq!((timeout(&rtt, 0), rtt.presumed()), (ms(1000), Some(ms(300))));
    }

    #[test]
    fn a_timeout_of_zero_cannot_be_set() {
        let config = MachineConfig {
            initial_rto: Duration::ZERO,
            min_rto: Duration::ZERO,
            max_rto: Duration::ZERO,
            ..MachineConfig::default()
        };
        let mut rtt = RoundTrip::new();
        let timeouts = [0, 5, 99].map(|backoff| rtt.timeout(&config, backoff));
        assert_eq!(timeouts, [1_000_000, 32_000_000, 1_000_000_000]);
        rtt.add(Instant::now(), Duration::ZERO);
        assert_eq!(rtt.timeout(&config, 0), PEER_ACK_DELAY);
    }

    #[test]
    fn the_shortest_round_trip_is_forgotten_after_a_while() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new();
        assert_eq!(rtt.shortest(), None);
        rtt.add(start, ms(20));
        rtt.add(start, ms(30));
        rtt.note_upper_bound(start, ms(15));
        assert_eq!(rtt.shortest(), Some(ms(15)));
        rtt.add(start + ms(31_000), ms(40));
        assert_eq!(rtt.shortest(), Some(ms(15)));
        rtt.add(start + ms(62_000), ms(50));
        assert_eq!(rtt.shortest(), Some(ms(40)));
    }

    #[test]
    fn a_flood_of_probes_keeps_the_newest() {
        let start = Instant::now();
        let mut rtt = RoundTrip::new();
        for serial in 1..=20 {
            rtt.sent(start, Serial(serial));
        }
        assert!(!rtt.answered(start + ms(1), Serial(12)));
        assert!(rtt.answered(start + ms(1), Serial(13)));
        assert!(rtt.answered(start + ms(1), Serial(20)));
    }
}
