//! ABORT packets. What an abort ends is told by the call number of its header.

use bytes::BufMut;

use crate::codes::AbortCode;
use crate::error::WireError;

/// The body of an ABORT packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Abort<'a> {
    /// Why the call or connection is over.
    pub code: AbortCode,
    /// What follows the code; nothing, from known peers.
    pub trailing: &'a [u8],
}

impl Abort<'static> {
    /// An ABORT as it should be sent: the code and nothing more.
    #[must_use]
    pub const fn new(code: AbortCode) -> Self {
        Self { code, trailing: &[] }
    }
}

impl<'a> Abort<'a> {
    /// Parses what follows the header of an ABORT.
    ///
    /// # Errors
    ///
    /// [`WireError::ShortAbort`] if there are fewer than 4 bytes. Linux drops such a packet
    /// without an answer.
    pub fn parse(body: &'a [u8]) -> Result<Self, WireError> {
        let Some((code, trailing)) = body.split_first_chunk::<4>() else {
            return Err(WireError::ShortAbort { present: body.len() });
        };
        Ok(Self { code: AbortCode(i32::from_be_bytes(*code)), trailing })
    }

    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        out.put_i32(self.code.0);
        out.put_slice(self.trailing);
    }

    /// Length of the body in bytes.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        4 + self.trailing.len()
    }
}
