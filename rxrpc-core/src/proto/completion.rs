//! How a call ended, and what is still owed to the peer afterwards.
//!
//! Holds: [`Completion`], [`Failure`], [`FinalState`]. Must not know: what ends a call.

use crate::errno::Errno;
use crate::proto::MachineConfig;
use crate::proto::packets::{self, CallIdentity};
use bytes::BufMut;
use rxrpc_wire::{AbortCode, AckReason, Flags, PacketType, Seq, Serial};

/// The end of a call. The first one stays, whatever comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Completion {
    /// The client has the whole reply, or the service knows that the client has.
    Succeeded,
    /// The peer aborted the call, or no longer knows it.
    RemotelyAborted {
        /// The peer's code; 0 if it did not abort but lost the call.
        code: AbortCode,
        /// What that means.
        error: Failure,
    },
    /// This side aborted the call.
    LocallyAborted {
        /// The code in the ABORT to the peer.
        code: AbortCode,
        /// Why.
        error: Failure,
    },
    /// The service had no place for the call, and said so (BUSY) for as long as this side tried.
    Busy,
    /// The network cannot reach the peer.
    NetworkError(Errno),
    /// This system failed.
    LocalError(Errno),
}

/// What kind of failure an abort stands for (the errno that AF_RXRPC gives with it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// An abort by the user of either side. ECONNABORTED.
    Aborted,
    /// The peer broke the protocol. EBADMSG.
    BadMessage,
    /// The security class refused a packet. EPROTO.
    Security,
    /// A limit that this side set for the call has passed. ETIME.
    DeadlinePassed,
    /// Nothing came from the peer, or nothing of a request, for as long as that may be. ETIME.
    PeerSilent,
    /// The peer talks on other calls but forgot this one. ECONNRESET.
    Reset,
    /// The peer lost the call, since its address translation moved. ENETRESET.
    NetworkReset,
    /// The client began another call on the channel before this one ended. ESHUTDOWN.
    Superseded,
}

impl Failure {
    /// The errno that it is to users.
    #[must_use]
    pub const fn errno(self) -> Errno {
        match self {
            Self::Aborted => Errno::ECONNABORTED,
            Self::BadMessage => Errno::EBADMSG,
            Self::Security => Errno::EPROTO,
            Self::DeadlinePassed | Self::PeerSilent => Errno::ETIME,
            Self::Reset => Errno::ECONNRESET,
            Self::NetworkReset => Errno::ENETRESET,
            Self::Superseded => Errno::ESHUTDOWN,
        }
    }
}

/// What a finished call still has to say to a peer that sends on it: to be stored with the channel
/// until the next call begins there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalState {
    /// The client's acknowledgement of the whole reply.
    Ack {
        /// One after the last packet of the reply.
        first_packet: Seq,
        /// How many packets this side had room for. (What else an ACK tells is the same for all calls.)
        window: u32,
    },
    /// The abort that ended the call on this side.
    Abort(AbortCode),
    /// Nothing: the peer knows.
    Nothing,
}

impl FinalState {
    /// Appends the packet that repeats this state, of a call with these settings; `true` if there is one.
    ///
    /// `provoked_by` is the serial of the packet of the finished call that came in; `None` if a
    /// timer asks. An ACK then says DUPLICATE or IDLE, as in Linux.
    pub fn emit(
        &self,
        config: &MachineConfig,
        identity: &CallIdentity,
        serial: Serial,
        provoked_by: Option<Serial>,
        out: &mut impl BufMut,
    ) -> bool {
        match *self {
            Self::Nothing => false,
            Self::Abort(code) => {
                packets::emit_abort(identity, serial, code, out);
                true
            }
            Self::Ack { first_packet, window } => {
                let reason = provoked_by.map_or(AckReason::Idle, |_| AckReason::Duplicate);
                identity.header(PacketType::Ack, Seq(0), serial, Flags::SLOW_START_OK).emit(out);
                rxrpc_wire::AckBuilder {
                    first_packet,
                    previous_packet: first_packet - 1,
                    serial: provoked_by.unwrap_or(Serial::NONE),
                    reason,
                    acks: &[],
                    trailer: config.trailer(window),
                    padding: 0,
                }
                .emit(out);
                true
            }
        }
    }
}
