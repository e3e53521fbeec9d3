#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

mod address;
mod blocks;
mod call;
mod concepts;
mod config;
mod connection;
mod endpoint;
mod errno;
pub mod error;
mod fifo;
mod hosts;
mod limits;
#[cfg(feature = "internals")]
pub mod lock;
#[cfg(not(feature = "internals"))]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod lock;
pub mod message;
#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
#[doc(hidden)]
pub mod model;
pub mod observe;
#[cfg(feature = "internals")]
pub mod proto;
#[cfg(not(feature = "internals"))]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod proto;
mod refusal;
pub mod security;
mod setters;
mod setting_error;

// What drives an endpoint.
pub use address::{AddressPair, canonical};
pub use call::send::Waiting;
pub use call::{Call, CallKey};
pub use endpoint::handshake::challenges::{Challenges, PendingChallenge};
pub use endpoint::service::incoming::Incoming;
pub use endpoint::{
    AddressFamily, Endpoint, QuotedPacket, Transmit, Turn, VersionQuestion, Wakeup, Wakeups,
};
pub use message::{Bell, MessageSocket};
pub use proto::Fragmentation;

pub use types::*;

/// What the users of every front end name: settings, errors, messages, what is to be seen. Front ends give all of
/// it again (`pub use rxrpc_core::types::*`).
pub mod types {
    pub use crate::address::{ServiceAddress, ServiceAddressError};
    pub use crate::call::limits::CallTimeouts;
    pub use crate::call::options::CallOptions;
    pub use crate::call::receive::exact::{Expected, Verdict};
    pub use crate::call::send_data::SendData;
    pub use crate::config::{Config, DebugAnswers};
    pub use crate::endpoint::close::CloseOutcome;
    pub use crate::endpoint::peers::{Peer, PeerData};
    pub use crate::endpoint::service::gate::Arrival;
    pub use crate::errno::Errno;
    pub use crate::error::{BindError, CallError, MessageError};
    pub use crate::limits::LONGEST_REPLY;
    pub use crate::message::{
        ChallengeNotice, Control, ControlList, MessageFlags, OobId, ReceiveProgress, ReceiveSlot,
        ReceivedMessage, SendMessage, SendProgress, SocketEvent, SocketState, UserCallId,
    };
    pub use crate::observe::{
        BundleRow, CallRow, ConnectionRow, ConnectionSecurity, Direction, PacketObserver, PeerRow,
        Snapshot, Standing, Statistics,
    };
    pub use crate::proto::{
        CallCounters, CallIdentity, Completion, CongestionAlgorithm, Failure, MachineConfig, Side,
        State,
    };
    pub use crate::refusal::Refusal;
    pub use crate::security::{
        self, CallSecurity, ClientKey, Credentials, PeerIdentity, SecurityLevel, ServiceKey,
        ServiceKeys,
    };
    pub use crate::setting_error::SettingError;
    pub use rxrpc_wire as wire;
    pub use rxrpc_wire::{
        AbortCode, CallNumber, Channel, Cid, ConnectionId, Epoch, SecurityIndex, ServiceId,
    };
}
