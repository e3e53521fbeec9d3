//! Why a datagram could not be parsed. Knows lengths only; what to answer is the caller's choice.

use thiserror::Error;

/// A datagram that is too short for what it claims to be.
///
/// All lengths are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum WireError {
    /// Fewer than the 28 bytes of a header.
    #[error("{present} bytes are too few for an Rx header of 28")]
    ShortHeader {
        /// Length of the datagram.
        present: usize,
    },
    /// An ACK whose body ends before the 18 bytes of fixed fields.
    #[error("ACK body of {present} bytes, its fixed fields take 18")]
    ShortAck {
        /// Length of the body.
        present: usize,
    },
    /// An ACK that ends before the last of the soft acknowledgements that it announces.
    #[error("ACK announces {announced} soft acknowledgements and holds {present}")]
    ShortSack {
        /// The `nAcks` field.
        announced: u8,
        /// Bytes after the fixed fields.
        present: usize,
    },
    /// An ABORT whose body is shorter than the 4-byte code.
    #[error("ABORT body of {present} bytes, its code takes 4")]
    ShortAbort {
        /// Length of the body.
        present: usize,
    },
}
