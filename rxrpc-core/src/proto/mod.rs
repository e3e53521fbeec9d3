//! The pure protocol layer: the state of one call, driven by whoever owns it.
//!
//! Holds: [`CallMachine`] and its parts, one subject each. Everything takes `&mut self` and the
//! time as an argument. Must not know: locks, clocks, sockets, threads, users, other calls.
//!
//! `handle_*` says that something happened, `poll_*` asks what shall be done now.

mod bit_window;
mod common;
mod completion;
mod config;
mod counters;
mod machine;
mod packets;
mod path;
mod peer;
mod receive;
mod send;
mod state;
#[cfg(test)]
mod tests;
mod timers;
mod way;

pub use completion::{Completion, Failure, FinalState};
pub use config::MachineConfig;
pub use counters::CallCounters;
pub use machine::{CallMachine, SendRefusal};
pub(crate) use packets::MAX_BATCH;
pub use packets::{CallIdentity, Datagrams, SerialSource, Side};
pub use path::rate::RateEstimate;
pub use path::rtt::RttEstimate;
pub use path::size::{Fragmentation, PathEstimate};
pub use receive::{ReceiveBudget, Received};
pub use send::congestion::CongestionAlgorithm;
pub use state::{Events, State};
