//! Laws that hold for any input: no parser panics, parsing and building undo each other, and
//! arithmetic on a circle does what it should near the seam.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::collection::vec;
use proptest::prelude::*;
use rxrpc_wire::debug::{Conn, Peer, Reply, RequestKind, RxStats, Stats};
use rxrpc_wire::*;

prop_compose! {
    fn header()(
        ids in any::<(u32, u32, u32, u32, u32)>(),
        bytes in any::<(u8, u8, u8, u8)>(),
        checksum in any::<u16>(),
        service_id in any::<u16>(),
    ) -> Header {
        Header {
            epoch: Epoch(ids.0),
            cid: Cid(ids.1),
            call_number: CallNumber(ids.2),
            seq: Seq(ids.3),
            serial: Serial(ids.4),
            packet_type: PacketType::from_u8(bytes.0),
            flags: Flags::from_bits_retain(bytes.1),
            user_status: bytes.2,
            security_index: SecurityIndex(bytes.3),
            checksum,
            service_id: ServiceId(service_id),
        }
    }
}

/// Bytes that often are a packet: a header with a likely type and flags, and anything behind it.
fn datagram() -> impl Strategy<Value = Vec<u8>> {
    let likely = (header(), 0_u8..16, any::<u8>(), vec(any::<u8>(), 0..600)).prop_map(
        |(header, packet_type, count, mut body)| {
            let header = Header { packet_type: PacketType::from_u8(packet_type), ..header };
            // Announce a number of soft acknowledgements that may be there.
            if let Some(announced) = body.get_mut(17) {
                *announced = count / 4;
            }
            [&header.to_bytes()[..], &body].concat()
        },
    );
    prop_oneof![1 => vec(any::<u8>(), 0..64), 4 => likely]
}

proptest! {
    #[test]
    fn a_parsed_packet_is_rebuilt_to_the_same_bytes(bytes in datagram()) {
        if let Ok(packet) = Packet::parse(&bytes) {
            let mut rebuilt = Vec::new();
            packet.emit(&mut rebuilt);
            prop_assert_eq!(packet.encoded_len(), bytes.len());
            prop_assert_eq!(rebuilt, bytes);
        }
    }

    /// Everything that can be asked of a packet, and its line.
    #[test]
    fn nothing_panics(bytes in datagram()) {
        let Ok(packet) = Packet::parse(&bytes) else { return Ok(()) };
        let line = packet.to_string();
        prop_assert!(!line.contains('\n'));
        let rest = &bytes[Header::LEN..];
        let _ = Ack::parse(rest);
        let _ = Abort::parse(rest);
        let _ = Challenge { bytes: rest }.rxkad();
        let _ = Response { bytes: rest }.rxkad();
        let _ = Version { bytes: rest }.text();
        let _ = Debug { bytes: rest }.request();
        for kind in 0..7 {
            let _ = Debug { bytes: rest }.reply(RequestKind::from_i32(kind));
        }
    }

    #[test]
    fn a_built_header_is_parsed_to_the_same_values(header in header()) {
        let mut bytes = Vec::new();
        header.emit(&mut bytes);
        prop_assert_eq!(bytes.len(), Header::LEN);
        prop_assert_eq!(Header::parse(&bytes), Ok((header, &[][..])));
    }

    #[test]
    fn a_built_ack_is_parsed_to_the_same_values(
        words in any::<(u32, u32, u32)>(),
        reason in any::<u8>(),
        acks in vec(0_u8..2, 0..=255),
        trailer in any::<(u32, u32, u32, u32)>(),
        padding in 0_usize..100,
    ) {
        let trailer = AckTrailer {
            max_mtu: trailer.0,
            if_mtu: trailer.1,
            rwind: trailer.2,
            jumbo_max: trailer.3,
        };
        let built = AckBuilder {
            first_packet: Seq(words.0),
            previous_packet: Seq(words.1),
            serial: Serial(words.2),
            reason: AckReason::from_u8(reason),
            acks: &acks,
            trailer,
            padding,
        };
        let mut bytes = Vec::new();
        built.emit(&mut bytes);
        prop_assert_eq!(bytes.len(), built.encoded_len());
        let ack = Ack::parse(&bytes).unwrap();
        prop_assert_eq!((ack.first_packet, ack.previous_packet), (Seq(words.0), words.1));
        prop_assert_eq!((ack.serial, ack.reason.as_u8()), (Serial(words.2), reason));
        prop_assert_eq!((ack.buffer_space, ack.max_skew), (0, 0));
        prop_assert_eq!(ack.acks, &acks[..]);
        prop_assert_eq!(ack.trailer(), Some(trailer));
        prop_assert!(ack.rest[..3].iter().all(|byte| *byte == 0));
        prop_assert!(ack.rest[19..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn a_built_jumbogram_is_split_into_the_same_packets(
        header in header(),
        full in vec((any::<u8>(), any::<u16>()), 0..5),
        last in (any::<u8>(), any::<u16>(), vec(any::<u8>(), 0..1500)),
    ) {
        let no_last = |flags: u8| Flags::from_bits_retain(flags) - Flags::LAST_PACKET;
        let contents: Vec<Vec<u8>> =
            full.iter().map(|(fill, _)| vec![*fill; JUMBO_DATA_LEN]).collect();
        let mut packets: Vec<(Flags, u16, &[u8])> = full
            .iter()
            .zip(&contents)
            .map(|((flags, checksum), content)| (no_last(*flags), *checksum, &content[..]))
            .collect();
        packets.push((Flags::from_bits_retain(last.0), last.1, &last.2));

        let (flags, checksum, payload) = packets[0];
        let header = Header { packet_type: PacketType::Data, flags, checksum, ..header };
        let mut datagram = Vec::new();
        let mut builder = JumboBuilder::new(&mut datagram, header, payload);
        for (flags, checksum, payload) in &packets[1..] {
            prop_assert_eq!(builder.push(*flags, *checksum, payload), Ok(()));
        }
        prop_assert_eq!(builder.finish(), packets.len());

        let (parsed, payload) = Header::parse(&datagram).unwrap();
        let split: Vec<_> = subpackets(&parsed, payload).collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(split.len(), packets.len());
        let mut serial = header.serial;
        for (index, (packet, (flags, checksum, payload))) in split.iter().zip(&packets).enumerate() {
            let is_final = index + 1 == packets.len();
            let mut flags = *flags;
            flags.set(Flags::JUMBO_PACKET, !is_final);
            prop_assert_eq!(packet.flags, flags);
            prop_assert_eq!(packet.checksum, *checksum);
            prop_assert_eq!(packet.payload, *payload);
            prop_assert_eq!(packet.seq.distance(header.seq), i32::try_from(index).unwrap());
            prop_assert_eq!(packet.serial, serial);
            prop_assert_eq!(packet.is_final_in_datagram, is_final);
            serial = serial.next();
        }
    }

    /// However bad the datagram: all its bytes are accounted for, and an error comes last.
    #[test]
    fn any_datagram_is_split_into_what_it_holds(
        header in header(),
        jumbo_flags in vec(prop_oneof![9 => Just(0x20_u8), 1 => any::<u8>()], 0..8),
        tail in 0_usize..1500,
    ) {
        let mut payload = Vec::new();
        for flags in jumbo_flags {
            payload.extend_from_slice(&[0; JUMBO_DATA_LEN]);
            payload.extend_from_slice(&[flags, 0, 0, 0]);
        }
        payload.resize(payload.len() + tail, 0);
        let split: Vec<_> = subpackets(&header, &payload).collect();
        let (end, before) = split.split_last().unwrap();
        for packet in before {
            let packet = packet.unwrap();
            prop_assert_eq!(packet.payload.len(), JUMBO_DATA_LEN);
            prop_assert!(!packet.is_final_in_datagram);
        }
        let consumed = before.len() * (JUMBO_DATA_LEN + JUMBO_HEADER_LEN);
        match end {
            Ok(packet) => {
                prop_assert!(packet.is_final_in_datagram);
                prop_assert_eq!(consumed + packet.payload.len(), payload.len());
            }
            Err(JumboError::Short { present }) => {
                prop_assert_eq!(consumed + present, payload.len());
            }
            Err(error) => prop_assert_eq!(*error, JumboError::AfterLast),
        }
    }

    #[test]
    fn a_built_response_is_parsed_to_the_same_values(
        encrypted in vec(any::<u8>(), 40),
        kvno in any::<u32>(),
        ticket in vec(any::<u8>(), 4..400),
    ) {
        let encrypted: [u8; 40] = encrypted.try_into().unwrap();
        let response = RxkadResponse::new(&encrypted, kvno, &ticket).unwrap();
        let mut bytes = Vec::new();
        response.emit(&mut bytes);
        prop_assert_eq!(RxkadResponse::parse(&bytes), Ok(response));
        prop_assert_eq!(Response { bytes: &bytes }.rxkad(), Ok(response));
    }

    #[test]
    fn a_built_challenge_is_parsed_to_the_same_values(nonce: u32, min_level: u32) {
        let challenge = RxkadChallenge::new(nonce, min_level);
        let mut bytes = Vec::new();
        challenge.emit(&mut bytes);
        prop_assert_eq!(Challenge { bytes: &bytes }.rxkad(), Ok(challenge));
    }

    /// Spare bytes and unknown values of the DEBUG records survive.
    #[test]
    fn debug_records_are_rebuilt_to_the_same_bytes(bytes in vec(any::<u8>(), RxStats::LEN)) {
        let mut rebuilt = Vec::new();
        Stats::parse(&bytes).unwrap().emit(&mut rebuilt);
        prop_assert_eq!(&rebuilt, &bytes[..Stats::LEN]);
        rebuilt.clear();
        Conn::parse(&bytes).unwrap().emit(&mut rebuilt);
        prop_assert_eq!(&rebuilt, &bytes[..Conn::LEN]);
        rebuilt.clear();
        Peer::parse(&bytes).unwrap().emit(&mut rebuilt);
        prop_assert_eq!(&rebuilt, &bytes[..Peer::LEN]);
        rebuilt.clear();
        Reply::RxStats(RxStats::parse(&bytes).unwrap()).emit(&mut rebuilt);
        prop_assert_eq!(&rebuilt, &bytes);
    }

    #[test]
    fn sequence_numbers_wrap(base: u32, ahead in 1_u32..0x8000_0000) {
        let (base, later) = (Seq(base), Seq(base) + ahead);
        prop_assert_eq!(later - ahead, base);
        prop_assert_eq!(later.distance(base), i32::try_from(ahead).unwrap());
        prop_assert_eq!(base.distance(later), -i32::try_from(ahead).unwrap());
        prop_assert!(base.is_before(later) && later.is_after(base));
        prop_assert!(!later.is_before(base) && !base.is_after(later));
        prop_assert!(!base.is_before(base) && !base.is_after(base));
        prop_assert_eq!(base.next(), base + 1);
    }

    #[test]
    fn serials_never_become_0(base: u32) {
        let next = Serial(base).next();
        prop_assert!(!next.is_none());
        prop_assert!(Serial(base).is_before(next) && next.is_after(Serial(base)));
        let steps = if base == u32::MAX { 2 } else { 1 };
        prop_assert_eq!(next.distance(Serial(base)), steps);
    }

    #[test]
    fn a_cid_is_a_connection_and_a_channel(raw: u32) {
        let cid = Cid(raw);
        prop_assert_eq!(Cid::new(cid.connection(), cid.channel()), cid);
        prop_assert_eq!(cid.connection().as_u32() & 3, 0);
        prop_assert!(Channel::ALL.contains(&cid.channel()));
    }
}

#[test]
fn serials_skip_0_when_they_wrap() {
    assert_eq!(Serial(u32::MAX).next(), Serial(1));
    assert!(Serial(u32::MAX).is_before(Serial(1)));
}

#[test]
fn every_byte_has_a_packet_type_and_a_reason() {
    for number in 0..=255 {
        assert_eq!(PacketType::from_u8(number).as_u8(), number);
        assert_eq!(AckReason::from_u8(number).as_u8(), number);
        assert_eq!(Flags::from_bits_retain(number).bits(), number);
    }
    for number in -10..10 {
        assert_eq!(RequestKind::from_i32(number).as_i32(), number);
    }
}
