//! What one call learned of the path to its peer, for the next call on the same connection.
//!
//! Holds: [`RateEstimate`] and the machine's use of it (after RFC 9040, which asks for care with
//! windows). Must not know: connections, or how any of it was measured.
//!
//! Round trips, and the shortest time of a reply, outlive a call as they are. A congestion window is handed on with three limits:
//!
//! * Only what was tested: as many packets as were in transit at once and no more than the window
//!   that the call ended with. A call that tested nothing leaves what is known as it is.
//! * It is shared. A window that was found while `n` calls ran is the part of one of them. As many
//!   calls may each begin with it, since the path carried them so; of more, each gets less. Whoever
//!   comes first cannot know how many follow, so the worst is four calls at the heels of one that
//!   was alone, with 1 + 1/2 + 1/3 + 1/4 of what was in transit before.
//! * It ages like the window of a call that pauses: halved for each retransmission timeout.

use crate::proto::send::congestion::decayed;
use crate::proto::{CallMachine, RttEstimate};
use std::time::{Duration, Instant};

/// How long a slow start threshold is of use.
const THRESHOLD_LIFE: Duration = Duration::from_secs(60);

/// Packets that a peer is trusted to take at the start of a call because it took them at the start
/// of the call before, at most: what Linux takes, with nothing that grew within a call.
const MAX_FIRST_WINDOW: u32 = 255;

/// What is known of the path to a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateEstimate {
    /// The round trip, if one was measured.
    pub rtt: Option<RttEstimate>,
    /// The shortest time from a request to its reply.
    reply: Option<Duration>,
    shortest: Option<Duration>,
    /// The receive window that the peer told first.
    first_window: Option<u32>,
    tested: Option<Tested>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tested {
    window: u32,
    threshold: Option<u32>,
    at: Instant,
    /// How many calls ran then.
    calls: u32,
}

impl RateEstimate {
    /// Takes over what a call found that has ended, while it was one of `calls` that ran.
    #[must_use]
    pub fn updated_by(self, mut newer: Self, calls: u32) -> Self {
        newer.rtt = newer.rtt.or(self.rtt);
        newer.reply = newer.reply.into_iter().chain(self.reply).min();
        newer.shortest = newer.shortest.or(self.shortest);
        newer.first_window = newer.first_window.or(self.first_window);
        newer.tested = newer.tested.map(|tested| Tested { calls, ..tested }).or(self.tested);
        newer
    }

    /// The part for one of `calls` calls that run now, this one included.
    #[must_use]
    pub fn shared_by(mut self, calls: u32) -> Self {
        if let Some(tested) = &mut self.tested
            && calls > tested.calls
        {
            let part = u64::from(tested.window) * u64::from(tested.calls) / u64::from(calls);
            tested.window = u32::try_from(part).unwrap_or(u32::MAX);
            tested.threshold = tested.threshold.map(|threshold| threshold.max(tested.window));
        }
        self
    }
}

impl CallMachine {
    /// Begins with what an earlier call to the same peer knew of the path.
    pub fn seed_rate(&mut self, now: Instant, rate: RateEstimate) {
        if let Some(rtt) = rate.rtt {
            self.rtt.seed(now, rtt, rate.shortest);
        }
        if let Some(reply) = rate.reply {
            self.rtt.note_reply(reply);
        }
        if let Some(window) = rate.first_window {
            let least = self.transmit.peer_window();
            self.transmit.set_peer_window(window.clamp(least, MAX_FIRST_WINDOW.max(least)));
        }
        if let Some(tested) = rate.tested {
            let age = now.saturating_duration_since(tested.at);
            let timeouts = age.as_nanos() / self.rtt.timeout(0).as_nanos().max(1);
            let timeouts = u32::try_from(timeouts).unwrap_or(u32::MAX);
            let threshold = tested.threshold.filter(|_| age < THRESHOLD_LIFE);
            self.congestion.seed(decayed(tested.window, timeouts, 1), threshold);
        }
    }

    /// What this call knows of the path, once it has measured a round trip, was told of one or had a reply.
    #[must_use]
    pub fn rate_estimate(&self) -> Option<RateEstimate> {
        let (rtt, reply) = (self.rtt.estimate(), self.rtt.shortest_reply());
        if rtt.is_none() && reply.is_none() {
            return None;
        }
        let window = self.congestion.learned().map(|window| window.min(self.most_in_transit));
        let tested = window.zip(self.last_data_at).map(|(window, at)| Tested {
            window,
            threshold: self.congestion.threshold(),
            at,
            calls: 1,
        });
        Some(RateEstimate {
            rtt,
            reply,
            shortest: self.rtt.shortest(),
            first_window: self.first_window,
            tested,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn path(at: Instant, window: u32) -> RateEstimate {
        RateEstimate {
            rtt: Some(RttEstimate { smoothed: ms(20), deviation: ms(1) }),
            reply: None,
            shortest: Some(ms(18)),
            first_window: Some(100),
            tested: Some(Tested { window, threshold: Some(200), at, calls: 1 }),
        }
    }

    #[test]
    fn four_calls_at_once_get_little_more_than_two_windows() {
        let path = path(Instant::now(), 120);
        let parts = (1..=4).map(|calls| path.shared_by(calls).tested.unwrap().window);
        assert_eq!(parts.collect::<Vec<_>>(), [120, 60, 40, 30]);
    }

    #[test]
    fn what_was_found_beside_others_is_a_share_already() {
        let now = Instant::now();
        let found = path(now, 500).updated_by(path(now, 30), 4);
        let parts = (1..=4).map(|calls| found.shared_by(calls).tested.unwrap().window);
        assert_eq!(parts.collect::<Vec<_>>(), [30; 4]);
    }

    #[test]
    fn a_call_that_tested_nothing_leaves_what_is_known() {
        let now = Instant::now();
        let newer = RateEstimate { tested: None, first_window: None, ..path(now, 1) };
        let updated = path(now, 120).updated_by(newer, 3);
        assert_eq!(updated, path(now, 120));
    }
}
