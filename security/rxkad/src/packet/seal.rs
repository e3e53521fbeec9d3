//! Sealing packets where they lie.
//!
//! Holds: [`seal`]. Must not know: how data is cut into packets.

use super::checksum::{TOGETHER, encrypt_some};
use super::{DATA_LENGTH, PacketCipher, WORD};
use crate::cipher::{BLOCK_LEN, pcbc};
use rxrpc_core::CallIdentity;
use rxrpc_core::security::{PacketBuffer, SecurityFailure, SecurityLevel};

pub(super) fn seal(
    this: &PacketCipher,
    call: &CallIdentity,
    packets: &mut [PacketBuffer],
) -> Result<(), SecurityFailure> {
    match this.level {
        SecurityLevel::Plain => {}
        SecurityLevel::Authenticated => {
            for packet in packets.iter_mut() {
                write_word(call, packet)?;
            }
            packets.chunks_mut(TOGETHER).for_each(|some| seal_first_blocks(this, some));
        }
        _ => {
            for packet in packets.iter_mut() {
                write_word(call, packet)?;
            }
            // Several side by side: within one, blocks wait for each other.
            let whole = packets.iter_mut().map(|packet| {
                let len = BLOCK_LEN + packet.data_len() + filling(this.level, packet.data_len());
                &mut packet.bytes_mut()[..len]
            });
            pcbc::encrypt_all(&this.cipher, this.vector, whole);
        }
    }
    for some in packets.chunks_mut(TOGETHER) {
        let numbers = some.iter().map(PacketBuffer::seq);
        let checksums = this.checksum.of_some(&this.cipher, call, numbers);
        for (packet, checksum) in some.iter_mut().zip(checksums) {
            packet.finish(filling(this.level, packet.data_len()), checksum);
        }
    }
    Ok(())
}

/// Zeros behind so much data.
fn filling(level: SecurityLevel, data: usize) -> usize {
    match level {
        SecurityLevel::Plain => 0,
        // OpenAFS fills up to one block, and Linux to whole ones: either takes both.
        SecurityLevel::Authenticated => (BLOCK_LEN - WORD).saturating_sub(data),
        _ => data.next_multiple_of(BLOCK_LEN) - data,
    }
}

fn write_word(call: &CallIdentity, packet: &mut PacketBuffer) -> Result<(), SecurityFailure> {
    let len = u16::try_from(packet.data_len()).map_err(|_| DATA_LENGTH)?;
    let word = PacketCipher::word(call, packet.seq(), len);
    let [head, ..] = packet.parts_mut();
    head[..WORD].copy_from_slice(&word.to_be_bytes());
    Ok(())
}

fn seal_first_blocks(this: &PacketCipher, packets: &mut [PacketBuffer]) {
    let mut blocks = [0; TOGETHER];
    for (block, packet) in blocks.iter_mut().zip(&mut *packets) {
        let first = packet.bytes_mut().first_chunk();
        *block = first.map_or(0, |first| u64::from_be_bytes(*first));
    }
    encrypt_some(&this.cipher, &mut blocks, packets.len());
    for (block, packet) in blocks.into_iter().zip(packets) {
        if let Some(first) = packet.bytes_mut().first_chunk_mut() {
            *first = block.to_be_bytes();
        }
    }
}
