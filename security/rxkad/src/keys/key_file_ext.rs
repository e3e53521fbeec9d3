//! KeyFileExt: the keys of a cell's servers that are none of DES, as OpenAFS writes them.
//!
//! Holds: [`parse`] and [`emit`]. Must not know: where the file is.
//!
//! A count, then of each key: how long its head is, its kind, kvno, enctype, whatever else the head holds, the key's
//! length, the key (rxkad in practice §3). Bytes behind are not looked at.

use super::reader::Bytes;
use super::{KeyFormatError, KeySet};
use crate::kerberos::{Enctype, KerberosKey};

/// The kind of keys that tickets are sealed with. There are others, of rxgk; they are left out.
const RXKAD_KRB5: u32 = 2;
/// The length of the head counts itself and three more numbers.
const HEAD_LEN: u32 = 16;

/// Reads the keys of a file that tickets are sealed with. Of two with the same kvno and type, the last one counts.
///
/// # Errors
///
/// [`KeyFormatError::Short`], [`KeyFormatError::Length`], [`KeyFormatError::KeyLength`].
pub fn parse(file: &[u8]) -> Result<KeySet, KeyFormatError> {
    let mut file = Bytes { rest: file };
    let count = file.u32()?;
    let mut keys = KeySet::new();
    for _ in 0..count {
        let more = file.u32()?.checked_sub(HEAD_LEN).ok_or(KeyFormatError::Length)?;
        let [kind, kvno, enctype] = [file.u32()?, file.u32()?, file.u32()?];
        file.take(more)?;
        let len = file.u32()?;
        let key = file.take(len)?;
        if kind == RXKAD_KRB5 {
            let enctype = Enctype(i32::try_from(enctype).map_err(|_| KeyFormatError::Format)?);
            let key =
                KerberosKey::new(enctype, key).map_err(|_| KeyFormatError::KeyLength(key.len()))?;
            keys.add_kerberos(kvno, key);
        }
    }
    Ok(keys)
}

/// Writes the keys of a set that are none of DES, the lowest kvno first.
#[must_use]
pub fn emit(keys: &KeySet) -> Vec<u8> {
    let count = u32::try_from(keys.all_kerberos().count()).unwrap_or(u32::MAX);
    let mut out = count.to_be_bytes().to_vec();
    for (kvno, key) in keys.all_kerberos() {
        let len = u32::try_from(key.bytes().len()).unwrap_or(u32::MAX);
        for number in [HEAD_LEN, RXKAD_KRB5, kvno, key.enctype().0.cast_unsigned(), len] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        out.extend_from_slice(key.bytes());
    }
    out
}
