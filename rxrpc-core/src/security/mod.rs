//! Security classes: how the payload of DATA packets is sealed and opened.
//!
//! Holds: the trait [`SecurityContext`] that every class implements for a connection, and the class
//! "none" in [`none`]. Must not know: windows, locks, sockets. Sealing and opening run in the user's
//! thread, under the call's user mutex and nothing else.

pub(crate) mod none;

use bytes::Bytes;
use rxrpc_wire::{AbortCode, CallNumber, Cid, SecurityIndex, Seq};
use std::fmt::Debug;

/// Which packet is sealed or opened: a class may bind the payload to it.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "the class none binds a payload to nothing; classes that seal do")]
pub(crate) struct PacketPlace {
    pub(crate) cid: Cid,
    pub(crate) call_number: CallNumber,
    pub(crate) seq: Seq,
}

/// A sealed payload, with what goes into the checksum field of the header.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    pub(crate) payload: Bytes,
    pub(crate) checksum: u16,
}

/// The security of one connection.
pub(crate) trait SecurityContext: Send + Sync + Debug {
    /// The number of the class in packet headers.
    fn index(&self) -> SecurityIndex;

    /// How many bytes of user data fit into a packet that carries `payload` bytes.
    fn capacity(&self, payload: usize) -> usize;

    /// Seals one packet's data.
    fn seal(&self, place: PacketPlace, data: Bytes) -> Sealed;

    /// Opens one packet's payload into a buffer of its own, never in place.
    ///
    /// # Errors
    ///
    /// The code to abort the call with.
    fn open(&self, place: PacketPlace, payload: Bytes, checksum: u16) -> Result<Bytes, AbortCode>;
}
