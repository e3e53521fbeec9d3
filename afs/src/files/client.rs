//! What finds and reads files.
//!
//! Holds: [`FileClient`] and what its calls share. Must not know: how each is done.

use super::access_list::AccessList;
use super::directory::DirectoryEntry;
use super::file::File;
use super::listing::Entry;
use super::locate::OpenCell;
use super::path::AfsPath;
use super::walk::{Here, Stat, Whereabouts};
use super::{FileError, FileKind, VolumeState};
use crate::cell::{Configuration, Patience};
use crate::fs::{
    self, RxafsFetchAclRequest, RxafsGetVolumeStatusRequest, RxafsGiveUpAllCallBacksRequest,
};
use crate::network::Network;
use rxrpc_core::{Credentials, ServiceAddress};
use rxrpc_xdr::CallOptions;
use rxrpc_xdr::asynchronous::Client;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most file servers that are remembered.
const SERVERS: usize = 1024;

/// Finds and reads files of any cell that a [`Configuration`] knows. Cheap to clone; clones share what they know.
///
/// File servers call back: what answers them, [`Callbacks`](super::Callbacks), has to be served on the endpoint that calls.
/// The `client` of the module `asynchronous` and the `Client` of the module `sync`, each a feature, do that.
#[derive(Clone, Debug)]
pub struct FileClient<N>(Arc<Shared<N>>);

/// What clones and files share.
#[derive(Debug)]
pub(crate) struct Shared<N> {
    pub(crate) network: N,
    pub(crate) configuration: Configuration,
    pub(crate) patience: Patience,
    credentials: BTreeMap<String, Credentials>,
    cells: Mutex<HashMap<String, Arc<OpenCell<N>>>>,
    servers: Mutex<Servers>,
}

#[derive(Debug, Default)]
struct Servers {
    /// Which have answered, and so have made promises, and how they were called.
    answered: BTreeMap<SocketAddr, CallOptions>,
    /// Which gave no answer when they were asked last.
    silent: BTreeSet<SocketAddr>,
}

/// How a [`FileClient`] is made.
#[derive(Clone, Debug, Default)]
pub struct FileClientBuilder {
    configuration: Configuration,
    patience: Patience,
    credentials: BTreeMap<String, Credentials>,
}

impl FileClientBuilder {
    /// A client that knows these cells, and calls everybody without a token.
    #[must_use]
    pub fn new(configuration: Configuration) -> Self {
        Self { configuration, ..Self::default() }
    }

    /// Calls volume location and the file servers of this cell, by its whole name, with a token.
    #[must_use]
    pub fn credentials(mut self, cell: &str, credentials: Credentials) -> Self {
        self.credentials.insert(cell.to_ascii_lowercase(), credentials);
        self
    }

    /// Sets how long, and how often, servers are asked.
    #[must_use]
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Makes the client. Nothing is sent.
    pub fn build<N: Network + Clone>(self, network: N) -> FileClient<N> {
        let Self { configuration, patience, credentials } = self;
        let (cells, servers) = Default::default();
        let shared = Shared { network, configuration, patience, credentials, cells, servers };
        FileClient(Arc::new(shared))
    }
}

impl<N: Network + Clone> FileClient<N> {
    /// What the host says about cells.
    pub fn configuration(&self) -> &Configuration {
        &self.0.configuration
    }

    /// What is in a directory, but `.` and `..`, in the order of its pages. Waits for servers; cancel-safe, as all reading is.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn names(&self, path: impl AsRef<[u8]>) -> Result<Vec<DirectoryEntry>, FileError> {
        self.0.names(&self.walk(path.as_ref(), true).await?).await
    }

    /// What is in a directory, with what the file server says of each file. Links and mount points are told as what they are,
    /// and not followed.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn list(&self, path: impl AsRef<[u8]>) -> Result<Vec<Entry>, FileError> {
        self.0.entries(&self.walk(path.as_ref(), true).await?).await
    }

    /// What the file server says of a file, at the end of all links.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn stat(&self, path: impl AsRef<[u8]>) -> Result<Stat, FileError> {
        Ok(self.walk(path.as_ref(), true).await?.stat)
    }

    /// What the file server says of a file; of a symbolic link itself, if the path ends with one.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn link_stat(&self, path: impl AsRef<[u8]>) -> Result<Stat, FileError> {
        Ok(self.walk(path.as_ref(), false).await?.stat)
    }

    /// The text of a symbolic link. Not fit for a terminal as it is.
    ///
    /// # Errors
    ///
    /// [`FileError`]; [`FileError::NotLink`] for anything else.
    pub async fn read_link(&self, path: impl AsRef<[u8]>) -> Result<Vec<u8>, FileError> {
        self.0.target(&self.walk(path.as_ref(), false).await?).await
    }

    /// Finds a file to be read, at the end of all links.
    ///
    /// # Errors
    ///
    /// [`FileError`]; [`FileError::IsDirectory`] for a directory.
    pub async fn open(&self, path: impl AsRef<[u8]>) -> Result<File<N>, FileError> {
        let here = self.walk(path.as_ref(), true).await?;
        if here.stat.kind == FileKind::Directory {
            return Err(FileError::IsDirectory);
        }
        Ok(File { shared: Arc::clone(&self.0), here })
    }

    /// In which volume a file is, and where that is.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn whereis(&self, path: impl AsRef<[u8]>) -> Result<Whereabouts, FileError> {
        let Here { volume, stat } = self.walk(path.as_ref(), true).await?;
        let (cell, kind, fid) = (volume.cell.name.clone(), volume.kind, stat.fid);
        Ok(Whereabouts { cell, volume: volume.entry().await?, kind, fid })
    }

    /// Who may do what in a directory, at the end of all links; of a file, in the directory that it is in.
    ///
    /// # Errors
    ///
    /// [`FileError`]; [`FileError::AccessList`] if the file server sent none.
    pub async fn access_list(&self, path: impl AsRef<[u8]>) -> Result<AccessList, FileError> {
        let Here { volume, stat } = self.walk(path.as_ref(), true).await?;
        let reply = self.0.call(&volume, &RxafsFetchAclRequest { fid: stat.fid }).await?;
        Ok(AccessList::parse(&reply.acl)?)
    }

    /// How the volume is that a file is in, how much is in it and how much may be.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub async fn volume_state(&self, path: impl AsRef<[u8]>) -> Result<VolumeState, FileError> {
        let Here { volume, stat } = self.walk(path.as_ref(), true).await?;
        let volid = stat.fid.volume.cast_signed();
        let reply = self.0.call(&volume, &RxafsGetVolumeStatusRequest { volid }).await?;
        Ok(reply.into())
    }

    /// Tells all file servers that have answered that their promises are not needed any more, so that none of them waits for
    /// this client when a file changes. They are told by whom they were asked, over the same connections. Says how many took it. To be
    /// called before the endpoint ends.
    pub async fn give_up_promises(&self) -> usize {
        let servers = std::mem::take(&mut self.0.servers().answered);
        let mut taken = 0;
        for (server, options) in servers {
            let caller = self.0.network.caller(ServiceAddress::new(server, fs::SERVICE));
            let client = Client::new(caller).options(options);
            let said = client.call(&RxafsGiveUpAllCallBacksRequest {}).await;
            taken += usize::from(said.is_ok());
        }
        taken
    }

    async fn walk(&self, path: &[u8], follow: bool) -> Result<Here<N>, FileError> {
        self.0.walk(&AfsPath::parse(path)?, follow).await
    }
}

impl<N> Shared<N> {
    pub(crate) fn cells(&self) -> MutexGuard<'_, HashMap<String, Arc<OpenCell<N>>>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn servers(&self) -> MutexGuard<'_, Servers> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn credentials(&self, cell: &str) -> Credentials {
        self.credentials.get(&cell.to_ascii_lowercase()).cloned().unwrap_or_default()
    }

    /// A server has answered: it is asked in its turn, and has made promises.
    pub(crate) fn answered(&self, server: SocketAddr, options: &CallOptions) {
        let mut servers = self.servers();
        servers.silent.remove(&server);
        if servers.answered.len() < SERVERS {
            servers.answered.insert(server, options.clone());
        }
    }

    /// A server gave no answer: while there are others, it is asked last.
    pub(crate) fn silent(&self, server: SocketAddr) {
        let mut servers = self.servers();
        if servers.silent.len() >= SERVERS {
            servers.silent.clear();
        }
        servers.silent.insert(server);
    }

    pub(crate) fn silent_last(&self, mut of: Vec<SocketAddr>) -> Vec<SocketAddr> {
        let servers = self.servers();
        of.sort_by_key(|server| servers.silent.contains(server));
        of
    }
}
