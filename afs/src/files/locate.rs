//! Cells that a client has asked, and volumes that it has found in them.
//!
//! Holds: which are known. Must not know: files.

use super::FileError;
use super::client::Shared;
use crate::cell::{CellServers, Database, VolumeEntry, VolumeKind, VolumeLocations};
use crate::network::Network;
use crate::vl;
use rxrpc_xdr::CallOptions;
use std::net::SocketAddr;
use std::sync::Arc;

/// The most cells that are remembered.
const REMEMBERED: usize = 256;

/// A cell that was found.
#[derive(Debug)]
pub(crate) struct OpenCell<N> {
    pub(crate) name: String,
    pub(crate) locations: VolumeLocations<N>,
    /// As whom its file servers are called, as volume location is.
    pub(crate) options: CallOptions,
}

/// A volume in one of its forms.
#[derive(Debug)]
pub(crate) struct Volume<N> {
    pub(crate) cell: Arc<OpenCell<N>>,
    /// The name or number by which it was asked for.
    pub(crate) asked: String,
    pub(crate) kind: VolumeKind,
    pub(crate) id: u32,
}

impl<N: Network + Clone> Shared<N> {
    /// A cell, whose servers are found once.
    pub(crate) async fn cell(&self, name: &str) -> Result<Arc<OpenCell<N>>, FileError> {
        let key = name.to_ascii_lowercase();
        if let Some(cell) = self.cells().get(&key) {
            return Ok(Arc::clone(cell));
        }
        let servers = self.configuration.find(Some(name)).await?;
        let cell = Arc::new(self.opened(servers));
        let mut cells = self.cells();
        if cells.len() >= REMEMBERED {
            cells.clear();
        }
        Ok(Arc::clone(cells.entry(key).or_insert(cell)))
    }

    fn opened(&self, servers: CellServers) -> OpenCell<N> {
        let CellServers { name, volume_location, .. } = servers;
        let options = CallOptions::new().hard_timeout(self.patience.call);
        let options = options.credentials(self.credentials(&name));
        let database = Database::new(self.network.clone(), vl::SERVICE, volume_location);
        let database = database.options(options.clone()).patience(self.patience);
        let locations = VolumeLocations::new(database);
        OpenCell { name, locations, options }
    }
}

impl<N: Network> Volume<N> {
    /// The volume of this name or number, in the form that `choose` wants of those that there are.
    pub(crate) async fn find(
        cell: &Arc<OpenCell<N>>,
        asked: &str,
        choose: impl FnOnce(&VolumeEntry) -> Option<VolumeKind>,
    ) -> Result<Volume<N>, FileError> {
        let entry = entry(cell, asked).await?;
        let found = choose(&entry).and_then(|kind| Some((kind, entry.id(kind)?)));
        let no_volume =
            || FileError::NoVolume { cell: cell.name.clone(), volume: asked.to_owned() };
        let (kind, id) = found.ok_or_else(no_volume)?;
        Ok(Volume { cell: Arc::clone(cell), asked: asked.to_owned(), kind, id })
    }

    /// What volume location says of it.
    pub(crate) async fn entry(&self) -> Result<VolumeEntry, FileError> {
        entry(&self.cell, &self.asked).await
    }

    /// Its file servers; with `anew`, as volume location says now.
    pub(crate) async fn servers(&self, anew: bool) -> Result<Vec<SocketAddr>, FileError> {
        if anew {
            self.cell.locations.forget(&self.asked);
        }
        Ok(self.entry().await?.servers(self.kind))
    }
}

async fn entry<N: Network>(cell: &OpenCell<N>, asked: &str) -> Result<VolumeEntry, FileError> {
    cell.locations.volume(asked).await.map_err(|error| FileError::Location {
        cell: cell.name.clone(),
        volume: asked.to_owned(),
        error,
    })
}
