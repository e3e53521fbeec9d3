//! The trace events of calls, slots and `recvmsg`, through `tracing` at level TRACE.
//!
//! Holds: the points of a call's life and the codes that Linux AF_RXRPC's tracepoints give them, so that
//! a trace of one can be read beside a trace of the other. Must not know: what happens at a point.
//!
//! Targets: `rxrpc::call` and `rxrpc::recvmsg`. Fields: `call` (the call's key), `code`, and what else there
//! is to say of a point.

use crate::call::Call;
use crate::call::receive::Read;
use crate::errno::Errno;
use rxrpc_wire::AbortCode;
use tracing::Level;

/// A point in the life of a call and of its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallPoint {
    /// A client call was made, locked, and everybody can see it.
    NewClient,
    /// A service call was made, locked, and its user can see it.
    NewService,
    /// It joins the queue for a slot of its bundle.
    WaitsForSlot,
    /// It has a slot: it is on a channel under a call number.
    Connected,
    /// It has left its channel.
    Disconnected,
    /// The slot of an ended call goes to the next in the queue, or is free.
    SlotPassed,
    /// The protocol has nothing left to do for it.
    Over,
}

impl CallPoint {
    fn code(self) -> &'static str {
        match self {
            Self::NewClient => "NWc",
            Self::NewService => "NWs",
            Self::WaitsForSlot => "Q-Call",
            Self::Connected => "ChActv",
            Self::Disconnected => "ChDisc",
            Self::SlotPassed => "ChPass",
            Self::Over => "Complete",
        }
    }
}

/// A point in one `recvmsg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReceivePoint {
    /// What there is of a call is about to be given.
    Enter,
    /// About to wait: there is no message.
    Wait,
    /// The call is taken from the queue, its user mutex with it.
    Dequeued,
    /// Somebody else holds the call: it stays where it is, and the next one is looked at.
    Requeued,
    /// Another thread reported the end of the call in between.
    Unqueued,
    /// The first bytes that are given are not the first of their packet.
    Continued,
    /// All of a packet is given, or of several that are one piece.
    NextPacket,
    /// There was no room for all that is here.
    Full,
    /// Data is given; this many bytes.
    Data(usize),
    /// The end of the call is reported.
    Terminal,
    /// A call waits to be accepted.
    ToBeAccepted,
    /// A message out of band.
    OutOfBand,
    /// `recvmsg` gives a message with this many bytes of data.
    Returns(usize),
    /// `recvmsg` fails with this.
    Fails(Errno),
}

impl ReceivePoint {
    fn code(self) -> &'static str {
        match self {
            Self::Enter => "ENTR",
            Self::Wait => "WAIT",
            Self::Dequeued => "DEQU",
            Self::Requeued => "REQU",
            Self::Unqueued => "UNQU",
            Self::Continued => "CONT",
            Self::NextPacket => "NEXT",
            Self::Full => "FULL",
            Self::Data(_) => "DATA",
            Self::Terminal => "TERM",
            Self::ToBeAccepted => "TBAC",
            Self::OutOfBand => "OOBQ",
            Self::Returns(_) | Self::Fails(_) => "RETN",
        }
    }
}

/// A call passes a point.
pub(crate) fn call(call: &Call, point: CallPoint) {
    tracing::trace!(
        target: "rxrpc::call",
        call = call.key.0,
        code = point.code(),
        peer = %call.target,
        user_call_id = call.user_call_id.get().map(|id| id.0),
    );
}

/// The user of a call aborts it, for a reason or for "" none, and was in time or came after its end.
pub(crate) fn abort(call: &Call, code: AbortCode, reason: &'static str, in_time: bool) {
    tracing::trace!(
        target: "rxrpc::call",
        call = call.key.0,
        code = "Abort",
        peer = %call.target,
        user_call_id = call.user_call_id.get().map(|id| id.0),
        abort_code = code.0,
        reason,
        in_time,
    );
}

/// `recvmsg` passes a point, with the call that it is about, if any.
pub(crate) fn recvmsg(call: Option<&Call>, point: ReceivePoint) {
    let (bytes, errno) = match point {
        ReceivePoint::Data(bytes) | ReceivePoint::Returns(bytes) => (Some(bytes), None),
        ReceivePoint::Fails(errno) => (None, errno.name()),
        _ => (None, None),
    };
    tracing::trace!(
        target: "rxrpc::recvmsg",
        call = call.map(|call| call.key.0),
        code = point.code(),
        bytes,
        errno,
    );
}

/// `recvmsg` gives what it has read of a call, and with `end` how it ended.
pub(crate) fn given(call: &Call, read: &Read, end: bool) {
    if !tracing::enabled!(target: "rxrpc::recvmsg", Level::TRACE) {
        return;
    }
    let point = |point| recvmsg(Some(call), point);
    let given = read.given;
    if given.bytes > 0 && given.continued {
        point(ReceivePoint::Continued);
    }
    (0..given.packets).for_each(|_| point(ReceivePoint::NextPacket));
    if read.full {
        point(ReceivePoint::Full);
    }
    if given.bytes > 0 {
        point(ReceivePoint::Data(given.bytes));
    }
    if end {
        point(ReceivePoint::Terminal);
    }
}
