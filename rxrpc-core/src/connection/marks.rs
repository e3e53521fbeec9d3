//! What is known of a connection by yes or no, in one byte.
//!
//! Holds: [`Marks`]. Must not know: what follows from any of them.

use std::sync::atomic::{AtomicU8, Ordering};

/// Facts about a connection that threads set and look at without a lock. A connection that idles holds little else
/// of its own, so they share a byte.
#[derive(Debug, Default)]
pub(super) struct Marks(AtomicU8);

impl Marks {
    /// The path to the peer was probed with a PING.
    pub(super) const PROBED: u8 = 0x01;
    /// The client of a service connection is known to receive at its address.
    pub(super) const REACH_PROVEN: u8 = 0x02;
    /// A service connection has borrowed the proof of another one of its client.
    pub(super) const BORROWED: u8 = 0x04;
    /// Of a client connection whose calls ask for an upgrade: which service it gets is not settled.
    pub(super) const UNSETTLED: u8 = 0x08;
    /// Nothing of the service was heard so far, so that calls ask one after the other; goes with `UNSETTLED`.
    pub(super) const UNANSWERED: u8 = 0x10;
    /// A call asks just now; goes with `UNANSWERED`.
    pub(super) const ASKING: u8 = 0x20;

    /// Whether all of these are set. What was written before they were is seen by who sees them, and before they were
    /// cleared by who sees that.
    #[inline]
    pub(super) fn has(&self, marks: u8) -> bool {
        self.0.load(Ordering::Acquire) & marks == marks
    }

    /// Sets them; what was set before.
    pub(super) fn set(&self, marks: u8) -> u8 {
        self.0.fetch_or(marks, Ordering::AcqRel)
    }

    /// Clears them; what was set before.
    pub(super) fn clear(&self, marks: u8) -> u8 {
        self.0.fetch_and(!marks, Ordering::AcqRel)
    }

    /// Goes from exactly these of `within` to exactly those; whether it was so.
    pub(super) fn go(&self, within: u8, from: u8, to: u8) -> bool {
        let step = |marks: u8| (marks & within == from).then_some(marks & !within | to);
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, step).is_ok()
    }
}
