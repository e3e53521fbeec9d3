//! Keys of 8 bytes.
//!
//! Holds: [`SessionKey`], which is zeroed when it goes, is never printed, and is compared in constant time. Must not
//! know: what it encrypts.

use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

/// A key of 8 bytes, of fcrypt or DES. Both ciphers leave the lowest bit of each byte out, but as an initial vector
/// it counts.
#[derive(Clone, ZeroizeOnDrop)]
pub struct SessionKey([u8; 8]);

impl SessionKey {
    /// A key of these bytes, whatever their parity.
    #[must_use]
    pub const fn new(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// A key of these bytes, which are zeroed where they were.
    #[must_use]
    pub fn take(bytes: &mut [u8; 8]) -> Self {
        let key = Self(*bytes);
        bytes.zeroize();
        key
    }

    /// The bytes: keep no copy of them.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 8] {
        &self.0
    }

    /// The key as an initial vector: every bit of it.
    #[must_use]
    pub const fn vector(&self) -> u64 {
        u64::from_be_bytes(self.0)
    }
}

impl fmt::Debug for SessionKey {
    /// That it is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(..)")
    }
}

impl PartialEq for SessionKey {
    /// In a time that tells nothing of the keys.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SessionKey {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_debug_shows_no_byte() {
        assert_eq!(format!("{:?}", SessionKey::new([0x41; 8])), "SessionKey(..)");
    }

    #[test]
    fn what_is_taken_is_zeroed_where_it_was() {
        let mut bytes = [7; 8];
        let key = SessionKey::take(&mut bytes);
        assert_eq!((bytes, key == SessionKey::new([7; 8])), ([0; 8], true));
        assert_ne!(key, SessionKey::new([6; 8]));
    }
}
