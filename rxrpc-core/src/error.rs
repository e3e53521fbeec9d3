//! What can go wrong, for users, with the errno that AF_RXRPC gives.
//!
//! Holds: the error enums of both faces, with the errno and the kind of each. Must not know: who raises them.

use crate::errno::Errno;
use crate::proto::{Completion, Failure};
use rxrpc_wire::AbortCode;
use std::io::{self, ErrorKind};

/// Why a verb of the call face failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The peer aborted the call.
    #[error("call aborted by the peer: {0}")]
    Aborted(AbortCode),
    /// The call was aborted on this side: by its user, by the end of the endpoint (`RX_CALL_DEAD`) or because
    /// the peer broke the protocol (`RX_PROTOCOL_ERROR`).
    #[error("call aborted locally: {0}")]
    LocallyAborted(AbortCode),
    /// A limit that this side has set for the call has passed: a deadline of its user's
    /// ([`CallOptions::hard_timeout`](crate::CallOptions::hard_timeout), `SET_CALL_TIMEOUT`), or one of
    /// [`Config`](crate::Config) for calls of a service. The peer is told `RX_CALL_TIMEOUT`. ETIME.
    #[error("the deadline of the call has passed")]
    DeadlinePassed,
    /// Nothing came from the peer for [`MachineConfig::normal_timeout`](crate::MachineConfig::normal_timeout),
    /// or to a service nothing of a request for
    /// [`MachineConfig::idle_timeout`](crate::MachineConfig::idle_timeout): it is gone, or what is sent is
    /// lost on the way. ETIME.
    #[error("the peer is silent")]
    PeerSilent,
    /// The peer was silent about this call while it talked on others of the connection: it is there, and has
    /// forgotten the call. ECONNRESET.
    #[error("the peer has forgotten the call")]
    Forgotten,
    /// The service had no place for the call, and said so for as long as this side tried
    /// ([`MachineConfig::busy_timeout`](crate::MachineConfig::busy_timeout)). It has done nothing of it. EBUSY.
    #[error("the service is busy")]
    Busy,
    /// There is no route to the peer, as this host or a router says (EHOSTUNREACH, ENETUNREACH, ENETDOWN,
    /// EHOSTDOWN).
    #[error("no route to the peer: {0}")]
    NoRoute(Errno),
    /// A route of this host swallows what is sent to the peer, as `blackhole` routes do. EINVAL, as Linux says.
    #[error("a route of this host swallows what is sent to the peer (blackhole)")]
    BlackHole,
    /// The network does not let this side reach the peer for another reason: nobody listens there
    /// (ECONNREFUSED), it is forbidden (EACCES), the peer no longer knows the call (ENETRESET) …
    #[error("network error: {0}")]
    Network(Errno),
    /// This system failed.
    #[error("local error: {0}")]
    Local(Errno),
    /// The operation would have to wait, and was told not to.
    #[error("operation would wait")]
    WouldBlock,
    /// A wait on this handle took longer than its timeout. The call goes on.
    #[error("timed out waiting")]
    TimedOut,
    /// Data was offered in the wrong phase: after the end of the request or reply, or by a service
    /// before it has the whole request. Or a service reads a request that it has given up, in part, by
    /// replying before it was whole.
    #[error("the call is not in the phase for that")]
    WrongPhase,
    /// The call has ended.
    #[error("the call has ended")]
    Ended,
    /// More or fewer bytes were given than the announced length.
    #[error("length differs from what was announced")]
    MessageSize,
    /// A length was announced after data was given, or twice. EINVAL.
    #[error("too late to announce a length")]
    TooLateForLength,
    /// The peer sends more bytes than the reader is ready to take at once. All of them can still be read.
    #[error("more data than the limit of the reader")]
    TooLong,
    /// The peer's data ended before a reader had as many bytes as it asked for. Those that came are in its buffer.
    /// EBADMSG.
    #[error("less data than the reader asked for")]
    TooShort,
    /// Everything that the peer sent was read before, and the end told. ECONNRESET.
    #[error("nothing is left to be read")]
    NothingLeft,
    /// The count of bytes taken or filled before is larger than the data or the buffer.
    #[error("more bytes counted as taken than there are")]
    CountBeyondData,
    /// The endpoint was closed.
    #[error("the endpoint is closed")]
    Closed,
    /// The address does not fit: service ID 0, port 0 or another address family than the socket's.
    #[error("invalid service address")]
    InvalidAddress,
}

impl CallError {
    /// The code with which the call was aborted, whoever did it.
    #[must_use]
    pub fn abort_code(&self) -> Option<AbortCode> {
        match self {
            Self::Aborted(code) | Self::LocallyAborted(code) => Some(*code),
            Self::DeadlinePassed | Self::PeerSilent => Some(AbortCode::RX_CALL_TIMEOUT),
            Self::Forgotten => Some(AbortCode::RX_CALL_DEAD),
            _ => None,
        }
    }

    /// Whether it is about time: the call's deadline has passed, the peer was silent for too long, or (the
    /// call goes on then) a wait was longer than its own limit.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::DeadlinePassed | Self::PeerSilent | Self::TimedOut)
    }

    /// The errno that AF_RXRPC reports in this case.
    #[must_use]
    pub fn errno(&self) -> Errno {
        match self {
            Self::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR) | Self::TooShort => Errno::EBADMSG,
            Self::LocallyAborted(AbortCode::RX_CALL_DEAD) | Self::Forgotten | Self::NothingLeft => {
                Errno::ECONNRESET
            }
            Self::Aborted(_) | Self::LocallyAborted(_) => Errno::ECONNABORTED,
            Self::DeadlinePassed | Self::PeerSilent => Errno::ETIME,
            Self::Busy => Errno::EBUSY,
            Self::WrongPhase => Errno::EPROTO,
            Self::NoRoute(errno) | Self::Network(errno) | Self::Local(errno) => *errno,
            Self::WouldBlock => Errno::EAGAIN,
            Self::TimedOut => Errno::ETIMEDOUT,
            Self::Ended | Self::Closed => Errno::ESHUTDOWN,
            Self::MessageSize | Self::TooLong => Errno::EMSGSIZE,
            Self::BlackHole
            | Self::InvalidAddress
            | Self::CountBeyondData
            | Self::TooLateForLength => Errno::EINVAL,
        }
    }

    /// The kind of the [`io::Error`] that it becomes.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::BlackHole => ErrorKind::HostUnreachable,
            Self::WrongPhase => ErrorKind::InvalidInput,
            Self::TooLong => ErrorKind::InvalidData,
            Self::TooShort | Self::NothingLeft => ErrorKind::UnexpectedEof,
            other => other.errno().kind(),
        }
    }

    /// The error inside an `io::Error` that one of our `Read` or `Write` returned.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// What the end of a call means to its user; `None` for success.
    pub(crate) fn from_completion(completion: &Completion) -> Option<Self> {
        match completion {
            Completion::Succeeded => None,
            // Nobody aborted: the peer does not know the call any more.
            Completion::RemotelyAborted { error: Failure::NetworkReset, .. } => {
                Some(Self::Network(Errno::ENETRESET))
            }
            Completion::RemotelyAborted { code, .. } => Some(Self::Aborted(*code)),
            Completion::LocallyAborted { code, error } => Some(match error {
                Failure::DeadlinePassed => Self::DeadlinePassed,
                Failure::PeerSilent => Self::PeerSilent,
                Failure::Reset => Self::Forgotten,
                _ => Self::LocallyAborted(*code),
            }),
            Completion::Busy => Some(Self::Busy),
            Completion::NetworkError(errno) => Some(Self::from_network(*errno)),
            Completion::LocalError(errno) => Some(Self::Local(*errno)),
        }
    }

    /// What it means to a call that the network says this of its peer.
    fn from_network(errno: Errno) -> Self {
        match errno {
            Errno::EHOSTUNREACH | Errno::ENETUNREACH | Errno::ENETDOWN | Errno::EHOSTDOWN => {
                Self::NoRoute(errno)
            }
            // What a packet holds has no part in it: only routes are refused so.
            Errno::EINVAL => Self::BlackHole,
            _ => Self::Network(errno),
        }
    }
}

impl From<CallError> for io::Error {
    fn from(error: CallError) -> Self {
        io::Error::new(error.kind(), error)
    }
}

/// Why a service could not be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BindError {
    /// Service ID 0 does not exist. EINVAL.
    #[error("service ID 0 is invalid")]
    InvalidService,
    /// The service is bound on this endpoint already. EADDRINUSE.
    #[error("the service is bound already")]
    ServiceInUse,
    /// The endpoint was closed. ESHUTDOWN.
    #[error("the endpoint is closed")]
    Closed,
    /// There is no upgrade from the one service to the other: one of them is not bound here, they are the same, or the
    /// first has its upgrade already. EINVAL.
    #[error("no upgrade from one service to the other")]
    CannotUpgrade,
    /// The system starts no thread for the service, which is not bound (EAGAIN).
    #[error("cannot start a thread: {0}")]
    Thread(Errno),
}

impl BindError {
    /// The errno that AF_RXRPC reports in this case.
    #[must_use]
    pub fn errno(&self) -> Errno {
        match self {
            Self::InvalidService | Self::CannotUpgrade => Errno::EINVAL,
            Self::ServiceInUse => Errno::EADDRINUSE,
            Self::Closed => Errno::ESHUTDOWN,
            Self::Thread(errno) => *errno,
        }
    }

    /// The kind of the [`io::Error`] that it becomes.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.errno().kind()
    }

    /// What a failure to start a thread is to who wanted to serve; for front ends.
    #[doc(hidden)]
    #[must_use]
    pub fn from_thread(error: &io::Error) -> Self {
        Self::Thread(Errno::from_io(error).unwrap_or(Errno::EAGAIN))
    }
}

impl From<BindError> for io::Error {
    fn from(error: BindError) -> Self {
        io::Error::new(error.kind(), error)
    }
}

/// Why `sendmsg`, `recvmsg` or a setting of the message face failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// The operation would have to wait: `MSG_DONTWAIT` or an elapsed timeout. EAGAIN; also for
    /// `recvmsg` on a socket that has no call at all and does not listen.
    #[error("operation would wait")]
    WouldBlock,
    /// A control message is missing, doubled, malformed or does not go with the others. EINVAL.
    #[error("invalid argument: {0}")]
    Invalid(&'static str),
    /// An unsupported flag. EOPNOTSUPP.
    #[error("operation not supported")]
    NotSupported,
    /// A new call needs a destination. EDESTADDRREQ.
    #[error("destination address required")]
    DestinationRequired,
    /// The address does not fit the socket. EAFNOSUPPORT.
    #[error("address family not supported by this socket")]
    AddressFamily,
    /// No such user call ID; for a charge or accept: the ID is in use. EBADSLT.
    #[error("bad user call ID")]
    BadCallId,
    /// No out-of-band message of this ID waits for an answer, or an answer names none. EBADSLT.
    #[error("bad out-of-band message ID")]
    BadOobId,
    /// Another thread created a call with this ID at the same moment. EEXIST.
    #[error("user call ID exists")]
    CallIdExists,
    /// The call is not connected yet, or the service has not received the whole request. EBUSY.
    #[error("call not ready to send")]
    Busy,
    /// No call waits to be accepted. ENODATA.
    #[error("no call to accept")]
    NothingToAccept,
    /// The backlog of charged calls is full, or the endpoint has no place left to be kept for one
    /// ([`Config::max_service_calls`](crate::Config::max_service_calls)). ENOBUFS.
    #[error("backlog full")]
    BacklogFull,
    /// A timeout is out of range. ERANGE.
    #[error("out of range")]
    OutOfRange,
    /// The socket is in no state for that: a client does not listen, a server has no default destination, a socket
    /// listens once. EBUSY.
    #[error("the socket is in no state for that")]
    WrongState,
    /// The service is bound on the endpoint already. EADDRINUSE.
    #[error("the service is bound already")]
    AddressInUse,
    /// The address is not the endpoint's, or a socket without a service is to listen. EADDRNOTAVAIL.
    #[error("address not available")]
    AddressNotAvailable,
    /// The socket has a default destination already; or it is bound, and the option is for one that is not. EISCONN.
    #[error("connected or bound already")]
    Connected,
    /// The option is for a socket that has two services and does not listen so far. EISCONN.
    #[error("the option is for a socket with two services that does not listen")]
    OptionState,
    /// The socket was shut down before. ESHUTDOWN.
    #[error("the socket is shut down already")]
    ShutDown,
    /// The socket is closed; its endpoint need not be. EBADF.
    #[error("the socket is closed")]
    SocketClosed,
    /// The call failed or cannot take data; `recvmsg` reports its end.
    #[error(transparent)]
    Call(CallError),
}

impl MessageError {
    /// The errno that AF_RXRPC reports in this case.
    #[must_use]
    pub fn errno(&self) -> Errno {
        match self {
            Self::WouldBlock => Errno::EAGAIN,
            Self::Invalid(_) => Errno::EINVAL,
            Self::NotSupported => Errno::EOPNOTSUPP,
            Self::DestinationRequired => Errno::EDESTADDRREQ,
            Self::AddressFamily => Errno::EAFNOSUPPORT,
            Self::BadCallId | Self::BadOobId => Errno::EBADSLT,
            Self::CallIdExists => Errno::EEXIST,
            Self::Busy | Self::WrongState => Errno::EBUSY,
            Self::NothingToAccept => Errno::ENODATA,
            Self::BacklogFull => Errno::ENOBUFS,
            Self::OutOfRange => Errno::ERANGE,
            Self::AddressInUse => Errno::EADDRINUSE,
            Self::AddressNotAvailable => Errno::EADDRNOTAVAIL,
            Self::Connected | Self::OptionState => Errno::EISCONN,
            Self::ShutDown => Errno::ESHUTDOWN,
            Self::SocketClosed => Errno::EBADF,
            Self::Call(error) => error.errno(),
        }
    }

    /// The kind of the [`io::Error`] that it becomes.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Call(error) => error.kind(),
            other => other.errno().kind(),
        }
    }

    /// Whether the call ended by time, as [`CallError::is_timeout`] says. A `sendmsg` or `recvmsg` that waited as
    /// long as it was told to is [`MessageError::WouldBlock`] instead, as with `SO_RCVTIMEO`.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Call(error) if error.is_timeout())
    }
}

impl From<CallError> for MessageError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::WouldBlock => Self::WouldBlock,
            other => Self::Call(other),
        }
    }
}

impl From<MessageError> for io::Error {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Call(call) => call.into(),
            other => io::Error::new(other.kind(), other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_carry_their_errno_and_kind() {
        let error = io::Error::from(CallError::Aborted(AbortCode(-455)));
        assert_eq!(error.kind(), io::ErrorKind::ConnectionAborted);
        assert_eq!(CallError::from_io(&error), Some(&CallError::Aborted(AbortCode(-455))));
        assert_eq!(io::Error::from(CallError::WouldBlock).kind(), io::ErrorKind::WouldBlock);
        let inner = io::Error::from(MessageError::from(CallError::PeerSilent));
        assert_eq!(CallError::from_io(&inner), Some(&CallError::PeerSilent));
        assert_eq!(MessageError::BadCallId.errno(), Errno::EBADSLT);
        assert_eq!(MessageError::BadCallId.kind(), io::ErrorKind::InvalidInput);
        assert_eq!(BindError::ServiceInUse.kind(), io::ErrorKind::AddrInUse);
        assert!(!MessageError::WouldBlock.is_timeout());
        assert_eq!(MessageError::from(CallError::Ended).errno(), Errno::ESHUTDOWN);
    }

    /// Whoever asks why a call failed is told one of these, and what to make of it.
    #[test]
    fn what_keeps_a_call_from_its_peer_is_told_apart() {
        let ends = [
            (ended(Failure::DeadlinePassed), CallError::DeadlinePassed, ErrorKind::TimedOut),
            (ended(Failure::PeerSilent), CallError::PeerSilent, ErrorKind::TimedOut),
            (ended(Failure::Reset), CallError::Forgotten, ErrorKind::ConnectionReset),
            (Completion::Busy, CallError::Busy, ErrorKind::ResourceBusy),
            network(Errno::EHOSTUNREACH, CallError::NoRoute, ErrorKind::HostUnreachable),
            network(Errno::ENETUNREACH, CallError::NoRoute, ErrorKind::NetworkUnreachable),
            network(Errno::EINVAL, |_| CallError::BlackHole, ErrorKind::HostUnreachable),
            network(Errno::ECONNREFUSED, CallError::Network, ErrorKind::ConnectionRefused),
        ];
        for (end, error, kind) in ends {
            assert_eq!(CallError::from_completion(&end), Some(error.clone()));
            assert_eq!(io::Error::from(error.clone()).kind(), kind);
            assert_eq!(error.is_timeout(), kind == ErrorKind::TimedOut);
            let message = MessageError::from(error.clone());
            assert_eq!((message.kind(), message.is_timeout()), (kind, error.is_timeout()));
        }
    }

    fn ended(error: Failure) -> Completion {
        Completion::LocallyAborted { code: AbortCode(1), error }
    }

    fn network(
        errno: Errno,
        error: fn(Errno) -> CallError,
        kind: ErrorKind,
    ) -> (Completion, CallError, ErrorKind) {
        (Completion::NetworkError(errno), error(errno), kind)
    }
}
