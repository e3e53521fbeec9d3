//! What a call sends: its packets, what became of them, and how fast they may follow each other.
//!
//! Holds: [`Sender`], which the parts in this room make up: the transmit window, the choice of what goes
//! next (`transmit`, and `run` for what needs few questions), ACKs judged and applied (`acked`), losses and the congestion window, the loss timer,
//! pacing, a service that is busy. Must not know: what the peer sends, how it is acknowledged, the states
//! of a call.

mod ack_order;
mod acked;
mod busy;
pub(super) mod congestion;
mod loss;
mod loss_timer;
mod pacing;
mod run;
mod transmit;
mod window;

use self::ack_order::AckOrder;
use self::congestion::{Congestion, decayed};
use self::loss::Loss;
use self::loss_timer::{LossTimer, Mode};
use self::pacing::Pacer;
use self::window::TransmitWindow;
use crate::proto::MachineConfig;
use crate::proto::common::Common;
use crate::proto::config::INITIAL_PEER_WINDOW;
use crate::proto::path::rate::RateEstimate;
use crate::proto::path::rtt::nanoseconds;
use crate::proto::path::size::{Narrowed, PathMtu};
use crate::proto::timers::Timer;
use bytes::Bytes;
use rxrpc_wire::{Header, Seq, Serial};
use std::time::Instant;

pub(super) use self::ack_order::Lost;
pub(super) use self::acked::Judgement;

/// The sending half of a call.
#[derive(Debug)]
pub(super) struct Sender {
    window: TransmitWindow,
    loss: Loss,
    timer: LossTimer,
    pacer: Pacer,
    acks: AckOrder,
    last_data_at: Option<Instant>,
    /// Packets sent since one asked for an ACK.
    unasked: u32,
    /// The most packets that were in transit at once.
    most_in_transit: u32,
    /// The receive window that the peer advertised first, as far as its packets can be counted so.
    first_window: Option<u16>,
}

/// What the loss timer asks of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LossTimeout {
    /// Nothing.
    Done,
    /// The peer's window is closed: the ACK that opened it may be lost.
    AskForNews,
    /// The service has been busy for too long.
    GiveUp,
}

impl Sender {
    #[inline]
    pub(super) fn new(config: &MachineConfig) -> Self {
        Self::starting_at(Seq::FIRST, config)
    }

    /// With this number for the first packet.
    #[inline]
    pub(super) fn starting_at(first: Seq, config: &MachineConfig) -> Self {
        let limit = config.transmit_window_limit;
        let initial = config.initial_congestion_window;
        Self {
            window: TransmitWindow::starting_at(first, INITIAL_PEER_WINDOW, limit),
            loss: Loss::new(Congestion::new(config.congestion, initial, limit)),
            timer: LossTimer::new(),
            pacer: Pacer::new(),
            acks: AckOrder::starting_at(first),
            last_data_at: None,
            unasked: 0,
            most_in_transit: 0,
            first_window: None,
        }
    }

    #[inline]
    pub(super) fn window(&self) -> &TransmitWindow {
        &self.window
    }

    /// So many packets are queued next.
    #[inline]
    pub(super) fn expect(&mut self, packets: usize) {
        self.window.expect(packets);
    }

    /// Queues a sealed packet.
    #[inline]
    pub(super) fn push(&mut self, payload: Bytes, checksum: u16, last: bool) {
        self.window.push(payload, checksum, last);
    }

    /// So many packets the peer is trusted to take before it says itself.
    pub(super) fn trust_window(&mut self, packets: u32) {
        self.window.set_peer_window(packets);
    }

    /// Forgets all packets: the peer has them, or they are not wanted any more.
    pub(super) fn clear(&mut self) {
        self.window.clear();
    }

    /// How many packets may be queued now.
    #[inline]
    pub(super) fn space(&self, config: &MachineConfig) -> usize {
        self.queue_limit(config).saturating_sub(self.window.len())
    }

    #[cfg(test)]
    pub(super) fn congestion_window(&self) -> u32 {
        self.loss.congestion().window()
    }

    /// When DATA was last sent.
    pub(super) fn last_data_at(&self) -> Option<Instant> {
        self.last_data_at
    }

    /// A PING was sent under this serial.
    pub(super) fn packet_sent(&mut self, serial: Serial) {
        self.acks.packet_sent(serial);
    }

    #[inline]
    fn may_be_in_transit(&self) -> u32 {
        self.window.peer_window().min(self.loss.congestion().window())
    }

    /// How many packets may be queued, sent ones included.
    #[inline]
    pub(super) fn queue_limit(&self, config: &MachineConfig) -> usize {
        let wanted = self.may_be_in_transit().saturating_mul(2).min(config.transmit_window_limit);
        config.transmit_queue_limit.max(wanted).max(1) as usize
    }

    /// Begins with what an earlier call to the same peer knew of the path.
    #[inline]
    pub(super) fn seed(&mut self, now: Instant, rate: &RateEstimate, common: &Common) {
        if let Some(window) = rate.peer_window(self.window.peer_window()) {
            self.window.set_peer_window(window);
        }
        if let Some(start) = rate.start(now) {
            let timeouts = nanoseconds(start.age) / common.nanoseconds_to_timeout(0).max(1);
            let timeouts = u32::try_from(timeouts).unwrap_or(u32::MAX);
            self.loss.seed_congestion(decayed(start.window, timeouts, 1), start.threshold);
        }
    }

    /// What this call knows of the path, for the next one.
    #[inline]
    pub(super) fn rate_estimate(&self, common: &Common) -> Option<RateEstimate> {
        let estimate = RateEstimate::of(&common.rtt, self.first_window.map(u32::from))?;
        let congestion = self.loss.congestion();
        let window = congestion.learned().map(|window| window.min(self.most_in_transit));
        Some(match window.zip(self.last_data_at) {
            Some((window, at)) => estimate.tested(at, window, congestion.threshold()),
            None => estimate,
        })
    }

    /// The path carries less than was thought: larger packets on their way are taken for lost, which is no
    /// sign of congestion.
    pub(super) fn path_narrowed(&mut self, now: Instant, narrowed: Narrowed, common: &mut Common) {
        self.window.mark_larger(narrowed.payload, narrowed.no_jumbograms);
        self.arm_loss_timer(now, common);
    }

    /// Whether this side waits for a service that is busy.
    pub(super) fn waits_for_busy(&self) -> bool {
        self.timer.waits_for_busy().is_some()
    }

    /// A BUSY refused what was sent: when to try again, or `None` to give up.
    pub(super) fn refused(
        &mut self,
        now: Instant,
        header: &Header,
        common: &mut Common,
    ) -> Option<Instant> {
        let until = self.timer.refused(now, header, common.config.busy_timeout)?;
        self.window.mark_timed_out(Some(now));
        self.loss.was_refused(self.window.next_order());
        common.timers.stop(Timer::Pacing);
        self.arm_loss_timer(now, common);
        Some(until)
    }

    /// The service has taken in something of the call.
    pub(super) fn was_let_in(&mut self) {
        self.timer.was_let_in();
    }

    /// When to look for a round trip that others know.
    #[inline]
    pub(super) fn look_at(&self, common: &Common) -> Option<Instant> {
        self.timer.look_at(&self.window, self.last_data_at, common)
    }

    /// Whether it is time for that, or was for an earlier time.
    pub(super) fn take_due_looks(&mut self, now: Instant, common: &Common) -> bool {
        let mut due = false;
        while self.look_at(common).is_some_and(|at| at <= now) {
            self.timer.looked();
            due = true;
        }
        due
    }

    /// Whether an answer is waited for, and nothing is known of how long it takes.
    pub(super) fn lacks_round_trip(&self, common: &Common) -> bool {
        self.timer.lacks_round_trip(&self.window, common)
    }

    /// A round trip is known now: how long to wait follows from it.
    pub(super) fn round_trip_found(&mut self, now: Instant, common: &mut Common) {
        let reorder_at = self.loss.reorder_at();
        self.timer.round_trip_found(now, &self.window, reorder_at, self.last_data_at, common);
    }

    /// Does what the loss timer stands for.
    pub(super) fn handle_loss_timeout(
        &mut self,
        now: Instant,
        common: &mut Common,
        path: &mut PathMtu,
    ) -> LossTimeout {
        let mut asks = LossTimeout::Done;
        match self.timer.fired(self.window.lost()) {
            Mode::Off => {}
            Mode::Reorder => self.loss.reordering_timed_out(now, &mut self.window, common),
            Mode::TailProbe => {
                common.counters.rest().tail_probes += 1;
                if !self.timer.probe_due() {
                    self.loss.allow_attempt();
                }
            }
            Mode::Retransmit => self.retransmission_timeout(now, common, path),
            Mode::WindowProbe => asks = LossTimeout::AskForNews,
            Mode::Busy if self.timer.may_try(now, common.config.busy_timeout) => {
                self.loss.allow_attempt();
            }
            Mode::Busy => return LossTimeout::GiveUp,
        }
        self.arm_loss_timer(now, common);
        asks
    }

    fn retransmission_timeout(&mut self, now: Instant, common: &mut Common, path: &mut PathMtu) {
        common.counters.rest().retransmit_timeouts += 1;
        let first = self.timer.timed_out();
        self.loss.timed_out(first, self.window.outstanding(), self.window.next_order());
        common.timers.stop(Timer::Pacing);
        let age = common.rtt.smoothed().unwrap_or(common.config.initial_rto / 2);
        self.window.mark_timed_out(now.checked_sub(age));
        path.suspect_after_timeout(self.window.next_payload());
    }

    /// Sets the loss timer by what is outstanding now.
    #[inline]
    fn arm_loss_timer(&mut self, now: Instant, common: &mut Common) {
        if self.window.outstanding() == 0 && !self.waits_for_busy() {
            self.loss.nothing_outstanding();
        }
        self.timer.arm(now, &self.window, self.loss.reorder_at(), self.last_data_at, common);
    }
}
