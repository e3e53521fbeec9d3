//! What rxkad needs of Kerberos: messages sealed with keys of an encryption type, and their DER.
//!
//! Holds: [`Enctype`], [`KerberosKey`], [`KeyUsage`], [`der`], and [`rxkad_key`], which makes a session key of rxkad of any
//! other. Must not know: tickets, files, where keys are from.
//!
//! RFC 3961 (the frame, and DES), 3962 (AES with SHA-1), 8009 (AES with SHA-2).

mod aes_cts;
pub mod der;
mod derivation;
mod des_cbc;
mod enctype;
mod fold;
mod key;
mod rxkad_kdf;
mod sealing;
mod usage;

pub use enctype::Enctype;
pub use key::{KerberosKey, SealingError};
pub use rxkad_kdf::rxkad_key;
pub(crate) use rxkad_kdf::{is_weak, with_odd_parity};
pub use usage::KeyUsage;
