//! The type byte of a header.

use std::fmt;

/// What kind of packet follows the header.
///
/// The numbers are those of OpenAFS rx-spec. [`PacketType::from_u8`] and [`PacketType::as_u8`] are
/// inverse to each other for every byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PacketType {
    /// 1: bytes of a call.
    Data,
    /// 2: what has arrived and how much may follow.
    Ack,
    /// 3: the server cannot take the call now.
    Busy,
    /// 4: the call or the connection is over, with a code.
    Abort,
    /// 5: everything sent so far has arrived.
    AckAll,
    /// 6: the server asks the client who it is.
    Challenge,
    /// 7: the client's answer to a challenge.
    Response,
    /// 8: a question or answer of the `rxdebug` tool.
    Debug,
    /// 9 to 12: parameters, never defined; receivers ignore them.
    Params(u8),
    /// 13: what software answers on a port.
    Version,
    /// Any other number.
    Unknown(u8),
}

impl PacketType {
    /// The type with this number.
    #[must_use]
    pub const fn from_u8(number: u8) -> Self {
        match number {
            1 => Self::Data,
            2 => Self::Ack,
            3 => Self::Busy,
            4 => Self::Abort,
            5 => Self::AckAll,
            6 => Self::Challenge,
            7 => Self::Response,
            8 => Self::Debug,
            9..=12 => Self::Params(number),
            13 => Self::Version,
            _ => Self::Unknown(number),
        }
    }

    /// The number of the type.
    #[must_use]
    pub const fn as_u8(self) -> u8 {
        match self {
            Self::Data => 1,
            Self::Ack => 2,
            Self::Busy => 3,
            Self::Abort => 4,
            Self::AckAll => 5,
            Self::Challenge => 6,
            Self::Response => 7,
            Self::Debug => 8,
            Self::Version => 13,
            Self::Params(number) | Self::Unknown(number) => number,
        }
    }
}

impl fmt::Display for PacketType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data => f.write_str("DATA"),
            Self::Ack => f.write_str("ACK"),
            Self::Busy => f.write_str("BUSY"),
            Self::Abort => f.write_str("ABORT"),
            Self::AckAll => f.write_str("ACKALL"),
            Self::Challenge => f.write_str("CHALLENGE"),
            Self::Response => f.write_str("RESPONSE"),
            Self::Debug => f.write_str("DEBUG"),
            Self::Params(number) => write!(f, "PARAMS-{number}"),
            Self::Version => f.write_str("VERSION"),
            Self::Unknown(number) => write!(f, "TYPE-{number}"),
        }
    }
}
