//! The 28 bytes in front of every packet. Knows where the fields are, not what they imply.

use bytes::BufMut;

use crate::error::WireError;
use crate::flags::Flags;
use crate::ids::{CallNumber, Cid, Epoch, SecurityIndex, ServiceId};
use crate::packet_type::PacketType;
use crate::sequence::{Seq, Serial};

/// The header of a packet (OpenAFS rx-spec, "packet header").
///
/// Every field is kept as it came, so that [`Header::emit`] gives the same 28 bytes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Header {
    /// Offset 0: the client's epoch.
    pub epoch: Epoch,
    /// Offset 4: connection and channel.
    pub cid: Cid,
    /// Offset 8: the call, or [`CallNumber::NONE`] for the connection.
    pub call_number: CallNumber,
    /// Offset 12: position of a DATA packet in its call, otherwise 0.
    pub seq: Seq,
    /// Offset 16: number of this transmission.
    pub serial: Serial,
    /// Offset 20: the kind of packet.
    pub packet_type: PacketType,
    /// Offset 21: flags.
    pub flags: Flags,
    /// Offset 22: 0; 1 in the first DATA of a call asks Linux and AuriStor servers for a service
    /// upgrade.
    pub user_status: u8,
    /// Offset 23: the security class.
    pub security_index: SecurityIndex,
    /// Offset 24: for the security class (rxkad: packet checksum; rxgk: low bits of the key
    /// number), otherwise 0. OpenAFS 1.8.9 was seen to put the service id here in the aborts that
    /// it sends for an unknown service.
    pub checksum: u16,
    /// Offset 26: the service.
    pub service_id: ServiceId,
}

impl Header {
    /// Length of a header in bytes.
    pub const LEN: usize = 28;

    /// Splits a datagram into its header and what follows.
    ///
    /// # Errors
    ///
    /// [`WireError::ShortHeader`] if there are fewer than [`Header::LEN`] bytes. All values of all
    /// fields are accepted.
    #[inline]
    pub fn parse(datagram: &[u8]) -> Result<(Self, &[u8]), WireError> {
        let Some((head, rest)) = datagram.split_first_chunk::<{ Self::LEN }>() else {
            return Err(WireError::ShortHeader { present: datagram.len() });
        };
        let word =
            |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let header = Self {
            epoch: Epoch(word(0)),
            cid: Cid(word(4)),
            call_number: CallNumber(word(8)),
            seq: Seq(word(12)),
            serial: Serial(word(16)),
            packet_type: PacketType::from_u8(head[20]),
            flags: Flags::from_bits_retain(head[21]),
            user_status: head[22],
            security_index: SecurityIndex(head[23]),
            checksum: u16::from_be_bytes([head[24], head[25]]),
            service_id: ServiceId(u16::from_be_bytes([head[26], head[27]])),
        };
        Ok((header, rest))
    }

    /// Whether two datagrams, as their headers say, are of one call and go the same way: connection, call, service, security
    /// class and direction are the same. A datagram that is shorter than a header is of none.
    #[must_use]
    #[inline]
    pub fn are_of_one_call(one: &[u8], other: &[u8]) -> bool {
        let (Some(one), Some(other)) =
            (one.first_chunk::<{ Self::LEN }>(), other.first_chunk::<{ Self::LEN }>())
        else {
            return false;
        };
        let turned = (one[21] ^ other[21]) & Flags::CLIENT_INITIATED.bits() != 0;
        one[..12] == other[..12] && one[23] == other[23] && one[26..] == other[26..] && !turned
    }

    /// Appends exactly [`Header::LEN`] bytes to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        out.put_slice(&self.to_bytes());
    }

    /// The header as bytes.
    #[must_use]
    #[inline]
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[0..4].copy_from_slice(&self.epoch.0.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.cid.0.to_be_bytes());
        bytes[8..12].copy_from_slice(&self.call_number.0.to_be_bytes());
        bytes[12..16].copy_from_slice(&self.seq.0.to_be_bytes());
        bytes[16..20].copy_from_slice(&self.serial.0.to_be_bytes());
        bytes[20] = self.packet_type.as_u8();
        bytes[21] = self.flags.bits();
        bytes[22] = self.user_status;
        bytes[23] = self.security_index.0;
        bytes[24..26].copy_from_slice(&self.checksum.to_be_bytes());
        bytes[26..28].copy_from_slice(&self.service_id.0.to_be_bytes());
        bytes
    }

    /// The header of a packet that belongs to no connection and is no answer: epoch 999, all else
    /// zero (observed: OpenAFS `rxdebug`).
    pub(crate) fn connectionless(
        packet_type: PacketType,
        flags: Flags,
        call_number: CallNumber,
    ) -> Self {
        Self {
            epoch: Epoch(999),
            cid: Cid(0),
            call_number,
            seq: Seq(0),
            serial: Serial::NONE,
            packet_type,
            flags,
            user_status: 0,
            security_index: SecurityIndex::NONE,
            checksum: 0,
            service_id: ServiceId::NONE,
        }
    }

    /// The header of an answer sent without a connection: an ABORT or BUSY to a packet that
    /// belongs to nothing here, or a VERSION or DEBUG reply.
    ///
    /// Epoch, cid, call number, service and security index are echoed, the direction is turned round, all
    /// else is zero (observed: OpenAFS). Linux leaves the index out, and clients of secured connections then
    /// ignore the answer.
    #[must_use]
    pub fn connectionless_reply(&self, packet_type: PacketType) -> Self {
        let direction = (self.flags & Flags::CLIENT_INITIATED) ^ Flags::CLIENT_INITIATED;
        Self {
            seq: Seq(0),
            serial: Serial::NONE,
            packet_type,
            flags: direction,
            user_status: 0,
            checksum: 0,
            ..*self
        }
    }
}
