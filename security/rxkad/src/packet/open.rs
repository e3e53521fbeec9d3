//! Opening packets.
//!
//! Holds: [`open`]. Must not know: how packets come in, who reads their data.
//!
//! What is opened goes into memory of its own, one block for all packets that are opened at once: their payloads may be
//! shared.

use super::checksum::TOGETHER;
use super::{DATA_LENGTH, PacketCipher, SEALED_INCONSISTENT, WORD};
use crate::cipher::{BLOCK_LEN, BlockCipher, pcbc};
use bytes::BytesMut;
use rxrpc_core::CallIdentity;
use rxrpc_core::security::{ReceivedPacket, SecurityFailure, SecurityLevel};
use std::ops::Range;
use subtle::ConstantTimeEq as _;

pub(super) fn open(
    this: &PacketCipher,
    call: &CallIdentity,
    packets: &mut [ReceivedPacket],
) -> Result<(), SecurityFailure> {
    for some in packets.chunks(TOGETHER) {
        let numbers = some.iter().map(|packet| packet.seq);
        let checksums = this.checksum.of_some(&this.cipher, call, numbers);
        for (packet, checksum) in some.iter().zip(checksums) {
            if !bool::from(checksum.ct_eq(&packet.checksum)) {
                return Err(SEALED_INCONSISTENT);
            }
        }
    }
    if this.level == SecurityLevel::Plain {
        return Ok(());
    }
    let all = packets.iter().map(|packet| packet.payload.len()).sum();
    let mut memory = BytesMut::with_capacity(all);
    for packet in packets {
        let whole = decrypt(this, &packet.payload, &mut memory)?;
        let data = data_of(this, call, packet, &memory[..whole])?;
        packet.payload = memory.split().freeze().slice(data);
    }
    Ok(())
}

/// Decrypts a payload into memory; how many bytes of that count.
fn decrypt(
    this: &PacketCipher,
    payload: &[u8],
    memory: &mut BytesMut,
) -> Result<usize, SecurityFailure> {
    let encrypted = this.level >= SecurityLevel::Encrypted;
    let Some((first, rest)) = payload.split_first_chunk() else {
        // As OpenAFS has it.
        let empty = encrypted && payload.is_empty();
        return Err(if empty { DATA_LENGTH } else { SEALED_INCONSISTENT });
    };
    if !encrypted {
        let [block] = this.cipher.decrypt([u64::from_be_bytes(*first)]);
        memory.extend_from_slice(&block.to_be_bytes());
        memory.extend_from_slice(rest);
        return Ok(payload.len());
    }
    // What is behind the last whole block is no part of it: both OpenAFS and Linux send some (rxkad notes §1).
    let whole = payload.len() / BLOCK_LEN * BLOCK_LEN;
    memory.resize(whole, 0);
    Ok(pcbc::decrypt_into(&this.cipher, this.vector, &payload[..whole], memory))
}

/// Where the data lies in what was decrypted.
fn data_of(
    this: &PacketCipher,
    call: &CallIdentity,
    packet: &ReceivedPacket,
    plain: &[u8],
) -> Result<Range<usize>, SecurityFailure> {
    let word = plain.first_chunk().map_or(0, |word| u32::from_be_bytes(*word));
    let len = word as u16;
    let expected = PacketCipher::word(call, packet.seq, len);
    if !bool::from(word.ct_eq(&expected)) {
        return Err(SEALED_INCONSISTENT);
    }
    let head = if this.level >= SecurityLevel::Encrypted { BLOCK_LEN } else { WORD };
    let (len, left) = (usize::from(len), plain.len().saturating_sub(head));
    // OpenAFS lets data be longer by the head, and takes what was not sealed for it.
    if len > left { Err(DATA_LENGTH) } else { Ok(head..head + len) }
}
