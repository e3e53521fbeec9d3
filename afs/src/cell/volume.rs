//! Where volumes are.
//!
//! Holds: what volume location says of a volume, and who asks for it. Must not know: files.

use super::{Database, DatabaseError};
use crate::errors::VL_NOENT;
use crate::fs;
use crate::network::Network;
use crate::vl::{self, ListAddrByAttributes, SiteServer};
use rxrpc_xdr::{AbortCode, AfsUuid, Text};
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

/// The most volumes, and the most file servers, that are remembered.
const REMEMBERED: usize = 1024;
/// The most addresses of one file server that are tried.
const ADDRESSES: usize = 16;

/// Which of a volume's three forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VolumeKind {
    /// The one that is written to.
    ReadWrite,
    /// A copy of it, which may be on several servers.
    ReadOnly,
    /// A copy of it beside it, often of the day before.
    Backup,
}

impl VolumeKind {
    /// All three, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::ReadWrite, Self::ReadOnly, Self::Backup];

    fn exists(self) -> i32 {
        match self {
            Self::ReadWrite => vl::VLF_RWEXISTS,
            Self::ReadOnly => vl::VLF_ROEXISTS,
            Self::Backup => vl::VLF_BACKEXISTS,
        }
    }

    /// A backup is where the volume is that it is of.
    fn is_at_sites_with(self) -> i32 {
        match self {
            Self::ReadWrite | Self::Backup => vl::VLSF_RWVOL,
            Self::ReadOnly => vl::VLSF_ROVOL,
        }
    }
}

impl std::fmt::Display for VolumeKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::ReadWrite => "RW",
            Self::ReadOnly => "RO",
            Self::Backup => "BK",
        })
    }
}

/// A place where a volume is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VolumeSite {
    /// Addresses of the file server, the first of which is tried first. Empty if volume location knows none.
    pub addresses: Vec<SocketAddr>,
    /// Which partition: 0 is /vicepa, 26 is /vicepaa.
    pub partition: i32,
    /// `VLSF_…`.
    pub flags: i32,
}

/// A volume in all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VolumeEntry {
    /// The name, without a suffix. Not fit for a terminal as it is.
    pub name: String,
    /// Numbers of the forms that there are, in the order of [`VolumeKind::ALL`].
    pub ids: [Option<u32>; 3],
    /// Where they are.
    pub sites: Vec<VolumeSite>,
}

impl VolumeEntry {
    /// A volume, with the numbers of its forms in the order of [`VolumeKind::ALL`].
    pub fn new(name: impl Into<String>, ids: [Option<u32>; 3], sites: Vec<VolumeSite>) -> Self {
        Self { name: name.into(), ids, sites }
    }

    /// The number of this form, if there is one.
    #[must_use]
    pub fn id(&self, kind: VolumeKind) -> Option<u32> {
        self.ids[kind as usize]
    }

    /// The form that has this number.
    #[must_use]
    pub fn kind_of(&self, id: u32) -> Option<VolumeKind> {
        VolumeKind::ALL.into_iter().find(|kind| self.id(*kind) == Some(id))
    }

    /// File servers that have this form, in the order of volume location, one address after the other.
    #[must_use]
    pub fn servers(&self, kind: VolumeKind) -> Vec<SocketAddr> {
        self.sites_of(kind).flat_map(|site| site.addresses.iter().copied()).collect()
    }

    /// Where this form is, but for sites that are not to be used.
    pub fn sites_of(&self, kind: VolumeKind) -> impl Iterator<Item = &VolumeSite> {
        let has = move |site: &&VolumeSite| {
            site.flags & kind.is_at_sites_with() != 0 && site.flags & vl::VLSF_DONTUSE == 0
        };
        self.sites.iter().filter(has)
    }
}

/// Where the volumes of one cell are; what was found is remembered until [`VolumeLocations::forget`].
#[derive(Debug)]
pub struct VolumeLocations<N> {
    database: Database<N>,
    entries: Mutex<HashMap<String, VolumeEntry>>,
    servers: Mutex<HashMap<(AfsUuid, i32), Vec<SocketAddr>>>,
}

impl<N: Network> VolumeLocations<N> {
    /// What this database of volume location says.
    pub fn new(database: Database<N>) -> Self {
        Self { database, entries: Mutex::default(), servers: Mutex::default() }
    }

    /// The database that is asked.
    pub fn database(&self) -> &Database<N> {
        &self.database
    }

    /// Where the volume of this name, or of this number in decimal, is. A suffix `.readonly` or `.backup` does not count.
    /// Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`]: `VL_NOENT` if there is no such volume.
    pub async fn volume(&self, name: &str) -> Result<VolumeEntry, DatabaseError> {
        if let Some(entry) = locked(&self.entries).get(name) {
            return Ok(entry.clone());
        }
        let entry = match self.ask_u(name).await {
            Err(DatabaseError::Refused(AbortCode::RXGEN_OPCODE)) => self.ask_n(name).await?,
            other => other?,
        };
        remember(&self.entries, name.to_owned(), entry.clone());
        Ok(entry)
    }

    /// Forgets where this volume is: it is asked for again.
    pub fn forget(&self, name: &str) {
        locked(&self.entries).remove(name);
    }

    async fn ask_u(&self, name: &str) -> Result<VolumeEntry, DatabaseError> {
        let question = vl::VlGetEntryByNameURequest { name: Text::from(name) };
        let said = self.database.ask(&question).await?;
        let mut sites = Vec::new();
        for (site, unique) in said.sites().zip(said.server_unique) {
            let addresses = match site.server {
                SiteServer::Address(address) => vec![(address, fs::PORT).into()],
                SiteServer::Uuid(uuid) => self.addresses(uuid, unique).await?,
            };
            let (partition, flags) = (site.partition, site.flags);
            sites.push(VolumeSite { addresses, partition, flags });
        }
        let ids = ids(said.flags, said.volume_id);
        Ok(VolumeEntry::new(said.name.to_string(), ids, sites))
    }

    /// As servers of volume location answer that know no UUIDs.
    async fn ask_n(&self, name: &str) -> Result<VolumeEntry, DatabaseError> {
        let question = vl::VlGetEntryByNameNRequest { name: Text::from(name) };
        let said = self.database.ask(&question).await?;
        let site = |site: vl::Site| VolumeSite {
            addresses: match site.server {
                SiteServer::Address(address) => vec![(address, fs::PORT).into()],
                SiteServer::Uuid(_) => Vec::new(),
            },
            partition: site.partition,
            flags: site.flags,
        };
        let ids = ids(said.flags, said.volume_id);
        Ok(VolumeEntry::new(said.name.to_string(), ids, said.sites().map(site).collect()))
    }

    /// Addresses of a file server. One that volume location does not know has none.
    async fn addresses(
        &self,
        uuid: AfsUuid,
        unique: i32,
    ) -> Result<Vec<SocketAddr>, DatabaseError> {
        if let Some(addresses) = locked(&self.servers).get(&(uuid, unique)) {
            return Ok(addresses.clone());
        }
        let attributes = ListAddrByAttributes { mask: vl::VL_BY_UUID, uuid, ..Default::default() };
        let said = match self.database.ask(&vl::VlGetAddrsURequest { attributes }).await {
            Err(DatabaseError::Refused(VL_NOENT)) => return Ok(Vec::new()),
            other => other?,
        };
        let address = |number: &u32| (Ipv4Addr::from_bits(*number), fs::PORT).into();
        let addresses: Vec<_> = said.addrs.iter().take(ADDRESSES).map(address).collect();
        remember(&self.servers, (uuid, unique), addresses.clone());
        Ok(addresses)
    }
}

/// Numbers are given before there is anything that has them, so that only the flags tell what there is.
fn ids(flags: i32, numbers: [u32; 3]) -> [Option<u32>; 3] {
    VolumeKind::ALL.map(|kind| (flags & kind.exists() != 0).then_some(numbers[kind as usize]))
}

fn locked<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers within bounds: when there is no more room, all is forgotten.
fn remember<K: Eq + std::hash::Hash, V>(all: &Mutex<HashMap<K, V>>, key: K, value: V) {
    let mut all = locked(all);
    if all.len() >= REMEMBERED {
        all.clear();
    }
    all.insert(key, value);
}
