//! Signs of life: ours to the peer, the peer's to us, and what happens when they cease.
//!
//! Holds: the part of the machine that keeps the keepalive, normal, idle and hard timers. Must not
//! know: what the packets said.

use crate::proto::config::SHORTEST;
use crate::proto::timers::Timer;
use crate::proto::{CallMachine, Completion, Failure, Side, State};
use rxrpc_wire::{AbortCode, Serial};
use std::sync::Arc;
use std::time::{Duration, Instant};

impl CallMachine {
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
        let given = |timeout: Option<Duration>| timeout.filter(|timeout| !timeout.is_zero());
        if let Some(normal) = given(normal) {
            let config = Arc::make_mut(&mut self.config);
            config.normal_timeout = normal;
            config.keepalive = config.keepalive.min(normal / 6).max(SHORTEST);
        }
        if let Some(idle) = given(idle) {
            Arc::make_mut(&mut self.config).idle_timeout = idle;
        }
        if self.completion.is_some() {
            return;
        }
        if let Some(hard) = given(hard) {
            self.timers.set_after(Timer::Hard, now, hard);
        }
        if normal.is_some() && self.timers.get(Timer::Normal).is_some() {
            self.timers.set_after(Timer::Normal, now, self.config.normal_timeout);
        }
        if normal.is_some() && self.timers.get(Timer::Keepalive).is_some() {
            self.arm_keepalive(now);
        }
        if idle.is_some() && self.timers.get(Timer::Idle).is_some() {
            self.timers.set_after(Timer::Idle, now, self.config.idle_timeout);
        }
    }

    fn arm_keepalive(&mut self, now: Instant) {
        self.timers.set_after(Timer::Keepalive, now, self.config.keepalive.max(SHORTEST));
    }

    /// The highest serial heard on the connection, on whatever call. It tells a peer that is gone
    /// from one that has forgotten this call, when the call times out.
    pub fn note_peer_serial(&mut self, serial: Serial) {
        self.peer_serial = Some(serial);
    }

    /// A valid packet of the call came. `serial` is `None` if its serial means nothing. A serial
    /// that is not new gives no sign of life: anybody can repeat a packet.
    pub(in crate::proto) fn heard(&mut self, now: Instant, serial: Option<Serial>) {
        if let Some(serial) = serial {
            if self.heard_serial.is_some_and(|heard| !serial.is_after(heard)) {
                return;
            }
            self.heard_serial = Some(serial);
            self.was_let_in();
        }
        if self.completion.is_none() && self.timers.get(Timer::Normal).is_some() {
            self.timers.set_after(Timer::Normal, now, self.config.normal_timeout);
        }
    }

    /// A packet of the call is on its way.
    pub(in crate::proto) fn spoke(&mut self, now: Instant) {
        if self.completion.is_some() {
            return;
        }
        self.exposed = true;
        self.arm_keepalive(now);
        if self.timers.get(Timer::Normal).is_none() {
            self.timers.set_after(Timer::Normal, now, self.config.normal_timeout);
        }
    }

    /// Starts the timers of a service call, whose first packet is about to be handed in.
    pub(in crate::proto) fn start_service_timers(&mut self, now: Instant) {
        self.arm_keepalive(now);
        self.timers.set_after(Timer::Normal, now, self.config.normal_timeout);
        self.await_request(now);
    }

    /// A service waits for the next packet of the request.
    pub(in crate::proto) fn await_request(&mut self, now: Instant) {
        if self.side == Side::Service && self.state == State::ServiceReceiveRequest {
            self.timers.set_after(Timer::Idle, now, self.config.idle_timeout);
        }
    }

    pub(in crate::proto) fn handle_keepalive(&mut self, now: Instant) {
        // A service that never heard of the call answers a PING with an ABORT (Linux does). Until it
        // has shown that it knows the call, the repeated request is what keeps the call alive.
        if self.side == Side::Service || self.heard_serial.is_some() {
            self.ask_for_news();
        }
        self.arm_keepalive(now);
    }

    /// A deadline passed that ends the call. The limit of the call as a whole is this side's own, so it is
    /// told as a time-out whatever the peer does elsewhere.
    pub(in crate::proto) fn expire(&mut self, deadline: Timer) {
        if self.state == State::ServiceAwaitAck && self.transmit.all_arrived() {
            // OpenAFS clients may end a call with soft acknowledgements only.
            self.complete(Completion::Succeeded);
            return;
        }
        let talks_elsewhere = match (self.peer_serial, self.heard_serial) {
            (Some(peer), Some(heard)) => peer.is_after(heard),
            _ => false,
        };
        let (code, error) = match deadline {
            Timer::Hard => (AbortCode::RX_CALL_TIMEOUT, Failure::DeadlinePassed),
            _ if talks_elsewhere => (AbortCode::RX_CALL_DEAD, Failure::Reset),
            _ => (AbortCode::RX_CALL_TIMEOUT, Failure::PeerSilent),
        };
        self.abort_with(code, error);
    }

    /// Ends the call as if a deadline had passed, and tells the peer so.
    pub fn time_out(&mut self) {
        self.abort_with(AbortCode::RX_CALL_TIMEOUT, Failure::DeadlinePassed);
    }

    /// Completes the call and tells the peer so, if the peer knows of the call.
    pub(in crate::proto) fn abort_with(&mut self, code: AbortCode, error: Failure) -> bool {
        if self.completion.is_some() {
            return false;
        }
        self.complete(Completion::LocallyAborted { code, error });
        if self.exposed {
            self.abort_due = Some(code);
        }
        true
    }
}
