//! Credential caches and keytabs as files.
//!
//! Holds: reading them, within bounds. Must not know: what is done with tickets and keys.

use super::KerberosError;
use krb5::acceptor::{EncType, ServiceKey};
use krb5::{CCache, CacheName, Keytab, Principal};
use rxrpc_rxkad::keys::keytab;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Most bytes of a file that is looked at; those of users have a few thousand.
const MOST: u64 = 4 << 20;

/// The cache of this name.
///
/// # Errors
///
/// [`KerberosError::NoCache`] if there is none, [`KerberosError::File`].
pub(super) fn cache(name: &CacheName) -> Result<CCache, KerberosError> {
    if let CacheName::Kcm { .. } = name {
        return name.read().map_err(|error| match error {
            krb5::ccache::CacheError::KcmUnavailable { .. } => {
                KerberosError::NoCache(error.to_string())
            }
            error => KerberosError::File(error.to_string()),
        });
    }
    let path = name.path().map_err(|error| KerberosError::File(error.to_string()))?;
    let bytes = read(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => KerberosError::NoCache(format!("{} is not there", path.display())),
        _ => said(&path, &error),
    })?;
    CCache::decode(&bytes).map_err(|error| said(&path, &format!("not a credential cache: {error}")))
}

/// The keys of a keytab whose types are known here.
///
/// # Errors
///
/// [`KerberosError::File`].
pub(super) fn keytab(path: &Path) -> Result<Keytab, KerberosError> {
    let bytes = read(path).map_err(|error| said(path, &error))?;
    let entries = keytab::entries(&bytes).map_err(|error| said(path, &error))?;
    Ok(Keytab::from_keys(entries.iter().filter_map(key).collect()))
}

/// Whose the first key of a keytab is.
pub(super) fn first(keytab: &Keytab) -> Option<Principal> {
    let first = keytab.keys().first()?;
    Principal::parse_in_realm(&first.principal, &first.realm).ok()
}

fn key(entry: &keytab::Entry<'_>) -> Option<ServiceKey> {
    let enctype = EncType::from_i32(entry.key.enctype().0)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let name: Vec<String> = entry.components.iter().map(|name| text(name)).collect();
    let key = entry.key.bytes();
    Some(ServiceKey::new(name.join("/"), text(entry.realm), entry.kvno, enctype, key))
}

/// The bytes of a file. Neither a pipe nor a device is waited for.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("this is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "more than 4 MiB"));
    }
    Ok(bytes)
}

fn said(path: &Path, what: &dyn std::fmt::Display) -> KerberosError {
    KerberosError::File(format!("{}: {what}", path.display()))
}
