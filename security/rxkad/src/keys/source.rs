//! Where keys are read from.
//!
//! Holds: [`KeySource`], one file. Must not know: who uses its keys.

use super::{KeyFileError, KeyFormatError, KeySet, key_file, key_file_ext, keytab};
use crate::cipher::SessionKey;
use rxrpc_core::ServiceId;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use zeroize::Zeroizing;

/// Bytes of the longest file that is read.
const LONGEST_FILE: u64 = 1 << 20;
/// Room behind a file, in which its end is found without more memory.
const READ_BEHIND: u64 = 64;

/// A file with keys, whose they are, and which services use them.
#[derive(Clone, Debug)]
pub struct KeySource {
    path: PathBuf,
    format: Format,
    may_be_missing: bool,
    service: Option<ServiceId>,
}

#[derive(Clone, Debug)]
enum Format {
    KeyFile,
    KeyFileExt,
    /// Of the service of this name, or of all whose first component is "afs".
    Keytab(Option<Box<str>>),
}

/// What tells whether a file was written since; `None` if it is not there.
pub(super) type FileState = Option<(u64, Option<SystemTime>)>;

impl KeySource {
    /// The file KeyFile of OpenAFS: DES keys.
    #[must_use]
    pub fn key_file(path: impl Into<PathBuf>) -> Self {
        Self::new(path.into(), Format::KeyFile)
    }

    /// The file KeyFileExt of OpenAFS: all other keys.
    #[must_use]
    pub fn key_file_ext(path: impl Into<PathBuf>) -> Self {
        Self::new(path.into(), Format::KeyFileExt)
    }

    /// A keytab: of it the keys of the service of this name (`afs/rx.test@RX.TEST`), or of all whose first component is
    /// "afs".
    #[must_use]
    pub fn keytab(path: impl Into<PathBuf>, service: Option<&str>) -> Self {
        Self::new(path.into(), Format::Keytab(service.map(Into::into)))
    }

    /// Both files of OpenAFS in a directory; either may be missing, but not the directory.
    #[must_use]
    pub fn openafs_directory(directory: impl AsRef<Path>) -> [Self; 2] {
        let directory = directory.as_ref();
        [
            Self::key_file(directory.join("KeyFile")).may_be_missing(),
            Self::key_file_ext(directory.join("KeyFileExt")).may_be_missing(),
        ]
    }

    fn new(path: PathBuf, format: Format) -> Self {
        Self { path, format, may_be_missing: false, service: None }
    }

    /// Has no keys as long as the file is not there; else that is an error, and so it is if its directory is not there.
    #[must_use]
    pub fn may_be_missing(mut self) -> Self {
        self.may_be_missing = true;
        self
    }

    /// Only this service uses its keys, and it uses no others but those that are only its own, too.
    #[must_use]
    pub fn only_for(mut self, service: ServiceId) -> Self {
        self.service = Some(service);
        self
    }

    pub(super) fn service(&self) -> Option<ServiceId> {
        self.service
    }

    /// The file's state, to be compared with an earlier one.
    pub(super) fn state(&self) -> FileState {
        let metadata = fs::metadata(&self.path).ok()?;
        Some((metadata.len(), metadata.modified().ok()))
    }

    /// Reads the file. Blocks.
    ///
    /// # Errors
    ///
    /// [`KeyFileError`].
    pub fn read(&self) -> Result<KeySet, KeyFileError> {
        let file = match self.bytes() {
            Ok(file) => file,
            Err(error) if self.may_be_missing && error.kind() == io::ErrorKind::NotFound => {
                return self.check_directory().map(|()| KeySet::new());
            }
            Err(error) => return Err(KeyFileError::Read { path: self.path.clone(), error }),
        };
        self.parse(&file).map_err(|error| KeyFileError::Format { path: self.path.clone(), error })
    }

    /// A directory that is not there is one that somebody misspelt.
    fn check_directory(&self) -> Result<(), KeyFileError> {
        let directory = self.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let Some(directory) = directory else { return Ok(()) };
        let read = |error| KeyFileError::Read { path: directory.to_owned(), error };
        fs::metadata(directory).map(drop).map_err(read)
    }

    fn bytes(&self) -> io::Result<Zeroizing<Vec<u8>>> {
        let file = File::open(&self.path)?;
        // All at once: what grows leaves copies of keys behind in memory that is given back.
        let len = file.metadata()?.len().min(LONGEST_FILE) + READ_BEHIND;
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(len).unwrap_or(0)));
        file.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST_FILE {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than any key file"));
        }
        Ok(bytes)
    }

    fn parse(&self, file: &[u8]) -> Result<KeySet, KeyFormatError> {
        match &self.format {
            Format::KeyFile => key_file::parse(file),
            Format::KeyFileExt => key_file_ext::parse(file),
            Format::Keytab(service) => {
                let mut keys = KeySet::new();
                for entry in keytab::entries(file)? {
                    let wanted = match service {
                        Some(service) => entry.is_of(service),
                        None => entry.components.first() == Some(&&b"afs"[..]),
                    };
                    if wanted {
                        add(&mut keys, &entry)?;
                    }
                }
                Ok(keys)
            }
        }
    }
}

fn add(keys: &mut KeySet, entry: &keytab::Entry<'_>) -> Result<(), KeyFormatError> {
    if !entry.key.enctype().is_single_des() {
        keys.add_kerberos(entry.kvno, entry.key.clone());
        return Ok(());
    }
    let bytes = entry.key.bytes();
    let key = bytes.try_into().map_err(|_| KeyFormatError::KeyLength(bytes.len()))?;
    keys.add_des(entry.kvno, SessionKey::new(key));
    Ok(())
}
