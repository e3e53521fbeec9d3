//! Packets made by hand, for peers that do not keep to the rules.
//!
//! Holds: [`Forge`]. Must not know: who sends them.

use rxrpc_core::CallIdentity;
use rxrpc_core::wire::{
    Abort, AbortCode, AckBuilder, AckReason, AckTrailer, CallNumber, Cid, Epoch, Flags, Header,
    PacketType, SecurityIndex, Seq, Serial, ServiceId,
};

/// A header to make packets from. Copy it, change it, and ask it for packets.
#[derive(Clone, Copy, Debug)]
pub struct Forge {
    /// The header that all packets get, but for what their makers set.
    pub header: Header,
}

impl Forge {
    /// A client of `service` with its first packet: connection 0x1000 of epoch 0x80001234, channel 0,
    /// call 1, packet 1, serial 1.
    #[must_use]
    pub fn client(service: u16) -> Self {
        Self {
            header: Header {
                epoch: Epoch(0x8000_1234),
                cid: Cid(0x1000),
                call_number: CallNumber(1),
                seq: Seq(1),
                serial: Serial(1),
                packet_type: PacketType::Data,
                flags: Flags::CLIENT_INITIATED,
                user_status: 0,
                security_index: SecurityIndex::NONE,
                checksum: 0,
                service_id: ServiceId(service),
            },
        }
    }

    /// The other side of the call that this packet belongs to.
    #[must_use]
    pub fn answering(packet: &Header) -> Self {
        let direction = (packet.flags & Flags::CLIENT_INITIATED) ^ Flags::CLIENT_INITIATED;
        Self { header: Header { seq: Seq(1), serial: Serial(1), flags: direction, ..*packet } }
    }

    /// The service side of a client's call.
    #[must_use]
    pub fn service_of(identity: &CallIdentity) -> Self {
        Self::client(identity.service_id.0).with(|header| {
            header.epoch = identity.epoch;
            header.cid = identity.cid;
            header.call_number = identity.call_number;
            header.flags = Flags::empty();
        })
    }

    /// A changed copy.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Header)) -> Self {
        change(&mut self.header);
        self
    }

    /// The same for another call number.
    #[must_use]
    pub fn call(self, number: u32) -> Self {
        self.with(|header| header.call_number = CallNumber(number))
    }

    /// The same with another serial.
    #[must_use]
    pub fn serial(self, serial: u32) -> Self {
        self.with(|header| header.serial = Serial(serial))
    }

    /// The same with another sequence number.
    #[must_use]
    pub fn seq(self, seq: u32) -> Self {
        self.with(|header| header.seq = Seq(seq))
    }

    /// The same with more flags.
    #[must_use]
    pub fn flags(self, flags: Flags) -> Self {
        self.with(|header| header.flags |= flags)
    }

    /// A DATA packet.
    #[must_use]
    pub fn data(&self, payload: &[u8]) -> Vec<u8> {
        self.packet(PacketType::Data, payload)
    }

    /// A DATA packet that ends the request or reply.
    #[must_use]
    pub fn last(&self, payload: &[u8]) -> Vec<u8> {
        self.flags(Flags::LAST_PACKET).data(payload)
    }

    /// A packet of any type with any body; the sequence number is 0 unless it is DATA.
    #[must_use]
    pub fn packet(&self, packet_type: PacketType, body: &[u8]) -> Vec<u8> {
        let seq = if packet_type == PacketType::Data { self.header.seq } else { Seq(0) };
        let mut datagram = Header { packet_type, seq, ..self.header }.to_bytes().to_vec();
        datagram.extend_from_slice(body);
        datagram
    }

    /// An ABORT.
    #[must_use]
    pub fn abort(&self, code: i32) -> Vec<u8> {
        let mut body = Vec::new();
        Abort::new(AbortCode(code)).emit(&mut body);
        self.packet(PacketType::Abort, &body)
    }

    /// An ACK for all packets below `first_packet`, and softly for those in `acks`.
    #[must_use]
    pub fn ack(&self, reason: AckReason, first_packet: u32, acks: &[u8]) -> Vec<u8> {
        self.ack_of(Serial::NONE, reason, first_packet, acks)
    }

    /// The answer to a PING with this serial, which also shows that this side receives what is sent to
    /// it.
    #[must_use]
    pub fn ping_response(&self, ping: Serial) -> Vec<u8> {
        self.ack_of(ping, AckReason::PingResponse, 1, &[])
    }

    fn ack_of(&self, serial: Serial, reason: AckReason, first_packet: u32, acks: &[u8]) -> Vec<u8> {
        let highest = first_packet.wrapping_sub(1).wrapping_add(acks.len() as u32);
        let mut body = Vec::new();
        AckBuilder {
            first_packet: Seq(first_packet),
            previous_packet: Seq(highest),
            serial,
            reason,
            acks,
            trailer: AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 32, jumbo_max: 1 },
            padding: 0,
        }
        .emit(&mut body);
        let forge = match reason {
            AckReason::Ping => self.flags(Flags::REQUEST_ACK),
            _ => *self,
        };
        forge.packet(PacketType::Ack, &body)
    }
}
