//! A file that is read.
//!
//! Holds: [`File`], and [`Reader`], which goes on where it was. Must not know: paths.

use super::client::Shared;
use super::fetch::PIECE;
use super::walk::{Here, Stat};
use super::{FileError, FileKind};
use crate::network::Network;
use std::sync::Arc;

/// A file that was found. Reading it gives the data of one version: if it is changed meanwhile, reading fails.
#[derive(Debug)]
pub struct File<N> {
    pub(crate) shared: Arc<Shared<N>>,
    pub(crate) here: Here<N>,
}

impl<N: Network + Clone> File<N> {
    /// What the file server said of it when it was found.
    pub fn stat(&self) -> &Stat {
        &self.here.stat
    }

    /// Up to `most` bytes from `offset` on, 1 MiB at most, fewer at the end of the file. Waits for the file server; if the
    /// future is dropped, the call is aborted.
    ///
    /// # Errors
    ///
    /// [`FileError`]: [`FileError::Changed`] if the data is not of the version that was found any more.
    pub async fn read_at(&self, offset: u64, most: usize) -> Result<Vec<u8>, FileError> {
        let Stat { kind, fid, length, data_version, .. } = self.stat();
        if *kind == FileKind::Directory {
            return Err(FileError::IsDirectory);
        }
        let left = usize::try_from(length.saturating_sub(offset)).unwrap_or(usize::MAX);
        let most = most.min(PIECE).min(left);
        if most == 0 {
            return Ok(Vec::new());
        }
        let (data, status) = self.shared.fetch(&self.here.volume, fid, offset, most).await?;
        if status.full_data_version() != *data_version {
            return Err(FileError::Changed);
        }
        if data.is_empty() {
            return Err(FileError::Impossible("data that ends before its length"));
        }
        Ok(data)
    }

    /// Reads from `offset` on, piece by piece.
    pub fn reader(self, offset: u64) -> Reader<N> {
        Reader { file: self, at: offset, piece: PIECE }
    }
}

/// Reads a file from some byte to its end.
#[derive(Debug)]
pub struct Reader<N> {
    file: File<N>,
    at: u64,
    piece: usize,
}

impl<N: Network + Clone> Reader<N> {
    /// Sets how many bytes are asked for at once: 1 to 1 MiB, at first 1 MiB.
    #[must_use]
    pub fn pieces_of(mut self, bytes: usize) -> Self {
        self.piece = bytes.clamp(1, PIECE);
        self
    }

    /// The next piece, `None` at the end. After an error, and if the future is dropped, the next one is asked for again from
    /// [`Reader::position`] on: nothing is lost or doubled.
    ///
    /// # Errors
    ///
    /// As [`File::read_at`].
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, FileError> {
        let data = self.file.read_at(self.at, self.piece).await?;
        self.at += data.len() as u64;
        Ok(Some(data).filter(|data| !data.is_empty()))
    }

    /// How many bytes of the file are behind.
    pub fn position(&self) -> u64 {
        self.at
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.file.stat().length
    }

    /// The file.
    pub fn file(&self) -> &File<N> {
        &self.file
    }
}
