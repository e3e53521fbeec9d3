//! The access list of a directory.
//!
//! Holds: [`AccessList`], read from the text that file servers send. Pure and bounded. Must not know: calls.
//!
//! The text has a line with how many entries grant rights and one with how many deny them, and then a line for each: a name, a
//! tab, the rights as a number. A NUL may end it. (OpenAFS 1.8.9.)

use std::str::FromStr;

/// Who may do what in a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessList {
    /// Who has which rights.
    pub granted: Vec<AccessEntry>,
    /// Who has them not, whatever else is granted.
    pub denied: Vec<AccessEntry>,
}

/// A user or group, and rights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessEntry {
    /// The name, without line ends and tabs. Not fit for a terminal as it is.
    pub name: Vec<u8>,
    /// `RIGHT_…`, and eight more that sites give a meaning to.
    pub rights: i32,
}

/// The text of an access list is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} of the access list is none")]
pub struct AccessListError(pub usize);

impl AccessList {
    /// Reads the text of an access list.
    ///
    /// # Errors
    ///
    /// [`AccessListError`] with the first line that is not what it should be, counted from 1; for a list that ends too early, the
    /// one that is missing.
    pub fn parse(text: &[u8]) -> Result<Self, AccessListError> {
        let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
        let mut lines = Lines { left: &text[..end], at: 0 };
        let (granted, denied): (u16, u16) = (lines.number()?, lines.number()?);
        let list = Self { granted: lines.entries(granted)?, denied: lines.entries(denied)? };
        match lines.left {
            [] => Ok(list),
            _ => Err(AccessListError(lines.at + 1)),
        }
    }
}

/// The lines of a text that were not read.
struct Lines<'a> {
    left: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a [u8], AccessListError> {
        self.at += 1;
        let end = self.left.iter().position(|byte| *byte == b'\n');
        let end = end.ok_or(AccessListError(self.at))?;
        let line = &self.left[..end];
        self.left = &self.left[end + 1..];
        Ok(line)
    }

    fn number(&mut self) -> Result<u16, AccessListError> {
        number(self.next()?).ok_or(AccessListError(self.at))
    }

    /// No room is made for entries that are only promised.
    fn entries(&mut self, count: u16) -> Result<Vec<AccessEntry>, AccessListError> {
        let mut entries = Vec::new();
        for _ in 0..count {
            let line = self.next()?;
            entries.push(AccessEntry::read(line).ok_or(AccessListError(self.at))?);
        }
        Ok(entries)
    }
}

impl AccessEntry {
    fn read(line: &[u8]) -> Option<Self> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let (name, rights) = (&line[..tab], &line[tab + 1..]);
        (!name.is_empty()).then_some(Self { name: name.to_vec(), rights: number(rights)? })
    }
}

fn number<N: FromStr>(text: &[u8]) -> Option<N> {
    std::str::from_utf8(text).ok()?.trim_ascii().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(name: &str, rights: i32) -> AccessEntry {
        AccessEntry { name: name.into(), rights }
    }

    #[test]
    fn both_halves_are_read() {
        let text = b"2\n1\nsystem:administrators\t127\nsystem:anyuser\t9\nalice\t2\n\0";
        let granted = vec![entry("system:administrators", 127), entry("system:anyuser", 9)];
        let denied = vec![entry("alice", 2)];
        assert_eq!(AccessList::parse(text), Ok(AccessList { granted, denied }));
        assert_eq!(AccessList::parse(b"0\n0\n"), Ok(AccessList::default()));
    }

    #[test]
    fn the_wrong_line_is_named() {
        for (text, line) in [
            (&b""[..], 1),
            (b"1", 1),
            (b"-1\n0\n", 1),
            (b"65536\n0\n", 1),
            (b"1\nx\n", 2),
            (b"1\n0\n", 3),
            (b"1\n0\nalice\n", 3),
            (b"1\n0\n\t9\n", 3),
            (b"1\n0\nalice\t9", 3),
            (b"1\n0\nalice\t4294967296\n", 3),
            (b"65535\n0\nalice\t9\n", 4),
            (b"1\n0\nalice\t9\nbob\t9\n", 4),
        ] {
            let read = AccessList::parse(text);
            assert_eq!(read, Err(AccessListError(line)), "{}", text.escape_ascii());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_list_or_not(text in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(list) = AccessList::parse(&text) {
                prop_assert!(list.granted.len() + list.denied.len() <= text.len());
            }
        }

        #[test]
        fn what_is_written_is_read(
            granted in prop::collection::vec(("[^\t\n\0]{1,20}", any::<i32>()), 0..5),
            denied in prop::collection::vec(("[^\t\n\0]{1,20}", any::<i32>()), 0..5),
        ) {
            let mut text = format!("{}\n{}\n", granted.len(), denied.len());
            for (name, rights) in granted.iter().chain(&denied) {
                text += &format!("{name}\t{rights}\n");
            }
            let list = |all: &[(String, i32)]| -> Vec<_> {
                all.iter().map(|(name, rights)| entry(name, *rights)).collect()
            };
            let wanted = AccessList { granted: list(&granted), denied: list(&denied) };
            prop_assert_eq!(AccessList::parse(text.as_bytes()), Ok(wanted));
        }
    }
}
