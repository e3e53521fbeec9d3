//! The order of ACKs among themselves and towards what was sent: which of them are old, and which show
//! that the service has lost the call.
//!
//! Holds: [`AckOrder`]. Must not know: what is done about it, or what else ACKs say.
//!
//! A service that was started again, or under whose client the address changed on the way, no longer knows
//! the call: the rest reaches it under a name that it never heard. It acknowledges nothing (Linux AF_RXRPC
//! says EXCEEDS_WINDOW with `firstPacket` 1), although more was acknowledged before. An ACK that was
//! overtaken on its way looks the same, so the order has to be clear: what answers a packet that was sent
//! after the client had heard of the progress was said after it too.
//!
//! While nothing was acknowledged, all packets come again and the call simply goes on.

use crate::proto::config::INITIAL_PEER_WINDOW;
use rxrpc_wire::{Ack, AckReason, Header, Seq, Serial};

/// The order of what was sent and what was acknowledged.
#[derive(Debug)]
pub(in crate::proto) struct AckOrder {
    /// The serial of the newest ACK, and the highest `firstPacket` of any.
    newest: Option<Serial>,
    highest: Seq,
    /// The serial sent last.
    sent: Serial,
    /// The serial that was sent last when the peer last acknowledged more for good.
    sent_before_progress: Serial,
}

/// How a service shows that it has lost the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Lost {
    /// It knows nothing of it.
    Unknown,
    /// It has begun the call anew, and would wait for packets that are no longer here.
    BegunAnew,
}

impl AckOrder {
    /// Before any ACK; `first` is the first packet.
    #[inline]
    pub(super) fn starting_at(first: Seq) -> Self {
        let none = Serial::NONE;
        Self { newest: None, highest: first, sent: none, sent_before_progress: none }
    }

    /// A packet that may be answered was sent.
    #[inline]
    pub(super) fn packet_sent(&mut self, serial: Serial) {
        self.sent = serial;
    }

    /// Whether this ACK, or one that was sent later, has come already.
    #[inline]
    pub(super) fn is_overtaken(&self, header: &Header) -> bool {
        self.newest.is_some_and(|newest| !header.serial.is_after(newest))
    }

    /// Whether an ACK with this `firstPacket` acknowledges less than another did.
    #[inline]
    pub(super) fn is_behind(&self, first_packet: Seq) -> bool {
        first_packet.is_before(self.highest)
    }

    /// An ACK with this `firstPacket` is applied.
    #[inline]
    pub(super) fn advance(&mut self, first_packet: Seq) {
        if first_packet.is_after(self.highest) {
            self.sent_before_progress = self.sent;
        }
        self.highest = first_packet;
    }

    /// All before `bottom` was acknowledged for good, by a packet that is no ACK.
    pub(super) fn all_acknowledged(&mut self, bottom: Seq) {
        self.sent_before_progress = self.sent;
        self.highest = bottom;
    }

    /// An ACK that was not overtaken is applied.
    pub(super) fn newest_is(&mut self, serial: Serial) {
        self.newest = Some(serial);
    }

    /// Whether this ACK to a client shows that the service has lost the call.
    pub(super) fn shows_loss_of_call(&self, header: &Header, ack: &Ack<'_>) -> Option<Lost> {
        if ack.first_packet != Seq::FIRST {
            return None;
        }
        let progress = self.highest.distance(Seq::FIRST);
        let knows_nothing = ack.previous_packet == 0 && ack.acks.is_empty();
        let says_so = knows_nothing
            && matches!(ack.reason, AckReason::ExceedsWindow | AckReason::OutOfSequence)
            // The serial of a service that began anew does not show the order, but much progress does.
            && (!self.is_overtaken(header) || progress.cast_unsigned() >= INITIAL_PEER_WINDOW);
        let lost = progress > 0 && (says_so || self.answers_after_progress(ack.serial));
        lost.then_some(if knows_nothing { Lost::Unknown } else { Lost::BegunAnew })
    }

    /// Whether an answer to `serial` was given after the last progress.
    fn answers_after_progress(&self, serial: Serial) -> bool {
        !serial.is_none() && serial.is_after(self.sent_before_progress)
    }
}
