//! The checksum in the headers of DATA packets: bound to the packet's place, and not to what is in it.
//!
//! Holds: [`HeaderChecksum`]. Must not know: payloads.

use crate::cipher::{BlockCipher, Fcrypt};
use rxrpc_core::CallIdentity;
use rxrpc_core::wire::Seq;

/// The bits of a sequence number that are left beside the channel's.
const SEQ_BITS: u32 = 0x3fff_ffff;
/// Packets whose blocks are encrypted side by side: each waits for the tables, and not for the others.
pub(super) const TOGETHER: usize = 8;

/// The checksums of a connection.
pub(super) struct HeaderChecksum {
    start: u64,
}

impl HeaderChecksum {
    /// Those of a connection whose epoch and ID were encrypted to this.
    pub(super) fn beginning_with(start: u64) -> Self {
        Self { start }
    }

    /// Those of up to [`TOGETHER`] packets, in order; never 0, which stands for none. What is behind the last one means
    /// nothing.
    pub(super) fn of_some(
        &self,
        cipher: &Fcrypt,
        call: &CallIdentity,
        packets: impl Iterator<Item = Seq>,
    ) -> [u16; TOGETHER] {
        let channel = call.cid.0 << 30;
        let (mut places, mut count) = ([0; TOGETHER], 0);
        for (place, seq) in places.iter_mut().zip(packets) {
            let number = u64::from(channel | seq.0 & SEQ_BITS);
            *place = (u64::from(call.call_number.0) << 32 | number) ^ self.start;
            count += 1;
        }
        encrypt_some(cipher, &mut places, count);
        places.map(|sealed| ((sealed >> 16) as u16).max(1))
    }
}

/// Encrypts the first `count` blocks, side by side; the others mean nothing afterwards.
pub(super) fn encrypt_some(cipher: &Fcrypt, blocks: &mut [u64; TOGETHER], count: usize) {
    // Calls of one packet are many, and the last packets of a group few.
    match count {
        1 => first(blocks, |block: [u64; 1]| cipher.encrypt(block)),
        2..=4 => first(blocks, |some: [u64; 4]| cipher.encrypt(some)),
        _ => *blocks = cipher.encrypt(*blocks),
    }
}

/// Decrypts the first `count` blocks, side by side; the others mean nothing afterwards.
pub(super) fn decrypt_some(cipher: &Fcrypt, blocks: &mut [u64; TOGETHER], count: usize) {
    match count {
        1 => first(blocks, |block: [u64; 1]| cipher.decrypt(block)),
        2..=4 => first(blocks, |some: [u64; 4]| cipher.decrypt(some)),
        _ => *blocks = cipher.decrypt(*blocks),
    }
}

/// Works on the first `N` blocks.
fn first<const N: usize>(blocks: &mut [u64; TOGETHER], work: impl FnOnce([u64; N]) -> [u64; N]) {
    if let Some(first) = blocks.first_chunk_mut() {
        *first = work(*first);
    }
}
