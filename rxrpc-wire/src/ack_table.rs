//! Which packets an ACK reports: the plain table, and the extended one for windows of more than 255.
//!
//! The extended form is AuriStor's proposal for the OpenAFS rx-spec ("Extended SACK"). An ACK with
//! [`Flags::EXTENDED_SACK`] has 255 soft acknowledgements, and the three filler bytes after them get a
//! meaning: the 256th byte of the table, how many 32-bit words the trailer has, and how many more
//! tables of 256 bytes follow the trailer. Every bit of a table tells of a packet: bit 0 of byte `i` of
//! packet `i` after `firstPacket`, as in the plain form, bit 1 of packet 256 + `i`, and so on to bit 7;
//! the next table goes on from there. Who knows nothing of it reads the first 255 packets.

use bytes::BufMut;

use crate::ack::{Ack, AckTrailer};
use crate::ack_reason::AckReason;
use crate::flags::Flags;
use crate::sequence::{Seq, Serial};

/// Bytes of one table.
const TABLE_LEN: usize = 256;

/// Words of 64 packets in one table, and bytes of a table that one word is spread over.
const TABLE_WORDS: usize = TABLE_LEN / 8;
const WORD_SPREAD: usize = 64;

/// The lowest bit of each of eight bytes.
const LOW_BITS: u64 = 0x0101_0101_0101_0101;

/// The packets that an ACK reports, 64 at a time; made by [`Ack::table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AckTable<'a> {
    /// The announced bytes: at most 255, and 255 in the extended form.
    acks: &'a [u8],
    extension: Option<Extension<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extension<'a> {
    /// The last byte of the first table.
    last: u8,
    /// All further tables.
    tables: &'a [u8],
}

impl<'a> AckTable<'a> {
    /// Packets that one table of the extended form tells of.
    pub const PACKETS_PER_TABLE: usize = 8 * TABLE_LEN;

    pub(crate) fn new(ack: &Ack<'a>, flags: Flags) -> Self {
        let extension = Self::extension(ack).filter(|_| flags.contains(Flags::EXTENDED_SACK));
        Self { acks: ack.acks, extension }
    }

    /// What makes the table an extended one, if the packet is consistent with that.
    fn extension(ack: &Ack<'a>) -> Option<Extension<'a>> {
        let (filler, rest) = ack.rest.split_first_chunk::<{ Ack::FILLER_LEN }>()?;
        let [last, words, tables] = filler.map(usize::from);
        // With fewer words the tables would begin where everybody else reads the trailer.
        if ack.acks.len() != TABLE_LEN - 1 || words < AckTrailer::LEN / 4 {
            return None;
        }
        let tables = rest.get(4 * words..)?.get(..TABLE_LEN * tables)?;
        Some(Extension { last: u8::try_from(last).ok()?, tables })
    }

    /// How many packets from `firstPacket` on it tells of.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.extension {
            None => self.acks.len(),
            Some(extension) => 8 * (TABLE_LEN + extension.tables.len()),
        }
    }

    /// Whether it tells of no packet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it is an extended one, whose length is rounded up: the packets after the highest one
    /// that arrived are not reported missing.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.extension.is_some()
    }

    /// Whether it may be that more packets have arrived than it could tell: it is plain and full, so
    /// nothing follows from it for what is beyond.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.extension.is_none() && self.acks.len() == TABLE_LEN - 1
    }

    /// Bytes of the tables after the trailer.
    pub(crate) fn further_len(&self) -> usize {
        self.extension.map_or(0, |extension| extension.tables.len())
    }

    /// The same ACK, read as those do who know nothing of the extended form.
    #[must_use]
    pub fn to_plain(self) -> Self {
        Self { extension: None, ..self }
    }

    /// Whether each of 64 packets has arrived: bit `b` of word `index` tells of packet
    /// `firstPacket + 64 * index + b`. Bits beyond [`AckTable::len`] are 0.
    #[must_use]
    pub fn word(&self, index: usize) -> u64 {
        let Some(extension) = self.extension else {
            let start = index.saturating_mul(WORD_SPREAD).min(self.acks.len());
            let end = (start + WORD_SPREAD).min(self.acks.len());
            return gather(&self.acks[start..end], 0);
        };
        let (table, stripe) = (index / TABLE_WORDS, index % TABLE_WORDS);
        let (bit, start) = (stripe / 4, (stripe % 4) * WORD_SPREAD);
        if let Some(further) = table.checked_sub(1) {
            let at = further.saturating_mul(TABLE_LEN).saturating_add(start);
            let bytes = extension.tables.get(at..at.saturating_add(WORD_SPREAD));
            return bytes.map_or(0, |bytes| gather(bytes, bit));
        }
        let end = (start + WORD_SPREAD).min(self.acks.len());
        let word = gather(&self.acks[start..end], bit);
        let last = if start + WORD_SPREAD == TABLE_LEN { extension.last } else { 0 };
        word | u64::from(last >> bit & 1) << (WORD_SPREAD - 1)
    }

    /// The highest packet that has arrived, counted from `firstPacket`, if any has.
    #[must_use]
    pub fn highest(&self) -> Option<usize> {
        (0..self.len().div_ceil(64)).rev().find_map(|index| {
            let word = self.word(index);
            Some(index * 64 + word.checked_ilog2()? as usize)
        })
    }
}

/// Bit `bit` of each of at most 64 bytes.
fn gather(bytes: &[u8], bit: usize) -> u64 {
    let (whole, rest) = bytes.as_chunks();
    let mut word = 0;
    for (index, eight) in whole.iter().enumerate() {
        word |= gather_eight(*eight, bit) << (8 * index);
    }
    if !rest.is_empty() {
        let mut eight = [0; 8];
        eight[..rest.len()].copy_from_slice(rest);
        word |= gather_eight(eight, bit) << (8 * whole.len());
    }
    word
}

fn gather_eight(bytes: [u8; 8], bit: usize) -> u64 {
    let bits = u64::from_le_bytes(bytes) >> bit & LOW_BITS;
    // Brings bit 8k to place 56 + k, without any carry between them.
    bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The bits of a byte as the lowest bits of eight bytes: the inverse of [`gather`].
const fn spread(byte: u8) -> u64 {
    // Leaves bit k in byte k, then carries it to bit 7 of that byte.
    let bits = (byte as u64).wrapping_mul(LOW_BITS) & 0x8040_2010_0804_0201;
    ((bits + 0x0040_6070_787c_7e7f) >> 7) & LOW_BITS
}

/// The body of an ACK in the extended form, to be written after a [`Header`](crate::Header) with
/// [`Flags::EXTENDED_SACK`]. Only for what the plain form cannot tell: few peers know it.
///
/// ```
/// use rxrpc_wire::{Ack, AckReason, AckTrailer, ExtendedAckBuilder, Flags, Seq, Serial};
///
/// let ack = ExtendedAckBuilder {
///     first_packet: Seq(3),
///     previous_packet: Seq(303),
///     serial: Serial(17),
///     reason: AckReason::OutOfSequence,
///     arrived: &[0b110, 0, 0, 0, 1 << 44],
///     trailer: AckTrailer { max_mtu: 5692, if_mtu: 1444, rwind: 8192, jumbo_max: 4 },
/// };
/// let mut body = Vec::new();
/// ack.emit(&mut body);
/// assert_eq!(body.len(), ack.encoded_len());
///
/// let parsed = Ack::parse(&body)?;
/// let table = parsed.table(Flags::EXTENDED_SACK);
/// assert_eq!((table.word(0), table.word(4), table.highest()), (0b110, 1 << 44, Some(300)));
/// assert_eq!(parsed.table(Flags::empty()).highest(), Some(2), "for who knows the plain form only");
/// # Ok::<(), rxrpc_wire::WireError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExtendedAckBuilder<'a> {
    /// The first packet that is not hard-acknowledged.
    pub first_packet: Seq,
    /// The highest sequence number received so far.
    pub previous_packet: Seq,
    /// Serial of the packet that caused this ACK, or [`Serial::NONE`].
    pub serial: Serial,
    /// Why it is sent.
    pub reason: AckReason,
    /// Whether each packet from `first_packet` has arrived, 64 a word, the lowest bit first. What is
    /// beyond 256 tables is left out.
    pub arrived: &'a [u64],
    /// What this side can take.
    pub trailer: AckTrailer,
}

impl ExtendedAckBuilder<'_> {
    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        let tables = self.tables();
        let mut first = [0; TABLE_LEN];
        self.fill(0, &mut first);
        let [acks @ .., last] = &first;
        let further = u8::try_from(tables - 1).unwrap_or(u8::MAX);
        let filler = [*last, 4, further];
        Ack {
            buffer_space: 0,
            max_skew: 0,
            first_packet: self.first_packet,
            previous_packet: self.previous_packet.0,
            serial: self.serial,
            reason: self.reason,
            acks,
            rest: &filler,
        }
        .emit(out);
        self.trailer.emit(out);
        for index in 1..tables {
            let mut table = [0; TABLE_LEN];
            self.fill(index, &mut table);
            out.put_slice(&table);
        }
    }

    /// Length of the body in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        Self::len_with(self.tables())
    }

    /// How many packets a body of at most `bytes` can tell of; 0 if not even one table fits.
    #[must_use]
    pub const fn packets_within(bytes: usize) -> usize {
        match bytes.checked_sub(Self::len_with(1)) {
            None => 0,
            Some(left) => (1 + left / TABLE_LEN) * AckTable::PACKETS_PER_TABLE,
        }
    }

    const fn len_with(tables: usize) -> usize {
        Ack::FIXED_LEN + Ack::FILLER_LEN + AckTrailer::LEN + TABLE_LEN * tables - 1
    }

    fn tables(&self) -> usize {
        self.arrived.len().div_ceil(TABLE_WORDS).clamp(1, 256)
    }

    fn fill(&self, index: usize, table: &mut [u8; TABLE_LEN]) {
        let words = self.arrived.chunks(TABLE_WORDS).nth(index).unwrap_or_default();
        for (stripe, word) in words.iter().enumerate().filter(|(_, word)| **word != 0) {
            let (bit, start) = (stripe / 4, (stripe % 4) * WORD_SPREAD);
            let bytes = table[start..start + WORD_SPREAD].chunks_exact_mut(8);
            for (eight, byte) in bytes.zip(word.to_le_bytes()) {
                for (to, from) in eight.iter_mut().zip((spread(byte) << bit).to_le_bytes()) {
                    *to |= from;
                }
            }
        }
    }
}
