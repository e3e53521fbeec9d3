//! CHALLENGE packets: raw bytes, and the layout that rxkad gives them. Checks no nonce and no
//! level; encrypts nothing.

use bytes::BufMut;

use crate::rxkad::RxkadError;

/// The body of a CHALLENGE packet. Its layout depends on the security index of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Challenge<'a> {
    /// Everything after the header.
    pub bytes: &'a [u8],
}

impl Challenge<'_> {
    /// The body as rxkad lays it out.
    ///
    /// # Errors
    ///
    /// [`RxkadError::Short`] if it is shorter than the 16 bytes of version 2 and not the 8 bytes
    /// of version 1; [`RxkadError::Version`] if it gives any version but 2.
    pub fn rxkad(&self) -> Result<RxkadChallenge, RxkadError> {
        RxkadChallenge::parse(self.bytes)
    }
}

/// An rxkad challenge.
///
/// Version 2 is 16 bytes {version, nonce, minimum level, spare}. Version 1 is 8 bytes {nonce,
/// minimum level}, without a version number; OpenAFS servers send it to clients that do not fill
/// in the checksum of the header. They are told apart by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RxkadChallenge {
    /// 2, or 1 for the short form.
    pub version: u32,
    /// A number for the client to return plus one.
    pub nonce: u32,
    /// Lowest level that the server accepts: 0 clear, 1 authenticated, 2 encrypted.
    pub min_level: u32,
    /// 0; absent from version 1.
    pub spare: u32,
}

impl RxkadChallenge {
    /// Length of version 2 in bytes.
    pub const V2_LEN: usize = 16;

    /// Length of version 1 in bytes.
    pub const V1_LEN: usize = 8;

    /// A version 2 challenge.
    #[must_use]
    pub const fn new(nonce: u32, min_level: u32) -> Self {
        Self { version: 2, nonce, min_level, spare: 0 }
    }

    fn parse(bytes: &[u8]) -> Result<Self, RxkadError> {
        let word = |at: usize| {
            let four = bytes.get(at..)?.first_chunk::<4>()?;
            Some(u32::from_be_bytes(*four))
        };
        let short = RxkadError::Short { needed: Self::V2_LEN, present: bytes.len() };
        let first = word(0).ok_or(short)?;
        let second = word(4).ok_or(short)?;
        if bytes.len() == Self::V1_LEN {
            return Ok(Self { version: 1, nonce: first, min_level: second, spare: 0 });
        }
        let min_level = word(8).ok_or(short)?;
        let spare = word(12).ok_or(short)?;
        if first != 2 {
            return Err(RxkadError::Version(first));
        }
        Ok(Self { version: first, nonce: second, min_level, spare })
    }

    /// Appends the body to `out`: the 8 bytes of version 1 if that is the version, otherwise 16.
    pub fn emit(&self, out: &mut impl BufMut) {
        if self.version == 1 {
            out.put_u32(self.nonce);
            out.put_u32(self.min_level);
            return;
        }
        out.put_u32(self.version);
        out.put_u32(self.nonce);
        out.put_u32(self.min_level);
        out.put_u32(self.spare);
    }

    /// Length of the body in bytes.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        if self.version == 1 { Self::V1_LEN } else { Self::V2_LEN }
    }
}
