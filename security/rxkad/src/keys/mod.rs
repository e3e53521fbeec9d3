//! The keys of services, and the files they are in.
//!
//! Holds: [`KeySet`], keys by version and type; [`KeyStore`], which has them from [files](KeySource) and gives snapshots;
//! the formats [`key_file`], [`key_file_ext`] and [`keytab`]. Must not know: tickets, connections.

mod error;
pub mod key_file;
pub mod key_file_ext;
pub mod keytab;
mod reader;
mod set;
mod source;
mod store;

pub use error::{KeyFileError, KeyFormatError};
pub use set::{KeySet, ServiceKey};
pub use source::KeySource;
pub use store::KeyStore;

#[cfg(test)]
mod tests;
