//! How a call's packets are written: what goes into their headers, and the batches that they make up.
//!
//! Holds: [`Side`], [`CallIdentity`], [`SerialSource`], [`Datagrams`], and [`PacketWriter`] with the writing
//! of DATA and ABORT. Must not know: when anything is sent.

use crate::proto::Fragmentation;
use bytes::BufMut;
use rxrpc_wire::{
    Abort, AbortCode, CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq,
    Serial, ServiceId,
};
use std::time::Instant;

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
    /// A call of a channel, as the end `side` has it. For tests of classes: calls make theirs themselves.
    #[must_use]
    pub fn new(
        side: Side,
        (epoch, cid): (Epoch, Cid),
        call_number: CallNumber,
        service_id: ServiceId,
        security_index: SecurityIndex,
    ) -> Self {
        Self { epoch, cid, call_number, service_id, security_index, side, user_status: 0 }
    }

    /// The flag that says which way a packet goes.
    #[inline]
    fn direction(&self) -> Flags {
        match self.side {
            Side::Client => Flags::CLIENT_INITIATED,
            Side::Service => Flags::empty(),
        }
    }

    /// A header of this call. The direction is added to `flags`.
    #[inline]
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

/// Most bytes in one batch: the largest UDP payload over IPv4.
pub(crate) const MAX_BATCH: usize = 65_507;

/// A batch of UDP payloads in a row, all of one size but for the last, which may be shorter: the
/// shape that generic segmentation offload wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datagrams {
    /// Bytes of each datagram.
    pub datagram_size: usize,
    /// How many there are, at least 1.
    pub count: usize,
    /// Whether routers may cut them.
    pub fragmentation: Fragmentation,
}

impl Datagrams {
    /// A datagram alone.
    pub(crate) const fn one(size: usize) -> Self {
        Self { datagram_size: size, count: 1, fragmentation: Fragmentation::Forbidden }
    }
}

/// Where the packets of a call are written to, and what names them.
pub(super) struct PacketWriter<'a> {
    /// When what is written counts as sent.
    pub(super) now: Instant,
    pub(super) identity: &'a CallIdentity,
    pub(super) serials: &'a dyn SerialSource,
    pub(super) out: &'a mut Vec<u8>,
}

impl PacketWriter<'_> {
    /// The first of `count` serials in a row.
    #[inline]
    pub(super) fn serials(&self, count: u32) -> Serial {
        self.serials.next(count)
    }

    /// Appends the header of an ACK.
    #[inline]
    pub(super) fn ack_header(&mut self, serial: Serial, flags: Flags) {
        self.identity.header(PacketType::Ack, Seq(0), serial, flags).emit(self.out);
    }

    /// Appends one DATA packet.
    #[inline]
    pub(super) fn data(
        &mut self,
        seq: Seq,
        serial: Serial,
        flags: Flags,
        checksum: u16,
        payload: &[u8],
    ) {
        let mut header = self.identity.header(PacketType::Data, seq, serial, flags);
        header.checksum = checksum;
        if seq == Seq::FIRST {
            header.user_status = self.identity.user_status;
        }
        self.out.reserve(Header::LEN + payload.len());
        header.emit(self.out);
        self.out.extend_from_slice(payload);
    }

    /// Appends a further DATA packet to a datagram whose packets so far are full. It has the next
    /// sequence number and the next serial.
    pub(super) fn following_data(&mut self, flags: Flags, checksum: u16, payload: &[u8]) {
        self.out.put_u8((flags | self.identity.direction()).bits());
        self.out.put_u8(0);
        self.out.put_u16(checksum);
        self.out.extend_from_slice(payload);
    }
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
