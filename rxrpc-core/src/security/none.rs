//! The security class "none" (index 0): payloads travel as they are, the checksum field is zero.

use super::{PacketBuffer, SecurityContext, SecurityFailure, SecurityLevel, Shape};
use crate::proto::{CallIdentity, ReceivedPacket};
use rxrpc_wire::SecurityIndex;

/// No security.
#[derive(Debug)]
pub(crate) struct Unsecured;

impl SecurityContext for Unsecured {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::NONE
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Plain
    }

    fn shape(&self, payload: usize) -> Shape {
        Shape { head: 0, capacity: payload, tail: 0 }
    }

    fn seal(&self, _: &CallIdentity, _: &mut [PacketBuffer]) -> Result<(), SecurityFailure> {
        Ok(())
    }

    fn open(&self, _: &CallIdentity, _: &mut [ReceivedPacket]) -> Result<(), SecurityFailure> {
        Ok(())
    }
}
