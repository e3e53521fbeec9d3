//! The memory that opened payloads lie in.
//!
//! Holds: [`with_memory`]. Must not know: what is opened.
//!
//! Who reads much at once drops it before the next is opened, as a rule. So each thread keeps one block for that: memory
//! that is asked for anew each time costs more than the copying. Small amounts get memory of their own size, or one
//! small payload that is kept would keep a whole block.

use bytes::BytesMut;
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// For how many bytes a block is kept. At most 64 KiB are opened at once, and a packet.
const KEPT: RangeInclusive<usize> = 16 << 10..=80 << 10;

thread_local! {
    /// The block of this thread; none before it is needed.
    static BLOCK: RefCell<BytesMut> = RefCell::new(BytesMut::new());
}

/// Runs `work` with empty memory that has room for so many bytes.
pub(super) fn with_memory<R>(bytes: usize, work: impl FnOnce(&mut BytesMut) -> R) -> R {
    if !KEPT.contains(&bytes) {
        return work(&mut BytesMut::with_capacity(bytes));
    }
    BLOCK.with_borrow_mut(|memory| {
        memory.clear();
        // A block of which nothing is in use any more is used again, from its beginning.
        memory.reserve(bytes);
        work(memory)
    })
}
