//! What this side receives: packets in order, waiting for the user, and packets above a hole.
//!
//! Holds: [`ReceiveWindow`]. Must not know: what is acknowledged when, or how a
//! packet is opened.

mod expected;

use super::budget::{ReceiveBudget, Share};
use super::early::EarlyPackets;
use super::growth::{Growth, WindowGrowth};
use super::joining::Joining;
use super::memory::Memory;
use super::packet::{Received, ReceivedPacket};
use super::sealed::SealedRun;
use crate::fifo::Fifo;
use crate::proto::config::INITIAL_PEER_WINDOW;
use bytes::Bytes;
use rxrpc_wire::Seq;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The most packets that are taken beyond the next one.
const MAX_WINDOW: u32 = 65_535;

/// The most packets that the plain table of an ACK can report.
pub(in crate::proto) const PLAIN_TABLE: usize = 255;

/// Packets that a call may always store, whatever is left of the common budget: what every peer is
/// trusted to take before it has said anything.
const FLOOR: usize = INITIAL_PEER_WINDOW as usize;

/// What the head of an allocation costs.
const HEAD: usize = 32;

/// What a packet in order costs apart from its payload: its entry in a queue that may have twice as many as are
/// used, and the head of its allocation.
const ENTRY: usize = 2 * size_of::<Received>() + HEAD;

/// What a packet to come is expected to cost.
const TYPICAL: usize = 1412 + ENTRY;

/// Calls that receive less are not worth watching.
const WORTH_WATCHING: u32 = 32;

/// What became of a packet that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proto) enum Acceptance {
    /// Taken; it was the next one.
    InOrder,
    /// Taken; it was the next one, and others were waiting for it.
    FilledHole,
    /// Taken; something before it is missing.
    OutOfOrder,
    /// It had arrived before.
    Duplicate,
    /// Not taken: more than what was advertised.
    BeyondWindow,
    /// It contradicts what came before: a second end, or data after the end.
    Contradiction,
}

/// The packets of one direction, from the next one in order.
#[derive(Debug)]
pub(in crate::proto) struct ReceiveWindow {
    /// In order, not yet taken by the user. Behind them is the run of [`ReceiveWindow::memory`].
    ready: Fifo<Received>,
    /// Out of order, counted from `next`. Most calls never have any.
    early: Option<Box<EarlyPackets>>,
    next: Seq,
    /// The highest packet seen; `next - 1` at least.
    highest: Seq,
    end: Option<Seq>,
    last_taken: bool,
    /// Packets without a payload are handed over like others.
    keeps_empty: bool,
    joining: Joining,
    size: u32,
    limit: u32,
    /// Only for calls that have received more than a little.
    growth: Option<Box<WindowGrowth>>,
    /// Where further payloads are copied to. Most calls have no second packet.
    memory: Option<Box<Memory>>,
    /// Payload bytes that are stored, and what is taken of the common budget for them.
    stored: usize,
    share: Share,
    /// Bytes accepted so far, up to the point where it no longer matters.
    accepted: u32,
}

impl ReceiveWindow {
    /// A window of `size` packets that may grow to `limit`.
    #[cfg(test)]
    pub(in crate::proto) fn new(size: u32, limit: u32) -> Self {
        Self::starting_at(Seq::FIRST, size, limit)
    }

    #[inline]
    pub(in crate::proto) fn starting_at(next: Seq, size: u32, limit: u32) -> Self {
        let size = size.clamp(1, MAX_WINDOW);
        Self {
            ready: Fifo::new(),
            early: None,
            next,
            highest: next - 1,
            end: None,
            last_taken: false,
            keeps_empty: false,
            joining: Joining::Apart,
            size,
            limit: limit.clamp(size, MAX_WINDOW),
            growth: None,
            memory: None,
            stored: 0,
            share: Share::default(),
            accepted: 0,
        }
    }

    /// Lets what is stored count against a budget that others share.
    pub(super) fn join(&mut self, budget: &Arc<ReceiveBudget>, peer: SocketAddr) {
        self.share.join(budget, peer);
    }

    /// Hands over packets without a payload like others.
    pub(super) fn keep_empty_packets(&mut self) {
        self.keeps_empty = true;
    }

    /// From now on hands over several packets together, or no longer does.
    pub(super) fn join_packets(&mut self, joining: Joining) {
        self.joining = joining;
        self.end_run();
    }

    /// How packets are handed over.
    pub(super) fn joining(&self) -> Joining {
        self.joining
    }

    /// The peer is not known to receive at its address, or is from now on.
    pub(super) fn trust(&mut self, proven: bool) {
        if proven { self.share.trust() } else { self.share.distrust() }
    }

    /// Takes in a packet.
    pub(super) fn accept(
        &mut self,
        seq: Seq,
        checksum: u16,
        last: bool,
        payload: &[u8],
    ) -> Acceptance {
        let contradicts = match self.end {
            Some(end) => seq.is_after(end) || (seq == end) != last,
            None => last && seq.is_before(self.highest),
        };
        if contradicts {
            return Acceptance::Contradiction;
        }
        let Ok(offset) = u32::try_from(seq.distance(self.next)) else {
            return Acceptance::Duplicate;
        };
        if offset >= self.open() {
            return Acceptance::BeyondWindow;
        }
        let index = offset as usize;
        if self.early.as_ref().is_some_and(|early| early.has(index)) {
            return Acceptance::Duplicate;
        }
        // Every number below the floor has an entry of its own, so that the next one in order always
        // finds one, whatever is stored above it.
        let used = self.used(payload.len(), index);
        if !self.share.covers(used) && index + self.ready_count() >= FLOOR {
            return Acceptance::BeyondWindow;
        }
        if last {
            self.end = Some(seq);
        }
        if seq.is_after(self.highest) {
            self.highest = seq;
        }
        if index == 0 {
            if !self.join_next(seq, checksum, last, payload) {
                let packet = ReceivedPacket { payload: self.keep(payload), seq, checksum, last };
                self.stored += payload.len();
                self.append(packet);
            }
            return self.advance();
        }
        self.stored += payload.len();
        // A packet that may wait long for others must not pin a whole chunk, most of which the user has
        // read by then.
        let payload = Bytes::copy_from_slice(payload);
        let early = self.early.get_or_insert_default();
        early.insert(index, ReceivedPacket { payload, seq, checksum, last });
        Acceptance::OutOfOrder
    }

    /// The next packet is there: what waited for it is in order now.
    #[inline]
    fn advance(&mut self) -> Acceptance {
        let Some(mut early) = self.early.take() else { return Acceptance::InOrder };
        let before = self.next;
        early.advance(|packet| self.append(packet));
        if !early.is_done() {
            self.early = Some(early);
        }
        if self.next == before { Acceptance::InOrder } else { Acceptance::FilledHole }
    }

    fn append(&mut self, packet: ReceivedPacket) {
        self.end_run();
        self.next = self.next.next();
        // An empty packet carries nothing, unless that it is the last, or what its class makes sure of.
        if packet.last || !packet.payload.is_empty() || self.keeps_empty {
            self.ready.push(Received::Packet(packet));
        }
    }

    /// Copies the payload of the next packet behind those before it; whether it is to go there.
    #[inline]
    fn join_next(&mut self, seq: Seq, checksum: u16, last: bool, payload: &[u8]) -> bool {
        if self.joining == Joining::Apart || self.accepted == 0 || payload.is_empty() {
            return false;
        }
        let follows =
            self.memory.as_ref().is_some_and(|memory| memory.has_room_behind_run(payload.len()));
        if !follows && !self.begin_run(seq, last, payload.len()) {
            return false;
        }
        let Some(memory) = &mut self.memory else { return false };
        self.stored += memory.lengthen_run(checksum, payload);
        self.count_accepted(payload);
        self.next = self.next.next();
        if last {
            self.end_run();
        }
        true
    }

    /// Begins a run with a packet of so many bytes, if it may be one of several that are handed over together.
    fn begin_run(&mut self, seq: Seq, last: bool, payload: usize) -> bool {
        let sealed = match self.joining {
            Joining::Apart => return false,
            Joining::Plain => None,
            // Nothing comes behind the last one.
            Joining::Sealed { .. } if last => return false,
            Joining::Sealed { head } => match SealedRun::begin(seq, head.into(), payload) {
                None => return false,
                run => run.map(Box::new),
            },
        };
        self.end_run();
        if sealed.is_some() {
            self.stored += SealedRun::COST;
        }
        let memory = self.memory.get_or_insert_default();
        let received = self.accepted as usize;
        memory.begin_run((seq, sealed), payload, received, self.share.spare_blocks());
        true
    }

    /// What was one piece so far is handed over as that.
    #[inline]
    fn end_run(&mut self) {
        // A small call has no memory to look into.
        if self.memory.is_some() {
            self.end_run_in_memory();
        }
    }

    fn end_run_in_memory(&mut self) {
        let last = self.is_complete();
        if let Some(memory) = &mut self.memory
            && let Some(run) = memory.end_run(last)
        {
            self.ready.push(run);
        }
    }

    /// The first packet in order that waits for the user.
    #[inline]
    fn first_ready(&self) -> Option<Seq> {
        let run = || self.memory.as_ref()?.run();
        self.ready.front().map(Received::seq).or_else(run)
    }

    /// Pieces in order that wait for the user.
    #[inline]
    pub(in crate::proto) fn pieces(&self) -> usize {
        let run = self.memory.as_ref().and_then(|memory| memory.run());
        self.ready.len() + usize::from(run.is_some())
    }

    /// Bytes that are stored when a packet of `bytes` more is, at an index counted from the next one.
    #[inline]
    fn used(&self, bytes: usize, index: usize) -> usize {
        let early = match &self.early {
            None if index == 0 => 0,
            None => EarlyPackets::default().cost_with(index) + HEAD,
            Some(early) => early.cost_with(index) + HEAD * (early.count() + 1),
        };
        self.stored + bytes + ENTRY * self.pieces() + early
    }

    /// Bytes that are stored now, with all that they cost.
    pub(in crate::proto) fn cost(&self) -> usize {
        let early =
            self.early.as_ref().map_or(0, |early| early.cost_with(0) + HEAD * early.count());
        self.stored + ENTRY * self.pieces() + early
    }

    /// Something is no longer stored.
    fn give_back(&mut self) {
        let used = self.cost();
        self.share.shrink(used);
    }

    /// Copies a payload into memory of this call, so that a packet that waits for its user does not
    /// hold on to the driver's receive buffer. The first packet gets just its size, since most
    /// calls have no second one.
    fn keep(&mut self, payload: &[u8]) -> Bytes {
        if payload.is_empty() {
            return Bytes::new();
        }
        self.end_run();
        let before = self.accepted as usize;
        self.count_accepted(payload);
        if before == 0 {
            return Bytes::copy_from_slice(payload);
        }
        let memory = self.memory.get_or_insert_default();
        memory.keep(payload, before, self.share.spare_blocks())
    }

    #[inline]
    fn count_accepted(&mut self, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        self.accepted = self.accepted.saturating_add(length);
    }

    /// Takes the next packet in order, or run.
    pub(super) fn take(&mut self) -> Option<Received> {
        let next = self.pop()?;
        self.last_taken |= next.is_last();
        self.stored -= next.stored();
        self.give_back();
        Some(next)
    }

    /// Takes packets in order until they have `wanted` bytes, and those without any behind them: the end may stand in one.
    /// Whether there were any.
    #[inline]
    pub(super) fn take_some(&mut self, wanted: usize, mut give: impl FnMut(Received)) -> bool {
        let (mut bytes, mut any) = (0, false);
        while (bytes < wanted || self.ready.front().is_some_and(|next| next.bytes() == 0))
            && let Some(next) = self.pop()
        {
            bytes += next.bytes();
            self.last_taken |= next.is_last();
            self.stored -= next.stored();
            any = true;
            give(next);
        }
        self.give_back();
        any
    }

    fn pop(&mut self) -> Option<Received> {
        if self.ready.is_empty() {
            self.end_run();
        }
        self.ready.pop()
    }

    /// The first packet that waits for its user, unless that may still become a larger one.
    #[inline]
    pub(in crate::proto) fn peek(&self) -> Option<&ReceivedPacket> {
        match self.ready.front()? {
            Received::Packet(packet) => Some(packet),
            Received::Run(_) => None,
        }
    }

    pub(in crate::proto) fn last_taken(&self) -> bool {
        self.last_taken
    }

    /// Whether all packets to the last have arrived.
    pub(in crate::proto) fn is_complete(&self) -> bool {
        self.end.is_some_and(|end| end.is_before(self.next))
    }

    /// The next packet wanted.
    pub(in crate::proto) fn next(&self) -> Seq {
        self.next
    }

    /// The highest packet seen.
    pub(in crate::proto) fn highest(&self) -> Seq {
        self.highest
    }

    /// How many packets beyond `next` are taken, as long as there is memory.
    #[inline]
    pub(in crate::proto) fn open(&self) -> u32 {
        let waiting = u32::try_from(self.ready_count()).unwrap_or(u32::MAX);
        self.size.saturating_sub(waiting)
    }

    /// How many packets beyond `next` this side can count on taking: what is advertised.
    #[inline]
    pub(in crate::proto) fn free(&self) -> u32 {
        let Some(room) = self.share.room(self.cost()) else { return self.open() };
        let floor = FLOOR.saturating_sub(self.ready_count());
        // What is above a hole is stored already.
        let affordable = (room / TYPICAL + self.early_extent()).max(floor);
        self.open().min(u32::try_from(affordable).unwrap_or(u32::MAX)).min(self.most())
    }

    /// Packets beyond `next` that are advertised at most, whatever is open: what the socket holds.
    #[inline]
    fn most(&self) -> u32 {
        let most = self.growth.as_ref().map_or(u32::MAX, |growth| growth.most());
        most.max(INITIAL_PEER_WINDOW)
    }

    pub(in crate::proto) fn size(&self) -> u32 {
        self.size
    }

    /// How many packets the window lets through at once.
    pub(in crate::proto) fn reach(&self) -> u32 {
        self.size.min(self.most())
    }

    /// Lets the window grow, if it seems to hold the peer back. To be called after each datagram. `round_trip` is the
    /// shortest one to the peer that was measured; whether one shall be measured now.
    pub(super) fn consider_growth(&mut self, now: Instant, round_trip: Option<Duration>) -> bool {
        if self.end.is_some() {
            return false;
        }
        let next = self.next;
        let taken = self.first_ready().unwrap_or(next);
        let worth_looking = match &self.growth {
            None => taken.distance(Seq::FIRST).cast_unsigned() >= WORTH_WATCHING,
            Some(growth) => growth.has_news(taken, next, self.size),
        };
        if !worth_looking {
            return false;
        }
        let free = self.free();
        if free < self.open().min(self.most()) {
            // There is no memory for what the window allows already.
            return false;
        }
        let edge = next + free;
        let Some(growth) = &mut self.growth else {
            let mut growth = Box::new(WindowGrowth::new(now, taken, edge));
            self.share.widen(self.size);
            growth.note_socket(now, edge, self.share.part_of_socket(), round_trip);
            self.growth = Some(growth);
            return round_trip.is_none();
        };
        growth.note_socket(now, edge, self.share.part_of_socket(), round_trip);
        let more = self.size.min(self.limit - self.size);
        let fits = self.share.socket_holds(more);
        match growth.judge(now, (taken, next, edge), self.size, round_trip) {
            Growth::Ask => return true,
            Growth::Double { is_long } if more > 0 && (fits || is_long) => {
                self.share.widen(more);
                self.size += more;
            }
            Growth::Double { .. } | Growth::None => {}
        }
        false
    }

    /// Packets from the first one that waits for the user to the next one wanted.
    #[inline]
    pub(in crate::proto) fn ready_count(&self) -> usize {
        let waiting = self.first_ready().map_or(0, |first| self.next.distance(first));
        usize::try_from(waiting).unwrap_or(0)
    }

    #[inline]
    pub(in crate::proto) fn has_ready(&self) -> bool {
        self.first_ready().is_some()
    }

    /// One after the last packet that waits above a hole, counted from `next`; 0 if there is none.
    pub(in crate::proto) fn early_extent(&self) -> usize {
        self.early.as_ref().map_or(0, |early| early.len())
    }

    /// Writes which packets from `next` on have arrived, one byte each, and returns how many bytes.
    pub(in crate::proto) fn report(&self, table: &mut [u8; PLAIN_TABLE]) -> usize {
        let Some(early) = &self.early else { return 0 };
        let count = early.len().min(table.len());
        for (index, bytes) in table[..count].chunks_mut(64).enumerate() {
            let word = early.word(index);
            for (bit, byte) in bytes.iter_mut().enumerate() {
                *byte = (word >> bit & 1) as u8;
            }
        }
        count
    }

    /// Writes the same for as many packets as `words` has bits.
    pub(in crate::proto) fn report_words(&self, words: &mut [u64]) {
        let Some(early) = &self.early else { return };
        for (index, word) in words.iter_mut().enumerate() {
            *word = early.word(index);
        }
    }

    /// Nothing more comes: what the window lets through counts no longer.
    pub(super) fn shut(&mut self) {
        self.share.close();
    }

    /// Drops what waits above a hole.
    pub(super) fn drop_early(&mut self) {
        self.share.close();
        self.end_run();
        self.early = None;
        self.memory = None;
        self.stored = self.ready.iter().map(Received::stored).sum();
        self.give_back();
    }

    /// Drops everything.
    pub(super) fn clear(&mut self) {
        self.memory = None;
        self.ready = Fifo::new();
        self.drop_early();
    }
}

#[cfg(test)]
mod tests;
