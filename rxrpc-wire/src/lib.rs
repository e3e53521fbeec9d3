//! The wire format of Rx, the remote procedure call protocol of AFS (called RxRPC by Linux).
//!
//! This crate turns UDP payloads into values and values into UDP payloads, and does nothing else:
//! it opens no socket, reads no clock, keeps no call or connection, and never checks whether a
//! packet makes sense where it arrived. Parsing borrows from the input and does not allocate;
//! nothing in here panics, whatever the bytes.
//!
//! ```
//! use rxrpc_wire::{Body, Packet};
//!
//! let datagram = [
//!     0x9a, 0xbc, 0xde, 0xf0, // epoch
//!     0x00, 0x1a, 0x2b, 0x3e, // connection id 1a2b3c, channel 2
//!     0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 9, // call, seq, serial
//!     1, 0x07, 0, 0, // DATA; client-initiated, request-ack, last
//!     0, 0, 0, 52, // checksum, service
//!     b'h', b'i',
//! ];
//! let packet = Packet::parse(&datagram)?;
//! assert_eq!(
//!     packet.to_string(),
//!     "DATA c→s epoch 9abcdef0 cid 1a2b3c/2 call 7 seq 1 serial 9 svc 52 [req-ack last] 2 bytes",
//! );
//! let Body::Data(data) = packet.body else { panic!("not DATA") };
//! assert_eq!(data.payload, b"hi");
//!
//! // Every packet that parses is rebuilt to the same bytes.
//! let mut rebuilt = Vec::new();
//! packet.emit(&mut rebuilt);
//! assert_eq!(rebuilt, datagram);
//! # Ok::<(), rxrpc_wire::WireError>(())
//! ```
//!
//! # What is where
//!
//! * [`Header`]: the 28 bytes in front of everything, and the newtypes of its fields.
//! * [`Packet`] and [`Body`]: a whole datagram.
//! * [`Data`], [`subpackets`] and [`JumboBuilder`]: payload, one packet or several in a datagram.
//! * [`Ack`], [`AckBuilder`], [`AckReason`], [`AckTrailer`]: what arrived and how much may follow.
//! * [`AckTable`], [`ExtendedAckBuilder`]: the same for windows of more than 255 packets.
//! * [`Abort`] and [`AbortCode`]: why a call or a connection ended.
//! * [`Challenge`] and [`Response`]: the security handshake, with the layouts of rxkad.
//! * [`Version`] and [`debug`]: what the `rxdebug` tool asks.
//!
//! # Building
//!
//! Everything is written into a [`bytes::BufMut`] that the caller owns. A growing buffer such as
//! `Vec<u8>` or `BytesMut` takes whatever comes; a fixed one such as `&mut [u8]` panics if it is
//! too small (that is how `BufMut` works), so compare `encoded_len()` with its room first.
//!
//! # What may grow
//!
//! Constants, methods and names of numbers that are newtypes ([`AbortCode`], [`SecurityIndex`], [`Flags`]) come with
//! any version. Of types:
//!
//! * Errors and what only parsing makes ([`WireError`], [`RxkadError`], [`JumboError`], [`Subpacket`]) are
//!   `#[non_exhaustive]`.
//! * Structs that are layouts ([`Header`], [`Ack`], [`AckTrailer`], the records of [`debug`], ...) are not: their fields
//!   are all that is on the wire, so another field would be another layout. Nor is what a packet is built from
//!   ([`AckBuilder`], [`ExtendedAckBuilder`]): who leaves a field out is told by the compiler, not by the peer.
//! * Enums by number ([`PacketType`], [`AckReason`], [`debug::RequestKind`]) and by kind ([`Body`], [`debug::Reply`])
//!   are not: with their `Unknown` they hold everything that can come, and a match can say what it does with each.
//!   To name one more number is an incompatible change, and meant to be: who answers such packets has to know.
//!
//! # Other crates in the interface
//!
//! [`bytes::BufMut`] of bytes 1, into which everything is written, and `bitflags` 2, which gives [`Flags`] its methods
//! and traits. No other.
//!
//! # Sources
//!
//! The facts come from the OpenAFS document `doc/txt/rx-spec.txt` ("OpenAFS rx-spec" below), from
//! `doc/txt/rx-debug.txt` of the same project, from the Linux documentation
//! `Documentation/networking/rxrpc.rst`, and from what OpenAFS 1.8.9 and Linux 6.1 and 7.3 were
//! seen to put on the wire. All integers are big-endian.

#![forbid(unsafe_code)]

mod abort;
mod ack;
mod ack_build;
mod ack_reason;
mod ack_table;
mod challenge;
mod codes;
mod data;
pub mod debug;
mod display;
mod error;
mod flags;
mod header;
mod ids;
mod jumbo;
mod packet;
mod packet_type;
mod response;
mod rxkad;
mod sequence;
mod version;

pub use abort::Abort;
pub use ack::{Ack, AckTrailer, SoftAcks};
pub use ack_build::AckBuilder;
pub use ack_reason::AckReason;
pub use ack_table::{AckTable, ExtendedAckBuilder};
pub use challenge::{Challenge, RxkadChallenge};
pub use codes::AbortCode;
pub use data::{
    Data, JUMBO_DATA_LEN, JUMBO_HEADER_LEN, JumboError, MAX_JUMBO_SUBPACKETS, Subpacket,
    Subpackets, jumbo_datagram_len, subpackets,
};
pub use debug::Debug;
pub use error::WireError;
pub use flags::Flags;
pub use header::Header;
pub use ids::{CallNumber, Channel, Cid, ConnectionId, Epoch, SecurityIndex, ServiceId};
pub use jumbo::JumboBuilder;
pub use packet::{Body, Packet};
pub use packet_type::PacketType;
pub use response::{Response, RxkadResponse};
pub use rxkad::RxkadError;
pub use sequence::{Seq, Serial};
pub use version::Version;
