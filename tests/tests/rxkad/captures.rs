//! Calls of others, opened with the keys of their services.

use crate::recorded::{Connection, connections, service_keys};
use rxrpc_core::security::{
    ConnectionFacts, ReceivedPacket, Response, SecurityContext, SecurityLevel, ServiceKey, Verified,
};
use rxrpc_core::wire::{ConnectionId, Epoch, Flags, PacketType, SecurityIndex, Seq, subpackets};
use rxrpc_core::{CallIdentity, Side};
use rxrpc_rxkad::keys::KeyStore;
use rxrpc_rxkad::{Calendar, RxkadService};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// Channel, call and whether the client sent it; what it carried, by sequence number.
type Streams = BTreeMap<(u32, u32, bool), BTreeMap<u32, Vec<u8>>>;

/// Judges the RESPONSE of a connection, at the time when it was sent.
fn judged(connection: &Connection) -> Option<Verified> {
    let (challenge, response) =
        (connection.of(PacketType::Challenge).next()?, connection.of(PacketType::Response).next()?);
    let now = Instant::now();
    let calendar = Calendar::fixed(now, response.at.system_time().expect("a time"));
    let service = RxkadService::new(Arc::new(KeyStore::fixed(service_keys()))).calendar(calendar);
    let facts = ConnectionFacts::new(
        now,
        SocketAddr::from(([127, 0, 0, 1], 7001)),
        Epoch(connection.epoch),
        ConnectionId::from_raw(connection.id),
        response.header().service_id,
    );
    let facts = facts.secured(SecurityIndex::RXKAD, SecurityLevel::Plain);
    let response = Response::new(response.body().to_vec());
    service.verify(&facts, challenge.body(), &response).ok()
}

fn opened(connection: &Connection, context: &dyn SecurityContext) -> Streams {
    let mut streams = Streams::new();
    for packet in connection.of(PacketType::Data) {
        let header = packet.header();
        let from_client = header.flags.contains(Flags::CLIENT_INITIATED);
        let call = CallIdentity::new(
            if from_client { Side::Client } else { Side::Service },
            (header.epoch, header.cid),
            header.call_number,
            header.service_id,
            header.security_index,
        );
        for part in subpackets(&header, packet.body()) {
            let part = part.expect("it was taken by a peer");
            let mut packets = [ReceivedPacket {
                payload: part.payload.to_vec().into(),
                seq: part.seq,
                checksum: part.checksum,
                last: part.flags.contains(Flags::LAST_PACKET),
            }];
            context.open(&call, &mut packets).expect("it was sealed with this key");
            let Seq(seq) = part.seq;
            let stream =
                (u32::from(header.cid.channel().index() as u8), call.call_number.0, from_client);
            let [packet] = packets;
            streams.entry(stream).or_default().insert(seq, packet.payload.to_vec());
        }
    }
    streams
}

fn fnv(data: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    data.iter().fold(start, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The table of a capture, as `plaintexts.txt` has it.
fn table(name: &str) -> String {
    let mut table = String::new();
    for connection in connections(name) {
        let Some(Verified { context, .. }) = judged(&connection) else { continue };
        for ((channel, call, from_client), packets) in opened(&connection, &*context) {
            let data: Vec<u8> = packets.into_values().flatten().collect();
            let way = if from_client { "c" } else { "s" };
            let (id, level) = (connection.id, context.level().number());
            let (len, sum) = (data.len(), fnv(&data));
            writeln!(table, "{name:24} {id:08x}.{channel} {call} {way} {level} {len} {sum:016x}")
                .expect("there is memory");
        }
    }
    table
}

/// Every kind of ticket, and every level, of OpenAFS and of Linux.
#[test]
fn all_captures_open_to_what_was_sent() {
    let expected = include_str!("../../captures/plaintexts.txt");
    let expected: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    let mut names: Vec<&str> = expected.iter().filter_map(|line| line.split(' ').next()).collect();
    names.dedup();
    assert_eq!(names.len(), 17);
    for name in names {
        let of_it = expected.iter().filter(|line| line.split(' ').next() == Some(name));
        let mut of_it: Vec<_> = of_it.copied().collect();
        let table = table(name);
        let mut found: Vec<_> = table.lines().collect();
        of_it.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, of_it, "{name}");
    }
}

/// What the captures hold at each level, and with each kind of ticket.
#[test]
fn the_captures_have_every_kind() {
    let mut kinds: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for name in ["rxkad-level1", "rxkad-ticket256-kdc", "k73-rxkad-l2", "bos"] {
        for connection in connections(name) {
            let Some(Verified { context, .. }) = judged(&connection) else { continue };
            let peer = context.peer().expect("it was proven");
            let peer: &rxrpc_rxkad::RxkadPeer = peer.details().expect("it is of rxkad");
            *kinds.entry((peer.kvno, context.level().number())).or_default() += 1;
        }
    }
    for kind in [(5, 0), (5, 1), (5, 2), (256, 0), (256, 1), (256, 2), (213, 0), (1, 2)] {
        assert!(kinds.contains_key(&kind), "{kind:?}: {kinds:?}");
    }
}
