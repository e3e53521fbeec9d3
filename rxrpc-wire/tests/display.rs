//! The lines that packets print as: one of every type, from captures where there are some.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rxrpc_wire::{
    Flags, Header, JUMBO_DATA_LEN, JumboBuilder, Packet, PacketType, SecurityIndex, Seq,
};
use support::{capture, data_header};

/// The line of a captured packet, by its number in the file.
#[track_caller]
fn assert_line(file: &str, number: usize, line: &str) {
    let datagrams = capture(file);
    let packet = Packet::parse(&datagrams[number - 1].bytes).unwrap();
    assert_eq!(packet.to_string(), line, "{file} #{number}");
}

/// The line of a packet with this header and body.
fn line_of(header: Header, body: &[u8]) -> String {
    let mut datagram = header.to_bytes().to_vec();
    datagram.extend_from_slice(body);
    Packet::parse(&datagram).unwrap().to_string()
}

fn line_of_type(packet_type: PacketType, body: &[u8]) -> String {
    let header = Header { packet_type, seq: Seq(0), ..data_header() };
    line_of(header, body)
}

#[test]
fn data_of_one_packet() {
    assert_line(
        "linux/k73-ipv6-echo",
        1,
        "DATA c→s epoch 930f33dd cid 8418ca84/0 call 1 seq 1 serial 1 svc 100 [req-ack] 1412 bytes",
    );
    assert_line(
        "openafs/rxkad-v4-level2",
        5,
        "DATA c→s epoch 9b9588de cid fdd64144/0 call 1 seq 2 serial 3 svc 147 sec rxkad cksum cfa2 \
         [req-ack more] 1408 bytes",
    );
    assert_line(
        "linux/k61-upgrade-1call",
        1,
        "DATA c→s epoch a5768de8 cid 128ea12c/0 call 1 seq 1 serial 1 svc 100 status 1 \
         [req-ack last] 54 bytes",
    );
}

#[test]
fn data_of_several_packets() {
    assert_line(
        "openafs/bulk-recv-jumbo",
        131,
        "DATA s→c epoch 959e51da cid c89e3aa4/0 call 1 seq 145 serial 145 svc 147 [more jumbo] \
         1412+60 bytes in 2 packets, final [last]",
    );
}

#[test]
fn data_of_a_bad_jumbogram() {
    let mut datagram = Vec::new();
    let mut jumbo = JumboBuilder::new(&mut datagram, data_header(), &[0; JUMBO_DATA_LEN]);
    jumbo.push(Flags::LAST_PACKET, 0, b"end").unwrap();
    jumbo.finish();
    // The second subpacket promises a third.
    datagram[Header::LEN + JUMBO_DATA_LEN] = Flags::JUMBO_PACKET.bits();
    assert_eq!(
        Packet::parse(&datagram).unwrap().to_string(),
        "DATA c→s epoch 9abcdef0 cid 1a2b3c/2 call 7 seq 1 serial 9 svc 52 [jumbo] 1419 bytes, bad \
         after 1 subpackets: 3 bytes where a full subpacket and a jumbo header must be",
    );
}

#[test]
fn ack() {
    assert_line(
        "openafs/bulk-send-loss10pct-at-server",
        31,
        "ACK s→c epoch ba9f921f cid d4ef89d0/0 call 1 serial 14 svc 147 [slow-start] \
         OUT_OF_SEQUENCE first 10 prev 18 for serial 18 sack !10 11-15 !16 17-18 \
         max-mtu 5692 if-mtu 1444 rwind 32 jumbo-max 4",
    );
}

#[test]
fn ack_with_padding() {
    assert_line(
        "linux/k73-client-abort-by-timeout",
        6,
        "ACK s→c epoch c162765d cid c603fc14/0 call 1 serial 4 svc 100 [req-ack slow-start] \
         PING first 2 prev 1 for serial 0 max-mtu 65160 if-mtu 1444 rwind 254 jumbo-max 0 \
         +1403 bytes",
    );
}

#[test]
fn ack_with_part_of_the_trailer() {
    let datagrams = capture("openafs/echo-multi-packet");
    let ack = datagrams.iter().find(|datagram| datagram.bytes[20] == 2).unwrap();
    let ending = |bytes_left_out: usize| {
        let bytes = &ack.bytes[..ack.bytes.len() - bytes_left_out];
        let line = Packet::parse(bytes).unwrap().to_string();
        line[line.find(" for serial").unwrap()..].to_owned()
    };
    assert_eq!(ending(4), " for serial 1 sack 1 max-mtu 5692 if-mtu 1444 rwind 16");
    assert_eq!(ending(9), " for serial 1 sack 1 max-mtu 5692 +3 bytes");
    assert_eq!(ending(17), " for serial 1 sack 1");
    assert_eq!(ending(19), " for serial 1 sack 1");
}

#[test]
fn busy_and_ackall() {
    assert_line(
        "openafs/busy",
        11,
        "BUSY s→c epoch 915a59ba cid 993661f8/0 call 2 serial 5 svc 147 0 bytes",
    );
    assert_eq!(
        line_of_type(PacketType::AckAll, b""),
        "ACKALL c→s epoch 9abcdef0 cid 1a2b3c/2 call 7 serial 9 svc 52 0 bytes",
    );
}

#[test]
fn abort() {
    assert_line(
        "openafs/abort-app-code",
        2,
        "ABORT s→c epoch a20b5fd7 cid 799627bc/0 call 1 serial 1 svc 147 12345",
    );
    assert_line(
        "openafs/abort-bad-opcode",
        2,
        "ABORT s→c epoch 9b06372f cid 2aae2754/0 call 1 serial 1 svc 147 RXGEN_OPCODE (-455)",
    );
    assert_line(
        "openafs/rxkad-bad-ticket-key",
        4,
        "ABORT s→c epoch 8d49f9cc cid 5e4b5ac8/0 call 0 serial 2 svc 147 sec rxkad \
         RXKADBADTICKET (19270407)",
    );
}

#[test]
fn challenge() {
    assert_line(
        "openafs/rxkad-level-too-low",
        2,
        "CHALLENGE s→c epoch a302ced0 cid 8b73a98/0 call 0 serial 1 svc 147 sec rxkad \
         v2 nonce 74e30ce9 min-level 2",
    );
    let rxgk = Header {
        packet_type: PacketType::Challenge,
        flags: Flags::empty(),
        security_index: SecurityIndex::YFS_RXGK,
        seq: Seq(0),
        ..data_header()
    };
    assert_eq!(
        line_of(rxgk, &[0; 20]),
        "CHALLENGE s→c epoch 9abcdef0 cid 1a2b3c/2 call 7 serial 9 svc 52 sec yfs-rxgk 20 bytes",
    );
}

#[test]
fn response() {
    assert_line(
        "openafs/rxkad-krb5-level2",
        4,
        "RESPONSE c→s epoch b2573088 cid ae0400ec/0 call 0 serial 2 svc 147 sec rxkad cksum 7a0d \
         v2 kvno 213 ticket 163 bytes",
    );
}

#[test]
fn debug() {
    assert_line(
        "openafs/rxdebug",
        5,
        "DEBUG c→s epoch 000003e7 cid 0/0 call 103 serial 0 svc 0 [last] GETALLCONN index 0",
    );
    assert_line(
        "openafs/rxdebug",
        6,
        "DEBUG s→c epoch 000003e7 cid 0/0 call 103 serial 0 svc 0 [last] answer to GETCONN",
    );
}

#[test]
fn version() {
    assert_line(
        "openafs/version",
        1,
        "VERSION c→s epoch 000003e7 cid 0/0 call 101 serial 0 svc 0 [last] request, 1 bytes",
    );
    assert_line(
        "openafs/version",
        2,
        "VERSION s→c epoch 000003e7 cid 0/0 call 101 serial 0 svc 0 [last] \
         \"OpenAFS 1.8.9-1+deb12u1-debian 2024-12-25\"",
    );
}

#[test]
fn types_without_a_name_and_flags_without_a_name() {
    assert_eq!(
        line_of_type(PacketType::Params(10), b"abc"),
        "PARAMS-10 c→s epoch 9abcdef0 cid 1a2b3c/2 call 7 serial 9 svc 52 3 bytes",
    );
    let odd = Header {
        packet_type: PacketType::Unknown(200),
        flags: Flags::from_bits_retain(0xff),
        ..data_header()
    };
    assert_eq!(
        line_of(odd, b""),
        "TYPE-200 c→s epoch 9abcdef0 cid 1a2b3c/2 call 7 seq 1 serial 9 svc 52 \
         [req-ack last more 0x20 0x10 0x40 0x80] 0 bytes",
    );
}

/// What a peer puts into a text cannot end the line or start an escape sequence.
#[test]
fn version_text_is_escaped() {
    let reply = Header { flags: Flags::LAST_PACKET, ..data_header() };
    let reply = Header { packet_type: PacketType::Version, ..reply };
    let line = line_of(reply, b"a\n\x1b[31m\"\xff\0rest");
    assert!(line.ends_with(r#" "a\n\x1b[31m\"\xff""#), "{line}");
}
