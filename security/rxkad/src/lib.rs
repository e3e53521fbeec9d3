#![forbid(unsafe_code)]
//! The security class rxkad (index 2) of RxRPC.
//!
//! **rxkad is weak.** Its session keys have 56 bits, its packets no real protection against being changed. It is what
//! cells of OpenAFS ask for; use it to talk to them, inside a network that you trust or a tunnel.
//!
//! # What is where
//!
//! * [`cipher`]: fcrypt and DES, and how blocks are chained.
//! * [`packet`]: how DATA packets are sealed and opened.

pub mod cipher;
pub mod packet;
