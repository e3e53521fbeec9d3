//! Strings, which are bytes: nothing says which characters they mean.
//!
//! Holds: [`Text`] and [`Chars`]. Must not know: calls.

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder};
use crate::error::{DecodeError, EncodeError};
use std::fmt;
use std::ops::Deref;

/// `string x<MAX>`: up to `MAX` bytes without a NUL. Longer ones can be held, but not written.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(pub Vec<u8>);

impl<const MAX: usize> Encode for Text<MAX> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        to.length(self.len(), MAX)?;
        if self.contains(&0) {
            return Err(EncodeError::NulInString);
        }
        to.padded(self);
        Ok(())
    }
}

impl<const MAX: usize> Decode for Text<MAX> {
    const MIN: usize = 4;
    const MAX: usize = MAX.saturating_add(7) & !3;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let length = from.length(MAX, 1)?;
        let bytes = from.padded(length)?;
        if bytes.contains(&0) { Err(DecodeError::NulInString) } else { Ok(Self(bytes.into())) }
    }
}

impl<const MAX: usize> Deref for Text<MAX> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<const MAX: usize> From<&str> for Text<MAX> {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl<const MAX: usize> From<String> for Text<MAX> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl<const MAX: usize> From<&[u8]> for Text<MAX> {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl<const MAX: usize> PartialEq<str> for Text<MAX> {
    fn eq(&self, text: &str) -> bool {
        **self == *text.as_bytes()
    }
}

impl<const MAX: usize> PartialEq<&str> for Text<MAX> {
    fn eq(&self, text: &&str) -> bool {
        *self == **text
    }
}

/// As UTF-8, with a mark in the place of what is none.
impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&String::from_utf8_lossy(self))
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(self), f)
    }
}

/// `char x[N]`: characters in an array of fixed length, each of which is a whole word on the wire. A shorter string ends
/// with its first NUL.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chars<const N: usize>(pub [u8; N]);

impl<const N: usize> Chars<N> {
    /// These bytes, and NULs behind them.
    ///
    /// # Errors
    ///
    /// [`EncodeError::TooLong`] for more than `N`. (C programs want one NUL at the end, and take `N − 1`.)
    pub fn new(bytes: impl AsRef<[u8]>) -> Result<Self, EncodeError> {
        let bytes = bytes.as_ref();
        let mut all = [0; N];
        let front = all.get_mut(..bytes.len());
        front.ok_or(EncodeError::TooLong { length: bytes.len(), bound: N })?.copy_from_slice(bytes);
        Ok(Self(all))
    }
}

impl<const N: usize> Default for Chars<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

/// C's `char` is signed where AFS grew up, and a word is sign-extended.
impl<const N: usize> Encode for Chars<N> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        self.0.iter().try_for_each(|byte| byte.cast_signed().encode(to))
    }
}

impl<const N: usize> Decode for Chars<N> {
    const MIN: usize = N.saturating_mul(4);
    const MAX: usize = Self::MIN;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        <[u8; N]>::decode(from).map(Self)
    }
}

/// The bytes before the first NUL.
impl<const N: usize> Deref for Chars<N> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.split(|byte| *byte == 0).next().unwrap_or_default()
    }
}

impl<const N: usize> PartialEq<str> for Chars<N> {
    fn eq(&self, text: &str) -> bool {
        **self == *text.as_bytes()
    }
}

impl<const N: usize> PartialEq<&str> for Chars<N> {
    fn eq(&self, text: &&str) -> bool {
        *self == **text
    }
}

/// As UTF-8 up to the first NUL, with a mark in the place of what is none.
impl<const N: usize> fmt::Display for Chars<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&String::from_utf8_lossy(self))
    }
}

impl<const N: usize> fmt::Debug for Chars<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(self), f)
    }
}
