//! The edges of every parser: one byte short, exactly enough, more than asked for.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rxrpc_wire::*;
use support::data_header;

#[test]
fn a_header_takes_28_bytes() {
    let bytes = data_header().to_bytes();
    assert_eq!(Header::parse(&bytes[..27]), Err(WireError::ShortHeader { present: 27 }));
    assert_eq!(Header::parse(&[]), Err(WireError::ShortHeader { present: 0 }));
    assert_eq!(Header::parse(&bytes), Ok((data_header(), &[][..])));
}

#[test]
fn an_ack_needs_its_fixed_fields_and_what_it_announces() {
    assert_eq!(Ack::parse(&[0; 17]), Err(WireError::ShortAck { present: 17 }));
    let mut body = [0; 18 + 2];
    body[17] = 3;
    assert_eq!(Ack::parse(&body), Err(WireError::ShortSack { announced: 3, present: 2 }));
    body[17] = 2;
    let ack = Ack::parse(&body).unwrap();
    assert_eq!((ack.acks.len(), ack.rest.len()), (2, 0));
}

/// Only bit 0 of a soft acknowledgement counts, and the others survive.
#[test]
fn only_bit_0_of_a_soft_acknowledgement_counts() {
    let mut body = vec![0; 18];
    body[17] = 4;
    body.extend_from_slice(&[0x01, 0xfe, 0xff, 0x00]);
    let ack = Ack::parse(&body).unwrap();
    assert_eq!(ack.soft_acks().collect::<Vec<_>>(), [true, false, true, false]);
    assert_eq!(ack.soft_acks().len(), 4);
    let mut rebuilt = Vec::new();
    ack.emit(&mut rebuilt);
    assert_eq!(rebuilt, body);
}

#[test]
fn a_short_trailer_is_read_as_far_as_it_goes() {
    let trailer = AckTrailer { max_mtu: 1, if_mtu: 2, rwind: 3, jumbo_max: 4 };
    let mut body = Vec::new();
    AckBuilder {
        first_packet: Seq(1),
        previous_packet: Seq(0),
        serial: Serial::NONE,
        reason: AckReason::Ping,
        acks: &[],
        trailer,
        padding: 0,
    }
    .emit(&mut body);
    for length in Ack::FIXED_LEN..body.len() {
        let ack = Ack::parse(&body[..length]).unwrap();
        let words = length.saturating_sub(Ack::FIXED_LEN + Ack::FILLER_LEN) / 4;
        assert_eq!(ack.max_mtu(), (words >= 1).then_some(1));
        assert_eq!(ack.interface_mtu(), (words >= 2).then_some(2));
        assert_eq!(ack.receive_window(), (words >= 3).then_some(3));
        assert_eq!(ack.jumbo_max(), None);
        assert_eq!(ack.trailer(), None);
    }
    assert_eq!(Ack::parse(&body).unwrap().trailer(), Some(trailer));
}

/// The count is one byte, so more than 255 cannot be said.
#[test]
fn a_built_ack_reports_at_most_255_packets() {
    let acks = [0xff; 300];
    let builder = AckBuilder {
        first_packet: Seq(1),
        previous_packet: Seq(300),
        serial: Serial(1),
        reason: AckReason::Requested,
        acks: &acks,
        trailer: AckTrailer { max_mtu: 0, if_mtu: 0, rwind: 0, jumbo_max: 0 },
        padding: 10,
    };
    let mut body = Vec::new();
    builder.emit(&mut body);
    assert_eq!(body.len(), builder.encoded_len());
    let ack = Ack::parse(&body).unwrap();
    assert_eq!(ack.acks, [1; 255]);
    assert_eq!(ack.rest.len(), Ack::FILLER_LEN + AckTrailer::LEN + 10);

    let direct = Ack { acks: &acks, ..ack };
    let mut body = Vec::new();
    direct.emit(&mut body);
    assert_eq!(body.len(), direct.encoded_len());
    assert_eq!(Ack::parse(&body).unwrap().acks.len(), 255);
}

#[test]
fn an_abort_needs_its_code() {
    assert_eq!(Abort::parse(&[0; 3]), Err(WireError::ShortAbort { present: 3 }));
    let abort = Abort::parse(&[0xff, 0xff, 0xff, 0xfb, 9]).unwrap();
    assert_eq!((abort.code, abort.trailing), (AbortCode::RX_PROTOCOL_ERROR, &[9][..]));
    assert_eq!(Abort::new(AbortCode(1)).encoded_len(), 4);
}

#[test]
fn jumbo_datagrams_have_the_known_sizes() {
    for (subpackets, length) in
        [(1, 1440), (2, 2856), (3, 4272), (4, 5688), (6, 8520), (8, 11352), (46, 65160)]
    {
        assert_eq!(jumbo_datagram_len(subpackets), length);
    }
    assert_eq!(jumbo_datagram_len(0), 1440);
    assert_eq!(jumbo_datagram_len(usize::MAX), usize::MAX);
}

fn split(flags: Flags, payload: &[u8]) -> Vec<Result<Subpacket<'_>, JumboError>> {
    subpackets(&Header { flags, ..data_header() }, payload).collect()
}

#[test]
fn a_subpacket_before_another_must_be_full() {
    let jumbo = Flags::JUMBO_PACKET;
    assert_eq!(split(jumbo, &[0; 1411]), [Err(JumboError::Short { present: 1411 })]);
    assert_eq!(split(jumbo, &[0; 1415]), [Err(JumboError::Short { present: 1415 })]);
    let split = split(jumbo, &[0; 1416]);
    assert_eq!(split.len(), 2);
    let last = split[1].unwrap();
    assert_eq!((last.payload, last.is_final_in_datagram), (&[][..], true));
    assert_eq!((last.seq, last.serial), (Seq(2), Serial(10)));
}

#[test]
fn nothing_may_follow_the_last_packet_of_a_call() {
    assert_eq!(
        split(Flags::JUMBO_PACKET | Flags::LAST_PACKET, &[0; 3000]),
        [Err(JumboError::AfterLast)],
    );
    // The same in the second subpacket: the first is good.
    let mut payload = vec![0; 3000];
    payload[JUMBO_DATA_LEN] = 0x24;
    let split = split(Flags::JUMBO_PACKET, &payload);
    assert_eq!(split.len(), 2);
    assert_eq!(split[0].unwrap().payload.len(), JUMBO_DATA_LEN);
    assert_eq!(split[1], Err(JumboError::AfterLast));
}

/// Sequence numbers and serials wrap inside a jumbogram; serials skip 0.
#[test]
fn counters_wrap_inside_a_jumbogram() {
    let header = Header {
        seq: Seq(u32::MAX),
        serial: Serial(u32::MAX),
        flags: Flags::JUMBO_PACKET,
        ..data_header()
    };
    let payload = [0; 1416];
    let second = subpackets(&header, &payload).nth(1).unwrap().unwrap();
    assert_eq!((second.seq, second.serial), (Seq(0), Serial(1)));
}

/// OpenAFS fills a single packet with 1416 bytes when it may.
#[test]
fn a_single_packet_may_be_longer_than_a_subpacket() {
    let split = split(Flags::empty(), &[0; 1416]);
    assert_eq!(split.len(), 1);
    assert_eq!(split[0].unwrap().payload.len(), 1416);
}

#[test]
fn the_jumbo_builder_refuses_what_would_be_wrong_and_stays_usable() {
    let (full, short) = ([1; JUMBO_DATA_LEN], [2; 10]);
    let mut out = Vec::new();
    let mut builder = JumboBuilder::new(&mut out, data_header(), &full);
    // A flag that is not the caller's to set.
    builder.push(Flags::JUMBO_PACKET, 0x1234, &short).unwrap();
    let short_error = JumboError::Short { present: 10 };
    assert_eq!(builder.push(Flags::empty(), 0, &full), Err(short_error));
    assert_eq!(builder.finish(), 2);
    let split: Vec<_> = split_datagram(&out);
    assert_eq!((split[1].checksum, split[1].payload), (0x1234, &short[..]));

    let last = Header { flags: Flags::LAST_PACKET, ..data_header() };
    let mut out = Vec::new();
    let mut builder = JumboBuilder::new(&mut out, last, &full);
    assert_eq!(builder.push(Flags::empty(), 0, &full), Err(JumboError::AfterLast));
    assert_eq!(builder.finish(), 1);
    assert_eq!(out.len(), jumbo_datagram_len(1));
}

fn split_datagram(datagram: &[u8]) -> Vec<Subpacket<'_>> {
    let (header, payload) = Header::parse(datagram).unwrap();
    subpackets(&header, payload).collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_jumbogram_holds_46_subpackets() {
    let full = [1; JUMBO_DATA_LEN];
    let mut out = Vec::new();
    let mut builder = JumboBuilder::new(&mut out, data_header(), &full);
    for _ in 1..MAX_JUMBO_SUBPACKETS {
        builder.push(Flags::empty(), 0, &full).unwrap();
    }
    assert_eq!(builder.push(Flags::empty(), 0, &full), Err(JumboError::TooMany));
    assert_eq!(builder.finish(), MAX_JUMBO_SUBPACKETS);
    assert_eq!(out.len(), jumbo_datagram_len(MAX_JUMBO_SUBPACKETS));
    assert_eq!(split_datagram(&out).len(), MAX_JUMBO_SUBPACKETS);
}

#[test]
fn rxkad_challenges_are_told_apart_by_length() {
    let words = |words: &[u32]| words.iter().flat_map(|w| w.to_be_bytes()).collect::<Vec<_>>();
    let rxkad = |bytes: &[u8]| Challenge { bytes }.rxkad();
    let v2 = words(&[2, 77, 1, 0]);
    assert_eq!(rxkad(&v2), Ok(RxkadChallenge::new(77, 1)));
    let v1 = RxkadChallenge { version: 1, nonce: 77, min_level: 1, spare: 0 };
    assert_eq!(rxkad(&words(&[77, 1])), Ok(v1));
    let mut rebuilt = Vec::new();
    v1.emit(&mut rebuilt);
    assert_eq!(rebuilt, words(&[77, 1]));
    assert_eq!(rebuilt.len(), v1.encoded_len());

    for length in (0..16).filter(|length| *length != 8) {
        assert_eq!(rxkad(&v2[..length]), Err(RxkadError::Short { needed: 16, present: length }));
    }
    assert_eq!(rxkad(&words(&[3, 77, 1, 0])), Err(RxkadError::Version(3)));
    assert_eq!(RxkadError::Version(3).abort_code(), AbortCode::RXKADINCONSISTENCY);
}

#[test]
fn rxkad_responses_are_bounded() {
    let ticket = [9; 12_001];
    let build = |length: usize| {
        let mut bytes = Vec::new();
        RxkadResponse::new(&[5; 40], 213, &ticket[..length]).unwrap().emit(&mut bytes);
        bytes
    };
    let rxkad = |bytes: &[u8]| RxkadResponse::parse(bytes).map(|response| response.ticket.len());
    assert_eq!(rxkad(&build(4)), Ok(4));
    assert_eq!(rxkad(&build(12_000)), Ok(12_000));
    for bad in [3, 12_001] {
        let error = RxkadError::TicketLength(bad.try_into().unwrap());
        assert_eq!(RxkadResponse::new(&[5; 40], 0, &ticket[..bad]), Err(error));
        assert_eq!(error.abort_code(), AbortCode::RXKADTICKETLEN);
    }

    let good = build(100);
    assert_eq!(rxkad(&good[..55]), Err(RxkadError::Short { needed: 56, present: 55 }));
    assert_eq!(rxkad(&good[..155]), Err(RxkadError::Short { needed: 156, present: 155 }));
    let mut bad = good.clone();
    bad[52..56].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(rxkad(&bad), Err(RxkadError::TicketLength(u32::MAX)));
    bad[3] = 1;
    assert_eq!(rxkad(&bad), Err(RxkadError::Version(1)));

    let mut longer = good;
    longer.extend_from_slice(b"more");
    let response = RxkadResponse::parse(&longer).unwrap();
    assert_eq!((response.trailing, response.ticket_len()), (&b"more"[..], 100));
}

/// A reply without a connection must not look like a question, or two servers could answer each
/// other for ever.
#[test]
fn a_connectionless_reply_turns_the_direction_round() {
    let stray = Header { security_index: SecurityIndex::RXKAD, checksum: 5, ..data_header() };
    let reply = stray.connectionless_reply(PacketType::Abort);
    assert_eq!(reply.flags, Flags::empty());
    assert_eq!((reply.epoch, reply.cid), (stray.epoch, stray.cid));
    assert_eq!((reply.call_number, reply.service_id), (stray.call_number, stray.service_id));
    assert_eq!((reply.seq, reply.serial), (Seq(0), Serial::NONE));
    assert_eq!((reply.security_index, reply.checksum), (SecurityIndex::RXKAD, 0));
    let back = reply.connectionless_reply(PacketType::Abort);
    assert_eq!(back.flags, Flags::CLIENT_INITIATED);
}

#[test]
fn abort_code_0_names_no_reason() {
    assert_eq!(AbortCode(0).or(AbortCode(-1)), AbortCode(-1));
    assert_eq!(AbortCode(7).or(AbortCode(-1)), AbortCode(7));
}

#[test]
fn abort_codes_have_names() {
    assert_eq!(AbortCode(-1).to_string(), "RX_CALL_DEAD (-1)");
    assert_eq!(AbortCode(-100).name(), Some("RX_RESTARTING"));
    assert_eq!(AbortCode(-457).name(), Some("RXGEN_CC_XDRFREE"));
    assert_eq!(AbortCode(19_270_412).name(), Some("RXKADILLEGALLEVEL"));
    assert_eq!(AbortCode(1_233_242_882).name(), Some("RXGK_BADCHALLENGE"));
    assert_eq!((AbortCode(0).name(), AbortCode(0).to_string()), (None, "0".to_owned()));
    assert_eq!(AbortCode(19_270_413).to_string(), "19270413");
}

#[test]
fn ids_keep_to_their_bits() {
    assert_eq!(Channel::new(3).map(Channel::index), Some(3));
    assert_eq!(Channel::new(4), None);
    assert_eq!(ConnectionId::from_raw(0xffff_ffff).as_u32(), 0xffff_fffc);
    assert_eq!(ConnectionId::from_raw(0xffff_fffc).next().as_u32(), 0);
    assert!(Epoch(0x8000_0000).is_random() && !Epoch(0x7fff_ffff).is_random());
    assert_eq!(CallNumber(0x7fff_fffe).next(), Some(CallNumber::MAX));
    assert_eq!(CallNumber::MAX.next(), None);
    assert_eq!(CallNumber(u32::MAX).next(), None);
    assert_eq!(SecurityIndex(7).to_string(), "7");
}

#[test]
fn round_trip_times_come_from_prompt_acks_only() {
    let usable: Vec<u8> =
        (0..=255).filter(|number| AckReason::from_u8(*number).is_rtt_usable()).collect();
    assert_eq!(usable, [1, 2, 3, 4, 5, 7, 9]);
}

#[test]
fn packets_are_of_one_call_if_all_that_sorts_them_is_the_same() {
    let header: [u8; 28] = std::array::from_fn(|at| at as u8);
    let may_differ = [12..21, 22..23, 24..26];
    for at in 0..28 {
        let mut other = header.to_vec();
        other[at] ^= if at == 21 { Flags::CLIENT_INITIATED.bits() } else { 0x10 };
        let same = may_differ.iter().any(|range| range.contains(&at));
        assert_eq!(Header::are_of_one_call(&header, &other), same, "offset {at}");
    }
    let mut flagged = header;
    flagged[21] ^= !Flags::CLIENT_INITIATED.bits();
    assert!(Header::are_of_one_call(&header, &flagged), "other flags sort nothing");
    assert!(!Header::are_of_one_call(&header[..27], &header));
    assert!(!Header::are_of_one_call(&header, &header[..27]));
}
