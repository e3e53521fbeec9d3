//! Writing a run into a pcap file, for `tshark` and the like.
//!
//! Holds: [`Capture`]. Must not know: Rx packets. With `RXRPC_PCAP=file` the first network of the
//! process writes to `file`, the next ones to `file.2`, `file.3` and so on.

use std::fs::File;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Link type of packets that begin with their IP header.
const LINKTYPE_RAW: u32 = 101;

static NETWORKS: AtomicUsize = AtomicUsize::new(0);

/// A pcap file that is being written.
#[derive(Debug)]
pub(super) struct Capture(File);

impl Capture {
    /// The capture of the next network, if captures are asked for.
    pub(super) fn from_environment() -> Option<Self> {
        let mut name = std::env::var_os("RXRPC_PCAP")?;
        let number = NETWORKS.fetch_add(1, Ordering::Relaxed) + 1;
        if number > 1 {
            name.push(format!(".{number}"));
        }
        Self::create(&name).inspect_err(|error| eprintln!("{}: {error}", name.display())).ok()
    }

    fn create(name: &std::ffi::OsStr) -> io::Result<Self> {
        let mut file = File::create(name)?;
        for word in [0xa1b2_c3d4, 0x0002_0004, 0, 0, 0xffff, LINKTYPE_RAW] {
            file.write_all(&u32::to_be_bytes(word))?;
        }
        Ok(Self(file))
    }

    /// Writes one datagram between two IPv4 addresses.
    pub(super) fn write(&mut self, at: Duration, from: SocketAddr, to: SocketAddr, payload: &[u8]) {
        let (IpAddr::V4(source), IpAddr::V4(destination)) = (from.ip(), to.ip()) else { return };
        let Ok(length) = u16::try_from(28 + payload.len()) else { return };
        let seconds = u32::try_from(at.as_secs()).unwrap_or(u32::MAX);
        let mut record = Vec::with_capacity(44 + payload.len());
        for word in [seconds, at.subsec_micros(), length.into(), length.into()] {
            record.extend_from_slice(&word.to_be_bytes());
        }
        record.extend_from_slice(&[0x45, 0]);
        record.extend_from_slice(&length.to_be_bytes());
        record.extend_from_slice(&[0, 0, 0, 0, 64, 17, 0, 0]);
        record.extend_from_slice(&source.octets());
        record.extend_from_slice(&destination.octets());
        for half in [from.port(), to.port(), length - 20, 0] {
            record.extend_from_slice(&half.to_be_bytes());
        }
        record.extend_from_slice(payload);
        if let Err(error) = self.0.write_all(&record) {
            eprintln!("capture: {error}");
        }
    }
}
