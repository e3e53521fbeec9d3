//! The bodies of the fuzz targets that read what comes in packets of rxkad: RESPONSEs, and sealed DATA.
//!
//! Knows what a connection and a packet is; nothing of tickets but how one is made.

use rxrpc_core::security::{
    Bytes, ConnectionFacts, HandshakeError, PacketBuffer, ReceivedPacket, Response, SecurityLevel,
    ServiceKey,
};
use rxrpc_core::wire::{Channel, Cid, ConnectionId, Epoch, SecurityIndex, Seq};
use rxrpc_core::{AbortCode, CallIdentity, CallNumber, ServiceId, Side};
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::keys::{KeySet, KeyStore};
use rxrpc_rxkad::packet::PacketCipher;
use rxrpc_rxkad::{Calendar, RxkadService, Timestamp};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What captures were taken with: the key of the service, the session key, and when.
const DES_KEY: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];
const SESSION_KEY: [u8; 8] = [0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37];
const NOW: Timestamp = Timestamp(1_795_706_974);

const EPOCH: Epoch = Epoch(0x9abc_def0);

fn id() -> ConnectionId {
    ConnectionId::from_raw(0x0010_2030)
}

/// The body of a RESPONSE, to a service whose CHALLENGE had the number 7. The first byte is the least level.
///
/// # Panics
///
/// If one that is believed is of a level below it, or one that is not is refused with a code that is none of rxkad.
pub fn verify(input: &[u8]) {
    let Some((least, body)) = input.split_first() else { return };
    let least = SecurityLevel::from_number(u32::from(least % 3)).unwrap_or_default();
    let mut keys = KeySet::new();
    keys.add_des(5, SessionKey::new(DES_KEY));
    let now = Instant::now();
    let calendar = Calendar::fixed(now, NOW.system_time().expect("a time"));
    let service = RxkadService::new(Arc::new(KeyStore::fixed(keys))).calendar(calendar);
    let service = service.refused_after(Duration::ZERO);
    let peer = SocketAddr::from(([127, 0, 0, 1], 7001));
    let connection = ConnectionFacts::new(now, peer, EPOCH, id(), ServiceId(147));
    let connection = connection.secured(SecurityIndex::RXKAD, least);
    let challenge = [2, 7, least.number(), 0].map(u32::to_be_bytes).concat();
    let response = Response::new(body.to_vec());
    match service.verify(&connection, &challenge, &response) {
        Ok(verified) => {
            assert!(verified.context.level() >= least);
            let calls = verified.calls.expect("rxkad says which calls there are");
            assert!(calls.iter().all(|CallNumber(number)| *number <= i32::MAX.unsigned_abs()));
        }
        Err(HandshakeError::Abort(AbortCode(code))) => {
            assert!((19_270_400..19_270_413).contains(&code), "{code}");
        }
        Err(other) => panic!("{other}"),
    }
}

fn call() -> CallIdentity {
    let cid = Cid::new(id(), Channel::ALL[1]);
    CallIdentity::new(
        Side::Service,
        (EPOCH, cid),
        CallNumber(3),
        ServiceId(147),
        SecurityIndex::RXKAD,
    )
}

/// A packet of DATA, two ways: as it came, and as the data of one that is sealed here. The first byte is the level; the next
/// two are the checksum of the header, or 0 for the right one.
///
/// # Panics
///
/// If a packet opens to more than it carried, opening changes what came, or one that was sealed here does not come back.
pub fn sealed_packet(input: &[u8]) {
    let Some(([level, high, low], payload)) = input.split_first_chunk() else { return };
    let level = SecurityLevel::from_number(u32::from(level % 3)).unwrap_or_default();
    let key = SessionKey::new(SESSION_KEY);
    let cipher = PacketCipher::of_connection(&key, EPOCH, id(), level);
    let shape = cipher.shape(payload.len().max(16));
    let data = &payload[..payload.len().min(shape.capacity)];
    let mut sealed = [PacketBuffer::with_data(data, &shape, Seq(9), false)];
    cipher.seal(&call(), &mut sealed).expect("it is short enough");
    let [sealed] = sealed;
    let right = sealed.checksum();
    let mut ours = [received(sealed.into_payload(), right)];
    cipher.open(&call(), &mut ours).expect("it was sealed here");
    assert_eq!(ours[0].payload, data);

    let said = u16::from_be_bytes([*high, *low]);
    let came = Bytes::copy_from_slice(payload);
    let mut theirs = [received(came.clone(), if said == 0 { right } else { said })];
    if cipher.open(&call(), &mut theirs).is_ok() {
        assert!(theirs[0].payload.len() <= payload.len());
        assert!(said == 0 || said == right, "a wrong checksum");
    }
    assert_eq!(came, payload);
}

fn received(payload: Bytes, checksum: u16) -> ReceivedPacket {
    ReceivedPacket { payload, seq: Seq(9), checksum, last: false }
}
