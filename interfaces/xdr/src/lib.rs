#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

pub mod asynchronous;
mod context;
mod decode;
mod encode;
mod error;
mod list;
mod memory;
mod numbers;
mod opaque;
mod pieces;
mod procedure;
#[cfg(feature = "serde")]
mod serialize;
pub mod sync;
mod text;
mod uuid;

#[doc(no_inline)]
pub use bytes::Bytes;
pub use context::{Context, Limits};
pub use decode::{Decode, Decoder, decode};
pub use encode::{Encode, Encoder, encode};
pub use error::{DecodeError, EncodeError, RpcError};
pub use list::{Chain, List};
pub use opaque::{FixedOpaque, Opaque};
pub use procedure::{Procedure, request_bytes};
#[doc(no_inline)]
pub use rxrpc_core::{AbortCode, CallError, CallOptions, CallSecurity, Refusal, ServiceId};
#[cfg(feature = "serde")]
#[doc(no_inline)]
pub use serde;
#[cfg(feature = "serde")]
pub use serialize::serde_array;
pub use text::{Chars, Text};
pub use uuid::AfsUuid;

/// Takes in what `rxrpc-xg` made of an interface file in `build.rs`: of `vl.xg` with `include_xg!(pub mod vl)`, as a
/// module of that name, or with `include_xg!("vl")` where it stands.
#[macro_export]
macro_rules! include_xg {
    ($visible:vis mod $name:ident) => {
        /// Made from the interface file of this name.
        #[allow(dead_code, unreachable_pub)]
        $visible mod $name {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs"));
        }
    };
    ($name:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
