//! How fast packets are encrypted and decrypted by rxkad's ciphers, in memory. Knows nothing of calls.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rxrpc_rxkad::cipher::{Fcrypt, SessionKey, pcbc};
use serde_json::json;

use super::figures::Series;
use super::report::{Report, Table};
use super::{Effort, Result};

/// Bytes of a sealed packet on an Ethernet.
const PACKET: usize = 1416;
/// Packets that a call seals at once.
const TOGETHER: usize = 16;
const VECTOR: u64 = 0x0123_4567_89ab_cdef;

/// Each measurement in turn, for some rounds.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let mut bench = Bench::new();
    let each = Duration::from_millis(if effort.quick { 50 } else { 300 });
    let mut speeds = [const { Series::new() }; WORKS.len()];
    for round in 1..=effort.rounds {
        eprintln!("round {round} of {}: ciphers", effort.rounds);
        for (series, (_, work)) in speeds.iter_mut().zip(WORKS) {
            series.push(megabytes_per_second(each, || work(&mut bench)));
        }
    }
    let mut table = Table::new(
        format!("fcrypt in PCBC, packets of {PACKET} bytes"),
        &["work", "MB/s, median (min–max)"],
    );
    for ((name, _), series) in WORKS.iter().zip(&speeds) {
        let numbers = json!({ "work": name, "megabytes_per_second": series.median() });
        table.row(vec![(*name).to_owned(), format!("{series}")], numbers);
    }
    report.table(table);
    Ok(())
}

/// Works on one packet or on [`TOGETHER`], and says how many bytes that were.
type Work = fn(&mut Bench) -> usize;

const WORKS: [(&str, Work); 4] = [
    ("encrypt, one packet after the other", |bench| {
        pcbc::encrypt(&bench.cipher, VECTOR, &mut bench.packets[0]);
        PACKET
    }),
    ("encrypt, several packets at once", |bench| {
        pcbc::encrypt_all(&bench.cipher, VECTOR, bench.packets.iter_mut().map(Vec::as_mut_slice));
        PACKET * TOGETHER
    }),
    ("decrypt into another buffer", |bench| {
        pcbc::decrypt_into(&bench.cipher, VECTOR, &bench.packets[0], &mut bench.out)
    }),
    ("decrypt in its place", |bench| {
        pcbc::decrypt(&bench.cipher, VECTOR, &mut bench.packets[0]);
        PACKET
    }),
];

struct Bench {
    cipher: Fcrypt,
    packets: Vec<Vec<u8>>,
    out: Vec<u8>,
}

impl Bench {
    fn new() -> Self {
        let cipher =
            Fcrypt::new(&SessionKey::new([0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37]));
        let packet: Vec<u8> = (0..PACKET).map(|at| (at * 7) as u8).collect();
        Self { cipher, packets: vec![packet; TOGETHER], out: vec![0; PACKET] }
    }
}

/// Runs it again and again for so long.
fn megabytes_per_second(time: Duration, mut work: impl FnMut() -> usize) -> f64 {
    let mut bytes = 0;
    let began = Instant::now();
    while began.elapsed() < time {
        for _ in 0..64 {
            bytes += black_box(work());
        }
    }
    bytes as f64 / 1e6 / began.elapsed().as_secs_f64()
}
