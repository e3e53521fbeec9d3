//! The keys that services use at this moment.
//!
//! Holds: [`KeyStore`], a snapshot that is swapped as a whole. Must not know: who looks a key up.

use super::source::FileState;
use super::{KeyFileError, KeySet, KeySource};
use rxrpc_core::ServiceId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Keys from files, by service. Whoever looks one up gets the last snapshot, without touching a file; the program says
/// when files are read again.
///
/// ```no_run
/// use rxrpc_rxkad::keys::{KeySource, KeyStore};
/// use std::{sync::Arc, thread, time::Duration};
///
/// let store = Arc::new(KeyStore::open(KeySource::openafs_directory("/etc/openafs/server"))?);
/// let watched = Arc::clone(&store);
/// thread::spawn(move || {
///     loop {
///         thread::sleep(Duration::from_secs(1));
///         if let Err(error) = watched.reload_if_changed() {
///             eprintln!("keys stay as they were: {error}");
///         }
///     }
/// });
/// # Ok::<(), rxrpc_rxkad::keys::KeyFileError>(())
/// ```
#[derive(Debug)]
pub struct KeyStore {
    sources: Vec<KeySource>,
    current: RwLock<Snapshot>,
    /// How the files were when they were read last; held while they are read, so that the last one to begin also ends last.
    read: Mutex<Vec<FileState>>,
}

#[derive(Clone, Debug, Default)]
struct Snapshot {
    general: Arc<KeySet>,
    by_service: BTreeMap<ServiceId, Arc<KeySet>>,
}

impl KeyStore {
    /// Keys that no file has.
    #[must_use]
    pub fn fixed(keys: KeySet) -> Self {
        let current = Snapshot { general: Arc::new(keys), by_service: BTreeMap::new() };
        Self { sources: Vec::new(), current: RwLock::new(current), read: Mutex::default() }
    }

    /// Keys of these files. Of two keys with the same version and type, the later file's counts. Blocks.
    ///
    /// # Errors
    ///
    /// [`KeyFileError`] of the first file that cannot be used.
    pub fn open(sources: impl IntoIterator<Item = KeySource>) -> Result<Self, KeyFileError> {
        let store = Self {
            sources: sources.into_iter().collect(),
            current: RwLock::default(),
            read: Mutex::default(),
        };
        store.reload()?;
        Ok(store)
    }

    /// The keys that a service uses: those that are only its own, or else all that are nobody's own. Neither blocks nor
    /// allocates.
    #[must_use]
    pub fn keys(&self, service: ServiceId) -> Arc<KeySet> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(current.by_service.get(&service).unwrap_or(&current.general))
    }

    /// Reads all files again. Blocks.
    ///
    /// # Errors
    ///
    /// [`KeyFileError`] of the first file that cannot be used; the keys stay as they were.
    pub fn reload(&self) -> Result<(), KeyFileError> {
        self.read_all(&mut self.last_read())
    }

    /// Reads all files again if one of them has another size, or was written at another time, than when they were read
    /// last. Meant to be called every second or so, by a thread or task of the program's. Blocks. Returns whether files
    /// were read.
    ///
    /// # Errors
    ///
    /// As [`Self::reload`]; a file that cannot be used is looked at again when it has changed.
    pub fn reload_if_changed(&self) -> Result<bool, KeyFileError> {
        let mut read = self.last_read();
        if *read == self.file_states() {
            return Ok(false);
        }
        self.read_all(&mut read).map(|()| true)
    }

    fn last_read(&self) -> MutexGuard<'_, Vec<FileState>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn file_states(&self) -> Vec<FileState> {
        self.sources.iter().map(KeySource::state).collect()
    }

    fn read_all(&self, read: &mut Vec<FileState>) -> Result<(), KeyFileError> {
        if self.sources.is_empty() {
            return Ok(());
        }
        // Before the files: what is written meanwhile is seen the next time.
        *read = self.file_states();
        let mut general = KeySet::new();
        let mut by_service: BTreeMap<_, KeySet> = BTreeMap::new();
        for source in &self.sources {
            let keys = match source.service() {
                Some(service) => by_service.entry(service).or_default(),
                None => &mut general,
            };
            keys.add_all(source.read()?);
        }
        let by_service = by_service.into_iter().map(|(id, keys)| (id, Arc::new(keys))).collect();
        let next = Snapshot { general: Arc::new(general), by_service };
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let last = std::mem::replace(&mut *current, next);
        // Zeroing keys takes its time.
        drop(current);
        drop(last);
        Ok(())
    }
}
