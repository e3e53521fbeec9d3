//! The memory that received payloads are copied into.
//!
//! Holds: [`Memory`], the block that a call fills, and [`SpareBlocks`], which all calls of an endpoint use again. Must not
//! know: windows, budgets, who reads.
//!
//! A long call fills a block with some dozen packets, and its reader is soon done with them. A block that is given back to
//! the system each time is faulted in anew each time, which costs more than copying into it.

use crate::lock::{Mutex, Rank};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;

/// Smallest and largest block, payloads that are larger apart.
pub(super) const MIN_BLOCK: usize = 4 * 1412;
pub(super) const MAX_BLOCK: usize = 46 * 1412;

/// Blocks that an endpoint keeps: a megabyte. A call whose reader keeps up with it has six or seven under way.
const MOST_SPARE: usize = 16;

/// Full blocks, oldest first. Readers may have parts of them still.
#[derive(Debug)]
pub(super) struct SpareBlocks(Mutex<VecDeque<BytesMut>>);

impl SpareBlocks {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Rank::Queues, VecDeque::new()))
    }

    /// A block of which nobody has a part any more, empty.
    fn take(&self) -> Option<BytesMut> {
        let mut blocks = self.0.lock();
        let free = blocks.iter_mut().position(|block| block.try_reclaim(MAX_BLOCK))?;
        blocks.remove(free)
    }

    /// Keeps a block that is full, in the place of the oldest if there are enough.
    fn put(&self, block: BytesMut) {
        let mut blocks = self.0.lock();
        let oldest = if blocks.len() < MOST_SPARE { None } else { blocks.pop_front() };
        blocks.push_back(block);
        drop(blocks);
        drop(oldest);
    }
}

/// Where further payloads of a call are copied to.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What is left of the block.
    left: BytesMut,
    /// Bytes of the whole block.
    size: usize,
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
        if self.left.capacity() < payload.len() {
            self.renew(received.clamp(MIN_BLOCK, MAX_BLOCK).max(payload.len()), spare);
        }
        self.left.extend_from_slice(payload);
        self.left.split().freeze()
    }

    fn renew(&mut self, size: usize, spare: Option<&SpareBlocks>) {
        let full = std::mem::take(&mut self.left);
        let whole = |size| spare.filter(|_| size == MAX_BLOCK);
        if let Some(spare) = whole(self.size) {
            spare.put(full);
        }
        let used = whole(size).and_then(SpareBlocks::take);
        self.left = used.unwrap_or_else(|| BytesMut::with_capacity(size));
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

    /// Fills a block; its parts.
    fn block(memory: &mut Memory, spare: &SpareBlocks, fill: u8) -> Vec<Bytes> {
        (0..46).map(|_| memory.keep(&[fill; 1412], usize::MAX, Some(spare))).collect()
    }

    #[test]
    fn a_block_is_used_again_when_the_last_of_its_parts_is_gone() {
        let (spare, mut memory) = (SpareBlocks::new(), Memory::default());
        let mut first = block(&mut memory, &spare, 1);
        let place = first[0].as_ptr();
        let kept = first.pop();
        drop(first);
        let second = block(&mut memory, &spare, 2);
        assert_eq!(kept, Some(Bytes::from(vec![1; 1412])), "nobody wrote over it");
        drop(kept);
        let third = block(&mut memory, &spare, 3);
        assert_eq!(third[0].as_ptr(), place);
        assert!(second.iter().all(|part| part[..] == [2; 1412]));
        assert!(third.iter().all(|part| part[..] == [3; 1412]));
    }

    #[test]
    fn few_blocks_are_kept_and_none_for_ever() {
        let (spare, mut memory) = (SpareBlocks::new(), Memory::default());
        let held: Vec<_> = (0..100).map(|fill| block(&mut memory, &spare, fill)).collect();
        assert_eq!(spare.0.lock().len(), MOST_SPARE);
        assert!(spare.take().is_none(), "readers have parts of all");
        drop(held);
        assert!(spare.take().is_some());
        assert!(spare.0.lock().iter().all(|block| block.is_empty()));
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
        assert!(spare.0.lock().is_empty());
    }
}
