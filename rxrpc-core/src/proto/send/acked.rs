//! Judging and applying the ACKs of the peer.
//!
//! Holds: the part of [`Sender`] that takes what ACK and ACKALL say of this side's packets. Must not know:
//! how losses are found, what this side acknowledges, or what follows for the call.

use super::Sender;
use super::ack_order::Lost;
use super::loss::AckNews;
use super::window::Arrivals;
use crate::proto::common::Common;
use crate::proto::counters::Tally;
use crate::proto::path::size::PathMtu;
use rxrpc_wire::{Ack, AckTable, Header, Serial};
use std::time::Instant;

/// What an ACK is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Judgement {
    /// Everything in it counts.
    Current,
    /// It was overtaken by a later ACK: only a PING in it is answered.
    Old,
    /// It acknowledges what was never sent.
    Impossible,
}

/// What was noted of an ACK before its acknowledgements are applied.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct Noted {
    /// Whether no later ACK has come already.
    in_order: bool,
    /// Whether it gave a round trip.
    measured: bool,
    /// How many packets could be queued before.
    queue_limit: usize,
}

impl Sender {
    /// Whether this ACK to a client shows that the service has lost the call.
    pub(in crate::proto) fn shows_loss_of_call(
        &self,
        header: &Header,
        ack: &Ack<'_>,
    ) -> Option<Lost> {
        self.acks.shows_loss_of_call(header, ack)
    }

    /// What this ACK is good for.
    #[inline]
    pub(in crate::proto) fn judge(
        &self,
        header: &Header,
        ack: &Ack<'_>,
        counters: &Tally,
    ) -> Judgement {
        let beyond = ack.first_packet.distance(self.window.bottom());
        // Unless the numbers have wrapped, no packet has number 0.
        let wrapped = counters.data_sent >= u64::from(u32::MAX);
        if ack.first_packet.0 == 0 && beyond < 0 && !wrapped {
            return Judgement::Impossible;
        }
        // `previousPacket` says nothing about age: OpenAFS lets it fall, and old versions put a
        // serial there. The serial of the ACK itself does.
        let older = self.acks.is_behind(ack.first_packet);
        if older || (beyond <= 0 && self.acks.is_overtaken(header)) {
            return Judgement::Old;
        }
        let reported = u32::try_from(ack.acks.len()).unwrap_or(u32::MAX);
        match u32::try_from(beyond) {
            Ok(hard) if hard.saturating_add(reported) > self.window.sent() => Judgement::Impossible,
            // Below the bottom there is only a reply's implicit acknowledgement: the service sent
            // a reply before it had read the whole request.
            _ => Judgement::Current,
        }
    }

    /// Notes what a current ACK says apart from acknowledgements: its order, what the peer takes, the
    /// round trip.
    #[inline]
    pub(in crate::proto) fn note_ack(
        &mut self,
        now: Instant,
        header: &Header,
        ack: &Ack<'_>,
        common: &mut Common,
        path: &mut PathMtu,
    ) -> Noted {
        self.acks.advance(ack.first_packet);
        let in_order = !self.acks.is_overtaken(header);
        let queue_limit = self.queue_limit(&common.config);
        if in_order {
            self.acks.newest_is(header.serial);
            if let Some(window) = ack.receive_window() {
                self.window.set_peer_window(window);
                self.first_window.get_or_insert(u16::try_from(window).unwrap_or(u16::MAX));
            }
            path.apply_trailer(ack);
        }
        let measured = !ack.serial.is_none()
            && ack.reason.is_rtt_usable()
            && common.rtt.answered(now, ack.serial);
        Noted { in_order, measured, queue_limit }
    }

    /// Applies what an ACK acknowledges. Whether the user is to be woken for room in the queue.
    #[inline]
    pub(in crate::proto) fn acknowledge(
        &mut self,
        now: Instant,
        (header, ack): (&Header, &Ack<'_>),
        noted: Noted,
        common: &mut Common,
        path: &mut PathMtu,
    ) -> bool {
        let Ok(hard) = u32::try_from(ack.first_packet.distance(self.window.bottom())) else {
            return false;
        };
        let mut measured = noted.measured;
        let in_transit = self.window.in_transit();
        let loss_order = self.loss.order();
        let mut arrivals = self.loss.expect_arrivals(now, &common.rtt);
        self.window.acknowledge_hard(hard, ack.serial, loss_order, &mut arrivals);
        if noted.in_order {
            let table = self.believable_table(header, ack);
            self.window.acknowledge_soft(&table, ack.serial, loss_order, &mut arrivals);
        }
        if let (false, true, Some(sent_at)) =
            (measured, ack.reason.is_rtt_usable(), arrivals.cause_sent_at)
        {
            common.rtt.add(now, now.saturating_duration_since(sent_at));
            measured = true;
        }
        if arrivals.count > 0 {
            path.carried(arrivals.in_jumbogram);
        }
        let reason = Some(ack.reason);
        let news = AckNews { in_transit, progress: hard > 0, measured, reason };
        self.conclude(now, &arrivals, news, common);
        let more = hard > 0 || self.queue_limit(&common.config) > noted.queue_limit;
        more && self.has_space_worth_waking(common)
    }

    /// Applies an ACKALL: all that was sent has arrived for good. Whether the user is to be woken for room
    /// in the queue.
    pub(in crate::proto) fn acknowledge_all(&mut self, now: Instant, common: &mut Common) -> bool {
        let sent = self.window.sent();
        let in_transit = self.window.in_transit();
        let mut arrivals = self.loss.expect_arrivals(now, &common.rtt);
        self.window.acknowledge_hard(sent, Serial::NONE, self.loss.order(), &mut arrivals);
        self.acks.all_acknowledged(self.window.bottom());
        let space = sent > 0 && self.has_space_worth_waking(common);
        let news = AckNews { in_transit, progress: sent > 0, measured: false, reason: None };
        self.conclude(now, &arrivals, news, common);
        space
    }

    /// Draws the conclusions from what was acknowledged: losses, the rate, the loss timer.
    #[inline]
    fn conclude(&mut self, now: Instant, arrivals: &Arrivals, news: AckNews, common: &mut Common) {
        self.loss.detect(now, &mut self.window, arrivals, news, common);
        let progress = news.progress || arrivals.count > 0;
        let (blocked, waits) = (self.window.is_blocked(), self.loss.reorder_at().is_some());
        if self.timer.ack_came(progress, news.measured, blocked, waits) {
            self.arm_loss_timer(now, common);
        }
    }

    /// What the ACK reports of the packets from the first that is not acknowledged for good. An
    /// extended table that reports packets that were never sent is none: the peer set the flag without
    /// meaning it.
    fn believable_table<'a>(&self, header: &Header, ack: &Ack<'a>) -> AckTable<'a> {
        let table = ack.table(header.flags);
        let within = table.highest().is_none_or(|highest| highest < self.window.sent() as usize);
        if within { table } else { table.to_plain() }
    }

    /// Whether the user is to be woken for room in the queue: once it is a quarter, since a user that is
    /// woken for every ACK does little each time. But where all that may be queued may be in transit as
    /// well, a queue that is not full is a network that is not used, and a thirty-second is enough.
    fn has_space_worth_waking(&self, common: &Common) -> bool {
        let limit = self.queue_limit(&common.config);
        let scarce = limit < self.may_be_in_transit().saturating_mul(2) as usize;
        let part = if scarce { 32 } else { 4 };
        self.space(&common.config).saturating_mul(part) >= limit
    }

    /// Whether everything that was sent is acknowledged for good, the last packet too.
    #[inline]
    pub(in crate::proto) fn is_all_acknowledged(&self) -> bool {
        self.window.is_empty() && self.window.last_sent()
    }
}
