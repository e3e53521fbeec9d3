//! What is printed of files, for people and as JSON.

use crate::shown::Shown;
use rxrpc_afs::cell::VolumeKind;
use rxrpc_afs::errors::describe;
use rxrpc_afs::files::{Entry, FileKind, Stat, Whereabouts};
use rxrpc_afs::partition;
use serde::Serialize;
use std::fmt;

/// A line for each.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Listing<T>(pub(super) Vec<T>);

impl<T: fmt::Display> fmt::Display for Listing<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A name, fit for a terminal.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Name(String);

impl Name {
    pub(super) fn of(name: &[u8]) -> Self {
        Self(Shown(name).to_string())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file server says of a file.
#[derive(Serialize)]
pub(super) struct Status {
    kind: &'static str,
    volume: u32,
    vnode: u32,
    unique: u32,
    mode: u32,
    links: u32,
    owner: u32,
    group: u32,
    length: u64,
    data_version: u64,
    /// In seconds since 1970.
    modified: u32,
    caller_rights: String,
    anonymous_rights: String,
}

impl From<&Stat> for Status {
    fn from(stat: &Stat) -> Self {
        Self {
            kind: kind(stat.kind),
            volume: stat.fid.volume,
            vnode: stat.fid.vnode,
            unique: stat.fid.unique,
            mode: stat.mode,
            links: stat.links,
            owner: stat.owner,
            group: stat.group,
            length: stat.length,
            data_version: stat.data_version,
            modified: stat.modified,
            caller_rights: rights(stat.caller_rights),
            anonymous_rights: rights(stat.anonymous_rights),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, file {}.{}.{}", self.kind, self.volume, self.vnode, self.unique)?;
        let Self { mode, links, owner, group, length, .. } = self;
        writeln!(f, "mode {mode:04o}, {links} links, owner {owner}, group {group}")?;
        let (version, modified) = (self.data_version, self.modified);
        writeln!(f, "{length} bytes, version {version}, changed {modified} s after 1970")?;
        writeln!(f, "rights: {}, of everybody: {}", self.caller_rights, self.anonymous_rights)
    }
}

fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::File => "file",
        FileKind::Directory => "directory",
        FileKind::Link => "link",
        FileKind::MountPoint => "mount point",
        _ => "unknown",
    }
}

/// Letters, as access lists are written; a dash for none.
fn rights(bits: i32) -> String {
    let letters = [(1, 'r'), (8, 'l'), (4, 'i'), (16, 'd'), (2, 'w'), (32, 'k'), (64, 'a')];
    let has = letters.iter().filter(|(bit, _)| bits & bit != 0);
    let text: String = has.map(|(_, letter)| letter).collect();
    if text.is_empty() { "-".into() } else { text }
}

/// An entry of a directory.
#[derive(Serialize)]
pub(super) struct Line {
    name: Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

impl From<&Entry> for Line {
    fn from(entry: &Entry) -> Self {
        Self {
            name: Name::of(&entry.name),
            status: entry.stat.as_ref().ok().map(Into::into),
            refused: entry.stat.as_ref().err().map(|code| describe(*code).to_string()),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.status, &self.refused) {
            (Some(status), _) => {
                let Status { kind, mode, links, owner, length, modified, .. } = status;
                let name = &self.name;
                write!(
                    f,
                    "{kind:11} {mode:04o} {links:4} {owner:10} {length:12} {modified:10} {name}"
                )
            }
            (None, Some(refused)) => write!(f, "{}: {refused}", self.name),
            (None, None) => write!(f, "{}", self.name),
        }
    }
}

/// Where a file is.
#[derive(Serialize)]
pub(super) struct Place {
    cell: String,
    volume: String,
    number: u32,
    form: String,
    sites: Vec<Site>,
}

#[derive(Serialize)]
struct Site {
    servers: Vec<String>,
    partition: String,
}

impl From<&Whereabouts> for Place {
    fn from(place: &Whereabouts) -> Self {
        let sites = place.volume.sites_of(place.kind);
        let site = |site: &rxrpc_afs::cell::VolumeSite| Site {
            servers: site.addresses.iter().map(|address| address.ip().to_string()).collect(),
            partition: partition::name(site.partition).unwrap_or(site.partition.to_string()),
        };
        Self {
            cell: place.cell.clone(),
            volume: Shown(place.volume.name.as_bytes()).to_string(),
            number: place.fid.volume,
            form: form(place.kind).into(),
            sites: sites.map(site).collect(),
        }
    }
}

fn form(kind: VolumeKind) -> &'static str {
    match kind {
        VolumeKind::ReadWrite => "read-write",
        VolumeKind::ReadOnly => "read-only",
        VolumeKind::Backup => "backup",
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cell, volume, number, form, .. } = self;
        writeln!(f, "volume {volume}, {form}, number {number}, of {cell}")?;
        for site in &self.sites {
            writeln!(f, "{} {}", site.servers.join(" "), site.partition)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_letters_in_the_order_of_access_lists() {
        assert_eq!(
            (rights(127), rights(9), rights(0)),
            ("rlidwka".into(), "rl".into(), "-".into())
        );
    }

    #[test]
    fn a_name_cannot_command_a_terminal() {
        let line = Line { name: Name::of(b"a\x1b[2Jb"), status: None, refused: None };
        assert_eq!(line.to_string(), r"a\u{1b}[2Jb");
    }
}
