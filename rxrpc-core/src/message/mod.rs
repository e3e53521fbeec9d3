//! The message face: AF_RXRPC's `sendmsg` and `recvmsg`, with flags and typed control messages.
//!
//! Holds: the types of the face, and under it `socket` (AF_RXRPC sockets and what is done with one), `socket_state`
//! (its states, and what its lock guards), `tree` (user call ID → call), `ready` (what `recvmsg` can give), `sendmsg`
//! and `recvmsg` themselves; for who waits in an event loop `readiness` (bells), `events` and `watches` (what was refused
//! and is worth another try). Must not know: how a caller waits.
//!
//! The contract is that of Linux AF_RXRPC (`Documentation/networking/rxrpc.rst`, and the code where
//! that is out of date); where this crate chooses otherwise, the item says so.

mod control;
mod control_list;
mod docs;
mod events;
mod options;
mod out_of_band;
mod readiness;
pub(crate) mod ready;
mod recvmsg;
mod release;
mod request;
mod security;
mod sendmsg;
mod several;
mod socket;
pub(crate) mod socket_state;
mod timestamps;
pub(crate) mod tree;
mod wait_all;
mod watches;

pub use crate::call::{Buffers, OneBuffer, Pieces, Room};
pub use control::{ChallengeNotice, Control, OobId};
pub use control_list::ControlList;
pub use events::SocketEvent;
pub use readiness::Bell;
pub use several::{ReceiveSlot, SendProgress};
pub use socket::MessageSocket;
pub use socket_state::SocketState;
pub use wait_all::ReceiveProgress;

use crate::address::ServiceAddress;
use crate::call::send_data::SendData;
use bitflags::bitflags;
use bytes::Bytes;
use std::fmt;
use std::io::IoSlice;

/// The user's name for a call on the message face; any number, unique among the socket's live calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserCallId(pub u64);

impl fmt::Display for UserCallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

bitflags! {
    /// Flags of `sendmsg` and `recvmsg`, in and out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
    pub struct MessageFlags: u32 {
        /// In, `sendmsg`: the answer to an out-of-band message. Out: this is one.
        const OOB = 0x01;
        /// In: look without taking.
        const PEEK = 0x02;
        /// In: never wait.
        const DONTWAIT = 0x40;
        /// Out: this was the last message of the call; its user call ID is free.
        const EOR = 0x80;
        /// In, `recvmsg`: wait for as much data of one call as there is room for, or for the end of the data or of
        /// the call; changes nothing beside `DONTWAIT` or `PEEK`. In, `sendmsg`: taken, and changes nothing: all of
        /// the data is waited for without it too.
        const WAITALL = 0x100;
        /// In, `recvmmsg`: wait for the first message alone, not for all.
        const WAITFORONE = 0x1_0000;
        /// In: more data of this phase follows. Out: more is to be received.
        const MORE = 0x8000;
    }
}

/// What `sendmsg` is asked to do.
///
/// ```
/// # use rxrpc_core::{Control, MessageFlags, SendMessage, UserCallId};
/// let control = [Control::UserCallId(UserCallId(7))];
/// let begin = SendMessage::new(b"a request", &control).flags(MessageFlags::MORE);
/// # let _ = begin;
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SendMessage<'a> {
    /// Where a new call goes; without it the default destination.
    pub to: Option<ServiceAddress>,
    /// Data of the request or reply.
    pub data: SendData<'a>,
    /// Control messages; one `UserCallId` is always needed.
    pub control: &'a [Control],
    /// `MORE` and `DONTWAIT`.
    pub flags: MessageFlags,
}

impl<'a> SendMessage<'a> {
    /// A message without a destination and flags.
    #[must_use]
    pub fn new(data: &'a [u8], control: &'a [Control]) -> Self {
        Self { to: None, data: SendData::Slice(data), control, flags: MessageFlags::empty() }
    }

    /// Sets where a new call goes.
    #[must_use]
    pub fn to(mut self, to: impl Into<Option<ServiceAddress>>) -> Self {
        self.to = to.into();
        self
    }

    /// Sets `MORE` and `DONTWAIT`, or neither.
    #[must_use]
    pub fn flags(mut self, flags: MessageFlags) -> Self {
        self.flags = flags;
        self
    }

    /// The same with other control messages.
    #[must_use]
    pub fn control(mut self, control: &'a [Control]) -> Self {
        self.control = control;
        self
    }

    /// The same with other data.
    #[must_use]
    pub fn data(mut self, data: &'a [u8]) -> Self {
        self.data = SendData::Slice(data);
        self
    }

    /// The same with data that lies in several pieces.
    #[must_use]
    pub fn slices(mut self, data: &'a [IoSlice<'a>]) -> Self {
        self.data = SendData::Slices(data);
        self
    }

    /// The same with data in memory that may be kept, so that it need not be copied where the call is not secured
    /// ([`SendData`]).
    #[must_use]
    pub fn bytes(mut self, data: &'a [Bytes]) -> Self {
        self.data = SendData::Bytes(data);
        self
    }
}

/// What `recvmsg` gives, besides the data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedMessage {
    /// Bytes copied into the caller's buffer.
    pub bytes: usize,
    /// `MORE` while more data may come, `EOR` on the last message of a call.
    pub flags: MessageFlags,
    /// The call; `None` for [`Control::NewCall`].
    pub call: Option<UserCallId>,
    /// The peer and the service of the call.
    pub from: Option<ServiceAddress>,
    /// What else there is to say, in order: how the call ended, or [`Control::NewCall`].
    pub control: ControlList,
}

impl ReceivedMessage {
    /// Whether this was the last message of its call.
    pub fn is_end(&self) -> bool {
        self.flags.contains(MessageFlags::EOR)
    }
}
