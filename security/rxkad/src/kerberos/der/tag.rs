//! What an element is.
//!
//! Holds: [`Tag`]. Must not know: where which one stands.

use std::fmt;

/// The first byte of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tag(pub u8);

impl Tag {
    /// INTEGER.
    pub const INTEGER: Self = Self(0x02);
    /// BIT STRING.
    pub const BITS: Self = Self(0x03);
    /// OCTET STRING.
    pub const OCTETS: Self = Self(0x04);
    /// GeneralizedTime.
    pub const TIME: Self = Self(0x18);
    /// GeneralString.
    pub const TEXT: Self = Self(0x1b);
    /// SEQUENCE and SEQUENCE OF.
    pub const SEQUENCE: Self = Self(0x30);

    /// The field of this number in a SEQUENCE, below 31.
    #[must_use]
    pub const fn field(number: u8) -> Self {
        Self(0xa0 | number)
    }

    /// An application's type of this number, below 31.
    #[must_use]
    pub const fn application(number: u8) -> Self {
        Self(0x60 | number)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#04x}", self.0)
    }
}
