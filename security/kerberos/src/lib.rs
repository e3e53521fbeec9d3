#![forbid(unsafe_code)]
//! Tokens of rxkad from Kerberos, as `aklog` gets them.
#![cfg_attr(feature = "krb5", doc = include_str!("../README.md"))]
//! # What is where
//!
//! * [`Search`]: which principals a cell's service may have, and in which order.
//! * `Kerberos` (with the feature `krb5`): tokens from caches and KDCs.
//!
//! Nothing here is asynchronous: what asks, blocks, so programs on an executor let a thread of their own do it.

mod search;
#[cfg(feature = "krb5")]
mod source;

pub use search::{Search, ServiceName};
#[cfg(feature = "krb5")]
pub use source::{Kerberos, KerberosError};
