//! What the holder of a call's user mutex keeps between verbs: the packet that is not full, and the
//! data that is not read.
//!
//! Holds: [`Unsent`], packing bytes into packets, and [`Unread`], unpacking them. Both lie in the call's
//! state, from where only the holder of the user mutex takes them out. Must not know: windows, timers, waiting.

use crate::proto::ReceivedPacket;
use bytes::{Buf, Bytes, BytesMut};
use rxrpc_wire::Seq;
use std::collections::VecDeque;

/// Room for fewer packets is not worth keeping: most calls read one packet and are done.
const ROOM_WORTH_KEEPING: usize = 8;

/// One packet's worth of user data, not sealed so far.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) data: Bytes,
    pub(crate) last: bool,
}

/// What there is in an [`Unread`] for who reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) data: bool,
    /// The end of the peer's data.
    pub(crate) end: bool,
    /// `recvmsg` has told of the end.
    end_told: bool,
}

impl Kept {
    /// Whether a reader of the call face need not wait.
    pub(crate) fn anything(self) -> bool {
        self.data || self.end
    }

    /// Whether there is something of which `recvmsg` has not told.
    pub(crate) fn is_news(self) -> bool {
        self.data || (self.end && !self.end_told)
    }
}

/// What a sender keeps.
#[derive(Debug, Default)]
pub(crate) struct Unsent {
    /// Data that does not fill a packet so far.
    pending: BytesMut,
    /// How many packets were handed to the machine.
    packets: u32,
    /// What is left of the length that the user announced.
    pub(crate) announced: Option<u64>,
}

/// What a reader keeps.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    /// Data that the machine handed over and the user has not read.
    data: VecDeque<Bytes>,
    len: usize,
    /// Empty room for packets on their way here, so that a long call need not ask for it again.
    arrivals: Vec<ReceivedPacket>,
    /// The last packet of the peer's phase has been taken out of the machine.
    pub(crate) peer_ended: bool,
    /// A reader has been told that the peer's data ended.
    pub(crate) end_told: bool,
    /// Some of the peer's data was dropped unread: nobody shall take the rest for the whole.
    pub(crate) discarded: bool,
}

impl Unsent {
    /// Packs as much of `data` as `space` packets of `capacity` bytes take. Without `more` the data is
    /// the end of the phase. Returns the packets, the bytes taken, and whether all is done.
    pub(crate) fn pack(
        &mut self,
        data: &[u8],
        more: bool,
        capacity: usize,
        space: usize,
    ) -> (Vec<Packed>, usize, bool) {
        let mut packets = Vec::new();
        let mut taken = 0;
        loop {
            let rest = &data[taken..];
            if packets.len() == space {
                // A part of a packet may be kept without space in the window.
                let done = more && self.pending.len() + rest.len() < capacity;
                if done {
                    self.pending.extend_from_slice(rest);
                    taken += rest.len();
                }
                return (packets, taken, done);
            }
            if self.pending.len() >= capacity {
                // The peer takes smaller packets than when these bytes were kept.
                let last = self.pending.len() == capacity && rest.is_empty() && !more;
                packets.push(Packed { data: self.pending.split_to(capacity).freeze(), last });
                if last {
                    return (packets, taken, true);
                }
                continue;
            }
            if self.pending.is_empty() && rest.len() >= capacity {
                taken += Self::pack_whole(rest, more, capacity, space, &mut packets);
                if packets.last().is_some_and(|packet| packet.last) {
                    return (packets, taken, true);
                }
                continue;
            }
            let fits = rest.len().min(capacity - self.pending.len());
            self.pending.extend_from_slice(&rest[..fits]);
            taken += fits;
            let ends = taken == data.len();
            if self.pending.len() == capacity || (ends && !more) {
                let last = ends && !more;
                packets.push(Packed { data: self.pending.split().freeze(), last });
                if last {
                    return (packets, taken, true);
                }
            }
            if ends && more {
                return (packets, taken, true);
            }
        }
    }

    /// Packs whole packets with one allocation and one copy for all of them.
    fn pack_whole(
        data: &[u8],
        more: bool,
        capacity: usize,
        space: usize,
        packets: &mut Vec<Packed>,
    ) -> usize {
        let count = (data.len() / capacity).min(space - packets.len());
        let taken = count * capacity;
        let mut block = Bytes::copy_from_slice(&data[..taken]);
        packets.reserve(count);
        for _ in 0..count {
            packets.push(Packed { data: block.split_to(capacity), last: false });
        }
        if taken == data.len()
            && !more
            && let Some(packet) = packets.last_mut()
        {
            packet.last = true;
        }
        taken
    }

    /// Takes note of the length of the phase; `false` if it is too late for that.
    pub(crate) fn announce(&mut self, length: u64) -> bool {
        let early = self.announced.is_none() && self.pending.is_empty() && self.packets == 0;
        if early {
            self.announced = Some(length);
        }
        early
    }

    /// The sequence number of the next packet to be sealed.
    pub(crate) fn next_seq(&mut self) -> Seq {
        self.packets = self.packets.wrapping_add(1);
        Seq(self.packets)
    }

    /// Forgets what was not sent: the call failed.
    pub(crate) fn purge(&mut self) {
        self.pending.clear();
    }
}

impl Unread {
    /// Empty room for packets that are taken out of the machine.
    pub(crate) fn take_arrivals(&mut self) -> Vec<ReceivedPacket> {
        std::mem::take(&mut self.arrivals)
    }

    /// Keeps the room for the next time, when it is used up.
    pub(crate) fn keep_arrivals(&mut self, room: Vec<ReceivedPacket>) {
        if room.is_empty() && room.capacity() > ROOM_WORTH_KEEPING {
            self.arrivals = room;
        }
    }

    /// Keeps an opened payload for reading.
    pub(crate) fn keep(&mut self, data: Bytes) {
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
    pub(crate) fn kept(&self) -> Kept {
        Kept { data: self.len > 0, end: self.peer_ended, end_told: self.end_told }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lengths(packets: &[Packed]) -> Vec<(usize, bool)> {
        packets.iter().map(|packet| (packet.data.len(), packet.last)).collect()
    }

    #[test]
    fn an_empty_end_is_an_empty_last_packet() {
        let (packets, taken, done) = Unsent::default().pack(b"", false, 10, 5);
        assert_eq!((lengths(&packets), taken, done), (vec![(0, true)], 0, true));
    }

    #[test]
    fn a_full_end_is_one_packet() {
        let (packets, _, done) = Unsent::default().pack(&[1; 20], false, 10, 5);
        assert_eq!((lengths(&packets), done), (vec![(10, false), (10, true)], true));
    }

    #[test]
    fn more_keeps_the_rest_until_it_fills_a_packet() {
        let mut side = Unsent::default();
        let (packets, taken, done) = side.pack(&[1; 14], true, 10, 5);
        assert_eq!((lengths(&packets), taken, done), (vec![(10, false)], 14, true));
        let (packets, _, done) = side.pack(&[2; 6], false, 10, 5);
        assert_eq!((lengths(&packets), done), (vec![(10, true)], true));
    }

    #[test]
    fn a_capacity_that_shrinks_splits_what_was_kept() {
        let mut side = Unsent::default();
        assert!(side.pack(&[1; 1000], true, 1412, 5).2);
        let (packets, taken, done) = side.pack(&[2; 100], true, 472, 1);
        assert_eq!((lengths(&packets), taken, done), (vec![(472, false)], 0, false));
        let (packets, taken, done) = side.pack(&[2; 100], false, 472, 5);
        assert_eq!((lengths(&packets), taken, done), (vec![(472, false), (156, true)], 100, true));
        let mut side = Unsent::default();
        assert!(side.pack(&[1; 944], true, 1412, 5).2);
        let (packets, _, done) = side.pack(&[], false, 472, 5);
        assert_eq!((lengths(&packets), done), (vec![(472, false), (472, true)], true));
    }

    #[test]
    fn no_space_takes_nothing_but_a_partial_packet() {
        let mut side = Unsent::default();
        let (packets, taken, done) = side.pack(&[1; 30], false, 10, 2);
        assert_eq!((packets.len(), taken, done), (2, 20, false));
        let (packets, taken, done) = side.pack(&[1; 4], true, 10, 0);
        assert_eq!((packets.len(), taken, done), (0, 4, true));
        let (packets, taken, done) = side.pack(&[], false, 10, 0);
        assert_eq!((packets.len(), taken, done), (0, 0, false), "the end needs a packet");
    }

    proptest! {
        /// Whatever the pieces and the space, the packets carry the bytes in order, all but the last
        /// are full, and exactly the last one ends the phase.
        #[test]
        fn packing_keeps_every_byte(
            pieces in prop::collection::vec((0usize..70, 1usize..6), 1..8),
            capacity in 1usize..20,
        ) {
            let mut side = Unsent::default();
            let mut sent = Vec::new();
            let mut packets = Vec::new();
            for (index, (len, space)) in pieces.iter().enumerate() {
                let more = index + 1 < pieces.len();
                let piece: Vec<u8> = (0..*len).map(|at| (at * 7 + index) as u8).collect();
                let mut taken = 0;
                loop {
                    let (new, n, done) = side.pack(&piece[taken..], more, capacity, *space);
                    prop_assert!(new.len() <= *space);
                    packets.extend(new);
                    taken += n;
                    if done { break; }
                }
                prop_assert_eq!(taken, piece.len());
                sent.extend(piece);
            }
            let got: Vec<u8> = packets.iter().flat_map(|packet| packet.data.to_vec()).collect();
            prop_assert_eq!(got, sent);
            let (end, full) = packets.split_last().expect("at least the end");
            prop_assert!(end.last);
            prop_assert!(full.iter().all(|packet| !packet.last && packet.data.len() == capacity));
        }
    }
}
