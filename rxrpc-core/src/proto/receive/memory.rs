//! The memory that received payloads are copied into.
//!
//! Holds: [`Memory`], the block that a call fills. Must not know: windows, budgets, who reads.

use crate::blocks::{BLOCK, SpareBlocks};
use bytes::{Bytes, BytesMut};

/// Smallest and largest block, payloads that are larger apart.
pub(super) const MIN_BLOCK: usize = 4 * 1412;
pub(super) const MAX_BLOCK: usize = BLOCK;

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
