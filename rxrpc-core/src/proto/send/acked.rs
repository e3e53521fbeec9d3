//! Judging and applying the ACKs of the peer.
//!
//! Holds: the part of the machine that takes ACK and ACKALL. Must not know: how losses are
//! found, or what this side acknowledges.

use crate::proto::send::loss::AckNews;
use crate::proto::{CallMachine, Completion, Events, Failure, State};
use rxrpc_wire::{AbortCode, Ack, AckReason, AckTable, Flags, Header, Serial};
use std::time::Instant;

/// What an ACK is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judgement {
    /// Everything in it counts.
    Current,
    /// It was overtaken by a later ACK: only a PING in it is answered.
    Old,
    /// It acknowledges what was never sent.
    Impossible,
}

impl CallMachine {
    /// Takes an ACK of this call.
    pub fn handle_ack(&mut self, now: Instant, header: &Header, ack: &Ack<'_>) {
        if self.completion.is_some() {
            self.repeat_final_ack(header, ack.reason);
            return;
        }
        self.check_proof(ack.serial);
        self.check_path_probe(ack);
        self.note_received(Header::LEN + Ack::FIXED_LEN + ack.acks.len() + ack.rest.len());
        if self.end_if_lost_by_peer(header, ack) {
            return;
        }
        match self.judge(header, ack) {
            Judgement::Impossible => {
                self.abort_with(AbortCode::RX_PROTOCOL_ERROR, Failure::BadMessage);
                return;
            }
            Judgement::Old => self.counters.acks_discarded += 1,
            Judgement::Current => self.apply(now, header, ack),
        }
        if self.completion.is_some() {
            return;
        }
        if ack.reason == AckReason::Ping {
            self.acknowledge.answer(header.serial);
        } else if header.flags.contains(Flags::REQUEST_ACK) {
            self.acknowledge.propose(AckReason::Requested, header.serial);
        }
        self.search_path(now);
    }

    /// Whether this ACK, or one that was sent later, has come already.
    pub(in crate::proto) fn is_overtaken(&self, header: &Header) -> bool {
        self.newest_ack.is_some_and(|newest| !header.serial.is_after(newest))
    }

    fn judge(&self, header: &Header, ack: &Ack<'_>) -> Judgement {
        let beyond = ack.first_packet.distance(self.transmit.bottom());
        // Unless the numbers have wrapped, no packet has number 0.
        let wrapped = self.counters.data_sent >= u64::from(u32::MAX);
        if ack.first_packet.0 == 0 && beyond < 0 && !wrapped {
            return Judgement::Impossible;
        }
        // `previousPacket` says nothing about age: OpenAFS lets it fall, and old versions put a
        // serial there. The serial of the ACK itself does.
        let older = ack.first_packet.is_before(self.highest_ack);
        if older || (beyond <= 0 && self.is_overtaken(header)) {
            return Judgement::Old;
        }
        let reported = u32::try_from(ack.acks.len()).unwrap_or(u32::MAX);
        match u32::try_from(beyond) {
            Ok(hard) if hard.saturating_add(reported) > self.transmit.sent() => {
                Judgement::Impossible
            }
            // Below the bottom there is only a reply's implicit acknowledgement: the service sent
            // a reply before it had read the whole request.
            _ => Judgement::Current,
        }
    }

    fn apply(&mut self, now: Instant, header: &Header, ack: &Ack<'_>) {
        self.counters.acks_received += 1;
        self.heard(now, Some(header.serial));
        if ack.first_packet.is_after(self.highest_ack) {
            self.progress.made();
        }
        self.highest_ack = ack.first_packet;
        let in_order = !self.is_overtaken(header);
        let queue_limit = self.queue_limit();
        if in_order {
            self.newest_ack = Some(header.serial);
            self.apply_trailer(ack);
        }
        let mut measured = !ack.serial.is_none()
            && ack.reason.is_rtt_usable()
            && self.rtt.answered(now, ack.serial);
        let hard = u32::try_from(ack.first_packet.distance(self.transmit.bottom()));
        let (Ok(hard), true) = (hard, self.state.takes_acks()) else { return };

        let in_transit = self.transmit.in_transit();
        let loss_order = self.loss.order();
        let mut arrivals = self.expect_arrivals(now);
        self.transmit.acknowledge_hard(hard, ack.serial, loss_order, &mut arrivals);
        if in_order {
            let table = self.believable_table(header, ack);
            self.transmit.acknowledge_soft(&table, ack.serial, loss_order, &mut arrivals);
        }
        if let (false, true, Some(sent_at)) =
            (measured, ack.reason.is_rtt_usable(), arrivals.cause_sent_at)
        {
            self.rtt.add(now, now.saturating_duration_since(sent_at));
            measured = true;
        }
        if arrivals.count > 0 {
            self.path_carried(arrivals.in_jumbogram);
        }
        let reason = Some(ack.reason);
        let news = AckNews { in_transit, progress: hard > 0, measured, reason };
        self.detect_losses(now, &arrivals, news);
        self.announce_space(hard > 0 || self.queue_limit() > queue_limit);
        self.end_transmission_if_acknowledged();
    }

    /// What the ACK reports of the packets from the first that is not acknowledged for good. An
    /// extended table that tells of packets that were never sent is none: the peer set the flag without
    /// meaning it.
    fn believable_table<'a>(&self, header: &Header, ack: &Ack<'a>) -> AckTable<'a> {
        let table = ack.table(header.flags);
        let within = table.highest().is_none_or(|highest| highest < self.transmit.sent() as usize);
        if within { table } else { table.to_plain() }
    }

    /// Tells the user of room in the queue, once it is a quarter: a user that is woken for every
    /// ACK does little each time. But where all that may be queued may be in transit as well, a queue that
    /// is not full is a network that is not used, and a thirty-second is enough.
    fn announce_space(&mut self, more: bool) {
        let limit = self.queue_limit();
        let scarce = limit < self.may_be_in_transit().saturating_mul(2) as usize;
        let part = if scarce { 32 } else { 4 };
        if more && self.transmit_space().saturating_mul(part) >= limit {
            self.events |= Events::WRITABLE;
        }
    }

    fn apply_trailer(&mut self, ack: &Ack<'_>) {
        if let Some(window) = ack.receive_window() {
            self.transmit.set_peer_window(window);
            self.first_window.get_or_insert(window);
        }
        self.told_sizes(ack);
    }

    /// Everything that was sent is acknowledged for good, the last packet too.
    fn end_transmission_if_acknowledged(&mut self) {
        if !self.transmit.is_empty() || !self.transmit.last_sent() {
            return;
        }
        match self.state {
            State::ClientSendRequest | State::ClientAwaitAck => {
                self.state = State::ClientAwaitReply;
            }
            State::ServiceSendReply | State::ServiceAwaitAck => {
                self.complete(Completion::Succeeded);
            }
            _ => {}
        }
    }

    /// Takes an ACKALL: all that was sent has arrived for good. Ignored while nothing is being
    /// sent.
    pub fn handle_ack_all(&mut self, now: Instant, header: &Header) {
        if self.completion.is_some() || !self.state.takes_acks() {
            return;
        }
        self.note_received(Header::LEN);
        self.counters.acks_received += 1;
        self.heard(now, Some(header.serial));
        let sent = self.transmit.sent();
        let in_transit = self.transmit.in_transit();
        let mut arrivals = self.expect_arrivals(now);
        self.transmit.acknowledge_hard(sent, Serial::NONE, self.loss.order(), &mut arrivals);
        self.progress.made();
        self.highest_ack = self.transmit.bottom();
        self.announce_space(sent > 0);
        let news = AckNews { in_transit, progress: sent > 0, measured: false, reason: None };
        self.detect_losses(now, &arrivals, news);
        self.end_transmission_if_acknowledged();
    }

    /// The call is over, but the peer asks about it.
    pub(in crate::proto) fn repeat_final_ack(&mut self, header: &Header, reason: AckReason) {
        let asked = reason == AckReason::Ping || header.flags.contains(Flags::REQUEST_ACK);
        if !asked || !self.owes_final_ack() {
            return;
        }
        if reason == AckReason::Ping {
            self.acknowledge.answer(header.serial);
        } else {
            self.acknowledge.propose(AckReason::Duplicate, header.serial);
        }
    }
}
