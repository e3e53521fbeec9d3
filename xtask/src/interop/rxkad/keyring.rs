//! The keys of a run, and the tickets that are made with them. Knows nothing of peers.

use std::path::{Path, PathBuf};

use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey, rxkad_key};
use rxrpc_rxkad::keys::{KeySource, KeyStore, ServiceKey};
use rxrpc_rxkad::ticket::KVNO_KRB5_SEALED_PART;
use rxrpc_rxkad::token::{LocalToken, Token};
use rxrpc_rxkad::{Principal, Timestamp};

use super::table::Sealing;
use crate::interop::ccache::Credential;
use crate::interop::kdc::{Kdc, REALM};
use crate::interop::key_files::ServerKeys;
use xtask::programs::failure::Failure;

/// Made-up keys: version, encryption type, key.
const DES: (u32, [u8; 8]) = (5, *b"\xb5\x13\x9e\x57\xc8\xd9\xce\x2f");
const AES256: (u32, u32) = (6, 18);
const AES128: (u32, u32) = (7, 17);

/// As whom something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Somebody who may do everything.
    Administrator,
    /// A user like others.
    Alice,
}

impl Who {
    /// The name in the KDC.
    fn user(self) -> &'static str {
        match self {
            Who::Administrator => "admin",
            Who::Alice => "alice",
        }
    }
}

/// Keys and tickets.
pub(super) struct Keyring {
    /// Of the local keys.
    files: PathBuf,
    pub(super) kdc: Kdc,
    administrator: Credential,
    alice: Credential,
}

impl Keyring {
    /// Starts a KDC, and logs its users in.
    pub(super) fn new(directory: &Path) -> Result<Keyring, Failure> {
        let files = directory.join("keys");
        std::fs::create_dir(&files)?;
        local_keys().write(&files)?;
        let kdc = Kdc::start(&directory.join("kdc"), &["admin", "alice"])?;
        let ticket = |who: Who| kdc.ticket_of(who.user());
        let (administrator, alice) = (ticket(Who::Administrator)?, ticket(Who::Alice)?);
        Ok(Keyring { files, kdc, administrator, alice })
    }

    /// For services of ours: local keys as OpenAFS has them in files, the KDC's from its keytab.
    pub(super) fn store(&self) -> Result<KeyStore, Failure> {
        let local = KeySource::openafs_directory(&self.files);
        let keytab = KeySource::keytab(self.kdc.service_keytab(), None);
        Ok(KeyStore::open(local.into_iter().chain([keytab]))?)
    }

    /// For servers of OpenAFS: all keys, the KDC's from its keytab.
    pub(super) fn server_keys(&self) -> Result<ServerKeys, Failure> {
        let mut keys = local_keys();
        keys.kerberos.push(self.kdc.service_key()?);
        Ok(keys)
    }

    /// A token: made here, or of the KDC.
    pub(super) fn token(&self, sealing: Sealing, who: Who) -> Result<Token, Failure> {
        let credential = self.credential(who);
        let end = Timestamp(credential.end.into());
        let enctype = Enctype(credential.enctype.into());
        match sealing {
            Sealing::KdcWhole => {
                let ticket = credential.ticket.clone();
                Ok(Token::from_kerberos(ticket, enctype, &credential.session_key, end)?)
            }
            Sealing::KdcPart => {
                let session_key = rxkad_key(enctype, &credential.session_key)?;
                let part = sealed_part(&credential.ticket)?.to_vec();
                Ok(Token::new(session_key, KVNO_KRB5_SEALED_PART, part)?.expires(end))
            }
            Sealing::Des | Sealing::Aes128 | Sealing::Aes256 => local_token(sealing, who),
        }
    }

    /// What a C client is told, so that it has the same; it makes local tickets itself.
    pub(super) fn c_client_words(
        &self,
        sealing: Sealing,
        who: Who,
    ) -> Result<Vec<String>, Failure> {
        let credential = self.credential(who);
        let given = |kvno: u32, ticket: &[u8]| {
            let (enctype, key) = (credential.enctype, hex(&credential.session_key));
            vec!["-T".to_owned(), format!("{kvno}:{enctype}:{key}:{}", hex(ticket))]
        };
        let mut words = match sealing {
            Sealing::KdcWhole => return Ok(given(256, &credential.ticket)),
            Sealing::KdcPart => return Ok(given(213, sealed_part(&credential.ticket)?)),
            Sealing::Des | Sealing::Aes128 | Sealing::Aes256 => self.c_server_words(sealing)?,
        };
        let user = if who == Who::Alice { "alice" } else { "afs" };
        words.extend(["-u".to_owned(), user.to_owned()]);
        Ok(words)
    }

    /// What a C server is told, so that it knows a key.
    pub(super) fn c_server_words(&self, sealing: Sealing) -> Result<Vec<String>, Failure> {
        match sealing {
            Sealing::Des => Ok(vec!["-k".to_owned(), format!("{}:{}", DES.0, hex(&DES.1))]),
            Sealing::Aes128 => Ok(c_key(AES128, &aes128())),
            Sealing::Aes256 => Ok(c_key(AES256, &aes256())),
            Sealing::KdcWhole | Sealing::KdcPart => {
                let (kvno, enctype, key) = self.kdc.service_key()?;
                Ok(c_key((kvno, enctype), &key))
            }
        }
    }

    fn credential(&self, who: Who) -> &Credential {
        match who {
            Who::Administrator => &self.administrator,
            Who::Alice => &self.alice,
        }
    }
}

/// The name, instance and realm that a ticket has, in the form `name.instance@realm`.
pub(super) fn name_in(sealing: Sealing, who: Who) -> String {
    match (sealing, who) {
        (Sealing::KdcWhole | Sealing::KdcPart, who) => format!("{}@{REALM}", who.user()),
        (_, Who::Administrator) => "afs".to_owned(),
        (_, Who::Alice) => "alice@rx.test".to_owned(),
    }
}

/// The key of a client that makes its tickets itself.
pub(super) fn local_key(sealing: Sealing) -> ServerKeys {
    let mut keys = ServerKeys::default();
    match sealing {
        Sealing::Des => keys.des.push(DES),
        Sealing::Aes128 => keys.kerberos.push((AES128.0, AES128.1, aes128())),
        Sealing::Aes256 => keys.kerberos.push((AES256.0, AES256.1, aes256())),
        Sealing::KdcWhole | Sealing::KdcPart => {}
    }
    keys
}

fn local_keys() -> ServerKeys {
    ServerKeys {
        des: vec![DES],
        kerberos: vec![(AES256.0, AES256.1, aes256()), (AES128.0, AES128.1, aes128())],
    }
}

fn local_token(sealing: Sealing, who: Who) -> Result<Token, Failure> {
    let keys = local_key(sealing);
    let des = SessionKey::new(DES.1);
    let kerberos = keys.kerberos.first().map(|(kvno, enctype, key)| {
        KerberosKey::new(Enctype(enctype.cast_signed()), key).map(|key| (*kvno, key))
    });
    let kerberos = kerberos.transpose()?;
    let key = match &kerberos {
        Some((kvno, key)) => ServiceKey::Kerberos(*kvno, key),
        None => ServiceKey::Des(DES.0, &des),
    };
    let local = LocalToken::with_key(key);
    let named = match who {
        Who::Administrator => local,
        Who::Alice => local.naming(Principal::new("alice", "", "rx.test")?),
    };
    Ok(named.make()?)
}

fn aes128() -> Vec<u8> {
    (0x60..0x70).collect()
}

fn aes256() -> Vec<u8> {
    (0x20..0x40).collect()
}

fn c_key((kvno, enctype): (u32, u32), key: &[u8]) -> Vec<String> {
    vec!["-K".to_owned(), format!("{kvno}:{enctype}:{}", hex(key))]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The sealed part of a whole ticket: RFC 4120 §5.3, field 3 of the sequence.
fn sealed_part(ticket: &[u8]) -> Result<&[u8], Failure> {
    let (_, sequence, _) = element(ticket)?;
    let (_, mut fields, _) = element(sequence)?;
    while !fields.is_empty() {
        let (tag, content, rest) = element(fields)?;
        if tag == 0xa3 {
            return Ok(content);
        }
        fields = rest;
    }
    Err(Failure::new("a ticket without a sealed part"))
}

/// The first element of DER: its tag, its content, what follows.
fn element(bytes: &[u8]) -> Result<(u8, &[u8], &[u8]), Failure> {
    let split = || {
        let (tag, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = if *first < 0x80 {
            (usize::from(*first), rest)
        } else {
            let (length, rest) = rest.split_at_checked(usize::from(*first & 0x7f))?;
            let length = length.iter().try_fold(0_usize, |length, byte| {
                Some(length.checked_mul(256)? + usize::from(*byte))
            })?;
            (length, rest)
        };
        let (content, rest) = rest.split_at_checked(length)?;
        Some((*tag, content, rest))
    };
    split().ok_or_else(|| Failure::new("a ticket that is cut short"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sealed_part_is_found_behind_the_other_fields() {
        let mut ticket =
            vec![0x61, 0x81, 15, 0x30, 13, 0xa0, 3, 2, 1, 5, 0xa3, 6, 0x30, 4, 1, 2, 3, 4];
        assert_eq!(sealed_part(&ticket).unwrap(), [0x30, 4, 1, 2, 3, 4]);
        ticket.pop();
        assert!(sealed_part(&ticket).is_err());
    }
}
