#![forbid(unsafe_code)]
#![doc = include_str!("crate.md")]

pub mod bos;
pub mod cb;
pub mod cell;
pub mod errors;
pub mod files;
pub mod fs;
pub mod network;
pub mod partition;
pub mod pr;
mod random;
pub mod ubik;
pub mod vl;
pub mod volser;

#[doc(no_inline)]
pub use rxrpc_xdr;
