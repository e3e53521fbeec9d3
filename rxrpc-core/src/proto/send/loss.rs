//! Finding out that packets were lost (RACK, RFC 8985), and what follows for the sending rate.
//!
//! Holds: [`Loss`], which has the congestion controller for itself. A packet is lost when one that was
//! sent later has arrived and its own time is up; time, because networks reorder. Must not know: how
//! packets look, or how a congestion window is chosen. What happens when nothing comes is in
//! `loss_timer`.

use super::congestion::{AckSample, Congestion, Recovery};
use super::window::{Arrivals, Overtaken, Patience, TransmitWindow};
use crate::proto::common::Common;
use crate::proto::path::rtt::RoundTrip;
use rxrpc_wire::AckReason;
use std::num::NonZeroU64;
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
const MAX_WIDENING: u8 = 16;

/// Recoveries without such a mistake after which it is back at one part (RFC 8985: 16).
const CLEAN_RECOVERIES: u8 = 16;

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

/// What an ACK meant for the packets sent, apart from arrivals.
#[derive(Clone, Copy, Debug)]
pub(super) struct AckNews {
    /// How many packets were in transit before it.
    pub(super) in_transit: u32,
    /// Whether some packets were acknowledged for good.
    pub(super) progress: bool,
    /// Whether it gave a round trip.
    pub(super) measured: bool,
    pub(super) reason: Option<AckReason>,
}

/// What is known of losses, and how much may be in transit.
#[derive(Debug)]
pub(super) struct Loss {
    congestion: Congestion,
    /// The position in the order of transmissions, which begins at 1, of a probe that repeated the last packet.
    repeated_tail: Option<NonZeroU64>,
    newest: Option<Newest>,
    /// Losses of packets sent before this belong to a loss that the congestion controller has
    /// taken in.
    order: u64,
    /// Packets sent before this filled the congestion window.
    full_until: u64,
    /// When a packet that was overtaken has had its time.
    reorder_at: Option<Instant>,
    /// Whether this path reorders, how many parts of a round trip it is given, and recoveries left
    /// until that is reset.
    reordering: bool,
    widening: u8,
    clean_in: u8,
    recovery: Option<Recovery>,
    reduction: Reduction,
    /// Whether this peer has taken back what it reported.
    fickle: bool,
    /// Packets that may be sent whatever the congestion window says.
    allowance: u32,
}

impl Loss {
    #[inline]
    pub(super) fn new(congestion: Congestion) -> Self {
        Self {
            congestion,
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
        }
    }

    pub(super) fn congestion(&self) -> &Congestion {
        &self.congestion
    }

    /// Begins with a congestion window that an earlier call found.
    pub(super) fn seed_congestion(&mut self, window: u32, threshold: Option<u32>) {
        self.congestion.seed(window, threshold);
    }

    /// Packets sent from this position in the order of transmissions on were sent after the last loss.
    pub(super) fn order(&self) -> u64 {
        self.order
    }

    /// When a packet that was overtaken has had its time.
    pub(super) fn reorder_at(&self) -> Option<Instant> {
        self.reorder_at
    }

    /// Nothing is outstanding that could have been overtaken.
    pub(super) fn nothing_outstanding(&mut self) {
        self.reorder_at = None;
    }

    /// Packets that may be sent now, while `in_transit` are; `busy` says that only attempts are made.
    #[inline]
    pub(super) fn budget(&self, in_transit: u32, busy: bool) -> u32 {
        if busy {
            return self.allowance;
        }
        let room = match &self.recovery {
            Some(recovery) => recovery.allowance(),
            None => self.congestion.window().saturating_sub(in_transit),
        };
        room.max(self.allowance)
    }

    /// [`Loss::budget`] where nothing but the congestion window says how much that is, otherwise none.
    #[inline]
    pub(super) fn plain_room(&self, in_transit: u32, busy: bool) -> u32 {
        match busy || self.recovery.is_some() || self.allowance > 0 {
            true => 0,
            false => self.congestion.window().saturating_sub(in_transit),
        }
    }

    /// The service refused what was sent before this position in the order of transmissions.
    pub(super) fn was_refused(&mut self, next_order: u64) {
        self.order = next_order;
        self.recovery = None;
        self.reorder_at = None;
        self.allowance = 0;
    }

    /// One packet may go, to see whether the service has a place now, or what became of the last ones.
    pub(super) fn allow_attempt(&mut self) {
        self.allowance = 1;
    }

    /// A packet was sent.
    #[inline]
    pub(super) fn sent(&mut self) {
        self.allowance = self.allowance.saturating_sub(1);
        if let Some(recovery) = &mut self.recovery {
            recovery.on_sent();
        }
    }

    /// DATA was sent up to this position, and `in_transit` packets are: notes whether the congestion window
    /// is what holds this side back. In slow start half of it is enough, since it doubles each round
    /// trip (RFC 7661 section 4.1).
    #[inline]
    pub(super) fn note_full_window(&mut self, in_transit: u32, next_order: u64) {
        let share = if self.congestion.in_slow_start() { 2 } else { 1 };
        if in_transit.saturating_mul(share) >= self.congestion.window() {
            self.full_until = next_order;
        }
    }

    /// Nothing was sent for this many retransmission timeouts.
    pub(super) fn was_idle(&mut self, timeouts: u32) {
        self.congestion.on_idle(timeouts);
    }

    /// The tail loss probe is the transmission at this position, and a repetition.
    pub(super) fn tail_was_repeated(&mut self, order: u64) {
        self.repeated_tail = NonZeroU64::new(order);
    }

    /// The retransmission timer fired, for the `first` time since something arrived: one packet may go,
    /// whatever the window says.
    pub(super) fn timed_out(&mut self, first: bool, outstanding: u32, next_order: u64) {
        if first {
            self.congestion.on_timeout(outstanding);
            self.reduction = Reduction { timeout: true, standing: true, ..Reduction::default() };
        }
        self.order = next_order;
        self.recovery = None;
        self.reorder_at = None;
        self.allowance = 1;
    }

    /// What an ACK that comes now is about to report, with nothing in it yet.
    #[inline]
    pub(super) fn expect_arrivals(&self, now: Instant, rtt: &RoundTrip) -> Arrivals {
        Arrivals {
            now: Some(now),
            too_early: rtt.shortest().and_then(|shortest| now.checked_sub(shortest)),
            newest_before: self.newest_order(),
            ..Arrivals::default()
        }
    }

    /// Draws the conclusions from what an ACK reported.
    #[inline]
    pub(super) fn detect(
        &mut self,
        now: Instant,
        window: &mut TransmitWindow,
        arrivals: &Arrivals,
        news: AckNews,
        common: &mut Common,
    ) {
        let age = self.note_newest(now, arrivals, &mut common.rtt);
        self.fickle |= arrivals.retracted;
        self.reordering |= arrivals.reordered;
        if arrivals.spurious > 0 {
            self.widen();
            if self.undo_if_spurious(arrivals.spurious, window) {
                common.counters.rest().undone_reductions += 1;
            }
        }
        if arrivals.since_loss > 0 {
            let limited = self.was_limited(arrivals, news.in_transit);
            self.congestion.on_arrived(&AckSample {
                now,
                count: arrivals.since_loss,
                limited,
                smoothed: common.rtt.smoothed().unwrap_or_default(),
                age,
                newest: self.newest_order(),
                next: window.next_order(),
            });
        }
        let overtaken = self.mark_overtaken(now, window, arrivals.holes, &common.rtt);
        self.judge_tail_probe(arrivals, news, window);
        self.respond(&overtaken, arrivals.delivered, news.in_transit, window, common);
    }

    fn newest_order(&self) -> u64 {
        self.newest.map_or(0, |newest| newest.order)
    }

    fn note_newest(
        &mut self,
        now: Instant,
        arrivals: &Arrivals,
        rtt: &mut RoundTrip,
    ) -> Option<Duration> {
        let newest = arrivals.newest?;
        let age = now.saturating_duration_since(newest.sent_at);
        rtt.note_upper_bound(now, age);
        if newest.order > self.newest_order() {
            self.newest = Some(Newest { order: newest.order, round_trip: age });
        }
        Some(age)
    }

    /// Takes the last reduction back when all that caused it has arrived after all (RFC 9438 section
    /// 4.9), or at the first such arrival after a timeout (RFC 4015); whether it did. Not for a peer that
    /// has taken back reports: who reports both ways could bring any window about.
    fn undo_if_spurious(&mut self, spurious: u32, window: &mut TransmitWindow) -> bool {
        let newest = self.newest_order();
        let reduction = &mut self.reduction;
        reduction.spurious = reduction.spurious.saturating_add(spurious);
        let all = reduction.timeout || reduction.spurious >= reduction.marked;
        if !reduction.standing || !all || self.fickle {
            return false;
        }
        reduction.standing = false;
        if reduction.timeout {
            window.unmark_after(newest);
        }
        self.recovery = None;
        self.congestion.undo();
        true
    }

    /// Whether the congestion window was what held this side back when what arrived was sent.
    fn was_limited(&self, arrivals: &Arrivals, in_transit: u32) -> bool {
        match arrivals.newest {
            Some(newest) => newest.order < self.full_until,
            None => in_transit.saturating_mul(2) >= self.congestion.window(),
        }
    }

    /// Looks again at packets that were overtaken: the time that reordering is given has passed.
    pub(super) fn reordering_timed_out(
        &mut self,
        now: Instant,
        window: &mut TransmitWindow,
        common: &mut Common,
    ) {
        let in_transit = window.in_transit();
        let overtaken = self.mark_overtaken(now, window, true, &common.rtt);
        self.respond(&overtaken, 0, in_transit, window, common);
    }

    /// Marks what was overtaken and has had its time. `holes` says that the last table reports
    /// something missing.
    fn mark_overtaken(
        &mut self,
        now: Instant,
        window: &mut TransmitWindow,
        holes: bool,
        rtt: &RoundTrip,
    ) -> Overtaken {
        self.reorder_at = None;
        let Some(newest) = self.newest else { return Overtaken::default() };
        if !holes && !window.is_overtaken_beyond_table(newest.order) {
            return Overtaken::default();
        }
        let packets = if self.reordering { u64::MAX } else { REORDER_PACKETS };
        let patience = Patience {
            round_trip: newest.round_trip,
            reordering: self.reordering_time(newest.round_trip, rtt),
            packets,
        };
        let overtaken = window.mark_overtaken(now, newest.order, patience);
        self.reorder_at = overtaken.next;
        overtaken
    }

    fn reordering_time(&self, round_trip: Duration, rtt: &RoundTrip) -> Duration {
        let shortest = rtt.shortest().unwrap_or(round_trip);
        let most = rtt.smoothed().unwrap_or(round_trip).max(MIN_REORDERING);
        let parts = shortest / REORDERING_DIVISOR * u32::from(self.widening);
        parts.max(MIN_REORDERING).min(most)
    }

    /// A tail loss probe that repeated a packet and was needed has hidden a loss, which counts like
    /// any other (RFC 8985 section 7.4).
    fn judge_tail_probe(&mut self, arrivals: &Arrivals, news: AckNews, window: &TransmitWindow) {
        let Some(probe) = self.repeated_tail.map(NonZeroU64::get) else { return };
        if self.newest_order() < probe {
            return;
        }
        self.repeated_tail = None;
        let arrived = arrivals.newest.is_some_and(|newest| newest.order == probe);
        if arrived && news.reason != Some(AckReason::Duplicate) && probe > self.order {
            self.begin_recovery(news.in_transit, window);
        }
    }

    /// Hands losses to the congestion controller, once a round trip, and lets recovery go on.
    fn respond(
        &mut self,
        overtaken: &Overtaken,
        delivered: u32,
        in_transit: u32,
        window: &TransmitWindow,
        common: &mut Common,
    ) {
        if overtaken.count > 0 {
            common.counters.rest().fast_retransmits += 1;
            if overtaken.highest >= self.order {
                self.begin_recovery(in_transit, window);
            }
            let reduction = &mut self.reduction;
            reduction.marked = reduction.marked.saturating_add(overtaken.count);
        }
        let (lost, left) = (window.lost(), window.in_transit());
        let round_passed = self.newest_order() >= self.order;
        let Some(recovery) = &mut self.recovery else { return };
        if lost == 0 && (left == 0 || round_passed) {
            self.recovery_ended();
        } else {
            recovery.on_ack(delivered, left, overtaken.count == 0);
        }
    }

    fn begin_recovery(&mut self, in_transit: u32, window: &TransmitWindow) {
        self.congestion.on_loss(in_transit);
        self.order = window.next_order();
        self.reduction = Reduction { standing: true, ..Reduction::default() };
        self.recovery = Some(Recovery::new(in_transit, self.congestion.window()));
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
}

#[cfg(test)]
mod tests;
