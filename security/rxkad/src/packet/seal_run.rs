//! Sealing full packets in a row where they lie.
//!
//! Holds: [`seal_run`]. Must not know: how data is cut into packets.

use super::checksum::{TOGETHER, encrypt_some};
use super::{DATA_LENGTH, PacketCipher, WORD};
use crate::cipher::{BLOCK_LEN, pcbc};
use rxrpc_core::CallIdentity;
use rxrpc_core::security::{PacketRun, RunPacket, SecurityFailure, SecurityLevel};
use std::array;

/// Up to [`TOGETHER`] packets, the first ones.
type Group<'a> = [Option<RunPacket<'a>>; TOGETHER];

pub(super) fn seal_run(
    this: &PacketCipher,
    call: &CallIdentity,
    run: &mut PacketRun,
) -> Result<(), SecurityFailure> {
    // Nothing leaves that a level does not reach. Calls make no runs of packets as small as that.
    if !run.packets_mut().all(|packet| is_full(this.level, packet.bytes.len())) {
        return Err(DATA_LENGTH);
    }
    let groups = run.len().div_ceil(TOGETHER);
    let mut packets = run.packets_mut();
    for _ in 0..groups {
        let mut group: Group<'_> = array::from_fn(|_| packets.next());
        let seqs = group.iter().map_while(|packet| Some(packet.as_ref()?.seq));
        let checksums = this.checksum.of_some(&this.cipher, call, seqs);
        for (packet, checksum) in group.iter_mut().flatten().zip(checksums) {
            *packet.checksum = checksum;
        }
        match this.level {
            SecurityLevel::Plain => {}
            SecurityLevel::Authenticated => seal_first_blocks(this, call, &mut group)?,
            _ => seal_whole(this, call, &mut group)?,
        }
    }
    Ok(())
}

/// Whether a packet of so many bytes can be sealed as it is, with nothing behind it.
fn is_full(level: SecurityLevel, bytes: usize) -> bool {
    match level {
        SecurityLevel::Plain => true,
        SecurityLevel::Authenticated => bytes >= BLOCK_LEN,
        _ => bytes >= BLOCK_LEN && bytes / BLOCK_LEN * BLOCK_LEN == bytes,
    }
}

/// What stands before the data of a packet.
fn word(
    this: &PacketCipher,
    call: &CallIdentity,
    packet: &RunPacket<'_>,
) -> Result<u32, SecurityFailure> {
    let len = packet.bytes.len() - this.run_head();
    let len = u16::try_from(len).map_err(|_| DATA_LENGTH)?;
    Ok(PacketCipher::word(call, packet.seq, len))
}

fn seal_first_blocks(
    this: &PacketCipher,
    call: &CallIdentity,
    group: &mut Group<'_>,
) -> Result<(), SecurityFailure> {
    let (mut blocks, mut count) = ([0; TOGETHER], 0);
    for (block, packet) in blocks.iter_mut().zip(group.iter().flatten()) {
        let first = packet.bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
        // The head is zero so far.
        *block = first | u64::from(word(this, call, packet)?) << 32;
        count += 1;
    }
    encrypt_some(&this.cipher, &mut blocks, count);
    for (block, packet) in blocks.into_iter().zip(group.iter_mut().flatten()) {
        if let Some(first) = packet.bytes.first_chunk_mut() {
            *first = block.to_be_bytes();
        }
    }
    Ok(())
}

/// Several side by side: within one, blocks wait for each other.
fn seal_whole(
    this: &PacketCipher,
    call: &CallIdentity,
    group: &mut Group<'_>,
) -> Result<(), SecurityFailure> {
    for packet in group.iter_mut().flatten() {
        let word = word(this, call, packet)?;
        packet.bytes[..WORD].copy_from_slice(&word.to_be_bytes());
    }
    let whole = group.iter_mut().flatten().map(|packet| &mut *packet.bytes);
    pcbc::encrypt_all(&this.cipher, this.vector, whole);
    Ok(())
}
