//! The message face: AF_RXRPC's `sendmsg` and `recvmsg`, with flags and typed control messages.
//!
//! Holds: the types of the face, and under it `socket` (AF_RXRPC sockets and what is done with one), `socket_state`
//! (its states, and what its lock guards), `tree` (user call ID → call), `ready` (what `recvmsg` can give), `sendmsg`
//! and `recvmsg` themselves. Must not know: how a caller waits.
//!
//! The contract is that of Linux AF_RXRPC (`Documentation/networking/rxrpc.rst`, and the code where
//! that is out of date); where this crate chooses otherwise, the item says so.

mod control;
mod control_list;
mod docs;
mod options;
mod out_of_band;
pub(crate) mod ready;
mod recvmsg;
mod release;
mod request;
mod security;
mod sendmsg;
mod socket;
pub(crate) mod socket_state;
pub(crate) mod tree;

pub use control::{ChallengeNotice, Control, OobId};
pub use control_list::ControlList;
pub use socket::MessageSocket;
pub use socket_state::SocketState;

use crate::address::ServiceAddress;
use bitflags::bitflags;
use std::fmt;

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
        /// In, `sendmsg`: taken, and changes nothing: all of the data is waited for without it too.
        const WAITALL = 0x100;
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
    pub data: &'a [u8],
    /// Control messages; one `UserCallId` is always needed.
    pub control: &'a [Control],
    /// `MORE` and `DONTWAIT`.
    pub flags: MessageFlags,
}

impl<'a> SendMessage<'a> {
    /// A message without a destination and flags.
    #[must_use]
    pub fn new(data: &'a [u8], control: &'a [Control]) -> Self {
        Self { to: None, data, control, flags: MessageFlags::empty() }
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
        self.data = data;
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
