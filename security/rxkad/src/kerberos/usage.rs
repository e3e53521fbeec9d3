//! What a key is used for.
//!
//! Holds: [`KeyUsage`]. Must not know: how a number becomes keys.

/// A key usage number: keys for it are derived from the key itself (RFC 4120 §7.5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyUsage(pub u32);

impl KeyUsage {
    /// The sealed part of a ticket, sealed with the service's key.
    pub const TICKET: Self = Self(2);
}
