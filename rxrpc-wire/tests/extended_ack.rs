//! The extended table of soft acknowledgements: what is built is read back, what is inconsistent is
//! read as a plain ACK, and the layout is the one that was proposed.

use proptest::collection::vec;
use proptest::prelude::*;
use rxrpc_wire::{
    Ack, AckReason, AckTable, AckTrailer, Body, CallNumber, Cid, Epoch, ExtendedAckBuilder, Flags,
    Header, Packet, PacketType, SecurityIndex, Seq, Serial, ServiceId,
};

const TRAILER: AckTrailer = AckTrailer { max_mtu: 5692, if_mtu: 1444, rwind: 8192, jumbo_max: 4 };

/// Bytes before the table, after the table's first 255 bytes, and of the trailer.
const TABLE_AT: usize = Ack::FIXED_LEN;
const FILLER_AT: usize = TABLE_AT + 255;
const TRAILER_AT: usize = FILLER_AT + 3;
const FURTHER_AT: usize = TRAILER_AT + 16;

fn build(arrived: &[u64]) -> Vec<u8> {
    let mut body = Vec::new();
    let builder = ExtendedAckBuilder {
        first_packet: Seq(u32::MAX - 3),
        previous_packet: Seq(77),
        serial: Serial(9),
        reason: AckReason::OutOfSequence,
        arrived,
        trailer: TRAILER,
    };
    builder.emit(&mut body);
    assert_eq!(body.len(), builder.encoded_len());
    body
}

/// The words that have the bits of these packets.
fn words(packets: &[usize]) -> Vec<u64> {
    let mut words = vec![0; packets.iter().max().unwrap_or(&0) / 64 + 1];
    for packet in packets {
        words[packet / 64] |= 1_u64 << (packet % 64);
    }
    words
}

#[test]
fn every_bit_stands_where_the_proposal_puts_it() {
    // Packet, the byte that tells of it, and the bit.
    let places = [
        (1, TABLE_AT + 1, 0),
        (254, TABLE_AT + 254, 0),
        (255, FILLER_AT, 0),
        (256, TABLE_AT, 1),
        (511, FILLER_AT, 1),
        (700, TABLE_AT + 700 - 512, 2),
        (2047, FILLER_AT, 7),
        (2048, FURTHER_AT, 0),
        (2048 + 256 * 3 + 7, FURTHER_AT + 7, 3),
        (2 * 2048 + 300, FURTHER_AT + 256 + 44, 1),
    ];
    for (packet, byte, bit) in places {
        let body = build(&words(&[packet]));
        let further = packet / 2048;
        assert_eq!(body.len(), FURTHER_AT + 256 * further);
        let mut expected = vec![0; body.len()];
        expected[..TABLE_AT].copy_from_slice(&body[..TABLE_AT]);
        expected[17] = 255;
        expected[byte] |= 1 << bit;
        expected[FILLER_AT + 1] = 4;
        expected[FILLER_AT + 2] = u8::try_from(further).unwrap();
        expected[TRAILER_AT..FURTHER_AT].copy_from_slice(&body[TRAILER_AT..FURTHER_AT]);
        assert_eq!(body, expected, "packet {packet}");
    }
}

#[test]
fn who_knows_only_the_plain_form_reads_its_part_and_the_trailer() {
    let body = build(&words(&[1, 3, 254, 256, 5000]));
    let ack = Ack::parse(&body).unwrap();
    let told: Vec<usize> =
        ack.soft_acks().enumerate().filter_map(|(at, have)| have.then_some(at)).collect();
    assert_eq!(told, [1, 3, 254]);
    assert_eq!(ack.trailer(), Some(TRAILER));
    let table = ack.table(Flags::SLOW_START_OK);
    assert_eq!((table.len(), table.is_extended(), table.is_cut_off()), (255, false, true));
    assert_eq!(table.highest(), Some(254));
}

#[test]
fn what_is_inconsistent_is_read_as_plain() {
    let good = build(&words(&[1, 5000]));
    let is_extended =
        |body: &[u8]| Ack::parse(body).unwrap().table(Flags::EXTENDED_SACK).is_extended();
    assert!(is_extended(&good));
    assert!(!is_extended(&good[..good.len() - 1]), "cut short");
    let mut bad = good.clone();
    bad[FILLER_AT + 2] += 1;
    assert!(!is_extended(&bad), "more tables than there are");
    bad[FILLER_AT + 2] = 255;
    assert!(!is_extended(&bad), "absurdly many tables");
    let mut bad = good.clone();
    bad[FILLER_AT + 1] = 3;
    assert!(!is_extended(&bad), "tables in the place of the trailer");
    bad[FILLER_AT + 1] = 255;
    assert!(!is_extended(&bad), "a trailer longer than the packet");
    let mut few = good;
    few[17] = 254;
    assert!(!is_extended(&few), "a table that is not full has nothing to extend");
    let mut bare = few[..TABLE_AT].to_vec();
    bare[17] = 0;
    for extra in [&[][..], &[1], &[1, 4], &[1, 4, 0], &[255; 300]] {
        assert!(!is_extended(&[&bare, extra].concat()));
    }
}

#[test]
fn a_longer_trailer_moves_the_tables() {
    let body = build(&words(&[2048 + 5]));
    let (head, tables) = body.split_at(FURTHER_AT);
    let mut longer = [head, &[0xff; 4], tables].concat();
    longer[FILLER_AT + 1] = 5;
    let ack = Ack::parse(&longer).unwrap();
    assert_eq!(ack.trailer(), Some(TRAILER));
    assert_eq!(ack.table(Flags::EXTENDED_SACK).highest(), Some(2048 + 5));
}

#[test]
fn what_fits_a_datagram() {
    let room = 1444 - Header::LEN;
    let packets = ExtendedAckBuilder::packets_within(room);
    assert_eq!(packets, 5 * AckTable::PACKETS_PER_TABLE);
    assert!(build(&vec![u64::MAX; packets / 64]).len() <= room);
    assert!(build(&vec![u64::MAX; packets / 64 + 1]).len() > room);
    assert_eq!(ExtendedAckBuilder::packets_within(100), 0);
}

#[test]
fn it_prints_as_runs() {
    let header = Header {
        epoch: Epoch(0x8000_0001),
        cid: Cid(4),
        call_number: CallNumber(1),
        seq: Seq(0),
        serial: Serial(5),
        packet_type: PacketType::Ack,
        flags: Flags::EXTENDED_SACK,
        user_status: 0,
        security_index: SecurityIndex::NONE,
        checksum: 0,
        service_id: ServiceId(1),
    };
    let mut bytes = Vec::new();
    header.emit(&mut bytes);
    bytes.extend(build(&words(&[1, 2, 2100])));
    let packet = Packet::parse(&bytes).unwrap();
    assert!(matches!(packet.body, Body::Ack(_)));
    let line = packet.to_string();
    assert!(line.contains("[extended-sack]"), "{line}");
    assert!(
        line.contains("sack !4294967292 4294967293-4294967294 !4294967295-2095 2096 "),
        "{line}"
    );
    assert!(line.ends_with("jumbo-max 4"), "{line}");
}

proptest! {
    #[test]
    fn what_is_built_is_read_back(arrived in vec(any::<u64>(), 0..200)) {
        let body = build(&arrived);
        let ack = Ack::parse(&body).unwrap();
        let table = ack.table(Flags::EXTENDED_SACK);
        prop_assert!(table.is_extended());
        prop_assert!(table.len() >= 64 * arrived.len());
        for index in 0..table.len() / 64 + 2 {
            prop_assert_eq!(table.word(index), arrived.get(index).copied().unwrap_or(0));
        }
        let plain = table.to_plain();
        for index in 0..6 {
            let expected = arrived.get(index).copied().unwrap_or(0);
            let mask = match index { 0..=2 => u64::MAX, 3 => u64::MAX >> 1, _ => 0 };
            prop_assert_eq!(plain.word(index), expected & mask);
        }
    }

    #[test]
    fn a_plain_table_says_the_same_in_words(acks in vec(any::<u8>(), 0..=255)) {
        let ack = Ack {
            buffer_space: 0,
            max_skew: 0,
            first_packet: Seq(1),
            previous_packet: 1,
            serial: Serial(1),
            reason: AckReason::Idle,
            acks: &acks,
            rest: &[],
        };
        let table = ack.table(Flags::empty());
        prop_assert_eq!(table.len(), acks.len());
        for (at, byte) in acks.iter().enumerate() {
            prop_assert_eq!(table.word(at / 64) >> (at % 64) & 1, u64::from(byte & 1));
        }
        prop_assert_eq!(table.highest(), acks.iter().rposition(|byte| byte & 1 != 0));
    }
}
