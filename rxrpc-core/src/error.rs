//! What can go wrong, for users, with the errno that AF_RXRPC gives.
//!
//! Holds: the error enums of both faces and the one table from them to errno and `io::Error`. Must
//! not know: who raises them.

use crate::proto::{Completion, Failure};
use rxrpc_wire::AbortCode;
use std::io;

/// Errno values of Linux, named here so that the core needs no system crate.
pub mod errno {
    /// Interrupted before anything happened.
    pub const EINTR: i32 = 4;
    /// Try again: the operation would have to wait.
    pub const EAGAIN: i32 = 11;
    /// The call is not in a state to be sent on, or its service had no place for it.
    pub const EBUSY: i32 = 16;
    /// The user call ID is in use already.
    pub const EEXIST: i32 = 17;
    /// An argument does not make sense.
    pub const EINVAL: i32 = 22;
    /// A number is out of range.
    pub const ERANGE: i32 = 34;
    /// No such user call ID, or it is in use.
    pub const EBADSLT: i32 = 57;
    /// No call waits to be accepted.
    pub const ENODATA: i32 = 61;
    /// The deadline of the call has passed.
    pub const ETIME: i32 = 62;
    /// Out of protocol: wrong direction or phase.
    pub const EPROTO: i32 = 71;
    /// The peer broke the protocol.
    pub const EBADMSG: i32 = 74;
    /// A message is longer or shorter than what was announced.
    pub const EMSGSIZE: i32 = 90;
    /// No default destination and none given.
    pub const EDESTADDRREQ: i32 = 89;
    /// The operation is not supported.
    pub const EOPNOTSUPP: i32 = 95;
    /// The address family does not fit the socket.
    pub const EAFNOSUPPORT: i32 = 97;
    /// The address or service is bound already.
    pub const EADDRINUSE: i32 = 98;
    /// The network is unreachable.
    pub const ENETUNREACH: i32 = 101;
    /// The peer no longer knows us.
    pub const ENETRESET: i32 = 102;
    /// The call was aborted.
    pub const ECONNABORTED: i32 = 103;
    /// The call was reset.
    pub const ECONNRESET: i32 = 104;
    /// The backlog is full.
    pub const ENOBUFS: i32 = 105;
    /// The call has ended, or the socket was shut down.
    pub const ESHUTDOWN: i32 = 108;
    /// A wait on a handle took longer than its timeout.
    pub const ETIMEDOUT: i32 = 110;
    /// Nobody listens at the peer's port.
    pub const ECONNREFUSED: i32 = 111;
}

/// Why a verb of the call face failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The peer aborted the call.
    #[error("call aborted by the peer: {0}")]
    Aborted(AbortCode),
    /// The call was aborted on this side: by its user, by a timeout (`RX_CALL_TIMEOUT`), by a silence while
    /// the peer talked on other calls of the connection (`RX_CALL_DEAD`) or because the peer broke the
    /// protocol (`RX_PROTOCOL_ERROR`). A deadline that this side's user set is always `RX_CALL_TIMEOUT`.
    #[error("call aborted locally: {0}")]
    LocallyAborted(AbortCode),
    /// The service had no place for the call, and said so for as long as this side tried
    /// ([`MachineConfig::busy_timeout`](crate::proto::MachineConfig::busy_timeout)). It has done nothing of it.
    #[error("the service is busy")]
    Busy,
    /// The network reported that the peer cannot be reached; the errno says how.
    #[error("network error: {}", io::Error::from_raw_os_error(*.0))]
    Network(i32),
    /// This system failed; the errno says how.
    #[error("local error: {}", io::Error::from_raw_os_error(*.0))]
    Local(i32),
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
    /// The peer sends more bytes than the reader is ready to take at once. All of them can still be read.
    #[error("more data than the limit of the reader")]
    TooLong,
    /// The count of bytes taken before is larger than the data.
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
    /// The code of an abort, whoever raised it.
    pub fn abort_code(&self) -> Option<AbortCode> {
        match self {
            Self::Aborted(code) | Self::LocallyAborted(code) => Some(*code),
            _ => None,
        }
    }

    /// The errno that AF_RXRPC reports in this case.
    pub fn errno(&self) -> i32 {
        match self {
            Self::LocallyAborted(AbortCode::RX_CALL_TIMEOUT) => errno::ETIME,
            Self::LocallyAborted(AbortCode::RX_PROTOCOL_ERROR) => errno::EBADMSG,
            Self::LocallyAborted(AbortCode::RX_CALL_DEAD) => errno::ECONNRESET,
            Self::Aborted(_) | Self::LocallyAborted(_) => errno::ECONNABORTED,
            Self::Busy => errno::EBUSY,
            Self::WrongPhase => errno::EPROTO,
            Self::Network(errno) | Self::Local(errno) => *errno,
            Self::WouldBlock => errno::EAGAIN,
            Self::TimedOut => errno::ETIMEDOUT,
            Self::Ended | Self::Closed => errno::ESHUTDOWN,
            Self::MessageSize | Self::TooLong => errno::EMSGSIZE,
            Self::InvalidAddress | Self::CountBeyondData => errno::EINVAL,
        }
    }

    /// The error inside an `io::Error` that one of our `Read` or `Write` returned.
    pub fn from_io(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }

    /// What the end of a call means to its user; `None` for success.
    pub(crate) fn from_completion(completion: &Completion) -> Option<Self> {
        match completion {
            Completion::Succeeded => None,
            // Nobody aborted: the peer does not know the call any more.
            Completion::RemotelyAborted { error: Failure::NetworkReset, .. } => {
                Some(Self::Network(errno::ENETRESET))
            }
            Completion::RemotelyAborted { code, .. } => Some(Self::Aborted(*code)),
            Completion::LocallyAborted { code, .. } => Some(Self::LocallyAborted(*code)),
            Completion::Busy => Some(Self::Busy),
            Completion::NetworkError(errno) => Some(Self::Network(*errno)),
            Completion::LocalError(errno) => Some(Self::Local(*errno)),
        }
    }
}

impl From<CallError> for io::Error {
    fn from(error: CallError) -> Self {
        let kind = match &error {
            CallError::WouldBlock => io::ErrorKind::WouldBlock,
            CallError::TimedOut => io::ErrorKind::TimedOut,
            CallError::InvalidAddress | CallError::MessageSize | CallError::CountBeyondData => {
                io::ErrorKind::InvalidInput
            }
            CallError::TooLong => io::ErrorKind::InvalidData,
            CallError::Ended | CallError::Closed => io::ErrorKind::NotConnected,
            other => io::Error::from_raw_os_error(other.errno()).kind(),
        };
        io::Error::new(kind, error)
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
    /// The system starts no thread for the service, which is not bound; the errno says why (EAGAIN).
    #[error("cannot start a thread: {}", io::Error::from_raw_os_error(*.0))]
    Thread(i32),
}

impl BindError {
    /// The errno that AF_RXRPC reports in this case.
    pub fn errno(&self) -> i32 {
        match self {
            Self::InvalidService => errno::EINVAL,
            Self::ServiceInUse => errno::EADDRINUSE,
            Self::Closed => errno::ESHUTDOWN,
            Self::Thread(errno) => *errno,
        }
    }

    /// What a failure to start a thread is to who wanted to serve.
    pub fn from_thread(error: &io::Error) -> Self {
        Self::Thread(error.raw_os_error().unwrap_or(errno::EAGAIN))
    }
}

impl From<BindError> for io::Error {
    fn from(error: BindError) -> Self {
        let kind = io::Error::from_raw_os_error(error.errno()).kind();
        io::Error::new(kind, error)
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
    /// Another thread created a call with this ID at the same moment. EEXIST.
    #[error("user call ID exists")]
    CallIdExists,
    /// The call is not connected yet, or the service has not received the whole request. EBUSY.
    #[error("call not ready to send")]
    Busy,
    /// No call waits to be accepted. ENODATA.
    #[error("no call to accept")]
    NothingToAccept,
    /// The backlog of charged calls is full. ENOBUFS.
    #[error("backlog full")]
    BacklogFull,
    /// A timeout is out of range. ERANGE.
    #[error("out of range")]
    OutOfRange,
    /// The call failed or cannot take data; `recvmsg` reports its end.
    #[error(transparent)]
    Call(CallError),
}

impl MessageError {
    /// The errno that AF_RXRPC reports in this case.
    pub fn errno(&self) -> i32 {
        match self {
            Self::WouldBlock => errno::EAGAIN,
            Self::Invalid(_) => errno::EINVAL,
            Self::NotSupported => errno::EOPNOTSUPP,
            Self::DestinationRequired => errno::EDESTADDRREQ,
            Self::AddressFamily => errno::EAFNOSUPPORT,
            Self::BadCallId => errno::EBADSLT,
            Self::CallIdExists => errno::EEXIST,
            Self::Busy => errno::EBUSY,
            Self::NothingToAccept => errno::ENODATA,
            Self::BacklogFull => errno::ENOBUFS,
            Self::OutOfRange => errno::ERANGE,
            Self::Call(error) => error.errno(),
        }
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
            MessageError::WouldBlock => io::Error::new(io::ErrorKind::WouldBlock, error),
            other => {
                let kind = io::Error::from_raw_os_error(other.errno()).kind();
                io::Error::new(kind, other)
            }
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
        assert_eq!(MessageError::BadCallId.errno(), 57);
        assert_eq!(MessageError::from(CallError::Ended).errno(), 108);
    }
}
