//! Paths in `/afs`.
//!
//! Holds: how they are taken apart. Pure and bounded. Must not know: directories.

use super::directory::MAX_NAME;
use crate::cell::is_cell_name;

/// The longest path, and the longest target of a symbolic link.
pub const MAX_PATH: usize = 4096;

/// A path: a cell, and names below the root of its volume `root.cell`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AfsPath {
    /// The cell, as it is named there.
    pub cell: String,
    /// `/afs/.CELL`: begins in the volume that is written to.
    pub read_write: bool,
    /// The names that follow, `.` left out.
    pub names: Vec<Vec<u8>>,
}

/// Why a path is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// It does not begin with `/afs/` and the name of a cell.
    #[error("the path does not begin with /afs/ and the name of a cell")]
    NoCell,
    /// It is longer than [`MAX_PATH`].
    #[error("the path has more than {MAX_PATH} bytes")]
    TooLong,
    /// A name in it is longer than [`MAX_NAME`], or holds a NUL.
    #[error("a name in the path has more than {MAX_NAME} bytes, or a NUL")]
    Name,
}

impl AfsPath {
    /// Reads a path.
    ///
    /// # Errors
    ///
    /// [`PathError`].
    pub fn parse(path: impl AsRef<[u8]>) -> Result<Self, PathError> {
        let path = path.as_ref();
        let rest = path.strip_prefix(b"/afs").ok_or(PathError::NoCell)?;
        if !rest.starts_with(b"/") {
            return Err(PathError::NoCell);
        }
        let mut names = names(rest)?.into_iter();
        let cell = names.next().and_then(|name| String::from_utf8(name).ok());
        let cell = cell.ok_or(PathError::NoCell)?;
        let (read_write, name) = match cell.strip_prefix('.') {
            Some(name) => (true, name),
            None => (false, cell.as_str()),
        };
        let cell =
            Some(name).filter(|name| is_cell_name(name)).ok_or(PathError::NoCell)?.to_owned();
        Ok(Self { cell, read_write, names: names.collect() })
    }
}

/// The names of a path, `.` and empty ones left out.
///
/// # Errors
///
/// [`PathError::TooLong`], [`PathError::Name`].
pub fn names(path: &[u8]) -> Result<Vec<Vec<u8>>, PathError> {
    if path.len() > MAX_PATH {
        return Err(PathError::TooLong);
    }
    let names = path.split(|byte| *byte == b'/').filter(|name| !name.is_empty() && *name != b".");
    let checked = |name: &[u8]| {
        let fits = name.len() <= MAX_NAME && !name.contains(&0);
        if fits { Ok(name.to_vec()) } else { Err(PathError::Name) }
    };
    names.map(checked).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_are_taken_apart() {
        let path = AfsPath::parse("/afs/example.org//a/./b/../c/").unwrap();
        assert_eq!((path.cell.as_str(), path.read_write), ("example.org", false));
        let names = [&b"a"[..], b"b", b"..", b"c"];
        assert_eq!(path.names, names);
        let path = AfsPath::parse("//afs/x");
        assert_eq!(path, Err(PathError::NoCell));
        let path = AfsPath::parse("/afs/.ex").unwrap();
        assert_eq!((path.cell.as_str(), path.read_write, path.names.len()), ("ex", true, 0));
        for none in ["", "/", "/afs", "/afs/", "/afs/..", "/afsx/a", "/afs/a\u{1b}", "afs/a"] {
            assert_eq!(AfsPath::parse(none), Err(PathError::NoCell), "{none:?}");
        }
        let long = format!("/afs/a/{}", "b".repeat(256));
        assert_eq!(AfsPath::parse(long), Err(PathError::Name));
        assert_eq!(AfsPath::parse("/afs/a/b\0c"), Err(PathError::Name));
        assert_eq!(AfsPath::parse("/afs/a".repeat(1000)), Err(PathError::TooLong));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(rest in proptest::collection::vec(any::<u8>(), 0..300)) {
            let path = [&b"/afs/"[..], &rest].concat();
            if let Ok(path) = AfsPath::parse(path) {
                prop_assert!(is_cell_name(&path.cell));
                let fits = |name: &Vec<u8>| (1..=MAX_NAME).contains(&name.len()) && name != b".";
                prop_assert!(path.names.iter().all(fits));
            }
        }
    }
}
