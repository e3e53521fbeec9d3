//! How what is written becomes packets; the packet that is not full.
//!
//! Holds: [`Packer`], packing bytes into packets that have room for what their security class adds. Must not know:
//! windows, timers, waiting, how packets are sealed.

use super::kept::Kept;
use super::packing::{Packets, Packing};
use crate::blocks::{BLOCK, SpareBlocks};
use crate::security::{PacketBuffer, PacketRun, Shape, runs};
use bytes::{BufMut, Bytes, BytesMut};
use rxrpc_wire::Seq;

/// Fewer full packets at once make no run.
const SHORTEST_RUN: usize = 4;

/// What packets are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Memory<'a> {
    /// What the data lies in, and may be kept: packets are parts of it if the class adds nothing to them.
    Given(&'a Bytes),
    /// Much data is copied into blocks that this lends.
    Lent(&'a SpareBlocks),
    /// The same, and full packets make runs.
    LentToRuns(&'a SpareBlocks),
    /// It is copied into memory of its own.
    Own,
}

/// Makes packets of what a sender writes, and keeps the one that is not full.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    /// Data that does not fill a packet so far, behind the room for its head; empty if there is none.
    pending: BytesMut,
    head: u32,
    /// How many packets were made.
    packets: u32,
    /// What is left of the length that the user announced.
    announced: Option<u64>,
    /// What was given to a begun call before it had its channel.
    kept: Option<Box<Kept>>,
}

impl Packer {
    /// Packs as much of `data` as `space` packets take. Without `more` the data is the end of the phase.
    pub(crate) fn pack(
        &mut self,
        data: &[u8],
        memory: Memory<'_>,
        more: bool,
        shape: &Shape,
        space: usize,
    ) -> Packing {
        let mut packing = Packing::default();
        if self.must_repack(shape) {
            self.repack(data.is_empty() && !more, shape, space, &mut packing);
            if packing.done || self.pending_len() >= shape.capacity() {
                return packing;
            }
        }
        if !self.pending.is_empty() && !self.top_up(data, more, shape, space, &mut packing) {
            return packing;
        }
        let rest = &data[packing.taken..];
        let wanted = match more {
            true => rest.len() / shape.capacity(),
            false => rest.len().div_ceil(shape.capacity()).max(1),
        };
        let count = wanted.min(space - packing.packets.len());
        packing.done = count == wanted;
        let ends = packing.done && !more;
        let packed = if ends { rest.len() } else { count * shape.capacity() };
        let whole = &rest[..packed];
        match memory {
            Memory::Given(memory) if shape.adds_nothing() => {
                self.cut(memory, whole, count, ends, shape, &mut packing.packets);
            }
            Memory::LentToRuns(spare)
                if packed >= SHORTEST_RUN * shape.capacity()
                    && shape.packet() <= BLOCK
                    && shape.is_full_without_tail() =>
            {
                self.pack_runs(whole, ends, shape, spare, &mut packing);
            }
            Memory::Lent(spare) | Memory::LentToRuns(spare)
                if packed > BLOCK / 2 && shape.packet() <= BLOCK =>
            {
                self.pack_blocks(whole, count, ends, shape, spare, &mut packing.packets);
            }
            _ => self.pack_block(whole, count, ends, shape, &mut packing.packets),
        }
        packing.taken += packed;
        if packing.done {
            self.put_aside(&rest[packed..], shape);
            packing.taken = data.len();
        }
        packing
    }

    /// [`Packer::pack`] for packets to which no class adds anything: of much data, copies in blocks that `spare` lends.
    pub(crate) fn pack_copied(
        &mut self,
        data: &[u8],
        more: bool,
        shape: &Shape,
        space: usize,
        spare: &SpareBlocks,
    ) -> Packing {
        let mut all = Packing::default();
        loop {
            let space = space - all.packets.len();
            let rest = &data[all.taken..];
            // What there is no space for would be copied again.
            let most = space.saturating_add(1).saturating_mul(shape.capacity()).min(BLOCK);
            let now = &rest[..rest.len().min(most)];
            let more = more || now.len() < rest.len();
            let copy = (now.len() > BLOCK / 2).then(|| spare.copy(now));
            let data = copy.as_deref().unwrap_or(now);
            let memory = copy.as_ref().map_or(Memory::Own, Memory::Given);
            let mut packing = self.pack(data, memory, more, shape, space);
            all.taken += packing.taken;
            match all.packets.is_empty() {
                true => all.packets = packing.packets,
                false => all.packets.append(&mut packing.packets),
            }
            all.done = packing.done && packing.taken == rest.len();
            if all.done || !packing.done {
                return all;
            }
        }
    }

    /// Adds to the packet that is not full. Whether there may be more to do: otherwise all of `data` is packed, or
    /// the packet would be complete and there is no space for it.
    fn top_up(
        &mut self,
        data: &[u8],
        more: bool,
        shape: &Shape,
        space: usize,
        packing: &mut Packing,
    ) -> bool {
        let fits = data.len().min(shape.capacity() - self.pending_len());
        let all = fits == data.len();
        let complete = (all && !more) || self.pending_len() + fits == shape.capacity();
        if complete && packing.packets.len() == space {
            return false;
        }
        self.pending.extend_from_slice(&data[..fits]);
        packing.taken = fits;
        packing.done = all;
        if complete {
            let mut bytes = std::mem::take(&mut self.pending);
            bytes.put_bytes(0, shape.tail);
            let seq = self.next_seq();
            packing.packets.push(PacketBuffer::new(bytes, shape, seq, all && !more));
        }
        !all
    }

    /// Packs `count` packets, all full but perhaps the last, in one block of memory.
    fn pack_block(
        &mut self,
        data: &[u8],
        count: usize,
        ends: bool,
        shape: &Shape,
        packets: &mut Packets,
    ) {
        if count > 1 && shape.adds_nothing() {
            // Parts of one block: that costs less than to take pieces off it which could be written to.
            let block = Bytes::copy_from_slice(data);
            return self.cut(&block, &block, count, ends, shape, packets);
        }
        let mut block = BytesMut::with_capacity(data.len() + count * (shape.head + shape.tail));
        let mut rest = data;
        packets.reserve(count);
        for left in (0..count).rev() {
            let (piece, behind) = rest.split_at(rest.len().min(shape.capacity()));
            rest = behind;
            lay(piece, shape, &mut block);
            let bytes = if left > 0 { block.split() } else { std::mem::take(&mut block) };
            let seq = self.next_seq();
            packets.push(PacketBuffer::new(bytes, shape, seq, ends && left == 0));
        }
    }

    /// [`Packer::pack_block`] for packets that are sealed as runs: a block each, which `spare` lends if it is much data.
    fn pack_runs(
        &mut self,
        data: &[u8],
        ends: bool,
        shape: &Shape,
        spare: &SpareBlocks,
        packing: &mut Packing,
    ) {
        let size = shape.head + shape.capacity();
        let (full, short) = data.split_at(data.len() - data.len() % shape.capacity());
        let ends_full = ends && short.is_empty();
        let mut rest = full;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.len().min(BLOCK / size * shape.capacity()));
            rest = behind;
            let lent = piece.len() > BLOCK / 2;
            let count = piece.len() / shape.capacity();
            let mut block = if lent { spare.take() } else { BytesMut::with_capacity(count * size) };
            runs::lay(piece, shape, &mut block);
            let bytes = block.split();
            if lent {
                spare.put(block);
            }
            let first = self.next_seq();
            self.packets = self.packets.wrapping_add(count as u32 - 1);
            let last = ends_full && rest.is_empty();
            packing.push_run(PacketRun::new(bytes, shape, first, last));
        }
        if ends && !short.is_empty() {
            self.pack_block(short, 1, true, shape, &mut packing.packets);
        }
    }

    /// [`Packer::pack_block`] for much data: in blocks that `spare` lends, each of which takes a packet at least.
    fn pack_blocks(
        &mut self,
        data: &[u8],
        count: usize,
        ends: bool,
        shape: &Shape,
        spare: &SpareBlocks,
        packets: &mut Packets,
    ) {
        let mut block = spare.take();
        let mut rest = data;
        packets.reserve(count);
        for left in (0..count).rev() {
            let (piece, behind) = rest.split_at(rest.len().min(shape.capacity()));
            rest = behind;
            if block.capacity() < shape.packet() {
                spare.put(std::mem::replace(&mut block, spare.take()));
            }
            lay(piece, shape, &mut block);
            let seq = self.next_seq();
            packets.push(PacketBuffer::new(block.split(), shape, seq, ends && left == 0));
        }
        spare.put(block);
    }

    /// Makes `count` packets of parts of `memory`, in which `data` lies; all are full but perhaps the last.
    fn cut(
        &mut self,
        memory: &Bytes,
        data: &[u8],
        count: usize,
        ends: bool,
        shape: &Shape,
        packets: &mut Packets,
    ) {
        let mut rest = memory.slice_ref(data);
        packets.reserve(count);
        for left in (0..count).rev() {
            let piece = rest.split_to(rest.len().min(shape.capacity()));
            let seq = self.next_seq();
            packets.push(PacketBuffer::shared(piece, seq, ends && left == 0));
        }
    }

    /// Lets data wait until it fills a packet. Who sends little at a time is given the room of a full packet from the
    /// second one on.
    fn put_aside(&mut self, data: &[u8], shape: &Shape) {
        if data.is_empty() {
            return;
        }
        let room = if self.packets == 0 { data.len() } else { shape.capacity().max(data.len()) };
        self.head = u32::try_from(shape.head).unwrap_or(u32::MAX);
        self.pending = BytesMut::with_capacity(shape.head + room + shape.tail);
        self.pending.put_bytes(0, shape.head);
        self.pending.extend_from_slice(data);
    }

    /// Whether the data that waits lies as packets of this shape do not: the peer takes smaller ones than when it was
    /// put aside.
    fn must_repack(&self, shape: &Shape) -> bool {
        !self.pending.is_empty()
            && (self.head as usize != shape.head || self.pending_len() >= shape.capacity())
    }

    /// Packs the data that waits anew; with `ends` it is the end of the phase.
    fn repack(&mut self, ends: bool, shape: &Shape, space: usize, packing: &mut Packing) {
        let pending = std::mem::take(&mut self.pending);
        let data = &pending[self.head as usize..];
        let count = space.min(data.len() / shape.capacity());
        let (whole, left) = data.split_at(count * shape.capacity());
        packing.done = ends && left.is_empty();
        self.pack_block(whole, count, packing.done, shape, &mut packing.packets);
        self.put_aside(left, shape);
    }

    /// Bytes of the data that waits.
    fn pending_len(&self) -> usize {
        self.pending.len().saturating_sub(self.head as usize)
    }

    /// Whether the announced length, if any, has room for `offered` bytes more, which are the last ones
    /// unless there is `more`.
    pub(crate) fn allows(&self, offered: usize, more: bool) -> bool {
        let offered = offered as u64;
        self.announced.is_none_or(|left| if more { offered <= left } else { offered == left })
    }

    /// So many bytes were packed.
    pub(crate) fn count(&mut self, packed: usize) {
        if let Some(left) = &mut self.announced {
            *left -= packed as u64;
        }
    }

    /// Takes note of the length of the phase; `false` if it is too late for that.
    pub(crate) fn announce(&mut self, length: u64) -> bool {
        let none_given = self.pending.is_empty() && self.packets == 0 && self.kept.is_none();
        let early = self.announced.is_none() && none_given;
        if early {
            self.announced = Some(length);
        }
        early
    }

    /// Whether nothing was given so far, nor announced.
    pub(crate) fn has_nothing(&self) -> bool {
        self.packets == 0
            && self.pending.is_empty()
            && self.announced.is_none()
            && self.kept.is_none()
    }

    /// All that is sent was queued elsewhere, as one packet.
    pub(crate) fn note_whole(&mut self) {
        self.packets = 1;
    }

    fn next_seq(&mut self) -> Seq {
        self.packets = self.packets.wrapping_add(1);
        Seq(self.packets)
    }

    /// Forgets what was not sent: the call failed.
    pub(crate) fn purge(&mut self) {
        self.pending = BytesMut::new();
        self.kept = None;
    }

    /// Keeps data until it is known how it is to be packed; with `ended` it is the end of the phase.
    pub(crate) fn keep(&mut self, data: &[u8], ended: bool) {
        self.kept.get_or_insert_default().push(data, ended);
    }

    /// Keeps the one packet of [`Packer::note_whole`], which is to be packed as other data is.
    pub(crate) fn keep_whole(&mut self, data: &[u8]) {
        self.packets = 0;
        self.keep(data, true);
    }

    /// Packs all that was kept.
    pub(crate) fn pack_kept(&mut self, shape: &Shape) -> Packets {
        let Some(kept) = self.kept.take() else { return Packets::new() };
        let mut packets = Packets::new();
        let Kept { blocks, ended } = *kept;
        for block in blocks {
            let more = &mut self.pack(&block, Memory::Own, true, shape, usize::MAX).packets;
            packets.append(more);
        }
        if ended {
            let end = &mut self.pack(&[], Memory::Own, false, shape, usize::MAX).packets;
            packets.append(end);
        }
        packets
    }
}

/// Lays a packet's data behind what is in the block, with room before and behind it for its class.
fn lay(data: &[u8], shape: &Shape, block: &mut BytesMut) {
    block.put_bytes(0, shape.head);
    block.extend_from_slice(data);
    block.put_bytes(0, shape.tail);
}

#[cfg(test)]
mod tests;
