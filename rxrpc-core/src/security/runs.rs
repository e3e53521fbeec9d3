//! Full packets in a row, which a class seals and opens where they lie.
//!
//! Holds: [`RunSecurity`], what a class does with them, and [`PacketRun`], those that are sent. Must not know: how data is
//! cut into packets; how packets come in ([`SealedRun`] is of there).
//!
//! Each packet that has memory of its own costs handles that are made, counted and dropped. Those of a run are parts of one
//! block when they are queued, and one piece when they are read.

use super::{SecurityFailure, Shape};
use crate::proto::{CallIdentity, SealedRun};
use bytes::{BufMut, BytesMut};
use rxrpc_wire::Seq;

/// What a class does with the packets of long calls, many of a size that come one after the other.
///
/// It is for classes that put nothing behind the data of full packets: there is no room for it, and [`Shape::tail`] is for
/// others. Packets with no more data than that are never sealed as runs. A class with anything behind its full packets, a
/// checksum say, has no runs, not for opening either.
///
/// Whether there is one, and [`RunSecurity::head`], are asked once, when the connection is secured.
pub trait RunSecurity {
    /// Bytes before the data of each packet: as many as [`Shape::head`] says, and always as many. With more than
    /// [`SealedRun::LONGEST_HEAD`] there are no runs.
    fn head(&self) -> usize;

    /// Seals full packets of a call where they lie; otherwise as [`SecurityContext::seal`](super::SecurityContext::seal).
    /// What is not written leaves as it is.
    ///
    /// # Errors
    ///
    /// The call is aborted, and none of the packets is sent.
    fn seal_run(&self, call: &CallIdentity, run: &mut PacketRun) -> Result<(), SecurityFailure>;

    /// Opens packets of a call, in order, where they lie, and says of each [how much data](crate::security::SealedPacket::finish)
    /// it has. As strict as [`SecurityContext::open`](super::SecurityContext::open).
    ///
    /// They are as long as the peer made them, all of a run alike: at least a byte behind the head, perhaps less than a block
    /// of a cipher, perhaps one packet alone, and none need be full. The class judges their length. A packet that is not
    /// finished counts as opened, with all its data: what was not checked has to be refused. Who tries several keys tries
    /// them on a copy, for what is opened is changed where it lies.
    ///
    /// # Errors
    ///
    /// The call is aborted, and its user gets none of the packets.
    fn open_run(&self, call: &CallIdentity, run: &mut SealedRun) -> Result<(), SecurityFailure>;
}

/// Full packets in a row, on their way out.
#[derive(Debug)]
pub struct PacketRun {
    /// Head and data of one packet after the other.
    bytes: BytesMut,
    /// Bytes of each packet.
    size: usize,
    first: Seq,
    checksums: Vec<u16>,
    /// The last of them ends the request or reply.
    last: bool,
}

/// A packet of a run, on its way out.
#[derive(Debug)]
pub struct RunPacket<'a> {
    /// Its place in the request or reply.
    pub seq: Seq,
    /// Head and data. The head is zero before the class writes it.
    pub bytes: &'a mut [u8],
    /// What goes into the checksum field of the header: 0 before the class writes it.
    pub checksum: &'a mut u16,
}

impl PacketRun {
    /// Full packets of this shape with `data` in them, the first of them with this number; `last` ends the request or reply
    /// with them. For tests of classes: calls make theirs themselves.
    #[must_use]
    pub fn with_data(data: &[u8], shape: &Shape, first: Seq, last: bool) -> Self {
        let mut bytes = BytesMut::new();
        lay(data, shape, &mut bytes);
        Self::new(bytes, shape, first, last)
    }

    /// Full packets of this shape that lie in `bytes`.
    pub(crate) fn new(bytes: BytesMut, shape: &Shape, first: Seq, last: bool) -> Self {
        let size = shape.head + shape.capacity();
        let checksums = vec![0; bytes.len() / size];
        Self { bytes, size, first, checksums, last }
    }

    /// How many packets there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is at least one")]
    pub fn len(&self) -> usize {
        self.checksums.len()
    }

    /// The packets, in order.
    #[inline]
    pub fn packets_mut(&mut self) -> impl ExactSizeIterator<Item = RunPacket<'_>> {
        let packets = self.bytes.chunks_exact_mut(self.size).zip(&mut self.checksums);
        let (first, count) = (self.first, packets.len() as u32);
        let numbered = packets.zip(0..count);
        numbered.map(move |((bytes, checksum), index)| RunPacket {
            seq: first + index,
            bytes,
            checksum,
        })
    }

    /// Payload and checksum of each packet, and whether it is the last one, once all are sealed.
    pub(crate) fn into_packets(self) -> impl ExactSizeIterator<Item = (bytes::Bytes, u16, bool)> {
        let Self { bytes, size, checksums, last, .. } = self;
        let mut rest = bytes.freeze();
        checksums.into_iter().map(move |checksum| {
            let payload = rest.split_to(size);
            (payload, checksum, last && rest.is_empty())
        })
    }
}

/// Lays full packets with room before their data behind each other.
pub(crate) fn lay(data: &[u8], shape: &Shape, block: &mut BytesMut) {
    for piece in data.chunks_exact(shape.capacity()) {
        block.put_bytes(0, shape.head);
        block.extend_from_slice(piece);
    }
}
