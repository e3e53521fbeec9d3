//! The rxkad key of the services of both sides, and tickets of it: for our clients as credentials, for the kernel's as what it
//! takes into a key ring.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use rxrpc_rxkad::cipher::SessionKey;
use rxrpc_rxkad::keys::{KeySet, KeyStore, ServiceKey};
use rxrpc_rxkad::token::{LocalToken, Token};
use rxrpc_rxkad::{Principal, RxkadKey, RxkadService, Timestamp};
use rxrpc_sync::{Credentials, SecurityLevel, ServiceKeys};

use xtask::programs::failure::Failure;

/// Made up for the runs.
const KEY: [u8; 8] = [0xa7, 0x83, 0x8a, 0xcb, 0xc7, 0x83, 0xec, 0x94];
const OTHER_KEY: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];
const KVNO: u32 = 1;
/// A service on Linux takes tickets of 38 100 s at most (rxkad in practice §2).
const VALID_FOR: i64 = 36_000;
/// Of the kernel's payloads (AF_RXRPC contract §1.13).
const PAYLOAD_VERSION: u32 = 1;
const RXKAD: u16 = 2;

/// The key that the services have.
pub(super) struct Keys;

impl Keys {
    /// For the kernel's service.
    pub(super) fn in_hexadecimal(&self) -> String {
        hex(&KEY)
    }

    /// For our services.
    pub(super) fn of_services(&self) -> ServiceKeys {
        let mut keys = KeySet::default();
        keys.add_des(KVNO, SessionKey::new(KEY));
        let service = RxkadService::new(Arc::new(KeyStore::fixed(keys)));
        ServiceKeys::new().with(Arc::new(service)).secured_only()
    }

    /// For our clients.
    pub(super) fn credentials(&self, level: u32) -> Result<Credentials, Failure> {
        let level = SecurityLevel::from_number(level).ok_or_else(|| Failure::new("no level"))?;
        Ok(RxkadKey::new(token(KEY)?).credentials(level))
    }

    /// What the services do not know.
    pub(super) fn credentials_of_another_key(&self) -> Result<Credentials, Failure> {
        Ok(RxkadKey::new(token(OTHER_KEY)?).credentials(SecurityLevel::Encrypted))
    }

    /// For the kernel's clients: the payload of a key of the type `rxrpc`, in hexadecimal.
    pub(super) fn payload(&self) -> Result<String, Failure> {
        let token = token(KEY)?;
        let ticket = token.ticket();
        let mut bytes = PAYLOAD_VERSION.to_ne_bytes().to_vec();
        bytes.extend(RXKAD.to_ne_bytes());
        bytes.extend(u16::try_from(ticket.len())?.to_ne_bytes());
        let expires = Timestamp::of(SystemTime::now()).0 + VALID_FOR;
        bytes.extend(u32::try_from(expires)?.to_ne_bytes());
        bytes.extend(token.kvno().to_ne_bytes());
        bytes.extend(token.session_key().bytes());
        bytes.extend(ticket);
        Ok(hex(&bytes))
    }
}

fn token(key: [u8; 8]) -> Result<Token, Failure> {
    let key = SessionKey::new(key);
    let begins = Timestamp(Timestamp::of(SystemTime::now()).0 - 60);
    let local = LocalToken::with_key(ServiceKey::Des(KVNO, &key));
    let local = local.naming(Principal::new("alice", "", "rx.test")?);
    Ok(local.valid(begins, VALID_FOR).make()?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_is_what_our_own_reader_takes() {
        let text = Keys.payload().unwrap();
        let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..text.len()).step_by(2).map(byte).collect();
        let token = rxrpc_rxkad::token::key_payload::parse(&bytes).unwrap().unwrap();
        assert_eq!(token.kvno(), KVNO);
    }
}
