//! The limits: a small file beside this one, and how much room is left above what was counted.
//!
//! Knows nothing of how counting is done.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::Result;
use super::count::Script;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Allocations,
    /// On the heap, as long as there is what is weighed.
    Bytes,
    Instructions,
}

/// What one script came to, or what one thing weighs.
pub(super) struct Counted {
    pub(super) what: &'static str,
    pub(super) per: &'static str,
    pub(super) quantity: Quantity,
    pub(super) value: f64,
}

/// Limits by script or thing, and quantity.
pub(super) struct Limits(Vec<(String, String, f64)>);

const HEAD: &str = "\
# What `cargo xtask gate` lets each script cost per packet or call, and calls and connections weigh. Made by
# `cargo xtask gate --update`.
# script or thing, quantity, counted, limit
";

impl Quantity {
    fn name(self) -> &'static str {
        match self {
            Self::Allocations => "allocations",
            Self::Bytes => "bytes",
            Self::Instructions => "instructions",
        }
    }
}

impl Counted {
    pub(super) fn of(script: &Script, quantity: Quantity, value: f64) -> Self {
        Self { what: script.name, per: script.per, quantity, value }
    }

    /// The limit to set when this was counted. Compilers and C libraries differ by some percent in
    /// instructions. Allocations are the program's own, and come out the same every time; with sockets they
    /// may depend a little on how threads take turns. One more for each packet or call is over the limit
    /// everywhere. Bytes come out the same, too, but for the nodes of tables, which are the standard library's.
    fn limit(&self) -> f64 {
        match self.quantity {
            Quantity::Instructions => self.value * 1.15,
            Quantity::Bytes => self.value * 1.02,
            // How many packets a loss costs is a matter of judgement that may change a little.
            Quantity::Allocations if self.what.ends_with("-loss") => self.value * 1.1,
            Quantity::Allocations if self.what.starts_with("core-") => self.value + 0.5,
            Quantity::Allocations => self.value + 0.8,
        }
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, per, quantity, value } = self;
        write!(f, "{what} | {} per {per} | {value:.2}", quantity.name())
    }
}

impl Limits {
    pub(super) fn read() -> Result<Self> {
        Self::parse(&fs::read_to_string(file())?)
    }

    fn parse(text: &str) -> Result<Self> {
        let mut limits = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let [script, quantity, _, limit] = line.split_whitespace().collect::<Vec<_>>()[..]
            else {
                return Err(format!("four words are wanted in: {line}").into());
            };
            limits.push((script.to_owned(), quantity.to_owned(), limit.parse()?));
        }
        Ok(Self(limits))
    }

    /// # Errors
    ///
    /// A script without a limit: one that nobody would miss.
    pub(super) fn of(&self, counted: &Counted) -> Result<f64> {
        let same = |(what, quantity, _): &&(String, String, f64)| {
            what == counted.what && quantity == counted.quantity.name()
        };
        let found = self.0.iter().find(same);
        found.map(|found| found.2).ok_or_else(|| format!("no limit for {}", counted.what).into())
    }

    /// Sets all anew; what was not counted this time keeps its line.
    pub(super) fn write(counted: &[Counted]) -> Result<()> {
        let line = |counted: &Counted| {
            let (name, value, limit) = (counted.quantity.name(), counted.value, counted.limit());
            format!("{} {name} {value:.2} {limit:.2}\n", counted.what)
        };
        let mut text = HEAD.to_owned();
        text.extend(counted.iter().map(line));
        let kept = fs::read_to_string(file()).unwrap_or_default();
        let instructions = |line: &&str| line.contains(Quantity::Instructions.name());
        if !counted.iter().any(|counted| counted.quantity == Quantity::Instructions) {
            let kept = kept.lines().filter(|line| !line.starts_with('#')).filter(instructions);
            text.extend(kept.map(|line| format!("{line}\n")));
        }
        Ok(fs::write(file(), text)?)
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gate/limits.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_more_allocation_is_over_the_limit() {
        for (script, per, value) in [("core-send", "packet", 0.02), ("sync-rpc", "call", 31.0)] {
            let counted = Counted { what: script, per, quantity: Quantity::Allocations, value };
            let text = format!("# head\n{script} allocations {value} {}\n", counted.limit());
            let limits = Limits::parse(&text).unwrap();
            let limit = limits.of(&counted).unwrap();
            assert!(value < limit && limit < value + 1.0);
        }
        assert!(Limits::parse("core-send allocations 1").is_err());
    }

    #[test]
    fn some_fields_more_in_a_call_are_over_the_limit() {
        let (what, per) = ("live-call-client", "call");
        let weight = |value| Counted { what, per, quantity: Quantity::Bytes, value };
        assert!(weight(2048.0 + 8.0).value < weight(2048.0).limit());
        assert!(weight(2048.0 + 48.0).value > weight(2048.0).limit());
    }
}
