//! Values to bytes.
//!
//! Holds: [`Encode`] and where it writes. Must not know: calls.

use crate::error::EncodeError;
use bytes::{BufMut, Bytes, BytesMut};

/// A value that has bytes in XDR.
pub trait Encode {
    /// Appends the value's bytes, whole words.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] if the value does not fit its type in the interface; a part may be written by then.
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError>;
}

/// The bytes of a value.
///
/// # Errors
///
/// As [`Encode::encode`].
pub fn encode(value: &(impl Encode + ?Sized)) -> Result<Bytes, EncodeError> {
    let mut to = Encoder::default();
    value.encode(&mut to)?;
    Ok(to.finish())
}

/// Where values are written.
#[derive(Debug, Default)]
pub struct Encoder(BytesMut);

impl Encoder {
    /// Appends a word.
    pub fn word(&mut self, word: u32) {
        self.0.put_u32(word);
    }

    /// Appends two words, the high one first.
    pub fn double_word(&mut self, value: u64) {
        self.0.put_u64(value);
    }

    /// Appends bytes as they are, and zeros up to a whole word.
    pub fn padded(&mut self, bytes: &[u8]) {
        self.0.put_slice(bytes);
        self.0.put_bytes(0, padding(bytes.len()));
    }

    /// Appends a length of something that may be so long.
    ///
    /// # Errors
    ///
    /// [`EncodeError::TooLong`] if it is longer, or if it does not fit a word.
    pub fn length(&mut self, length: usize, bound: usize) -> Result<(), EncodeError> {
        let fits = u32::try_from(length).ok().filter(|_| length <= bound);
        self.word(fits.ok_or(EncodeError::TooLong { length, bound })?);
        Ok(())
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> Bytes {
        self.0.freeze()
    }
}

/// Zeros behind so many bytes.
pub(crate) const fn padding(length: usize) -> usize {
    length.wrapping_neg() % 4
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        (**self).encode(to)
    }
}

impl Encode for () {
    fn encode(&self, _: &mut Encoder) -> Result<(), EncodeError> {
        Ok(())
    }
}
