//! The memory that received payloads are copied into.
//!
//! Holds: [`Memory`], the block that a call fills, with the run of packets at its end. Must not know: windows, budgets,
//! who reads.
//!
//! Payloads lie one behind the other. Those of packets that need not be told apart are left in one piece: each piece costs
//! a handle that is made, counted, queued three times and dropped. So is the data of packets that a class opens together.

use super::packet::{Received, ReceivedPacket};
use super::sealed::SealedRun;
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
    /// What there is of its packets beside their data, if a class has to open them.
    sealed: Option<Box<SealedRun>>,
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

    /// Whether there is a run, and room behind it for a payload like this.
    #[inline]
    pub(super) fn has_room_behind_run(&self, payload: usize) -> bool {
        let bytes = self.left.len() + payload;
        self.run.is_some()
            && bytes <= LONGEST_RUN
            && bytes <= self.left.capacity()
            && self.sealed.as_ref().is_none_or(|run| run.takes(payload))
    }

    /// Copies the payload of a packet behind the run, which [has room](Memory::has_room_behind_run). How many bytes more are
    /// stored.
    #[inline]
    pub(super) fn lengthen_run(&mut self, checksum: u16, payload: &[u8]) -> usize {
        let data = match &mut self.sealed {
            None => payload,
            Some(run) => run.add(checksum, payload),
        };
        self.left.extend_from_slice(data);
        data.len()
    }

    /// Begins a run, with no other before it, that `payload` is to be the first of; a class has to open its packets if there
    /// is something `sealed`.
    #[inline]
    pub(super) fn begin_run(
        &mut self,
        (seq, sealed): (Seq, Option<Box<SealedRun>>),
        payload: usize,
        received: usize,
        spare: Option<&SpareBlocks>,
    ) {
        self.make_room(payload, received, spare);
        self.run = Some(seq);
        self.sealed = sealed;
    }

    /// The first of the packets that are one piece so far, if there are any.
    #[inline]
    pub(super) fn run(&self) -> Option<Seq> {
        self.run
    }

    /// Ends the run, if there is one, with the `last` packet or before it.
    #[inline]
    pub(super) fn end_run(&mut self, last: bool) -> Option<Received> {
        let seq = self.run.take()?;
        let data = self.left.split();
        Some(match self.sealed.take() {
            None => {
                let payload = data.freeze();
                Received::Packet(ReceivedPacket { payload, seq, checksum: 0, last })
            }
            Some(mut run) => {
                run.close(data, last);
                Received::Run(run)
            }
        })
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
        let (spare, mut memory) = (SpareBlocks::new(0), Memory::default());
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
        let (spare, mut memory) = (SpareBlocks::new(0), Memory::default());
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
