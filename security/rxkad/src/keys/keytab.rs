//! keytab: keys of services, as programs of Kerberos write them.
//!
//! Holds: [`entries`], which reads one, and [`Entry`]. Must not know: where the file is, which entry is whose.
//!
//! Version 0x502: entries of a length; one below zero is a hole of so many bytes. The kvno has 8 bits, and once more 32
//! behind the key, which count if they are there and not 0 (rxkad in practice §4).

use super::KeyFormatError;
use super::reader::Bytes;
use crate::kerberos::{Enctype, KerberosKey};

const VERSION: u16 = 0x0502;

/// A key, and whose it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry<'a> {
    /// The components of the service's name.
    pub components: Vec<&'a [u8]>,
    /// Its realm.
    pub realm: &'a [u8],
    /// The version of the key.
    pub kvno: u32,
    /// The key.
    pub key: KerberosKey,
}

impl Entry<'_> {
    /// Whether it is of the service of this name, as `afs/rx.test@RX.TEST`.
    #[must_use]
    pub fn is_of(&self, service: &str) -> bool {
        let name = self.components.join(&b'/');
        [&name, self.realm].join(&b'@') == service.as_bytes()
    }
}

/// Reads all entries of a file.
///
/// # Errors
///
/// [`KeyFormatError::Format`] of another version, [`KeyFormatError::Short`], [`KeyFormatError::Length`],
/// [`KeyFormatError::KeyLength`].
pub fn entries(file: &[u8]) -> Result<Vec<Entry<'_>>, KeyFormatError> {
    let mut file = Bytes { rest: file };
    if file.u16()? != VERSION {
        return Err(KeyFormatError::Format);
    }
    let mut entries = Vec::new();
    while !file.rest.is_empty() {
        let len = file.u32()?.cast_signed();
        let content = file.take(len.unsigned_abs())?;
        if len > 0 {
            entries.push(entry(Bytes { rest: content })?);
        }
    }
    Ok(entries)
}

fn entry(mut content: Bytes<'_>) -> Result<Entry<'_>, KeyFormatError> {
    let count = content.u16()?;
    let realm = counted(&mut content)?;
    let components =
        (0..count).map(|_| counted(&mut content)).collect::<Result<Vec<_>, KeyFormatError>>()?;
    let _name_type_and_time: [u8; 8] = content.array()?;
    let [short_kvno] = content.array()?;
    let enctype = Enctype(content.u16()?.into());
    let key = counted(&mut content)?;
    let kvno = content.u32().ok().filter(|kvno| *kvno != 0).unwrap_or(short_kvno.into());
    let key = KerberosKey::new(enctype, key).map_err(|_| KeyFormatError::KeyLength(key.len()))?;
    Ok(Entry { components, realm, kvno, key })
}

fn counted<'a>(content: &mut Bytes<'a>) -> Result<&'a [u8], KeyFormatError> {
    let len = content.u16()?;
    content.take(len.into())
}
