//! The block ciphers of rxkad, and how blocks are chained.
//!
//! Holds: keys of 8 bytes ([`SessionKey`]), the cipher of packets ([`Fcrypt`]), that of old tickets ([`Des`]), and [`pcbc`]. Must not know: packets,
//! tickets.

mod block;
mod des;
pub mod fcrypt;
mod fcrypt_boxes;
pub mod pcbc;
mod session_key;

pub use block::{BLOCK_LEN, BlockCipher};
pub use des::Des;
pub use fcrypt::Fcrypt;
pub use session_key::SessionKey;
