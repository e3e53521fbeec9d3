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

/// Blocks that are kept for good: a megabyte. A call whose other end keeps up has six to eleven under way.
const FEW: usize = 16;

/// The most that are kept between two rounds of housekeeping: 16 MiB, what some twenty calls have under way.
const MANY: usize = 256;

/// The part of its budget that those may be.
const PART: usize = 4;

/// Who needs a block looks at this many of them, so that it takes a bounded time where all are in use.
const LOOKS: usize = 16;

/// Full blocks, about the oldest first. Others may have parts of them still.
#[derive(Debug)]
pub(crate) struct SpareBlocks {
    kept: Mutex<VecDeque<BytesMut>>,
    most: usize,
}

impl SpareBlocks {
    /// Of calls that together may fill so many bytes.
    pub(crate) fn new(budget: usize) -> Self {
        Self {
            kept: Mutex::new(Rank::Queues, VecDeque::new()),
            most: (budget / PART / BLOCK).clamp(FEW, MANY),
        }
    }

    /// An empty block; one that is kept, if one is found of which nobody has a part any more.
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

    /// What is in use goes behind the others, so that it is not looked at again and again.
    fn find(&self) -> Option<BytesMut> {
        let mut kept = self.kept.lock();
        for _ in 0..kept.len().min(LOOKS) {
            let mut block = kept.pop_front()?;
            if block.try_reclaim(BLOCK) {
                return Some(block);
            }
            kept.push_back(block);
        }
        None
    }

    /// Keeps what is left of a block when its parts were split off. Where there are enough, one gives way that was put
    /// here, or was found in use, last.
    pub(crate) fn put(&self, block: BytesMut) {
        let mut kept = self.kept.lock();
        let replaced = if kept.len() < self.most { None } else { kept.pop_back() };
        kept.push_back(block);
        drop(kept);
        drop(replaced);
    }

    /// Keeps only a few from now on. Calls that need more have them again soon.
    pub(crate) fn keep_few(&self) {
        let mut kept = self.kept.lock();
        let few = kept.len().min(FEW);
        let given_up = kept.split_off(few);
        drop(kept);
        drop(given_up);
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.kept.lock().len()
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
        let spare = SpareBlocks::new(0);
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
    fn a_bounded_number_is_kept_and_few_once_nobody_uses_them() {
        for (budget, most) in [(0, FEW), (100 * BLOCK * PART, 100), (usize::MAX, MANY)] {
            let spare = SpareBlocks::new(budget);
            let held: Vec<_> = (0..300).map(|with| fill(&spare, with as u8)).collect();
            assert_eq!(spare.len(), most);
            assert!(spare.find().is_none(), "somebody has parts of all");
            drop(held);
            let found = spare.find();
            assert_eq!(found.map(|block| (block.len(), block.capacity())), Some((0, BLOCK)));
            spare.keep_few();
            assert!(spare.len() <= FEW);
            assert!(spare.find().is_some());
        }
    }

    #[test]
    fn one_that_is_free_is_found_behind_many_in_use() {
        let spare = SpareBlocks::new(usize::MAX);
        let mut held: Vec<_> = (0..100).map(|with| fill(&spare, with)).collect();
        drop(held.pop());
        let tries = (0..100_usize.div_ceil(LOOKS)).filter(|_| spare.find().is_some());
        assert_eq!(tries.count(), 1);
        assert_eq!(spare.len(), 99);
    }
}
