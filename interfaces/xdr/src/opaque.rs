//! Bytes that mean nothing to an interface.
//!
//! Holds: [`Opaque`] and [`FixedOpaque`]. Must not know: calls.

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder, padding};
use crate::error::{DecodeError, EncodeError};
use bytes::Bytes;
use std::ops::Deref;

/// `opaque x<MAX>`: up to `MAX` bytes. Read without copying, where they lie in one piece. More can be held, but not
/// written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opaque<const MAX: usize>(pub Bytes);

impl<const MAX: usize> Encode for Opaque<MAX> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        to.length(self.len(), MAX)?;
        to.padded(self);
        Ok(())
    }
}

impl<const MAX: usize> Decode for Opaque<MAX> {
    const MIN: usize = 4;
    const MAX: usize = MAX.saturating_add(7) & !3;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let length = from.length(MAX, 1)?;
        from.padded(length).map(Self)
    }
}

impl<const MAX: usize> Deref for Opaque<MAX> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<const MAX: usize, B: Into<Bytes>> From<B> for Opaque<MAX> {
    fn from(bytes: B) -> Self {
        Self(bytes.into())
    }
}

/// `opaque x[N]`: exactly `N` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FixedOpaque<const N: usize>(pub [u8; N]);

impl<const N: usize> Default for FixedOpaque<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Encode for FixedOpaque<N> {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        to.padded(&self.0);
        Ok(())
    }
}

impl<const N: usize> Decode for FixedOpaque<N> {
    const MIN: usize = N + padding(N);
    const MAX: usize = Self::MIN;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let mut all = [0; N];
        all.copy_from_slice(&from.padded(N)?);
        Ok(Self(all))
    }
}

impl<const N: usize> Deref for FixedOpaque<N> {
    type Target = [u8; N];

    fn deref(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> From<[u8; N]> for FixedOpaque<N> {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes)
    }
}
