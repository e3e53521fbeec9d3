//! Opening packets.
//!
//! Holds: [`open`]. Must not know: how packets come in, who reads their data.
//!
//! What is opened goes into memory of its own, one block for all packets that are opened at once: their payloads may be
//! shared.

use super::checksum::{TOGETHER, decrypt_some};
use super::memory::with_memory;
use super::{DATA_LENGTH, PacketCipher, SEALED_INCONSISTENT, data_len, is_checksum};
use crate::cipher::{BLOCK_LEN, pcbc};
use bytes::{Buf as _, BytesMut};
use rxrpc_core::CallIdentity;
use rxrpc_core::security::{ReceivedPacket, SecurityFailure, SecurityLevel};
use std::ops::Range;

pub(super) fn open(
    this: &PacketCipher,
    call: &CallIdentity,
    packets: &mut [ReceivedPacket],
) -> Result<(), SecurityFailure> {
    for some in packets.chunks(TOGETHER) {
        compare_checksums(this, call, some)?;
    }
    if this.level == SecurityLevel::Plain {
        return Ok(());
    }
    let all = packets.iter().map(|packet| packet.payload.len()).sum();
    with_memory(all, |memory| match this.level {
        SecurityLevel::Authenticated => packets
            .chunks_mut(TOGETHER)
            .try_for_each(|some| open_first_blocks(this, call, some, memory)),
        _ => packets.iter_mut().try_for_each(|packet| open_whole(this, call, packet, memory)),
    })
}

fn compare_checksums(
    this: &PacketCipher,
    call: &CallIdentity,
    packets: &[ReceivedPacket],
) -> Result<(), SecurityFailure> {
    let checksums =
        this.checksum.of_some(&this.cipher, call, packets.iter().map(|packet| packet.seq));
    for (packet, checksum) in packets.iter().zip(checksums) {
        if !is_checksum(checksum, packet.checksum) {
            return Err(SEALED_INCONSISTENT);
        }
    }
    Ok(())
}

/// Opens packets of which the first block is encrypted, up to [`TOGETHER`].
fn open_first_blocks(
    this: &PacketCipher,
    call: &CallIdentity,
    packets: &mut [ReceivedPacket],
    memory: &mut BytesMut,
) -> Result<(), SecurityFailure> {
    let mut blocks = [0; TOGETHER];
    for (block, packet) in blocks.iter_mut().zip(&*packets) {
        let first = packet.payload.first_chunk().ok_or(SEALED_INCONSISTENT)?;
        *block = u64::from_be_bytes(*first);
    }
    decrypt_some(&this.cipher, &mut blocks, packets.len());
    for (block, packet) in blocks.into_iter().zip(packets) {
        memory.extend_from_slice(&block.to_be_bytes());
        memory.extend_from_slice(&packet.payload[BLOCK_LEN..]);
        replace(this, call, packet, memory)?;
    }
    Ok(())
}

/// Opens a packet of which all is encrypted.
fn open_whole(
    this: &PacketCipher,
    call: &CallIdentity,
    packet: &mut ReceivedPacket,
    memory: &mut BytesMut,
) -> Result<(), SecurityFailure> {
    if packet.payload.len() < BLOCK_LEN {
        // As OpenAFS has it.
        return Err(if packet.payload.is_empty() { DATA_LENGTH } else { SEALED_INCONSISTENT });
    }
    // What is behind the last whole block is no part of it: both OpenAFS and Linux send some (rxkad notes §1).
    let whole = packet.payload.len() / BLOCK_LEN * BLOCK_LEN;
    memory.resize(whole, 0);
    pcbc::decrypt_into(&this.cipher, this.vector, &packet.payload[..whole], memory);
    replace(this, call, packet, memory)
}

/// Puts the data of a packet, of which the memory has the decrypted payload, in the place of its payload.
fn replace(
    this: &PacketCipher,
    call: &CallIdentity,
    packet: &mut ReceivedPacket,
    memory: &mut BytesMut,
) -> Result<(), SecurityFailure> {
    let Range { start, end } = data_of(this, call, packet, memory)?;
    let mut plain = memory.split();
    plain.truncate(end);
    plain.advance(start);
    packet.payload = plain.freeze();
    Ok(())
}

/// Where the data lies in what was decrypted.
fn data_of(
    this: &PacketCipher,
    call: &CallIdentity,
    packet: &ReceivedPacket,
    plain: &[u8],
) -> Result<Range<usize>, SecurityFailure> {
    let word = plain.first_chunk().map_or(0, |word| u32::from_be_bytes(*word));
    let head = this.run_head();
    let len = data_len(call, packet.seq, word, plain.len().saturating_sub(head))?;
    Ok(head..head + len)
}
