#![forbid(unsafe_code)]
//! The UDP socket under both front ends of rxrpc: how it is made, how batches go out and come in, and
//! what ICMP said.
//!
//! Holds: [`Settings`], [`UdpState`], [`Port`], [`ReceiveBuffers`], [`Reading`] and [`Outbox`]. Must not know: packets, calls,
//! who waits and how, runtimes. The front ends keep the socket itself, registered with whatever tells them that it
//! is ready, and lend it for each system call. Nothing here blocks: the socket is non-blocking.
//!
//! This is a part of `rxrpc-sync` and `rxrpc-async`, not an interface for users. The `unsafe` of
//! segmentation offload is quinn-udp's, that of the error queue and of socket
//! options is nix's and rustix's.

mod address;
mod bind_address;
mod error_queue;
mod failures;
mod fragmentation;
mod horizon;
mod last_packets;
mod observer;
mod offload;
mod outbox;
mod port;
mod reading;
mod receive;
mod removable;
mod report;
mod send;
mod settings;
mod system_calls;
mod udp_state;

pub use bind_address::{AddressError, BindAddress};
pub use last_packets::{LastPackets, NextStep};
pub use observer::Observer;
pub use outbox::{Carrier, Flushed, Outbox};
pub use port::{Lend, Port};
pub use reading::{ReadOutcome, Reading};
pub use receive::ReceiveBuffers;
pub use removable::{InUse, Removable};
pub use report::PathReport;
#[doc(hidden)]
pub use rxrpc_core::{Config, observe::PacketObserver};
pub use send::Sent;
pub use settings::{Local, Settings};
pub use system_calls::SystemCalls;
pub use udp_state::{SocketBuffers, UdpState};
