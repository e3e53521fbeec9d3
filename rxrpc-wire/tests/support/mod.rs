//! What the tests of this crate share: the captures, and a header to start from.

#![allow(dead_code, reason = "each test file is its own crate and uses a part")]

pub(crate) mod pcap;

use std::path::{Path, PathBuf};

use rxrpc_wire::{
    CallNumber, Cid, Epoch, Flags, Header, PacketType, SecurityIndex, Seq, Serial, ServiceId,
};

/// The header of a DATA packet from a client.
pub(crate) fn data_header() -> Header {
    Header {
        epoch: Epoch(0x9abc_def0),
        cid: Cid(0x001a_2b3e),
        call_number: CallNumber(7),
        seq: Seq(1),
        serial: Serial(9),
        packet_type: PacketType::Data,
        flags: Flags::CLIENT_INITIATED,
        user_status: 0,
        security_index: SecurityIndex::NONE,
        checksum: 0,
        service_id: ServiceId(52),
    }
}

/// One captured UDP payload and where it is from.
pub(crate) struct Datagram {
    pub(crate) file: String,
    /// Position among the UDP packets of the file, from 1.
    pub(crate) number: usize,
    pub(crate) bytes: Vec<u8>,
}

/// All UDP payloads of one capture, such as `"openafs/busy"`.
pub(crate) fn capture(name: &str) -> Vec<Datagram> {
    let path = captures_dir().join(name).with_extension("pcap");
    let file = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    pcap::udp_payloads(&file)
        .into_iter()
        .zip(1..)
        .map(|(bytes, number)| Datagram { file: name.to_owned(), number, bytes })
        .collect()
}

/// All UDP payloads of all captures in a directory, `"openafs"`, `"linux"` or `"with-linux"`.
pub(crate) fn captures(directory: &str) -> Vec<Datagram> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(captures_dir().join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pcap"))
        .collect();
    names.sort();
    names
        .iter()
        .flat_map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            capture(&format!("{directory}/{stem}"))
        })
        .collect()
}

fn captures_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures")
}
