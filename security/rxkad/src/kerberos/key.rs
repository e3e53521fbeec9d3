//! A key of Kerberos, and what it seals and opens.
//!
//! Holds: [`KerberosKey`] and [`SealingError`]. Must not know: how each type seals, what is sealed.

use super::{Enctype, KeyUsage, des_cbc, sealing};
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A key of an encryption type; zeroed when it goes. Never printed, and compared in constant time.
#[derive(Clone)]
pub struct KerberosKey {
    enctype: Enctype,
    bytes: Zeroizing<Vec<u8>>,
}

/// Why nothing was sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealingError {
    /// A type whose messages are not known here; triple DES and RC4 are among them.
    #[error("messages of {0} are not supported")]
    Enctype(Enctype),
    /// A key of another length than the type's.
    #[error("the key is not of its type's length")]
    KeyLength,
    /// Sealed with another key, or changed since, or too short.
    #[error("not sealed with this key")]
    NotSealed,
}

impl KerberosKey {
    /// Bytes of the longest key that is kept, of whatever type.
    pub const MAX_LEN: usize = 64;

    /// A key of these bytes. Of a type whose messages are not known here it may have any length: it may still make a
    /// [key of rxkad](super::rxkad_key).
    ///
    /// # Errors
    ///
    /// [`SealingError::KeyLength`] if it is not of its type's length, or longer than [`Self::MAX_LEN`].
    pub fn new(enctype: Enctype, bytes: &[u8]) -> Result<Self, SealingError> {
        let fits = enctype.key_len().is_none_or(|len| len == bytes.len());
        if !fits || bytes.len() > Self::MAX_LEN {
            return Err(SealingError::KeyLength);
        }
        Ok(Self { enctype, bytes: Zeroizing::new(bytes.to_vec()) })
    }

    /// The type.
    #[must_use]
    pub fn enctype(&self) -> Enctype {
        self.enctype
    }

    /// The bytes: keep no copy of them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Seals a message for a usage. `confounder` is random: equal messages shall not look the same; DES takes its first
    /// half.
    ///
    /// # Errors
    ///
    /// [`SealingError::Enctype`].
    pub fn seal(
        &self,
        usage: KeyUsage,
        confounder: [u8; 16],
        message: &[u8],
    ) -> Result<Vec<u8>, SealingError> {
        if self.enctype.is_single_des() {
            let [first, ..] = *confounder.as_chunks().0 else {
                return Err(SealingError::KeyLength);
            };
            return des_cbc::seal(self, first, message);
        }
        sealing::seal(self, usage, confounder, message)
    }

    /// Whether a message may begin with this byte that was sealed with the key. Of DES, it is found out without opening all of
    /// it: that is slow.
    pub(crate) fn may_begin(&self, sealed: &[u8], byte: u8) -> bool {
        !self.enctype.is_single_des() || des_cbc::first_byte(self, sealed) == Ok(byte)
    }

    /// Opens what was sealed for a usage. Of DES types, what filled the last block is still there.
    ///
    /// # Errors
    ///
    /// [`SealingError::Enctype`]; [`SealingError::NotSealed`].
    pub fn open(&self, usage: KeyUsage, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        if self.enctype.is_single_des() {
            return des_cbc::open(self, sealed);
        }
        sealing::open(self, usage, sealed)
    }
}

impl fmt::Debug for KerberosKey {
    /// Its type.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KerberosKey({}, ..)", self.enctype)
    }
}

impl PartialEq for KerberosKey {
    /// In a time that tells nothing of the keys but their lengths.
    fn eq(&self, other: &Self) -> bool {
        self.enctype == other.enctype && bool::from(self.bytes.ct_eq(&other.bytes))
    }
}

impl Eq for KerberosKey {}
