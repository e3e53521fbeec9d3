//! Packets that arrived above a hole.
//!
//! Holds: [`EarlyPackets`]. Must not know: windows, or what is acknowledged when.

use super::packet::ReceivedPacket;
use crate::proto::bit_window::BitWindow;
use std::collections::VecDeque;

/// Room for more packets is given back once none is stored.
const ROOM_WORTH_GIVING_BACK: usize = 64;

/// What waits for packets before it, counted from the next one in order.
#[derive(Debug, Default)]
pub(in crate::proto) struct EarlyPackets {
    /// The first is always `None`, the last never.
    packets: VecDeque<Option<ReceivedPacket>>,
    /// The same in bits, so that a report of thousands need not look at each.
    arrived: BitWindow,
    count: usize,
}

impl EarlyPackets {
    /// One after the index of the last packet.
    pub(in crate::proto) fn len(&self) -> usize {
        self.packets.len()
    }

    pub(in crate::proto) fn has(&self, index: usize) -> bool {
        self.packets.get(index).is_some_and(Option::is_some)
    }

    /// How many packets are stored.
    pub(in crate::proto) fn count(&self) -> usize {
        self.count
    }

    /// Bytes that the entries take, with one for a packet at `index`.
    pub(in crate::proto) fn cost_with(&self, index: usize) -> usize {
        let entries = self.packets.capacity().max(if index == 0 { 0 } else { index + 1 });
        entries * size_of::<Option<ReceivedPacket>>()
    }

    /// Stores a packet, which must not be the next one in order.
    pub(in crate::proto) fn insert(&mut self, index: usize, packet: ReceivedPacket) {
        if self.packets.len() <= index {
            self.packets.resize(index + 1, None);
        }
        self.packets[index] = Some(packet);
        self.arrived.put(index, true);
        self.count += 1;
    }

    /// The next packet in order has come: gives out those that follow it without a hole.
    pub(in crate::proto) fn advance(&mut self, mut take: impl FnMut(ReceivedPacket)) {
        self.packets.pop_front();
        let mut count = 1;
        while let Some(Some(_)) = self.packets.front() {
            if let Some(Some(packet)) = self.packets.pop_front() {
                count += 1;
                take(packet);
            }
        }
        self.arrived.advance(count);
        self.count -= count - 1;
    }

    /// Whether nothing is stored, and the room is worth giving back.
    pub(in crate::proto) fn is_done(&self) -> bool {
        self.packets.is_empty() && self.packets.capacity() > ROOM_WORTH_GIVING_BACK
    }

    /// Whether each of 64 packets has arrived, the lowest bit first.
    pub(in crate::proto) fn word(&self, index: usize) -> u64 {
        self.arrived.word(index)
    }
}
