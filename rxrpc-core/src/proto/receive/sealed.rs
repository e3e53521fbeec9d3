//! DATA packets in a row that their security class opens where they lie.
//!
//! Holds: [`SealedRun`], and [`SealedPacket`], one of them as a class sees it. Must not know: how a packet is opened, windows,
//! budgets.
//!
//! What a class puts before the data of each packet lies apart, so that the data of all of them is one piece once they are
//! opened, and nothing has to be copied for that.

use super::packet::ReceivedPacket;
use bytes::{Bytes, BytesMut};
use rxrpc_wire::Seq;
use std::mem;

/// Most packets of a run.
const MOST_PACKETS: usize = 16;

/// What there is of a packet beside its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seal {
    /// What stands before the data, and then zeros.
    head: [u8; SealedRun::LONGEST_HEAD],
    checksum: u16,
    /// Bytes of its data that are its sender's.
    len: u16,
}

/// Packets of a call in a row whose payloads are of one length, as they came: still sealed.
#[derive(Debug, PartialEq, Eq)]
pub struct SealedRun {
    /// What stands behind the heads, of one packet after the other.
    data: BytesMut,
    seals: [Seal; MOST_PACKETS],
    count: usize,
    first: Seq,
    head: usize,
    /// Bytes of data of each packet.
    stride: usize,
    last: bool,
}

impl SealedRun {
    /// Bytes of the longest head that lies apart.
    pub const LONGEST_HEAD: usize = 8;

    /// The packets of a row that have their payloads in `packets`, with so many bytes apart; `None` if they make no run. For
    /// tests of classes: calls make theirs themselves.
    #[must_use]
    pub fn of_packets(packets: &[ReceivedPacket], head: usize) -> Option<Self> {
        let first = packets.first()?;
        let mut run = Self::begin(first.seq, head, first.payload.len())?;
        let mut data = BytesMut::new();
        for packet in packets {
            let follows = packet.seq == run.first + run.count as u32;
            if !follows || !run.takes(packet.payload.len()) {
                return None;
            }
            data.extend_from_slice(run.add(packet.checksum, &packet.payload));
        }
        run.close(data, packets.iter().any(|packet| packet.last));
        Some(run)
    }

    /// How many packets there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is at least one")]
    pub fn len(&self) -> usize {
        self.count
    }

    /// The packets, in order.
    #[inline]
    pub fn packets_mut(&mut self) -> impl ExactSizeIterator<Item = SealedPacket<'_>> {
        let (first, head, count) = (self.first, self.head, self.count as u32);
        let data = self.data.chunks_exact_mut(self.stride);
        let packets = self.seals[..self.count].iter_mut().zip(data).zip(0..count);
        packets.map(move |((Seal { head: sealed, checksum, len }, data), index)| SealedPacket {
            seq: first + index,
            checksum: *checksum,
            head: &mut sealed[..head],
            data,
            len,
        })
    }

    /// Bytes of data of each packet: once it is opened, of what its sender has sealed.
    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        self.seals[..self.count].iter().map(|seal| seal.len.into())
    }

    /// The data, once all packets are opened: in one piece, if they hold nothing else.
    pub fn into_pieces(mut self, mut give: impl FnMut(Bytes)) {
        let whole = self.lengths().all(|len| len == self.stride);
        let mut data = mem::take(&mut self.data).freeze();
        if whole {
            return give(data);
        }
        for len in self.lengths() {
            let mut packet = data.split_to(self.stride);
            packet.truncate(len);
            give(packet);
        }
    }
}

/// What makes runs does.
impl SealedRun {
    /// Bytes of memory that a run costs beside its data.
    pub(super) const COST: usize = size_of::<Self>();

    /// A run that begins with a packet of so many bytes, if one can: it is to have data.
    pub(super) fn begin(first: Seq, head: usize, payload: usize) -> Option<Self> {
        let stride = payload.checked_sub(head).filter(|stride| *stride > 0)?;
        if head > Self::LONGEST_HEAD || u16::try_from(stride).is_err() {
            return None;
        }
        let seals = [Seal::default(); MOST_PACKETS];
        Some(Self { data: BytesMut::new(), seals, count: 0, first, head, stride, last: false })
    }

    /// Whether a packet of so many bytes may be the next one.
    #[inline]
    pub(super) fn takes(&self, payload: usize) -> bool {
        self.count < MOST_PACKETS && payload == self.head + self.stride
    }

    /// Adds a packet that [may be the next one](SealedRun::takes); gives its data, which lies elsewhere until the run is
    /// closed.
    #[inline]
    pub(super) fn add<'a>(&mut self, checksum: u16, payload: &'a [u8]) -> &'a [u8] {
        let (head, data) = payload.split_at(self.head);
        if let Some(seal) = self.seals.get_mut(self.count) {
            seal.head[..head.len()].copy_from_slice(head);
            (seal.checksum, seal.len) = (checksum, data.len() as u16);
            self.count += 1;
        }
        data
    }

    /// All of its packets are added, and here is their data.
    pub(super) fn close(&mut self, data: BytesMut, last: bool) {
        debug_assert_eq!(data.len(), self.count * self.stride, "the data of its packets");
        (self.data, self.last) = (data, last);
    }

    /// The first packet.
    pub(super) fn first(&self) -> Seq {
        self.first
    }

    /// Bytes of data, sealed or not.
    pub(crate) fn bytes(&self) -> usize {
        self.data.len()
    }

    /// Whether it ends with the last packet.
    pub(crate) fn is_last(&self) -> bool {
        self.last
    }
}

/// A packet of a run.
#[derive(Debug)]
pub struct SealedPacket<'a> {
    /// Its position in the request or reply.
    pub seq: Seq,
    /// The checksum field of its header.
    pub checksum: u16,
    /// What stands before the data.
    pub head: &'a mut [u8],
    /// All that stands behind the head. What is opened has its place here.
    pub data: &'a mut [u8],
    len: &'a mut u16,
}

impl SealedPacket<'_> {
    /// The packet is opened: so many bytes of its data, and no more than there are, are what its sender has sealed. One that
    /// is not finished counts as opened, with all of them.
    #[inline]
    pub fn finish(self, len: usize) {
        *self.len = len.min(self.data.len()) as u16;
    }
}
