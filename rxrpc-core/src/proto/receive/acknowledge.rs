//! When an ACK is due, and why.
//!
//! Holds: [`Acknowledge`], which has at most one ACK of each kind due (three that report a new hole), so
//! that no flood of packets can queue anything. Must not know: how an ACK is written, or what the ACKs of
//! the peer mean.

use rxrpc_wire::{AckReason, Seq, Serial};

/// An ACK at the latest for every second packet: OpenAFS senders count on it.
const PACKETS_PER_ACK: u32 = 2;

/// Of packets above a hole, one ACK for each that extends its table by this many: a table that reports
/// thousands of packets must not be built, sent and read for every one of them.
const EXTENT_PER_PACKET: usize = 1024;

/// How many ACKs report a hole before what comes in one burst is reported in one: OpenAFS 1.8.9 was
/// observed to send a packet again at the third ACK that misses it, and after a second or more otherwise.
const REPORTS_OF_A_HOLE: u8 = 3;

/// The ACKs that are due.
#[derive(Debug)]
pub(super) struct Acknowledge {
    /// The most urgent reason, and the packet that gave it.
    pending: Option<(AckReason, Serial)>,
    /// The first packet that is missing, as far as packets after it came; how many packets of a burst were
    /// to be reported in ACKs of their own since, and how many of those ACKs are still to be sent.
    hole: Seq,
    reported: u8,
    reports_due: u8,
    /// The last PING that was not answered.
    ping: Option<Serial>,
    /// Whether a PING shall be sent.
    ask: bool,
    /// Packets in order since the last ACK.
    unacknowledged: u32,
    /// One after the last packet that the peer may send, as the last ACK said.
    edge: Seq,
}

/// Which of two reasons for the same ACK it gives (order after Linux).
fn urgency(reason: AckReason) -> u8 {
    match reason {
        AckReason::Idle => 1,
        AckReason::Delay => 2,
        AckReason::Requested => 3,
        AckReason::Duplicate => 4,
        AckReason::ExceedsWindow => 5,
        AckReason::NoSpace => 6,
        AckReason::OutOfSequence => 7,
        AckReason::Ping | AckReason::PingResponse | AckReason::Unknown(_) => 0,
    }
}

impl Acknowledge {
    #[cfg(test)]
    pub(super) fn new(receive_window: u32) -> Self {
        Self::starting_at(Seq::FIRST, receive_window)
    }

    #[inline]
    pub(super) fn starting_at(first: Seq, receive_window: u32) -> Self {
        Self {
            pending: None,
            hole: Seq(0),
            reported: 0,
            reports_due: 0,
            ping: None,
            ask: false,
            unacknowledged: 0,
            edge: first + receive_window,
        }
    }

    /// An ACK is due now. It gives the most urgent of several reasons; of equals the latest.
    #[inline]
    pub(super) fn propose(&mut self, reason: AckReason, cause: Serial) {
        if self.pending.is_none_or(|(pending, _)| urgency(pending) <= urgency(reason)) {
            self.pending = Some((reason, cause));
        }
    }

    /// A packet came from beyond the hole at `missing`. The first ones get ACKs of their own, since senders
    /// count them: a burst that is taken in at once would otherwise be reported in one.
    pub(super) fn propose_out_of_sequence(&mut self, missing: Seq, cause: Serial) {
        if self.hole != missing {
            self.hole = missing;
            (self.reported, self.reports_due) = (0, 0);
        }
        if self.reported < REPORTS_OF_A_HOLE {
            self.reported += 1;
            self.reports_due += 1;
        }
        self.propose(AckReason::OutOfSequence, cause);
    }

    /// The peer sent a PING.
    pub(super) fn answer(&mut self, ping: Serial) {
        self.ping = Some(ping);
    }

    /// A PING shall be sent.
    pub(super) fn ask(&mut self) {
        self.ask = true;
    }

    #[inline]
    pub(super) fn is_due(&self) -> bool {
        self.pending.is_some() || self.ping.is_some() || self.ask
    }

    /// Notes packets that arrived in order, and says whether that is enough for an ACK now.
    pub(super) fn count(&mut self, packets: u32) -> bool {
        self.unacknowledged = self.unacknowledged.saturating_add(packets);
        self.unacknowledged >= PACKETS_PER_ACK
    }

    /// Notes a packet above a hole, and says whether that is enough for an ACK now. `extent` is how far
    /// the packets above a hole reach.
    pub(super) fn count_early(&mut self, extent: usize) -> bool {
        self.unacknowledged = self.unacknowledged.saturating_add(1);
        self.unacknowledged as usize >= extent / EXTENT_PER_PACKET
    }

    /// What was due only to acknowledge packets in order is no longer due: something else
    /// acknowledges them.
    pub(super) fn settle(&mut self) {
        self.unacknowledged = 0;
        if let Some((AckReason::Delay | AckReason::Idle, _)) = self.pending {
            self.pending = None;
        }
    }

    /// Nothing is due any more.
    pub(super) fn clear(&mut self) {
        self.pending = None;
        self.reports_due = 0;
        self.ping = None;
        self.ask = false;
        self.unacknowledged = 0;
    }

    /// How many packets from `next` on the peer may send, as the last ACK said.
    #[inline]
    pub(super) fn advertised(&self, next: Seq) -> u32 {
        self.edge.distance(next).max(0).cast_unsigned()
    }

    /// An ACK was sent that lets the peer send what is before `edge`.
    #[inline]
    pub(super) fn sent(&mut self, edge: Seq) {
        self.settle();
        self.edge = edge;
    }

    /// The next ACK to send, now that `missing` is the first packet that has not come.
    #[inline]
    pub(super) fn take(&mut self, missing: Seq) -> Option<(AckReason, Serial)> {
        if let Some(ping) = self.ping.take() {
            return Some((AckReason::PingResponse, ping));
        }
        if let Some((AckReason::OutOfSequence, _)) = self.pending {
            self.reports_due = self.reports_due.saturating_sub(1);
            if self.reports_due > 0 && self.hole == missing {
                return self.pending;
            }
        }
        if let Some(pending) = self.pending.take() {
            return Some(pending);
        }
        std::mem::take(&mut self.ask).then_some((AckReason::Ping, Serial::NONE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_reason_is_told_and_of_equals_the_latest() {
        let mut due = Acknowledge::new(255);
        due.propose(AckReason::Requested, Serial(1));
        due.propose(AckReason::OutOfSequence, Serial(2));
        due.propose(AckReason::Duplicate, Serial(3));
        assert_eq!(due.take(Seq::FIRST), Some((AckReason::OutOfSequence, Serial(2))));
        due.propose(AckReason::Requested, Serial(4));
        due.propose(AckReason::Requested, Serial(5));
        assert_eq!(due.take(Seq::FIRST), Some((AckReason::Requested, Serial(5))));
        assert!(!due.is_due());
    }

    #[test]
    fn a_thousand_pings_get_one_answer() {
        let mut due = Acknowledge::new(255);
        for serial in 1..=1000 {
            due.answer(Serial(serial));
        }
        assert_eq!(due.take(Seq::FIRST), Some((AckReason::PingResponse, Serial(1000))));
        assert_eq!(due.take(Seq::FIRST), None);
    }

    #[test]
    fn settling_keeps_what_the_peer_asked_for() {
        let mut due = Acknowledge::new(255);
        due.propose(AckReason::Delay, Serial::NONE);
        due.settle();
        assert!(!due.is_due());
        due.propose(AckReason::Requested, Serial(9));
        due.settle();
        assert!(due.is_due());
    }
}
