//! A service that has no place for a call says BUSY: how the client waits and tries again.
//!
//! Holds: [`Busy`], the time between two attempts, and the machine's part that takes a BUSY. Must not know:
//! how a packet is sent again, or what the service is busy with.
//!
//! A BUSY answers a packet of a call of which the service has taken in nothing. It is neither a loss nor a
//! silence: the path carried the packet and the peer is there. So the congestion window and the path's size
//! stay as they are, and what was sent waits for the next attempt, which is one packet, since all that came
//! with it would be refused alike. The first ACK, or the reply, ends this. (A BUSY names no serial, so after
//! anything was acknowledged it can only be late; Linux ignores all of them, and OpenAFS 1.8.9 clients were
//! observed to go on trying.)

use crate::proto::send::loss_timer::Mode;
use crate::proto::timers::Timer;
use crate::proto::{CallMachine, Completion, Side};
use rxrpc_wire::Header;
use std::time::{Duration, Instant};

/// The first wait. Doubled with each further BUSY up to [`LONGEST`]: a service that gets rid of its calls must
/// not stand idle until the next attempt, however many clients had to wait and for how long.
const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(1);

/// What is known of a service that is busy.
#[derive(Debug)]
pub(in crate::proto) struct Busy {
    since: Instant,
    /// Attempts that were refused.
    refused: u32,
    /// When to try again; `None` while an attempt is under way.
    until: Option<Instant>,
}

impl Busy {
    /// When to try again, if that is still to come.
    pub(in crate::proto) fn until(&self) -> Option<Instant> {
        self.until
    }

    /// How long to wait after this many refusals: half of it is left to chance, or all who were refused at
    /// once would come back at once. Chance is what names the call, which is drawn at random per connection.
    fn wait(refused: u32, header: &Header) -> Duration {
        let longest = FIRST.saturating_mul(1 << refused.min(16)).min(LONGEST);
        let call = u64::from(header.epoch.0) << 32 | u64::from(header.cid.0);
        let turn = u64::from(header.call_number.0) << 32 | u64::from(refused);
        let chance = mix(mix(call) ^ turn) >> 54;
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

impl CallMachine {
    /// Takes a BUSY. Always a sign of life; before anything was acknowledged also the reason to try again
    /// later, and after [`MachineConfig::busy_timeout`](crate::proto::MachineConfig::busy_timeout) of nothing
    /// else the end of the call.
    pub fn handle_busy(&mut self, now: Instant, header: &Header) {
        self.note_received(Header::LEN);
        self.heard(now, None);
        let refused = self.side == Side::Client
            && self.completion.is_none()
            && self.exposed
            && self.heard_serial.is_none();
        // More than one packet of an attempt may be answered: that is one refusal.
        if !refused || self.loss.waits_for_busy().is_some() {
            return;
        }
        let limit = self.config.busy_timeout;
        let busy = self
            .loss
            .busy
            .get_or_insert_with(|| Box::new(Busy { since: now, refused: 0, until: None }));
        let end = busy.since.checked_add(limit);
        if end.is_some_and(|end| end <= now) {
            return self.complete(Completion::Busy);
        }
        let next = now + Busy::wait(busy.refused, header);
        busy.refused = busy.refused.saturating_add(1);
        busy.until = Some(end.map_or(next, |end| end.min(next)));
        // Until then it is this side that is silent.
        if let Some(until) = busy.until {
            self.timers.set_after(Timer::Normal, until, self.config.normal_timeout);
        }
        self.path_answered();
        self.transmit.mark_timed_out(Some(now));
        self.loss.was_refused(self.transmit.next_order());
        self.timers.stop(Timer::Pacing);
        self.arm_loss_timer(now);
    }

    /// The time to try again has come, or that to give up.
    pub(in crate::proto) fn handle_busy_timeout(&mut self, now: Instant) {
        let Some(busy) = &mut self.loss.busy else { return };
        busy.until = None;
        if busy.since.checked_add(self.config.busy_timeout).is_some_and(|end| end <= now) {
            return self.complete(Completion::Busy);
        }
        self.loss.allow_attempt();
    }

    /// The service has taken in something of the call.
    pub(in crate::proto) fn was_let_in(&mut self) {
        self.loss.busy = None;
        if self.loss.mode == Mode::Busy {
            self.loss.mode = Mode::Off;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
