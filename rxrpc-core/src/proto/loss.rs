//! Finding out that packets were lost, and the timer that does so when nothing comes back.
//!
//! Holds: [`Loss`] and the machine's use of it. Two ways lead to a retransmission: something sent
//! later has arrived (by count or by time, after RFC 9002 and RACK, RFC 8985), or nothing came for
//! too long (a tail loss probe first, then the retransmission timer, which always re-arms). Must
//! not know: how packets look, or how large the congestion window is.

use crate::proto::CallMachine;
use crate::proto::congestion::CongestionController;
use crate::proto::timers::Timer;
use crate::proto::transmit_window::{Arrivals, Delivered};
use std::time::{Duration, Instant};

/// A packet counts as lost when one that was sent this many transmissions later has arrived (RFC
/// 5681: three duplicate ACKs; RFC 9002: three packets). On a path that was seen to reorder more
/// than that, the number doubles up to the second one.
const REORDER_PACKETS: u64 = 3;
const MAX_REORDER_PACKETS: u64 = 48;

/// Allowance for the scheduling of both ends in a tail loss probe's timeout.
const PROBE_SLACK: Duration = Duration::from_millis(10);

/// How long a peer may sit on the acknowledgement of a lone packet, with some slack: 100 ms were
/// observed of OpenAFS 1.8.9.
const LONE_PACKET_DELAY: Duration = Duration::from_millis(150);

/// What the loss timer does when it fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Not armed.
    Off,
    /// Sends the last packet again, so that the ACK it provokes shows the holes before it.
    TailProbe,
    /// Takes the first packet for lost.
    Retransmit,
    /// Asks a peer whose window is closed for news: the ACK that opened it may be lost.
    WindowProbe,
}

/// What is known of losses.
#[derive(Debug)]
pub(super) struct Loss {
    mode: Mode,
    /// Timeouts in a row.
    backoff: u32,
    /// Whether a tail loss probe was sent since something last arrived.
    probed: bool,
    /// Whether a tail loss probe shall be sent.
    probe_due: bool,
    /// The latest transmission known to have arrived.
    newest: Option<Delivered>,
    /// Losses of packets sent before this belong to a loss that the congestion controller was told
    /// of.
    order: u64,
    /// How many transmissions later something must have arrived for a packet to count as lost.
    reorder_packets: u64,
    /// Packets that may be sent whatever the congestion window says.
    allowance: u32,
}

impl Loss {
    pub(super) fn new() -> Self {
        Self {
            mode: Mode::Off,
            backoff: 0,
            probed: false,
            probe_due: false,
            newest: None,
            order: 0,
            reorder_packets: REORDER_PACKETS,
            allowance: 0,
        }
    }

    /// Packets sent from this place in the order of transmissions on were sent after the last loss.
    pub(super) fn order(&self) -> u64 {
        self.order
    }

    pub(super) fn allowance(&self) -> u32 {
        self.allowance
    }

    /// A packet was sent.
    pub(super) fn sent(&mut self) {
        self.allowance = self.allowance.saturating_sub(1);
    }

    pub(super) fn probe_due(&self) -> bool {
        self.probe_due
    }

    pub(super) fn take_probe(&mut self) -> bool {
        std::mem::take(&mut self.probe_due)
    }

    /// Something arrived.
    fn progress(&mut self) {
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
}

impl CallMachine {
    /// Draws the conclusions from what an ACK told. `in_transit` is how many packets were in
    /// transit before it; `progress` says that some were acknowledged for good, `measured` that it
    /// gave a round trip.
    pub(super) fn detect_losses(
        &mut self,
        now: Instant,
        arrivals: &Arrivals,
        in_transit: u32,
        progress: bool,
        measured: bool,
    ) {
        if let Some(newest) = arrivals.newest
            && self.loss.newest.is_none_or(|known| known.order < newest.order)
        {
            self.loss.newest = Some(newest);
        }
        if arrivals.spurious {
            self.loss.reorder_packets = (self.loss.reorder_packets * 2).min(MAX_REORDER_PACKETS);
        }
        if arrivals.since_loss > 0 {
            let limited = in_transit.saturating_mul(2) >= self.congestion.window();
            self.congestion.on_arrived(arrivals.since_loss, limited);
        }
        if arrivals.holes {
            self.mark_overtaken(in_transit);
        }
        if self.loss.mode == Mode::WindowProbe {
            // An answer that leaves the window closed is no reason to ask more often.
            if !self.is_blocked() {
                self.loss.progress();
                self.arm_loss_timer(now);
            }
        } else if progress || arrivals.count > 0 {
            self.loss.progress();
            self.arm_loss_timer(now);
        } else if measured {
            self.loss.measured();
            self.arm_loss_timer(now);
        } else if self.loss.mode == Mode::Off {
            self.arm_loss_timer(now);
        }
    }

    /// Whether everything sent has arrived, and the peer's window keeps the rest back.
    fn is_blocked(&self) -> bool {
        self.transmit.in_transit() + self.transmit.lost() == 0
            && self.transmit.has_unsent()
            && !self.transmit.is_open()
    }

    fn mark_overtaken(&mut self, in_transit: u32) {
        let Some(newest) = self.loss.newest else { return };
        let reordering = self.rtt.smoothed().map_or(self.config.initial_rto, |smoothed| {
            (smoothed / 4).max(Duration::from_millis(1))
        });
        let Some(lost) =
            self.transmit.mark_overtaken(newest, self.loss.reorder_packets, reordering)
        else {
            return;
        };
        self.counters.fast_retransmits += 1;
        if lost >= self.loss.order {
            self.congestion.on_loss(in_transit);
            self.loss.order = self.transmit.next_order();
            self.loss.allowance = 1;
        }
    }

    /// Sets the loss timer by what is outstanding now. To be called after every transmission of
    /// DATA and all progress.
    pub(super) fn arm_loss_timer(&mut self, now: Instant) {
        let outstanding = self.transmit.in_transit() + self.transmit.lost();
        let rto = self.rtt.timeout(self.loss.backoff);
        if outstanding == 0 {
            if !self.is_blocked() {
                self.loss.mode = Mode::Off;
                self.timers.stop(Timer::Loss);
            } else if self.loss.mode != Mode::WindowProbe {
                self.loss.mode = Mode::WindowProbe;
                self.timers.set_after(Timer::Loss, now, rto);
            }
            return;
        }
        let grace = if self.transmit.only_last_is_missing() {
            self.config.last_packet_grace
        } else {
            Duration::ZERO
        };
        self.loss.mode = Mode::Retransmit;
        let mut delay = rto + grace;
        if let Some(probe) = self.probe_timeout().filter(|probe| *probe < delay) {
            self.loss.mode = Mode::TailProbe;
            delay = probe;
        }
        self.timers.set_after(Timer::Loss, now, delay);
    }

    /// When to send a tail loss probe, if one is allowed.
    fn probe_timeout(&self) -> Option<Duration> {
        if self.loss.probed || self.loss.backoff > 0 || self.transmit.lost() > 0 {
            return None;
        }
        self.transmit.tail()?;
        let smoothed = self.rtt.smoothed()?;
        // The end of a request is acknowledged by the reply, also when it comes as a second packet.
        let unanswered = if self.transmit.last_sent() { 2 } else { 1 };
        let patience = match self.transmit.in_transit() <= unanswered {
            true => LONE_PACKET_DELAY,
            false => PROBE_SLACK,
        };
        Some(smoothed * 2 + patience)
    }

    pub(super) fn handle_loss_timeout(&mut self, now: Instant) {
        match self.loss.mode {
            Mode::Off => {}
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
        }
        self.arm_loss_timer(now);
    }

    fn retransmission_timeout(&mut self, now: Instant) {
        self.counters.retransmit_timeouts += 1;
        if self.loss.backoff == 0 {
            self.congestion.on_timeout(self.transmit.in_transit() + self.transmit.lost());
        }
        self.loss.backoff = self.loss.backoff.saturating_add(1);
        self.loss.order = self.transmit.next_order();
        self.loss.allowance = 1;
        self.loss.probe_due = false;
        let age = self.rtt.smoothed().unwrap_or(self.config.initial_rto / 2);
        self.transmit.mark_timed_out(now.checked_sub(age));
    }
}
