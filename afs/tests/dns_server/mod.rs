//! A server of DNS for tests, on loopback.
//!
//! Holds: [`Server`], and records as they are on the wire (RFC 1035 §4.1). Must not know: who asks, cells.

// Each test that has it uses a part of it.
#![allow(dead_code)]

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

const A: u16 = 1;
const CNAME: u16 = 5;
const AFSDB: u16 = 18;
const SRV: u16 = 33;
/// There is no such name.
const NXDOMAIN: u8 = 3;
/// A header's length; the question stands behind it.
const HEADER: usize = 12;

/// How questions are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    /// With the records that there are.
    Right,
    /// With bytes that are no message.
    Garbage,
    /// Not at all.
    Never,
    /// With a name that points to itself.
    Loop,
    /// That each name is another one of yet another one.
    Endless,
    /// That it cannot say.
    ServFail,
}

/// Records by their types and names, in lower case and with a dot at the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Zone(HashMap<(u16, String), Vec<Vec<u8>>>);

impl Zone {
    /// Adds an address of a host.
    pub(crate) fn a(self, host: &str, address: Ipv4Addr) -> Self {
        self.record(A, host, address.octets().to_vec())
    }

    /// Adds a record SRV.
    pub(crate) fn srv(self, name: &str, [priority, weight, port]: [u16; 3], target: &str) -> Self {
        let numbers = [priority, weight, port].map(u16::to_be_bytes).concat();
        self.record(SRV, name, [numbers, labels(target)].concat())
    }

    /// Makes a name another one of this host.
    pub(crate) fn cname(self, name: &str, target: &str) -> Self {
        self.record(CNAME, name, labels(target))
    }

    /// Adds a record AFSDB whose host is this label in front of the question's name, which is not written again (RFC 1035 §4.1.4).
    pub(crate) fn afsdb_compressed(self, name: &str, subtype: u16, label: &str) -> Self {
        let length = [label.len() as u8];
        let pointer = [0xc0, HEADER as u8];
        self.record(
            AFSDB,
            name,
            [&subtype.to_be_bytes()[..], &length, label.as_bytes(), &pointer].concat(),
        )
    }

    /// Adds a record of this type with these bytes.
    pub(crate) fn raw(self, kind: u16, name: &str, data: &[u8]) -> Self {
        self.record(kind, name, data.to_vec())
    }

    /// Adds a record AFSDB.
    pub(crate) fn afsdb(self, name: &str, subtype: u16, target: &str) -> Self {
        self.record(AFSDB, name, [subtype.to_be_bytes().to_vec(), labels(target)].concat())
    }

    fn record(mut self, kind: u16, name: &str, data: Vec<u8>) -> Self {
        self.0.entry((kind, name.to_owned())).or_default().push(data);
        self
    }

    fn answer(&self, question: &[u8]) -> Option<Vec<u8>> {
        let (name, end) = asked(question)?;
        let kind = u16::from_be_bytes(question.get(end..end + 2)?.try_into().ok()?);
        let records = self.found(kind, name.clone());
        let code = if records.is_empty() { NXDOMAIN } else { 0 };
        let mut answer = header(question, code, u16::try_from(records.len()).ok()?);
        answer.extend(question.get(HEADER..end + 4)?);
        for (kind, of, data) in records {
            // This type in the internet, for a minute; the name by a pointer where it is the question's.
            answer.extend(if of == name { vec![0xc0, HEADER as u8] } else { labels(&of) });
            answer.extend(
                [kind, 1, 0, 60, u16::try_from(data.len()).ok()?].map(u16::to_be_bytes).concat(),
            );
            answer.extend(data);
        }
        Some(answer)
    }

    /// The records of a name, behind what it is another name of. A loop is told once around.
    fn found(&self, kind: u16, mut name: String) -> Vec<(u16, String, Vec<u8>)> {
        let mut found = Vec::new();
        while let Some(alias) = self.0.get(&(CNAME, name.clone())) {
            let again = found.iter().any(|(_, known, _)| *known == name);
            if again {
                return found;
            }
            found.push((CNAME, name, alias[0].clone()));
            name = asked(&[&[0; HEADER], &alias[0][..]].concat()).unwrap().0;
        }
        let records = self.0.get(&(kind, name.clone())).cloned().unwrap_or_default();
        found.extend(records.into_iter().map(|data| (kind, name.clone(), data)));
        found
    }
}

/// Of an answer with the question and so many records.
fn header(question: &[u8], code: u8, records: u16) -> Vec<u8> {
    let mut header = question[..2].to_vec();
    header.extend([0x85, 0x80 | code]);
    header.extend([1, records, 0, 0].map(u16::to_be_bytes).concat());
    header
}

/// The name that is asked for, and where it ends.
fn asked(question: &[u8]) -> Option<(String, usize)> {
    let (mut name, mut at) = (String::new(), HEADER);
    loop {
        let length = usize::from(*question.get(at)?);
        let label = question.get(at + 1..at + 1 + length)?;
        at += 1 + length;
        if length == 0 {
            return Some((name, at));
        }
        name.push_str(&String::from_utf8_lossy(label).to_ascii_lowercase());
        name.push('.');
    }
}

fn labels(name: &str) -> Vec<u8> {
    let parts = name.trim_end_matches('.').split('.').filter(|part| !part.is_empty());
    let labels = parts.flat_map(|part| [&[part.len() as u8], part.as_bytes()].concat());
    labels.chain([0]).collect()
}

/// Answers questions until it is dropped.
pub(crate) struct Server {
    /// Where it is.
    pub(crate) address: SocketAddr,
    questions: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server of this zone at any port.
    pub(crate) fn new(answers: Answers, zone: Zone) -> Self {
        Self::at(([127, 0, 0, 1], 0).into(), answers, zone)
    }

    /// A server of this zone at this address.
    pub(crate) fn at(address: SocketAddr, answers: Answers, zone: Zone) -> Self {
        let socket = UdpSocket::bind(address).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let (address, over) = (socket.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let questions = Arc::new(AtomicUsize::new(0));
        let (ends, counts) = (over.clone(), questions.clone());
        let thread = std::thread::spawn(move || {
            let mut buffer = [0; 2000];
            while !ends.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                counts.fetch_add(1, Ordering::Relaxed);
                if let Some(answer) = answer(answers, &zone, &buffer[..length]) {
                    let _ = socket.send_to(&answer, from);
                }
            }
        });
        Self { address, questions, over, thread: Some(thread) }
    }

    /// How many questions have come.
    pub(crate) fn questions(&self) -> usize {
        self.questions.load(Ordering::Relaxed)
    }
}

fn answer(answers: Answers, zone: &Zone, question: &[u8]) -> Option<Vec<u8>> {
    let (_, end) = asked(question)?;
    let repeated = question.get(HEADER..end + 4)?;
    match answers {
        Answers::Right => zone.answer(question),
        Answers::Garbage => Some([&question[..2], &[0xff; 40]].concat()),
        Answers::Never => None,
        Answers::Loop => {
            // The name of the record is a pointer to the pointer itself.
            let at = HEADER + repeated.len();
            let pointer = [0xc0 | (at >> 8) as u8, at as u8];
            Some([&header(question, 0, 1)[..], repeated, &pointer, &[0; 10]].concat())
        }
        Answers::Endless => {
            let name = [&[1, b'a'], &repeated[..end - HEADER]].concat();
            let length = u16::try_from(name.len()).ok()?.to_be_bytes();
            // By a pointer to the question's name, in the internet, for a minute.
            let record = [0xc0, HEADER as u8, 0, CNAME as u8, 0, 1, 0, 0, 0, 60];
            Some([&header(question, 0, 1)[..], repeated, &record, &length, &name].concat())
        }
        Answers::ServFail => Some([&header(question, 2, 0)[..], repeated].concat()),
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.thread.take().unwrap().join();
    }
}
