//! The reason byte of an ACK.

use std::fmt;

/// Why an ACK was sent (OpenAFS rx-spec, "ACK reasons").
///
/// [`AckReason::from_u8`] and [`AckReason::as_u8`] are inverse to each other for every byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AckReason {
    /// 1: a packet asked for it.
    Requested,
    /// 2: a packet had arrived before.
    Duplicate,
    /// 3: a packet arrived above a hole.
    OutOfSequence,
    /// 4: a packet was beyond the receive window and was dropped.
    ExceedsWindow,
    /// 5: there was no buffer for a packet.
    NoSpace,
    /// 6: is the peer alive? To be answered with a ping response.
    Ping,
    /// 7: the answer to a ping, naming its serial.
    PingResponse,
    /// 8: sent some time after packets arrived.
    Delay,
    /// 9: nothing else to say; the receiver has caught up.
    Idle,
    /// Any other number.
    Unknown(u8),
}

impl AckReason {
    /// The reason with this number.
    #[must_use]
    pub const fn from_u8(number: u8) -> Self {
        match number {
            1 => Self::Requested,
            2 => Self::Duplicate,
            3 => Self::OutOfSequence,
            4 => Self::ExceedsWindow,
            5 => Self::NoSpace,
            6 => Self::Ping,
            7 => Self::PingResponse,
            8 => Self::Delay,
            9 => Self::Idle,
            _ => Self::Unknown(number),
        }
    }

    /// The number of the reason.
    #[must_use]
    pub const fn as_u8(self) -> u8 {
        match self {
            Self::Requested => 1,
            Self::Duplicate => 2,
            Self::OutOfSequence => 3,
            Self::ExceedsWindow => 4,
            Self::NoSpace => 5,
            Self::Ping => 6,
            Self::PingResponse => 7,
            Self::Delay => 8,
            Self::Idle => 9,
            Self::Unknown(number) => number,
        }
    }

    /// Whether the time between sending the packet that the ACK names and receiving the ACK is a
    /// round trip.
    ///
    /// Not for a delayed ACK, which waited, nor for a ping, which answers nothing (OpenAFS
    /// rx-spec).
    #[must_use]
    pub const fn is_rtt_usable(self) -> bool {
        match self {
            Self::Requested
            | Self::Duplicate
            | Self::OutOfSequence
            | Self::ExceedsWindow
            | Self::NoSpace
            | Self::PingResponse
            | Self::Idle => true,
            Self::Ping | Self::Delay | Self::Unknown(_) => false,
        }
    }
}

impl fmt::Display for AckReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requested => f.write_str("REQUESTED"),
            Self::Duplicate => f.write_str("DUPLICATE"),
            Self::OutOfSequence => f.write_str("OUT_OF_SEQUENCE"),
            Self::ExceedsWindow => f.write_str("EXCEEDS_WINDOW"),
            Self::NoSpace => f.write_str("NOSPACE"),
            Self::Ping => f.write_str("PING"),
            Self::PingResponse => f.write_str("PING_RESPONSE"),
            Self::Delay => f.write_str("DELAY"),
            Self::Idle => f.write_str("IDLE"),
            Self::Unknown(number) => write!(f, "REASON-{number}"),
        }
    }
}
