//! The security class "none" (index 0): payloads travel as they are, the checksum field is zero.

use super::{PacketPlace, Sealed, SecurityContext};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, SecurityIndex};

/// No security.
#[derive(Debug)]
pub(crate) struct Unsecured;

impl SecurityContext for Unsecured {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::NONE
    }

    fn capacity(&self, payload: usize) -> usize {
        payload
    }

    fn seal(&self, _: PacketPlace, data: Bytes) -> Sealed {
        Sealed { payload: data, checksum: 0 }
    }

    fn open(&self, _: PacketPlace, payload: Bytes, _: u16) -> Result<Bytes, AbortCode> {
        Ok(payload)
    }
}
