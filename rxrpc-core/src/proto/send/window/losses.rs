//! Which packets of the window are thought lost.
//!
//! Holds: the part of [`TransmitWindow`] that marks packets as lost and takes that back. Must not know:
//! when it is to be done, or what follows.

use super::{Fate, TransmitWindow};
use std::time::{Duration, Instant};

/// What [`TransmitWindow::mark_overtaken`] found.
#[derive(Debug, Default)]
pub(in crate::proto::send) struct Overtaken {
    /// Packets that are now thought lost.
    pub(in crate::proto::send) count: u32,
    /// The highest position in the order of transmissions among them.
    pub(in crate::proto::send) highest: u64,
    /// When the next packet will have to be thought lost, if nothing comes.
    pub(in crate::proto::send) next: Option<Instant>,
}

/// When a packet is overtaken (RACK, RFC 8985 section 6.2).
#[derive(Clone, Copy, Debug)]
pub(in crate::proto::send) struct Patience {
    /// What the latest packet that arrived took for its round trip.
    pub(in crate::proto::send) round_trip: Duration,
    /// How much longer another may take.
    pub(in crate::proto::send) reordering: Duration,
    /// No longer if it is reported missing, and something that was sent this many transmissions
    /// later has arrived.
    pub(in crate::proto::send) packets: u64,
}

impl TransmitWindow {
    /// How many packets, from the first, the last table covers. One that has room for more ends with
    /// the last packet that arrived, and so covers all.
    fn covered(&self) -> usize {
        self.reported.max(self.claimed).min(self.sent)
    }

    /// Whether a packet beyond the last table was sent before the transmission `newest`, and so is
    /// overtaken.
    pub(in crate::proto::send) fn is_overtaken_beyond_table(&self, newest: u64) -> bool {
        let first = self.packets.get(self.reported).filter(|_| self.reported < self.covered());
        first.is_some_and(|packet| packet.fate == Fate::InTransit && packet.order < newest)
    }

    /// Marks packets as lost that were sent before the transmission `newest`, which has arrived, and
    /// for which there is no patience left.
    pub(in crate::proto::send) fn mark_overtaken(
        &mut self,
        now: Instant,
        newest: u64,
        patience: Patience,
    ) -> Overtaken {
        let mut overtaken = Overtaken::default();
        let (reported, covered) = (self.reported, self.covered());
        let mut missing = self.first_missing(0, covered);
        while let Some(index) = missing {
            missing = self.first_missing(index + 1, covered);
            let packet = &mut self.packets[index];
            if packet.order >= newest && packet.transmissions == 1 {
                // All beyond it were sent later still.
                break;
            }
            if packet.fate != Fate::InTransit || packet.order >= newest {
                continue;
            }
            let Some(sent_at) = packet.sent_at else { continue };
            let by_count = index < reported && newest - packet.order >= patience.packets;
            let allowed = match by_count {
                true => patience.round_trip,
                false => patience.round_trip.saturating_add(patience.reordering),
            };
            let Some(at) = sent_at.checked_add(allowed) else { continue };
            if at > now {
                overtaken.next = Some(overtaken.next.map_or(at, |next| next.min(at)));
                continue;
            }
            packet.fate = Fate::Lost;
            packet.was_lost = true;
            self.in_transit -= 1;
            self.lost += 1;
            self.lost_from = self.lost_from.min(index);
            overtaken.count += 1;
            overtaken.highest = overtaken.highest.max(packet.order);
        }
        overtaken
    }

    /// Takes back what a timeout marked, apart from what was sent before the transmission `newest`:
    /// the packets were only late.
    pub(in crate::proto::send) fn unmark_after(&mut self, newest: u64) {
        for packet in self.packets.iter_mut().take(self.sent) {
            if packet.fate == Fate::Lost && packet.order > newest {
                packet.fate = Fate::InTransit;
                packet.was_lost = false;
                self.lost -= 1;
                self.in_transit += 1;
            }
        }
    }

    /// Marks as lost the first packet in transit and all others sent at or before `cutoff`.
    pub(in crate::proto::send) fn mark_timed_out(&mut self, cutoff: Option<Instant>) {
        let mut first = self.lost == 0;
        for (index, packet) in self.packets.iter_mut().take(self.sent).enumerate() {
            if packet.fate != Fate::InTransit {
                continue;
            }
            let old = packet.sent_at.is_some_and(|at| cutoff.is_some_and(|cutoff| at <= cutoff));
            if first || old {
                packet.fate = Fate::Lost;
                packet.was_lost = true;
                self.in_transit -= 1;
                self.lost += 1;
                self.lost_from = self.lost_from.min(index);
            }
            first = false;
        }
    }

    /// Marks as lost the packets in transit whose payload is larger than `payload`, and if `grouped` those
    /// that went in one datagram with others.
    pub(in crate::proto::send) fn mark_larger(&mut self, payload: usize, grouped: bool) {
        for (index, packet) in self.packets.iter_mut().take(self.sent).enumerate() {
            let larger = packet.payload.len() > payload || (grouped && packet.grouped);
            if packet.fate == Fate::InTransit && larger {
                packet.fate = Fate::Lost;
                self.in_transit -= 1;
                self.lost += 1;
                self.lost_from = self.lost_from.min(index);
            }
        }
    }
}
