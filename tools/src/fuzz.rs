//! The bodies of fuzz targets: each takes any bytes and must not panic, and print nothing that a terminal would obey.
//!
//! Holds: one function for each decoder. Must not know: who makes the bytes.

use crate::debug;
use crate::decode::capture::Frame;
use crate::decode::datagram::{Content, Datagrams};
use crate::decode::{Keys, Wanted, decode, learn};
use rxrpc_wire::debug::{Reply, RequestKind};
use std::time::Duration;

/// Keys of the captures of this project's tests.
const KEYS: [&str; 3] = [
    "5:b5139e57c8d9ce2f",
    "6:202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
    "1:a7838acbc783ec94",
];

fn keys() -> Keys {
    let mut keys = Keys::default();
    let mut added: Vec<_> = KEYS.iter().map(|key| keys.add_service(key)).collect();
    added.push(keys.add_session("4ac8a7379d75b637"));
    assert!(added.iter().all(Result::is_ok), "the keys are keys");
    keys
}

fn is_printable(text: &str) {
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

/// A capture.
///
/// # Panics
///
/// If something in it is shown with a control character.
pub fn capture(bytes: &[u8]) {
    let learned = learn(bytes, &keys());
    let wanted = Wanted { data: true, keys: keys(), learned, ..Wanted::default() };
    let (summary, done) = decode(bytes, wanted, |line| {
        is_printable(&line.to_string());
        Ok(())
    });
    is_printable(&summary.to_string());
    if let Err(failure) = done {
        is_printable(&failure.to_string());
    }
}

/// The kind of a link, then frames, each after its length in two bytes.
///
/// # Panics
///
/// If a datagram is longer than it says.
pub fn frames(bytes: &[u8]) {
    const LINKS: [i32; 8] = [1, 0, 101, 113, 276, 228, 229, 147];
    let Some((link, mut rest)) = bytes.split_first() else { return };
    let link = LINKS[usize::from(link % 8)];
    let mut datagrams = Datagrams::default();
    let mut number = 0;
    while let Some((length, behind)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes(*length)).min(behind.len());
        let (bytes, behind) = behind.split_at(length);
        number += 1;
        let frame = Frame { number, time: Some(Duration::ZERO), link, bytes, length };
        if let Content::Datagram(datagram) = datagrams.take(&frame) {
            assert!(datagram.payload.len() <= datagram.length, "{datagram:?}");
        }
        rest = behind;
    }
}

/// Which question, then the answer of a server.
///
/// # Panics
///
/// If it is shown with a control character.
pub fn answer(bytes: &[u8]) {
    let Some((kind, answer)) = bytes.split_first() else { return };
    let kind = RequestKind::from_i32(i32::from(kind % 6));
    if let Some(reply) = Reply::parse(kind, answer) {
        is_printable(&debug::show(&reply));
    }
}
