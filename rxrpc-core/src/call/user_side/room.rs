//! Where received data goes: what a reader has room for.
//!
//! Holds: [`Room`] and what there is of it: one buffer, several, or a list that takes the data as it lies. Must not
//! know: whose data it is, where it is from.

use bytes::{Buf, Bytes};
use std::io::IoSliceMut;

/// Room for data, filled from its beginning.
pub trait Room {
    /// How many bytes it has room for still.
    fn left(&self) -> usize;

    /// Takes what it has room for of the beginning of `data`; how many bytes that was.
    fn put(&mut self, data: &Bytes) -> usize;

    /// [`Room::put`] that cuts off what it takes: nobody needs that any more.
    #[inline]
    fn take(&mut self, data: &mut Bytes) -> usize {
        let count = self.put(data);
        data.advance(count);
        count
    }
}

/// One buffer. What is filled is cut off its beginning.
#[derive(Debug)]
pub struct OneBuffer<'a>(pub &'a mut [u8]);

impl Room for OneBuffer<'_> {
    #[inline]
    fn left(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn put(&mut self, data: &Bytes) -> usize {
        let count = data.len().min(self.0.len());
        let (filled, rest) = std::mem::take(&mut self.0).split_at_mut(count);
        filled.copy_from_slice(&data[..count]);
        self.0 = rest;
        count
    }
}

/// Several buffers, filled one after the other.
#[derive(Debug)]
pub struct Buffers<'a, 'b> {
    all: &'a mut [IoSliceMut<'b>],
    /// The first one that is not full, and how much of it is filled.
    at: usize,
    filled: usize,
}

impl<'a, 'b> Buffers<'a, 'b> {
    /// Nothing is filled.
    pub fn new(all: &'a mut [IoSliceMut<'b>]) -> Self {
        Self { all, at: 0, filled: 0 }
    }
}

impl Room for Buffers<'_, '_> {
    fn left(&self) -> usize {
        let all: usize = self.all[self.at..].iter().map(|buffer| buffer.len()).sum();
        all - self.filled
    }

    fn put(&mut self, data: &Bytes) -> usize {
        let mut count = 0;
        while count < data.len()
            && let Some(buffer) = self.all.get_mut(self.at)
        {
            let part = (data.len() - count).min(buffer.len() - self.filled);
            buffer[self.filled..self.filled + part].copy_from_slice(&data[count..count + part]);
            count += part;
            self.filled += part;
            if self.filled == buffer.len() {
                (self.at, self.filled) = (self.at + 1, 0);
            }
        }
        count
    }
}

/// A list of pieces: the memory that the data was received into, not copied again.
#[derive(Debug)]
pub struct Pieces<'a> {
    list: &'a mut Vec<Bytes>,
    left: usize,
}

impl<'a> Pieces<'a> {
    /// Room for `limit` bytes at the end of a list.
    pub fn new(list: &'a mut Vec<Bytes>, limit: usize) -> Self {
        Self { list, left: limit }
    }
}

impl Room for Pieces<'_> {
    fn left(&self) -> usize {
        self.left
    }

    fn put(&mut self, data: &Bytes) -> usize {
        let count = data.len().min(self.left);
        if count > 0 {
            self.left -= count;
            self.list.push(data.slice(..count));
        }
        count
    }

    #[inline]
    fn take(&mut self, data: &mut Bytes) -> usize {
        let count = data.len().min(self.left);
        if count > 0 {
            self.left -= count;
            // All of it costs no other handle.
            self.list.push(data.split_to(count));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(room: &mut impl Room, data: &'static [u8]) -> (usize, usize) {
        (room.put(&Bytes::from_static(data)), room.left())
    }

    #[test]
    fn a_buffer_is_filled_from_its_beginning() {
        let mut buffer = [0; 5];
        let mut room = OneBuffer(&mut buffer);
        assert_eq!(fill(&mut room, b"abc"), (3, 2));
        assert_eq!(fill(&mut room, b"def"), (2, 0));
        assert_eq!(fill(&mut room, b"g"), (0, 0));
        assert_eq!(&buffer, b"abcde");
    }

    #[test]
    fn buffers_are_filled_one_after_the_other() {
        let (mut a, mut b, mut c) = ([0; 2], [0; 0], [0; 3]);
        let mut all = [&mut a[..], &mut b, &mut c].map(IoSliceMut::new);
        let mut room = Buffers::new(&mut all);
        assert_eq!(room.left(), 5);
        assert_eq!(fill(&mut room, b"x"), (1, 4));
        assert_eq!(fill(&mut room, b"abc"), (3, 1));
        assert_eq!(fill(&mut room, b"de"), (1, 0));
        assert_eq!((&a, &c), (b"xa", b"bcd"));
    }

    #[test]
    fn pieces_are_the_memory_itself() {
        let data = Bytes::from(vec![7; 100]);
        let mut list = Vec::new();
        let mut room = Pieces::new(&mut list, 130);
        assert_eq!((room.put(&data), room.put(&data), room.left()), (100, 30, 0));
        assert_eq!(list[0].as_ptr(), data.as_ptr());
        assert_eq!((list.len(), list[1].len()), (2, 30));
    }

    #[test]
    fn what_is_taken_is_cut_off() {
        let (mut data, mut list, mut buffer) = (Bytes::from_static(b"abcdef"), Vec::new(), [0; 3]);
        assert_eq!(Pieces::new(&mut list, 2).take(&mut data), 2);
        assert_eq!(OneBuffer(&mut buffer).take(&mut data), 3);
        assert_eq!((&list[0][..], &buffer, &data[..]), (&b"ab"[..], b"cde", &b"f"[..]));
        let mut room = Pieces::new(&mut list, 2);
        assert_eq!((room.take(&mut data), room.take(&mut data), room.left()), (1, 0, 1));
        assert_eq!((&list[1][..], list.len()), (&b"f"[..], 2));
    }
}
