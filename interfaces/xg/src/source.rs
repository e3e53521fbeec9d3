//! The files that are read, and places in them.
//!
//! Holds: [`Sources`], [`Span`], and how a file is read. Must not know: what the files say.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Longest file that is read, in bytes.
pub(crate) const LONGEST_FILE: usize = 4 << 20;

/// Reads a file, of a text that is too long only so much that this is seen.
///
/// # Errors
///
/// Those of the system, and whatever is no file of text: a device or pipe may never end.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    let most = u64::try_from(LONGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST_FILE {
        // It may end within a character.
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}

/// A stretch of one file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) file: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// From the beginning of this one to the end of that one, if they are of one file.
    pub(crate) fn to(self, last: Self) -> Self {
        if self.file == last.file && last.end >= self.start {
            Self { end: last.end, ..self }
        } else {
            self
        }
    }
}

/// Every file that was read so far.
#[derive(Debug, Default)]
pub(crate) struct Sources(Vec<(PathBuf, Rc<str>)>);

impl Sources {
    /// Adds a file; its number.
    pub(crate) fn add(&mut self, path: &Path, text: &str) -> usize {
        self.0.push((path.to_owned(), text.into()));
        self.0.len() - 1
    }

    pub(crate) fn path(&self, file: usize) -> &Path {
        &self.0[file].0
    }

    pub(crate) fn text(&self, file: usize) -> Rc<str> {
        self.0[file].1.clone()
    }

    /// The paths, each once, in the order in which they were read first.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for (path, _) in &self.0 {
            if !paths.contains(path) {
                paths.push(path.clone());
            }
        }
        paths
    }
}
