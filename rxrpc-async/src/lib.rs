#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

mod builder;
mod call;
mod close;
mod discard;
mod driver;
mod endpoint;
mod held;
mod incoming;
mod kept;
mod messages;
mod recv_half;
pub mod runtime;
mod send_half;
mod served;
mod server;
mod shared;
mod transport;
mod udp;

pub use async_trait::async_trait;
pub use builder::EndpointBuilder;
pub use call::Call;
pub use driver::Driver;
pub use endpoint::Endpoint;
pub use incoming::Incoming;
pub use recv_half::RecvHalf;
pub use rxrpc_core::message::{Control, MessageFlags, ReceivedMessage, SendMessage, UserCallId};
pub use rxrpc_core::observe::{Direction, PacketObserver, Snapshot, Statistics};
pub use rxrpc_core::proto::{CallCounters, CallIdentity, Side};
pub use rxrpc_core::{
    AbortCode, BindError, CallError, CallOptions, Config, Errno, Fragmentation, MessageError,
    Refusal, ServiceAddress, ServiceId, SettingError, wire,
};
pub use rxrpc_udp::{AddressError, BindAddress, SocketBuffers, SystemCalls};
pub use send_half::SendHalf;
pub use server::{Server, Service};
pub use transport::{Arrival, Transport};
