//! What OpenAFS's clients and servers sent to each other, beside what the same values become here.

#![allow(clippy::unwrap_used)]

#[path = "../../rxrpc-wire/tests/support/pcap.rs"]
mod pcap;

use rxrpc_afs::rxrpc_xdr::{
    self, Bytes, Chars, Decode, Encode, Procedure, Text, encode, request_bytes,
};
use rxrpc_afs::{bos, errors, pr, vl};
use rxrpc_wire::{Flags, Header, PacketType};
use std::path::Path;

fn folder(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// What each DATA or ABORT packet of a capture carries, in order. No call here takes more than one packet.
fn carried(name: &str) -> Vec<(PacketType, bool, Bytes)> {
    let path = folder("rxrpc-wire/tests/captures/openafs").join(name).with_extension("pcap");
    let packets = pcap::udp_payloads(&std::fs::read(path).unwrap());
    let parsed = packets.iter().map(|packet| Header::parse(packet).unwrap());
    parsed
        .filter(|(header, _)| matches!(header.packet_type, PacketType::Data | PacketType::Abort))
        .map(|(header, body)| {
            let asked = header.flags.contains(Flags::CLIENT_INITIATED);
            (header.packet_type, asked, Bytes::copy_from_slice(body))
        })
        .collect()
}

/// Asserts that the bytes are those of this request.
fn is_request<P: Procedure + PartialEq + std::fmt::Debug>(bytes: &Bytes, arguments: &P) {
    assert_eq!(request_bytes(arguments).unwrap(), *bytes, "{}", P::NAME);
    assert_eq!(rxrpc_xdr::decode::<P>(bytes.slice(4..)).as_ref(), Ok(arguments));
}

/// Asserts that the bytes are those of these results.
fn is_reply<R: Decode + Encode + PartialEq + std::fmt::Debug>(bytes: &Bytes, results: &R) {
    assert_eq!(rxrpc_xdr::decode::<R>(bytes.clone()).as_ref(), Ok(results));
    assert_eq!(encode(results).unwrap(), *bytes);
}

fn code(bytes: &Bytes) -> Option<&'static str> {
    errors::name(rxrpc_xdr::AbortCode(rxrpc_xdr::decode(bytes.clone()).unwrap()))
}

#[test]
fn vos_listaddrs_and_listvldb() {
    let carried = carried("vl-noauth");
    let [(_, true, addrs), (_, false, none), (_, true, list), (_, false, empty)] = &carried[..]
    else {
        panic!("{carried:?}")
    };
    is_request(addrs, &vl::VlGetAddrsRequest::default());
    is_reply(none, &vl::VlGetAddrsReply::default());
    is_request(list, &vl::VlListAttributesN2Request::default());
    let end = vl::VlListAttributesN2Reply { next: -1, ..Default::default() };
    is_reply(empty, &end);
}

#[test]
fn bos_status_and_listusers() {
    let carried = carried("bos");
    let (kind, _, ended) = &carried[1];
    is_request(&carried[0].2, &bos::BozoEnumerateInstanceRequest { index: 0 });
    assert_eq!((*kind, code(ended)), (PacketType::Abort, Some("BZDOM")));
    // Behind the user that is added, encrypted, the list is read at level 0: in the clear.
    let list: Vec<&Bytes> = carried[4..].iter().map(|(_, _, bytes)| bytes).collect();
    let [first, admin, second, zed, third, ended] = list[..] else { panic!("{list:?}") };
    is_request(first, &bos::BozoListSUsersRequest { index: 0 });
    is_reply(admin, &Text::<256>::from("admin"));
    is_request(second, &bos::BozoListSUsersRequest { index: 1 });
    is_reply(zed, &Text::<256>::from("zed"));
    is_request(third, &bos::BozoListSUsersRequest { index: 2 });
    assert_eq!(ended[..], [0, 0, 0, 1]);
}

#[test]
fn pts_createuser_without_a_token() {
    let carried = carried("pt-noauth-denied");
    let eve = pr::PrNewEntryRequest { name: "eve".into(), flag: pr::PR_USER, oid: 0 };
    is_request(&carried[0].2, &eve);
    assert_eq!((carried[1].0, code(&carried[1].2)), (PacketType::Abort, Some("PRPERM")));
}

/// What another implementation opened of encrypted calls: capture, direction, bytes and their FNV-1a.
fn opened(capture: &str) -> Vec<(String, usize, u64)> {
    let text = std::fs::read_to_string(folder("tests/captures/plaintexts.txt")).unwrap();
    let lines = text.lines().filter(|line| line.split_whitespace().next() == Some(capture));
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let hash = u64::from_str_radix(words[6], 16).unwrap();
            (words[3].to_owned(), words[5].parse().unwrap(), hash)
        })
        .collect()
}

fn hashed(bytes: &Bytes) -> (usize, u64) {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (bytes.len(), hash)
}

#[test]
fn pts_createuser_and_listentries_of_an_administrator() {
    let user = |name: &str| {
        let user = pr::PrNewEntryRequest { name: name.into(), flag: pr::PR_USER, oid: 0 };
        request_bytes(&user).unwrap()
    };
    let id = |id: i32| encode(&id).unwrap();
    let list = pr::PrListEntriesRequest { flags: 1, start: 0 };
    let calls = [
        user("alice"),
        id(1),
        user("bob"),
        id(2),
        user("carol"),
        id(3),
        request_bytes(&list).unwrap(),
    ];
    for capture in ["pt-rxkad-des-crypt", "pt-rxkad-krb5-crypt"] {
        let opened = opened(capture);
        for (bytes, (_, length, hash)) in calls.iter().zip(&opened) {
            assert_eq!(hashed(bytes), (*length, *hash), "{capture}");
        }
        // Four entries, 304 bytes each, between their count and where to go on.
        let (_, length, _) = opened.last().unwrap();
        assert_eq!(*length, 4 + 4 * pr::Prlistentries::MAX + 4);
    }
}

#[test]
fn vos_listvldb_with_a_token() {
    let request = request_bytes(&vl::VlListAttributesN2Request::default()).unwrap();
    let end = vl::VlListAttributesN2Reply { next: -1, ..Default::default() };
    for capture in
        ["vl-rxkad-des-clear", "vl-rxkad-des-crypt", "vl-rxkad-krb5-clear", "vl-rxkad-krb5-crypt"]
    {
        let opened = opened(capture);
        let [(_, asked, ask), (_, answered, answer)] = &opened[..] else { panic!("{opened:?}") };
        assert_eq!(hashed(&request), (*asked, *ask), "{capture}");
        assert_eq!(hashed(&encode(&end).unwrap()), (*answered, *answer), "{capture}");
    }
}

/// A name as it is asked for: 64 characters, each of them a word.
#[test]
fn names_are_words() {
    let asked = pr::PrNameToIdRequest { names: vec![Chars::new("alice").unwrap()].into() };
    let bytes = request_bytes(&asked).unwrap();
    assert_eq!(bytes.len(), 4 + 4 + 256);
    assert_eq!(bytes[..16], [0, 0, 1, 0xf8, 0, 0, 0, 1, 0, 0, 0, b'a', 0, 0, 0, b'l']);
}
