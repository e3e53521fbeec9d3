//! Finding out that packets were lost (RACK, RFC 8985), and what follows for the sending rate.
//!
//! Holds: [`Loss`] and the machine's use of it when an ACK has come. A packet is lost when one that
//! was sent later has arrived and its own time is up; time, because networks reorder. Must not
//! know: how packets look, or how a congestion window is chosen. What happens when nothing comes
//! is in `loss_timer`.

use crate::proto::CallMachine;
use crate::proto::send::busy::Busy;
use crate::proto::send::congestion::{Arrived, Recovery};
use crate::proto::send::loss_timer::Mode;
use crate::proto::send::window::{Arrivals, Overtaken, Patience};
use rxrpc_wire::AckReason;
use std::time::{Duration, Instant};

/// While no reordering was seen, a packet that is reported missing counts as lost at once when one
/// that was sent this many transmissions later has arrived (RFC 5681: three duplicate ACKs; RFC
/// 9002: three packets).
const REORDER_PACKETS: u64 = 3;

/// Least time that reordering is given: that of the scheduling of both ends.
const MIN_REORDERING: Duration = Duration::from_millis(1);

/// What reordering is given is this part of the shortest round trip, times up to
/// [`MAX_WIDENING`] when packets were sent again for nothing (RFC 8985 section 6.2 step 4).
const REORDERING_DIVISOR: u32 = 4;
const MAX_WIDENING: u32 = 16;

/// Recoveries without such a mistake after which it is back at one part (RFC 8985: 16).
const CLEAN_RECOVERIES: u32 = 16;

/// The latest transmission known to have arrived.
#[derive(Clone, Copy, Debug)]
struct Newest {
    order: u64,
    /// How long it took until its arrival was known.
    round_trip: Duration,
}

/// The last reduction of the sending rate.
#[derive(Debug, Default)]
struct Reduction {
    /// Packets that were thought lost, and those of them that had arrived.
    marked: u32,
    spurious: u32,
    /// Whether it was for a timeout.
    timeout: bool,
    /// Whether it can be taken back.
    standing: bool,
}

/// What is known of losses.
#[derive(Debug)]
pub(in crate::proto) struct Loss {
    pub(in crate::proto) mode: Mode,
    /// Timeouts in a row.
    pub(in crate::proto) backoff: u32,
    /// Whether a tail loss probe was sent since something last arrived.
    pub(in crate::proto) probed: bool,
    /// Whether a tail loss probe shall be sent.
    pub(in crate::proto) probe_due: bool,
    /// The place in the order of transmissions of a probe that repeated the last packet.
    repeated_tail: Option<u64>,
    newest: Option<Newest>,
    /// Losses of packets sent before this belong to a loss that the congestion controller was told
    /// of.
    order: u64,
    /// Packets sent before this filled the congestion window.
    full_until: u64,
    /// When a packet that was overtaken has had its time.
    pub(in crate::proto) reorder_at: Option<Instant>,
    /// Whether this path reorders, how many parts of a round trip it is given, and recoveries left
    /// until that is reset.
    reordering: bool,
    widening: u32,
    clean_in: u32,
    recovery: Option<Recovery>,
    reduction: Reduction,
    /// Whether this peer has taken back what it reported.
    fickle: bool,
    /// Packets that may be sent whatever the congestion window says.
    allowance: u32,
    /// The service has no place for the call: only attempts are made, of one packet each.
    pub(in crate::proto) busy: Option<Box<Busy>>,
}

impl Loss {
    pub(in crate::proto) fn new() -> Self {
        Self {
            mode: Mode::Off,
            backoff: 0,
            probed: false,
            probe_due: false,
            repeated_tail: None,
            newest: None,
            order: 0,
            full_until: 0,
            reorder_at: None,
            reordering: false,
            widening: 1,
            clean_in: 0,
            recovery: None,
            reduction: Reduction::default(),
            fickle: false,
            allowance: 0,
            busy: None,
        }
    }

    /// Packets sent from this place in the order of transmissions on were sent after the last loss.
    pub(in crate::proto) fn order(&self) -> u64 {
        self.order
    }

    pub(in crate::proto) fn newest_order(&self) -> u64 {
        self.newest.map_or(0, |newest| newest.order)
    }

    /// Packets that may be sent now, while `in_transit` are and the congestion window is `window`.
    pub(in crate::proto) fn budget(&self, in_transit: u32, window: u32) -> u32 {
        if self.busy.is_some() {
            return self.allowance;
        }
        let room = match &self.recovery {
            Some(recovery) => recovery.allowance(),
            None => window.saturating_sub(in_transit),
        };
        room.max(self.allowance)
    }

    /// When to try again, while the service is busy and this side waits.
    pub(in crate::proto) fn waits_for_busy(&self) -> Option<Instant> {
        self.busy.as_ref()?.until()
    }

    /// The service refused what was sent before this place in the order of transmissions.
    pub(in crate::proto) fn was_refused(&mut self, next_order: u64) {
        self.backoff = 0;
        self.order = next_order;
        self.recovery = None;
        self.reorder_at = None;
        self.allowance = 0;
        self.probe_due = false;
    }

    /// One packet may go, to see whether the service has a place now.
    pub(in crate::proto) fn allow_attempt(&mut self) {
        self.allowance = 1;
    }

    /// A packet was sent.
    pub(in crate::proto) fn sent(&mut self) {
        self.allowance = self.allowance.saturating_sub(1);
        if let Some(recovery) = &mut self.recovery {
            recovery.on_sent();
        }
    }

    /// The congestion window is in use by what was sent before this place.
    pub(in crate::proto) fn window_is_full(&mut self, next_order: u64) {
        self.full_until = next_order;
    }

    pub(in crate::proto) fn probe_due(&self) -> bool {
        self.probe_due
    }

    /// The tail loss probe is sent.
    pub(in crate::proto) fn take_probe(&mut self) {
        self.probe_due = false;
    }

    /// The tail loss probe is the transmission at this place, and a repetition.
    pub(in crate::proto) fn tail_was_repeated(&mut self, order: u64) {
        self.repeated_tail = Some(order);
    }

    /// Something arrived.
    pub(in crate::proto) fn progress(&mut self) {
        self.backoff = 0;
        self.probed = false;
        self.probe_due = false;
    }

    /// A round trip was measured, and nothing arrived: the peer is there, but a probe that it threw
    /// away must not bring another one, or what is missing would never be sent.
    fn measured(&mut self) {
        self.backoff = 0;
        self.probe_due = false;
    }

    /// Packets were sent again for nothing: the path gets more time.
    fn widen(&mut self) {
        self.reordering = true;
        self.widening = (self.widening + 1).min(MAX_WIDENING);
        self.clean_in = CLEAN_RECOVERIES;
    }

    fn recovery_ended(&mut self) {
        self.recovery = None;
        self.clean_in = self.clean_in.saturating_sub(1);
        if self.clean_in == 0 {
            self.widening = 1;
        }
    }

    /// The retransmission timer fired: one packet may go, whatever the window says.
    pub(in crate::proto) fn timed_out(&mut self, next_order: u64) {
        if self.backoff == 0 {
            self.reduction = Reduction { timeout: true, standing: true, ..Reduction::default() };
        }
        self.backoff = self.backoff.saturating_add(1);
        self.order = next_order;
        self.recovery = None;
        self.reorder_at = None;
        self.allowance = 1;
        self.probe_due = false;
    }
}

/// What an ACK meant for the packets sent, apart from arrivals.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct AckNews {
    /// How many packets were in transit before it.
    pub(in crate::proto) in_transit: u32,
    /// Whether some packets were acknowledged for good.
    pub(in crate::proto) progress: bool,
    /// Whether it gave a round trip.
    pub(in crate::proto) measured: bool,
    pub(in crate::proto) reason: Option<AckReason>,
}

impl CallMachine {
    /// What an ACK that comes now is about to tell, with nothing in it yet.
    pub(in crate::proto) fn expect_arrivals(&self, now: Instant) -> Arrivals {
        Arrivals {
            now: Some(now),
            too_early: self.rtt.shortest().and_then(|shortest| now.checked_sub(shortest)),
            newest_before: self.loss.newest_order(),
            ..Arrivals::default()
        }
    }

    /// Draws the conclusions from what an ACK told.
    pub(in crate::proto) fn detect_losses(
        &mut self,
        now: Instant,
        arrivals: &Arrivals,
        news: AckNews,
    ) {
        let age = self.note_newest(now, arrivals);
        self.loss.fickle |= arrivals.retracted;
        self.loss.reordering |= arrivals.reordered;
        if arrivals.spurious > 0 {
            self.loss.widen();
            self.undo_if_spurious(arrivals.spurious);
        }
        if arrivals.since_loss > 0 {
            self.grow_window(now, arrivals, news.in_transit, age);
        }
        let overtaken = self.mark_overtaken(now, arrivals.holes);
        self.judge_tail_probe(arrivals, news);
        self.respond(&overtaken, arrivals.delivered, news.in_transit);
        self.rearm_after_ack(now, news.progress || arrivals.count > 0, news.measured);
    }

    fn note_newest(&mut self, now: Instant, arrivals: &Arrivals) -> Option<Duration> {
        let newest = arrivals.newest?;
        let age = now.saturating_duration_since(newest.sent_at);
        self.rtt.note_upper_bound(now, age);
        if newest.order > self.loss.newest_order() {
            self.loss.newest = Some(Newest { order: newest.order, round_trip: age });
        }
        Some(age)
    }

    /// Takes the last reduction back when all that caused it has arrived after all (RFC 9438 section
    /// 4.9), or at the first such arrival after a timeout (RFC 4015). Not for a peer that has taken
    /// back reports: who reports both ways could bring any window about.
    fn undo_if_spurious(&mut self, spurious: u32) {
        let reduction = &mut self.loss.reduction;
        reduction.spurious = reduction.spurious.saturating_add(spurious);
        let all = reduction.timeout || reduction.spurious >= reduction.marked;
        if !reduction.standing || !all || self.loss.fickle {
            return;
        }
        reduction.standing = false;
        if reduction.timeout {
            let newest = self.loss.newest_order();
            self.transmit.unmark_after(newest);
        }
        self.loss.recovery = None;
        self.congestion.undo();
        self.counters.undone_reductions += 1;
    }

    fn grow_window(
        &mut self,
        now: Instant,
        arrivals: &Arrivals,
        in_transit: u32,
        age: Option<Duration>,
    ) {
        let limited = match arrivals.newest {
            Some(newest) => newest.order < self.loss.full_until,
            None => in_transit.saturating_mul(2) >= self.congestion.window(),
        };
        self.congestion.on_arrived(&Arrived {
            now,
            count: arrivals.since_loss,
            limited,
            smoothed: self.rtt.smoothed().unwrap_or_default(),
            age,
            newest: self.loss.newest_order(),
            next: self.transmit.next_order(),
        });
    }

    /// Marks what was overtaken and has had its time. `holes` says that the last table reports
    /// something missing.
    pub(in crate::proto) fn mark_overtaken(&mut self, now: Instant, holes: bool) -> Overtaken {
        self.loss.reorder_at = None;
        let Some(newest) = self.loss.newest else { return Overtaken::default() };
        if !holes && !self.transmit.is_overtaken_beyond_table(newest.order) {
            return Overtaken::default();
        }
        let packets = if self.loss.reordering { u64::MAX } else { REORDER_PACKETS };
        let patience = Patience {
            round_trip: newest.round_trip,
            reordering: self.reordering_time(newest.round_trip),
            packets,
        };
        let overtaken = self.transmit.mark_overtaken(now, newest.order, patience);
        self.loss.reorder_at = overtaken.next;
        overtaken
    }

    fn reordering_time(&self, round_trip: Duration) -> Duration {
        let shortest = self.rtt.shortest().unwrap_or(round_trip);
        let most = self.rtt.smoothed().unwrap_or(round_trip).max(MIN_REORDERING);
        let parts = shortest / REORDERING_DIVISOR * self.loss.widening;
        parts.max(MIN_REORDERING).min(most)
    }

    /// A tail loss probe that repeated a packet and was needed has hidden a loss, which counts like
    /// any other (RFC 8985 section 7.4).
    fn judge_tail_probe(&mut self, arrivals: &Arrivals, news: AckNews) {
        let Some(probe) = self.loss.repeated_tail else { return };
        if self.loss.newest_order() < probe {
            return;
        }
        self.loss.repeated_tail = None;
        let arrived = arrivals.newest.is_some_and(|newest| newest.order == probe);
        if arrived && news.reason != Some(AckReason::Duplicate) && probe > self.loss.order {
            self.begin_recovery(news.in_transit);
        }
    }

    /// Tells the congestion controller of losses, once a round trip, and lets recovery go on.
    pub(in crate::proto) fn respond(
        &mut self,
        overtaken: &Overtaken,
        delivered: u32,
        in_transit: u32,
    ) {
        if overtaken.count > 0 {
            self.counters.fast_retransmits += 1;
            if overtaken.highest >= self.loss.order {
                self.begin_recovery(in_transit);
            }
            let reduction = &mut self.loss.reduction;
            reduction.marked = reduction.marked.saturating_add(overtaken.count);
        }
        let (lost, left) = (self.transmit.lost(), self.transmit.in_transit());
        let round_passed = self.loss.newest_order() >= self.loss.order;
        let Some(recovery) = &mut self.loss.recovery else { return };
        if lost == 0 && (left == 0 || round_passed) {
            self.loss.recovery_ended();
        } else {
            recovery.on_ack(delivered, left, overtaken.count == 0);
        }
    }

    fn begin_recovery(&mut self, in_transit: u32) {
        self.congestion.on_loss(in_transit);
        self.loss.order = self.transmit.next_order();
        self.loss.reduction = Reduction { standing: true, ..Reduction::default() };
        self.loss.recovery = Some(Recovery::new(in_transit, self.congestion.window()));
    }

    fn rearm_after_ack(&mut self, now: Instant, progress: bool, measured: bool) {
        if self.loss.mode == Mode::WindowProbe {
            // An answer that leaves the window closed is no reason to ask more often.
            if !self.is_blocked() {
                self.loss.progress();
                self.arm_loss_timer(now);
            }
        } else if progress {
            self.loss.progress();
            self.arm_loss_timer(now);
        } else if measured {
            self.loss.measured();
            self.arm_loss_timer(now);
        } else if matches!(self.loss.mode, Mode::Off | Mode::Reorder)
            || self.loss.reorder_at.is_some()
        {
            self.arm_loss_timer(now);
        }
    }
}

#[cfg(test)]
mod tests;
