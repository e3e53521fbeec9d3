//! ACK packets as they arrive. Building one is [`AckBuilder`](crate::AckBuilder).
//!
//! ```text
//! bufferSpace u16, maxSkew u16, firstPacket u32, previousPacket u32, serial u32, reason u8,
//! nAcks u8, acks[nAcks], 3 filler bytes, maxMTU u32, ifMTU u32, rwind u32, jumbo_max u32
//! ```
//!
//! The four words at the end were added one by one over the years, so a peer may send any number
//! of them. Whether the numbers are plausible is not judged here.

use bytes::BufMut;

use crate::ack_reason::AckReason;
use crate::ack_table::AckTable;
use crate::error::WireError;
use crate::flags::Flags;
use crate::sequence::{Seq, Serial};

/// The body of an ACK packet.
///
/// Packets below `first_packet` are acknowledged for good (hard). The bytes of `acks` tell of the
/// packets from there on; those may still be taken back (soft). Packets after that are not
/// reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ack<'a> {
    /// Meant as free buffer space in packets; 0 from current peers and ignored by them.
    pub buffer_space: u16,
    /// Meant as the largest reordering; 0 from current peers and ignored by them.
    pub max_skew: u16,
    /// The first packet that is not hard-acknowledged.
    pub first_packet: Seq,
    /// The highest sequence number received, from peers that keep to it. OpenAFS sends that of
    /// the last packet received, and very old versions a serial.
    pub previous_packet: u32,
    /// Serial of the packet that caused this ACK, or [`Serial::NONE`].
    pub serial: Serial,
    /// Why it was sent.
    pub reason: AckReason,
    /// One byte for each packet from `first_packet`; bit 0 is set if it has arrived. At most 255.
    pub acks: &'a [u8],
    /// What follows: 3 filler bytes and the trailer, or any part of it, or more.
    pub rest: &'a [u8],
}

/// The complete trailer of an ACK (OpenAFS rx-spec). What the peer can take, in its own words. These four
/// words are the whole layout; what more may follow is in [`Ack::rest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AckTrailer {
    /// The largest packet that the peer accepts, in bytes.
    pub max_mtu: u32,
    /// The packet size that suits the peer's interface, in bytes.
    pub if_mtu: u32,
    /// Receive window in packets.
    pub rwind: u32,
    /// How many subpackets a jumbogram may have. 0 from Linux 6.14 and later: it finds out by path
    /// MTU discovery.
    pub jumbo_max: u32,
}

impl AckTrailer {
    /// Length of the trailer in bytes.
    pub const LEN: usize = 16;

    pub(crate) fn emit(&self, out: &mut impl BufMut) {
        out.put_u32(self.max_mtu);
        out.put_u32(self.if_mtu);
        out.put_u32(self.rwind);
        out.put_u32(self.jumbo_max);
    }
}

impl<'a> Ack<'a> {
    /// Length of the fields before the soft acknowledgements, in bytes.
    pub const FIXED_LEN: usize = 18;

    /// Filler bytes between the soft acknowledgements and the trailer.
    pub const FILLER_LEN: usize = 3;

    /// Parses what follows the header of an ACK.
    ///
    /// # Errors
    ///
    /// [`WireError::ShortAck`] if the fixed fields are not complete, [`WireError::ShortSack`] if
    /// there are fewer soft acknowledgements than announced.
    pub fn parse(body: &'a [u8]) -> Result<Self, WireError> {
        let Some((head, tail)) = body.split_first_chunk::<{ Ack::FIXED_LEN }>() else {
            return Err(WireError::ShortAck { present: body.len() });
        };
        let announced = head[17];
        let Some((acks, rest)) = tail.split_at_checked(usize::from(announced)) else {
            return Err(WireError::ShortSack { announced, present: tail.len() });
        };
        let word =
            |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        Ok(Self {
            buffer_space: u16::from_be_bytes([head[0], head[1]]),
            max_skew: u16::from_be_bytes([head[2], head[3]]),
            first_packet: Seq(word(4)),
            previous_packet: word(8),
            serial: Serial(word(12)),
            reason: AckReason::from_u8(head[16]),
            acks,
            rest,
        })
    }

    /// Appends the body to `out`, byte for byte as it was parsed.
    ///
    /// Only the first 255 of `acks` are written; more than that cannot come from
    /// [`Ack::parse`].
    pub fn emit(&self, out: &mut impl BufMut) {
        let count = u8::try_from(self.acks.len()).unwrap_or(u8::MAX);
        self.put_fixed(count, out);
        out.put_slice(self.sent_acks());
        out.put_slice(self.rest);
    }

    /// Length of the body in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        Self::FIXED_LEN + self.sent_acks().len() + self.rest.len()
    }

    /// Whether each packet from `first_packet` on has arrived: bit 0 of each byte, the only one
    /// with a meaning.
    #[must_use]
    pub fn soft_acks(&self) -> SoftAcks<'a> {
        SoftAcks(self.acks.iter())
    }

    /// All packets that it reports, the extended form included if `flags`, those of the header, say
    /// that it is one and the packet is consistent with that. Some peers set the flag without a
    /// meaning, and old ones sent uninitialised memory in the filler, so what is not consistent is
    /// read as a plain one.
    #[must_use]
    pub fn table(&self, flags: Flags) -> AckTable<'a> {
        AckTable::new(self, flags)
    }

    /// The trailer, if all of it is there.
    #[must_use]
    pub fn trailer(&self) -> Option<AckTrailer> {
        Some(AckTrailer {
            max_mtu: self.max_mtu()?,
            if_mtu: self.interface_mtu()?,
            rwind: self.receive_window()?,
            jumbo_max: self.jumbo_max()?,
        })
    }

    /// The largest packet that the peer accepts, in bytes, if it says so.
    #[must_use]
    pub fn max_mtu(&self) -> Option<u32> {
        self.trailer_word(0)
    }

    /// The packet size that suits the peer's interface, in bytes, if it says so.
    #[must_use]
    pub fn interface_mtu(&self) -> Option<u32> {
        self.trailer_word(1)
    }

    /// The peer's receive window in packets, if it says so.
    #[must_use]
    pub fn receive_window(&self) -> Option<u32> {
        self.trailer_word(2)
    }

    /// How many subpackets the peer takes in a jumbogram, if it says so.
    #[must_use]
    pub fn jumbo_max(&self) -> Option<u32> {
        self.trailer_word(3)
    }

    fn trailer_word(&self, index: usize) -> Option<u32> {
        let bytes = self.rest.get(Self::FILLER_LEN + 4 * index..)?.first_chunk::<4>()?;
        Some(u32::from_be_bytes(*bytes))
    }

    fn sent_acks(&self) -> &'a [u8] {
        self.acks.get(..usize::from(u8::MAX)).unwrap_or(self.acks)
    }

    pub(crate) fn put_fixed(&self, count: u8, out: &mut impl BufMut) {
        out.put_u16(self.buffer_space);
        out.put_u16(self.max_skew);
        out.put_u32(self.first_packet.0);
        out.put_u32(self.previous_packet);
        out.put_u32(self.serial.0);
        out.put_u8(self.reason.as_u8());
        out.put_u8(count);
    }
}

/// Iterator over the soft acknowledgements of an ACK; made by [`Ack::soft_acks`].
#[derive(Debug, Clone)]
pub struct SoftAcks<'a>(std::slice::Iter<'a, u8>);

impl Iterator for SoftAcks<'_> {
    type Item = bool;

    fn next(&mut self) -> Option<bool> {
        self.0.next().map(|byte| byte & 1 != 0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for SoftAcks<'_> {}
impl std::iter::FusedIterator for SoftAcks<'_> {}
