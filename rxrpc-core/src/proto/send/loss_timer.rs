//! The timer that finds losses when nothing comes back.
//!
//! Holds: what the one loss timer of a call stands for, and what it does: a packet that was
//! overtaken has had its time, a tail loss probe, the retransmission timeout, a question to a peer
//! whose window is closed (RFC 8985 sections 6.3 and 7, RFC 6298). It is armed as long as anything is
//! outstanding. Must not know: what ACKs said.

use crate::proto::CallMachine;
use crate::proto::timers::Timer;
use std::time::{Duration, Instant};

/// Allowance for the scheduling of both ends in a tail loss probe's timeout.
const PROBE_SLACK: Duration = Duration::from_millis(10);

/// How long a peer may sit on the acknowledgement of a lone packet, with some slack: 100 ms were
/// observed of OpenAFS 1.8.9.
const LONE_PACKET_DELAY: Duration = Duration::from_millis(150);

/// What the loss timer does when it fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Mode {
    /// Not armed.
    Off,
    /// Looks again at packets that were overtaken.
    Reorder,
    /// Sends a fresh packet, or the last one again, so that the ACK it provokes shows the holes
    /// before it.
    TailProbe,
    /// Takes the first packet for lost.
    Retransmit,
    /// Asks a peer whose window is closed for news: the ACK that opened it may be lost.
    WindowProbe,
    /// Tries again with a service that was busy.
    Busy,
}

impl CallMachine {
    /// Whether everything sent has arrived, and the peer's window keeps the rest back.
    pub(in crate::proto) fn is_blocked(&self) -> bool {
        self.transmit.in_transit() + self.transmit.lost() == 0
            && self.transmit.has_unsent()
            && !self.transmit.is_open()
    }

    /// Sets the loss timer by what is outstanding now. To be called after every transmission of
    /// DATA and all progress.
    pub(in crate::proto) fn arm_loss_timer(&mut self, now: Instant) {
        if let Some(at) = self.loss.waits_for_busy() {
            self.loss.mode = Mode::Busy;
            self.timers.set_at(Timer::Loss, at);
            return;
        }
        let outstanding = self.transmit.in_transit() + self.transmit.lost();
        let rto = self.rtt.timeout(self.loss.backoff);
        if outstanding == 0 {
            self.loss.reorder_at = None;
            if !self.is_blocked() {
                self.loss.mode = Mode::Off;
                self.timers.stop(Timer::Loss);
            } else if self.loss.mode != Mode::WindowProbe {
                self.loss.mode = Mode::WindowProbe;
                self.timers.set_after(Timer::Loss, now, rto);
            }
            return;
        }
        if let Some(at) = self.loss.reorder_at {
            self.loss.mode = Mode::Reorder;
            self.timers.set_at(Timer::Loss, at);
            return;
        }
        self.loss.mode = Mode::Retransmit;
        let delay = rto.saturating_add(self.last_packet_grace());
        match self.probe_at(now).filter(|probe| *probe < now.checked_add(delay).unwrap_or(*probe)) {
            Some(probe) => {
                self.loss.mode = Mode::TailProbe;
                self.timers.set_at(Timer::Loss, probe);
            }
            None => self.timers.set_after(Timer::Loss, now, delay),
        }
    }

    /// How much longer a lone last packet may stay unacknowledged. The initial timeout has room for
    /// that delay as it is, and it is all that a lost first packet shall cost.
    fn last_packet_grace(&self) -> Duration {
        match self.rtt.presumed().is_some() && self.transmit.only_last_is_missing() {
            true => self.config.last_packet_grace,
            false => Duration::ZERO,
        }
    }

    /// When to send a tail loss probe, if one is allowed: by the last transmission, not by the last
    /// ACK, which may be a delayed one of the packet before.
    fn probe_at(&self, now: Instant) -> Option<Instant> {
        if self.loss.probed || self.loss.backoff > 0 || self.transmit.lost() > 0 {
            return None;
        }
        if self.loss.busy.is_some() {
            return None;
        }
        self.transmit.probe()?;
        let round_trip = self.rtt.presumed()?;
        // The end of a request is acknowledged by the reply, also when it comes as a second packet.
        let unanswered = if self.transmit.last_sent() { 2 } else { 1 };
        let patience = match self.transmit.in_transit() <= unanswered {
            true => LONE_PACKET_DELAY,
            false => PROBE_SLACK,
        };
        let at = self.last_data_at.unwrap_or(now).checked_add(round_trip * 2 + patience)?;
        Some(at.max(now + PROBE_SLACK))
    }

    pub(in crate::proto) fn handle_loss_timeout(&mut self, now: Instant) {
        match self.loss.mode {
            Mode::Off => {}
            Mode::Reorder => {
                let in_transit = self.transmit.in_transit();
                let overtaken = self.mark_overtaken(now, true);
                self.respond(&overtaken, 0, in_transit);
            }
            Mode::TailProbe => {
                self.loss.probed = true;
                self.loss.probe_due = true;
                self.counters.tail_probes += 1;
            }
            Mode::Retransmit => self.retransmission_timeout(now),
            Mode::WindowProbe => {
                self.loss.mode = Mode::Off;
                self.loss.backoff = self.loss.backoff.saturating_add(1);
                self.ask_for_news();
            }
            Mode::Busy => self.handle_busy_timeout(now),
        }
        self.arm_loss_timer(now);
    }

    fn retransmission_timeout(&mut self, now: Instant) {
        self.counters.retransmit_timeouts += 1;
        if self.loss.backoff == 0 {
            self.congestion.on_timeout(self.transmit.in_transit() + self.transmit.lost());
        }
        self.loss.timed_out(self.transmit.next_order());
        self.timers.stop(Timer::Pacing);
        let age = self.rtt.smoothed().unwrap_or(self.config.initial_rto / 2);
        self.transmit.mark_timed_out(now.checked_sub(age));
        self.suspect_path_after_timeout();
    }
}
