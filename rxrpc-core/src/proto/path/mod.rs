//! What a call knows of the path to its peer. Most of it outlives the call.
//!
//! Holds: how large a datagram may be and how that is found out, the round trip, and what the next
//! call begins with. Must not know: what is sent, or why.

mod jumbo;
pub(super) mod rate;
pub(super) mod rtt;
mod search;
pub(super) mod size;
