//! DATA that arrives: what becomes of each packet, and what is to be acknowledged of a datagram.
//!
//! Holds: the part of [`Receiver`] that takes DATA. Must not know: how payloads are stored or opened, or
//! what follows for the call.

use super::Receiver;
use super::window::Acceptance;
use crate::proto::common::Common;
use crate::proto::timers::Timer;
use rxrpc_wire::{AckReason, Flags, Header, Subpacket};
use std::time::Instant;

/// What the packets of one datagram ask for.
#[derive(Debug, Default)]
pub(in crate::proto) struct AckNeed {
    /// Whether an ACK is due at once.
    urgent: bool,
    /// Packets that came in order.
    in_order: u32,
    /// Whether a packet above a hole came that need not be acknowledged at once.
    waits: bool,
}

/// What became of a packet of DATA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Taken {
    /// It breaks the protocol.
    Contradiction,
    /// There is no room for it.
    Refused,
    /// It had come before.
    Repeated,
    /// It is new; `readable` says whether the user has more to take now.
    New {
        /// Whether more packets wait in order than before.
        readable: bool,
    },
}

impl Receiver {
    /// Takes a datagram whose only packet is the next one, goes behind those before it and ends nothing, and notes what
    /// is to be acknowledged. `false` if there is more to it: nothing has happened then.
    #[inline]
    pub(in crate::proto) fn take_expected(
        &mut self,
        now: Instant,
        header: &Header,
        payload: &[u8],
        common: &mut Common,
    ) -> bool {
        if header.flags.intersects(Flags::LAST_PACKET | Flags::JUMBO_PACKET)
            || payload.len() > common.config.max_mtu as usize
            || !self.window.accept_expected(header.seq, header.checksum, payload)
        {
            return false;
        }
        common.counters.data_received += 1;
        self.bytes = self.bytes.wrapping_add(payload.len() as u64);
        self.last_data = header.serial;
        let urgent = header.flags.contains(Flags::REQUEST_ACK);
        if urgent {
            self.acknowledge.propose(AckReason::Requested, header.serial);
        }
        self.acknowledge_datagram(now, &AckNeed { urgent, in_order: 1, waits: false }, common);
        true
    }

    /// Takes one packet of a datagram.
    #[inline]
    pub(in crate::proto) fn take_packet(
        &mut self,
        now: Instant,
        packet: &Subpacket<'_>,
        need: &mut AckNeed,
        common: &mut Common,
    ) -> Taken {
        if packet.payload.len() > common.config.max_mtu as usize {
            // The window counts packets, so their size has to have a bound as well: the one that is
            // advertised.
            return Taken::Contradiction;
        }
        let last = packet.flags.contains(Flags::LAST_PACKET);
        let before = self.window.ready_count();
        let follows = packet.seq == self.window.highest().next();
        match self.window.accept(packet.seq, packet.checksum, last, packet.payload) {
            Acceptance::Contradiction => return Taken::Contradiction,
            Acceptance::BeyondWindow => {
                common.counters.rest().beyond_window += 1;
                self.propose_at_once(AckReason::ExceedsWindow, packet, need);
                return Taken::Refused;
            }
            Acceptance::Duplicate => {
                common.counters.rest().duplicates += 1;
                self.propose_at_once(AckReason::Duplicate, packet, need);
                return Taken::Repeated;
            }
            Acceptance::OutOfOrder => {
                common.counters.rest().out_of_order += 1;
                let enough = self.acknowledge.count_early(self.window.early_extent());
                if enough || !follows {
                    need.urgent = true;
                    self.acknowledge.propose_out_of_sequence(self.window.next(), packet.serial);
                } else {
                    need.waits = true;
                }
            }
            Acceptance::FilledHole => {
                // The sender is in trouble: it shall know at once (Linux says DELAY here).
                self.propose_at_once(AckReason::Delay, packet, need);
                need.in_order += 1;
            }
            Acceptance::InOrder => need.in_order += 1,
        }
        common.counters.data_received += 1;
        if let Some(times) = &mut self.times {
            times.note(packet.seq, now);
        }
        self.bytes = self.bytes.wrapping_add(packet.payload.len() as u64);
        if packet.flags.contains(Flags::REQUEST_ACK) {
            self.propose_at_once(AckReason::Requested, packet, need);
        }
        self.last_data = packet.serial;
        Taken::New { readable: self.window.ready_count() > before }
    }

    fn propose_at_once(&mut self, reason: AckReason, packet: &Subpacket<'_>, need: &mut AckNeed) {
        need.urgent = true;
        self.acknowledge.propose(reason, packet.serial);
    }

    /// One ACK at most for a datagram: at once if something in it asks for that or enough has come,
    /// otherwise after a while. For a call that has not ended.
    #[inline]
    pub(in crate::proto) fn acknowledge_datagram(
        &mut self,
        now: Instant,
        need: &AckNeed,
        common: &mut Common,
    ) {
        if need.in_order == 0 && !need.waits {
            return;
        }
        let enough = need.in_order > 0 && self.acknowledge.count(need.in_order);
        if need.urgent {
            return;
        }
        // The end of a request is acknowledged by the reply, which may come soon.
        if enough && !self.window.is_complete() {
            self.acknowledge.propose(AckReason::Idle, self.last_data);
        } else if common.timers.get(Timer::DelayedAck).is_none() {
            common.timers.set_after(Timer::DelayedAck, now, common.config.delayed_ack);
        }
    }
}
