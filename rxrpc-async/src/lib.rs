#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]
//!
#![doc = rxrpc_core::concept_docs!()]
//!
#![doc = rxrpc_core::side_by_side_docs!()]
//!
//! [`build_with`]: EndpointBuilder::build_with
//! [`build_with_driver`]: EndpointBuilder::build_with_driver
//! [`into_stream`]: Call::into_stream
//! [`into_sink`]: Call::into_sink
//! [`messages`]: MessageSocket::messages

mod abort_handle;
mod builder;
mod call;
mod call_handle;
mod call_sink;
mod challenges;
mod close;
mod datagram_port;
mod discard;
mod driver;
mod dyn_handler;
mod endpoint;
mod handler;
mod incoming;
mod message_data;
mod message_socket;
mod messages;
mod ongoing;
mod recv_half;
pub mod runtime;
mod send_half;
mod served;
mod server;
mod shared;
#[cfg(feature = "tokio")]
mod tokio_io;
mod transport;

pub use abort_handle::AbortHandle;
pub use builder::EndpointBuilder;
#[doc(no_inline)]
pub use bytes::Bytes;
pub use call::Call;
pub use call_sink::CallSink;
pub use challenges::{Challenges, PendingChallenge};
pub use driver::Driver;
pub use dyn_handler::DynHandler;
pub use endpoint::Endpoint;
pub use handler::Handler;
pub use incoming::Incoming;
pub use message_socket::MessageSocket;
pub use messages::{Message, Messages};
pub use recv_half::RecvHalf;
pub use rxrpc_core::Fragmentation;
#[doc(inline)]
pub use rxrpc_core::types::*;
pub use rxrpc_udp::{AddressError, BindAddress, SocketBuffers, SystemCalls};
pub use send_half::SendHalf;
pub use server::Server;
pub use transport::{Arrival, Transport};
