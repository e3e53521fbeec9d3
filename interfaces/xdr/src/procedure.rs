//! One procedure of an interface, without any I/O.
//!
//! Holds: [`Procedure`], and the bytes of requests. Must not know: calls.

use crate::decode::Decode;
use crate::encode::{Encode, Encoder};
use crate::error::EncodeError;
use bytes::Bytes;

/// A procedure, by the struct of its arguments.
pub trait Procedure: Encode + Decode + Send {
    /// The code of the operation, which requests begin with.
    const OPCODE: i32;
    /// The name in the interface file.
    const NAME: &'static str;
    /// Its results.
    type Reply: Encode + Decode + Send;
}

/// A request: the operation's code, then the arguments.
///
/// # Errors
///
/// [`EncodeError`] for arguments that do not fit the interface.
pub fn request_bytes<P: Procedure>(arguments: &P) -> Result<Bytes, EncodeError> {
    let mut to = Encoder::default();
    P::OPCODE.encode(&mut to)?;
    arguments.encode(&mut to)?;
    Ok(to.finish())
}
