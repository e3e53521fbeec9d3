//! What others have sent, from captures.

use rxrpc_core::wire::{Header, PacketType, SecurityIndex};
use rxrpc_rxkad::Timestamp;
use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey};
use rxrpc_rxkad::keys::KeySet;
use std::path::Path;

/// One datagram of a capture.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) at: Timestamp,
    pub(crate) bytes: Vec<u8>,
}

impl Recorded {
    pub(crate) fn header(&self) -> Header {
        Header::parse(&self.bytes).expect("captures have packets").0
    }

    pub(crate) fn body(&self) -> &[u8] {
        &self.bytes[Header::LEN..]
    }
}

/// All packets of one connection, in order.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    pub(crate) epoch: u32,
    pub(crate) id: u32,
    pub(crate) packets: Vec<Recorded>,
}

impl Connection {
    pub(crate) fn of(&self, wanted: PacketType) -> impl Iterator<Item = &Recorded> {
        self.packets.iter().filter(move |packet| packet.header().packet_type == wanted)
    }
}

/// The connections of rxkad in a capture, in the order in which they began.
pub(crate) fn connections(name: &str) -> Vec<Connection> {
    let mut all: Vec<Connection> = Vec::new();
    for packet in datagrams(name) {
        let header = packet.header();
        if header.security_index != SecurityIndex::RXKAD {
            continue;
        }
        let (epoch, id) = (header.epoch.0, header.cid.connection().as_u32());
        let known = all.iter_mut().find(|known| (known.epoch, known.id) == (epoch, id));
        match known {
            Some(known) => known.packets.push(packet),
            None => all.push(Connection { epoch, id, packets: vec![packet] }),
        }
    }
    all
}

/// The UDP payloads of a capture: little-endian pcap, Ethernet, IPv4.
fn datagrams(name: &str) -> Vec<Recorded> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wire = manifest.join("../rxrpc-wire/tests/captures");
    let places = [manifest.join("captures"), wire.join("openafs"), wire.join("linux")];
    let file = places.iter().map(|place| place.join(name).with_extension("pcap"));
    let file = file.into_iter().find_map(|path| std::fs::read(path).ok()).expect("it is there");
    let le32 = |at: usize| u32::from_le_bytes(std::array::from_fn(|byte| file[at + byte]));
    let (mut all, mut at) = (Vec::new(), 24);
    while at < file.len() {
        let (seconds, len) = (le32(at), le32(at + 8) as usize);
        let frame = &file[at + 16..at + 16 + len];
        at += 16 + len;
        let ip = &frame[14..];
        if frame[12..14] != [8, 0] || ip[9] != 17 {
            continue;
        }
        let udp = &ip[usize::from(ip[0] & 15) * 4..];
        let end = usize::from(u16::from_be_bytes([udp[4], udp[5]]));
        let bytes = udp[8..end].to_vec();
        if bytes.len() >= Header::LEN {
            all.push(Recorded { at: Timestamp(seconds.into()), bytes });
        }
    }
    all
}

/// The keys of all services in captures.
pub(crate) fn service_keys() -> KeySet {
    let mut keys = crate::scene::keys();
    keys.add_des(1, SessionKey::new([0xa7, 0x83, 0x8a, 0xcb, 0xc7, 0x83, 0xec, 0x94]));
    let kdc = "6bee4defdd45f992a8e0585aad5ee09046a0a361911dd96a4a5aed7e4ad7ac5f";
    let byte = |at| u8::from_str_radix(&kdc[at..at + 2], 16).expect("hexadecimal digits");
    let kdc: Vec<u8> = (0..kdc.len()).step_by(2).map(byte).collect();
    let enctype = Enctype::AES256_CTS_HMAC_SHA1_96;
    keys.add_kerberos(2, KerberosKey::new(enctype, &kdc).expect("32 bytes"));
    keys
}
