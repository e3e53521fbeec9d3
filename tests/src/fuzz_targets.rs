//! The bodies of the fuzz targets: each takes any bytes and must not panic.
//!
//! `tests/fuzz` runs them under libFuzzer; `tests/tests/fuzz_corpora.rs` runs them over the stored
//! corpora as ordinary tests. Those here know the wire format only; those of rxkad are in [`crate::fuzz_rxkad`].

use crate::{fuzz_rxkad, fuzz_rxkad_packets};
use rxrpc_wire::debug::{Reply, RequestKind};
use rxrpc_wire::{
    Ack, AckBuilder, Challenge, Data, Debug, ExtendedAckBuilder, Flags, Header, JUMBO_DATA_LEN,
    JUMBO_HEADER_LEN, JumboBuilder, JumboError, Packet, Response, Seq, Subpacket, Version,
};

/// A fuzz target: its name, which is also that of its corpus, and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 11] = [
    ("packet", packet),
    ("ack", ack),
    ("jumbo", jumbo),
    ("response", response),
    ("debug", debug),
    ("ticket", fuzz_rxkad::ticket),
    ("der", fuzz_rxkad::der),
    ("key_payload", fuzz_rxkad::key_payload),
    ("key_file", fuzz_rxkad::key_file),
    ("verify", fuzz_rxkad_packets::verify),
    ("sealed_packet", fuzz_rxkad_packets::sealed_packet),
];

/// A datagram: what parses is rebuilt to the same bytes and prints as one line.
///
/// # Panics
///
/// If the wire format breaks one of these promises.
pub fn packet(datagram: &[u8]) {
    let Ok(packet) = Packet::parse(datagram) else { return };
    let mut rebuilt = Vec::new();
    packet.emit(&mut rebuilt);
    assert_eq!(rebuilt, datagram);
    assert_eq!(packet.encoded_len(), datagram.len());
    let line = packet.to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    let _ = format!("{packet:?}");
}

/// The body of an ACK: it is rebuilt to the same bytes, and a built ACK with its values says the
/// same.
///
/// # Panics
///
/// If the wire format breaks one of these promises.
pub fn ack(body: &[u8]) {
    let Ok(ack) = Ack::parse(body) else { return };
    let mut rebuilt = Vec::new();
    ack.emit(&mut rebuilt);
    assert_eq!(rebuilt, body);
    assert_eq!(ack.soft_acks().count(), ack.acks.len());
    ack_table(&ack);

    let Some(trailer) = ack.trailer() else {
        assert!(ack.jumbo_max().is_none());
        return;
    };
    let built = AckBuilder {
        first_packet: ack.first_packet,
        previous_packet: Seq(ack.previous_packet),
        serial: ack.serial,
        reason: ack.reason,
        acks: ack.acks,
        trailer,
        padding: 0,
    };
    let mut bytes = Vec::new();
    built.emit(&mut bytes);
    assert_eq!(bytes.len(), built.encoded_len());
    let again = Ack::parse(&bytes).expect("what was built is complete");
    assert!(again.soft_acks().eq(ack.soft_acks()));
    assert_eq!(again.trailer(), Some(trailer));
    assert_eq!((again.reason, again.serial), (ack.reason, ack.serial));
}

/// Whatever the flags say, the table stays within the packet, and built again says the same.
fn ack_table(ack: &Ack<'_>) {
    let plain = ack.table(Flags::empty());
    assert!(!plain.is_extended());
    let bits = |word: u64, count| (0..count).map(move |bit| word >> bit & 1 != 0);
    let told = (0..plain.len().div_ceil(64)).flat_map(|index| bits(plain.word(index), 64));
    assert!(told.take(plain.len()).eq(ack.soft_acks()));

    let table = ack.table(Flags::EXTENDED_SACK);
    assert_eq!(table.to_plain(), plain);
    if !table.is_extended() {
        assert_eq!(table, plain);
        return;
    }
    let arrived: Vec<u64> = (0..table.len() / 64).map(|index| table.word(index)).collect();
    assert!(arrived.len() <= 4 * ack.encoded_len());
    assert_eq!(table.word(arrived.len()), 0);
    assert_eq!(table.word(usize::MAX), 0);
    assert_eq!(table.highest().is_none(), arrived.iter().all(|word| *word == 0));
    let Some(trailer) = ack.trailer() else { panic!("an extended ACK has a trailer") };
    let built = ExtendedAckBuilder {
        first_packet: ack.first_packet,
        previous_packet: Seq(ack.previous_packet),
        serial: ack.serial,
        reason: ack.reason,
        arrived: &arrived,
        trailer,
    };
    let mut bytes = Vec::new();
    built.emit(&mut bytes);
    assert_eq!(bytes.len(), built.encoded_len());
    let again = Ack::parse(&bytes).expect("what was built is complete");
    let again = again.table(Flags::EXTENDED_SACK);
    assert_eq!(again.len(), table.len());
    assert!(arrived.iter().enumerate().all(|(index, word)| again.word(index) == *word));
}

/// A DATA datagram: every byte is accounted for, errors come last, and good jumbograms are rebuilt
/// to packets that say the same.
///
/// # Panics
///
/// If the wire format breaks one of these promises.
pub fn jumbo(datagram: &[u8]) {
    let Ok((header, payload)) = Header::parse(datagram) else { return };
    let mut packets = Vec::new();
    let mut failed = None;
    for packet in (Data { payload }).subpackets(&header) {
        assert!(failed.is_none(), "nothing follows an error");
        match packet {
            Ok(packet) => packets.push(packet),
            Err(error) => failed = Some(error),
        }
    }
    let stride = JUMBO_DATA_LEN + JUMBO_HEADER_LEN;
    match (failed, packets.split_last()) {
        (None, Some((last, before))) => {
            assert!(last.is_final_in_datagram);
            assert_eq!(before.len() * stride + last.payload.len(), payload.len());
            rebuild_jumbogram(&header, &packets);
        }
        (Some(JumboError::Short { present }), _) => {
            assert!(present < stride);
            assert_eq!(packets.len() * stride + present, payload.len());
        }
        (Some(error), _) => assert_eq!(error, JumboError::AfterLast),
        (None, None) => panic!("a DATA packet holds at least one packet"),
    }
}

fn rebuild_jumbogram(header: &Header, packets: &[Subpacket<'_>]) {
    let Some((first, others)) = packets.split_first() else { return };
    let mut rebuilt = Vec::new();
    let mut builder = JumboBuilder::new(&mut rebuilt, *header, first.payload);
    for packet in others {
        if let Err(error) = builder.push(packet.flags, packet.checksum, packet.payload) {
            // A UDP datagram has room for one more than may be built.
            assert_eq!(error, JumboError::TooMany);
            return;
        }
    }
    assert_eq!(builder.finish(), packets.len());
    let (header, payload) = Header::parse(&rebuilt).expect("a header was written");
    let again = (Data { payload }).subpackets(&header);
    assert!(again.eq(packets.iter().map(|packet| Ok(*packet))));
}

/// The body of a CHALLENGE or RESPONSE as rxkad reads it: what is accepted is rebuilt to the same
/// bytes.
///
/// # Panics
///
/// If the wire format breaks one of these promises.
pub fn response(body: &[u8]) {
    let mut rebuilt = Vec::new();
    match (Response { bytes: body }).rxkad() {
        Ok(response) => {
            response.emit(&mut rebuilt);
            assert_eq!(rebuilt, body);
            assert_eq!(rebuilt.len(), response.encoded_len());
        }
        Err(error) => {
            let _ = (error.to_string(), error.abort_code());
        }
    }
    if let Ok(challenge) = (Challenge { bytes: body }).rxkad() {
        rebuilt.clear();
        challenge.emit(&mut rebuilt);
        assert!(body.starts_with(&rebuilt));
        assert_eq!(rebuilt.len(), challenge.encoded_len());
    }
}

/// The body of a DEBUG or VERSION packet: whatever it is taken for is rebuilt to the same bytes.
///
/// # Panics
///
/// If the wire format breaks one of these promises.
pub fn debug(body: &[u8]) {
    let mut rebuilt = Vec::new();
    if let Some(request) = (Debug { bytes: body }).request() {
        request.emit(&mut rebuilt);
        assert!(body.starts_with(&rebuilt));
    }
    for kind in 0..=6 {
        if let Some(reply) = (Debug { bytes: body }).reply(RequestKind::from_i32(kind)) {
            rebuilt.clear();
            reply.emit(&mut rebuilt);
            assert_eq!(rebuilt.len(), reply.encoded_len());
            // Of "bad type" the second word does not count.
            let same = if reply == Reply::BadType { 4 } else { rebuilt.len() };
            assert_eq!(body.get(..same), rebuilt.get(..same));
        }
    }
    let version = Version { bytes: body };
    assert!(body.starts_with(version.text()));
    let _ = version.is_linux_request();
}
