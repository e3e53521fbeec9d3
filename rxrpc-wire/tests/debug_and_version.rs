//! What `rxdebug` asks and gets: sizes, ends of lists, texts that do not fit, and who may be
//! answered.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rxrpc_wire::debug::{
    Conn, Peer, Reply, Request, RequestKind, RxStats, Stats, reply_header, request_header,
};
use rxrpc_wire::{
    Body, CallNumber, Debug, Flags, Header, Packet, PacketType, Serial, ServiceId, Version,
};
use support::data_header;

/// The answers of DEBUG have the sizes that OpenAFS documents.
#[test]
fn debug_answers_have_the_known_sizes() {
    assert_eq!((Stats::LEN, Conn::LEN, RxStats::LEN, Peer::LEN), (56, 176, 284, 132));
    assert_eq!(Request::LEN, 8);
    for kind in 1..=5 {
        let kind = RequestKind::from_i32(kind);
        let length = match kind {
            RequestKind::GetStats => Stats::LEN,
            RequestKind::GetPeer => Peer::LEN,
            RequestKind::RxStats => RxStats::LEN,
            _ => Conn::LEN,
        };
        let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
        assert_eq!(Reply::parse(kind, &bytes[..length - 1]), None);
        let mut rebuilt = Vec::new();
        Reply::parse(kind, &bytes).unwrap().emit(&mut rebuilt);
        assert_eq!(rebuilt, bytes, "{kind}");
    }
}

/// No capture has a peer, so its fields are checked by position.
#[test]
fn the_fields_of_a_debug_peer_are_where_they_should_be() {
    let mut bytes = [0; Peer::LEN];
    bytes[..4].copy_from_slice(&[10, 0, 0, 1]);
    bytes[4..6].copy_from_slice(&7000_u16.to_be_bytes());
    bytes[24..28].copy_from_slice(&24_000_i32.to_be_bytes());
    bytes[40..44].copy_from_slice(&11_i32.to_be_bytes());
    bytes[60..62].copy_from_slice(&1444_u16.to_be_bytes());
    bytes[74..76].copy_from_slice(&3_u16.to_be_bytes());
    bytes[79] = 1;
    bytes[91] = 2;
    let peer = Peer::parse(&bytes).unwrap();
    assert_eq!((peer.host.to_string().as_str(), peer.port), ("10.0.0.1", 7000));
    assert_eq!((peer.rtt, peer.sent, peer.nat_mtu, peer.congest_seq), (24_000, 11, 1444, 3));
    assert_eq!((peer.bytes_sent(), peer.bytes_received()), (1 << 32, 2));
    assert!(!peer.is_end());
}

#[test]
fn the_end_of_a_debug_list_is_an_answer() {
    for conn in [
        Conn::end(),
        Conn { cid: u32::MAX, ..Conn::EMPTY },
        Conn { host: [255; 4].into(), ..Conn::EMPTY },
    ] {
        assert!(conn.is_end());
    }
    assert!(Peer::end().is_end());
    assert!(!Conn::EMPTY.is_end() && !Peer::EMPTY.is_end());
}

#[test]
fn an_unknown_debug_question_is_answered_with_bad_type() {
    let mut bytes = Vec::new();
    Reply::BadType.emit(&mut bytes);
    assert_eq!(bytes, [[0xff, 0xff, 0xff, 0xf8]; 2].concat());
    for kind in [RequestKind::GetStats, RequestKind::Unknown(77)] {
        assert_eq!(Debug { bytes: &bytes }.reply(kind), Some(Reply::BadType));
    }
    assert_eq!(Reply::parse(RequestKind::Unknown(77), &[0; 300]), None);
    assert_eq!(Debug { bytes: &[0; 7] }.request(), None);
}

#[test]
fn a_debug_answer_travels_the_other_way() {
    let question = request_header(CallNumber(5));
    assert_eq!(question.flags.bits(), 0x05);
    let answer = reply_header(&question);
    assert_eq!((answer.flags.bits(), answer.call_number), (0x04, CallNumber(5)));
}

#[test]
fn version_texts_are_cut_to_fit() {
    let request = Header { packet_type: PacketType::Version, ..data_header() };
    let text_of = |text: &str| {
        let mut datagram = Vec::new();
        Version::emit_reply(&request, text, &mut datagram);
        assert_eq!(datagram.len(), 93);
        let packet = Packet::parse(&datagram).unwrap();
        assert_eq!(packet.header.flags, Flags::LAST_PACKET);
        assert_eq!((packet.header.serial, packet.header.service_id), (Serial(0), ServiceId(52)));
        let Body::Version(version) = packet.body else { panic!("VERSION") };
        String::from_utf8(version.text().to_vec()).unwrap()
    };
    assert_eq!(text_of("rxrpc 1"), "rxrpc 1");
    assert_eq!(text_of(&"x".repeat(100)), "x".repeat(64));
    assert_eq!(text_of("a\0b"), "a");
}

#[test]
fn linux_answers_version_requests_that_start_with_0() {
    let linux = |bytes: &[u8]| Version { bytes }.is_linux_request();
    assert!(linux(&[0]) && linux(&[0, 1]) && !linux(&[]) && !linux(b"A"));
    let request = Header { packet_type: PacketType::Version, ..data_header() };
    assert!(Version::is_request(&request));
    assert!(!Version::is_request(&Header { flags: Flags::LAST_PACKET, ..request }));
    assert!(!Version::is_request(&data_header()));
}

/// It looks like a reply, which nobody answers, and its body like a question of Linux.
#[test]
fn a_keepalive_is_no_question() {
    let mut datagram = Vec::new();
    Version::emit_keepalive(&mut datagram);
    assert_eq!(datagram.len(), 29);
    let packet = Packet::parse(&datagram).unwrap();
    assert!(!Version::is_request(&packet.header));
    assert_eq!(
        (packet.header.flags, packet.header.call_number),
        (Flags::LAST_PACKET, CallNumber(0))
    );
}
