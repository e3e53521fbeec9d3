#![forbid(unsafe_code)]
//! The security class rxkad (index 2) of RxRPC.
//!
//! **rxkad is weak.** Its session keys have 56 bits, its packets no real protection against being changed. It is what
//! cells of OpenAFS ask for; use it to talk to them, inside a network that you trust or a tunnel.
//!
//! # What is where
//!
//! * [`cipher`]: fcrypt and DES, and how blocks are chained.
//! * [`kerberos`]: messages sealed with keys of Kerberos, and their DER.
//! * [`keys`]: the keys of services, and the files they are in.
//! * [`ticket`]: tickets, opened and made.
//! * [`token`]: what a client has to prove who it is.
//! * [`packet`]: how DATA packets are sealed and opened.
//! * [`client`]: [`RxkadKey`], a token as calls are made with it.
//! * [`service`]: [`RxkadService`], by what a service knows its clients, and [`RxkadPeer`], who they are.
//! * [`who`]: who is of the cell, and who may administer.

mod calendar;
pub mod cipher;
pub mod client;
mod counts;
pub mod kerberos;
pub mod keys;
pub mod packet;
mod principal;
mod response;
pub mod service;
pub mod ticket;
mod timestamp;
pub mod token;
pub mod who;

pub use calendar::Calendar;
pub use client::RxkadKey;
pub use principal::{NameError, Principal};
pub use service::{RxkadPeer, RxkadService};
pub use timestamp::Timestamp;

/// Bytes of their hexadecimal digits.
#[cfg(test)]
fn hex(digits: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}
