//! A row of entries, the first of which leave first.
//!
//! Holds: [`Row`]. Must not know: what is in it.
//!
//! Most requests and replies are one packet, and many calls may live at once: a lone entry needs no memory of its own.

use std::collections::VecDeque;
use std::ops::{Index, IndexMut};

/// Entries in a row.
#[derive(Debug)]
pub(super) enum Row<T> {
    /// There was never more than one.
    Lone(Option<T>),
    List(VecDeque<T>),
}

impl<T> Row<T> {
    #[inline]
    pub(super) const fn new() -> Self {
        Self::Lone(None)
    }

    /// So many entries are added next. The first ones get no more room than they need.
    #[inline]
    pub(super) fn expect(&mut self, entries: usize) {
        if entries > 1 && matches!(self, Self::Lone(_)) {
            self.make_list(entries);
        }
    }

    fn make_list(&mut self, further: usize) {
        if let Self::Lone(first) = self {
            let mut list = VecDeque::with_capacity(first.iter().len() + further);
            list.extend(first.take());
            *self = Self::List(list);
        }
    }

    #[inline]
    pub(super) fn push(&mut self, entry: T) {
        match self {
            Self::List(list) => list.push_back(entry),
            Self::Lone(first @ None) => *first = Some(entry),
            Self::Lone(Some(_)) => {
                self.make_list(1);
                self.push(entry);
            }
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Lone(first) => usize::from(first.is_some()),
            Self::List(list) => list.len(),
        }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&T> {
        match self {
            Self::Lone(first) => first.as_slice().get(index),
            Self::List(list) => list.get(index),
        }
    }

    #[inline]
    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        match self {
            Self::Lone(first) => first.as_mut_slice().get_mut(index),
            Self::List(list) => list.get_mut(index),
        }
    }

    #[inline]
    pub(super) fn last(&self) -> Option<&T> {
        match self {
            Self::Lone(first) => first.as_ref(),
            Self::List(list) => list.back(),
        }
    }

    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        let (first, second) = match self {
            Self::Lone(first) => (first.as_slice(), [].as_slice()),
            Self::List(list) => list.as_slices(),
        };
        first.iter().chain(second)
    }

    #[inline]
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let (first, second) = match self {
            Self::Lone(first) => (first.as_mut_slice(), [].as_mut_slice()),
            Self::List(list) => list.as_mut_slices(),
        };
        first.iter_mut().chain(second)
    }

    /// How many from `from` on, `most` at most, are as `is` wants.
    #[inline]
    pub(super) fn count_while(&self, from: usize, most: usize, is: impl Fn(&T) -> bool) -> usize {
        match self {
            Self::Lone(first) => {
                first.iter().skip(from).take(most).take_while(|entry| is(entry)).count()
            }
            Self::List(list) => list.range(from..from + most).take_while(|entry| is(entry)).count(),
        }
    }

    /// Drops the first so many, where they lie: they may be large.
    #[inline]
    pub(super) fn drop_first(&mut self, count: usize) {
        match self {
            Self::Lone(first) if count > 0 => *first = None,
            Self::Lone(_) => {}
            Self::List(list) => drop(list.drain(..count)),
        }
    }
}

impl<T> Index<usize> for Row<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        match self {
            Self::Lone(first) => &first.as_slice()[index],
            Self::List(list) => &list[index],
        }
    }
}

impl<T> IndexMut<usize> for Row<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        match self {
            Self::Lone(first) => &mut first.as_mut_slice()[index],
            Self::List(list) => &mut list[index],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::tests::support::Random;

    #[test]
    fn it_does_what_a_plain_queue_does() {
        let mut random = Random::new(5);
        for most in [1, 2, 20] {
            let (mut row, mut plain) = (Row::new(), VecDeque::new());
            for step in 0..2_000 {
                match random.below(3) {
                    0 if plain.len() < most => {
                        row.push(step);
                        plain.push_back(step);
                    }
                    1 => {
                        let count = random.below(plain.len() as u64 + 1) as usize;
                        row.drop_first(count);
                        plain.drain(..count);
                    }
                    _ => row.expect(random.below(most as u64) as usize),
                }
                for (mine, other) in row.iter_mut().zip(&mut plain) {
                    (*mine, *other) = (*mine + 1, *other + 1);
                }
                assert!(row.iter().eq(plain.iter()));
                assert_eq!((row.len(), row.is_empty()), (plain.len(), plain.is_empty()));
                assert_eq!(row.last(), plain.back());
                for index in 0..=plain.len() {
                    assert_eq!(row.get(index), plain.get(index));
                    assert_eq!(row.get_mut(index), plain.get_mut(index));
                    let even = row.count_while(index, plain.len() - index, |entry| entry % 2 == 0);
                    let expected = plain.range(index..).take_while(|entry| *entry % 2 == 0);
                    assert_eq!(even, expected.count());
                }
                for index in 0..plain.len() {
                    assert_eq!((row[index], &mut row[index]), (plain[index], &mut plain[index]));
                }
                assert!(most > 1 || matches!(row, Row::Lone(_)), "one at a time is no list");
            }
        }
    }
}
