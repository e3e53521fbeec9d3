//! Keys of an AFS cell's servers, and the files that OpenAFS reads them from. Written here and not by the package
//! `rxrpc-rxkad`, so that what both read is OpenAFS's format and not ours.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use xtask::programs::failure::Failure;

/// The kind of a key in `KeyFileExt` that tickets of Kerberos 5 for rxkad are sealed with.
const RXKAD_KRB5: u32 = 2;
/// Bytes of a key's head behind the word that says so, that word included.
const HEAD: u32 = 16;

/// Keys by version; those of Kerberos by their encryption type, too.
#[derive(Clone, Default)]
pub(super) struct ServerKeys {
    pub(super) des: Vec<(u32, [u8; 8])>,
    pub(super) kerberos: Vec<(u32, u32, Vec<u8>)>,
}

impl ServerKeys {
    /// One made-up key: aes256-cts-hmac-sha1-96, version 6.
    pub(super) fn one() -> ServerKeys {
        ServerKeys { kerberos: vec![(6, 18, (0x20..0x40).collect())], ..ServerKeys::default() }
    }

    /// Writes `KeyFile` and `KeyFileExt` into a directory; one that would be empty is left out.
    pub(super) fn write(&self, directory: &Path) -> Result<(), Failure> {
        for (name, bytes, keys) in [
            ("KeyFile", self.key_file(), self.des.len()),
            ("KeyFileExt", self.key_file_ext(), self.kerberos.len()),
        ] {
            if keys > 0 {
                // Servers may read at any time, and a part of a file makes all keys unusable.
                let (new, path) = (directory.join("new-keys"), directory.join(name));
                fs::write(&new, bytes)?;
                fs::set_permissions(&new, fs::Permissions::from_mode(0o600))?;
                fs::rename(&new, &path)?;
            }
        }
        Ok(())
    }

    /// The number of keys, then the version and the eight bytes of each. Observed: `asetkey` of OpenAFS 1.8.9.
    fn key_file(&self) -> Vec<u8> {
        let mut bytes = word(self.des.len()).to_vec();
        for (kvno, key) in &self.des {
            bytes.extend_from_slice(&kvno.to_be_bytes());
            bytes.extend_from_slice(key);
        }
        bytes
    }

    /// The number of keys, then of each the length of its head, its kind, version and encryption type, the key's length
    /// and its bytes. Observed: `asetkey` and `akeyconvert` of OpenAFS 1.8.9.
    fn key_file_ext(&self) -> Vec<u8> {
        let mut bytes = word(self.kerberos.len()).to_vec();
        for (kvno, enctype, key) in &self.kerberos {
            for head in [HEAD, RXKAD_KRB5, *kvno, *enctype] {
                bytes.extend_from_slice(&head.to_be_bytes());
            }
            bytes.extend_from_slice(&word(key.len()));
            bytes.extend_from_slice(key);
        }
        bytes
    }
}

fn word(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_file_for_kerberos_holds_six_words_and_a_key() {
        let bytes = ServerKeys::one().key_file_ext();
        assert_eq!(bytes.len(), 6 * 4 + 32);
        assert_eq!(bytes[..8], [0, 0, 0, 1, 0, 0, 0, 16]);
        assert_eq!(bytes[55], 0x3f);
    }

    #[test]
    fn the_key_file_for_des_is_that_of_asetkey() {
        let keys =
            ServerKeys { des: vec![(5, *b"\xb5\x13\x9e\x57\xc8\xd9\xce\x2f")], kerberos: vec![] };
        assert_eq!(keys.key_file(), *b"\0\0\0\x01\0\0\0\x05\xb5\x13\x9e\x57\xc8\xd9\xce\x2f");
    }
}
