//! How well data is protected.
//!
//! Holds: [`SecurityLevel`]. Must not know: what a class does for it.

use std::fmt;

/// How well the data of calls is protected; higher levels protect better. The numbers are those of AF_RXRPC
/// (`RXRPC_SECURITY_PLAIN`, `_AUTH`, `_ENCRYPT`), of rxkad and of rxgk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SecurityLevel {
    /// Everybody on the way can read and change it; with some classes, packets cannot be moved to other places. 0.
    #[default]
    Plain,
    /// Everybody on the way can read it, and nobody change it; how much of it is protected so, the class says. 1.
    Authenticated,
    /// Nobody on the way can read or change it. 2.
    Encrypted,
}

impl SecurityLevel {
    /// The number in packets and in AF_RXRPC's options.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Plain => 0,
            Self::Authenticated => 1,
            Self::Encrypted => 2,
        }
    }

    /// The level of a number; `None` above 2.
    #[must_use]
    pub const fn from_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Plain),
            1 => Some(Self::Authenticated),
            2 => Some(Self::Encrypted),
            _ => None,
        }
    }
}

impl fmt::Display for SecurityLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain",
            Self::Authenticated => "authenticated",
            Self::Encrypted => "encrypted",
        })
    }
}
