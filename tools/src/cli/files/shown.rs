//! What is printed of files, for people and as JSON.

use crate::shown::Shown;
use rxrpc_afs::cell::VolumeKind;
use rxrpc_afs::errors::describe;
use rxrpc_afs::files::access_list::{AccessEntry, AccessList};
use rxrpc_afs::files::{Entry, FileKind, Stat, VolumeState, Whereabouts};
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

/// Letters, as access lists are written, those of sites among them; a dash for none.
fn rights(bits: i32) -> String {
    let letters = [(1, 'r'), (8, 'l'), (4, 'i'), (16, 'd'), (2, 'w'), (32, 'k'), (64, 'a')];
    let of_sites = ('A'..='H').enumerate().map(|(at, letter)| (1 << (24 + at), letter));
    let letters = letters.into_iter().chain(of_sites);
    let has = letters.filter(|(bit, _)| bits & bit != 0);
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

/// Who may do what.
#[derive(Serialize)]
pub(super) struct Rights {
    granted: Vec<Right>,
    denied: Vec<Right>,
}

#[derive(Serialize)]
struct Right {
    name: Name,
    rights: String,
}

impl From<&AccessList> for Rights {
    fn from(list: &AccessList) -> Self {
        let right = |entry: &AccessEntry| Right {
            name: Name::of(&entry.name),
            rights: rights(entry.rights),
        };
        Self {
            granted: list.granted.iter().map(right).collect(),
            denied: list.denied.iter().map(right).collect(),
        }
    }
}

impl fmt::Display for Rights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, list) in [("granted", &self.granted), ("denied", &self.denied)] {
            for Right { name, rights } in list {
                writeln!(f, "{what:8} {rights:8} {name}")?;
            }
        }
        Ok(())
    }
}

/// How much is in a volume.
#[derive(Serialize)]
pub(super) struct Quota {
    volume: u32,
    name: Name,
    online: bool,
    quota_kib: Option<u32>,
    used_kib: u32,
    partition_kib: u32,
    partition_free_kib: u32,
    message: Name,
    message_of_the_day: Name,
}

impl From<&VolumeState> for Quota {
    fn from(state: &VolumeState) -> Self {
        Self {
            volume: state.volume,
            name: Name::of(&state.name),
            online: state.online,
            quota_kib: state.quota,
            used_kib: state.used,
            partition_kib: state.partition,
            partition_free_kib: state.partition_free,
            message: Name::of(&state.message),
            message_of_the_day: Name::of(&state.message_of_the_day),
        }
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let online = if self.online { "" } else { ", not served" };
        writeln!(f, "volume {}, number {}{online}", self.name, self.volume)?;
        match self.quota_kib {
            None => writeln!(f, "{} KiB of no limit", self.used_kib)?,
            Some(quota) => writeln!(
                f,
                "{} of {quota} KiB, {} %",
                self.used_kib,
                percent(self.used_kib.into(), quota)
            )?,
        }
        let used = u64::from(self.partition_kib).saturating_sub(self.partition_free_kib.into());
        let (all, full) = (self.partition_kib, percent(used, self.partition_kib));
        writeln!(f, "its partition: {used} of {all} KiB, {full} %")?;
        for Name(said) in [&self.message, &self.message_of_the_day] {
            if !said.is_empty() {
                writeln!(f, "{said}")?;
            }
        }
        Ok(())
    }
}

/// Percents, as far as they are whole; 0 of nothing.
fn percent(part: u64, of: u32) -> u64 {
    (part * 100).checked_div(of.into()).unwrap_or(0)
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
        assert_eq!(rights(i32::MIN | 1 << 24 | 1), "rAH");
    }

    #[test]
    fn a_name_cannot_command_a_terminal() {
        let line = Line { name: Name::of(b"a\x1b[2Jb"), status: None, refused: None };
        assert_eq!(line.to_string(), r"a\u{1b}[2Jb");
    }
}
