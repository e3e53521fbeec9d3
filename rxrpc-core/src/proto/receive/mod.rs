//! What a call receives: its packets in order, the memory for them, and how they are acknowledged.
//!
//! Holds: [`Receiver`], which the parts in this room make up: the receive window with its growth, packets
//! above a hole and the budget for unread data, what is handed over together (`joining`, `sealed`), DATA taken in (`data`), when it came (`times`), the ACKs that are due
//! (`acknowledge`) and how they are written (`write_ack`). Must not know: what this side sends, how it
//! gets through, the states of a call.

mod acknowledge;
mod budget;
mod data;
mod early;
mod growth;
mod joining;
mod memory;
mod packet;
mod sealed;
mod times;
mod window;
mod write_ack;

use self::acknowledge::Acknowledge;
use self::joining::Joining;
use self::times::ArrivalTimes;
use self::window::ReceiveWindow;
use crate::proto::MachineConfig;
use crate::proto::common::Common;
use rxrpc_wire::{AckReason, AckTrailer, Seq, Serial};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

pub use self::budget::ReceiveBudget;
pub(super) use self::data::{AckNeed, Taken};
pub use self::packet::{Received, ReceivedPacket};
pub use self::sealed::{SealedPacket, SealedRun};

/// The receiving half of a call.
#[derive(Debug)]
pub(super) struct Receiver {
    window: ReceiveWindow,
    acknowledge: Acknowledge,
    /// The serial of the DATA packet that was taken last.
    last_data: Serial,
    /// Bytes of data accepted from the peer. It wraps.
    bytes: u64,
    /// Only if somebody wants to know.
    times: Option<Box<ArrivalTimes>>,
}

impl Receiver {
    #[inline]
    pub(super) fn new(config: &MachineConfig) -> Self {
        Self::starting_at(Seq::FIRST, config)
    }

    /// With this number for the first packet.
    #[inline]
    pub(super) fn starting_at(first: Seq, config: &MachineConfig) -> Self {
        let limit = config.receive_window_limit;
        let window = ReceiveWindow::starting_at(first, config.receive_window, limit);
        let acknowledge = Acknowledge::starting_at(first, window.size());
        Self { window, acknowledge, last_data: Serial::NONE, bytes: 0, times: None }
    }

    pub(super) fn window(&self) -> &ReceiveWindow {
        &self.window
    }

    /// Bytes of data accepted from the peer. It wraps.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Lets what is stored count against a budget that others share.
    pub(super) fn join(&mut self, budget: &Arc<ReceiveBudget>, peer: SocketAddr) {
        self.window.join(budget, peer);
    }

    /// Hands over several packets as one, as long as nobody wants to know when each came.
    pub(super) fn join_packets(&mut self) {
        self.join_as(Joining::Plain);
    }

    /// Hands over several packets together to a class that opens them so, with as many bytes of each apart as its `head`
    /// has, as long as nobody wants to know when each came.
    pub(super) fn join_sealed(&mut self, head: usize) {
        if let Ok(head) = u8::try_from(head) {
            self.join_as(Joining::Sealed { head });
        }
    }

    /// Whether it does so.
    #[inline]
    pub(super) fn joins_sealed(&self) -> bool {
        matches!(self.window.joining(), Joining::Sealed { .. })
    }

    fn join_as(&mut self, joining: Joining) {
        if self.times.is_none() && self.window.joining() != joining {
            self.window.join_packets(joining);
        }
    }

    /// Hands over packets that carry nothing, too.
    pub(super) fn keep_empty_packets(&mut self) {
        self.window.keep_empty_packets();
    }

    /// The peer is not known to receive at its address, or is from now on.
    pub(super) fn trust(&mut self, proven: bool) {
        self.window.trust(proven);
    }

    /// From now on it is known of each packet when it came.
    pub(super) fn keep_times(&mut self) {
        self.times.get_or_insert_default();
        self.window.join_packets(Joining::Apart);
    }

    /// Whether it is known when packets came.
    pub(super) fn keeps_times(&self) -> bool {
        self.times.is_some()
    }

    /// When a packet came that was taken just now, if that is known.
    pub(super) fn take_time(&mut self, seq: Seq) -> Option<Instant> {
        self.times.as_mut()?.take(seq)
    }

    /// Takes the next packet in order, or run.
    #[inline]
    pub(super) fn take(&mut self) -> Option<Received> {
        self.window.take()
    }

    /// Takes packets in order until they have `wanted` bytes, with the end if that is behind them; whether there were any.
    #[inline]
    pub(super) fn take_some(&mut self, wanted: usize, give: impl FnMut(Received)) -> bool {
        self.window.take_some(wanted, give)
    }

    /// The user drained packets: acknowledges them if the peer may now send much more than was advertised,
    /// or if all is drained and little was advertised.
    #[inline]
    pub(super) fn acknowledge_opening(&mut self) {
        if self.window.is_complete() {
            return;
        }
        let (size, reach) = (self.window.size(), self.window.reach());
        let advertised = self.acknowledge.advertised(self.window.next());
        let drained = !self.window.has_ready() && advertised < reach / 2;
        let enough = advertised + if drained { 1 } else { size.div_ceil(4).min(reach) };
        // There is no more memory to ask for than what the window lets through.
        if self.window.open() >= enough && self.window.free() >= enough {
            self.acknowledge.propose(AckReason::Idle, Serial::NONE);
        }
    }

    /// Lets the window grow, if it seems to hold the peer back. To be called after each datagram. Whether the round trip
    /// shall be measured for that.
    #[inline]
    pub(super) fn consider_growth(&mut self, now: Instant, common: &Common) -> bool {
        self.window.consider_growth(now, common.rtt.shortest())
    }

    /// Whether an ACK is due now.
    #[inline]
    pub(super) fn owes_ack(&self) -> bool {
        self.acknowledge.is_due()
    }

    /// An ACK is due now.
    #[inline]
    pub(super) fn propose_ack(&mut self, reason: AckReason, cause: Serial) {
        self.acknowledge.propose(reason, cause);
    }

    /// The peer sent a PING.
    pub(super) fn answer(&mut self, ping: Serial) {
        self.acknowledge.answer(ping);
    }

    /// A PING shall be sent.
    pub(super) fn ask(&mut self) {
        self.acknowledge.ask();
    }

    /// The reply begins, and acknowledges the request.
    pub(super) fn reply_acknowledges(&mut self) {
        self.acknowledge.settle();
    }

    /// No ACK is due any more.
    pub(super) fn drop_acks(&mut self) {
        self.acknowledge.clear();
    }

    /// All was received, and the user may take long to read it.
    pub(super) fn expect_nothing(&mut self) {
        self.window.shut();
    }

    /// All was received: nothing above a hole is wanted.
    pub(super) fn drop_early(&mut self) {
        self.window.drop_early();
    }

    /// Drops everything, ACKs too.
    pub(super) fn clear(&mut self) {
        self.window.clear();
        self.acknowledge.clear();
        if let Some(times) = &mut self.times {
            times.clear();
        }
    }

    /// What this side can take.
    pub(super) fn trailer(&self, config: &MachineConfig) -> AckTrailer {
        config.trailer(self.window.free())
    }
}
