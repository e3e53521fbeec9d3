#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

mod address;
mod call;
mod config;
mod connection;
mod endpoint;
mod errno;
pub mod error;
mod hosts;
pub mod lock;
pub mod message;
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[doc(hidden)]
pub mod model;
pub mod observe;
pub mod proto;
mod refusal;
mod security;
mod setting_error;

pub use address::{AddressPair, ServiceAddress, canonical};
pub use call::open::CallOptions;
pub use call::send::Waiting;
pub use call::{Call, CallKey};
pub use config::Config;
pub use endpoint::close::CloseOutcome;
pub use endpoint::service::incoming::Incoming;
pub use endpoint::{AddressFamily, Endpoint, QuotedPacket, Transmit, Turn};
pub use errno::Errno;
pub use error::{BindError, CallError, MessageError};
pub use message::{Control, MessageFlags, ReceivedMessage, SendMessage, UserCallId};
pub use proto::Fragmentation;
pub use refusal::Refusal;
pub use rxrpc_wire as wire;
pub use rxrpc_wire::{AbortCode, SecurityIndex, ServiceId};
pub use setting_error::SettingError;
