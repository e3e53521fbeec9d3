//! What goes into the headers of a call's packets.
//!
//! Holds: [`Side`], [`CallIdentity`], [`SerialSource`], and the writing of DATA and ABORT. Must not
//! know: when anything is sent.

use bytes::BufMut;
use rxrpc_wire::{
    Abort, AbortCode, CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq,
    Serial, ServiceId,
};

/// Which end of the call this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The end that sends the request.
    Client,
    /// The end that sends the reply.
    Service,
}

/// What every packet of a call carries in its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CallIdentity {
    /// Epoch of the connection.
    pub epoch: Epoch,
    /// Connection and channel.
    pub cid: Cid,
    /// Number of the call on its channel.
    pub call_number: CallNumber,
    /// The service.
    pub service_id: ServiceId,
    /// The security class of the connection.
    pub security_index: SecurityIndex,
    /// This end of the call.
    pub side: Side,
    /// User status of the first DATA packet: 1 asks for a service upgrade (Linux, AuriStor),
    /// otherwise 0.
    pub user_status: u8,
}

impl CallIdentity {
    /// The flag that says which way a packet goes.
    fn direction(&self) -> Flags {
        match self.side {
            Side::Client => Flags::CLIENT_INITIATED,
            Side::Service => Flags::empty(),
        }
    }

    /// A header of this call. The direction is added to `flags`.
    pub(super) fn header(
        &self,
        packet_type: PacketType,
        seq: Seq,
        serial: Serial,
        flags: Flags,
    ) -> Header {
        Header {
            epoch: self.epoch,
            cid: self.cid,
            call_number: self.call_number,
            seq,
            serial,
            packet_type,
            flags: flags | self.direction(),
            user_status: 0,
            security_index: self.security_index,
            checksum: 0,
            service_id: self.service_id,
        }
    }
}

/// Gives out the serials of a connection.
pub trait SerialSource {
    /// The first of `count` serials in a row, all unused and none of them 0.
    fn next(&self, count: u32) -> Serial;
}

/// Appends one DATA packet.
pub(super) fn emit_data(
    identity: &CallIdentity,
    seq: Seq,
    serial: Serial,
    flags: Flags,
    checksum: u16,
    payload: &[u8],
    out: &mut Vec<u8>,
) {
    let mut header = identity.header(PacketType::Data, seq, serial, flags);
    header.checksum = checksum;
    if seq == Seq::FIRST {
        header.user_status = identity.user_status;
    }
    header.emit(out);
    out.extend_from_slice(payload);
}

/// Appends a further DATA packet to a datagram whose packets so far are full. It has the next sequence
/// number and the next serial.
pub(super) fn emit_following(
    identity: &CallIdentity,
    flags: Flags,
    checksum: u16,
    payload: &[u8],
    out: &mut Vec<u8>,
) {
    out.put_u8((flags | identity.direction()).bits());
    out.put_u8(0);
    out.put_u16(checksum);
    out.extend_from_slice(payload);
}

/// Appends one ABORT of the call.
pub(super) fn emit_abort(
    identity: &CallIdentity,
    serial: Serial,
    code: AbortCode,
    out: &mut impl BufMut,
) {
    identity.header(PacketType::Abort, Seq(0), serial, Flags::empty()).emit(out);
    Abort::new(code).emit(out);
}
