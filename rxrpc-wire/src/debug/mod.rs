//! DEBUG packets: what the `rxdebug` tool asks a server and what it gets.
//!
//! A question is 8 bytes {type, index}. The layout of the answer depends on the question and does
//! not say which it is, so the asker has to remember. The numbers are those of OpenAFS
//! `doc/txt/rx-debug.txt`; sizes and the layouts of all answers but that about peers are checked
//! against captures of OpenAFS 1.8.9.
//!
//! Nothing here limits rates. An answer can be nine times as long as its question, so who answers
//! strangers has to.
//!
//! ```
//! use rxrpc_wire::debug::{Reply, Request, RequestKind, Stats, reply_header, request_header};
//! use rxrpc_wire::{Body, CallNumber, Packet};
//!
//! // The client asks ...
//! let mut question = Vec::new();
//! request_header(CallNumber(101)).emit(&mut question);
//! Request { kind: RequestKind::GetStats, index: 0 }.emit(&mut question);
//!
//! // ... the server answers ...
//! let asked = Packet::parse(&question)?;
//! let Body::Debug(debug) = asked.body else { panic!("not DEBUG") };
//! let request = debug.request().expect("8 bytes");
//! let mut answer = Vec::new();
//! reply_header(&asked.header).emit(&mut answer);
//! Reply::Stats(Stats { calls_executed: 83, ..Stats::default() }).emit(&mut answer);
//!
//! // ... and the client reads it as the answer to its question.
//! let Body::Debug(debug) = Packet::parse(&answer)?.body else { panic!("not DEBUG") };
//! let Some(Reply::Stats(stats)) = debug.reply(request.kind) else { panic!("not stats") };
//! assert_eq!(stats.calls_executed, 83);
//! # Ok::<(), rxrpc_wire::WireError>(())
//! ```

mod conn;
mod field;
mod peer;
mod request;
mod rx_stats;
mod stats;

use bytes::BufMut;

pub use conn::{CallMode, CallOther, CallState, Conn, ConnType, SecurityStats};
pub use field::Clock;
pub use peer::Peer;
pub use request::{Request, RequestKind, reply_header, request_header};
pub use rx_stats::RxStats;
pub use stats::Stats;

/// The body of a DEBUG packet, in either direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Debug<'a> {
    /// Everything after the header.
    pub bytes: &'a [u8],
}

impl Debug<'_> {
    /// The body as a question, or `None` if it is shorter than [`Request::LEN`]; OpenAFS answers
    /// that with [`Reply::BadType`].
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        Request::parse(self.bytes)
    }

    /// The body as the answer to a question; see [`Reply::parse`].
    #[must_use]
    pub fn reply(&self, question: RequestKind) -> Option<Reply> {
        Reply::parse(question, self.bytes)
    }
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reply {
    /// To [`RequestKind::GetStats`].
    Stats(Stats),
    /// To [`RequestKind::GetConn`] and [`RequestKind::GetAllConn`].
    Conn(Conn),
    /// To [`RequestKind::RxStats`].
    RxStats(RxStats),
    /// To [`RequestKind::GetPeer`].
    Peer(Peer),
    /// There is no such question: two words of -8.
    BadType,
}

impl Reply {
    /// Both words of [`Reply::BadType`].
    const BAD_TYPE: i32 = -8;

    /// Parses the answer to a question.
    ///
    /// `None` if it is neither as long as the answers to that question nor [`Reply::BadType`].
    /// More bytes than needed are ignored. The end of a list is an ordinary answer: see
    /// [`Conn::is_end`] and [`Peer::is_end`].
    #[must_use]
    pub fn parse(question: RequestKind, bytes: &[u8]) -> Option<Self> {
        if is_bad_type(bytes) {
            return Some(Self::BadType);
        }
        match question {
            RequestKind::GetStats => Stats::parse(bytes).map(Self::Stats),
            RequestKind::GetConn | RequestKind::GetAllConn => Conn::parse(bytes).map(Self::Conn),
            RequestKind::RxStats => RxStats::parse(bytes).map(Self::RxStats),
            RequestKind::GetPeer => Peer::parse(bytes).map(Self::Peer),
            RequestKind::Unknown(_) => None,
        }
    }

    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        match self {
            Self::Stats(stats) => stats.emit(out),
            Self::Conn(conn) => conn.emit(out),
            Self::RxStats(stats) => stats.emit(out),
            Self::Peer(peer) => peer.emit(out),
            Self::BadType => {
                out.put_i32(Self::BAD_TYPE);
                out.put_i32(Self::BAD_TYPE);
            }
        }
    }

    /// Length of the body in bytes.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        match self {
            Self::Stats(_) => Stats::LEN,
            Self::Conn(_) => Conn::LEN,
            Self::RxStats(_) => RxStats::LEN,
            Self::Peer(_) => Peer::LEN,
            Self::BadType => 8,
        }
    }
}

/// Only the first word is compared: it is enough, and the document speaks of no more.
fn is_bad_type(bytes: &[u8]) -> bool {
    bytes.len() == 8 && bytes.first_chunk() == Some(&Reply::BAD_TYPE.to_be_bytes())
}
