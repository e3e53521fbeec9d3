//! The timer that finds losses when nothing comes back.
//!
//! Holds: what the one loss timer of a call stands for, and what it does: a packet that was
//! overtaken has had its time, a tail loss probe, the retransmission timeout, a question to a peer
//! whose window is closed (RFC 8985 sections 6.3 and 7, RFC 6298). It is armed as long as anything is
//! outstanding. Beside it: when to look for a round trip that others know. Must not know: what ACKs said.

use super::busy::Busy;
use super::window::TransmitWindow;
use crate::proto::Side;
use crate::proto::common::Common;
use crate::proto::path::rtt::nanoseconds;
use crate::proto::timers::Timer;
use rxrpc_wire::Header;
use std::time::{Duration, Instant};

/// Allowance for the scheduling of both ends in a tail loss probe's timeout, in nanoseconds.
const PROBE_SLACK: u64 = 10_000_000;

/// How many nanoseconds a peer may sit on the acknowledgement of a lone packet, with some slack: 100 ms were
/// observed of OpenAFS 1.8.9.
const LONE_PACKET_DELAY: u64 = 150_000_000;

/// Tail loss probes in a row, each after twice as long as the one before (RFC 9002 section 6.2.1), while that is sooner
/// than the retransmission timeout. What loses a batch in a queue that overflows often loses the probe too.
const MOST_PROBES: u8 = 3;

/// When to look for the first time, after DATA was sent, whether somebody has measured the round trip that this call does
/// not know; then after twice as long each time. A first flight that is lost costs the initial timeout otherwise, mostly a
/// second, although calls beside this one know the path.
const FIRST_LOOK: Duration = Duration::from_millis(30);

/// Most looks after one transmission: those take four minutes.
const MOST_LOOKS: u8 = 13;

/// What the loss timer does when it fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Not armed.
    Off,
    /// Looks again at packets that were overtaken.
    Reorder,
    /// Sends one packet more than the congestion window lets through: one that was lost, a fresh one, or the last
    /// one again, so that the ACK it provokes shows the holes before it. RFC 8985 leaves lost repetitions to the
    /// retransmission timeout; here they are probed for too, as in QUIC (RFC 9002 section 6.2).
    TailProbe,
    /// Takes the first packet for lost.
    Retransmit,
    /// Asks a peer whose window is closed for news: the ACK that opened it may be lost.
    WindowProbe,
    /// Tries again with a service that was busy.
    Busy,
}

/// What the loss timer stands for, and what it has done since something last arrived.
#[derive(Debug)]
pub(super) struct LossTimer {
    mode: Mode,
    /// Timeouts in a row.
    backoff: u32,
    /// Tail loss probes since something last arrived.
    probes: u8,
    /// Whether a tail loss probe shall be sent.
    probe_due: bool,
    /// Looks for a round trip since DATA was last sent.
    looks: u8,
    /// The service has no place for the call: only attempts are made, of one packet each.
    busy: Option<Box<Busy>>,
}

impl LossTimer {
    #[inline]
    pub(super) fn new() -> Self {
        Self { mode: Mode::Off, backoff: 0, probes: 0, probe_due: false, looks: 0, busy: None }
    }

    #[inline]
    pub(super) fn probe_due(&self) -> bool {
        self.probe_due
    }

    /// Whether an answer is waited for, and nothing is known of how long it takes. The last packet of a reply is no
    /// question: most small replies are over with the next request.
    #[inline]
    pub(super) fn lacks_round_trip(&self, window: &TransmitWindow, common: &Common) -> bool {
        self.mode == Mode::Retransmit
            && common.rtt.presumed().is_none()
            && !self.is_busy()
            && window.outstanding() > 0
            && !(common.side == Side::Service && window.only_last_is_missing())
    }

    /// When to look for a round trip, DATA having been sent last at `sent_at`.
    #[inline]
    pub(super) fn look_at(
        &self,
        window: &TransmitWindow,
        sent_at: Option<Instant>,
        common: &Common,
    ) -> Option<Instant> {
        if !self.lacks_round_trip(window, common) || self.looks >= MOST_LOOKS {
            return None;
        }
        sent_at?.checked_add(FIRST_LOOK * ((2 << self.looks) - 1))
    }

    /// It was time to look for a round trip.
    pub(super) fn looked(&mut self) {
        self.looks = self.looks.saturating_add(1);
    }

    /// DATA was sent.
    #[inline]
    pub(super) fn data_sent(&mut self) {
        self.looks = 0;
    }

    /// The tail loss probe is sent.
    pub(super) fn take_probe(&mut self) {
        self.probe_due = false;
    }

    /// Whether the service has no place for the call.
    #[inline]
    pub(super) fn is_busy(&self) -> bool {
        self.busy.is_some()
    }

    /// When to try again, while the service is busy and this side waits.
    #[inline]
    pub(super) fn waits_for_busy(&self) -> Option<Instant> {
        self.busy.as_ref()?.until()
    }

    /// The service refused what was sent: when to try again, or `None` to give up, if it has done nothing
    /// else for `limit`.
    pub(super) fn refused(
        &mut self,
        now: Instant,
        header: &Header,
        limit: Duration,
    ) -> Option<Instant> {
        let busy = self.busy.get_or_insert_with(|| Box::new(Busy::new(now)));
        let until = busy.refused(now, header, limit)?;
        self.backoff = 0;
        self.probe_due = false;
        Some(until)
    }

    /// The time to try again has come, or that to give up: whether to try.
    pub(super) fn may_try(&mut self, now: Instant, limit: Duration) -> bool {
        self.busy.as_mut().is_none_or(|busy| busy.may_try(now, limit))
    }

    /// The service has taken in something of the call.
    pub(super) fn was_let_in(&mut self) {
        self.busy = None;
        if self.mode == Mode::Busy {
            self.mode = Mode::Off;
        }
    }

    /// An ACK came: with `progress` something arrived, with `measured` it gave a round trip. `blocked` says
    /// whether the peer's window is what holds back, `waits` whether an overtaken packet has its time now.
    /// Whether the timer is to be armed anew.
    #[inline]
    pub(super) fn ack_came(
        &mut self,
        progress: bool,
        measured: bool,
        blocked: bool,
        waits: bool,
    ) -> bool {
        if self.mode == Mode::WindowProbe {
            // An answer that leaves the window closed is no reason to ask more often.
            if !blocked {
                self.progress();
            }
            return !blocked;
        }
        if progress {
            self.progress();
        } else if measured {
            // The peer is there, but a probe that it threw away must not bring another one, or what is
            // missing would never be sent.
            self.backoff = 0;
            self.probe_due = false;
        }
        progress || measured || waits || matches!(self.mode, Mode::Off | Mode::Reorder)
    }

    fn progress(&mut self) {
        self.backoff = 0;
        self.probes = 0;
        self.probe_due = false;
    }

    /// The timer fired: what for. A tail loss probe is due from now on if that is what it was, and nothing that was
    /// lost waits to be sent again, which would be the probe.
    pub(super) fn fired(&mut self, waiting: u32) -> Mode {
        match self.mode {
            Mode::TailProbe => {
                self.probes = self.probes.saturating_add(1);
                self.probe_due = waiting == 0;
            }
            Mode::WindowProbe => {
                self.mode = Mode::Off;
                self.backoff = self.backoff.saturating_add(1);
                return Mode::WindowProbe;
            }
            Mode::Off | Mode::Reorder | Mode::Retransmit | Mode::Busy => {}
        }
        self.mode
    }

    /// A retransmission timeout: whether it is the first in a row.
    pub(super) fn timed_out(&mut self) -> bool {
        let first = self.backoff == 0;
        self.backoff = self.backoff.saturating_add(1);
        self.probe_due = false;
        first
    }

    /// Sets the timer by what is outstanding now. To be called after every transmission of DATA and all
    /// progress. An overtaken packet has had its time at `reorder_at`; DATA was last sent at `sent_at`.
    pub(super) fn arm(
        &mut self,
        now: Instant,
        window: &TransmitWindow,
        reorder_at: Option<Instant>,
        sent_at: Option<Instant>,
        common: &mut Common,
    ) {
        if let Some(at) = self.waits_for_busy() {
            return self.set(Mode::Busy, at, common);
        }
        let rto = common.nanoseconds_to_timeout(self.backoff);
        if window.outstanding() == 0 {
            if !window.is_blocked() {
                self.mode = Mode::Off;
                common.timers.stop(Timer::Loss);
            } else if self.mode != Mode::WindowProbe {
                self.mode = Mode::WindowProbe;
                common.timers.set_after(Timer::Loss, now, Duration::from_nanos(rto));
            }
            return;
        }
        if let Some(at) = reorder_at {
            return self.set(Mode::Reorder, at, common);
        }
        let timeout = rto.saturating_add(last_packet_grace(window, common));
        let probe = self.probe_after(now, window, sent_at, common);
        let (mode, delay) = match probe.filter(|probe| *probe < timeout) {
            Some(probe) => (Mode::TailProbe, probe),
            None => (Mode::Retransmit, timeout),
        };
        self.mode = mode;
        common.timers.set_after(Timer::Loss, now, Duration::from_nanos(delay));
    }

    /// [`LossTimer::arm`] when a round trip was found. The timeout comes no later for it: a probe is sent only if there
    /// is time for its answer before.
    pub(super) fn round_trip_found(
        &mut self,
        now: Instant,
        window: &TransmitWindow,
        reorder_at: Option<Instant>,
        sent_at: Option<Instant>,
        common: &mut Common,
    ) {
        let Some(before) = common.timers.get(Timer::Loss) else { return };
        self.arm(now, window, reorder_at, sent_at, common);
        let rto = common.nanoseconds_to_timeout(self.backoff);
        let timeout = Duration::from_nanos(rto.saturating_add(last_packet_grace(window, common)));
        let has_time = match self.mode {
            Mode::TailProbe => {
                common.timers.get(Timer::Loss).is_some_and(|at| at + timeout <= before)
            }
            Mode::Retransmit => false,
            Mode::Off | Mode::Reorder | Mode::WindowProbe | Mode::Busy => true,
        };
        if !has_time {
            let soon = now + Duration::from_nanos(PROBE_SLACK);
            let known = sent_at.map_or(soon, |at| soon.max(at + timeout));
            self.set(Mode::Retransmit, known.min(before), common);
        }
    }

    fn set(&mut self, mode: Mode, at: Instant, common: &mut Common) {
        self.mode = mode;
        common.timers.set_at(Timer::Loss, at);
    }

    /// How long from now on to wait with a tail loss probe, in nanoseconds, if one is allowed: by the last transmission, not by the last
    /// ACK, which may be a delayed one of the packet before.
    fn probe_after(
        &self,
        now: Instant,
        window: &TransmitWindow,
        sent_at: Option<Instant>,
        common: &Common,
    ) -> Option<u64> {
        if self.probes >= MOST_PROBES || self.backoff > 0 || self.is_busy() {
            return None;
        }
        window.probe()?;
        let round_trip = nanoseconds(common.rtt.presumed()?);
        // The end of a request is acknowledged by the reply, also when it comes as a second packet.
        let unanswered = if window.last_sent() { 2 } else { 1 };
        // What fills a hole or leaves one is acknowledged at once.
        let is_lone = window.in_transit() <= unanswered && window.lost() == 0;
        if is_lone && self.probes > 0 {
            return None;
        }
        let patience = if is_lone { LONE_PACKET_DELAY } else { PROBE_SLACK };
        let twice = round_trip.saturating_mul(2).saturating_add(patience);
        let all = twice.saturating_mul(1 << self.probes);
        // Mostly it is armed when something is sent.
        let waited = match sent_at {
            Some(at) if at != now => nanoseconds(now.saturating_duration_since(at)),
            _ => 0,
        };
        Some(all.saturating_sub(waited).max(PROBE_SLACK))
    }
}

/// How many nanoseconds longer a lone last packet may stay unacknowledged. The initial timeout has room for that delay
/// as it is, and it is all that a lost first packet shall cost.
fn last_packet_grace(window: &TransmitWindow, common: &Common) -> u64 {
    match common.rtt.presumed().is_some() && window.only_last_is_missing() {
        true => nanoseconds(common.config.last_packet_grace),
        false => 0,
    }
}
