//! The files that are read, and places in them.
//!
//! Holds: [`Sources`] and [`Span`]. Must not know: what the files say.

use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Longest file that is read, in bytes.
pub(crate) const LONGEST_FILE: usize = 4 << 20;

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
