//! Tokens from payloads and keys, and that what is made here opens.

use super::*;
use crate::Principal;
use crate::kerberos::KerberosKey;
use crate::keys::{KeySet, ServiceKey};
use crate::ticket::{self, TicketRules};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp(1_795_706_974);
const SESSION: [u8; 8] = [0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37];

fn version_1(class: u16, ticket: &[u8], len: u16) -> Vec<u8> {
    [
        &1_u32.to_ne_bytes()[..],
        &class.to_ne_bytes(),
        &len.to_ne_bytes(),
        &77_u32.to_ne_bytes(),
        &5_u32.to_ne_bytes(),
        &SESSION,
        ticket,
    ]
    .concat()
}

fn opaque(bytes: &[u8]) -> Vec<u8> {
    let mut out = [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
    out.resize(out.len().next_multiple_of(4), 0);
    out
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn rxkad_token(ticket: &[u8]) -> Vec<u8> {
    [&numbers(&[2, 1000, 213])[..], &SESSION, &numbers(&[1, 99, 0]), &opaque(ticket)].concat()
}

fn payload(cell: &str, tokens: &[&[u8]]) -> Vec<u8> {
    let mut out = [&numbers(&[0])[..], &opaque(cell.as_bytes())].concat();
    out.extend(numbers(&[tokens.len() as u32]));
    for token in tokens {
        out.extend(opaque(token));
    }
    out
}

#[test]
fn payloads_of_version_1() {
    let token = key_payload::parse(&version_1(2, &[9; 40], 40)).unwrap().unwrap();
    assert_eq!((token.kvno(), token.ticket(), token.expiry()), (5, &[9; 40][..], Timestamp(77)));
    assert_eq!((token.session_key(), token.cell()), (&SessionKey::new(SESSION), None));
    assert!(key_payload::parse(&[]).unwrap().is_none());
    let refused = |payload: &[u8]| key_payload::parse(payload).unwrap_err();
    assert_eq!(refused(&version_1(2, &[9; 40], 39)), PayloadError::Malformed);
    assert_eq!(refused(&version_1(2, &[9; 40], 41)), PayloadError::Malformed);
    assert_eq!(refused(&version_1(4, &[9; 40], 40)), PayloadError::NoToken);
    assert_eq!(refused(&version_1(2, &[], 0)), TokenError::TicketLength(0).into());
    assert_eq!(refused(&[1, 2, 3]), PayloadError::Malformed);
    assert_eq!(refused(&vec![0; key_payload::MAX_LEN + 1]), PayloadError::Malformed);
}

#[test]
fn payloads_of_afs() {
    let other = [&numbers(&[6])[..], &[0; 60]].concat();
    let good = payload("rx.test", &[&other, &rxkad_token(&[8; 33])]);
    let token = key_payload::parse(&good).unwrap().unwrap();
    assert_eq!((token.kvno(), token.ticket(), token.expiry()), (213, &[8; 33][..], Timestamp(99)));
    assert_eq!((token.cell(), token.session_key().bytes()), (Some("rx.test"), &SESSION));
    assert!(!token.is_expired(Timestamp(98)) && token.is_expired(Timestamp(99)));
    let shown = format!("{token:?}");
    assert!(shown.contains("213") && !shown.contains("74"), "{shown}");

    let refused = |payload: &[u8]| key_payload::parse(payload).unwrap_err();
    assert_eq!(refused(&payload("rx.test", &[&other])), PayloadError::NoToken);
    assert_eq!(refused(&payload("", &[&rxkad_token(&[8; 33])])), PayloadError::Malformed);
    assert_eq!(refused(&payload("a\n", &[&rxkad_token(&[8; 33])])), PayloadError::Malformed);
    assert_eq!(refused(&payload(&"c".repeat(65), &[&other])), PayloadError::Malformed);
    assert_eq!(refused(&payload("rx.test", &[&other[..]; 9])), PayloadError::Malformed);
    for len in 0..good.len() {
        let error = key_payload::parse(&good[..len]);
        assert!(len == 0 || error.is_err_and(|error| error == PayloadError::Malformed), "{len}");
    }
}

fn keys() -> KeySet {
    let mut keys = KeySet::new();
    keys.add_des(5, SessionKey::new([0xb5, 0x13, 0x9e, 0x57, 0xc8, 0xd9, 0xce, 0x2f]));
    for (kvno, enctype) in [(6, 17), (7, 18), (8, 19), (9, 20)] {
        let enctype = Enctype(enctype);
        let bytes = vec![3; enctype.key_len().unwrap()];
        keys.add_kerberos(kvno, KerberosKey::new(enctype, &bytes).unwrap());
    }
    keys
}

fn all(keys: &KeySet) -> Vec<ServiceKey<'_>> {
    let des = keys.all_des().map(|(kvno, key)| ServiceKey::Des(kvno, key));
    des.chain(keys.all_kerberos().map(|(kvno, key)| ServiceKey::Kerberos(kvno, key))).collect()
}

#[test]
fn local_tokens_open_with_the_key_that_made_them() {
    let keys = keys();
    let alice = Principal::new("alice", "", "rx.test").unwrap();
    let open = |token: &Token, now| {
        ticket::open(token.kvno(), token.ticket(), &keys, &TicketRules::default(), now)
    };
    for key in all(&keys) {
        let token = LocalToken::with_key(key).make().unwrap();
        let opened = open(&token, NOW).unwrap();
        assert_eq!(opened.client, Principal::local_servers());
        assert_eq!((&opened.session_key, opened.end), (token.session_key(), token.expiry()));
        assert!(token.session_key().bytes().iter().all(|byte| byte.count_ones() % 2 == 1));

        let local = LocalToken::with_key(key).naming(alice.clone()).valid(NOW, 3600);
        let [token, other] = [local.make().unwrap(), local.make().unwrap()];
        let opened = open(&token, NOW).unwrap();
        assert_eq!((&opened.client, opened.start), (&alice, NOW));
        assert_eq!((opened.end, token.expiry()), (NOW.plus(3600), NOW.plus(3600)));
        assert_ne!(token.session_key(), other.session_key());
        assert!(open(&token, NOW.plus(5000)).is_err());
    }
}

#[test]
fn tokens_that_cannot_be_made() {
    let mut keys = KeySet::new();
    assert_eq!(LocalToken::new(&keys).unwrap_err(), TokenError::NoKey);
    for kvno in [213, 256, 300] {
        keys.add_des(kvno, SessionKey::new(SESSION));
        assert_eq!(LocalToken::new(&keys).unwrap().make().unwrap_err(), TokenError::Kvno(kvno));
    }
    keys.add_kerberos(1, KerberosKey::new(Enctype::ARCFOUR_HMAC, &[1; 16]).unwrap());
    let refused = LocalToken::new(&keys).unwrap().make().unwrap_err();
    assert_eq!(refused.to_string(), "tickets are not sealed with arcfour-hmac");
    let mut none = |_: &mut [u8]| Err(TokenError::Random);
    assert!(LocalToken::new(&keys).unwrap().make_with(&mut none).is_err());
    let mut zeros = |_: &mut [u8]| Ok(());
    let refused = LocalToken::new(&keys).unwrap().make_with(&mut zeros).unwrap_err();
    assert_eq!(refused, TokenError::Random);
}

#[test]
fn tickets_of_kerberos_bring_a_derived_key() {
    let key: Vec<u8> = (0x20..0x40).collect();
    let token = Token::from_kerberos(&[1; 431][..], Enctype(18), &key, NOW).unwrap();
    assert_eq!(token.session_key().vector(), 0x7c94_c7df_ab5d_d54f);
    assert_eq!((token.kvno(), token.expiry()), (256, NOW));
    let refused = Token::from_kerberos(&[1; 431][..], Enctype(8), &key, NOW).unwrap_err();
    assert_eq!(refused, TokenError::SessionKey(Enctype(8)));
}

proptest! {
    #[test]
    fn no_payload_is_a_fault_of_ours(
        mut payload in prop::collection::vec(any::<u8>(), 0..120),
        real: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        if real {
            payload = self::payload("rx.test", &[&rxkad_token(&[8; 33])]);
        }
        for (at, byte) in changes {
            if !payload.is_empty() {
                let at = at.index(payload.len());
                payload[at] = byte;
            }
        }
        let _ = key_payload::parse(&payload);
    }
}
