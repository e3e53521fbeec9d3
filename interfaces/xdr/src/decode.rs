//! Bytes to values.
//!
//! Holds: [`Decode`] and where it reads: the pieces of a call as they came. Must not know: calls.

use crate::encode::padding;
use crate::error::DecodeError;
use bytes::{Buf, Bytes, BytesMut};
use std::collections::VecDeque;

/// A value that can be read from XDR.
pub trait Decode: Sized {
    /// Fewest bytes that a value takes.
    const MIN: usize;
    /// Most bytes that a value takes; `usize::MAX` if its interface says nothing of that.
    const MAX: usize;

    /// Takes a value from the front.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if there is none; what was taken by then is lost.
    fn decode(from: &mut Decoder) -> Result<Self, DecodeError>;
}

/// The value that these bytes begin with. What follows it is ignored.
///
/// # Errors
///
/// As [`Decode::decode`].
pub fn decode<T: Decode>(bytes: impl Into<Bytes>) -> Result<T, DecodeError> {
    T::decode(&mut Decoder::from(bytes.into()))
}

/// Where values are read: bytes in one or several pieces. Words and strings may straddle them.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    current: Bytes,
    later: VecDeque<Bytes>,
    /// Bytes in both.
    remaining: usize,
}

impl From<Bytes> for Decoder {
    fn from(bytes: Bytes) -> Self {
        Self { remaining: bytes.len(), current: bytes, later: VecDeque::new() }
    }
}

impl From<VecDeque<Bytes>> for Decoder {
    fn from(mut pieces: VecDeque<Bytes>) -> Self {
        let remaining = pieces.iter().map(Bytes::len).sum();
        let current = pieces.pop_front().unwrap_or_default();
        Self { current, later: pieces, remaining }
    }
}

impl FromIterator<Bytes> for Decoder {
    fn from_iter<I: IntoIterator<Item = Bytes>>(pieces: I) -> Self {
        pieces.into_iter().collect::<VecDeque<_>>().into()
    }
}

impl Decoder {
    /// Bytes that were not taken so far.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.remaining
    }

    /// What was not taken, in its pieces.
    #[must_use]
    pub fn into_rest(mut self) -> VecDeque<Bytes> {
        if !self.current.is_empty() {
            self.later.push_front(self.current);
        }
        self.later
    }

    /// Fails unless there are so many bytes.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TooShort`].
    pub fn need(&self, bytes: usize) -> Result<(), DecodeError> {
        match bytes.checked_sub(self.remaining) {
            None | Some(0) => Ok(()),
            Some(missing) => Err(DecodeError::TooShort { missing }),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        self.need(N)?;
        self.remaining -= N;
        let mut bytes = [0; N];
        let mut filled = 0;
        while filled < N {
            self.step();
            let now = self.current.len().min(N - filled);
            self.current.copy_to_slice(&mut bytes[filled..filled + now]);
            filled += now;
        }
        Ok(bytes)
    }

    /// Goes on with the next piece where this one is used up.
    fn step(&mut self) {
        while self.current.is_empty() {
            let Some(next) = self.later.pop_front() else { return };
            self.current = next;
        }
    }

    /// Takes a word.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TooShort`].
    pub fn word(&mut self) -> Result<u32, DecodeError> {
        self.array().map(u32::from_be_bytes)
    }

    /// Takes two words, the high one first.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TooShort`].
    pub fn double_word(&mut self) -> Result<u64, DecodeError> {
        self.array().map(u64::from_be_bytes)
    }

    /// Takes a length of something that may be so long, whose parts take at least `each` bytes, and looks whether there
    /// are enough bytes for so many.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TooLong`] and [`DecodeError::TooShort`].
    pub fn length(&mut self, bound: usize, each: usize) -> Result<usize, DecodeError> {
        let length = usize::try_from(self.word()?).unwrap_or(usize::MAX);
        if length > bound {
            return Err(DecodeError::TooLong { length, bound });
        }
        // Parts that take nothing are no reason to make any number of them.
        self.need(length.saturating_mul(each.max(1)))?;
        Ok(length)
    }

    /// Takes so many bytes, and what pads them to a whole word. They are copied only if they lie in several pieces.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TooShort`].
    pub fn padded(&mut self, length: usize) -> Result<Bytes, DecodeError> {
        self.need(length.saturating_add(padding(length)))?;
        let bytes = self.take(length);
        self.take(padding(length));
        Ok(bytes)
    }

    /// Takes so many bytes, which are there.
    fn take(&mut self, length: usize) -> Bytes {
        self.remaining -= length;
        self.step();
        if self.current.len() >= length {
            return self.current.split_to(length);
        }
        let mut bytes = BytesMut::with_capacity(length);
        while bytes.len() < length {
            self.step();
            let now = self.current.len().min(length - bytes.len());
            bytes.extend_from_slice(&self.current.split_to(now));
        }
        bytes.freeze()
    }
}

impl Decode for () {
    const MIN: usize = 0;
    const MAX: usize = 0;

    fn decode(_: &mut Decoder) -> Result<Self, DecodeError> {
        Ok(())
    }
}
