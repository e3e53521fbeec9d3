//! What the two ends of the raw UDP contender say to each other: one kind of datagram in a byte, and
//! whether it is to be answered in the next. Knows no sockets.

/// Bytes of a datagram: those of a full DATA packet on UDP.
pub(super) const SIZE: usize = 1440;
/// Bytes of it that count as payload: the rest is what the header of a DATA packet takes.
pub(super) const PAYLOAD: usize = 1412;
/// Bytes of what comes before the payload.
pub(super) const HEADER: usize = SIZE - PAYLOAD;
/// Datagrams in flight: what an Rx window holds.
pub(super) const WINDOW: u64 = 255;
/// Most datagrams in a batch: as many as an IPv4 UDP payload holds.
pub(super) const BATCH: usize = 65_507 / SIZE;
/// Parts of a window of echoes that are on their way as batches: with as many, that is faster than with fewer or more.
pub(super) const PARTS: u32 = 16;

/// Sent back as it is.
pub(super) const ECHO: u8 = 1;
/// Sets the count to zero, and is answered.
pub(super) const BEGIN: u8 = 2;
/// Is counted.
pub(super) const COUNT: u8 = 3;
/// In the second byte: the count is wanted back.
pub(super) const ANSWER: u8 = 1;
