//! How a call ends on this side, and what is left to say afterwards.
//!
//! Holds: the part of [`CallMachine`] that ends it, the only one that writes the completion. Must not know:
//! who waits for the end.

use super::CallMachine;
use crate::proto::timers::Timer;
use crate::proto::{Completion, Events, Failure, FinalState, Side, State};
use rxrpc_wire::{AbortCode, AckReason, Serial};
use std::time::Instant;

impl CallMachine {
    /// How the call ended, once it has.
    #[must_use]
    pub fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// Ends the call from outside: the network or the connection failed. The first end stays; no
    /// packet says so to the peer.
    pub fn complete(&mut self, completion: Completion) {
        if self.completion.is_some() {
            return;
        }
        self.completion = Some(completion);
        self.state = State::Complete;
        self.events |= Events::COMPLETED;
        self.common.timers.stop_all();
        self.send.clear();
        match completion {
            Completion::Succeeded => self.receive.drop_early(),
            _ => self.receive.clear(),
        }
        if self.common.side == Side::Service {
            self.receive.drop_acks();
        }
    }

    /// Aborts the call by its user's wish, `false` if it has ended already. One ABORT is sent if
    /// the peer may know of the call.
    pub fn abort(&mut self, code: AbortCode) -> bool {
        self.abort_with(code, Failure::Aborted)
    }

    /// Aborts the call because its security class refused a packet; otherwise like
    /// [`CallMachine::abort`].
    ///
    /// All that the peer sends may have come before, and the call be done by that: whether it is what was sealed shows only when a
    /// reader has it opened, and if not, it was no good end. The peer is told as long as the final ACK has not gone out.
    pub fn abort_for_security(&mut self, code: AbortCode) -> bool {
        let error = Failure::Security;
        if self.completion != Some(Completion::Succeeded) {
            return self.abort_with(code, error);
        }
        let tells = self.final_ack_deadline().is_some();
        self.completion = Some(Completion::LocallyAborted { code, error });
        self.receive.clear();
        if tells {
            self.drop_final_ack();
            self.abort_due = Some(code);
        }
        true
    }

    /// Ends the call as if a deadline had passed, and aborts it at the peer.
    pub fn time_out(&mut self) {
        self.abort_with(AbortCode::RX_CALL_TIMEOUT, Failure::DeadlinePassed);
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

    /// Completes the call, and sends an ABORT if the peer may know of the call.
    pub(super) fn abort_with(&mut self, code: AbortCode, error: Failure) -> bool {
        if self.completion.is_some() {
            return false;
        }
        self.complete(Completion::LocallyAborted { code, error });
        if self.signs.is_exposed() {
            self.abort_due = Some(code);
        }
        true
    }

    /// The peer broke the protocol.
    pub(super) fn break_off(&mut self) {
        self.abort_with(AbortCode::RX_PROTOCOL_ERROR, Failure::BadMessage);
    }

    /// Whether the peer still asks with reason for the ACK of the whole reply.
    pub(super) fn owes_final_ack(&self) -> bool {
        self.common.side == Side::Client && self.completion == Some(Completion::Succeeded)
    }

    /// Whether the peer may still work on the call although it has ended on this side, since nothing came
    /// that says otherwise. Services answer the next call on the channel with BUSY then (observed: OpenAFS
    /// 1.8.9, as long as the handler runs).
    #[must_use]
    pub fn may_be_unfinished_at_peer(&self) -> bool {
        self.signs.is_exposed()
            && !matches!(
                self.completion,
                None | Some(Completion::Succeeded | Completion::RemotelyAborted { .. })
            )
    }

    /// When a client that has the whole reply will acknowledge it. If the next call on the channel
    /// begins before, the machine may be dropped: that call acknowledges the reply.
    #[must_use]
    pub fn final_ack_deadline(&self) -> Option<Instant> {
        self.common.timers.get(Timer::FinalAck)
    }

    /// Sends the final ACK of a reply now, if it still waits for a next call on the channel to acknowledge
    /// it: there will be none.
    pub fn hasten_final_ack(&mut self) {
        if self.final_ack_deadline().is_some() {
            self.common.timers.stop(Timer::FinalAck);
            self.receive.propose_ack(AckReason::Idle, Serial::NONE);
        }
    }

    /// Nothing but an ABORT is said any more of a call that has ended: the next one on its channel says the
    /// rest.
    pub fn drop_final_ack(&mut self) {
        self.common.timers.stop_all();
        self.receive.drop_acks();
    }

    /// What is to be repeated to a peer that sends on the call after its end.
    #[must_use]
    pub fn last_final(&self) -> FinalState {
        match self.completion {
            Some(Completion::Succeeded) if self.common.side == Side::Client => {
                let received = self.receive.window();
                FinalState::Ack { first_packet: received.next(), window: received.free() }
            }
            Some(
                Completion::Succeeded
                | Completion::RemotelyAborted { .. }
                | Completion::LocallyAborted { error: Failure::Superseded, .. },
            )
            | None => FinalState::Nothing,
            Some(_) if !self.signs.is_exposed() => FinalState::Nothing,
            Some(Completion::LocallyAborted { code, .. }) => FinalState::Abort(code),
            Some(Completion::Busy | Completion::NetworkError(_) | Completion::LocalError(_)) => {
                FinalState::Abort(AbortCode::RX_CALL_DEAD)
            }
        }
    }
}
