//! The UUID of AFS interfaces.
//!
//! Holds: [`AfsUuid`]. Must not know: calls.

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder};
use crate::error::{DecodeError, EncodeError};
use std::fmt;

/// `afsUUID`: a UUID in eleven words on the wire, one for each of its fields and for each byte of the last one, the bytes
/// sign-extended (OpenAFS, as its servers write it).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AfsUuid(pub [u8; 16]);

impl Encode for AfsUuid {
    fn encode(&self, to: &mut Encoder) -> Result<(), EncodeError> {
        let [a, b, c, d, e, f, g, h, bytes @ ..] = self.0;
        to.word(u32::from_be_bytes([a, b, c, d]));
        u16::from_be_bytes([e, f]).encode(to)?;
        u16::from_be_bytes([g, h]).encode(to)?;
        bytes.map(u8::cast_signed).encode(to)
    }
}

impl Decode for AfsUuid {
    const MIN: usize = 44;
    const MAX: usize = 44;

    fn decode(from: &mut Decoder) -> Result<Self, DecodeError> {
        let mut all = [0; 16];
        all[..4].copy_from_slice(&from.word()?.to_be_bytes());
        all[4..6].copy_from_slice(&u16::decode(from)?.to_be_bytes());
        all[6..8].copy_from_slice(&u16::decode(from)?.to_be_bytes());
        all[8..].copy_from_slice(&<[u8; 8]>::decode(from)?);
        Ok(Self(all))
    }
}

/// As UUIDs are written: `00b5c0de-1234-…`.
impl fmt::Display for AfsUuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let dash = if matches!(at, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{dash}{byte:02x}")?;
        }
        Ok(())
    }
}
