//! The size of packets that a link takes.
//!
//! Holds: [`Mtu`] and fragmentation. Must not know: what else happens on a link.

use super::hop::HEADERS;

/// Bytes of an IPv4 header, which each fragment has.
const IP_HEADER: usize = 20;

/// The longest IP packet that a link takes, and what becomes of longer ones: those that must not be
/// fragmented are dropped, others go in pieces, and all of them are lost with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mtu {
    /// Bytes, IP and UDP headers included.
    pub bytes: usize,
    /// Whether the sender of a packet that is dropped is told so by ICMP. Many routers do not.
    pub reports: bool,
}

/// What becomes of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// So many pieces with so many bytes in all.
    Pieces(u32, usize),
    /// Dropped; no datagram longer than this would pass.
    TooLong(usize),
}

impl Mtu {
    /// What becomes of a packet of `size` bytes.
    pub(super) fn passage(&self, size: usize, may_be_cut: bool) -> Passage {
        if size <= self.bytes {
            return Passage::Pieces(1, size);
        }
        if !may_be_cut {
            return Passage::TooLong(self.bytes.saturating_sub(HEADERS));
        }
        // Each piece but the last carries a multiple of eight bytes (RFC 791).
        let piece = (self.bytes.saturating_sub(IP_HEADER) / 8 * 8).max(8);
        let pieces = (size - IP_HEADER).div_ceil(piece);
        let bytes = size + (pieces - 1) * IP_HEADER;
        Passage::Pieces(u32::try_from(pieces).unwrap_or(u32::MAX), bytes)
    }
}
