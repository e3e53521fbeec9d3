//! How DATA packets of rxkad are laid out, sealed and opened.
//!
//! Holds: [`PacketCipher`], what both ends of a connection do with its packets: the checksum of headers
//! (`checksum`), sealing (`seal`) and opening (`open`) at the three levels, and both for full packets in a row (`seal_run`, `open_run`). Must not know: tickets, who is who.
//!
//! | level | payload |
//! |---|---|
//! | 0, plain | the data |
//! | 1, authenticated | a word and the data, 8 bytes at least; the first 8 are encrypted |
//! | 2, encrypted | a word, a word of zeros, the data, filled up to whole blocks; all of it encrypted |
//!
//! The word has the length of the data, and 16 bits of the packet's place. At every level the header has a checksum of the
//! packet's place alone. (AF_RXRPC contract §1.11; rxkad notes §1.)

mod checksum;
mod memory;
mod open;
mod open_run;
mod seal;
mod seal_run;

#[cfg(test)]
mod tests;

use crate::cipher::{BLOCK_LEN, Fcrypt, SessionKey, pcbc};
use checksum::HeaderChecksum;
use rxrpc_core::security::{
    ConnectionFacts, PacketBuffer, PacketRun, ReceivedPacket, SealedRun, SecurityFailure,
    SecurityLevel, Shape,
};
use rxrpc_core::wire::{ConnectionId, Epoch, SecurityIndex, Seq};
use rxrpc_core::{AbortCode, CallIdentity};
use std::fmt;
use subtle::ConstantTimeEq as _;

/// Bytes of the word before the data.
const WORD: usize = 4;

/// What seals and opens the packets of one connection. Shared by all who do so; keeps no count of anything.
pub struct PacketCipher {
    level: SecurityLevel,
    cipher: Fcrypt,
    vector: u64,
    checksum: HeaderChecksum,
}

impl PacketCipher {
    /// For a connection whose session key and level are known.
    #[must_use]
    pub fn new(key: &SessionKey, connection: &ConnectionFacts, level: SecurityLevel) -> Self {
        Self::of_connection(key, connection.epoch, connection.id, level)
    }

    /// For a connection of this epoch and ID.
    #[must_use]
    pub fn of_connection(
        key: &SessionKey,
        epoch: Epoch,
        id: ConnectionId,
        level: SecurityLevel,
    ) -> Self {
        let (cipher, vector) = (Fcrypt::new(key), key.vector());
        let words = [epoch.0, id.as_u32(), 0, u32::from(SecurityIndex::RXKAD.0)];
        let mut primed = [0; 2 * BLOCK_LEN];
        for (place, word) in primed.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        pcbc::encrypt(&cipher, vector, &mut primed);
        let start = primed.last_chunk().map_or(0, |block| u64::from_be_bytes(*block));
        Self { level, cipher, vector, checksum: HeaderChecksum::beginning_with(start) }
    }

    /// How well it protects what is sealed.
    #[must_use]
    pub fn level(&self) -> SecurityLevel {
        self.level
    }

    /// How data lies in packets that carry at most `payload` bytes. Full packets of a level are of one size: of 1416
    /// bytes at all levels, where the path has room for that.
    #[must_use]
    pub fn shape(&self, payload: usize) -> Shape {
        match self.level {
            SecurityLevel::Plain => Shape::new(0, payload, 0),
            SecurityLevel::Authenticated => {
                Shape::new(WORD, payload.saturating_sub(WORD), BLOCK_LEN - WORD)
            }
            _ => {
                let whole = payload / BLOCK_LEN * BLOCK_LEN;
                Shape::new(BLOCK_LEN, whole.saturating_sub(BLOCK_LEN), BLOCK_LEN - 1)
            }
        }
    }

    /// The word that stands before `len` bytes of data.
    fn word(call: &CallIdentity, seq: Seq, len: u16) -> u32 {
        (seq.0 ^ call.call_number.0) << 16 | u32::from(len)
    }

    /// Seals packets where they lie.
    ///
    /// # Errors
    ///
    /// `RXKADDATALEN` for a packet of more than 65535 bytes.
    pub fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure> {
        seal::seal(self, call, packets)
    }

    /// Opens packets: puts the data of each in the place of its payload, in memory of its own.
    ///
    /// # Errors
    ///
    /// `RXKADSEALEDINCON` for a packet whose checksum or place is wrong, or which is too short; `RXKADDATALEN` for one
    /// that says that it has more data than it carries.
    pub fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure> {
        open::open(self, call, packets)
    }

    /// Bytes before the data of each packet: full ones make runs.
    #[must_use]
    pub fn run_head(&self) -> usize {
        self.shape(usize::MAX).head
    }

    /// Seals full packets in a row where they lie.
    ///
    /// # Errors
    ///
    /// As [`PacketCipher::seal`].
    pub fn seal_run(
        &self,
        call: &CallIdentity,
        run: &mut PacketRun,
    ) -> Result<(), SecurityFailure> {
        seal_run::seal_run(self, call, run)
    }

    /// Opens packets in a row where they lie.
    ///
    /// # Errors
    ///
    /// As [`PacketCipher::open`].
    pub fn open_run(
        &self,
        call: &CallIdentity,
        run: &mut SealedRun,
    ) -> Result<(), SecurityFailure> {
        open_run::open_run(self, call, run)
    }
}

impl fmt::Debug for PacketCipher {
    /// The level.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PacketCipher").field("level", &self.level).finish_non_exhaustive()
    }
}

/// Whether the checksum that came is the right one.
fn is_checksum(right: u16, came: u16) -> bool {
    right.ct_eq(&came).into()
}

/// How much data a packet has by the word before it, which is followed by `left` bytes.
fn data_len(
    call: &CallIdentity,
    seq: Seq,
    word: u32,
    left: usize,
) -> Result<usize, SecurityFailure> {
    let len = word as u16;
    if !bool::from(word.ct_eq(&PacketCipher::word(call, seq, len))) {
        return Err(SEALED_INCONSISTENT);
    }
    // OpenAFS lets data be longer by the head, and takes what was not sealed for it.
    if usize::from(len) > left { Err(DATA_LENGTH) } else { Ok(len.into()) }
}

const SEALED_INCONSISTENT: SecurityFailure = SecurityFailure(AbortCode::RXKADSEALEDINCON);
const DATA_LENGTH: SecurityFailure = SecurityFailure(AbortCode::RXKADDATALEN);
