//! Codes of errors, by number or by name.
//!
//! Holds: [`Meaning`] and [`find`]. Must not know: which codes there are (`rxrpc-afs` does).

use crate::failure::Failure;
use rxrpc_afs::errors::{self, Known, Table};
use rxrpc_wire::AbortCode;
use serde::Serialize;
use std::fmt;
use std::io;

/// What a code means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Meaning {
    /// The code.
    pub code: i32,
    /// Its name in OpenAFS, if it has one.
    pub name: Option<&'static str>,
    /// What it means, if that is known.
    pub text: Option<&'static str>,
    /// The table that it is of, and its place there.
    pub table: Option<(String, i32)>,
    /// What it means as the number of an error of this system: file servers tell those to clients that know no others.
    pub system: Option<String>,
}

impl Meaning {
    /// What is known of this code.
    #[must_use]
    pub fn of(code: i32) -> Self {
        let known = errors::lookup(AbortCode(code));
        Self {
            code,
            name: known.map(|known| known.name),
            text: known.map(|known| known.text),
            table: errors::place(AbortCode(code)).map(|(table, place)| (table.to_string(), place)),
            system: of_system(code),
        }
    }

    /// Whether it means anything.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.name.is_some() || self.system.is_some()
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", errors::describe(AbortCode(self.code)))?;
        match (&self.system, self.name) {
            (Some(text), Some(_)) => write!(f, "; as an error of the system: {text}"),
            (Some(text), None) => write!(f, ": as an error of the system: {text}"),
            (None, _) => Ok(()),
        }
    }
}

/// Numbers that systems give their errors.
const OF_SYSTEMS: std::ops::RangeInclusive<i32> = 1..=133;

fn of_system(code: i32) -> Option<String> {
    if !OF_SYSTEMS.contains(&code) {
        return None;
    }
    let text = io::Error::from_raw_os_error(code).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let is_unknown = text.is_empty() || text.starts_with("Unknown error");
    (!is_unknown).then(|| text.to_owned())
}

/// Codes by what somebody writes: a number, decimal or with 0x, as signed or unsigned word; or a name, in capitals or not.
///
/// # Errors
///
/// [`Failure::NoSuchCode`] for what is neither.
pub fn find(text: &str) -> Result<Vec<Meaning>, Failure> {
    if let Some(code) = number(text) {
        return Ok(vec![Meaning::of(code)]);
    }
    let all = Table::ALL.iter().flat_map(|table| table.known());
    let named = |known: &&Known| known.name.eq_ignore_ascii_case(text);
    let found: Vec<Meaning> = all.filter(named).map(|known| Meaning::of(known.code.0)).collect();
    if found.is_empty() { Err(Failure::NoSuchCode(text.to_owned())) } else { Ok(found) }
}

fn number(text: &str) -> Option<i32> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let parsed = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        _ if digits.starts_with(['+', '-']) => return None,
        Some(digits) if digits.starts_with(['+', '-']) => return None,
        Some(digits) => i64::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    let number = parsed.ok()?;
    let number = if negative { -number } else { number };
    i32::try_from(number).ok().or_else(|| u32::try_from(number).ok().map(u32::cast_signed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_each_way_that_they_are_written() {
        for (text, code) in [
            ("-455", -455),
            ("4294966841", -455),
            ("0xfffffe39", -455),
            ("-0x1c7", -455),
            ("19270407", 19_270_407),
            ("0", 0),
        ] {
            assert_eq!(number(text), Some(code), "{text}");
        }
        for text in ["", "-", "0x", "--1", "+1", "0x-1", "1x", "4294967296", "-2147483649"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_found_by_number_and_by_name() {
        let names = |text: &str| -> Vec<_> {
            find(text).into_iter().flatten().map(|meaning| (meaning.code, meaning.name)).collect()
        };
        assert_eq!(names("363524"), [(363_524, Some("VL_NOENT"))]);
        assert_eq!(names("vl_noent"), [(363_524, Some("VL_NOENT"))]);
        assert_eq!(names("12345"), [(12345, None)]);
        assert!(matches!(find("VL_NOSUCH"), Err(Failure::NoSuchCode(_))));
    }

    #[test]
    fn small_numbers_may_be_errors_of_the_system() {
        let known = |code| Meaning::of(code).is_known();
        assert!(known(13) && known(110) && !known(12_345) && !known(0) && !known(-9_999));
        let told = Meaning::of(110).to_string();
        assert!(
            told.starts_with("VBUSY (110): ") && told.contains("; as an error of the system: "),
            "{told}"
        );
        assert!(!told.contains("os error"));
        let told = Meaning::of(13).to_string();
        assert!(told.starts_with("13: as an error of the system: "), "{told}");
    }
}
