//! The pure protocol layer: the state of one call, driven by whoever owns it.
//!
//! Holds: [`CallMachine`] (`machine`), which hands what arrives, what is sent and what is due to its parts,
//! and the parts in their rooms: what a call sends (`send`), what it receives (`receive`), the path
//! (`path`) and the peer (`peer`); settings, counters and timers that all go by. No part names the
//! machine, and sending and receiving do not name each other. Everything takes `&mut self` and the time
//! as an argument. Must not know: locks, clocks, sockets, threads, users, other calls.
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
pub use machine::{CallMachine, DataRun, SendRefusal};
pub(crate) use packets::MAX_BATCH;
pub use packets::{CallIdentity, Datagrams, SerialSource, Side};
pub use path::rate::RateEstimate;
pub use path::rtt::RttEstimate;
pub use path::size::{Fragmentation, PathEstimate};
pub use receive::{ReceiveBudget, Received, ReceivedPacket, SealedPacket, SealedRun};
pub use send::congestion::CongestionAlgorithm;
pub use state::{Events, State};
