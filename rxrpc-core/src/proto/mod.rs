//! The pure protocol layer: the state of one call, driven by whoever owns it.
//!
//! Holds: [`CallMachine`] and its parts, one subject each. Everything takes `&mut self` and the
//! time as an argument. Must not know: locks, clocks, sockets, threads, users, other calls.
//!
//! `handle_*` says that something happened, `poll_*` asks what shall be done now.

mod bit_window;
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

pub use completion::{Completion, Failure, FinalState};
pub use config::MachineConfig;
pub use counters::CallCounters;
pub use machine::{CallMachine, SendRefusal};
pub use packets::{CallIdentity, SerialSource, Side};
pub use path::rate::RateEstimate;
pub use path::rtt::RttEstimate;
pub use path::size::{Fragmentation, PathEstimate};
pub use receive::budget::ReceiveBudget;
pub use receive::window::Received;
pub use send::congestion::CongestionAlgorithm;
pub use send::transmit::Datagrams;
pub(crate) use send::transmit::MAX_BATCH;
pub use state::{Events, State};
