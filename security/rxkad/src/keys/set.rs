//! Keys by version and type.
//!
//! Holds: [`KeySet`]. Must not know: files.

use crate::cipher::SessionKey;
use crate::kerberos::{Enctype, KerberosKey};
use std::collections::BTreeMap;

/// Not a version: it marks a key that OpenAFS keeps for other ends.
const NO_VERSION: u32 = 999;

/// The keys of a service: DES keys by version, which old tickets are sealed with, and keys of Kerberos by version and type.
/// Its `Debug` shows versions and types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeySet {
    des: BTreeMap<u32, SessionKey>,
    kerberos: BTreeMap<(u32, Enctype), KerberosKey>,
}

/// The key that a token is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceKey<'a> {
    /// A DES key of this version.
    Des(u32, &'a SessionKey),
    /// A key of Kerberos of this version.
    Kerberos(u32, &'a KerberosKey),
}

impl KeySet {
    /// No key at all.
    #[must_use]
    pub const fn new() -> Self {
        Self { des: BTreeMap::new(), kerberos: BTreeMap::new() }
    }

    /// Adds a DES key, in place of one with the same version.
    pub fn add_des(&mut self, kvno: u32, key: SessionKey) {
        self.des.insert(kvno, key);
    }

    /// Adds a key of Kerberos, in place of one with the same version and type.
    pub fn add_kerberos(&mut self, kvno: u32, key: KerberosKey) {
        self.kerberos.insert((kvno, key.enctype()), key);
    }

    /// Adds all keys of another set; they take the place of those with the same versions and types.
    pub fn add_all(&mut self, other: Self) {
        self.des.extend(other.des);
        self.kerberos.extend(other.kerberos);
    }

    /// The DES key of a version.
    #[must_use]
    pub fn des(&self, kvno: u32) -> Option<&SessionKey> {
        self.des.get(&kvno)
    }

    /// The key of Kerberos of a version and type.
    #[must_use]
    pub fn kerberos(&self, kvno: u32, enctype: Enctype) -> Option<&KerberosKey> {
        self.kerberos.get(&(kvno, enctype))
    }

    /// All DES keys, the lowest version first.
    pub fn all_des(&self) -> impl Iterator<Item = (u32, &SessionKey)> {
        self.des.iter().map(|(kvno, key)| (*kvno, key))
    }

    /// All keys of Kerberos, the lowest version first.
    pub fn all_kerberos(&self) -> impl Iterator<Item = (u32, &KerberosKey)> {
        self.kerberos.iter().map(|((kvno, _), key)| (*kvno, key))
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.des.is_empty() && self.kerberos.is_empty()
    }

    /// The key that OpenAFS's `-localauth` makes tokens with (rxkad in practice §3): of the highest version of the keys of
    /// Kerberos, the best type; without any, the DES key of the highest version. Types that OpenAFS does not know come
    /// behind those of AES that it does, and behind them those that no ticket is sealed with here.
    #[must_use]
    pub fn latest(&self) -> Option<ServiceKey<'_>> {
        const BEST: [Enctype; 6] = [
            Enctype::AES256_CTS_HMAC_SHA1_96,
            Enctype::AES128_CTS_HMAC_SHA1_96,
            Enctype::AES256_CTS_HMAC_SHA384_192,
            Enctype::AES128_CTS_HMAC_SHA256_128,
            Enctype::ARCFOUR_HMAC,
            Enctype::DES3_CBC_SHA1,
        ];
        let latest = self.kerberos.last_key_value().map(|((kvno, _), _)| *kvno);
        let of_kerberos = latest.and_then(|kvno| {
            let key = BEST.iter().find_map(|enctype| self.kerberos(kvno, *enctype))?;
            Some(ServiceKey::Kerberos(kvno, key))
        });
        of_kerberos.or_else(|| {
            let (kvno, key) = self.des.iter().rfind(|(kvno, _)| **kvno != NO_VERSION)?;
            Some(ServiceKey::Des(*kvno, key))
        })
    }
}
