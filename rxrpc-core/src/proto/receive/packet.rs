//! A DATA packet as the user of a call gets it.
//!
//! Holds: [`ReceivedPacket`]. Must not know: windows.

use bytes::Bytes;
use rxrpc_wire::Seq;

/// One DATA packet in order, as it came: still sealed. Without a security class several in a row may be one, if nobody wants to
/// know when each of them came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedPacket {
    /// The bytes. Without a security class they are empty only in the last packet.
    pub payload: Bytes,
    /// Its position in the request or reply; of several, that of the first.
    pub seq: Seq,
    /// The checksum field of its header.
    pub checksum: u16,
    /// Whether it is, or ends with, the last one.
    pub last: bool,
}
