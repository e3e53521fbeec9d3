//! Every packet of every capture is parsed and rebuilt to the same bytes, and says what an
//! independent reader of the captures says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use rxrpc_wire::debug::{Reply, RequestKind};
use rxrpc_wire::{
    AckBuilder, Body, CallNumber, Flags, Header, JUMBO_DATA_LEN, JumboBuilder, Packet, PacketType,
    SecurityIndex, Seq, Version, subpackets,
};
use support::{Datagram, capture, captures};

fn all() -> Vec<Datagram> {
    let mut all = captures("openafs");
    all.extend(captures("linux"));
    all.extend(captures("with-linux"));
    all
}

fn parse(datagram: &Datagram) -> Packet<'_> {
    Packet::parse(&datagram.bytes)
        .unwrap_or_else(|error| panic!("{} #{}: {error}", datagram.file, datagram.number))
}

#[test]
fn every_packet_is_rebuilt_to_the_same_bytes() {
    for datagram in all() {
        let packet = parse(&datagram);
        let mut rebuilt = Vec::new();
        packet.emit(&mut rebuilt);
        assert_eq!(rebuilt, datagram.bytes, "{} #{}", datagram.file, datagram.number);
        assert_eq!(packet.encoded_len(), datagram.bytes.len());
    }
}

/// The numbers were counted by another program, from byte 20 of each UDP payload.
#[test]
fn the_captures_hold_what_they_should() {
    let count = |directory| {
        let mut counts = BTreeMap::new();
        for datagram in captures(directory) {
            *counts.entry(parse(&datagram).header.packet_type.as_u8()).or_insert(0) += 1;
        }
        counts.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(
        count("openafs"),
        [(1, 503), (2, 486), (3, 1), (4, 10), (6, 18), (7, 17), (8, 54), (13, 2)],
    );
    assert_eq!(count("linux"), [(1, 1239), (2, 681), (4, 16), (6, 6), (7, 6)]);
    assert_eq!(count("with-linux"), [(1, 250), (2, 358), (3, 37), (6, 7), (7, 7), (13, 8)]);
}

#[test]
fn every_packet_prints_as_one_line() {
    for datagram in all() {
        let packet = parse(&datagram);
        let line = packet.to_string();
        assert!(line.starts_with(&packet.header.packet_type.to_string()), "{line}");
        assert!(!line.contains('\n') && line.len() < 400, "{line}");
    }
}

#[test]
fn every_jumbogram_is_split_and_rebuilt() {
    let mut jumbograms = 0;
    for datagram in all() {
        let (header, payload) = Header::parse(&datagram.bytes).unwrap();
        if header.packet_type != PacketType::Data {
            continue;
        }
        let packets: Vec<_> =
            subpackets(&header, payload).collect::<Result<_, _>>().expect("good jumbogram");
        let (first, others) = packets.split_first().unwrap();
        jumbograms += usize::from(!others.is_empty());
        assert!(others.len() < 4, "OpenAFS sends at most 4 in a datagram");
        for (packet, index) in packets.iter().zip(0..) {
            let is_final = packets.len() == index as usize + 1;
            assert_eq!(packet.seq, header.seq + index);
            assert_eq!(packet.serial.0, header.serial.0 + index);
            assert_eq!(packet.is_final_in_datagram, is_final);
            assert!(is_final || packet.payload.len() == JUMBO_DATA_LEN);
        }

        let mut rebuilt = Vec::new();
        let mut builder = JumboBuilder::new(&mut rebuilt, header, first.payload);
        for packet in others {
            builder.push(packet.flags, packet.checksum, packet.payload).unwrap();
        }
        assert_eq!(builder.finish(), packets.len());
        assert_eq!(rebuilt, datagram.bytes, "{} #{}", datagram.file, datagram.number);
    }
    assert_eq!(jumbograms, 102);
}

/// Linux and OpenAFS write all the fields as [`AckBuilder`] does.
#[test]
fn every_ack_is_rebuilt_from_its_values() {
    let mut padded = 0;
    for datagram in all() {
        let packet = parse(&datagram);
        let Body::Ack(ack) = packet.body else { continue };
        let trailer = ack.trailer().expect("full trailer");
        let padding = ack.encoded_len() - AckBuilder::unpadded_len(ack.acks.len());
        padded += usize::from(padding > 0);
        let builder = AckBuilder {
            first_packet: ack.first_packet,
            previous_packet: Seq(ack.previous_packet),
            serial: ack.serial,
            reason: ack.reason,
            acks: ack.acks,
            trailer,
            padding,
        };
        let mut rebuilt = Vec::new();
        packet.header.emit(&mut rebuilt);
        builder.emit(&mut rebuilt);
        assert_eq!(rebuilt, datagram.bytes, "{} #{}", datagram.file, datagram.number);
        assert_eq!(builder.encoded_len(), ack.encoded_len());
        assert!(packet.header.flags.contains(Flags::SLOW_START_OK));
    }
    assert_eq!(padded, 123, "pings of Linux 7.3 that look for the path MTU");
}

#[test]
fn every_rxkad_handshake_is_understood() {
    let (mut challenges, mut kvnos) = (0, BTreeMap::new());
    for datagram in all() {
        let packet = parse(&datagram);
        let mut rebuilt = Vec::new();
        let original = match &packet.body {
            Body::Challenge(challenge) => {
                let rxkad = challenge.rxkad().unwrap();
                assert_eq!((rxkad.version, rxkad.spare), (2, 0));
                rxkad.emit(&mut rebuilt);
                challenges += 1;
                challenge.bytes
            }
            Body::Response(response) => {
                let rxkad = response.rxkad().unwrap();
                assert!(rxkad.trailing.is_empty());
                rxkad.emit(&mut rebuilt);
                assert_eq!(rebuilt.len(), rxkad.encoded_len());
                *kvnos.entry(rxkad.kvno).or_insert(0) += 1;
                response.bytes
            }
            _ => continue,
        };
        assert_eq!(packet.header.security_index, SecurityIndex::RXKAD);
        assert!(packet.header.call_number.is_none());
        assert_eq!(rebuilt, original, "{} #{}", datagram.file, datagram.number);
    }
    assert_eq!(challenges, 31);
    // Key versions 1 (Linux), 4 and 5 (OpenAFS, DES), 213 (Kerberos 5).
    let total: i32 = kvnos.values().sum();
    assert_eq!(total, 30);
    assert!(kvnos.keys().all(|kvno| [1, 4, 5, 213].contains(kvno)), "{kvnos:?}");
}

#[test]
fn every_debug_answer_is_read_as_the_answer_to_its_question() {
    let mut question = RequestKind::Unknown(0);
    let mut answers = [0; 3];
    for datagram in capture("openafs/rxdebug") {
        let packet = parse(&datagram);
        let Body::Debug(debug) = packet.body else { panic!("DEBUG only") };
        let mut rebuilt = Vec::new();
        if packet.header.flags.is_client_initiated() {
            let request = debug.request().unwrap();
            question = request.kind;
            request.emit(&mut rebuilt);
        } else {
            let reply = debug.reply(question).unwrap();
            match reply {
                Reply::Stats(stats) => {
                    answers[0] += 1;
                    assert_eq!((stats.version, stats.calls_executed), (b'S', 83));
                    assert_eq!((stats.idle_threads, stats.packets), (11, 737));
                }
                Reply::RxStats(stats) => {
                    answers[1] += 1;
                    // By type: DATA, ACK, BUSY, ABORT, ACKALL, CHALLENGE, RESPONSE, DEBUG ...
                    assert_eq!(stats.packets_read[..8], [83, 43, 0, 0, 0, 0, 2, 2]);
                    assert_eq!(stats.packets_sent[..8], [43, 0, 0, 40, 0, 2, 0, 0]);
                    assert_eq!((stats.data_packets_read, stats.data_packets_sent), (83, 43));
                    assert_eq!((stats.rtt_samples, stats.min_rtt.seconds), (0, 9_999_999));
                    assert_eq!((stats.server_conns, stats.client_conns), (42, 0));
                    assert_eq!((stats.peers, stats.calls, stats.free_calls), (42, 42, 0));
                }
                Reply::Conn(conn) => {
                    answers[2] += 1;
                    assert!(conn.host.is_loopback() && !conn.is_end());
                    assert_eq!(conn.nat_mtu, 1444);
                }
                other => panic!("{other:?}"),
            }
            assert_eq!(rebuilt.len(), 0);
            reply.emit(&mut rebuilt);
            assert_eq!(reply.encoded_len(), rebuilt.len());
        }
        assert_eq!(rebuilt, debug.bytes, "#{}", datagram.number);
    }
    assert_eq!(answers, [1, 1, 25]);
}

#[test]
fn the_version_question_and_answer_of_openafs_are_rebuilt() {
    let [request, reply] = &capture("openafs/version")[..] else { panic!("two packets") };
    let mut rebuilt = Vec::new();
    Version::emit_request(CallNumber(101), &mut rebuilt);
    assert_eq!(rebuilt, request.bytes);

    let (request, reply) = (parse(request), &reply.bytes);
    assert!(Version::is_request(&request.header));
    let mut rebuilt = Vec::new();
    Version::emit_reply(&request.header, "OpenAFS 1.8.9-1+deb12u1-debian 2024-12-25", &mut rebuilt);
    assert_eq!(rebuilt, *reply);
    let Body::Version(version) = Packet::parse(reply).unwrap().body else { panic!("VERSION") };
    assert!(!Version::is_request(&Header::parse(reply).unwrap().0));
    assert_eq!(version.text(), b"OpenAFS 1.8.9-1+deb12u1-debian 2024-12-25");
}

/// OpenAFS puts the service id of a service that it does not have into the checksum field of the
/// abort; the header shows it as it came.
#[test]
fn the_misplaced_service_id_of_openafs_is_kept() {
    let [_, abort] = &capture("openafs/abort-unknown-service")[..] else { panic!("two packets") };
    let header = parse(abort).header;
    assert_eq!((header.checksum, header.service_id.0), (148, 0));
}
