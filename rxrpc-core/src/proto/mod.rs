//! The pure protocol layer: the state of one call, driven by whoever owns it.
//!
//! Holds: [`CallMachine`] and its parts, one subject each. Everything takes `&mut self` and the
//! time as an argument. Must not know: locks, clocks, sockets, threads, users, other calls.
//!
//! `handle_*` says that something happened, `poll_*` asks what shall be done now.

mod acknowledge;
mod apply_ack;
mod bit_window;
mod busy;
mod completion;
mod config;
mod congestion;
mod counters;
mod early_packets;
mod input;
mod keepalive;
mod loss;
mod loss_timer;
mod lost_by_peer;
mod machine;
mod output;
mod pacing;
mod packets;
mod path_mtu;
mod path_search;
mod rate_estimate;
mod reach;
mod receive_budget;
mod receive_window;
mod rtt;
mod state;
mod timers;
mod transmit_window;
mod window_growth;

#[cfg(test)]
mod tests_budget;
#[cfg(test)]
mod tests_hostile;
#[cfg(test)]
mod tests_hostile_acks;
#[cfg(test)]
mod tests_input;
#[cfg(test)]
mod tests_link;
#[cfg(test)]
mod tests_pair;
#[cfg(test)]
mod tests_path;
#[cfg(test)]
mod tests_reach;
#[cfg(test)]
mod tests_support;
#[cfg(test)]
mod tests_timeout;
#[cfg(test)]
mod tests_windows;

pub use completion::{Completion, Failure, FinalState};
pub use config::MachineConfig;
pub use congestion::CongestionAlgorithm;
pub use counters::CallCounters;
pub use machine::{CallMachine, SendRefusal};
pub use output::Datagrams;
pub(crate) use output::MAX_BATCH;
pub use packets::{CallIdentity, SerialSource, Side};
pub use path_mtu::{Fragmentation, PathEstimate};
pub use rate_estimate::RateEstimate;
pub use receive_budget::ReceiveBudget;
pub use receive_window::Received;
pub use rtt::RttEstimate;
pub use state::{Events, State};
