//! What must hold of every datagram that one of our endpoints sends, whatever the test.
//!
//! Holds: [`check`] and the check of serials. Must not know: connections' states.
//!
//! Two old leaks are looked for (OPENAFS-SA-2015-007, and a `userStatus` that came out of a reused
//! buffer): every byte must follow from what the packet says, padding and spare fields are zero.

use crate::guarded::CLASS;
use rxrpc_core::wire::{
    AckReason, Body, Flags, Packet, PacketType, SecurityIndex, jumbo_datagram_len, subpackets,
};
use std::collections::BTreeMap;
use std::net::SocketAddr;

/// Says what is wrong with a datagram, if something is.
///
/// # Errors
///
/// A sentence about the first fault.
pub fn check(datagram: &[u8]) -> Result<(), String> {
    let packet = Packet::parse(datagram).map_err(|error| format!("does not parse: {error}"))?;
    let header = &packet.header;
    let fail = |what: &str| Err(format!("{what}: {packet}"));
    let rxkad = header.security_index == SecurityIndex::RXKAD;
    let secured = rxkad || header.security_index == CLASS;
    // Of rxkad, only DATA has one.
    let has_checksum = match header.packet_type {
        PacketType::Data => true,
        PacketType::Response => !rxkad,
        _ => false,
    };
    // With the first packet of a request a client may ask for an upgrade.
    let may_ask = header.packet_type == PacketType::Data
        && header.seq.0 == 1
        && header.flags.is_client_initiated();
    let status = header.user_status > u8::from(may_ask);
    if status || (header.checksum != 0 && !(secured && has_checksum)) {
        return fail("a spare header field is not zero");
    }
    // An answer outside connections carries the index of what it answers.
    if !secured && header.security_index != SecurityIndex::NONE && !header.serial.is_none() {
        return fail("a security class that is not in use");
    }
    let is_data = header.packet_type == PacketType::Data;
    if is_data == (header.seq.0 == 0) {
        return fail("sequence number");
    }
    let known = Flags::CLIENT_INITIATED
        | match header.packet_type {
            PacketType::Data => Flags::REQUEST_ACK | Flags::LAST_PACKET | Flags::JUMBO_PACKET,
            PacketType::Ack => Flags::REQUEST_ACK | Flags::SLOW_START_OK | Flags::EXTENDED_SACK,
            PacketType::Version | PacketType::Debug => Flags::LAST_PACKET,
            _ => Flags::empty(),
        };
    if !(header.flags - known).is_empty() {
        return fail("flags that mean nothing");
    }
    let outside = matches!(
        header.packet_type,
        PacketType::Abort | PacketType::Busy | PacketType::Version | PacketType::Debug
    );
    let unknown_call = matches!(&packet.body, Body::Ack(ack) if ack.reason == AckReason::ExceedsWindow
        && ack.first_packet.0 == 1 && ack.previous_packet == 0 && ack.acks.is_empty());
    if header.serial.is_none() && !outside && !unknown_call {
        return fail("serial 0");
    }
    match packet.body {
        Body::Data(data) => {
            if subpackets(header, data.payload).any(|subpacket| subpacket.is_err()) {
                return fail("jumbogram that cannot be taken apart");
            }
            if header.call_number.is_none() || datagram.len() > jumbo_datagram_len(46) {
                return fail("DATA without a call, or too long");
            }
        }
        Body::Ack(ack) if header.flags.contains(Flags::EXTENDED_SACK) => {
            let zeros = ack.buffer_space == 0 && ack.max_skew == 0;
            let table = ack.table(header.flags);
            let length = 19 + (table.len() / 8 - 256);
            let needed = table.highest().is_some_and(|highest| highest >= 255);
            let within = datagram.len() <= 1444;
            if !zeros || !table.is_extended() || ack.rest.len() != length || !needed || !within {
                return fail("extended ACK with undefined bytes, or without need");
            }
        }
        Body::Ack(ack) => {
            let zeros = ack.buffer_space == 0 && ack.max_skew == 0;
            let bits = ack.acks.iter().all(|byte| *byte <= 1);
            // Only a PING may be padded, with zeros, to try how large a datagram gets through.
            let padded = ack.reason == AckReason::Ping && ack.rest.len() > 19;
            let padding = ack.rest.get(19..).unwrap_or_default().iter().all(|byte| *byte == 0);
            let filler = (ack.rest.len() == 19 || padded) && ack.rest[..3] == [0, 0, 0] && padding;
            if !zeros || !bits || !filler || header.call_number.is_none() {
                return fail("ACK with undefined bytes");
            }
        }
        Body::Abort(abort) if !abort.trailing.is_empty() || abort.code.0 == 0 => {
            return fail("ABORT");
        }
        Body::Busy(body) if !body.is_empty() => return fail("BUSY with a body"),
        // What keeps a path open says nothing at all.
        Body::Version(version) if version.bytes == [0] => {
            if header.flags != Flags::LAST_PACKET || header.epoch.0 != 999 || header.cid.0 != 0 {
                return fail("a keepalive that says something");
            }
        }
        Body::Version(version) => {
            let text = version.text().len();
            if version.bytes.len() != 65 || version.bytes[text..].iter().any(|byte| *byte != 0) {
                return fail("VERSION with undefined bytes");
            }
        }
        Body::Abort(_) | Body::Busy(_) => {}
        Body::Debug(debug) if debug.bytes.len() == 8 => {}
        // Of a whole connection, and from the end whose business it is.
        Body::Challenge(_) | Body::Response(_) => {
            let client = header.flags.contains(Flags::CLIENT_INITIATED);
            let of_client = header.packet_type == PacketType::Response;
            let connection = header.call_number.is_none() && header.cid.0 & 3 == 0;
            if !secured || client != of_client || !connection {
                return fail("a handshake out of place");
            }
        }
        _ => return fail("a packet that we never send"),
    }
    Ok(())
}

/// A service whose serials fall by this much has a new connection: it would be a rare chance that the new
/// ones begin closer to the old ones.
const REBIRTH: u32 = 1 << 12;

/// The last serial of each connection and direction: every transmission has a fresh, higher one.
#[derive(Debug, Default)]
pub(super) struct Serials(BTreeMap<(SocketAddr, SocketAddr, u32, u32), u32>);

impl Serials {
    pub(super) fn check(
        &mut self,
        from: SocketAddr,
        to: SocketAddr,
        datagram: &[u8],
    ) -> Result<(), String> {
        let Ok(packet) = Packet::parse(datagram) else { return Ok(()) };
        let header = packet.header;
        if header.serial.is_none() {
            return Ok(());
        }
        let connection = header.cid.connection().as_u32();
        let to_service = header.flags.is_client_initiated();
        let direction = if to_service { 0 } else { 1 };
        let key = (from, to, header.epoch.0, connection | direction);
        match self.0.insert(key, header.serial.0) {
            // The first packet of a reborn connection begins anew: a client at 1, a service anywhere.
            Some(last)
                if header.serial.0 <= last
                    && header.serial.0 != 1
                    && (to_service || last - header.serial.0 < REBIRTH) =>
            {
                Err(format!("serial {} after {last}: {packet}", header.serial.0))
            }
            _ => Ok(()),
        }
    }
}
