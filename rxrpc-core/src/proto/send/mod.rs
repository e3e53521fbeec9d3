//! What a call sends: its packets, what became of them, and how fast they may follow each other.
//!
//! Holds: the transmit window, the choice of what goes next, ACKs applied, losses found and
//! repaired, congestion, pacing, a service that is busy. Must not know: what the peer sends, or how
//! it is acknowledged.

pub(super) mod acked;
pub(super) mod busy;
pub(super) mod congestion;
pub(super) mod loss;
pub(super) mod loss_timer;
pub(super) mod pacing;
pub(super) mod transmit;
pub(super) mod window;
