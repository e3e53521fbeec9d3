//! Data as its sender has it: in one piece, in several, or in memory that may be kept.
//!
//! Holds: [`SendData`]. Must not know: what becomes of the data.

use bytes::Bytes;
use std::io::IoSlice;

/// Data to be sent.
///
/// What lies in slices is copied once, into packets. Memory that is given as [`Bytes`] is not copied where the call is
/// not secured: whole packets are parts of it, which it stays in memory for until the peer has acknowledged the last of
/// them. Copied is what fills no packet and is not the end of the request or reply, what is added to such a packet, and
/// all that a security class changes or adds something to.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum SendData<'a> {
    /// One slice.
    Slice(&'a [u8]),
    /// Several slices, one after the other, as if they were one.
    Slices(&'a [IoSlice<'a>]),
    /// Memory that may be kept, one piece after the other, as if it were one.
    Bytes(&'a [Bytes]),
}

/// A piece of what is to be sent.
pub(super) struct Piece<'a> {
    pub(super) data: &'a [u8],
    pub(super) memory: Option<&'a Bytes>,
    /// Bytes of the piece that lie before the place that was asked for.
    pub(super) skipped: usize,
    /// No piece with bytes comes behind it.
    pub(super) is_last: bool,
}

impl<'a> SendData<'a> {
    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Slice(data) => data.len(),
            Self::Slices(pieces) => pieces.iter().map(|piece| piece.len()).sum(),
            Self::Bytes(pieces) => pieces.iter().map(Bytes::len).sum(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The piece in which the byte at this place lies, or an empty one at the end.
    pub(super) fn piece_at(&self, place: usize) -> Piece<'a> {
        match *self {
            Self::Slice(data) => Piece { data, memory: None, skipped: place, is_last: true },
            Self::Slices(pieces) => find(pieces.iter().map(|piece| (&**piece, None)), place),
            Self::Bytes(pieces) => find(pieces.iter().map(|piece| (&**piece, Some(piece))), place),
        }
    }
}

fn find<'a>(
    mut pieces: impl Iterator<Item = (&'a [u8], Option<&'a Bytes>)>,
    place: usize,
) -> Piece<'a> {
    let mut skipped = place;
    while let Some((data, memory)) = pieces.next() {
        if skipped < data.len() {
            let is_last = pieces.all(|(data, _)| data.is_empty());
            return Piece { data, memory, skipped, is_last };
        }
        skipped -= data.len();
    }
    Piece { data: &[], memory: None, skipped: 0, is_last: true }
}

impl Default for SendData<'_> {
    fn default() -> Self {
        Self::Slice(&[])
    }
}

impl<'a> From<&'a [u8]> for SendData<'a> {
    fn from(data: &'a [u8]) -> Self {
        Self::Slice(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_piece() {
        let bytes = [&b"ab"[..], b"", b"c", b""].map(Bytes::from_static);
        let slices: Vec<_> = bytes.iter().map(|piece| IoSlice::new(piece)).collect();
        for (data, kept) in [(SendData::Slices(&slices), false), (SendData::Bytes(&bytes), true)] {
            assert_eq!(data.len(), 3);
            let places: Vec<_> = (0..4)
                .map(|place| data.piece_at(place))
                .map(|piece| (piece.data, piece.skipped, piece.is_last, piece.memory.is_some()))
                .collect();
            assert_eq!(
                places,
                [
                    (&b"ab"[..], 0, false, kept),
                    (b"ab", 1, false, kept),
                    (b"c", 0, true, kept),
                    (b"", 0, true, false)
                ]
            );
        }
    }
}
