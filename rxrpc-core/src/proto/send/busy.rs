//! A service that has no place for a call says BUSY: how the client waits and tries again.
//!
//! Holds: [`Busy`], the time between two attempts. Must not know: how a packet is sent again, or what the
//! service is busy with.
//!
//! A BUSY answers a packet of a call of which the service has taken in nothing. It is neither a loss nor a
//! silence: the path carried the packet and the peer is there. So the congestion window and the path's size
//! stay as they are, and what was sent waits for the next attempt, which is one packet, since all that came
//! with it would be refused alike. The first ACK, or the reply, ends this. (A BUSY names no serial, so after
//! anything was acknowledged it can only be late; Linux ignores all of them, and OpenAFS 1.8.9 clients were
//! observed to go on trying.)

use rxrpc_wire::Header;
use std::time::{Duration, Instant};

/// The first wait. Doubled with each further BUSY up to [`LONGEST`]: a service that gets rid of its calls must
/// not stand idle until the next attempt, however many clients had to wait and for how long.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(1);

/// What is known of a service that is busy.
#[derive(Debug)]
pub(super) struct Busy {
    since: Instant,
    /// Attempts that were refused.
    refused: u32,
    /// When to try again; `None` while an attempt is under way.
    until: Option<Instant>,
}

impl Busy {
    /// The first BUSY came.
    pub(super) fn new(now: Instant) -> Self {
        Self { since: now, refused: 0, until: None }
    }

    /// When to try again, if that is still to come.
    pub(super) fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Whether this has lasted for `limit`.
    fn is_over(&self, now: Instant, limit: Duration) -> bool {
        self.since.checked_add(limit).is_some_and(|end| end <= now)
    }

    /// An attempt was refused: when to try again, or `None` to give up.
    pub(super) fn refused(
        &mut self,
        now: Instant,
        header: &Header,
        limit: Duration,
    ) -> Option<Instant> {
        if self.is_over(now, limit) {
            return None;
        }
        let next = now + Self::wait(self.refused, header);
        self.refused = self.refused.saturating_add(1);
        let end = self.since.checked_add(limit);
        self.until = Some(end.map_or(next, |end| end.min(next)));
        self.until
    }

    /// The wait is over: whether to try again, and not to give up.
    pub(super) fn may_try(&mut self, now: Instant, limit: Duration) -> bool {
        self.until = None;
        !self.is_over(now, limit)
    }

    /// How long to wait after this many refusals: half of it is left to chance, or all who were refused at
    /// once would come back at once. Chance is what names the call, which is drawn at random per connection.
    fn wait(refused: u32, header: &Header) -> Duration {
        let longest = FIRST.saturating_mul(1 << refused.min(16)).min(LONGEST);
        let call = u64::from(header.epoch.0) << 32 | u64::from(header.cid.0);
        let attempt = u64::from(header.call_number.0) << 32 | u64::from(refused);
        let chance = mix(mix(call) ^ attempt) >> 54;
        longest / 2 + longest / 2 * (chance as u32) / 1024
    }
}

/// Spreads every bit of the input over the output (SplitMix64).
fn mix(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::Side;
    use crate::proto::tests::support::identity;
    use rxrpc_wire::{CallNumber, Cid, Flags, PacketType, Seq, Serial};

    fn header() -> Header {
        identity(Side::Service).header(PacketType::Busy, Seq(0), Serial(1), Flags::empty())
    }

    #[test]
    fn waits_grow_to_a_second_and_are_never_short() {
        for refused in 0..100 {
            let longest = (FIRST * (1 << refused.min(5))).min(LONGEST);
            let wait = Busy::wait(refused, &header());
            assert!(wait >= longest / 2 && wait <= longest, "{wait:?} after {refused}");
        }
    }

    #[test]
    fn calls_that_are_refused_together_come_back_apart() {
        for refused in [0, 3, 9] {
            let mut waits: Vec<_> = (0..64)
                .map(|at| Header {
                    cid: Cid(0x1000 + at / 4 * 4),
                    call_number: CallNumber(1 + at % 4),
                    ..header()
                })
                .map(|header| Busy::wait(refused, &header))
                .collect();
            waits.sort();
            waits.dedup();
            assert!(waits.len() > 48, "{} different ones of 64", waits.len());
        }
    }
}
