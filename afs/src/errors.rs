//! What the abort codes of AFS's services mean.
//!
//! Holds: names and texts, by code, in [`Table`]s. Must not know: calls. The tables, their first codes and the order of
//! their members are OpenAFS's; the texts are ours.
//!
//! ```
//! use rxrpc_afs::errors::{self, Table, VL_NOENT};
//! use rxrpc_afs::rxrpc_xdr::AbortCode;
//!
//! let code = AbortCode(363524);
//! assert_eq!(code, VL_NOENT);
//! assert_eq!(errors::name(code), Some("VL_NOENT"));
//! assert_eq!(errors::place(code), Some((Table::Vl, 4)));
//! assert_eq!(errors::describe(code).to_string(), "VL_NOENT (363524): there is no such entry");
//! assert_eq!(errors::name(AbortCode(12345)), None);
//! ```

mod databases;
mod rx;
mod servers;
mod system;

pub use databases::*;
pub use servers::*;
pub use system::*;

use rxrpc_xdr::AbortCode;
use std::fmt;

/// What belongs together among the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Table {
    /// Rx itself: small negative codes.
    Rx,
    /// Clients and services that an interface compiler made: −450 to −457.
    Rxgen,
    /// The security class rxkad.
    Rxkad,
    /// The security class rxgk. Known are the three codes that all its implementations agree on.
    Rxgk,
    /// Volume location.
    Vl,
    /// Protection.
    Pr,
    /// Ubik, which keeps the databases.
    Ubik,
    /// The overseer.
    Bos,
    /// The volume server.
    Volser,
    /// Volumes, as file servers speak of them: small positive codes.
    Volume,
    /// The system's errors by numbers that are the same on every system.
    Uae,
    /// The cache of tokens. None of its codes is known here.
    Ktc,
    /// The configuration of cells. None of its codes is known here.
    Acfg,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Rx,
        Self::Rxgen,
        Self::Rxkad,
        Self::Rxgk,
        Self::Vl,
        Self::Pr,
        Self::Ubik,
        Self::Bos,
        Self::Volser,
        Self::Volume,
        Self::Uae,
        Self::Ktc,
        Self::Acfg,
    ];

    /// The first code of a table of 256; `None` for codes that stand for themselves.
    #[must_use]
    pub const fn base(self) -> Option<i32> {
        Some(match self {
            Self::Rx | Self::Rxgen | Self::Volume => return None,
            Self::Rxkad => 19_270_400,
            Self::Rxgk => 1_233_242_880,
            Self::Vl => 363_520,
            Self::Pr => 267_264,
            Self::Ubik => 5_376,
            Self::Bos => 39_424,
            Self::Volser => 1_492_325_120,
            Self::Uae => 49_733_376,
            Self::Ktc => 11_862_784,
            Self::Acfg => 70_354_688,
        })
    }

    /// The codes of it that have names, in their order.
    #[must_use]
    pub const fn known(self) -> &'static [Known] {
        match self {
            Self::Rx => rx::RX,
            Self::Rxgen => rx::RXGEN,
            Self::Rxkad => rx::RXKAD,
            Self::Rxgk => rx::RXGK,
            Self::Vl => databases::VL,
            Self::Pr => databases::PR,
            Self::Ubik => databases::UBIK,
            Self::Bos => servers::BOS,
            Self::Volser => servers::VOLSER,
            Self::Volume => servers::VOLUME,
            Self::Uae => system::UAE,
            Self::Ktc | Self::Acfg => &[],
        }
    }
}

/// As OpenAFS calls them.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rx => "RX",
            Self::Rxgen => "RXGEN",
            Self::Rxkad => "RXK",
            Self::Rxgk => "RXGK",
            Self::Vl => "VL",
            Self::Pr => "PT",
            Self::Ubik => "U",
            Self::Bos => "BZ",
            Self::Volser => "VOLS",
            Self::Volume => "V",
            Self::Uae => "UAE",
            Self::Ktc => "KTC",
            Self::Acfg => "ACFG",
        })
    }
}

/// A code that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Known {
    /// The code.
    pub code: AbortCode,
    /// Its name in OpenAFS.
    pub name: &'static str,
    /// What it means, as part of a sentence.
    pub text: &'static str,
    /// Where it belongs.
    pub table: Table,
}

/// What is known of a code.
///
/// A few of the small codes mean something else as the number of a system's error (a file server tells those to clients
/// that know no `UAE…`), or as what one procedure says with them: this is what they mean of volumes.
#[must_use]
pub fn lookup(code: AbortCode) -> Option<&'static Known> {
    Table::ALL.iter().flat_map(|table| table.known()).find(|known| known.code == code)
}

/// The name of a code.
#[must_use]
pub fn name(code: AbortCode) -> Option<&'static str> {
    lookup(code).map(|known| known.name)
}

/// What a code means, as part of a sentence.
#[must_use]
pub fn text(code: AbortCode) -> Option<&'static str> {
    lookup(code).map(|known| known.text)
}

/// The table that a code belongs to, whether or not it has a name, and its place there from 0 to 255. Codes of a table
/// without a [`base`](Table::base) are their own place, and belong to it only if they have a name.
#[must_use]
pub fn place(code: AbortCode) -> Option<(Table, i32)> {
    let within = |table: &Table| {
        let offset = code.0.checked_sub(table.base()?)?;
        (0..256).contains(&offset).then_some((*table, offset))
    };
    let named = lookup(code).map(|known| (known.table, code.0));
    Table::ALL.iter().find_map(within).or(named)
}

/// Shows what is known of a code: `VL_NOENT (363524): there is no such entry`.
#[must_use]
pub fn describe(code: AbortCode) -> Described {
    Described(code)
}

/// Shows what is known of a code, by [`describe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described(AbortCode);

impl fmt::Display for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.0.0;
        match (lookup(self.0), place(self.0)) {
            (Some(known), _) => write!(f, "{} ({code}): {}", known.name, known.text),
            (None, Some((table, place))) => write!(f, "{code} (number {place} of {table})"),
            (None, None) => write!(f, "{code}"),
        }
    }
}

/// Constants for the codes of a table, and what is known of them.
macro_rules! codes {
    ($list:ident, $table:ident; $($name:ident = $place:literal, $text:literal;)+) => {
        const FIRST: i32 = match Table::$table.base() {
            Some(first) => first,
            None => 0,
        };
        $(#[doc = concat!("Abort code: ", $text, ".")] pub const $name: AbortCode = AbortCode(FIRST + $place);)+

        pub(in crate::errors) const $list: &[Known] = &[$(
            Known { code: $name, name: stringify!($name), text: $text, table: Table::$table },
        )+];
    };
}

use codes;
