//! What tests of the machine see of its parts.
//!
//! Holds: views of [`CallMachine`] for tests alone. Must not know: anything that a test does not ask for.

use super::CallMachine;
use crate::proto::RttEstimate;
use crate::proto::path::rtt::RoundTrip;
use crate::proto::path::size::PathMtu;
use crate::proto::receive::Receiver;
use crate::proto::send::Sender;
use crate::proto::timers::{Timer, TimerTable};
use rxrpc_wire::{Header, Seq};
use std::time::{Duration, Instant};

impl CallMachine {
    /// Numbers the packets from `first` on, both ways. Before anything was sent or came.
    pub(in crate::proto) fn start_at(&mut self, first: Seq) {
        self.receive = Receiver::starting_at(first, &self.common.config);
        self.send = Sender::starting_at(first, &self.common.config);
        self.common.counters.data_sent = u64::from(first.0 - 1);
    }

    pub(in crate::proto) fn sender(&self) -> &Sender {
        &self.send
    }

    pub(in crate::proto) fn sender_mut(&mut self) -> &mut Sender {
        &mut self.send
    }

    pub(in crate::proto) fn receiver(&self) -> &Receiver {
        &self.receive
    }

    pub(in crate::proto) fn path_mut(&mut self) -> &mut PathMtu {
        &mut self.way.path
    }

    /// [`CallMachine::handle_data`] for a datagram of which nothing is expected.
    pub(in crate::proto) fn judge_alone(&mut self, now: Instant, header: &Header, payload: &[u8]) {
        self.judge_data(now, header, payload);
    }

    pub(in crate::proto) fn timers(&self) -> &TimerTable {
        &self.common.timers
    }

    pub(in crate::proto) fn timer(&self, timer: Timer) -> Option<Instant> {
        self.common.timers.get(timer)
    }

    /// Packets that may be queued, sent ones included.
    pub(in crate::proto) fn queue_limit(&self) -> usize {
        self.send.queue_limit(&self.common.config)
    }

    /// The receive window that an ACK would advertise now.
    pub(in crate::proto) fn advertised_window(&self) -> u32 {
        self.receive.window().free()
    }

    /// An earlier call found this.
    pub(in crate::proto) fn seed_rtt(&mut self, now: Instant, estimate: RttEstimate) {
        self.common.rtt.seed(now, estimate, None);
    }

    /// An earlier call found no shorter round trip than this.
    pub(in crate::proto) fn seed_shortest(&mut self, now: Instant, round_trip: Duration) {
        let estimate = RttEstimate { smoothed: round_trip, deviation: Duration::ZERO };
        self.common.rtt.seed(now, estimate, Some(round_trip));
    }

    pub(in crate::proto) fn rtt(&self) -> &RoundTrip {
        &self.common.rtt
    }
}
