#![forbid(unsafe_code)]
//! What the command `rx` is made of: questions to servers of Rx, and readers of captures.
//!
//! This is a library for the command and its tests; what it offers may change with any version.

pub mod access;
pub mod ask;
pub mod bos;
pub mod calling;
pub mod cells;
pub mod cli;
pub mod codes;
pub mod debug;
pub mod decode;
pub mod examine;
pub mod failure;
pub mod fuzz;
#[cfg_attr(not(feature = "kerberos"), allow(dead_code))]
mod kerberos;
pub mod operations;
mod perf;
pub mod place;
pub mod pt;
pub mod shown;
pub mod udebug;
pub mod version;
pub mod vl;
pub mod vol;
pub mod when;
