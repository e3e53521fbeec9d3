//! Packets as one line of text, for logs and packet dumps. Not meant to be parsed.
//!
//! ```text
//! TYPE direction epoch cid/channel call seq serial svc [security] [flags] what the body says
//! ```
//!
//! Fields that are zero in most packets (seq outside DATA, security, checksum, user status) are
//! left out when they are zero.

use std::fmt::{self, Formatter, Write};

use crate::ack::Ack;
use crate::ack_table::AckTable;
use crate::challenge::Challenge;
use crate::data::Data;
use crate::debug::{Conn, Debug, Peer, RxStats, Stats};
use crate::flags::Flags;
use crate::header::Header;
use crate::ids::SecurityIndex;
use crate::packet::{Body, Packet};
use crate::packet_type::PacketType;
use crate::response::Response;
use crate::version::Version;

impl fmt::Display for Packet<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let header = &self.header;
        write!(f, "{header} ")?;
        match &self.body {
            Body::Data(data) => write_data(f, header, data),
            Body::Ack(ack) => write_ack(f, &self.header, ack),
            Body::Abort(abort) => {
                write!(f, "{}", abort.code)?;
                write_extra(f, abort.trailing.len())
            }
            Body::Challenge(challenge) => write_challenge(f, header, challenge),
            Body::Response(response) => write_response(f, header, response),
            Body::Debug(debug) => write_debug(f, header, debug),
            Body::Version(version) => write_version(f, header, version),
            Body::Busy(bytes)
            | Body::AckAll(bytes)
            | Body::Params(bytes)
            | Body::Unknown(bytes) => {
                write!(f, "{} bytes", bytes.len())
            }
        }
    }
}

/// The part of a line that comes from the header.
impl fmt::Display for Header {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let direction = if self.flags.is_client_initiated() { "c→s" } else { "s→c" };
        write!(f, "{} {direction} epoch {} cid {}", self.packet_type, self.epoch, self.cid)?;
        write!(f, " call {}", self.call_number)?;
        if self.packet_type == PacketType::Data || self.seq.0 != 0 {
            write!(f, " seq {}", self.seq)?;
        }
        write!(f, " serial {} svc {}", self.serial, self.service_id)?;
        if self.security_index != SecurityIndex::NONE {
            write!(f, " sec {}", self.security_index)?;
        }
        if self.checksum != 0 {
            write!(f, " cksum {:04x}", self.checksum)?;
        }
        if self.user_status != 0 {
            write!(f, " status {}", self.user_status)?;
        }
        write_flags(f, self.packet_type, self.flags)
    }
}

/// The flags in brackets, or nothing if there are none but the direction.
fn write_flags(f: &mut Formatter<'_>, packet_type: PacketType, flags: Flags) -> fmt::Result {
    let slow_start_or_jumbo = match packet_type {
        PacketType::Data => "jumbo",
        PacketType::Ack => "slow-start",
        _ => "0x20",
    };
    let more_or_extended = match packet_type {
        PacketType::Ack => "extended-sack",
        _ => "more",
    };
    let names = [
        (Flags::REQUEST_ACK, "req-ack"),
        (Flags::LAST_PACKET, "last"),
        (Flags::MORE_PACKETS, more_or_extended),
        (Flags::JUMBO_PACKET, slow_start_or_jumbo),
        (Flags::from_bits_retain(0x10), "0x10"),
        (Flags::from_bits_retain(0x40), "0x40"),
        (Flags::from_bits_retain(0x80), "0x80"),
    ];
    let mut separator = " [";
    for (flag, name) in names {
        if flags.contains(flag) {
            write!(f, "{separator}{name}")?;
            separator = " ";
        }
    }
    if separator == " " { f.write_char(']') } else { Ok(()) }
}

fn write_data(f: &mut Formatter<'_>, header: &Header, data: &Data<'_>) -> fmt::Result {
    let mut lengths = String::new();
    let mut good = 0;
    for subpacket in data.subpackets(header) {
        match subpacket {
            Ok(subpacket) if good == 0 => write!(lengths, "{}", subpacket.payload.len())?,
            Ok(subpacket) => write!(lengths, "+{}", subpacket.payload.len())?,
            Err(error) => {
                let bytes = data.payload.len();
                return write!(f, "{bytes} bytes, bad after {good} subpackets: {error}");
            }
        }
        good += 1;
    }
    f.write_str(&lengths)?;
    f.write_str(" bytes")?;
    match data.subpackets(header).last() {
        Some(Ok(last)) if good > 1 => {
            write!(f, " in {good} packets, final")?;
            write_flags(f, PacketType::Data, last.flags)
        }
        _ => Ok(()),
    }
}

fn write_ack(f: &mut Formatter<'_>, header: &Header, ack: &Ack<'_>) -> fmt::Result {
    write!(f, "{} first {} prev {}", ack.reason, ack.first_packet, ack.previous_packet)?;
    write!(f, " for serial {}", ack.serial)?;
    let table = ack.table(header.flags);
    write_soft_acks(f, ack, table)?;
    let words = [
        ("max-mtu", ack.max_mtu()),
        ("if-mtu", ack.interface_mtu()),
        ("rwind", ack.receive_window()),
        ("jumbo-max", ack.jumbo_max()),
    ];
    for (name, word) in words {
        if let Some(word) = word {
            write!(f, " {name} {word}")?;
        }
    }
    let known = match words.iter().filter(|(_, word)| word.is_some()).count() {
        0 => ack.rest.len().min(Ack::FILLER_LEN),
        present => Ack::FILLER_LEN + 4 * present + table.further_len(),
    };
    write_extra(f, ack.rest.len().saturating_sub(known))
}

/// Runs of packets that have arrived and, with an exclamation mark, of packets that have not:
/// `sack 3-5 !6 7`.
fn write_soft_acks(f: &mut Formatter<'_>, ack: &Ack<'_>, table: AckTable<'_>) -> fmt::Result {
    let told = match table.is_extended() {
        true => table.highest().map_or(0, |highest| highest + 1),
        false => table.len(),
    };
    if told == 0 {
        return Ok(());
    }
    f.write_str(" sack")?;
    let arrived = |index: usize| table.word(index / 64) >> (index % 64) & 1 != 0;
    let mut start = 0;
    while start < told {
        let end = (start + 1..told).find(|at| arrived(*at) != arrived(start)).unwrap_or(told);
        let missing = if arrived(start) { "" } else { "!" };
        // No more than 256 tables of 2048 packets.
        let seq = |index| ack.first_packet + u32::try_from(index).unwrap_or(u32::MAX);
        write!(f, " {missing}{}", seq(start))?;
        if end - start > 1 {
            write!(f, "-{}", seq(end - 1))?;
        }
        start = end;
    }
    Ok(())
}

fn write_challenge(
    f: &mut Formatter<'_>,
    header: &Header,
    challenge: &Challenge<'_>,
) -> fmt::Result {
    if header.security_index == SecurityIndex::RXKAD
        && let Ok(rxkad) = challenge.rxkad()
    {
        write!(f, "v{} nonce {:08x}", rxkad.version, rxkad.nonce)?;
        write!(f, " min-level {}", rxkad.min_level)?;
        return write_extra(f, challenge.bytes.len().saturating_sub(rxkad.encoded_len()));
    }
    write!(f, "{} bytes", challenge.bytes.len())
}

fn write_response(f: &mut Formatter<'_>, header: &Header, response: &Response<'_>) -> fmt::Result {
    if header.security_index == SecurityIndex::RXKAD
        && let Ok(rxkad) = response.rxkad()
    {
        write!(f, "v{} kvno {} ticket {} bytes", rxkad.version, rxkad.kvno, rxkad.ticket.len())?;
        return write_extra(f, rxkad.trailing.len());
    }
    write!(f, "{} bytes", response.bytes.len())
}

fn write_debug(f: &mut Formatter<'_>, header: &Header, debug: &Debug<'_>) -> fmt::Result {
    if header.flags.is_client_initiated()
        && let Some(request) = debug.request()
    {
        return write!(f, "{} index {}", request.kind, request.index);
    }
    let length = debug.bytes.len();
    // An answer does not say what it answers, but the lengths differ.
    match length {
        8 => f.write_str("bad type"),
        Stats::LEN => f.write_str("answer to GETSTATS"),
        Peer::LEN => f.write_str("answer to GETPEER"),
        Conn::LEN => f.write_str("answer to GETCONN"),
        RxStats::LEN => f.write_str("answer to RXSTATS"),
        _ => write!(f, "{length} bytes"),
    }
}

fn write_version(f: &mut Formatter<'_>, header: &Header, version: &Version<'_>) -> fmt::Result {
    if header.flags.is_client_initiated() {
        return write!(f, "request, {} bytes", version.bytes.len());
    }
    write!(f, "\"{}\"", version.text().escape_ascii())
}

/// What is there beyond the part that has a meaning.
fn write_extra(f: &mut Formatter<'_>, bytes: usize) -> fmt::Result {
    if bytes == 0 { Ok(()) } else { write!(f, " +{bytes} bytes") }
}
