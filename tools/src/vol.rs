//! Volumes and partitions of a file server, as its volume server says.
//!
//! Holds: the questions of `vos partinfo`, `vos listvol` and `vos examine` to it, and what comes of them. Must not know: how they are asked for.

mod text;

use crate::calling::failed;
use crate::failure::Failure;
use crate::shown::Shown;
use rxrpc_afs::partition;
use rxrpc_afs::rxrpc_xdr::sync::Caller;
use rxrpc_afs::rxrpc_xdr::{AbortCode, RpcError};
use rxrpc_afs::volser::sync::AfsVolClient;
use rxrpc_afs::volser::{DiskPartition64, VOLSER_FULL, VolintInfo};
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// The status of a volume that can be used.
const USABLE: i32 = 2;

/// Partitions of a file server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Partitions {
    /// Who was asked.
    pub server: String,
    /// The partitions, by their numbers.
    pub partitions: Vec<Partition>,
    /// Why not all of them are told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// A partition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Partition {
    /// Its name, as `/vicepa`.
    pub name: String,
    /// What it lies on, fit for a terminal.
    pub device: String,
    /// What is free, in KiB.
    pub free: i64,
    /// What can be used in all, in KiB.
    pub total: i64,
}

/// Volumes of a file server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Volumes {
    /// Who was asked.
    pub server: String,
    /// The volumes, partition by partition.
    pub volumes: Vec<Volume>,
    /// Why not all of them are told, if they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
}

/// A volume on a partition. Times are in seconds since 1970, 0 is never.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Volume {
    /// Its partition, as `/vicepa`.
    pub partition: String,
    /// Its name, fit for a terminal; may be empty of one that cannot be used now.
    pub name: String,
    /// Its number.
    pub id: u32,
    /// `RW`, `RO`, `BK`, or a number.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the volume server could look at it; else the rest may mean nothing.
    pub usable: bool,
    /// Whether it is in use by the file server.
    pub online: bool,
    /// Whether it is damaged.
    pub damaged: bool,
    /// How large it is, in KiB.
    pub size: i32,
    /// How large it may be, in KiB; 0 without a limit.
    pub quota: i32,
    /// How many files and directories it has.
    pub files: i32,
    /// How often it was used today.
    pub used_today: i32,
    /// When it was made.
    pub created: i32,
    /// When it was changed last.
    pub updated: i32,
    /// When the backup was made last.
    pub backed_up: i32,
    /// When this copy of it was made.
    pub copied: i32,
    /// When it was used last.
    pub accessed: i32,
    /// The number of what is written to; its own, if it is that.
    pub read_write: u32,
    /// The number of its last read-only copy; 0 without one.
    pub read_only: u32,
    /// The number of its last backup; 0 without one.
    pub backup: u32,
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// At most so many volumes.
    pub most: usize,
    /// For so long at most.
    pub within: Duration,
}

impl Bounds {
    /// So many volumes in so long a time.
    #[must_use]
    pub const fn new(most: usize, within: Duration) -> Self {
        Self { most, within }
    }
}

/// How full the partitions of a file server are: all, or this one. Blocks meanwhile; asks for no further one after this time.
///
/// # Errors
///
/// [`Failure`] for what is asked first. What fails behind it only ends the list.
pub fn partitions<C: Caller>(
    client: &AfsVolClient<C>,
    server: &str,
    only: Option<i32>,
    within: Duration,
) -> Result<Partitions, Failure> {
    let mut all = Partitions { server: server.to_owned(), partitions: Vec::new(), cut_off: None };
    all.cut_off = each(client, server, only, within, |_, name| {
        let told = partition_info(client, name)?;
        all.partitions.push(Partition {
            name: name.to_owned(),
            device: Shown(&told.device).to_string(),
            free: told.free,
            total: told.min_free,
        });
        Ok(None)
    })?;
    Ok(all)
}

/// The volumes of a file server, of all partitions or of this one. Blocks meanwhile, little longer than the bounds say.
///
/// # Errors
///
/// [`Failure`] for what is asked first. What fails behind it only ends the list.
pub fn volumes<C: Caller>(
    client: &AfsVolClient<C>,
    server: &str,
    only: Option<i32>,
    bounds: &Bounds,
) -> Result<Volumes, Failure> {
    let mut all = Volumes { server: server.to_owned(), volumes: Vec::new(), cut_off: None };
    all.cut_off = each(client, server, only, bounds.within, |number, name| {
        let told = client.list_volumes(number, VOLSER_FULL)?;
        let room = bounds.most - all.volumes.len();
        all.volumes.extend(told.iter().take(room).map(|volume| Volume::of(name, volume)));
        let cut = told.len() > room;
        Ok(cut.then(|| format!("there are more than {}", bounds.most)))
    })?;
    Ok(all)
}

/// A volume by its number. Blocks for a call.
///
/// # Errors
///
/// [`Failure`], also if it tells of others only.
pub fn volume<C: Caller>(
    client: &AfsVolClient<C>,
    server: &str,
    partition: i32,
    id: u32,
) -> Result<Volume, Failure> {
    let told = client.list_one_volume(partition, id).map_err(|error| failed(server, &error))?;
    let found = told.iter().find(|volume| volume.volid == id);
    let name = partition::name(partition).unwrap_or(partition.to_string());
    found.map(|volume| Volume::of(&name, volume)).ok_or_else(|| Failure::Call {
        server: server.to_owned(),
        why: format!("it was asked for volume {id}, and tells of {} others", told.len()),
    })
}

/// Asks about one partition after the other, until there is none more, or a reason not to go on: that is given.
fn each<C: Caller>(
    client: &AfsVolClient<C>,
    server: &str,
    only: Option<i32>,
    within: Duration,
    mut ask: impl FnMut(i32, &str) -> Result<Option<String>, RpcError>,
) -> Result<Option<String>, Failure> {
    let begin = Instant::now();
    let numbers = match only {
        Some(number) => BTreeSet::from([number]),
        None => numbers(client).map_err(|error| failed(server, &error))?,
    };
    // A number without a name is no partition.
    let named = numbers.into_iter().filter_map(|number| Some((number, partition::name(number)?)));
    for (done, (number, name)) in named.enumerate() {
        if done > 0 && begin.elapsed() >= within {
            return Ok(Some(format!("{done} partitions in {} s", within.as_secs())));
        }
        match ask(number, &name) {
            Ok(None) => {}
            Ok(enough) => return Ok(enough),
            Err(error) if done == 0 => return Err(failed(server, &error)),
            Err(error) => return Ok(Some(format!("{name}: {}", failed(server, &error)))),
        }
    }
    Ok(None)
}

/// Each once; an old server knows of the first 26 only.
fn numbers<C: Caller>(client: &AfsVolClient<C>) -> Result<BTreeSet<i32>, RpcError> {
    match client.x_list_partitions() {
        Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)) => {
            Ok(client.list_partitions()?.ids.into_iter().collect())
        }
        told => Ok(told?.into_iter().collect()),
    }
}

/// An old server counts in 32 bits.
fn partition_info<C: Caller>(
    client: &AfsVolClient<C>,
    name: &str,
) -> Result<DiskPartition64, RpcError> {
    match client.partition_info64(name.into()) {
        Err(RpcError::Aborted(AbortCode::RXGEN_OPCODE)) => {
            let told = client.partition_info(name.into())?;
            let (free, min_free) = (told.free.into(), told.min_free.into());
            let device = rxrpc_afs::rxrpc_xdr::Chars::new(&*told.device)?;
            Ok(DiskPartition64 { device, free, min_free, ..Default::default() })
        }
        told => told,
    }
}

impl Volume {
    pub(crate) fn of(partition: &str, told: &VolintInfo) -> Self {
        Self {
            partition: partition.to_owned(),
            name: Shown(&told.name).to_string(),
            id: told.volid,
            kind: match told.r#type {
                0 => "RW".to_owned(),
                1 => "RO".to_owned(),
                2 => "BK".to_owned(),
                other => other.to_string(),
            },
            usable: told.status == USABLE,
            online: told.in_use != 0,
            damaged: told.needs_salvaged != 0,
            size: told.size,
            quota: told.maxquota,
            files: told.filecount,
            used_today: told.day_use,
            created: told.creation_date,
            updated: told.update_date,
            backed_up: told.backup_date,
            copied: told.copy_date,
            accessed: told.access_date,
            read_write: told.parent_id,
            read_only: told.clone_id,
            backup: told.backup_id,
        }
    }
}
