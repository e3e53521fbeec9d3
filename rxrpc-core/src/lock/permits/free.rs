//! The free permits of a set, and which of them is taken next.
//!
//! Holds: [`Free`], and the [`Token`] that names a permit. Must not know: who waits, or what a permit stands for.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// The most permits whose freedom fits into one word.
pub(super) const FEW: usize = 64;

/// A permit's number, and whether it rests when it is given back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) index: u16,
    pub(super) rests: bool,
}

/// The free permits.
#[derive(Debug)]
pub(super) struct Free {
    rested: Rested,
    /// Those that rest, the longest first; allocated when the first one does.
    #[expect(
        clippy::box_collection,
        reason = "every call has a set of one, which is to stay small"
    )]
    resting: Option<Box<VecDeque<u16>>>,
}

impl Free {
    pub(super) fn all(count: usize) -> Self {
        Self { rested: Rested::all(count), resting: None }
    }

    pub(super) fn len(&self) -> usize {
        self.rested.len() + self.resting.as_ref().map_or(0, |resting| resting.len())
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<Token> {
        if let Some(index) = self.rested.pop() {
            return Some(Token { index, rests: false });
        }
        let index = self.resting.as_mut()?.pop_front()?;
        Some(Token { index, rests: true })
    }

    #[inline]
    pub(super) fn push(&mut self, Token { index, rests }: Token) {
        match rests {
            true => self.push_resting(index),
            false => self.rested.push(index),
        }
    }

    #[inline(never)]
    fn push_resting(&mut self, index: u16) {
        self.resting.get_or_insert_default().push_back(index);
    }
}

/// The free permits that do not rest. Most sets are of one (a user mutex) or of 16 (a bundle), so those
/// allocate nothing.
#[derive(Debug)]
enum Rested {
    /// One bit a permit.
    Few(u64),
    /// The lowest first.
    #[expect(
        clippy::box_collection,
        reason = "every call has a set of one, which is to stay small"
    )]
    Many(Box<BinaryHeap<Reverse<u16>>>),
}

impl Rested {
    fn all(count: usize) -> Self {
        match count {
            FEW => Self::Few(u64::MAX),
            0..FEW => Self::Few((1 << count) - 1),
            _ => Self::Many(Box::new((0..count).map(|index| Reverse(index as u16)).collect())),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(bits) => bits.count_ones() as usize,
            Self::Many(heap) => heap.len(),
        }
    }

    /// The lowest, so that the connections of a bundle fill one after the other.
    #[inline]
    fn pop(&mut self) -> Option<u16> {
        match self {
            Self::Few(0) => None,
            Self::Few(bits) => {
                let index = bits.trailing_zeros() as u16;
                *bits &= *bits - 1;
                Some(index)
            }
            Self::Many(heap) => heap.pop().map(|Reverse(index)| index),
        }
    }

    #[inline]
    fn push(&mut self, index: u16) {
        match self {
            Self::Few(bits) => *bits |= 1 << index,
            Self::Many(heap) => heap.push(Reverse(index)),
        }
    }
}
