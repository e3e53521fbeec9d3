//! What was sealed and opened on a connection.
//!
//! Holds: [`Counts`]. Must not know: how.

use rxrpc_core::security::SecurityCounts;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Packets and bytes of data in one direction.
#[derive(Debug, Default)]
pub(crate) struct Count {
    packets: AtomicU64,
    bytes: AtomicU64,
}

impl Count {
    /// Packets with so many bytes each were sealed or opened at once.
    pub(crate) fn add(&self, lengths: impl Iterator<Item = usize>) {
        let count = |(packets, bytes): (u64, u64), len| (packets + 1, bytes + len as u64);
        let (packets, bytes) = lengths.fold((0, 0), count);
        self.packets.fetch_add(packets, Relaxed);
        self.bytes.fetch_add(bytes, Relaxed);
    }

    fn get(&self) -> (u64, u64) {
        (self.packets.load(Relaxed), self.bytes.load(Relaxed))
    }
}

/// Both directions.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) sealed: Count,
    pub(crate) opened: Count,
}

impl Counts {
    pub(crate) fn get(&self) -> SecurityCounts {
        SecurityCounts::new(self.sealed.get(), self.opened.get())
    }
}
