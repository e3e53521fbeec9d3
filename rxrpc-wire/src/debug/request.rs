//! Questions, and the headers of questions and answers.

use std::fmt;

use bytes::BufMut;

use super::field::{Field, record};
use crate::flags::Flags;
use crate::header::Header;
use crate::ids::CallNumber;
use crate::packet_type::PacketType;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// 1: a few numbers about the server; the index does not matter.
    GetStats,
    /// 2: the connection with this index among those that OpenAFS calls interesting.
    GetConn,
    /// 3: the connection with this index among all.
    GetAllConn,
    /// 4: the packet counters; the index does not matter.
    RxStats,
    /// 5: the peer with this index.
    GetPeer,
    /// Any other number.
    Unknown(i32),
}

impl RequestKind {
    /// The kind with this number.
    #[must_use]
    pub const fn from_i32(number: i32) -> Self {
        match number {
            1 => Self::GetStats,
            2 => Self::GetConn,
            3 => Self::GetAllConn,
            4 => Self::RxStats,
            5 => Self::GetPeer,
            _ => Self::Unknown(number),
        }
    }

    /// The number of the kind.
    #[must_use]
    pub const fn as_i32(self) -> i32 {
        match self {
            Self::GetStats => 1,
            Self::GetConn => 2,
            Self::GetAllConn => 3,
            Self::RxStats => 4,
            Self::GetPeer => 5,
            Self::Unknown(number) => number,
        }
    }
}

impl fmt::Display for RequestKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GetStats => f.write_str("GETSTATS"),
            Self::GetConn => f.write_str("GETCONN"),
            Self::GetAllConn => f.write_str("GETALLCONN"),
            Self::RxStats => f.write_str("RXSTATS"),
            Self::GetPeer => f.write_str("GETPEER"),
            Self::Unknown(number) => write!(f, "QUESTION-{number}"),
        }
    }
}

impl Field for RequestKind {
    const LEN: usize = 4;
    const ZERO: Self = Self::Unknown(0);

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        i32::take(bytes).map(Self::from_i32)
    }

    fn put(self, out: &mut impl BufMut) {
        self.as_i32().put(out);
    }
}

record! {
    /// A question: 8 bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Request {
        /// What is asked.
        pub kind: RequestKind,
        /// Which of several, from 0.
        pub index: i32,
    }
}

/// The header that `rxdebug` puts in front of a question: epoch 999, flags client-initiated and
/// last, and a call number for the server to return.
#[must_use]
pub fn request_header(call_number: CallNumber) -> Header {
    let flags = Flags::CLIENT_INITIATED | Flags::LAST_PACKET;
    Header::connectionless(PacketType::Debug, flags, call_number)
}

/// The header of the answer to a question.
///
/// Only questions with the client-initiated flag may be answered; otherwise two servers could be
/// made to answer each other for ever.
#[must_use]
pub fn reply_header(question: &Header) -> Header {
    let mut header = question.connectionless_reply(PacketType::Debug);
    header.flags |= Flags::LAST_PACKET;
    header
}
