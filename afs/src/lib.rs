#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

pub mod bos;
pub mod cb;
pub mod errors;
pub mod fs;
pub mod partition;
pub mod pr;
pub mod ubik;
pub mod vl;
pub mod volser;

#[doc(no_inline)]
pub use rxrpc_xdr;
