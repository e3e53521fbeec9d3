//! What the two ends of the raw UDP contender say to each other: one kind of datagram in a byte, and
//! whether it is to be answered in the next. Knows no sockets.

/// Bytes of a datagram: those of a full DATA packet on UDP.
pub(super) const SIZE: usize = 1440;
/// Bytes of it that count as payload: the rest is what the header of a DATA packet takes.
pub(super) const PAYLOAD: usize = 1412;
/// Bytes of payload of a ping.
pub(super) const ASKED: u32 = 64;
/// Bytes of a ping: its payload and a header.
pub(super) const PING: usize = ASKED as usize + SIZE - PAYLOAD;
/// Datagrams in flight: what an Rx window holds.
pub(super) const WINDOW: u64 = 255;
/// Most datagrams in a batch: as many as an IPv4 UDP payload holds.
pub(super) const BATCH: usize = 65_507 / SIZE;

/// Sent back as it is.
pub(super) const ECHO: u8 = 1;
/// Sets the count to zero, and is answered.
pub(super) const BEGIN: u8 = 2;
/// Is counted.
pub(super) const COUNT: u8 = 3;
/// In the second byte: the count is wanted back.
pub(super) const ANSWER: u8 = 1;
