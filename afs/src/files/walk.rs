//! From a path to a file.
//!
//! Holds: how names, mount points and symbolic links are followed, within bounds. Must not know: how servers are called.

use super::client::Shared;
use super::directory::{Directory, MAX_PAGES, PAGE};
use super::locate::Volume;
use super::mount::MountPoint;
use super::path::{AfsPath, MAX_PATH, names};
use super::{FileError, path};
use crate::cell::VolumeKind;
use crate::fs::{
    AfsFetchStatus, AfsFid, FILE_TYPE_DIRECTORY, FILE_TYPE_FILE, FILE_TYPE_LINK,
    RxafsFetchStatusRequest,
};
use crate::network::Network;
use std::collections::VecDeque;
use std::sync::Arc;

/// The most symbolic links on one way.
const MAX_LINKS: usize = 40;
/// The most mount points on one way.
const MAX_MOUNTS: usize = 64;
/// The most names on one way, those of links included.
const MAX_NAMES: usize = 1024;
/// The volume that a cell begins with.
const ROOT_VOLUME: &str = "root.cell";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// A file with data.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Link,
    /// A mount point: a link that nobody may execute.
    MountPoint,
}

impl FileKind {
    /// What a status says; `None` if that is nothing known.
    pub(crate) fn of(status: &AfsFetchStatus) -> Option<Self> {
        match status.file_type {
            FILE_TYPE_FILE => Some(Self::File),
            FILE_TYPE_DIRECTORY => Some(Self::Directory),
            FILE_TYPE_LINK if status.unix_mode_bits & 0o111 == 0 => Some(Self::MountPoint),
            FILE_TYPE_LINK => Some(Self::Link),
            _ => None,
        }
    }
}

/// What a file server says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stat {
    /// What it is.
    pub kind: FileKind,
    /// Which file of which volume.
    pub fid: AfsFid,
    /// Bytes of its data.
    pub length: u64,
    /// How often its data was changed.
    pub data_version: u64,
    /// How many names it has.
    pub links: u32,
    /// The owner's number in protection.
    pub owner: u32,
    /// The group's number.
    pub group: u32,
    /// Permissions, as Unix writes them; of files those of the owner count beside the rights of the directory.
    pub mode: u32,
    /// When it was changed last, in seconds since 1970.
    pub modified: u32,
    /// Rights of who asks: `RIGHT_…`.
    pub caller_rights: i32,
    /// Rights of everybody: `RIGHT_…`.
    pub anonymous_rights: i32,
}

impl Stat {
    pub(crate) fn of(fid: &AfsFid, status: &AfsFetchStatus) -> Result<Self, FileError> {
        let kind = FileKind::of(status);
        Ok(Self {
            kind: kind.ok_or(FileError::Impossible("a file of no known type"))?,
            fid: fid.clone(),
            length: status.full_length(),
            data_version: status.full_data_version(),
            links: status.link_count,
            owner: status.owner,
            group: status.group,
            mode: status.unix_mode_bits & 0o7777,
            modified: status.client_mod_time,
            caller_rights: status.caller_access,
            anonymous_rights: status.anonymous_access,
        })
    }
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Whereabouts {
    /// The cell.
    pub cell: String,
    /// The volume, in all its forms and with all its sites.
    pub volume: crate::cell::VolumeEntry,
    /// In which of its forms the path leads to it.
    pub kind: VolumeKind,
    /// Which file of that.
    pub fid: AfsFid,
}

/// A file that was reached.
#[derive(Debug)]
pub(crate) struct Here<N> {
    pub(crate) volume: Arc<Volume<N>>,
    pub(crate) stat: Stat,
}

/// The way to where one is, with what is left of it.
struct Way<N> {
    /// Directories on the way, that of the cell first, and the last file.
    passed: Vec<Here<N>>,
    left: VecDeque<Vec<u8>>,
    links: usize,
    mounts: usize,
    names: usize,
}

impl<N: Network + Clone> Shared<N> {
    /// The file of a path. A symbolic link at its end is followed if `follow` says so; mount points always are.
    pub(crate) async fn walk(&self, path: &AfsPath, follow: bool) -> Result<Here<N>, FileError> {
        let root = self.root(path).await?;
        let left = path.names.iter().cloned().collect();
        let mut way = Way { passed: vec![root], left, links: 0, mounts: 0, names: 0 };
        while let Some(name) = way.left.pop_front() {
            way.names += 1;
            if way.names > MAX_NAMES {
                return Err(FileError::TooDeep);
            }
            self.step(&mut way, &name, follow).await?;
        }
        way.passed.pop().ok_or(FileError::TooDeep)
    }

    async fn step(&self, way: &mut Way<N>, name: &[u8], follow: bool) -> Result<(), FileError> {
        if name == b".." {
            return self.step_up(way).await;
        }
        let Some(here) = way.passed.last() else { return Err(FileError::TooDeep) };
        let child = self.child(here, name).await?;
        match child.stat.kind {
            FileKind::MountPoint => {
                way.mounts += 1;
                if way.mounts > MAX_MOUNTS {
                    return Err(FileError::TooDeep);
                }
                way.passed.push(self.mounted(&child).await?);
            }
            FileKind::Link if follow || !way.left.is_empty() => {
                way.links += 1;
                if way.links > MAX_LINKS {
                    return Err(FileError::TooManyLinks);
                }
                let target = self.target(&child).await?;
                self.follow(way, &target).await?;
            }
            _ => way.passed.push(child),
        }
        Ok(())
    }

    /// A volume does not know where it is mounted: the way does. Above a cell is `/afs`, where only other cells are.
    async fn step_up(&self, way: &mut Way<N>) -> Result<(), FileError> {
        let here = way.passed.pop();
        if here.is_some_and(|here| here.stat.kind != FileKind::Directory) {
            return Err(FileError::NotDirectory);
        }
        if !way.passed.is_empty() {
            return Ok(());
        }
        let cell = way.left.pop_front().ok_or(path::PathError::NoCell)?;
        let other = AfsPath::parse([b"/afs/", &cell[..]].concat())?;
        way.passed.push(self.root(&other).await?);
        Ok(())
    }

    async fn follow(&self, way: &mut Way<N>, target: &[u8]) -> Result<(), FileError> {
        let names = if target.starts_with(b"/") {
            let Ok(path) = AfsPath::parse(target) else {
                return Err(FileError::LeavesAfs(target.to_vec()));
            };
            way.passed = vec![self.root(&path).await?];
            path.names
        } else {
            names(target)?
        };
        for name in names.into_iter().rev() {
            way.left.push_front(name);
        }
        Ok(())
    }

    /// The root of a cell: of its volume `root.cell`, the copy if there is one and the path does not say otherwise.
    async fn root(&self, path: &AfsPath) -> Result<Here<N>, FileError> {
        let cell = self.cell(&path.cell).await?;
        let volume = Volume::find(&cell, ROOT_VOLUME, |entry| {
            let copy = entry.id(VolumeKind::ReadOnly).filter(|_| !path.read_write);
            Some(copy.map_or(VolumeKind::ReadWrite, |_| VolumeKind::ReadOnly))
        });
        self.root_of(volume.await?).await
    }

    async fn root_of(&self, volume: Volume<N>) -> Result<Here<N>, FileError> {
        let fid = AfsFid::root(volume.id);
        let here = self.reach(Arc::new(volume), fid).await?;
        match here.stat.kind {
            FileKind::Directory => Ok(here),
            _ => Err(FileError::Impossible("a volume whose root is no directory")),
        }
    }

    /// The root of the volume that a mount point leads to.
    async fn mounted(&self, mount_point: &Here<N>) -> Result<Here<N>, FileError> {
        let mount = MountPoint::parse(&self.target(mount_point).await?)?;
        let from = &mount_point.volume;
        let cell = match &mount.cell {
            Some(cell) => self.cell(cell).await?,
            None => Arc::clone(&from.cell),
        };
        let other_cell = !cell.name.eq_ignore_ascii_case(&from.cell.name);
        let choose = |entry: &_| mount.leads_to(entry, from.kind, other_cell);
        let volume = Volume::find(&cell, &mount.volume, choose).await?;
        self.root_of(volume).await
    }

    async fn child(&self, directory: &Here<N>, name: &[u8]) -> Result<Here<N>, FileError> {
        let entry = self.pages(directory).await?.find(name)?;
        let entry = entry.ok_or_else(|| FileError::NotFound(name.to_vec()))?;
        let volume = directory.stat.fid.volume;
        let fid = AfsFid { volume, vnode: entry.vnode, unique: entry.unique };
        self.reach(Arc::clone(&directory.volume), fid).await
    }

    async fn reach(&self, volume: Arc<Volume<N>>, fid: AfsFid) -> Result<Here<N>, FileError> {
        let question = RxafsFetchStatusRequest { fid };
        let status = self.call(&volume, &question).await?.status;
        let stat = Stat::of(&question.fid, &status)?;
        Ok(Here { volume, stat })
    }

    /// The pages of a directory.
    pub(crate) async fn pages(&self, directory: &Here<N>) -> Result<Directory, FileError> {
        if directory.stat.kind != FileKind::Directory {
            return Err(FileError::NotDirectory);
        }
        let most = MAX_PAGES * PAGE;
        let pages = self.fetch_all(&directory.volume, &directory.stat.fid, most).await?;
        Ok(Directory::new(pages)?)
    }

    /// The text of a symbolic link or a mount point.
    pub(crate) async fn target(&self, link: &Here<N>) -> Result<Vec<u8>, FileError> {
        match link.stat.kind {
            FileKind::Link | FileKind::MountPoint => {
                self.fetch_all(&link.volume, &link.stat.fid, MAX_PATH).await
            }
            _ => Err(FileError::NotLink),
        }
    }
}
