//! Building ACK packets: what this side says, in the form that current peers send.

use bytes::BufMut;

use crate::ack::{Ack, AckTrailer};
use crate::ack_reason::AckReason;
use crate::sequence::{Seq, Serial};

/// The body of an ACK to be sent, to be written after its [`Header`](crate::Header).
///
/// Every byte is written: the two unused fields and the three filler bytes as zeros, the trailer in
/// full. (Old servers sent uninitialised memory in the filler: OPENAFS-SA-2015-007.)
///
/// ```
/// use rxrpc_wire::{Ack, AckBuilder, AckReason, AckTrailer, Seq, Serial};
///
/// let trailer = AckTrailer { max_mtu: 5692, if_mtu: 1444, rwind: 32, jumbo_max: 4 };
/// let ack = AckBuilder {
///     first_packet: Seq(3),
///     previous_packet: Seq(5),
///     serial: Serial(17),
///     reason: AckReason::OutOfSequence,
///     acks: &[0, 1, 1],
///     trailer,
///     padding: 0,
/// };
/// let mut body = Vec::new();
/// ack.emit(&mut body);
/// assert_eq!(body.len(), ack.encoded_len());
///
/// let parsed = Ack::parse(&body)?;
/// assert_eq!(parsed.soft_acks().collect::<Vec<_>>(), [false, true, true]);
/// assert_eq!(parsed.trailer(), Some(trailer));
/// # Ok::<(), rxrpc_wire::WireError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AckBuilder<'a> {
    /// The first packet that is not hard-acknowledged.
    pub first_packet: Seq,
    /// The highest sequence number received so far.
    pub previous_packet: Seq,
    /// Serial of the packet that caused this ACK, or [`Serial::NONE`].
    pub serial: Serial,
    /// Why it is sent.
    pub reason: AckReason,
    /// For each packet from `first_packet`, 1 if it has arrived and 0 if not; of each byte only
    /// bit 0 is sent. What is beyond the first 255 is left out, which peers read as "not
    /// reported".
    pub acks: &'a [u8],
    /// What this side can take.
    pub trailer: AckTrailer,
    /// Zero bytes after the trailer. A padded ping finds out whether a datagram of its size gets
    /// through.
    pub padding: usize,
}

impl AckBuilder<'_> {
    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        let ack = Ack {
            buffer_space: 0,
            max_skew: 0,
            first_packet: self.first_packet,
            previous_packet: self.previous_packet.0,
            serial: self.serial,
            reason: self.reason,
            acks: &[],
            rest: &[],
        };
        let count = u8::try_from(self.acks.len()).unwrap_or(u8::MAX);
        ack.put_fixed(count, out);
        for byte in self.acks.iter().take(usize::from(count)) {
            out.put_u8(byte & 1);
        }
        out.put_bytes(0, Ack::FILLER_LEN);
        self.trailer.emit(out);
        out.put_bytes(0, self.padding);
    }

    /// Length of the body in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        let acks = self.acks.len().min(usize::from(u8::MAX));
        Self::unpadded_len(acks).saturating_add(self.padding)
    }

    /// Length in bytes of a body with this many soft acknowledgements and no padding.
    ///
    /// Subtract it, and [`Header::LEN`](crate::Header::LEN), from a datagram size to get the
    /// padding that fills it.
    #[must_use]
    pub const fn unpadded_len(acks: usize) -> usize {
        (Ack::FIXED_LEN + Ack::FILLER_LEN + AckTrailer::LEN).saturating_add(acks)
    }
}
