//! Numbers and bytes from the head of a key file.
//!
//! Holds: [`Bytes`]. Must not know: any format.

use super::KeyFormatError;

/// What is left of a file.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], KeyFormatError> {
        let (array, rest) = self.rest.split_first_chunk().ok_or(KeyFormatError::Short)?;
        self.rest = rest;
        Ok(*array)
    }

    pub(super) fn u32(&mut self) -> Result<u32, KeyFormatError> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, KeyFormatError> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn take(&mut self, len: u32) -> Result<&'a [u8], KeyFormatError> {
        let len = usize::try_from(len).map_err(|_| KeyFormatError::Short)?;
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(KeyFormatError::Short)?;
        self.rest = rest;
        Ok(taken)
    }
}
