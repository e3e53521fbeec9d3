//! Files of a cell for threads.
//!
//! Holds: [`Client`], [`File`] and [`Reader`], whose verbs block. Each is that of [`FileClient`] on a
//! [network that blocks](crate::network::Threads).

use super::access_list::AccessList;
use super::client::FileClientBuilder;
use super::directory::DirectoryEntry;
use super::{Callbacks, Entry, FileClient, FileError, Stat, VolumeState, Whereabouts};
use crate::cb::{self, sync::RxafscbServer};
use crate::network::Threads;
use pollster::block_on;
use rxrpc_core::BindError;
use rxrpc_sync::Endpoint;
use rxrpc_xdr::sync::handler;

/// How many questions of file servers are answered at a time.
const THREADS: usize = 2;

/// A client of files for threads. Cheap to clone; clones share what they know.
#[derive(Clone, Debug)]
pub struct Client(FileClient<Threads>);

impl Client {
    /// A client that calls from this endpoint, and answers file servers there, for as long as there is the endpoint.
    ///
    /// # Errors
    ///
    /// [`BindError`] if something else answers at the endpoint as [`cb::SERVICE`], or the system starts no threads.
    pub fn new(
        endpoint: &Endpoint,
        callbacks: Callbacks,
        builder: FileClientBuilder,
    ) -> Result<Self, BindError> {
        endpoint.serve(cb::SERVICE, THREADS, handler(RxafscbServer(callbacks)))?;
        Ok(Self(builder.build(Threads::new(endpoint))))
    }

    /// [`FileClient::names`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn names(&self, path: impl AsRef<[u8]>) -> Result<Vec<DirectoryEntry>, FileError> {
        block_on(self.0.names(path))
    }

    /// [`FileClient::list`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn list(&self, path: impl AsRef<[u8]>) -> Result<Vec<Entry>, FileError> {
        block_on(self.0.list(path))
    }

    /// [`FileClient::stat`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn stat(&self, path: impl AsRef<[u8]>) -> Result<Stat, FileError> {
        block_on(self.0.stat(path))
    }

    /// [`FileClient::link_stat`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn link_stat(&self, path: impl AsRef<[u8]>) -> Result<Stat, FileError> {
        block_on(self.0.link_stat(path))
    }

    /// [`FileClient::read_link`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn read_link(&self, path: impl AsRef<[u8]>) -> Result<Vec<u8>, FileError> {
        block_on(self.0.read_link(path))
    }

    /// [`FileClient::open`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn open(&self, path: impl AsRef<[u8]>) -> Result<File, FileError> {
        block_on(self.0.open(path)).map(File)
    }

    /// [`FileClient::whereis`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn whereis(&self, path: impl AsRef<[u8]>) -> Result<Whereabouts, FileError> {
        block_on(self.0.whereis(path))
    }

    /// [`FileClient::access_list`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn access_list(&self, path: impl AsRef<[u8]>) -> Result<AccessList, FileError> {
        block_on(self.0.access_list(path))
    }

    /// [`FileClient::volume_state`]. Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn volume_state(&self, path: impl AsRef<[u8]>) -> Result<VolumeState, FileError> {
        block_on(self.0.volume_state(path))
    }

    /// [`FileClient::give_up_promises`]. Blocks.
    pub fn give_up_promises(&self) -> usize {
        block_on(self.0.give_up_promises())
    }
}

/// A file that was found, for threads.
#[derive(Debug)]
pub struct File(super::File<Threads>);

impl File {
    /// What the file server said of it when it was found.
    pub fn stat(&self) -> &Stat {
        self.0.stat()
    }

    /// [`File::read_at`](super::File::read_at). Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn read_at(&self, offset: u64, most: usize) -> Result<Vec<u8>, FileError> {
        block_on(self.0.read_at(offset, most))
    }

    /// Reads from `offset` on, piece by piece.
    pub fn reader(self, offset: u64) -> Reader {
        Reader(self.0.reader(offset))
    }
}

/// Reads a file from some byte to its end, for threads.
#[derive(Debug)]
pub struct Reader(super::Reader<Threads>);

impl Reader {
    /// Sets how many bytes are asked for at once: 1 to 1 MiB, at first 1 MiB.
    #[must_use]
    pub fn pieces_of(self, bytes: usize) -> Self {
        Self(self.0.pieces_of(bytes))
    }

    /// [`Reader::next`](super::Reader::next). Blocks.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    #[expect(clippy::should_implement_trait, reason = "it can fail and be called again")]
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, FileError> {
        block_on(self.0.next())
    }

    /// How many bytes of the file are behind.
    pub fn position(&self) -> u64 {
        self.0.position()
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.0.length()
    }
}
