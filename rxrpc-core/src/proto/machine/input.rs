//! What arrives: DATA, ACK, ACKALL, BUSY, ABORT, and what the network reports of the path.
//!
//! Holds: the part of [`CallMachine`] that hands it to the parts and changes the state of the call. Must
//! not know: how packets look beyond their headers, or how payloads are stored or opened.

use super::CallMachine;
use crate::proto::peer::keepalive::{await_request, extend_silence};
use crate::proto::receive::{AckNeed, Taken};
use crate::proto::send::{Judgement, Lost};
use crate::proto::timers::Timer;
use crate::proto::{Completion, Events, Failure, Side, State};
use rxrpc_wire::{AbortCode, Ack, AckReason, Flags, Header, Serial, subpackets};
use std::time::Instant;

impl CallMachine {
    /// Takes a DATA datagram that is not, or not only, the next packet of a long call.
    pub(super) fn judge_data(&mut self, now: Instant, header: &Header, payload: &[u8]) {
        self.note_received(Header::LEN.saturating_add(payload.len()));
        if self.completion.is_some() {
            if self.owes_final_ack() {
                self.common.counters.rest().duplicates += 1;
                self.receive.propose_ack(AckReason::Duplicate, header.serial);
            }
            return;
        }
        let unasked = !self.send.window().last_queued() || !self.signs.is_exposed();
        if self.state == State::ClientSendRequest && unasked {
            // A service answers when it has seen all it wants, but to a request without an end, or
            // of which nothing was sent, there is no answer (as in Linux).
            self.break_off();
            return;
        }
        let mut need = AckNeed::default();
        for packet in subpackets(header, payload) {
            let Ok(packet) = packet else { return self.break_off() };
            let serial = packet.serial;
            match self.receive.take_packet(now, &packet, &mut need, &mut self.common) {
                Taken::Contradiction => self.break_off(),
                Taken::Refused => {}
                Taken::Repeated => self.heard(now, serial),
                Taken::New { readable } => self.data_was_taken(now, serial, readable),
            }
            if self.completion.is_some_and(|end| end != Completion::Succeeded) {
                return;
            }
        }
        if self.receive.consider_growth(now, &self.common) {
            self.ask_for_news();
        }
        if self.completion.is_none() {
            self.receive.acknowledge_datagram(now, &need, &mut self.common);
        }
        if !self.way.reach.is_proven() {
            self.ask_for_proof();
        }
    }

    /// A new packet of DATA was taken.
    fn data_was_taken(&mut self, now: Instant, serial: Serial, readable: bool) {
        self.heard(now, serial);
        match self.common.side {
            Side::Client => self.begin_reply(now),
            Side::Service if self.state == State::ServiceReceiveRequest => {
                await_request(now, &mut self.common);
            }
            Side::Service => {}
        }
        if readable {
            self.events |= Events::READABLE;
        }
        if self.receive.window().is_complete() {
            self.end_reception(now);
        }
    }

    /// The first packet of the reply acknowledges the whole request, what was not sent of it too:
    /// the service does not want it.
    fn begin_reply(&mut self, now: Instant) {
        if self.state == State::ClientReceiveReply || self.completion.is_some() {
            return;
        }
        // If anything was sent again, it is not known what is answered.
        if self.state != State::ClientSendRequest
            && self.common.counters.data_retransmitted() == 0
            && let Some(sent_at) = self.send.last_data_at()
        {
            self.common.rtt.note_reply(now.saturating_duration_since(sent_at));
        }
        self.state = State::ClientReceiveReply;
        self.send.clear();
        self.common.timers.stop(Timer::Loss);
        self.events |= Events::WRITABLE;
    }

    fn end_reception(&mut self, now: Instant) {
        match self.state {
            State::ServiceReceiveRequest => {
                self.state = State::ServiceAckRequest;
                self.receive.expect_nothing();
                self.common.timers.stop(Timer::Idle);
                let delay = self.common.config.delayed_ack;
                self.common.timers.set_after(Timer::DelayedAck, now, delay);
            }
            State::ClientReceiveReply => {
                self.complete(Completion::Succeeded);
                let delay = self.common.config.final_ack_delay;
                self.common.timers.set_after(Timer::FinalAck, now, delay);
            }
            _ => {}
        }
    }

    /// Takes an ACK of this call.
    pub fn handle_ack(&mut self, now: Instant, header: &Header, ack: &Ack<'_>) {
        if self.completion.is_some() {
            self.repeat_final_ack(header, ack.reason);
            return;
        }
        if self.way.reach.is_proven_by(ack.serial) {
            self.prove_reach();
        }
        if self.way.path.take_probe_answer(ack) {
            self.common.timers.stop(Timer::PathProbe);
        }
        self.note_received(Header::LEN + Ack::FIXED_LEN + ack.acks.len() + ack.rest.len());
        if self.end_if_lost_by_peer(header, ack) {
            return;
        }
        match self.send.judge(header, ack, &self.common.counters) {
            Judgement::Impossible => return self.break_off(),
            Judgement::Old => self.common.counters.rest().acks_discarded += 1,
            Judgement::Current => self.apply(now, header, ack),
        }
        if self.completion.is_some() {
            return;
        }
        if ack.reason == AckReason::Ping {
            self.receive.answer(header.serial);
        } else if header.flags.contains(Flags::REQUEST_ACK) {
            self.receive.propose_ack(AckReason::Requested, header.serial);
        }
        self.search_path(now);
    }

    fn apply(&mut self, now: Instant, header: &Header, ack: &Ack<'_>) {
        self.common.counters.acks_received += 1;
        self.heard(now, header.serial);
        let (common, path) = (&mut self.common, &mut self.way.path);
        let noted = self.send.note_ack(now, header, ack, common, path);
        if !self.state.takes_acks() {
            return;
        }
        if self.send.acknowledge(now, (header, ack), noted, common, path) {
            self.events |= Events::WRITABLE;
        }
        self.end_transmission_if_acknowledged();
    }

    /// Ends a client call of which this ACK says that the service has lost it; whether it does.
    fn end_if_lost_by_peer(&mut self, header: &Header, ack: &Ack<'_>) -> bool {
        if self.common.side != Side::Client {
            return false;
        }
        let Some(lost) = self.send.shows_loss_of_call(header, ack) else { return false };
        let code = AbortCode(0);
        self.complete(Completion::RemotelyAborted { code, error: Failure::NetworkReset });
        if lost == Lost::BegunAnew {
            self.abort_due = Some(AbortCode::RX_CALL_DEAD);
        }
        true
    }

    /// Everything that was sent is acknowledged for good, the last packet too.
    fn end_transmission_if_acknowledged(&mut self) {
        if !self.send.is_all_acknowledged() {
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
        self.common.counters.acks_received += 1;
        self.heard(now, header.serial);
        if self.send.acknowledge_all(now, &mut self.common) {
            self.events |= Events::WRITABLE;
        }
        self.end_transmission_if_acknowledged();
    }

    /// Takes a BUSY. Always a sign of life; before anything was acknowledged also the reason to try again
    /// later, and after [`MachineConfig::busy_timeout`](crate::proto::MachineConfig::busy_timeout) of nothing
    /// else the end of the call.
    pub fn handle_busy(&mut self, now: Instant, header: &Header) {
        self.note_received(Header::LEN);
        extend_silence(now, &mut self.common);
        let refused = self.common.side == Side::Client
            && self.completion.is_none()
            && self.signs.is_exposed()
            && !self.signs.was_heard();
        // More than one packet of an attempt may be answered: that is one refusal.
        if !refused || self.send.waits_for_busy() {
            return;
        }
        let Some(until) = self.send.refused(now, header, &mut self.common) else {
            return self.complete(Completion::Busy);
        };
        self.way.path.answered();
        // Until then it is this side that is silent.
        extend_silence(until, &mut self.common);
    }

    /// Takes an ABORT of this call.
    pub fn handle_abort(&mut self, _now: Instant, code: AbortCode) {
        self.complete(Completion::RemotelyAborted { code, error: Failure::Aborted });
    }

    /// The network reported that the path carries no datagram of more than `largest` bytes of UDP
    /// payload. Never ends the call; what is smaller than 548 is taken for that. Larger packets that are
    /// on their way are taken for lost, which is no sign of congestion.
    pub fn handle_mtu_report(&mut self, now: Instant, largest: usize) {
        if self.completion.is_some() {
            return;
        }
        if let Some(narrowed) = self.way.path.report_limit(largest) {
            self.send.path_narrowed(now, narrowed, &mut self.common);
        }
        if self.way.path.give_up_probe() {
            self.common.timers.stop(Timer::PathProbe);
        }
        self.search_path(now);
    }

    /// The highest serial heard on the connection, on whatever call. When the call times out, it
    /// distinguishes a peer that is gone from one that has forgotten this call.
    pub fn note_peer_serial(&mut self, serial: Serial) {
        self.signs.heard_on_connection(serial);
    }

    /// Begins to limit what is sent, until [`CallMachine::prove_reach`] is called or the peer shows that
    /// it receives packets of this call. For a service call whose client's address may be forged; to be
    /// called before anything of the call came.
    pub fn await_proof(&mut self) {
        self.way.reach.await_proof();
        self.receive.trust(false);
    }

    /// Counts a datagram of `size` bytes that is sent for the call by somebody else, if the call may send as much now
    /// and an ABORT after it; whether it may.
    pub fn pay(&mut self, size: usize) -> bool {
        let abort = Header::LEN + size_of::<AbortCode>();
        let allowed = self.way.reach.allows(size + abort);
        if allowed {
            self.way.reach.sent(size);
        }
        allowed
    }

    /// The peer is known to receive at its address: nothing is limited any more.
    pub fn prove_reach(&mut self) {
        self.way.reach.prove(&mut self.common.timers);
        self.receive.trust(true);
    }

    /// Whether nothing is limited: the address is proven, or needs no proof.
    #[must_use]
    pub fn is_reach_proven(&self) -> bool {
        self.way.reach.is_proven()
    }

    /// A packet of the call came whose serial means something.
    #[inline(always)]
    fn heard(&mut self, now: Instant, serial: Serial) {
        if self.signs.heard(serial) {
            self.send.was_let_in();
            extend_silence(now, &mut self.common);
        }
    }

    /// A datagram of `size` bytes came from the peer's address.
    fn note_received(&mut self, size: usize) {
        if !self.way.reach.is_proven() {
            self.way.reach.received(size);
            self.ask_for_proof();
        }
    }

    /// The call is over, but the peer asks about it.
    fn repeat_final_ack(&mut self, header: &Header, reason: AckReason) {
        let asked = reason == AckReason::Ping || header.flags.contains(Flags::REQUEST_ACK);
        if !asked || !self.owes_final_ack() {
            return;
        }
        if reason == AckReason::Ping {
            self.receive.answer(header.serial);
        } else {
            self.receive.propose_ack(AckReason::Duplicate, header.serial);
        }
    }
}
