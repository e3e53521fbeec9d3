//! The types of interface files with the traits of serde.
//!
//! Holds: how they look in formats that people read and in others. Must not know: which format it is.
//!
//! A format for people has text where the bytes are text (UTF-8), and the UUID as UUIDs are written; opaque data is in
//! hexadecimal digits. Whatever the bytes are, they are read back as they were. Bounds of the interface hold on reading.

mod bytes;
mod several;

pub use several::serde_array;
