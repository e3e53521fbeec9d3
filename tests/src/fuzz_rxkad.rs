//! The bodies of the fuzz targets that read what rxkad is given: tickets, keys, tokens.
//!
//! Knows what a key, a ticket and a token is; no packets, no connections.

use rxrpc_rxkad::cipher::{Des, SessionKey, pcbc};
use rxrpc_rxkad::kerberos::der::{self, Reader, Tag};
use rxrpc_rxkad::kerberos::{Enctype, KerberosKey, KeyUsage};
use rxrpc_rxkad::keys::{KeySet, key_file as des_key_file, key_file_ext, keytab};
use rxrpc_rxkad::ticket::{self, KVNO_KRB5, KVNO_KRB5_SEALED_PART, TICKET_LEN, TicketRules};
use rxrpc_rxkad::token;
use rxrpc_rxkad::{Principal, Timestamp};

const NOW: Timestamp = Timestamp(1_795_706_974);
const DES_KVNO: u32 = 5;
const AES_KVNO: u32 = 6;
/// The keys that the captures of the corpus were taken with.
const DES_KEY: [u8; 8] = [0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f];

fn aes_key() -> KerberosKey {
    let key: [u8; 32] = std::array::from_fn(|at| 0x20 + at as u8);
    KerberosKey::new(Enctype::AES256_CTS_HMAC_SHA1_96, &key).expect("32 bytes are a key of AES")
}

fn keys() -> KeySet {
    let mut keys = KeySet::new();
    keys.add_des(DES_KVNO, SessionKey::new(DES_KEY));
    keys.add_kerberos(AES_KVNO, aes_key());
    keys
}

/// A ticket. The first byte says which kind, and whether the rest comes from a stranger or, sealed here, from whoever has
/// the key.
///
/// # Panics
///
/// If a ticket opens that is none.
pub fn ticket(input: &[u8]) {
    let Some((kind, content)) = input.split_first() else { return };
    let (kvno, ticket) = match kind % 5 {
        0 => (DES_KVNO, content.to_vec()),
        1 => (KVNO_KRB5_SEALED_PART, content.to_vec()),
        2 => (KVNO_KRB5, content.to_vec()),
        3 => (DES_KVNO, sealed_with_des(content)),
        _ => (KVNO_KRB5_SEALED_PART, sealed_with_aes(content)),
    };
    match ticket::open(kvno, &ticket, &keys(), &TicketRules::default(), NOW) {
        Ok(opened) => {
            assert!(TICKET_LEN.contains(&ticket.len()));
            assert!(opened.end >= NOW.plus(-900), "expired");
            for part in [opened.client.name(), opened.client.instance(), opened.client.realm()] {
                assert!(part.len() <= Principal::MAX_PART && !part.chars().any(char::is_control));
            }
            assert!(!format!("{opened:?}").is_empty());
        }
        Err(error) => {
            let _ = (error.to_string(), error.abort_code());
        }
    }
}

fn sealed_with_des(content: &[u8]) -> Vec<u8> {
    let key = SessionKey::new(DES_KEY);
    let mut sealed = content.to_vec();
    sealed.resize(content.len().next_multiple_of(8), 0);
    pcbc::encrypt(&Des::new(&key), key.vector(), &mut sealed);
    sealed
}

fn sealed_with_aes(content: &[u8]) -> Vec<u8> {
    let sealed = aes_key().seal(KeyUsage::TICKET, [0; 16], content).expect("AES seals");
    let field = |number, content: &[u8]| der::element(Tag::field(number), content);
    der::sequence(&[
        &field(0, &der::integer(aes_key().enctype().0.into())),
        &field(1, &der::integer(AES_KVNO.into())),
        &field(2, &der::octets(&sealed)),
    ])
}

/// Elements of DER in elements: none reaches behind its end, and what is read of it and written again is the same.
///
/// # Panics
///
/// If one of these promises is broken.
pub fn der(bytes: &[u8]) {
    let mut reader = Reader::new(bytes);
    while let Some(tag) = reader.rest().first() {
        let before = reader.rest();
        let Ok(content) = reader.element(Tag(*tag)) else { break };
        assert!(content.rest().len() + 2 + reader.rest().len() <= before.len());
        values(before);
        // Deeper, but not for ever: each level is at least two bytes shorter.
        der(content.rest());
    }
    values(reader.rest());
}

fn values(bytes: &[u8]) {
    let read = || Reader::new(bytes);
    if let Ok(number) = read().integer() {
        assert_eq!(Reader::new(&der::integer(number)).integer(), Ok(number));
    }
    if let Ok(time) = read().time() {
        assert_eq!(Reader::new(&der::time(time)).time(), Ok(time));
    }
    if let Ok(content) = read().octets() {
        assert_eq!(Reader::new(&der::octets(content)).octets(), Ok(content));
    }
    let _ = (read().bits(), read().text(), read().number::<u32>(), read().optional(Tag::BITS));
}

/// The payload of a key: what is a token has a ticket in bounds.
///
/// # Panics
///
/// If it has none.
pub fn key_payload(payload: &[u8]) {
    match token::key_payload::parse(payload) {
        Ok(Some(token)) => {
            assert!(TICKET_LEN.contains(&token.ticket().len()));
            assert!(token.ticket().len() < payload.len());
            assert!(token.cell().is_none_or(|cell| (1..=64).contains(&cell.len())));
        }
        Ok(None) => assert!(payload.is_empty()),
        Err(error) => drop(error.to_string()),
    }
}

/// A file of keys, in any of the formats: what is read and written again says the same.
///
/// # Panics
///
/// If it does not.
pub fn key_file(file: &[u8]) {
    if let Ok(keys) = des_key_file::parse(file) {
        let again = des_key_file::emit(&keys).expect("no more keys than were read");
        assert_eq!(des_key_file::parse(&again), Ok(keys));
    }
    if let Ok(keys) = key_file_ext::parse(file) {
        assert!(keys.all_kerberos().count() * 20 <= file.len());
        assert_eq!(key_file_ext::parse(&key_file_ext::emit(&keys)), Ok(keys));
    }
    if let Ok(entries) = keytab::entries(file) {
        assert!(entries.len() * 19 <= file.len());
        let _ = entries.iter().filter(|entry| entry.is_of("afs/rx.test@RX.TEST")).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rxrpc_rxkad::ticket::Krb5Ticket;

    #[test]
    fn a_ticket_made_here_opens_as_a_target_has_it() {
        let alice = Principal::new("alice", "", "rx.test").expect("a name");
        let session = KerberosKey::new(Enctype::DES_CBC_CRC, &[1; 8]).expect("a key of DES");
        let sealed = Krb5Ticket::new(alice, session).seal(&aes_key(), AES_KVNO, [2; 16]);
        let sealed = sealed.expect("AES seals");
        assert!(ticket::open(213, &sealed, &keys(), &TicketRules::default(), NOW).is_ok());
        ticket(&[&[1], &sealed[..]].concat());
    }
}
