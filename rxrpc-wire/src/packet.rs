//! A whole datagram: header and body. Knows which body belongs to which type, and no more.

use bytes::BufMut;

use crate::abort::Abort;
use crate::ack::Ack;
use crate::challenge::Challenge;
use crate::data::Data;
use crate::debug::Debug;
use crate::error::WireError;
use crate::header::Header;
use crate::packet_type::PacketType;
use crate::response::Response;
use crate::version::Version;

/// A datagram, parsed.
///
/// Its [`Display`](std::fmt::Display) form is one line for logs and packet dumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Packet<'a> {
    /// The header.
    pub header: Header,
    /// What follows it, by the type in the header.
    pub body: Body<'a>,
}

/// What follows the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Body<'a> {
    /// Bytes of a call.
    Data(Data<'a>),
    /// What has arrived.
    Ack(Ack<'a>),
    /// Nothing, from known peers.
    Busy(&'a [u8]),
    /// Why it is over.
    Abort(Abort<'a>),
    /// Nothing, from known peers.
    AckAll(&'a [u8]),
    /// A question of the server's security class.
    Challenge(Challenge<'a>),
    /// The client's answer to a challenge.
    Response(Response<'a>),
    /// A question or answer of `rxdebug`.
    Debug(Debug<'a>),
    /// A question for the version, or the answer.
    Version(Version<'a>),
    /// The bytes of a parameters packet, which means nothing.
    Params(&'a [u8]),
    /// The bytes of a packet of unknown type.
    Unknown(&'a [u8]),
}

impl<'a> Packet<'a> {
    /// Parses a datagram.
    ///
    /// Unknown types, flags and values are kept, not refused: what to think of them depends on
    /// the connection. A jumbogram is not looked into ([`Data::subpackets`] does that), nor is
    /// the body of a CHALLENGE, RESPONSE, DEBUG or VERSION.
    ///
    /// # Errors
    ///
    /// [`WireError`] if the datagram is shorter than its header, than the fixed part of an ACK or
    /// ABORT, or than an ACK announces.
    pub fn parse(datagram: &'a [u8]) -> Result<Self, WireError> {
        let (header, rest) = Header::parse(datagram)?;
        let body = Body::parse(header.packet_type, rest)?;
        Ok(Self { header, body })
    }

    /// Appends the datagram to `out`: the same bytes that were parsed.
    pub fn emit(&self, out: &mut impl BufMut) {
        self.header.emit(out);
        self.body.emit(out);
    }

    /// Length of the datagram in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        Header::LEN + self.body.encoded_len()
    }
}

impl<'a> Body<'a> {
    /// Parses what follows a header of this type.
    ///
    /// # Errors
    ///
    /// See [`Packet::parse`].
    pub fn parse(packet_type: PacketType, bytes: &'a [u8]) -> Result<Self, WireError> {
        Ok(match packet_type {
            PacketType::Data => Self::Data(Data { payload: bytes }),
            PacketType::Ack => Self::Ack(Ack::parse(bytes)?),
            PacketType::Busy => Self::Busy(bytes),
            PacketType::Abort => Self::Abort(Abort::parse(bytes)?),
            PacketType::AckAll => Self::AckAll(bytes),
            PacketType::Challenge => Self::Challenge(Challenge { bytes }),
            PacketType::Response => Self::Response(Response { bytes }),
            PacketType::Debug => Self::Debug(Debug { bytes }),
            PacketType::Version => Self::Version(Version { bytes }),
            PacketType::Params(_) => Self::Params(bytes),
            PacketType::Unknown(_) => Self::Unknown(bytes),
        })
    }

    /// Appends the body to `out`.
    pub fn emit(&self, out: &mut impl BufMut) {
        match self {
            Self::Ack(ack) => ack.emit(out),
            Self::Abort(abort) => abort.emit(out),
            Self::Data(Data { payload: bytes })
            | Self::Challenge(Challenge { bytes })
            | Self::Response(Response { bytes })
            | Self::Debug(Debug { bytes })
            | Self::Version(Version { bytes })
            | Self::Busy(bytes)
            | Self::AckAll(bytes)
            | Self::Params(bytes)
            | Self::Unknown(bytes) => out.put_slice(bytes),
        }
    }

    /// Length of the body in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        match self {
            Self::Ack(ack) => ack.encoded_len(),
            Self::Abort(abort) => abort.encoded_len(),
            Self::Data(Data { payload: bytes })
            | Self::Challenge(Challenge { bytes })
            | Self::Response(Response { bytes })
            | Self::Debug(Debug { bytes })
            | Self::Version(Version { bytes })
            | Self::Busy(bytes)
            | Self::AckAll(bytes)
            | Self::Params(bytes)
            | Self::Unknown(bytes) => bytes.len(),
        }
    }
}
