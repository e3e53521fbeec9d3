//! Control messages: what goes with the data of a message, and what is told beside it.
//!
//! Holds: [`Control`] and what its variants are made of. Must not know: what `sendmsg` does with them (`request`), in
//! which order `recvmsg` gives them.

use super::UserCallId;
use crate::errno::Errno;
use bytes::Bytes;
use rxrpc_wire::{AbortCode, SecurityIndex, ServiceId};
use std::fmt;
use std::time::{Duration, Instant};

/// The name of one out-of-band message, which the answer to it gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OobId(pub u64);

impl fmt::Display for OobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is told of a challenge that a service sent, to who answers challenges himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChallengeNotice {
    /// The service that wants proof.
    pub service: ServiceId,
    /// The security class of the connection.
    pub security: SecurityIndex,
    /// The encryption type of the connection's key, where the class has several (rxgk).
    pub enctype: Option<u32>,
}

impl ChallengeNotice {
    /// Of a class with one encryption type.
    #[must_use]
    pub fn new(service: ServiceId, security: SecurityIndex) -> Self {
        Self { service, security, enctype: None }
    }

    /// Sets the encryption type of the connection's key.
    #[must_use]
    pub fn enctype(mut self, enctype: u32) -> Self {
        self.enctype = Some(enctype);
        self
    }
}

/// A typed control message (AF_RXRPC contract §2.4).
///
/// "In" is for `sendmsg`, "out" is from `recvmsg`; what is for one only, the other refuses with EINVAL or never gives.
/// What is of another direction, or does not go with the rest of its message, is refused before anything is done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Control {
    /// In: the call that the message is about, always; if there are several, the last. Out it is
    /// [`ReceivedMessage::call`](super::ReceivedMessage::call), which comes first.
    UserCallId(UserCallId),
    /// In: abort the call with this code, which is not 0; with [`Control::Respond`]: refuse the challenge with it. Out,
    /// last message: the call was aborted.
    Abort(AbortCode),
    /// Out, last message, service: the client has the whole reply.
    Ack,
    /// Out, last message: the service had no place for the call, and said so for as long as this side tried.
    Busy,
    /// Out, last message: the network failed.
    NetworkError(Errno),
    /// Out, first of all, with data on sockets that were asked to ([`MessageSocket::set_timestamps`]): when the packet
    /// came whose byte is the last of the message, by the clock of the endpoint's driver. (Linux gives the time of
    /// day, beside `USER_CALL_ID`.)
    ///
    /// [`MessageSocket::set_timestamps`]: super::MessageSocket::set_timestamps
    Timestamp(Instant),
    /// Out, last message: this system failed.
    LocalError(Errno),
    /// Out: a call waits to be accepted (on sockets that listen with announcements).
    NewCall,
    /// In: accept the oldest announced call under the given user call ID.
    Accept,
    /// In, first message of a client call: give it a connection of its own.
    ExclusiveCall,
    /// In, first message of a client call: let the service put another one in its place, as
    /// [`CallOptions::upgrade`](crate::CallOptions::upgrade) says; the name of the answer's messages
    /// ([`ReceivedMessage::from`](super::ReceivedMessage::from)) says which it was.
    UpgradeService,
    /// In: the exact number of bytes of this phase, before any of them. Once, and only with data.
    TransmitLength(u64),
    /// In: limits for the call, with any message of it that takes data or accepts it. `None` and zero leave a limit as
    /// it is; if there are several of these, the last counts.
    SetCallTimeout {
        /// From now to the end of the call; at most 21 474 836 s, which is what a Linux with 100 ticks a second
        /// takes (others take less). ERANGE beyond that.
        hard: Option<Duration>,
        /// Between packets of the request, for a service; at most an hour, ERANGE beyond that.
        idle: Option<Duration>,
        /// Between any packets from the peer; at most an hour, ERANGE beyond that.
        normal: Option<Duration>,
    },
    /// In: give a user call ID to a service call that is still to come.
    ChargeAccept,
    /// Out, out of band: what an answer calls this message by. In, with the flag `OOB`: the message that is answered.
    OobId(OobId),
    /// Out, out of band, client: a service challenges a connection, and answers wait for this program.
    Challenged(ChallengeNotice),
    /// In, with the flag `OOB` and an [`Control::OobId`]: answer the challenge, or with [`Control::Abort`] refuse it.
    Respond,
    /// In, behind [`Control::Respond`], at most once: what the program adds to an rxgk response.
    RxgkAppData(Bytes),
}
