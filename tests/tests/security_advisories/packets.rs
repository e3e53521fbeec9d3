//! S1, S2, S3, S7, S8: what is in packets, ours and theirs.

use crate::support::*;
use rxrpc_core::ServiceAddress;
use rxrpc_core::State;
use rxrpc_core::wire::{
    AckBuilder, AckReason, AckTrailer, Flags, PacketType, Seq, Serial, ServiceId,
};
use rxrpc_tests::network::{Forge, Seen};
use std::collections::BTreeSet;

/// Every kind of packet that a stranger can provoke, from an endpoint that was fed nothing but 0xa5.
fn provoked() -> Vec<Seen> {
    let scene = Service::new();
    let poison = [0xa5; 1400];
    let forge = Forge::client(1).with(|header| {
        header.user_status = 0xa5;
        header.checksum = 0xa5a5;
    });
    let packets = [
        forge.data(&poison),
        forge.seq(3).serial(2).data(&poison),
        forge.seq(3).serial(3).data(&poison),
        forge.seq(100_000).serial(4).data(&poison),
        forge.serial(5).ack(AckReason::Ping, 1, &[]),
        forge.with(|header| header.cid.0 = 0xa5a5_a5a4).seq(100_000).data(&poison),
        forge.with(|header| header.cid.0 = 0xa5a5_a5a4).ack(AckReason::Ping, 1, &[]),
        forge
            .with(|header| header.service_id.0 = 99)
            .with(|header| header.cid.0 = 0x5000)
            .data(&poison),
        forge.packet(PacketType::Debug, &poison),
        forge.packet(PacketType::Version, &poison),
        forge.packet(PacketType::Unknown(20), &poison),
        forge.serial(9).seq(2).flags(Flags::JUMBO_PACKET).data(&poison),
    ];
    let mut seen: Vec<_> = packets.iter().flat_map(|packet| scene.ask(packet)).collect();
    scene.network.run_for(5 * SECOND);
    seen.extend(scene.hostile.take());
    seen
}

/// OPENAFS-SA-2015-007: memory in the padding of ACKs. (The network of these tests looks at every byte of
/// every packet that an endpoint sends, in every test.)
#[test]
fn s01_no_byte_of_a_packet_comes_from_elsewhere() {
    let seen = provoked();
    let kinds: BTreeSet<_> = seen.iter().map(|seen| format!("{:?}", seen.kind())).collect();
    let expected = ["Abort", "Ack", "Debug", "Version"].map(String::from);
    assert!(expected.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    for answer in &seen {
        let copied = answer.packet().header.cid.0 == 0xa5a5_a5a4;
        let body = if copied { &answer.bytes[28..] } else { &answer.bytes[..] };
        assert!(!body.contains(&0xa5), "{answer:?}");
    }
}

/// CVE-2015-7763: memory in the padding of packets that measure the path.
#[test]
fn s02_padding_is_zero() {
    for padding in [1, 100, 1400, 9000] {
        let mut out = vec![0xa5; 20_000];
        out.clear();
        let trailer = AckTrailer { max_mtu: 1444, if_mtu: 1444, rwind: 32, jumbo_max: 1 };
        let ping = AckBuilder {
            first_packet: Seq(1),
            previous_packet: Seq(0),
            serial: Serial::NONE,
            reason: AckReason::Ping,
            acks: &[],
            trailer,
            padding,
        };
        ping.emit(&mut out);
        assert_eq!(out.len(), 18 + 3 + 16 + padding);
        assert!(out[18 + 3 + 16..].iter().all(|byte| *byte == 0));
        assert!(out[18..18 + 3].iter().all(|byte| *byte == 0));
    }
}

/// OPENAFS-SA-2017-001: a trailer that says that the peer takes packets shorter than a header, and none of
/// them.
#[test]
fn s03_no_trailer_of_an_ack_breaks_anything() {
    let extremes = [0, 1, 27, 28, 29, 499, 1443, 0x7fff_ffff, 0x8000_0000, u32::MAX];
    for field in 0..4 {
        for value in extremes {
            let scene = Client::new();
            let (client, network) = (scene.client.clone(), &scene.network);
            let call = network.block_on(client.open(scene.target())).unwrap();
            network.block_on(client.send_more(&call, &[1; 20 * 1412])).unwrap();
            network.run_for(5 * MILLISECOND);
            let forge = Forge::service_of(&call.identity().unwrap());
            let mut ack = forge.serial(1).ack(AckReason::Requested, 4, &[]);
            let at = 28 + 18 + 3 + 4 * field;
            ack[at..at + 4].copy_from_slice(&u32::to_be_bytes(value));
            let _ = scene.ask(&ack);
            let (sender, sending) = (client.clone(), call.clone());
            let sent = network.spawn(async move { sender.send_last(&sending, &[2; 5000]).await });
            // An honest peer from here on: whatever comes is acknowledged.
            let mut next = 4;
            for serial in 2..300 {
                network.run_for(100 * MILLISECOND);
                for seen in scene.service.take() {
                    let packet = seen.packet();
                    if seen.kind() == PacketType::Data && packet.header.seq.0 == next {
                        next += 1;
                    }
                    assert!(seen.bytes.len() <= 1440, "field {field} value {value}");
                }
                let ack = forge.serial(serial).ack(AckReason::Requested, next, &[]);
                scene.service.send(client.address(), &ack);
                if call.state() == Some(State::ClientAwaitReply) {
                    break;
                }
            }
            let end = (call.state(), call.failure());
            assert_eq!(end, (Some(State::ClientAwaitReply), None), "field {field} value {value}");
            assert_eq!(network.block_on(sent), Ok(()));
        }
    }
}

/// c553170bc: `userStatus` out of a buffer that was used before.
#[test]
fn s07_no_header_field_is_taken_over_from_what_came() {
    for answer in provoked() {
        let header = answer.packet().header;
        assert_eq!((header.user_status, header.checksum), (0, 0), "{answer:?}");
    }
}

/// January 2021: connection IDs that ran over. Of ours the low two bits are the channel, whatever the ID,
/// and none is 0 or given out twice.
#[test]
fn s08_connection_ids_keep_to_their_bits() {
    let scene = Client::new();
    let mut seen = BTreeSet::new();
    for service in 1..=300 {
        let target = ServiceAddress::new(scene.service.address(), ServiceId(service));
        for channel in 0..2 {
            let call = scene.network.block_on(scene.client.open(target)).unwrap();
            let cid = call.identity().unwrap().cid.0;
            assert_eq!(cid & 3, channel);
            assert_ne!(cid & !3, 0);
            assert!(seen.insert(cid), "{cid:#x} twice");
        }
    }
    // And of a peer all bits are taken for what they are: channel 3 of the last ID.
    let scene = Service::new();
    let forge = Forge::client(1).with(|header| header.cid.0 = u32::MAX);
    assert_eq!(count(&scene.ask(&forge.last(b"hello")), PacketType::Data), 1);
    let lower = forge.with(|header| header.cid.0 = u32::MAX - 1);
    assert_eq!(count(&scene.ask(&lower.last(b"hello")), PacketType::Data), 1);
    assert_eq!(scene.server.endpoint.snapshot().connections.len(), 1);
    assert_eq!(scene.runs(), 2);
}
