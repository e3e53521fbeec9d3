//! What a call knows of its peer: whether it is alive, whether it receives at its address, and
//! whether it still knows the call.
//!
//! Holds: signs of life and deadlines, the limit towards unproven addresses, services that lost the
//! call. Must not know: what the packets carried.

pub(super) mod keepalive;
pub(super) mod reach;
