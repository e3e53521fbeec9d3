//! What is in a directory.
//!
//! Holds: names with what the file server says of each. Must not know: pages.

use super::client::Shared;
use super::directory::DirectoryEntry;
use super::walk::{Here, Stat};
use super::{FileError, FileKind};
use crate::fs::{AfsFetchStatus, AfsFid, RXAFS_FILES, RxafsInlineBulkStatusRequest};
use crate::network::Network;
use rxrpc_xdr::AbortCode;

/// A name in a directory, and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The name. Not fit for a terminal as it is.
    pub name: Vec<u8>,
    /// What the file server says of the file, or why it does not.
    pub stat: Result<Stat, AbortCode>,
}

impl<N: Network + Clone> Shared<N> {
    /// All of a directory but `.` and `..`, in the order of its pages.
    pub(crate) async fn names(
        &self,
        directory: &Here<N>,
    ) -> Result<Vec<DirectoryEntry>, FileError> {
        let mut entries = self.pages(directory).await?.entries()?;
        entries.retain(|entry| entry.name != b"." && entry.name != b"..");
        Ok(entries)
    }

    /// The same, with what the file server says of each, by fifty at a time.
    pub(crate) async fn entries(&self, directory: &Here<N>) -> Result<Vec<Entry>, FileError> {
        let names = self.names(directory).await?;
        let mut entries = Vec::new();
        for some in names.chunks(RXAFS_FILES.unsigned_abs() as usize) {
            let statuses = self.statuses(directory, some).await?;
            for (name, (fid, status)) in some.iter().zip(statuses) {
                entries.push(Entry { name: name.name.clone(), stat: stat(&fid, &status)? });
            }
        }
        Ok(entries)
    }

    async fn statuses(
        &self,
        directory: &Here<N>,
        names: &[DirectoryEntry],
    ) -> Result<Vec<(AfsFid, AfsFetchStatus)>, FileError> {
        let volume = directory.stat.fid.volume;
        let fid = |name: &DirectoryEntry| AfsFid { volume, vnode: name.vnode, unique: name.unique };
        let fids: Vec<_> = names.iter().map(fid).collect();
        let question = RxafsInlineBulkStatusRequest { fids: fids.clone().into() };
        let said = self.call(&directory.volume, &question).await?;
        if said.statuses.len() != fids.len() {
            return Err(FileError::Impossible("more or fewer files than were asked for"));
        }
        Ok(fids.into_iter().zip(said.statuses).collect())
    }
}

fn stat(fid: &AfsFid, status: &AfsFetchStatus) -> Result<Result<Stat, AbortCode>, FileError> {
    if status.error_code != 0 || FileKind::of(status).is_none() {
        return Ok(Err(AbortCode(status.error_code)));
    }
    Stat::of(fid, status).map(Ok)
}
