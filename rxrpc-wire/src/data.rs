//! DATA packets: one packet in a datagram, or several (a jumbogram).
//!
//! ```text
//! header | 1412 bytes | jumbo header | 1412 bytes | jumbo header | ... | the rest
//! ```
//!
//! Each jumbo header is 4 bytes {flags u8, pad u8, checksum u16} and describes the subpacket that
//! follows it; sequence number and serial grow by one each. Payloads are opaque here: how the
//! security class encoded them is not known.

use thiserror::Error;

use crate::flags::Flags;
use crate::header::Header;
use crate::sequence::{Seq, Serial};

/// Payload of every subpacket of a jumbogram except the final one, in bytes.
pub const JUMBO_DATA_LEN: usize = 1412;

/// Length of the header between two subpackets, in bytes.
pub const JUMBO_HEADER_LEN: usize = 4;

/// How many full subpackets fit in a UDP datagram (Linux limit).
pub const MAX_JUMBO_SUBPACKETS: usize = 46;

/// Length in bytes of a datagram of `subpackets` full subpackets, header included.
///
/// 1440 for one, 65160 for [`MAX_JUMBO_SUBPACKETS`]; 0 counts as 1.
#[must_use]
pub const fn jumbo_datagram_len(subpackets: usize) -> usize {
    let stride = JUMBO_DATA_LEN + JUMBO_HEADER_LEN;
    let following = subpackets.saturating_sub(1).saturating_mul(stride);
    (Header::LEN + JUMBO_DATA_LEN).saturating_add(following)
}

/// The body of a DATA packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Data<'a> {
    /// Everything after the header: the payload, or a jumbogram to be split by [`subpackets`].
    pub payload: &'a [u8],
}

impl<'a> Data<'a> {
    /// The packets in the datagram; see [`subpackets`].
    #[must_use]
    pub const fn subpackets(&self, header: &Header) -> Subpackets<'a> {
        subpackets(header, self.payload)
    }
}

/// One DATA packet of a datagram; made by [`subpackets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Subpacket<'a> {
    /// Position in the call.
    pub seq: Seq,
    /// Number of this transmission.
    pub serial: Serial,
    /// Flags of this subpacket, as they came. For the direction look at the header of the
    /// datagram; OpenAFS repeats it here, but nothing makes a peer do so.
    pub flags: Flags,
    /// Checksum field of this subpacket.
    pub checksum: u16,
    /// The bytes, possibly none.
    pub payload: &'a [u8],
    /// Whether nothing follows in the datagram.
    pub is_final_in_datagram: bool,
}

/// A jumbogram that is not what its flags say, or one that must not be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum JumboError {
    /// A subpacket is announced to be followed by another, but is not 1412 bytes long and a jumbo
    /// header.
    #[error("{present} bytes where a full subpacket and a jumbo header must be")]
    Short {
        /// Bytes left in the datagram.
        present: usize,
    },
    /// The last packet of a call is followed by another.
    #[error("a subpacket follows the last packet of the call")]
    AfterLast,
    /// More than [`MAX_JUMBO_SUBPACKETS`] (only when building).
    #[error("more than {MAX_JUMBO_SUBPACKETS} subpackets")]
    TooMany,
}

/// Splits the payload of a DATA packet into the packets that it holds.
///
/// Yields at least one item. After an error there are no more; the subpackets before it are good,
/// and Linux and OpenAFS accept them.
#[must_use]
pub const fn subpackets<'a>(header: &Header, payload: &'a [u8]) -> Subpackets<'a> {
    Subpackets {
        seq: header.seq,
        serial: header.serial,
        flags: header.flags,
        checksum: header.checksum,
        rest: Some(payload),
    }
}

/// Iterator over the packets of a DATA datagram; made by [`subpackets`].
#[derive(Debug, Clone)]
pub struct Subpackets<'a> {
    seq: Seq,
    serial: Serial,
    flags: Flags,
    checksum: u16,
    /// What is not yet yielded; `None` at the end.
    rest: Option<&'a [u8]>,
}

impl<'a> Iterator for Subpackets<'a> {
    type Item = Result<Subpacket<'a>, JumboError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.take()?;
        let this = Subpacket {
            seq: self.seq,
            serial: self.serial,
            flags: self.flags,
            checksum: self.checksum,
            payload: rest,
            is_final_in_datagram: true,
        };
        if !self.flags.contains(Flags::JUMBO_PACKET) {
            return Some(Ok(this));
        }
        if self.flags.contains(Flags::LAST_PACKET) {
            return Some(Err(JumboError::AfterLast));
        }
        let split = rest
            .split_first_chunk::<JUMBO_DATA_LEN>()
            .and_then(|(data, tail)| Some((data, tail.split_first_chunk::<JUMBO_HEADER_LEN>()?)));
        let Some((data, ([flags, _pad, sum_high, sum_low], following))) = split else {
            return Some(Err(JumboError::Short { present: rest.len() }));
        };
        self.seq = self.seq.next();
        self.serial = self.serial.next();
        self.flags = Flags::from_bits_retain(*flags);
        self.checksum = u16::from_be_bytes([*sum_high, *sum_low]);
        self.rest = Some(following);
        Some(Ok(Subpacket { payload: data, is_final_in_datagram: false, ..this }))
    }
}

impl std::iter::FusedIterator for Subpackets<'_> {}
