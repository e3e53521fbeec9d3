//! What ACKs report of the packets in the window.
//!
//! Holds: [`Arrivals`] and the part of [`TransmitWindow`] that applies hard and soft acknowledgements. Must
//! not know: whether an ACK is to be believed, or what follows for the sending rate.

use super::{Fate, TransmitWindow, WindowPacket};
use crate::proto::bit_window::low_bits;
use rxrpc_wire::{AckTable, Serial};
use std::time::Instant;

/// The last transmission of a packet that is known to have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto::send) struct Delivered {
    pub(in crate::proto::send) order: u64,
    pub(in crate::proto::send) sent_at: Instant,
}

/// What one ACK reported for the first time.
#[derive(Debug, Default)]
pub(in crate::proto::send) struct Arrivals {
    /// When it came.
    pub(in crate::proto::send) now: Option<Instant>,
    /// A repetition that was sent after this cannot have been acknowledged yet.
    pub(in crate::proto::send) too_early: Option<Instant>,
    /// The position in the order of transmissions of the latest one known to have arrived before.
    pub(in crate::proto::send) newest_before: u64,
    /// Packets that arrived.
    pub(in crate::proto::send) count: u32,
    /// Of these, the ones that were sent since they last arrived: others are no news of the path.
    pub(in crate::proto::send) delivered: u32,
    /// Of these, the ones sent since the last loss.
    pub(in crate::proto::send) since_loss: u32,
    /// The latest transmission among them that surely is the one that arrived.
    pub(in crate::proto::send) newest: Option<Delivered>,
    /// When the packet was sent that the ACK names as its cause.
    pub(in crate::proto::send) cause_sent_at: Option<Instant>,
    /// Whether one arrived in a datagram with others.
    pub(in crate::proto::send) in_jumbogram: bool,
    /// Whether some packet of the table is reported missing.
    pub(in crate::proto::send) holes: bool,
    /// Packets that arrived and were wrongly thought lost.
    pub(in crate::proto::send) spurious: u32,
    /// Whether a packet arrived after one that was sent later, as an earlier ACK reported.
    pub(in crate::proto::send) reordered: bool,
    /// Whether the peer took back that packets had arrived.
    pub(in crate::proto::send) retracted: bool,
}

impl TransmitWindow {
    /// Removes the first `count` packets, which must have been sent: the peer has them for good.
    pub(in crate::proto::send) fn acknowledge_hard(
        &mut self,
        count: u32,
        cause: Serial,
        loss_order: u64,
        arrivals: &mut Arrivals,
    ) {
        let count = (count as usize).min(self.sent);
        for packet in self.packets.iter().take(count) {
            match packet.fate {
                Fate::InTransit => self.in_transit -= 1,
                Fate::Lost => self.lost -= 1,
                Fate::Arrived | Fate::Queued => continue,
            }
            packet.arrived(cause, loss_order, arrivals);
        }
        self.packets.drop_first(count);
        self.bottom += u32::try_from(count).unwrap_or(u32::MAX);
        self.sent -= count;
        self.lost_from = self.lost_from.saturating_sub(count);
        self.reported = self.reported.saturating_sub(count);
        self.claimed = self.claimed.saturating_sub(count);
        if let Some(arrived) = &mut self.arrived {
            arrived.advance(count);
        }
    }

    /// Applies the table of an ACK, which reports the packets from `bottom` on. What it does not
    /// report, or reports missing, has not arrived, whatever an earlier ACK said; but a table with no
    /// room for more says nothing about what is beyond it.
    pub(in crate::proto::send) fn acknowledge_soft(
        &mut self,
        table: &AckTable<'_>,
        cause: Serial,
        loss_order: u64,
        arrivals: &mut Arrivals,
    ) {
        let (end, claimed) = match table.is_extended() {
            true => (table.highest().map_or(0, |highest| highest + 1), table.len()),
            false if table.is_cut_off() => (table.len(), table.len()),
            false => (table.len(), usize::MAX),
        };
        let end = end.min(self.sent);
        let affected = end.max(self.reported.min(claimed)).min(self.sent);
        for index in 0..affected.div_ceil(64) {
            let within = low_bits(end.saturating_sub(64 * index));
            let now = table.word(index) & within;
            let before = self.arrived.as_ref().map_or(0, |arrived| arrived.word(index))
                & low_bits(affected - 64 * index);
            arrivals.holes |= now != within;
            self.take_back(64 * index, before & !now, arrivals);
            self.arrive(64 * index, now & !before, cause, loss_order, arrivals);
        }
        self.reported = if self.reported > claimed { self.reported } else { end };
        self.claimed = claimed;
    }

    /// Soft acknowledgements that no longer hold, as bits from `base` on. The packets count as sent
    /// now: a peer that takes back and gives again with each ACK must not have everything sent again
    /// each time.
    fn take_back(&mut self, base: usize, bits: u64, arrivals: &mut Arrivals) {
        for index in set_bits(base, bits) {
            let packet = &mut self.packets[index];
            packet.fate = Fate::InTransit;
            packet.taken_back = true;
            packet.order = self.next_order;
            packet.sent_at = arrivals.now.or(packet.sent_at);
            packet.transmissions = packet.transmissions.saturating_add(1);
            self.next_order += 1;
            self.in_transit += 1;
            arrivals.retracted = true;
            if let Some(arrived) = &mut self.arrived {
                arrived.put(index, false);
            }
        }
    }

    /// New soft acknowledgements, as bits from `base` on.
    fn arrive(
        &mut self,
        base: usize,
        bits: u64,
        cause: Serial,
        loss_order: u64,
        arrivals: &mut Arrivals,
    ) {
        for index in set_bits(base, bits) {
            let packet = &mut self.packets[index];
            match packet.fate {
                Fate::Lost => self.lost -= 1,
                _ => self.in_transit -= 1,
            }
            packet.arrived(cause, loss_order, arrivals);
            packet.fate = Fate::Arrived;
            packet.was_lost = false;
            self.arrived.get_or_insert_default().put(index, true);
        }
    }
}

/// The positions of the bits that are set.
fn set_bits(base: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = bits.checked_ilog2()? as usize;
        bits &= !(1 << bit);
        Some(base + bit)
    })
}

impl WindowPacket {
    /// Adds this packet, just reported for the first time, to what the ACK reported.
    fn arrived(&self, cause: Serial, loss_order: u64, arrivals: &mut Arrivals) {
        arrivals.count += 1;
        if self.taken_back {
            return;
        }
        arrivals.delivered += 1;
        arrivals.in_jumbogram |= self.grouped;
        if self.order >= loss_order {
            arrivals.since_loss += 1;
        }
        let Some(sent_at) = self.sent_at else { return };
        if self.serial == cause {
            arrivals.cause_sent_at = Some(sent_at);
        }
        // After a retransmission it is not known which of the two arrived, unless the ACK was caused
        // by something no older than the second, or comes too early for it.
        let before_cause = !cause.is_none() && !cause.is_before(self.serial);
        let certain = self.transmissions == 1 || before_cause;
        let never_repeated = self.fate == Fate::Lost;
        let too_early = arrivals.too_early.is_some_and(|early| sent_at > early);
        if self.was_lost && (never_repeated || (too_early && !certain)) {
            arrivals.spurious += 1;
        }
        arrivals.reordered |= self.transmissions == 1 && self.order < arrivals.newest_before;
        if certain && arrivals.newest.is_none_or(|newest| newest.order < self.order) {
            arrivals.newest = Some(Delivered { order: self.order, sent_at });
        }
    }
}
