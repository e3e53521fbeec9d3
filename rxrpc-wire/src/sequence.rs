//! The two counters of a header, [`Seq`] and [`Serial`], with arithmetic that wraps.
//!
//! Neither implements `Ord`: on a circle "less" is only meaningful between neighbours, so order is
//! asked for by name. `a.is_before(b)` is right while the two are less than 2^31 apart.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// The position of a DATA packet in its direction of a call, from 1; 0 in every other packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seq(pub u32);

impl Seq {
    /// The first packet of a direction.
    pub const FIRST: Self = Self(1);

    /// How far this is after `base`; negative if it is before. Wraps.
    #[must_use]
    pub const fn distance(self, base: Self) -> i32 {
        self.0.wrapping_sub(base.0).cast_signed()
    }

    /// Whether this comes before `other`.
    #[must_use]
    pub const fn is_before(self, other: Self) -> bool {
        self.distance(other) < 0
    }

    /// Whether this comes after `other`.
    #[must_use]
    pub const fn is_after(self, other: Self) -> bool {
        self.distance(other) > 0
    }

    /// The next one. Wraps.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

impl Add<u32> for Seq {
    type Output = Self;

    fn add(self, packets: u32) -> Self {
        Self(self.0.wrapping_add(packets))
    }
}

impl AddAssign<u32> for Seq {
    fn add_assign(&mut self, packets: u32) {
        *self = *self + packets;
    }
}

impl Sub<u32> for Seq {
    type Output = Self;

    fn sub(self, packets: u32) -> Self {
        Self(self.0.wrapping_sub(packets))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The number of a transmission on its connection, fresh for every packet sent, resent ones
/// included.
///
/// 0 means "no packet" where an ACK names a serial, so counters skip it when they wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Serial(pub u32);

impl Serial {
    /// No packet.
    pub const NONE: Self = Self(0);
    /// The first packet of a connection.
    pub const FIRST: Self = Self(1);

    /// Whether this is [`Serial::NONE`].
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The serial to use after this one: one more, and 1 after the largest.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.0 == u32::MAX { Self::FIRST } else { Self(self.0 + 1) }
    }

    /// How far this is after `base`; negative if it is before. Wraps.
    #[must_use]
    pub const fn distance(self, base: Self) -> i32 {
        self.0.wrapping_sub(base.0).cast_signed()
    }

    /// Whether this was sent before `other`.
    #[must_use]
    pub const fn is_before(self, other: Self) -> bool {
        self.distance(other) < 0
    }

    /// Whether this was sent after `other`.
    #[must_use]
    pub const fn is_after(self, other: Self) -> bool {
        self.distance(other) > 0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
