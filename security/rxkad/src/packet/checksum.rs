//! The checksum in the headers of DATA packets: bound to the packet's place, and not to what is in it.
//!
//! Holds: [`HeaderChecksum`]. Must not know: payloads.

use crate::cipher::{BlockCipher, Fcrypt};
use rxrpc_core::CallIdentity;
use rxrpc_core::wire::Seq;

/// The bits of a sequence number that are left beside the channel's.
const SEQ_BITS: u32 = 0x3fff_ffff;

/// The checksums of a connection.
pub(super) struct HeaderChecksum {
    start: u64,
}

impl HeaderChecksum {
    /// Those of a connection whose epoch and ID were encrypted to this.
    pub(super) fn beginning_with(start: u64) -> Self {
        Self { start }
    }

    /// That of a packet; never 0, which stands for none.
    pub(super) fn of(&self, cipher: &Fcrypt, call: &CallIdentity, seq: Seq) -> u16 {
        let channel = call.cid.0 << 30;
        let place = u64::from(call.call_number.0) << 32 | u64::from(channel | seq.0 & SEQ_BITS);
        let [sealed] = cipher.encrypt([place ^ self.start]);
        ((sealed >> 16) as u16).max(1)
    }
}
