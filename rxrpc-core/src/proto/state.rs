//! The states of a call and the news about it.
//!
//! Holds: [`State`], [`Events`]. Must not know: what makes a call change its state.

use bitflags::bitflags;

/// Where a call is (names after Linux AF_RXRPC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Client: the last packet of the request was not sent yet.
    ClientSendRequest,
    /// Client: the request was sent, but not all of it is acknowledged for good.
    ClientAwaitAck,
    /// Client: the request is acknowledged, nothing of the reply came.
    ClientAwaitReply,
    /// Client: the reply is coming.
    ClientReceiveReply,
    /// Service: the request is coming.
    ServiceReceiveRequest,
    /// Service: the request is complete, the user works on it.
    ServiceAckRequest,
    /// Service: the last packet of the reply was not sent yet.
    ServiceSendReply,
    /// Service: the reply was sent, but not all of it is acknowledged for good.
    ServiceAwaitAck,
    /// The call has ended, one way or the other.
    Complete,
}

impl State {
    /// Whether ACKs of this side's DATA mean something now.
    pub(super) const fn takes_acks(self) -> bool {
        matches!(
            self,
            Self::ClientSendRequest
                | Self::ClientAwaitAck
                | Self::ServiceSendReply
                | Self::ServiceAwaitAck
        )
    }
}

bitflags! {
    /// What is new about a call since the last look.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
    pub struct Events: u8 {
        /// Data arrived in order, or the end of it.
        const READABLE = 1;
        /// There is more room for packets of the user than before, and at least a quarter of all.
        const WRITABLE = 2;
        /// There is something to transmit now.
        const TRANSMIT = 4;
        /// The call ended.
        const COMPLETED = 8;
    }
}
