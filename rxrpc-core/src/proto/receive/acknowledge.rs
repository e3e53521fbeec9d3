//! When an ACK is due, and what it says.
//!
//! Holds: [`Acknowledge`], which keeps at most one ACK of each kind (three that tell of a new hole), so
//! that no flood of packets can queue anything; and the part of the machine that writes ACKs. Must not know: what the ACKs
//! of the peer mean.

use crate::proto::CallMachine;
use crate::proto::packets::CallIdentity;
use crate::proto::receive::window::PLAIN_TABLE;
use crate::proto::timers::Timer;
use rxrpc_wire::{
    AckBuilder, AckReason, AckTrailer, ExtendedAckBuilder, Flags, Header, PacketType, Seq, Serial,
};
use std::time::Instant;

/// An ACK at the latest for every second packet: OpenAFS senders count on it.
const PACKETS_PER_ACK: u32 = 2;

/// Of packets above a hole, one ACK for each that extends its table by this many: a table that tells
/// of thousands of packets must not be built, sent and read for every one of them.
const EXTENT_PER_PACKET: usize = 1024;

/// The largest body of an extended ACK: that of a datagram of an Ethernet frame less 56 bytes. The path
/// may take less.
const EXTENDED_LEN: usize = 1444 - Header::LEN;
const EXTENDED_WORDS: usize = ExtendedAckBuilder::packets_within(EXTENDED_LEN) / 64;

/// How many ACKs tell of a hole before what comes in one burst is told in one: OpenAFS 1.8.9 was
/// observed to send a packet again at the third ACK that misses it, and after a second or more otherwise.
const REPORTS_OF_A_HOLE: u8 = 3;

/// The ACKs that are due.
#[derive(Debug)]
pub(in crate::proto) struct Acknowledge {
    /// The most urgent reason, and the packet that gave it.
    pending: Option<(AckReason, Serial)>,
    /// The first packet that is missing, as far as packets after it came; how many packets of a burst were
    /// to be told of in ACKs of their own since, and how many of those ACKs are still to be sent.
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

/// Which of two reasons for the same ACK is told (order after Linux).
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
    pub(in crate::proto) fn new(receive_window: u32) -> Self {
        Self::starting_at(Seq::FIRST, receive_window)
    }

    pub(in crate::proto) fn starting_at(first: Seq, receive_window: u32) -> Self {
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

    /// An ACK is due now. Of several, the most urgent reason is told; of equals the latest.
    pub(in crate::proto) fn propose(&mut self, reason: AckReason, cause: Serial) {
        if self.pending.is_none_or(|(pending, _)| urgency(pending) <= urgency(reason)) {
            self.pending = Some((reason, cause));
        }
    }

    /// A packet came from beyond the hole at `missing`. The first ones get ACKs of their own, since senders
    /// count them: a burst that is taken in at once would otherwise be told in one.
    pub(in crate::proto) fn propose_out_of_sequence(&mut self, missing: Seq, cause: Serial) {
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
    pub(in crate::proto) fn answer(&mut self, ping: Serial) {
        self.ping = Some(ping);
    }

    /// A PING shall be sent.
    pub(in crate::proto) fn ask(&mut self) {
        self.ask = true;
    }

    pub(in crate::proto) fn is_due(&self) -> bool {
        self.pending.is_some() || self.ping.is_some() || self.ask
    }

    /// Notes packets that arrived in order, and says whether that is enough for an ACK now.
    pub(in crate::proto) fn count(&mut self, packets: u32) -> bool {
        self.unacknowledged = self.unacknowledged.saturating_add(packets);
        self.unacknowledged >= PACKETS_PER_ACK
    }

    /// Notes a packet above a hole, and says whether that is enough for an ACK now. `extent` is how far
    /// the packets above a hole reach.
    pub(in crate::proto) fn count_early(&mut self, extent: usize) -> bool {
        self.unacknowledged = self.unacknowledged.saturating_add(1);
        self.unacknowledged as usize >= extent / EXTENT_PER_PACKET
    }

    /// What was due only to acknowledge packets in order is no longer due: something else tells
    /// the peer as much.
    pub(in crate::proto) fn settle(&mut self) {
        self.unacknowledged = 0;
        if let Some((AckReason::Delay | AckReason::Idle, _)) = self.pending {
            self.pending = None;
        }
    }

    /// Nothing is due any more.
    pub(in crate::proto) fn clear(&mut self) {
        self.pending = None;
        self.reports_due = 0;
        self.ping = None;
        self.ask = false;
        self.unacknowledged = 0;
    }

    /// The next ACK to send, now that `missing` is the first packet that has not come.
    fn take(&mut self, missing: Seq) -> Option<(AckReason, Serial)> {
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

impl CallMachine {
    /// Sends the final ACK of a reply now, if it still waits for a next call on the channel to tell as
    /// much: there will be none.
    pub fn hasten_final_ack(&mut self) {
        if self.timers.get(Timer::FinalAck).is_some() {
            self.timers.stop(Timer::FinalAck);
            self.acknowledge.propose(AckReason::Idle, Serial::NONE);
        }
    }

    /// Nothing but an ABORT is said any more of a call that has ended: the next one on its channel says the
    /// rest.
    pub fn drop_final_ack(&mut self) {
        self.timers.stop_all();
        self.acknowledge.clear();
    }

    /// Appends the ACK that is due, if any.
    pub(in crate::proto) fn transmit_ack(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serial: impl FnOnce() -> Serial,
        out: &mut Vec<u8>,
    ) -> bool {
        let Some((reason, cause)) = self.acknowledge.take(self.receive.next()) else {
            return false;
        };
        let serial = serial();
        if reason == AckReason::Ping {
            self.reach.ping();
        }
        let mut table = [0; PLAIN_TABLE];
        let reported = self.receive.report(&mut table).min(self.reach.table_limit());
        // A DELAY that reports no hole says the same as IDLE; Linux sends the latter.
        let reason = match reason {
            AckReason::Delay if reported == 0 => AckReason::Idle,
            other => other,
        };
        let mut flags = Flags::SLOW_START_OK;
        if reason == AckReason::Ping {
            flags |= Flags::REQUEST_ACK;
            self.counters.pings_sent += 1;
            self.rtt.sent(now, serial);
            self.progress.sent(serial);
            self.reach.expect_answer(serial);
            self.await_proof(now);
        }
        let extended = self.extended_words();
        if extended > 0 {
            flags |= Flags::EXTENDED_SACK;
        }
        identity.header(PacketType::Ack, Seq(0), serial, flags).emit(out);
        if extended > 0 {
            self.emit_extended_ack(reason, cause, extended, out);
        } else {
            AckBuilder {
                first_packet: self.receive.next(),
                previous_packet: self.receive.highest(),
                serial: cause,
                reason,
                acks: &table[..reported],
                trailer: self.trailer(),
                padding: 0,
            }
            .emit(out);
        }
        self.counters.acks_sent += 1;
        self.acknowledge.settle();
        self.acknowledge.edge = self.receive.next() + self.receive.free();
        self.timers.stop(Timer::DelayedAck);
        self.timers.stop(Timer::FinalAck);
        true
    }

    /// How many 64s of packets an ACK in the extended form would tell of now; 0 if the plain form does.
    /// Only who has a large window can have sent what that cannot tell.
    fn extended_words(&self) -> usize {
        let extent = self.receive.early_extent();
        if extent <= PLAIN_TABLE || !self.reach.is_proven() {
            return 0;
        }
        let room = ExtendedAckBuilder::packets_within(self.max_payload().min(EXTENDED_LEN));
        extent.min(room).div_ceil(64)
    }

    fn emit_extended_ack(&self, reason: AckReason, cause: Serial, count: usize, out: &mut Vec<u8>) {
        let mut words = [0; EXTENDED_WORDS];
        let arrived = &mut words[..count];
        self.receive.report_words(arrived);
        ExtendedAckBuilder {
            first_packet: self.receive.next(),
            previous_packet: self.receive.highest(),
            serial: cause,
            reason,
            arrived,
            trailer: self.trailer(),
        }
        .emit(out);
    }

    /// What this side can take.
    pub(in crate::proto) fn trailer(&self) -> AckTrailer {
        self.config.trailer(self.receive.free())
    }

    /// The user took a packet: tells the peer if it may now send much more than it was told, or if
    /// all is taken and it was told little.
    pub(in crate::proto) fn acknowledge_opening(&mut self) {
        if self.completion.is_some() || self.receive.is_complete() {
            return;
        }
        let size = self.receive.size();
        let told = self.acknowledge.edge.distance(self.receive.next()).max(0).cast_unsigned();
        let drained = !self.receive.has_ready() && told < size / 2;
        let enough = if drained { 1 } else { size.div_ceil(4) };
        // There is no more memory to ask for than what the window lets through.
        if self.receive.open() >= told + enough && self.receive.free() >= told + enough {
            self.acknowledge.propose(AckReason::Idle, Serial::NONE);
        }
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
