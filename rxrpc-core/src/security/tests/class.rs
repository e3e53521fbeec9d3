//! A security class for tests: not secure, but as demanding as real ones.

use super::super::{PacketBuffer, SecurityContext, SecurityFailure, SecurityLevel, Shape};
use crate::proto::{CallIdentity, ReceivedPacket};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, SecurityIndex, Seq};
use std::sync::Mutex;

pub(super) const EXPIRED: AbortCode = AbortCode(19_270_409);
pub(super) const SEALED_INCONSISTENT: AbortCode = AbortCode(19_270_410);

const HEADER: usize = 8;
const BLOCK: usize = 8;

/// Puts a header of 8 bytes before the data (its length, and the packet's place) and zeros behind it, up to a whole
/// number of blocks; masks all of that with a key, in place; and has a checksum in the packet's header.
#[derive(Debug)]
pub(super) struct Masking {
    pub(super) key: u8,
    /// The class seals no packet from this one on.
    pub(super) expires_at: Option<Seq>,
    /// How many packets it was given at once, each time.
    pub(super) sealed: Mutex<Vec<usize>>,
    pub(super) opened: Mutex<Vec<usize>>,
}

impl Masking {
    pub(super) fn new(key: u8) -> Self {
        Self { key, expires_at: None, sealed: Mutex::default(), opened: Mutex::default() }
    }

    fn mask(&self, bytes: &mut [u8]) {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte ^= self.key.wrapping_add(at as u8);
        }
    }

    fn checksum(&self, seq: Seq, sealed: &[u8]) -> u16 {
        let start = u16::from(self.key).wrapping_mul(257).wrapping_add(seq.0 as u16);
        sealed.iter().fold(start, |sum, byte| sum.rotate_left(3) ^ u16::from(*byte))
    }
}

/// What stands before the data: how long that is, and where it belongs.
fn header(call: &CallIdentity, seq: Seq, data_len: usize) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..2].copy_from_slice(&(data_len as u16).to_be_bytes());
    header[2..4].copy_from_slice(&(seq.0 as u16).to_be_bytes());
    header[4..6].copy_from_slice(&(call.call_number.0 as u16).to_be_bytes());
    header[6..].copy_from_slice(&(call.cid.0 as u16).to_be_bytes());
    header
}

impl SecurityContext for Masking {
    fn index(&self) -> SecurityIndex {
        SecurityIndex::NONE
    }

    fn level(&self) -> SecurityLevel {
        SecurityLevel::Encrypted
    }

    fn shape(&self, payload: usize) -> Shape {
        let capacity = (payload / BLOCK * BLOCK).saturating_sub(HEADER);
        Shape { head: HEADER, capacity, tail: BLOCK - 1 }
    }

    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure> {
        self.sealed.lock().expect("no panic while it is held").push(packets.len());
        for packet in packets {
            let (seq, len) = (packet.seq(), packet.data_len());
            if self.expires_at.is_some_and(|end| !seq.is_before(end)) {
                return Err(SecurityFailure(EXPIRED));
            }
            let [head, ..] = packet.parts_mut();
            head.copy_from_slice(&header(call, seq, len));
            let padding = len.next_multiple_of(BLOCK) - len;
            let sealed = &mut packet.bytes_mut()[..HEADER + len + padding];
            self.mask(sealed);
            let checksum = self.checksum(seq, sealed);
            packet.finish(padding, checksum);
        }
        Ok(())
    }

    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure> {
        self.opened.lock().expect("no panic while it is held").push(packets.len());
        for packet in packets {
            let sealed = &packet.payload;
            let whole = sealed.len() >= HEADER && sealed.len().is_multiple_of(BLOCK);
            if !whole || self.checksum(packet.seq, sealed) != packet.checksum {
                return Err(SecurityFailure(SEALED_INCONSISTENT));
            }
            let mut plain = sealed.to_vec();
            self.mask(&mut plain);
            let len = usize::from(u16::from_be_bytes([plain[0], plain[1]]));
            if plain[..HEADER] != header(call, packet.seq, len) || len > plain.len() - HEADER {
                return Err(SecurityFailure(SEALED_INCONSISTENT));
            }
            packet.payload = Bytes::from(plain).slice(HEADER..HEADER + len);
        }
        Ok(())
    }
}
