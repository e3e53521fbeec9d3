//! Where volumes are, as volume location says.
//!
//! Holds: the questions of `vos examine` and `vos listvldb` to it, and what comes of them. Must not know: where its servers are.

use crate::access::Asked;
use crate::failure::Failure;
use crate::shown::Shown;
use rxrpc_afs::cell::DatabaseError;
use rxrpc_afs::partition;
use rxrpc_afs::rxrpc_xdr::{AbortCode, Text};
use rxrpc_afs::vl::{self, Nvldbentry, SiteServer, VldbListByAttributes};
use serde::Serialize;
use std::fmt;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

/// Bits of an entry's flags that name an operation that has locked it.
const LOCKED: i32 = 0x1f0;

/// A volume in all its forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Its name, fit for a terminal.
    pub name: String,
    /// The number of the one that is written to, if there is one.
    pub read_write: Option<u32>,
    /// The number of its read-only copies, if there are any.
    pub read_only: Option<u32>,
    /// The number of its backup, if there is one.
    pub backup: Option<u32>,
    /// Whether an operation goes on with it, or has died.
    pub locked: bool,
    /// Where they are.
    pub sites: Vec<Site>,
}

/// Where a volume is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Site {
    /// The file server, if it is told by an address.
    pub server: Option<Ipv4Addr>,
    /// The partition, as `/vicepa`; a number beyond all names.
    pub partition: String,
    /// Which of the volumes is there, as `vos` says it: `RW`, `RO`, `BK`.
    pub holds: Vec<&'static str>,
    /// Whether it is new in a release that is not done.
    pub new: bool,
    /// Whether clients shall not use it.
    pub unused: bool,
}

impl Entry {
    /// What volume location has said.
    #[must_use]
    pub fn of(entry: &Nvldbentry) -> Self {
        let there = |at: usize, flag| (entry.flags & flag != 0).then_some(entry.volume_id[at]);
        Self {
            name: Shown(&entry.name).to_string(),
            read_write: there(0, vl::VLF_RWEXISTS),
            read_only: there(1, vl::VLF_ROEXISTS),
            backup: there(2, vl::VLF_BACKEXISTS),
            locked: entry.flags & LOCKED != 0,
            sites: entry.sites().map(|site| Site::of(&site)).collect(),
        }
    }
}

impl Site {
    pub(crate) fn of(site: &vl::Site) -> Self {
        let kinds = [(vl::VLSF_RWVOL, "RW"), (vl::VLSF_ROVOL, "RO"), (vl::VLSF_BACKVOL, "BK")];
        let holds = kinds.iter().filter(|(flag, _)| site.flags & flag != 0);
        Self {
            server: match site.server {
                SiteServer::Address(address) => Some(address),
                SiteServer::Uuid(_) => None,
            },
            partition: partition::name(site.partition).unwrap_or(site.partition.to_string()),
            holds: holds.map(|(_, name)| *name).collect(),
            new: site.flags & vl::VLSF_NEWREPSITE != 0,
            unused: site.flags & vl::VLSF_DONTUSE != 0,
        }
    }
}

/// The volume of this name or number; a suffix `.readonly` or `.backup` does not count. Blocks.
///
/// # Errors
///
/// [`Failure`]: `VL_NOENT` if there is none.
pub fn find(database: &Asked, volume: &str) -> Result<Entry, Failure> {
    entry(database, volume).map(|found| Entry::of(&found))
}

/// As [`find`], as volume location says it.
pub(crate) fn entry(database: &Asked, volume: &str) -> Result<Nvldbentry, Failure> {
    let question = vl::VlGetEntryByNameNRequest { name: Text::from(volume) };
    database.ask(&question).map_err(|error| database.failed(&error))
}

/// Which volumes are listed, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wanted {
    /// Only those on this file server.
    pub server: Option<Ipv4Addr>,
    /// Only those on this partition.
    pub partition: Option<i32>,
    /// At most so many.
    pub most: usize,
    /// For so long at most.
    pub within: Duration,
}

impl Wanted {
    /// All, but so many at most, and for so long at most.
    #[must_use]
    pub const fn new(most: usize, within: Duration) -> Self {
        Self { server: None, partition: None, most, within }
    }

    fn attributes(&self) -> VldbListByAttributes {
        let mut attributes = VldbListByAttributes::default();
        if let Some(server) = self.server {
            attributes.mask |= vl::VL_BY_SERVER.cast_unsigned();
            attributes.server = server.to_bits().cast_signed();
        }
        if let Some(partition) = self.partition {
            attributes.mask |= vl::VL_BY_PARTITION.cast_unsigned();
            attributes.partition = partition;
        }
        attributes
    }
}

/// Volumes.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct List {
    /// The volumes, in the order of volume location.
    pub volumes: Vec<Entry>,
    /// Why not all of them are told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// Volumes that are wanted. Blocks meanwhile, little longer than is wanted.
///
/// # Errors
///
/// [`Failure`] for the first answer. What fails behind it only ends the list.
pub fn list(database: &Asked, wanted: &Wanted) -> Result<List, Failure> {
    let begin = Instant::now();
    let (mut list, mut start) = (List::default(), 0);
    loop {
        let (entries, next) = match more(database, wanted, start) {
            Ok(more) => more,
            Err(error) if start == 0 => return Err(database.failed(&error)),
            Err(error) => {
                list.cut_off = Some(database.failed(&error).to_string());
                break;
            }
        };
        let room = wanted.most - list.volumes.len();
        list.volumes.extend(entries.iter().take(room).map(Entry::of));
        if entries.len() > room {
            list.cut_off = Some(format!("there are more than {}", wanted.most));
            break;
        }
        if next < 0 {
            break;
        }
        if next == start {
            list.cut_off = Some(format!("volume location says to go on at {next} again"));
            break;
        }
        if begin.elapsed() >= wanted.within {
            let (told, seconds) = (list.volumes.len(), wanted.within.as_secs());
            list.cut_off = Some(format!("{told} in {seconds} s"));
            break;
        }
        start = next;
    }
    Ok(list)
}

/// Some volumes, and where to go on; behind the last, a negative number.
fn more(
    database: &Asked,
    wanted: &Wanted,
    start: i32,
) -> Result<(Vec<Nvldbentry>, i32), DatabaseError> {
    let attributes = wanted.attributes();
    let question =
        vl::VlListAttributesN2Request { attributes: attributes.clone(), pattern: "".into(), start };
    match database.ask(&question) {
        // An old server gives all at once.
        Err(DatabaseError::Refused(AbortCode::RXGEN_OPCODE)) if start == 0 => {
            let told = database.ask(&vl::VlListAttributesNRequest { attributes })?;
            Ok((told.entries.into_iter().collect(), -1))
        }
        told => told.map(|told| (told.entries.into_iter().collect(), told.next)),
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.volumes.iter().try_for_each(|entry| write!(f, "{entry}"))?;
        writeln!(f, "volumes: {}", self.volumes.len())?;
        self.cut_off.iter().try_for_each(|why| writeln!(f, "cut off: {why}"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.name)?;
        for (kind, id) in [("RW", self.read_write), ("RO", self.read_only), ("BK", self.backup)] {
            if let Some(id) = id {
                write!(f, " {kind} {id}")?;
            }
        }
        writeln!(f, "{}", if self.locked { ", locked" } else { "" })?;
        self.sites.iter().try_for_each(|site| writeln!(f, "  {site}"))
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = self.server.map_or("unknown".to_owned(), |server| server.to_string());
        write!(f, "{server:15} {:9} {}", self.partition, self.holds.join(" "))?;
        for (is, note) in [(self.new, ", new release"), (self.unused, ", not used")] {
            f.write_str(if is { note } else { "" })?;
        }
        Ok(())
    }
}
