//! Where a packet is sealed.
//!
//! Holds: [`PacketBuffer`], one packet's data with room before and behind it. Must not know: what a class puts
//! there, how data is cut into packets.

use super::Shape;
use bytes::{Bytes, BytesMut};
use rxrpc_wire::Seq;

/// The data of one DATA packet on its way out, with room for what its security class adds, so that nothing has to
/// be copied once more. The room is zero before the class writes into it.
#[derive(Debug)]
pub struct PacketBuffer {
    body: Body,
    head: usize,
    tail: usize,
    seq: Seq,
    checksum: u16,
    last: bool,
}

/// What there is of a packet.
#[derive(Debug)]
enum Body {
    /// Head, data and tail in a row.
    Own(BytesMut),
    /// A part of what the user gave, who may have it still.
    Shared(Bytes),
}

impl PacketBuffer {
    /// A packet of this shape with `data` in it; `last` ends the request or reply. For tests of classes: calls make
    /// theirs themselves.
    #[must_use]
    pub fn with_data(data: &[u8], shape: &Shape, seq: Seq, last: bool) -> Self {
        let mut bytes = BytesMut::zeroed(shape.head);
        bytes.extend_from_slice(data);
        bytes.resize(bytes.len() + shape.tail, 0);
        Self::new(bytes, shape, seq, last)
    }

    /// A packet of this shape whose head, data and tail lie in `bytes`; `last` ends the request or reply.
    pub(crate) fn new(bytes: BytesMut, shape: &Shape, seq: Seq, last: bool) -> Self {
        let (head, tail) = (shape.head, shape.tail);
        Self { body: Body::Own(bytes), head, tail, seq, checksum: 0, last }
    }

    /// A packet without head and tail whose data is a part of what the user gave; it is copied only if a class changes
    /// it.
    pub(crate) fn shared(bytes: Bytes, seq: Seq, last: bool) -> Self {
        Self { body: Body::Shared(bytes), head: 0, tail: 0, seq, checksum: 0, last }
    }

    /// Whether it ends the request or reply.
    pub(crate) fn is_last(&self) -> bool {
        self.last
    }

    /// What goes into the checksum field of the header.
    #[must_use]
    pub fn checksum(&self) -> u16 {
        self.checksum
    }

    /// The payload, sealed or not.
    #[must_use]
    #[inline]
    pub fn into_payload(self) -> Bytes {
        match self.body {
            Body::Own(bytes) => bytes.freeze(),
            Body::Shared(bytes) => bytes,
        }
    }
}

/// For classes.
impl PacketBuffer {
    /// The packet's place in the request or reply.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// Bytes of user data, which begin behind the head.
    #[must_use]
    pub fn data_len(&self) -> usize {
        let len = match &self.body {
            Body::Own(bytes) => bytes.len(),
            Body::Shared(bytes) => bytes.len(),
        };
        len - self.head - self.tail
    }

    /// The place to be written to; what is shared is copied there.
    fn own(&mut self) -> &mut BytesMut {
        if let Body::Shared(shared) = &self.body {
            self.body = Body::Own(BytesMut::from(&shared[..]));
        }
        let Body::Own(bytes) = &mut self.body else { unreachable!("it was copied just now") };
        bytes
    }

    /// Head, data and tail.
    pub fn parts_mut(&mut self) -> [&mut [u8]; 3] {
        let data_len = self.data_len();
        let head = self.head;
        let (head, rest) = self.own().split_at_mut(head);
        let (data, tail) = rest.split_at_mut(data_len);
        [head, data, tail]
    }

    /// Head, data and tail in a row.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        self.own()
    }

    /// The packet is sealed: so many bytes of its tail are sent with it, and `checksum` in its header.
    pub fn finish(&mut self, tail: usize, checksum: u16) {
        let unused = self.tail.saturating_sub(tail);
        // What is shared has no tail.
        if let Body::Own(bytes) = &mut self.body {
            bytes.truncate(bytes.len() - unused);
        }
        self.tail -= unused;
        self.checksum = checksum;
    }
}
