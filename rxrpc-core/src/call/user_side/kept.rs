//! What was given to a call before it has a channel: bytes that are not packed.
//!
//! Holds: [`Kept`]. Must not know: how they will be packed, who waits.

use bytes::BytesMut;

/// Blocks after the first have room for this many bytes at least: who sends little at a time is likely to go on so.
const BLOCK: usize = 4096;

/// Bytes as they were given, in few blocks.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) blocks: Vec<BytesMut>,
    /// They are the end of the phase.
    pub(super) ended: bool,
}

impl Kept {
    pub(super) fn push(&mut self, data: &[u8], ended: bool) {
        self.ended |= ended;
        if data.is_empty() {
            return;
        }
        match self.blocks.last_mut() {
            Some(block) if block.capacity() - block.len() >= data.len() => {
                block.extend_from_slice(data);
            }
            None => self.blocks.push(BytesMut::from(data)),
            Some(_) => {
                let mut block = BytesMut::with_capacity(data.len().max(BLOCK));
                block.extend_from_slice(data);
                self.blocks.push(block);
            }
        }
    }
}
