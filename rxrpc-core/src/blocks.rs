//! Blocks of memory that long calls use again.
//!
//! Holds: [`SpareBlocks`]. Must not know: what is in them.
//!
//! A long call fills a block with some dozen packets, and is soon done with them. A block that is given back to the system
//! each time is faulted in anew each time, which costs more than copying into it.

use crate::lock::{Mutex, Rank};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 64 << 10;

/// Blocks that are kept: a megabyte. A call whose other end keeps up has six to eleven under way.
const MOST_SPARE: usize = 16;

/// Full blocks, oldest first. Others may have parts of them still.
#[derive(Debug)]
pub(crate) struct SpareBlocks(Mutex<VecDeque<BytesMut>>);

impl SpareBlocks {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Rank::Queues, VecDeque::new()))
    }

    /// An empty block; one that is kept, if nobody has a part of it any more.
    pub(crate) fn take(&self) -> BytesMut {
        self.find().unwrap_or_else(|| BytesMut::with_capacity(BLOCK))
    }

    /// A copy of up to [`BLOCK`] bytes, in a block of its own.
    pub(crate) fn copy(&self, data: &[u8]) -> Bytes {
        let mut block = self.take();
        block.extend_from_slice(data);
        let copy = block.split().freeze();
        self.put(block);
        copy
    }

    fn find(&self) -> Option<BytesMut> {
        let mut blocks = self.0.lock();
        let free = blocks.iter_mut().position(|block| block.try_reclaim(BLOCK))?;
        blocks.remove(free)
    }

    /// Keeps what is left of a block when its parts were split off, in the place of the oldest if there are enough.
    pub(crate) fn put(&self, block: BytesMut) {
        let mut blocks = self.0.lock();
        let oldest = if blocks.len() < MOST_SPARE { None } else { blocks.pop_front() };
        blocks.push_back(block);
        drop(blocks);
        drop(oldest);
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.lock().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block full of one byte, in two parts.
    fn fill(spare: &SpareBlocks, with: u8) -> Vec<Bytes> {
        let mut all = spare.copy(&vec![with; BLOCK]);
        vec![all.split_to(1412), all]
    }

    #[test]
    fn a_block_is_used_again_when_the_last_of_its_parts_is_gone() {
        let spare = SpareBlocks::new();
        let mut first = fill(&spare, 1);
        let place = first[0].as_ptr();
        let kept = first.pop();
        drop(first);
        let second = fill(&spare, 2);
        assert_eq!(kept, Some(Bytes::from(vec![1; BLOCK - 1412])), "nobody wrote over it");
        drop(kept);
        let third = fill(&spare, 3);
        assert_eq!(third[0].as_ptr(), place);
        assert!(second.iter().all(|part| part.iter().all(|byte| *byte == 2)));
        assert!(third.iter().all(|part| part.iter().all(|byte| *byte == 3)));
    }

    #[test]
    fn few_blocks_are_kept_and_none_for_ever() {
        let spare = SpareBlocks::new();
        let held: Vec<_> = (0..100).map(|with| fill(&spare, with)).collect();
        assert_eq!(spare.len(), MOST_SPARE);
        assert!(spare.find().is_none(), "somebody has parts of all");
        drop(held);
        let found = spare.find();
        assert_eq!(found.map(|block| (block.len(), block.capacity())), Some((0, BLOCK)));
    }
}
