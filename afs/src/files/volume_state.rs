//! What a file server says of the volume that a file is in.
//!
//! Holds: [`VolumeState`]. Must not know: calls.

use crate::fs::RxafsGetVolumeStatusReply;

/// How a volume is, how much is in it and how much may be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VolumeState {
    /// Its number.
    pub volume: u32,
    /// Its name. Not fit for a terminal as it is.
    pub name: Vec<u8>,
    /// It is served.
    pub online: bool,
    /// How much may be in it, in KiB; `None` for no limit.
    pub quota: Option<u32>,
    /// How much is in it, in KiB.
    pub used: u32,
    /// How much its partition has room for, in KiB.
    pub partition: u32,
    /// How much of that is free, in KiB.
    pub partition_free: u32,
    /// Why it is not served, or what else its administrator says. Not fit for a terminal as it is.
    pub message: Vec<u8>,
    /// The message of the day. Not fit for a terminal as it is.
    pub message_of_the_day: Vec<u8>,
}

impl From<RxafsGetVolumeStatusReply> for VolumeState {
    fn from(reply: RxafsGetVolumeStatusReply) -> Self {
        let RxafsGetVolumeStatusReply { status, name, offline_message, motd } = reply;
        let quota = status.max_quota.cast_unsigned();
        Self {
            volume: status.vid.cast_unsigned(),
            name: name.to_vec(),
            online: status.online != 0,
            quota: (quota != 0).then_some(quota),
            used: status.blocks_in_use.cast_unsigned(),
            partition: status.part_max_blocks.cast_unsigned(),
            partition_free: status.part_blocks_avail.cast_unsigned(),
            message: offline_message.to_vec(),
            message_of_the_day: motd.to_vec(),
        }
    }
}
