//! The trace events of calls, slots and `recvmsg`, through `tracing` at level TRACE.
//!
//! Holds: the points of a call's life and the codes that Linux AF_RXRPC's tracepoints give them, so that
//! a trace of one can be read beside a trace of the other. Must not know: what happens at a point.
//!
//! Targets: `rxrpc::call` and `rxrpc::recvmsg`. Fields: `call` (the call's key), `code`, and what else there
//! is to say of a point.

use crate::call::Call;
use rxrpc_wire::AbortCode;

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
    /// About to wait: there is no message.
    Wait,
    /// The call is taken from the queue, its user mutex with it.
    Dequeued,
    /// Somebody else holds the call: it stays where it is, and the next one is looked at.
    Requeued,
    /// Another thread reported the end of the call in between.
    Unqueued,
    /// Data is given; this many bytes.
    Data(usize),
    /// The end of the call is reported.
    Terminal,
    /// A call waits to be accepted.
    ToBeAccepted,
    /// A message out of band.
    OutOfBand,
}

impl ReceivePoint {
    fn code(self) -> &'static str {
        match self {
            Self::Wait => "WAIT",
            Self::Dequeued => "DEQU",
            Self::Requeued => "REQU",
            Self::Unqueued => "UNQU",
            Self::Data(_) => "DATA",
            Self::Terminal => "TERM",
            Self::ToBeAccepted => "TBAC",
            Self::OutOfBand => "OOBQ",
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
    let bytes = match point {
        ReceivePoint::Data(bytes) => Some(bytes),
        _ => None,
    };
    tracing::trace!(
        target: "rxrpc::recvmsg",
        call = call.map(|call| call.key.0),
        code = point.code(),
        bytes,
    );
}
