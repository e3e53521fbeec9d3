//! What a call receives: its packets in order, the memory for them, and what the peer is told.
//!
//! Holds: DATA taken in, the receive window and its growth, packets above a hole, the budget for
//! unread data, acknowledging. Must not know: what this side sends, or how it gets through.

pub(super) mod acknowledge;
pub(super) mod budget;
pub(super) mod data;
pub(super) mod early;
pub(super) mod growth;
pub(super) mod window;
