//! KeyFile: the DES keys of a cell's servers, as OpenAFS writes them.
//!
//! Holds: [`parse`] and [`emit`]. Must not know: where the file is.
//!
//! A count, then kvno and 8 bytes of each key (rxkad in practice §3); bytes behind are not looked at.

use super::reader::Bytes;
use super::{KeyFormatError, KeySet};
use crate::cipher::SessionKey;

/// Keys in the longest file.
pub const MAX_KEYS: u32 = 8;

/// Reads the keys of a file.
///
/// # Errors
///
/// [`KeyFormatError::Short`]; [`KeyFormatError::TooMany`].
pub fn parse(file: &[u8]) -> Result<KeySet, KeyFormatError> {
    let mut file = Bytes { rest: file };
    let count = file.u32()?;
    if count > MAX_KEYS {
        return Err(KeyFormatError::TooMany(count));
    }
    let mut keys = KeySet::new();
    for _ in 0..count {
        let kvno = file.u32()?;
        keys.add_des(kvno, SessionKey::take(&mut file.array()?));
    }
    Ok(keys)
}

/// Writes the DES keys of a set, the lowest kvno first.
///
/// # Errors
///
/// [`KeyFormatError::TooMany`].
pub fn emit(keys: &KeySet) -> Result<Vec<u8>, KeyFormatError> {
    let count = u32::try_from(keys.all_des().count()).unwrap_or(u32::MAX);
    if count > MAX_KEYS {
        return Err(KeyFormatError::TooMany(count));
    }
    let mut out = count.to_be_bytes().to_vec();
    for (kvno, key) in keys.all_des() {
        out.extend_from_slice(&kvno.to_be_bytes());
        out.extend_from_slice(key.bytes());
    }
    Ok(out)
}
