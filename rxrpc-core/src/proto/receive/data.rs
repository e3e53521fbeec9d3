//! What arrives, apart from ACKs: DATA, ABORT, the next call on the channel, and time.
//!
//! Holds: the part of the machine that takes them. Must not know: how payloads are stored or opened.

use crate::proto::receive::window::Arrival;
use crate::proto::timers::Timer;
use crate::proto::{CallMachine, Completion, Events, Failure, Side, State};
use rxrpc_wire::{AbortCode, AckReason, Flags, Header, Serial, Subpacket, subpackets};
use std::time::Instant;

/// What a datagram of DATA asks for.
#[derive(Debug, Default)]
struct Outcome {
    /// The most urgent reason to acknowledge at once.
    urgent: bool,
    /// Packets that came in order.
    in_order: u32,
    /// Whether a packet above a hole came that need not be acknowledged at once.
    waits: bool,
}

impl CallMachine {
    /// Takes a DATA datagram of this call, jumbogram or not. `payload` is all that follows the
    /// header.
    pub fn handle_data(&mut self, now: Instant, header: &Header, payload: &[u8]) {
        self.note_received(Header::LEN.saturating_add(payload.len()));
        if self.completion.is_some() {
            if self.owes_final_ack() {
                self.counters.duplicates += 1;
                self.acknowledge.propose(AckReason::Duplicate, header.serial);
            }
            return;
        }
        let unasked = !self.transmit.last_queued() || !self.exposed;
        if self.state == State::ClientSendRequest && unasked {
            // A service answers when it has seen all it wants, but to a request without an end, or
            // of which nothing was sent, there is no answer (as in Linux).
            self.break_off();
            return;
        }
        let mut outcome = Outcome::default();
        for subpacket in subpackets(header, payload) {
            let Ok(subpacket) = subpacket else {
                self.break_off();
                return;
            };
            self.take_packet(now, &subpacket, &mut outcome);
            if self.completion.is_some_and(|end| end != Completion::Succeeded) {
                return;
            }
        }
        self.receive.consider_growth(now, self.rtt.shortest());
        self.acknowledge_datagram(now, &outcome);
        if !self.reach.is_proven() {
            self.ask_for_proof();
        }
    }

    fn take_packet(&mut self, now: Instant, packet: &Subpacket<'_>, outcome: &mut Outcome) {
        if packet.payload.len() > self.config.max_mtu as usize {
            // The window counts packets, so their size has to have a bound as well: the one that the
            // peer was told.
            return self.break_off();
        }
        let last = packet.flags.contains(Flags::LAST_PACKET);
        let had_ready = self.receive.ready_count();
        let follows = packet.seq == self.receive.highest().next();
        let arrival = self.receive.accept(packet.seq, packet.checksum, last, packet.payload);
        let urgent = |machine: &mut Self, outcome: &mut Outcome, reason| {
            outcome.urgent = true;
            machine.acknowledge.propose(reason, packet.serial);
        };
        match arrival {
            Arrival::Contradiction => return self.break_off(),
            Arrival::BeyondWindow => {
                self.counters.beyond_window += 1;
                return urgent(self, outcome, AckReason::ExceedsWindow);
            }
            Arrival::Duplicate => {
                self.counters.duplicates += 1;
                urgent(self, outcome, AckReason::Duplicate);
                self.heard(now, Some(packet.serial));
                return;
            }
            Arrival::OutOfOrder => {
                self.counters.data_received += 1;
                self.counters.out_of_order += 1;
                let enough = self.acknowledge.count_early(self.receive.early_extent());
                if enough || !follows {
                    outcome.urgent = true;
                    self.acknowledge.propose_out_of_sequence(self.receive.next(), packet.serial);
                } else {
                    outcome.waits = true;
                }
            }
            Arrival::FilledHole => {
                self.counters.data_received += 1;
                // The sender is in trouble: it shall know at once (Linux says DELAY here).
                urgent(self, outcome, AckReason::Delay);
                outcome.in_order += 1;
            }
            Arrival::InOrder => {
                self.counters.data_received += 1;
                outcome.in_order += 1;
            }
        }
        self.bytes_received = self.bytes_received.wrapping_add(packet.payload.len() as u64);
        if packet.flags.contains(Flags::REQUEST_ACK) {
            urgent(self, outcome, AckReason::Requested);
        }
        self.heard(now, Some(packet.serial));
        if self.side == Side::Client {
            self.begin_reply(now);
        }
        self.await_request(now);
        if self.receive.ready_count() > had_ready {
            self.events |= Events::READABLE;
        }
        self.last_data_serial = packet.serial;
        if self.receive.is_complete() {
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
            && self.counters.data_retransmitted == 0
            && let Some(sent_at) = self.last_data_at
        {
            self.rtt.note_reply(now.saturating_duration_since(sent_at));
        }
        self.state = State::ClientReceiveReply;
        self.transmit.clear();
        self.timers.stop(Timer::Loss);
        self.events |= Events::WRITABLE;
    }

    fn end_reception(&mut self, now: Instant) {
        match self.state {
            State::ServiceReceiveRequest => {
                self.state = State::ServiceAckRequest;
                self.timers.stop(Timer::Idle);
                self.timers.set_after(Timer::DelayedAck, now, self.config.delayed_ack);
            }
            State::ClientReceiveReply => {
                self.complete(Completion::Succeeded);
                self.timers.set_after(Timer::FinalAck, now, self.config.final_ack_delay);
            }
            _ => {}
        }
    }

    /// One ACK at most for a datagram: at once if something in it asks for that or enough has come,
    /// otherwise after a while.
    fn acknowledge_datagram(&mut self, now: Instant, outcome: &Outcome) {
        if (outcome.in_order == 0 && !outcome.waits) || self.completion.is_some() {
            return;
        }
        let enough = outcome.in_order > 0 && self.acknowledge.count(outcome.in_order);
        if outcome.urgent {
            return;
        }
        // The end of a request is acknowledged by the reply, which may come soon.
        if enough && !self.receive.is_complete() {
            self.acknowledge.propose(AckReason::Idle, self.last_data_serial);
        } else if self.timers.get(Timer::DelayedAck).is_none() {
            self.timers.set_after(Timer::DelayedAck, now, self.config.delayed_ack);
        }
    }

    /// The peer broke the protocol.
    fn break_off(&mut self) {
        self.abort_with(AbortCode::RX_PROTOCOL_ERROR, Failure::BadMessage);
    }

    /// Takes an ABORT of this call.
    pub fn handle_abort(&mut self, _now: Instant, code: AbortCode) {
        self.complete(Completion::RemotelyAborted { code, error: Failure::Aborted });
    }

    /// The client began another call on the channel, and so ended this one: well, if the whole
    /// reply was sent. If it has ended already, an ABORT that is still to be sent has become needless.
    pub fn handle_implicit_end(&mut self, _now: Instant) {
        self.abort_due = None;
        self.complete(if self.state == State::ServiceAwaitAck {
            Completion::Succeeded
        } else {
            Completion::LocallyAborted { code: AbortCode::RX_CALL_DEAD, error: Failure::Superseded }
        });
    }

    /// Does what is due at `now`.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(timer) = self.timers.take_due(now) {
            match timer {
                Timer::Loss => self.handle_loss_timeout(now),
                // That it is not armed any more is all.
                Timer::Pacing => {}
                Timer::DelayedAck => self.acknowledge.propose(AckReason::Delay, Serial::NONE),
                Timer::FinalAck => self.acknowledge.propose(AckReason::Idle, Serial::NONE),
                Timer::Reach => self.handle_reach_timeout(),
                Timer::PathProbe => self.handle_path_probe_timeout(now),
                Timer::Keepalive => self.handle_keepalive(now),
                Timer::Normal | Timer::Idle | Timer::Hard => self.expire(timer),
            }
        }
    }
}
