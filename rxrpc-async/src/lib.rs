#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

mod builder;
mod call;
mod driver;
mod endpoint;
mod held;
mod incoming;
mod kept;
mod messages;
mod observer;
mod recv_half;
pub mod runtime;
mod send_half;
mod server;
mod shared;
mod udp;

pub use async_trait::async_trait;
pub use builder::EndpointBuilder;
pub use call::Call;
pub use driver::Driver;
pub use endpoint::Endpoint;
pub use incoming::Incoming;
pub use observer::{Direction, PacketObserver};
pub use recv_half::RecvHalf;
pub use rxrpc_core::message::{Control, MessageFlags, ReceivedMessage, SendMessage, UserCallId};
pub use rxrpc_core::observe::{Snapshot, Statistics};
pub use rxrpc_core::proto::{CallCounters, CallIdentity, Side};
pub use rxrpc_core::{
    AbortCode, BindError, CallError, CallOptions, Config, MessageError, ServiceAddress, ServiceId,
    wire,
};
pub use send_half::SendHalf;
pub use server::{Refusal, Server, Service};
pub use udp::SocketBuffers;
