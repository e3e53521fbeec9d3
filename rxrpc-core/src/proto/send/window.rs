//! What this side sends: the queue of sealed packets and what became of each.
//!
//! Holds: [`TransmitWindow`], with hard and soft acknowledgements kept apart. Must not know: when
//! something may be sent (congestion, timers), nor how ACKs are judged.

mod arrivals;
mod losses;
mod row;

use crate::proto::bit_window::BitWindow;
pub(super) use arrivals::Arrivals;
use bytes::Bytes;
pub(super) use losses::{Overtaken, Patience};
use row::Row;
use rxrpc_wire::{Seq, Serial};
use std::time::Instant;

/// What became of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Never sent.
    Queued,
    /// Sent, and nothing is known of it.
    InTransit,
    /// Sent, and thought lost: to be sent again.
    Lost,
    /// Soft-acknowledged: arrived, but the peer may still drop it.
    Arrived,
}

/// One packet that is not acknowledged for good.
#[derive(Debug)]
struct WindowPacket {
    payload: Bytes,
    checksum: u16,
    last: bool,
    fate: Fate,
    /// Whether it was thought lost since it was last known to have arrived.
    was_lost: bool,
    /// Whether the peer took back that it arrived, and it was not sent since.
    taken_back: bool,
    transmissions: u32,
    /// Whether the last transmission was in one datagram with others.
    grouped: bool,
    /// The last transmission: its serial, its position in the order of transmissions of this call,
    /// and its time.
    serial: Serial,
    order: u64,
    sent_at: Option<Instant>,
}

/// A packet on its way out.
#[derive(Clone, Copy, Debug)]
pub(in crate::proto) struct Outgoing {
    pub(in crate::proto) seq: Seq,
    pub(in crate::proto) checksum: u16,
    pub(in crate::proto) last: bool,
    /// Whether it was sent before, and whether in one datagram with others.
    pub(in crate::proto) again: bool,
    pub(in crate::proto) was_grouped: bool,
}

/// The packets of one direction, from the first that is not acknowledged for good.
#[derive(Debug)]
pub(in crate::proto) struct TransmitWindow {
    packets: Row<WindowPacket>,
    /// Position of the first packet.
    bottom: Seq,
    /// How many packets, from the first, were sent at least once.
    sent: usize,
    in_transit: u32,
    lost: u32,
    /// No packet before this index is lost.
    lost_from: usize,
    /// No packet from this index on is soft-acknowledged.
    reported: usize,
    /// Up to which index the last table covers all packets.
    claimed: usize,
    /// Which packets are soft-acknowledged, once any was: what an ACK reports is compared with it 64
    /// packets at a time.
    arrived: Option<Box<BitWindow>>,
    next_order: u64,
    last_queued: bool,
    /// What the peer takes beyond `bottom`.
    peer_window: u32,
    limit: u32,
}

impl TransmitWindow {
    /// `peer_window` is what the peer is trusted to take before it has said anything.
    #[cfg(test)]
    pub(in crate::proto) fn new(peer_window: u32, limit: u32) -> Self {
        Self::starting_at(Seq::FIRST, peer_window, limit)
    }

    #[inline]
    pub(in crate::proto) fn starting_at(bottom: Seq, peer_window: u32, limit: u32) -> Self {
        Self {
            packets: Row::new(),
            bottom,
            sent: 0,
            in_transit: 0,
            lost: 0,
            lost_from: 0,
            reported: 0,
            claimed: usize::MAX,
            arrived: None,
            next_order: 1,
            last_queued: false,
            peer_window,
            limit: limit.clamp(1, 65_535),
        }
    }

    /// So many packets are queued next.
    #[inline]
    pub(super) fn expect(&mut self, packets: usize) {
        self.packets.expect(packets);
    }

    #[inline]
    pub(super) fn push(&mut self, payload: Bytes, checksum: u16, last: bool) {
        self.last_queued |= last;
        self.packets.push(WindowPacket {
            payload,
            checksum,
            last,
            fate: Fate::Queued,
            was_lost: false,
            taken_back: false,
            transmissions: 0,
            grouped: false,
            serial: Serial::NONE,
            order: 0,
            sent_at: None,
        });
    }

    /// Packets that are not acknowledged for good, unsent ones included.
    pub(in crate::proto) fn len(&self) -> usize {
        self.packets.len()
    }

    pub(in crate::proto) fn is_empty(&self) -> bool {
        self.packets.is_empty()
    }

    /// The first packet that is not acknowledged for good.
    pub(in crate::proto) fn bottom(&self) -> Seq {
        self.bottom
    }

    /// How many packets from `bottom` were sent.
    pub(in crate::proto) fn sent(&self) -> u32 {
        u32::try_from(self.sent).unwrap_or(u32::MAX)
    }

    /// Sent packets of which nothing is known.
    pub(in crate::proto) fn in_transit(&self) -> u32 {
        self.in_transit
    }

    /// Packets to be sent again.
    pub(in crate::proto) fn lost(&self) -> u32 {
        self.lost
    }

    /// Sent packets that are not known to have arrived.
    pub(in crate::proto) fn outstanding(&self) -> u32 {
        self.in_transit + self.lost
    }

    /// Whether everything sent has arrived, and the peer's window holds the rest back.
    pub(in crate::proto) fn is_blocked(&self) -> bool {
        self.outstanding() == 0 && self.has_unsent() && !self.is_open()
    }

    /// Whether all packets are known to have arrived.
    pub(in crate::proto) fn all_arrived(&self) -> bool {
        self.in_transit + self.lost == 0 && !self.has_unsent()
    }

    pub(in crate::proto) fn has_unsent(&self) -> bool {
        self.sent < self.packets.len()
    }

    /// Packets that were never sent.
    #[inline]
    pub(super) fn unsent(&self) -> usize {
        self.packets.len() - self.sent
    }

    /// How many of the next packets that were never sent, `most` at most, have this length of payload, and others behind
    /// them that the peer takes too.
    pub(super) fn equal_unsent(&self, most: usize, payload: usize) -> usize {
        let taken = (self.peer_window().saturating_sub(self.sent()) as usize).min(self.unsent());
        let most = most.min(taken.saturating_sub(1));
        self.packets.count_while(self.sent, most, |packet| packet.payload.len() == payload)
    }

    pub(in crate::proto) fn last_queued(&self) -> bool {
        self.last_queued
    }

    /// Whether the last packet was sent.
    pub(in crate::proto) fn last_sent(&self) -> bool {
        self.last_queued && !self.has_unsent()
    }

    /// Whether the last packet is the only one that was sent and is not known to have arrived.
    pub(in crate::proto) fn only_last_is_missing(&self) -> bool {
        self.in_transit + self.lost == 1
            && self.sent == self.packets.len()
            && self.packets.last().is_some_and(|packet| packet.last && packet.fate != Fate::Arrived)
    }

    pub(super) fn set_peer_window(&mut self, packets: u32) {
        self.peer_window = packets;
    }

    pub(in crate::proto) fn peer_window(&self) -> u32 {
        self.peer_window.min(self.limit)
    }

    /// Whether the peer takes another packet beyond those sent.
    pub(in crate::proto) fn is_open(&self) -> bool {
        self.sent() < self.peer_window()
    }

    /// The number that the next transmission gets in the order of transmissions.
    pub(in crate::proto) fn next_order(&self) -> u64 {
        self.next_order
    }

    /// Index and payload length of the packet to send next: a lost one, otherwise a fresh one if
    /// the peer takes it.
    #[inline]
    pub(super) fn pick(&mut self) -> Option<(usize, usize)> {
        let index = match self.first_lost() {
            Some(index) => index,
            None if self.has_unsent() && self.is_open() => self.sent,
            None => return None,
        };
        Some((index, self.packets.get(index)?.payload.len()))
    }

    /// Payload length of the packet that [`TransmitWindow::pick`] would give.
    pub(in crate::proto) fn next_payload(&self) -> Option<usize> {
        let index = match self.lost {
            0 => Some(self.sent).filter(|_| self.is_open()),
            _ => self.lost_at(self.lost_from),
        };
        Some(self.packets.get(index?)?.payload.len())
    }

    #[inline]
    fn first_lost(&mut self) -> Option<usize> {
        let index = if self.lost == 0 { None } else { self.lost_at(self.lost_from) };
        self.lost_from = index.unwrap_or(self.sent);
        index
    }

    /// The first lost packet from `from` on.
    fn lost_at(&self, from: usize) -> Option<usize> {
        let mut missing = self.first_missing(from, self.sent);
        while let Some(index) = missing
            && self.packets[index].fate != Fate::Lost
        {
            missing = self.first_missing(index + 1, self.sent);
        }
        missing
    }

    /// The first packet from `from` on, and before `end`, that is not soft-acknowledged.
    fn first_missing(&self, from: usize, end: usize) -> Option<usize> {
        match &self.arrived {
            Some(arrived) => arrived.first_clear(from, end),
            None => Some(from).filter(|from| *from < end),
        }
    }

    /// Index of the last packet in transit that the peer takes, for a tail loss probe: one beyond its
    /// window, which may have shrunk, would be thrown away.
    pub(in crate::proto) fn tail(&self) -> Option<usize> {
        let mut end = self.sent.min(self.peer_window() as usize);
        loop {
            let index = match &self.arrived {
                Some(arrived) => arrived.last_clear(end)?,
                None => end.checked_sub(1)?,
            };
            if self.packets[index].fate == Fate::InTransit {
                return Some(index);
            }
            end = index;
        }
    }

    /// Index of the packet that a tail loss probe sends: a fresh one if there is one that the peer
    /// takes, otherwise the [`TransmitWindow::tail`].
    pub(in crate::proto) fn probe(&self) -> Option<usize> {
        match self.has_unsent() && self.is_open() {
            true => Some(self.sent),
            false => self.tail(),
        }
    }

    /// The payload of the packet at `index`.
    #[inline]
    pub(in crate::proto) fn payload(&self, index: usize) -> &[u8] {
        self.packets.get(index).map_or(&[], |packet| &packet.payload)
    }

    /// Payload length of the packet at `index`, if there is one.
    pub(in crate::proto) fn payload_at(&self, index: usize) -> Option<usize> {
        Some(self.packets.get(index)?.payload.len())
    }

    /// Notes a transmission of the packet at `index`, `grouped` with others or not; returns what to
    /// send.
    #[inline]
    pub(super) fn transmit(
        &mut self,
        index: usize,
        now: Instant,
        serial: Serial,
        grouped: bool,
    ) -> Option<Outgoing> {
        let packet = self.packets.get_mut(index)?;
        match packet.fate {
            Fate::Queued => {
                self.sent += 1;
                self.in_transit += 1;
            }
            Fate::Lost => {
                self.lost -= 1;
                self.in_transit += 1;
            }
            Fate::InTransit | Fate::Arrived => {}
        }
        let again = packet.transmissions > 0;
        if packet.fate != Fate::Arrived {
            packet.fate = Fate::InTransit;
        }
        packet.taken_back = false;
        packet.transmissions = packet.transmissions.saturating_add(1);
        let was_grouped = std::mem::replace(&mut packet.grouped, grouped);
        packet.serial = serial;
        packet.order = self.next_order;
        packet.sent_at = Some(now);
        self.next_order += 1;
        let seq = self.bottom + u32::try_from(index).unwrap_or(u32::MAX);
        Some(Outgoing { seq, checksum: packet.checksum, last: packet.last, again, was_grouped })
    }

    /// Forgets all packets, sent or not. A packet queued later follows them.
    pub(super) fn clear(&mut self) {
        // A request is forgotten when its reply begins, and everything again at the end.
        if self.packets.is_empty() && self.arrived.is_none() {
            return self.forget_places();
        }
        self.bottom += u32::try_from(self.packets.len()).unwrap_or(u32::MAX);
        self.packets = Row::new();
        self.arrived = None;
        self.forget_places();
    }

    /// There are no packets.
    #[inline]
    fn forget_places(&mut self) {
        self.sent = 0;
        self.in_transit = 0;
        self.lost = 0;
        self.lost_from = 0;
        self.reported = 0;
        self.claimed = usize::MAX;
    }
}

#[cfg(test)]
mod tests;
