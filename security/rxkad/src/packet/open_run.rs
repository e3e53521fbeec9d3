//! Opening packets in a row where they lie.
//!
//! Holds: [`open_run`]. Must not know: how packets come in, who reads their data.

use super::checksum::{TOGETHER, decrypt_some};
use super::{PacketCipher, SEALED_INCONSISTENT, data_len, is_checksum};
use crate::cipher::{BLOCK_LEN, pcbc};
use rxrpc_core::CallIdentity;
use rxrpc_core::security::{SealedPacket, SealedRun, SecurityFailure, SecurityLevel};
use std::array;

/// Up to [`TOGETHER`] packets, the first ones.
type Group<'a> = [Option<SealedPacket<'a>>; TOGETHER];

pub(super) fn open_run(
    this: &PacketCipher,
    call: &CallIdentity,
    run: &mut SealedRun,
) -> Result<(), SecurityFailure> {
    for_each_group(run, |group| compare_checksums(this, call, group))?;
    match this.level {
        // Nothing else is sealed, and all of it is data.
        SecurityLevel::Plain => Ok(()),
        SecurityLevel::Authenticated => {
            for_each_group(run, |group| open_first_blocks(this, call, group))
        }
        _ => for_each_group(run, |group| open_whole(this, call, group)),
    }
}

fn for_each_group(
    run: &mut SealedRun,
    mut work: impl FnMut(Group<'_>) -> Result<(), SecurityFailure>,
) -> Result<(), SecurityFailure> {
    let groups = run.len().div_ceil(TOGETHER);
    let mut packets = run.packets_mut();
    (0..groups).try_for_each(|_| work(array::from_fn(|_| packets.next())))
}

fn compare_checksums(
    this: &PacketCipher,
    call: &CallIdentity,
    group: Group<'_>,
) -> Result<(), SecurityFailure> {
    let seqs = group.iter().map_while(|packet| Some(packet.as_ref()?.seq));
    let checksums = this.checksum.of_some(&this.cipher, call, seqs);
    // One is as good as the other: whether there is a difference anywhere.
    let pairs = checksums.into_iter().zip(group.iter().flatten());
    let differences = pairs.fold(0, |all, (right, packet)| all | (right ^ packet.checksum));
    if is_checksum(0, differences) { Ok(()) } else { Err(SEALED_INCONSISTENT) }
}

/// Opens packets of which the word and the first bytes of data are encrypted.
fn open_first_blocks(
    this: &PacketCipher,
    call: &CallIdentity,
    group: Group<'_>,
) -> Result<(), SecurityFailure> {
    let (mut blocks, mut count) = ([0; TOGETHER], 0);
    for (block, packet) in blocks.iter_mut().zip(group.iter().flatten()) {
        let (head, data) = (packet.head.first_chunk(), packet.data.first_chunk());
        let (head, data) = head.zip(data).ok_or(SEALED_INCONSISTENT)?;
        *block = u64::from(u32::from_be_bytes(*head)) << 32 | u64::from(u32::from_be_bytes(*data));
        count += 1;
    }
    decrypt_some(&this.cipher, &mut blocks, count);
    for (block, packet) in blocks.into_iter().zip(group.into_iter().flatten()) {
        if let Some(first) = packet.data.first_chunk_mut() {
            *first = (block as u32).to_be_bytes();
        }
        let len = data_len(call, packet.seq, (block >> 32) as u32, packet.data.len())?;
        packet.finish(len);
    }
    Ok(())
}

/// Opens packets of which all is encrypted.
fn open_whole(
    this: &PacketCipher,
    call: &CallIdentity,
    group: Group<'_>,
) -> Result<(), SecurityFailure> {
    let (mut sealed, mut count) = ([0; TOGETHER], 0);
    for (block, packet) in sealed.iter_mut().zip(group.iter().flatten()) {
        *block = u64::from_be_bytes(*packet.head.first_chunk().ok_or(SEALED_INCONSISTENT)?);
        count += 1;
    }
    let mut opened = sealed;
    decrypt_some(&this.cipher, &mut opened, count);
    let heads = sealed.into_iter().zip(opened);
    for ((sealed, opened), packet) in heads.zip(group.into_iter().flatten()) {
        let plain = opened ^ this.vector;
        // What is behind the last whole block is no part of it: both OpenAFS and Linux send some (rxkad notes §1).
        let whole = packet.data.len() / BLOCK_LEN * BLOCK_LEN;
        pcbc::decrypt(&this.cipher, plain ^ sealed, &mut packet.data[..whole]);
        let len = data_len(call, packet.seq, (plain >> 32) as u32, whole)?;
        packet.finish(len);
    }
    Ok(())
}
