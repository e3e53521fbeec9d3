//! What the user of a call gets of its DATA packets: one, or several in a row.
//!
//! Holds: [`ReceivedPacket`], and [`Received`], which may be a [`SealedRun`] too. Must not know: windows.

use super::sealed::SealedRun;
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

/// What a call hands over at once.
#[derive(Debug, PartialEq, Eq)]
pub enum Received {
    /// A packet, or several that nobody has to open.
    Packet(ReceivedPacket),
    /// Several that a class opens together.
    Run(Box<SealedRun>),
}

impl Received {
    /// The first packet.
    #[inline]
    pub(super) fn seq(&self) -> Seq {
        match self {
            Self::Packet(packet) => packet.seq,
            Self::Run(run) => run.first(),
        }
    }

    /// Bytes of data, sealed or not.
    #[inline]
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Packet(packet) => packet.payload.len(),
            Self::Run(run) => run.bytes(),
        }
    }

    /// Bytes that are stored for it, beside its entry in a queue.
    #[inline]
    pub(super) fn stored(&self) -> usize {
        match self {
            Self::Packet(packet) => packet.payload.len(),
            Self::Run(run) => run.bytes() + SealedRun::COST,
        }
    }

    /// Whether it is, or ends with, the last packet.
    #[inline]
    pub(super) fn is_last(&self) -> bool {
        match self {
            Self::Packet(packet) => packet.last,
            Self::Run(run) => run.is_last(),
        }
    }

    /// The packet, if it is one that is not to be opened together with others.
    #[inline]
    pub(in crate::proto) fn packet(self) -> Option<ReceivedPacket> {
        match self {
            Self::Packet(packet) => Some(packet),
            Self::Run(_) => None,
        }
    }
}
