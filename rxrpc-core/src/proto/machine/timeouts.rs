//! What is due: the timers that fire, and the limits that a user sets.
//!
//! Holds: the part of [`CallMachine`] that does what each timer stands for. Must not know: when a part
//! sets its timer.

use super::CallMachine;
use crate::proto::peer::keepalive::{Limits, arm_keepalive};
use crate::proto::send::LossTimeout;
use crate::proto::timers::Timer;
use crate::proto::{Completion, Failure, Side, State};
use rxrpc_wire::{AbortCode, AckReason, Serial};
use std::time::{Duration, Instant};

impl CallMachine {
    /// When [`CallMachine::handle_timeout`] wants to be called.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let next = self.common.timers.next();
        match self.send.look_at(&self.common) {
            Some(look) => Some(next.map_or(look, |next| next.min(look))),
            None => next,
        }
    }

    /// Does what is due at `now`. Whether it was time to look for a round trip that others to the same peer may know:
    /// see [`CallMachine::take_over_round_trip`].
    pub fn handle_timeout(&mut self, now: Instant) -> bool {
        while let Some(timer) = self.common.timers.take_due(now) {
            match timer {
                Timer::Loss => self.handle_loss_timeout(now),
                // That it is not armed any more is all.
                Timer::Pacing => {}
                Timer::DelayedAck => self.receive.propose_ack(AckReason::Delay, Serial::NONE),
                Timer::FinalAck => self.receive.propose_ack(AckReason::Idle, Serial::NONE),
                Timer::Reach => {
                    self.way.reach.timed_out();
                    self.ask_for_proof();
                }
                Timer::PathProbe => {
                    self.way.path.probe_timed_out();
                    self.search_path(now);
                }
                Timer::Keepalive => self.handle_keepalive(now),
                Timer::Normal | Timer::Idle | Timer::Hard => self.expire(timer),
            }
        }
        // What a timer did may have made it time.
        self.send.take_due_looks(now, &self.common)
    }

    /// Sets how long the call may last from now (`hard`), how long a service waits for the next
    /// packet of a request (`idle`), and how long the peer may be silent (`normal`). `None` and
    /// zero leave a setting as it is.
    pub fn set_timeouts(
        &mut self,
        now: Instant,
        hard: Option<Duration>,
        idle: Option<Duration>,
        normal: Option<Duration>,
    ) {
        let limits = Limits { hard, idle, normal };
        limits.set(&mut self.common);
        if self.completion.is_none() {
            limits.rearm(now, &mut self.common);
        }
    }

    /// When the call ends whatever the peer does.
    pub(crate) fn hard_deadline(&self) -> Option<Instant> {
        self.common.timers.get(Timer::Hard)
    }

    fn handle_loss_timeout(&mut self, now: Instant) {
        match self.send.handle_loss_timeout(now, &mut self.common, &mut self.way.path) {
            // The peer says nothing of a call that it does not know.
            LossTimeout::AskForNews if self.signs.is_exposed() => self.ask_for_news(),
            LossTimeout::Done | LossTimeout::AskForNews => {}
            LossTimeout::GiveUp => self.complete(Completion::Busy),
        }
    }

    fn handle_keepalive(&mut self, now: Instant) {
        // A service that never heard of the call answers a PING with an ABORT (Linux does). Until it
        // has shown that it knows the call, the repeated request is what keeps the call alive.
        if self.common.side == Side::Service || self.signs.was_heard() {
            self.ask_for_news();
        }
        arm_keepalive(now, &mut self.common);
    }

    /// A deadline passed that ends the call. The limit of the call as a whole is this side's own, so it is
    /// reported as a time-out whatever the peer does elsewhere.
    fn expire(&mut self, deadline: Timer) {
        if self.state == State::ServiceAwaitAck && self.send.window().all_arrived() {
            // OpenAFS clients may end a call with soft acknowledgements only.
            self.complete(Completion::Succeeded);
            return;
        }
        let (code, error) = match deadline {
            Timer::Hard => (AbortCode::RX_CALL_TIMEOUT, Failure::DeadlinePassed),
            _ if self.signs.talks_elsewhere() => (AbortCode::RX_CALL_DEAD, Failure::Reset),
            _ => (AbortCode::RX_CALL_TIMEOUT, Failure::PeerSilent),
        };
        self.abort_with(code, error);
    }
}
