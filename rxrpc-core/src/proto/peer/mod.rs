//! What a call knows of its peer: whether it is alive, and whether it receives at its address.
//!
//! Holds: signs of life and the timers that wait for them (`keepalive`), the limit towards unproven
//! addresses (`reach`). Must not know: what the packets carried, or what follows for the call.

pub(super) mod keepalive;
pub(super) mod reach;
