//! The memory that received payloads are copied into.
//!
//! Holds: [`Memory`], the block that a call fills, with the run of packets at its end. Must not know: windows, budgets,
//! who reads.
//!
//! Payloads lie one behind the other. Those of packets that need not be told apart are left in one piece: each piece costs
//! a handle that is made, counted, queued three times and dropped.

use crate::blocks::{BLOCK, SpareBlocks};
use bytes::{Bytes, BytesMut};
use rxrpc_wire::Seq;

/// Smallest and largest block, payloads that are larger apart.
pub(super) const MIN_BLOCK: usize = 4 * 1412;
pub(super) const MAX_BLOCK: usize = BLOCK;

/// Bytes of a run: sixteen full packets of an Ethernet. A reader is handed whole runs, so that a small buffer takes so much out
/// of the window, and a part of a run that is kept keeps the whole.
const LONGEST_RUN: usize = 16 * 1412;

/// Where further payloads of a call are copied to.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The payloads of the run, and what is left of the block.
    left: BytesMut,
    /// Bytes of the whole block.
    size: usize,
    /// The first packet of the run, if there is one.
    run: Option<Seq>,
}

impl Memory {
    /// Copies a payload. A new block has about as many bytes as the call has received, so that a short call pins little.
    #[inline]
    pub(super) fn keep(
        &mut self,
        payload: &[u8],
        received: usize,
        spare: Option<&SpareBlocks>,
    ) -> Bytes {
        self.make_room(payload.len(), received, spare);
        self.left.extend_from_slice(payload);
        self.left.split().freeze()
    }

    /// Whether the run has room for a payload, or there is none.
    #[inline]
    pub(super) fn can_lengthen(&self, payload: usize) -> bool {
        let (bytes, room) = (self.left.len(), self.left.capacity());
        bytes == 0 || (bytes + payload <= LONGEST_RUN && bytes + payload <= room)
    }

    /// Whether there is a run, and room behind it.
    #[inline]
    pub(super) fn has_room_behind_run(&self, payload: usize) -> bool {
        self.run.is_some() && self.can_lengthen(payload)
    }

    /// Copies a payload behind the run, which [has room](Memory::has_room_behind_run).
    #[inline]
    pub(super) fn lengthen_run(&mut self, payload: &[u8]) {
        self.left.extend_from_slice(payload);
    }

    /// Copies the payload of a packet behind the run, which [can take it](Memory::can_lengthen).
    #[inline]
    pub(super) fn lengthen(
        &mut self,
        seq: Seq,
        payload: &[u8],
        received: usize,
        spare: Option<&SpareBlocks>,
    ) {
        if self.run.is_none() {
            self.make_room(payload.len(), received, spare);
            self.run = Some(seq);
        }
        self.left.extend_from_slice(payload);
    }

    /// The first of the packets that are one piece so far, if there are any.
    #[inline]
    pub(super) fn run(&self) -> Option<Seq> {
        self.run
    }

    /// Ends the run, if there is one: its first packet, and its payloads.
    #[inline]
    pub(super) fn end_run(&mut self) -> Option<(Seq, Bytes)> {
        let first = self.run.take()?;
        Some((first, self.left.split().freeze()))
    }

    /// Sees to room for a payload, with no run before it.
    #[inline]
    fn make_room(&mut self, payload: usize, received: usize, spare: Option<&SpareBlocks>) {
        if self.left.capacity() < payload {
            self.renew(received.clamp(MIN_BLOCK, MAX_BLOCK).max(payload), spare);
        }
    }

    fn renew(&mut self, size: usize, spare: Option<&SpareBlocks>) {
        let full = std::mem::take(&mut self.left);
        let whole = |size| spare.filter(|_| size == MAX_BLOCK);
        if let Some(spare) = whole(self.size) {
            spare.put(full);
        }
        self.left = whole(size).map_or_else(|| BytesMut::with_capacity(size), SpareBlocks::take);
        self.size = size;
    }

    #[cfg(test)]
    pub(super) fn room(&self) -> usize {
        self.left.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_blocks_are_used_again() {
        let (spare, mut memory) = (SpareBlocks::new(), Memory::default());
        let mut block = |fill| -> Vec<_> {
            (0..46).map(|_| memory.keep(&[fill; 1412], usize::MAX, Some(&spare))).collect()
        };
        let place = block(1)[0].as_ptr();
        let second = block(2);
        assert_eq!(second[0].as_ptr(), place);
        let third = block(3);
        assert!(second.iter().all(|part| part[..] == [2; 1412]), "nobody wrote over it");
        assert!(third.iter().all(|part| part[..] == [3; 1412]));
    }

    #[test]
    fn what_is_smaller_or_larger_is_not_kept() {
        let (spare, mut memory) = (SpareBlocks::new(), Memory::default());
        for received in [1, MIN_BLOCK, MAX_BLOCK - 1] {
            for _ in 0..100 {
                memory.keep(&[0; 1412], received, Some(&spare));
            }
        }
        memory.keep(&[0; MAX_BLOCK + 1], usize::MAX, Some(&spare));
        memory.keep(&[0; 1412], 1, Some(&spare));
        assert_eq!(spare.len(), 0);
    }
}
