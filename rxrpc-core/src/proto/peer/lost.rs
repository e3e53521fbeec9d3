//! A service that no longer knows the call: it was started again, or the client's address changed on the
//! way, so that the rest of the call reaches it under a name that it never heard.
//!
//! Holds: how a client learns it from an ACK. Must not know: what else ACKs say.
//!
//! Such a service acknowledges nothing (Linux AF_RXRPC says EXCEEDS_WINDOW with `firstPacket` 1), although
//! more was acknowledged before. An ACK that was overtaken on its way looks the same, so the order has to
//! be clear: what answers a packet that was sent after the client had heard of the progress was said
//! after it too.
//!
//! While nothing was acknowledged, all packets come again and the call simply goes on.

use crate::proto::machine::UNTOLD_WINDOW;
use crate::proto::{CallMachine, Completion, Failure, Side};
use rxrpc_wire::{AbortCode, Ack, AckReason, Header, Seq, Serial};

/// The order of what was sent and what was heard.
#[derive(Debug)]
pub(in crate::proto) struct Progress {
    /// The serial sent last.
    sent: Serial,
    /// The serial that was sent last when the peer last acknowledged more for good.
    before: Serial,
}

impl Progress {
    pub(in crate::proto) fn new() -> Self {
        Self { sent: Serial::NONE, before: Serial::NONE }
    }

    /// A packet that may be answered was sent.
    pub(in crate::proto) fn sent(&mut self, serial: Serial) {
        self.sent = serial;
    }

    /// The peer acknowledged more for good.
    pub(in crate::proto) fn made(&mut self) {
        self.before = self.sent;
    }

    /// Whether an answer to `serial` was given after the last progress.
    fn precedes(&self, serial: Serial) -> bool {
        !serial.is_none() && serial.is_after(self.before)
    }
}

impl CallMachine {
    /// Ends a client call of which this ACK says that the service has lost it; whether it does.
    pub(in crate::proto) fn end_if_lost_by_peer(&mut self, header: &Header, ack: &Ack<'_>) -> bool {
        if self.side != Side::Client || ack.first_packet != Seq::FIRST {
            return false;
        }
        let progress = self.highest_ack.distance(Seq::FIRST);
        let knows_nothing = ack.previous_packet == 0 && ack.acks.is_empty();
        let says_so = knows_nothing
            && matches!(ack.reason, AckReason::ExceedsWindow | AckReason::OutOfSequence)
            // The serial of a service that began anew does not tell the order, but much progress does.
            && (!self.is_overtaken(header) || progress.cast_unsigned() >= UNTOLD_WINDOW);
        let lost = progress > 0 && (says_so || self.progress.precedes(ack.serial));
        if lost {
            let code = AbortCode(0);
            self.complete(Completion::RemotelyAborted { code, error: Failure::NetworkReset });
            if !knows_nothing {
                // It has begun the call anew, and would wait for packets that are no longer here.
                self.abort_due = Some(AbortCode::RX_CALL_DEAD);
            }
        }
        lost
    }
}
