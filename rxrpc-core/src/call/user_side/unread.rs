//! What a reader has not read so far: data that was taken out of the machine and opened.
//!
//! Holds: [`Unread`], and [`Available`], what others may know of it. Must not know: windows, timers, waiting.

use crate::proto::ReceivedPacket;
use bytes::{Buf, Bytes};
use std::collections::VecDeque;

/// Room for fewer packets is not worth keeping: most calls read one packet and are done.
const ROOM_WORTH_KEEPING: usize = 8;

/// What an [`Unread`] has for who reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Available {
    data: bool,
    /// The end of the peer's data.
    pub(crate) end: bool,
    /// A reader was given the end.
    end_reported: bool,
}

impl Available {
    /// Whether a reader of the call face need not wait.
    pub(crate) fn anything(self) -> bool {
        self.data || self.end
    }

    /// Whether there is data.
    pub(crate) fn has_data(self) -> bool {
        self.data
    }

    /// Whether there is something that `recvmsg` has not given anybody.
    pub(crate) fn is_news(self) -> bool {
        self.data || (self.end && !self.end_reported)
    }

    /// Whether there is more than there was.
    pub(crate) fn is_more_than(self, before: Self) -> bool {
        (self.data && !before.data) || (self.end && !before.end)
    }
}

/// Data for a reader.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    /// Data that the machine handed over and the user has not read.
    data: VecDeque<Bytes>,
    len: usize,
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
    pub(crate) fn take_room(&mut self) -> Vec<ReceivedPacket> {
        std::mem::take(&mut self.room)
    }

    /// Keeps the room for the next time, when it is used up.
    pub(crate) fn reuse_room(&mut self, room: Vec<ReceivedPacket>) {
        if room.is_empty() && room.capacity() > ROOM_WORTH_KEEPING {
            self.room = room;
        }
    }

    /// Adds an opened payload.
    pub(crate) fn push(&mut self, data: Bytes) {
        if !data.is_empty() {
            self.len += data.len();
            self.data.push_back(data);
        }
    }

    /// Bytes that can be read at once.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// What there is for readers.
    pub(crate) fn available(&self) -> Available {
        Available { data: self.len > 0, end: self.peer_ended, end_reported: self.end_reported }
    }

    /// Copies unread data into `buf`; with `peek` it stays.
    pub(crate) fn read(&mut self, buf: &mut [u8], peek: bool) -> usize {
        let mut copied = 0;
        if peek {
            for chunk in &self.data {
                let n = chunk.len().min(buf.len() - copied);
                buf[copied..copied + n].copy_from_slice(&chunk[..n]);
                copied += n;
            }
            return copied;
        }
        while copied < buf.len()
            && let Some(chunk) = self.data.front_mut()
        {
            let n = chunk.len().min(buf.len() - copied);
            buf[copied..copied + n].copy_from_slice(&chunk[..n]);
            copied += n;
            chunk.advance(n);
            if chunk.is_empty() {
                self.data.pop_front();
            }
        }
        self.len -= copied;
        copied
    }

    /// Takes the next piece of unread data without copying.
    pub(crate) fn read_chunk(&mut self) -> Option<Bytes> {
        let chunk = self.data.pop_front()?;
        self.len -= chunk.len();
        Some(chunk)
    }

    /// Takes all unread data.
    pub(crate) fn read_all(&mut self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.len);
        for chunk in self.data.drain(..) {
            all.extend_from_slice(&chunk);
        }
        self.len = 0;
        all
    }

    /// Drops all unread data. Returns how many bytes that was, and whether the peer's data has ended.
    pub(crate) fn discard(&mut self) -> (usize, bool) {
        let bytes = std::mem::take(&mut self.len);
        self.data.clear();
        self.discarded |= bytes > 0;
        (bytes, self.peer_ended)
    }

    /// Forgets what was not read: the call failed.
    pub(crate) fn purge(&mut self) {
        self.data.clear();
        self.len = 0;
    }
}
