//! What a reader has not read so far: data that was taken out of the machine and opened.
//!
//! Holds: [`Unread`], and [`Available`], what others may know of it. Must not know: windows, timers, waiting.

use super::{Arrived, Room};
use crate::fifo::Fifo;
use crate::proto::ReceivedPacket;
use bytes::Bytes;
use std::collections::VecDeque;
use std::time::Instant;

/// What an [`Unread`] has for who reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Available {
    data: bool,
    /// The end of the peer's data.
    pub(crate) end: bool,
    /// A reader was given the end.
    end_reported: bool,
    /// Some of it was dropped unread, which a reader is told.
    dropped: bool,
}

impl Available {
    /// After the data was read, and nobody was told of the end.
    pub(crate) const ALL_READ: Self =
        Self { data: false, end: true, end_reported: false, dropped: false };

    /// Whether a reader of the call face need not wait.
    pub(crate) fn anything(self) -> bool {
        self.data || self.end
    }

    /// Whether a reader of the call face would learn something.
    pub(crate) fn concerns_reader(self) -> bool {
        self.anything() || self.dropped
    }

    /// Whether some of it was dropped unread: there is no rest to wait for.
    pub(crate) fn was_dropped(self) -> bool {
        self.dropped
    }

    /// Whether there is data.
    pub(crate) fn has_data(self) -> bool {
        self.data
    }

    /// Whether there is no more, and a reader was told so.
    pub(crate) fn was_read_to_its_end(self) -> bool {
        self.end && self.end_reported && !self.data
    }

    /// Whether there is something that `recvmsg` has not given anybody.
    pub(crate) fn is_news(self) -> bool {
        self.data || (self.end && !self.end_reported)
    }

    /// Whether there is more than there was.
    pub(crate) fn is_more_than(self, before: Self) -> bool {
        (self.data && !before.data)
            || (self.end && !before.end)
            || (self.dropped && !before.dropped)
    }
}

/// What a reader was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) bytes: usize,
    /// Packets of which nothing is left.
    pub(crate) packets: u32,
    /// The first bytes are not the first of their packet.
    pub(crate) continued: bool,
}

/// When the pieces of unread data came.
#[derive(Debug, Default)]
struct Times {
    /// Of each piece, if that is known; the last ones may be missing.
    pieces: VecDeque<Option<Instant>>,
    /// Of the last byte that a reader was given.
    given: Option<Instant>,
}

impl Times {
    #[cold]
    fn note(&mut self, touched: usize, taken: usize) {
        let last = touched.checked_sub(1).and_then(|last| self.pieces.get(last));
        self.given = last.copied().flatten();
        self.pieces.drain(..taken.min(self.pieces.len()));
    }
}

/// A piece in memory of one's own: in that which it has, if that has nobody else and is no larger, else in a copy.
fn own(piece: Bytes) -> Vec<u8> {
    match piece.try_into_mut() {
        Ok(piece) if piece.capacity() == piece.len() => piece.into(),
        Ok(piece) => piece.to_vec(),
        Err(piece) => piece.to_vec(),
    }
}

/// Data for a reader.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    /// Data that the machine handed over and the user has not read.
    data: Fifo<Bytes>,
    len: usize,
    /// A part of the first piece has been read.
    begun: bool,
    /// Only if somebody wants to know.
    times: Option<Box<Times>>,
    /// Empty room for packets on their way here, so that a long call need not ask for it again.
    room: Vec<ReceivedPacket>,
    /// The last packet of the peer's phase has been taken out of the machine.
    pub(crate) peer_ended: bool,
    /// A reader was given the end of the peer's data.
    pub(crate) end_reported: bool,
    /// Some of the peer's data was dropped unread: nobody shall take the rest for the whole.
    pub(crate) discarded: bool,
}

impl Unread {
    /// Empty room for packets that are taken out of the machine.
    pub(crate) fn take_room(&mut self) -> Arrived {
        Arrived::with_room(std::mem::take(&mut self.room))
    }

    /// Keeps the room for the next time, when it is used up.
    pub(crate) fn reuse_room(&mut self, room: Arrived) {
        if let Some(room) = room.into_room() {
            self.room = room;
        }
    }

    /// So many payloads are added next.
    pub(crate) fn expect(&mut self, payloads: usize) {
        self.data.expect(payloads);
    }

    /// Adds an opened payload.
    #[inline]
    pub(crate) fn push(&mut self, data: Bytes) {
        if !data.is_empty() {
            self.len += data.len();
            self.data.push(data);
        }
    }

    /// Bytes that can be read at once.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// What there is for readers.
    pub(crate) fn available(&self) -> Available {
        Available {
            data: self.len > 0,
            end: self.peer_ended,
            end_reported: self.end_reported,
            dropped: self.discarded,
        }
    }

    /// Gives unread data to `room` until it is full; with `peek` it stays.
    pub(crate) fn read(&mut self, room: &mut impl Room, peek: bool) -> Given {
        let mut given = Given { bytes: 0, packets: 0, continued: self.begun };
        if peek {
            let mut touched = 0;
            for chunk in self.data.iter() {
                let n = room.put(chunk);
                given.bytes += n;
                touched += usize::from(n > 0);
                if n < chunk.len() {
                    break;
                }
            }
            self.note_given(touched, 0);
            return given;
        }
        let mut parts = 0;
        while let Some(chunk) = self.data.front_mut() {
            let n = room.take(chunk);
            given.bytes += n;
            if !chunk.is_empty() {
                self.begun |= n > 0;
                parts = usize::from(n > 0);
                break;
            }
            self.data.pop();
            self.begun = false;
            given.packets += 1;
        }
        self.len -= given.bytes;
        self.note_given(given.packets as usize + parts, given.packets as usize);
        given
    }

    /// Adds an opened payload of which it may be known when it came.
    #[cold]
    pub(crate) fn push_with_time(&mut self, data: Bytes, time: Option<Instant>) {
        let before = self.data.len();
        if !data.is_empty() {
            let times = self.times.get_or_insert_default();
            times.pieces.resize(before, None);
            times.pieces.push_back(time);
        }
        self.push(data);
    }

    /// When the packet of the last byte came that a reader was given, if that is known.
    pub(crate) fn time_given(&self) -> Option<Instant> {
        self.times.as_ref()?.given
    }

    /// Something of the first so many pieces was given, and so many are taken out.
    #[inline]
    fn note_given(&mut self, touched: usize, taken: usize) {
        if let Some(times) = &mut self.times {
            times.note(touched, taken);
        }
    }

    /// So many pieces were taken out.
    #[inline]
    fn forget_times(&mut self, pieces: usize) {
        self.note_given(0, pieces);
    }

    /// Takes the next piece of unread data without copying.
    pub(crate) fn read_chunk(&mut self) -> Option<Bytes> {
        let chunk = self.data.pop()?;
        self.forget_times(1);
        self.begun = false;
        self.len -= chunk.len();
        Some(chunk)
    }

    /// Takes all unread data.
    pub(crate) fn read_all(&mut self) -> Vec<u8> {
        let all = match self.data.len() {
            1 => self.data.pop().map(own).unwrap_or_default(),
            _ => {
                let mut all = Vec::with_capacity(self.len);
                while let Some(chunk) = self.data.pop() {
                    all.extend_from_slice(&chunk);
                }
                all
            }
        };
        (self.len, self.begun) = (0, false);
        self.forget_times(usize::MAX);
        all
    }

    /// Drops all unread data. Returns how many bytes that was, and whether the peer's data has ended.
    pub(crate) fn discard(&mut self) -> (usize, bool) {
        let bytes = std::mem::take(&mut self.len);
        self.data.clear();
        self.begun = false;
        self.forget_times(usize::MAX);
        self.discarded |= bytes > 0;
        (bytes, self.peer_ended)
    }

    /// Forgets what was not read: the call failed.
    pub(crate) fn purge(&mut self) {
        self.data.clear();
        self.begun = false;
        self.forget_times(usize::MAX);
        self.len = 0;
    }
}
