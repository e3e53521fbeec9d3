//! A queue whose first entry needs no memory of its own.
//!
//! Holds: [`Fifo`]. Must not know: what is queued.
//!
//! Most calls send one packet each way, and many may live at once: only who has a second entry gets a list.

use std::collections::VecDeque;

/// Entries, the oldest first.
#[derive(Debug)]
pub(crate) struct Fifo<T> {
    /// The oldest entry, unless that is in the list.
    first: Option<T>,
    /// What was added behind it.
    #[expect(clippy::box_collection, reason = "a word instead of four in each call that has none")]
    list: Option<Box<VecDeque<T>>>,
}

impl<T> Default for Fifo<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Fifo<T> {
    /// With nothing in it.
    #[inline]
    pub(crate) const fn new() -> Self {
        Self { first: None, list: None }
    }

    /// So many entries are added next: room for them is made at once, unless there was room before.
    #[inline]
    pub(crate) fn expect(&mut self, entries: usize) {
        if entries > 1 && self.list.is_none() {
            self.list = Some(Box::new(VecDeque::with_capacity(entries)));
        }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.listed()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_none() && self.listed() == 0
    }

    #[inline]
    fn listed(&self) -> usize {
        self.list.as_ref().map_or(0, |list| list.len())
    }

    /// Adds an entry behind all others.
    #[inline]
    pub(crate) fn push(&mut self, entry: T) {
        if self.is_empty() {
            self.first = Some(entry);
        } else {
            self.list.get_or_insert_default().push_back(entry);
        }
    }

    /// Takes the oldest entry.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        match self.first.take() {
            None => self.list.as_mut()?.pop_front(),
            first => first,
        }
    }

    /// The oldest entry.
    #[inline]
    pub(crate) fn front(&self) -> Option<&T> {
        match &self.first {
            None => self.list.as_ref()?.front(),
            first => first.as_ref(),
        }
    }

    /// The oldest entry, to be changed.
    #[inline]
    pub(crate) fn front_mut(&mut self) -> Option<&mut T> {
        match &mut self.first {
            None => self.list.as_mut()?.front_mut(),
            first => first.as_mut(),
        }
    }

    /// All entries, the oldest first.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.first.iter().chain(self.list.iter().flat_map(|list| list.iter()))
    }

    /// Drops all entries; room for others is kept.
    pub(crate) fn clear(&mut self) {
        self.first = None;
        if let Some(list) = &mut self.list {
            list.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_what_a_plain_queue_does() {
        let (mut fifo, mut plain) = (Fifo::new(), VecDeque::new());
        let mut random: u32 = 3;
        for step in 0..20_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match random >> 27 {
                0..15 => {
                    fifo.push(step);
                    plain.push_back(step);
                }
                15..30 => assert_eq!(fifo.pop(), plain.pop_front()),
                30 => fifo.expect(plain.len()),
                _ => {
                    fifo.clear();
                    plain.clear();
                }
            }
            if let (Some(mine), Some(other)) = (fifo.front_mut(), plain.front_mut()) {
                (*mine, *other) = (*mine + 1, *other + 1);
            }
            assert_eq!((fifo.len(), fifo.is_empty()), (plain.len(), plain.is_empty()));
            assert_eq!(fifo.front(), plain.front());
            assert!(fifo.iter().eq(plain.iter()));
        }
    }

    #[test]
    fn one_entry_at_a_time_has_no_list() {
        let mut fifo = Fifo::new();
        fifo.expect(1);
        for entry in 0..10 {
            fifo.push(entry);
            assert_eq!(fifo.pop(), Some(entry));
        }
        assert!(fifo.list.is_none());
    }
}
