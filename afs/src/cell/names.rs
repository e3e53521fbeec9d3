//! Names of cells: ThisCell and CellAlias.
//!
//! Holds: both files' formats. Must not know: where the files are.

use std::collections::BTreeMap;

/// The longest name of a cell, in bytes: that of a name in DNS.
pub const MAX_CELL_NAME: usize = 255;

/// Whether this may be the name of a cell: up to [`MAX_CELL_NAME`] letters, digits, dots, dashes and underscores, not
/// beginning with a dot.
#[must_use]
pub fn is_cell_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (1..=MAX_CELL_NAME).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(allowed)
}

/// The cell that a file `ThisCell` names: the first word of its first line (OpenAFS). `None` if that is no name.
///
/// ```
/// assert_eq!(rxrpc_afs::cell::this_cell("example.org\n"), Some("example.org"));
/// assert_eq!(rxrpc_afs::cell::this_cell("\n"), None);
/// ```
#[must_use]
pub fn this_cell(text: &str) -> Option<&str> {
    let name = text.lines().next()?.split_whitespace().next()?;
    is_cell_name(name).then_some(name)
}

/// Other names of cells, as a file `CellAlias` gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases(BTreeMap<String, String>);

/// A line of a file `CellAlias` cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: not the name of a cell and another one")]
pub struct NamesError {
    /// The line, from 1.
    pub line: usize,
}

impl Aliases {
    /// Reads lines of a cell's name and its alias; `#` begins a comment (OpenAFS). Of two lines with one alias the later
    /// counts.
    ///
    /// # Errors
    ///
    /// [`NamesError`] for a line that is something else.
    pub fn parse(text: &str) -> Result<Self, NamesError> {
        let mut aliases = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let said = line.split('#').next().unwrap_or_default();
            let mut words = said.split_whitespace();
            let Some(real) = words.next() else { continue };
            match (words.next(), words.next()) {
                (Some(alias), None) if is_cell_name(real) && is_cell_name(alias) => {
                    aliases.insert(alias.to_ascii_lowercase(), real.to_owned());
                }
                _ => return Err(NamesError { line: at + 1 }),
            }
        }
        Ok(Self(aliases))
    }

    /// The cell that this is another name of.
    #[must_use]
    pub fn real(&self, alias: &str) -> Option<&str> {
        self.0.get(&alias.to_ascii_lowercase()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn aliases_have_comments_and_no_case() {
        let text = "# of the house\n\nexample.org ex # short\nexample.org  Ex2\nother.org ex\n";
        let aliases = Aliases::parse(text).unwrap();
        assert_eq!(aliases.real("EX2"), Some("example.org"));
        assert_eq!(aliases.real("ex"), Some("other.org"));
        assert_eq!(aliases.real("example.org"), None);
        assert_eq!(Aliases::parse("a b\nc\n"), Err(NamesError { line: 2 }));
        assert_eq!(Aliases::parse("a b c"), Err(NamesError { line: 1 }));
        assert_eq!(Aliases::parse("a .b"), Err(NamesError { line: 1 }));
    }

    #[test]
    fn names_hold_nothing_that_a_terminal_obeys() {
        assert!(is_cell_name("ex-ample_1.org") && is_cell_name(&"a".repeat(255)));
        for bad in ["", ".", ".org", "a b", "a/b", "a\u{1b}[1m", "ä", &"a".repeat(256)] {
            assert!(!is_cell_name(bad), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[ -~\n\t]{0,200}|.{0,100}") {
            if let Some(name) = this_cell(&text) {
                prop_assert!(is_cell_name(name));
            }
            if let Err(NamesError { line }) = Aliases::parse(&text) {
                prop_assert!(line >= 1 && line <= text.lines().count());
            }
        }
    }
}
