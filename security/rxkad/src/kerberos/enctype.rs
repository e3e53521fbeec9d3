//! Numbers of encryption types.
//!
//! Holds: [`Enctype`]. Must not know: how any of them works.

use std::fmt;

/// The number of an encryption type of Kerberos (IANA "Kerberos Encryption Type Numbers").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Enctype(pub i32);

impl Enctype {
    /// DES in CBC, checked by a CRC.
    pub const DES_CBC_CRC: Self = Self(1);
    /// DES in CBC, checked by MD4.
    pub const DES_CBC_MD4: Self = Self(2);
    /// DES in CBC, checked by MD5.
    pub const DES_CBC_MD5: Self = Self(3);
    /// Triple DES.
    pub const DES3_CBC_SHA1: Self = Self(16);
    /// AES of 128 bits with SHA-1.
    pub const AES128_CTS_HMAC_SHA1_96: Self = Self(17);
    /// AES of 256 bits with SHA-1.
    pub const AES256_CTS_HMAC_SHA1_96: Self = Self(18);
    /// AES of 128 bits with SHA-256. OpenAFS's own library does not know it.
    pub const AES128_CTS_HMAC_SHA256_128: Self = Self(19);
    /// AES of 256 bits with SHA-384. OpenAFS's own library does not know it.
    pub const AES256_CTS_HMAC_SHA384_192: Self = Self(20);
    /// RC4.
    pub const ARCFOUR_HMAC: Self = Self(23);

    /// Bytes of a key, of the types whose messages this crate seals and opens; `None` of all others.
    #[must_use]
    pub const fn key_len(self) -> Option<usize> {
        match self.0 {
            1..=3 => Some(8),
            17 | 19 => Some(16),
            18 | 20 => Some(32),
            _ => None,
        }
    }

    /// Whether its keys are DES keys of 8 bytes, which are rxkad session keys as they are.
    #[must_use]
    pub const fn is_single_des(self) -> bool {
        matches!(self.0, 1..=3)
    }

    const fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            1 => "des-cbc-crc",
            2 => "des-cbc-md4",
            3 => "des-cbc-md5",
            16 => "des3-cbc-sha1",
            17 => "aes128-cts-hmac-sha1-96",
            18 => "aes256-cts-hmac-sha1-96",
            19 => "aes128-cts-hmac-sha256-128",
            20 => "aes256-cts-hmac-sha384-192",
            23 => "arcfour-hmac",
            _ => return None,
        })
    }
}

impl fmt::Display for Enctype {
    /// The name, or `enctype 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "enctype {}", self.0),
        }
    }
}
