//! Packets that the strangers send.
//!
//! Holds: their makers. Must not know: sockets.

use rxrpc_core::wire::{AckBuilder, AckReason, AckTrailer, Cid, PacketType, Seq, Serial};
use rxrpc_tests::network::Forge;

use super::service::SERVICE;

/// The client side of the first call of a connection that no other number gives.
pub(crate) fn client(number: u64) -> Forge {
    Forge::client(SERVICE.0).with(|header| {
        header.epoch.0 = 0x8000_0000 | (number >> 28) as u32;
        header.cid = Cid(((number as u32 & 0x0fff_ffff) + 1) << 2);
    })
}

/// A whole request of one byte.
pub(crate) fn request(number: u64) -> Vec<u8> {
    client(number).last(b"x")
}

/// The beginning of a request that never goes on.
pub(crate) fn beginning(number: u64) -> Vec<u8> {
    client(number).data(b"x")
}

/// An ACK of a call that nobody knows.
pub(crate) fn unknown_ack(number: u64) -> Vec<u8> {
    client(number).ack(AckReason::Idle, 1, &[])
}

/// An answer to a PING that takes no packet of the reply.
pub(crate) fn closed_window(of: &Forge, ping: Serial) -> Vec<u8> {
    let mut body = Vec::new();
    AckBuilder {
        first_packet: Seq(1),
        previous_packet: Seq(0),
        serial: ping,
        reason: AckReason::PingResponse,
        acks: &[],
        trailer: AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 0, jumbo_max: 1 },
        padding: 0,
    }
    .emit(&mut body);
    of.packet(PacketType::Ack, &body)
}

/// The ABORT of a request.
pub(crate) fn abort(number: u64) -> Vec<u8> {
    client(number).serial(2).abort(-6)
}
