//! How fast packets are encrypted and decrypted by rxkad's cipher, in memory, beside OpenAFS's own. Knows nothing of calls.

use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use rxrpc_rxkad::cipher::{Fcrypt, SessionKey, pcbc};
use serde_json::json;
use xtask::programs::c_peer;
use xtask::programs::process::must;
use xtask::programs::run_directory::RunDirectory;

use super::figures::Series;
use super::report::{Report, Table};
use super::{Effort, Result};

/// Bytes of a sealed packet on an Ethernet.
const PACKET: usize = 1416;
/// Packets that a call seals at once.
const TOGETHER: usize = 16;
/// Packets between two looks at the clock.
const RUN: usize = 64;
const VECTOR: u64 = 0x0123_4567_89ab_cdef;

/// Works on one packet or on [`TOGETHER`], and says how many bytes that were.
type Work = fn(&mut Bench) -> usize;

/// The name of a measurement, whether it encrypts, and what it does.
const WORKS: [(&str, bool, Work); 4] = [
    ("encrypt, one packet after the other", true, |bench| {
        pcbc::encrypt(&bench.cipher, VECTOR, &mut bench.packets[0]);
        PACKET
    }),
    ("encrypt, several packets at once", true, |bench| {
        pcbc::encrypt_all(&bench.cipher, VECTOR, bench.packets.iter_mut().map(Vec::as_mut_slice));
        PACKET * TOGETHER
    }),
    ("decrypt into another buffer", false, |bench| {
        pcbc::decrypt_into(&bench.cipher, VECTOR, &bench.packets[0], &mut bench.out)
    }),
    ("decrypt in its place", false, |bench| {
        pcbc::decrypt(&bench.cipher, VECTOR, &mut bench.packets[0]);
        PACKET
    }),
];

/// The measurements take turns in rounds.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let mut bench = Bench::new();
    let each = Duration::from_millis(if effort.quick { 50 } else { 300 });
    let openafs = Openafs::build(report)?;
    let mut ours = [const { Series::new() }; WORKS.len()];
    let (mut encrypting, mut decrypting) = (Series::new(), Series::new());
    for round in 1..=effort.rounds {
        eprintln!("round {round} of {}: ciphers", effort.rounds);
        if let Some(openafs) = &openafs {
            let (encrypt, decrypt) = openafs.run(each)?;
            encrypting.push(encrypt);
            decrypting.push(decrypt);
        }
        for (series, (_, _, work)) in ours.iter_mut().zip(WORKS) {
            series.push(megabytes_per_second(each, || work(&mut bench)));
        }
    }
    let mut table = Table::new(
        format!("fcrypt in PCBC, packets of {PACKET} bytes"),
        &["work", "MB/s, median (min–max)", "over librx"],
    );
    for (name, theirs) in [("librx, encrypt", &encrypting), ("librx, decrypt", &decrypting)] {
        table.row(row(name, theirs, theirs), numbers(name, theirs, theirs));
    }
    for ((name, encrypts, _), series) in WORKS.iter().zip(&ours) {
        let theirs = if *encrypts { &encrypting } else { &decrypting };
        table.row(row(name, series, theirs), numbers(name, series, theirs));
    }
    report.table(table);
    if let Some(openafs) = openafs {
        openafs.directory.remove();
    }
    Ok(())
}

fn row(name: &str, series: &Series, theirs: &Series) -> Vec<String> {
    vec![name.to_owned(), series.to_string(), format!("{:.1}", series.ratios(theirs))]
}

fn numbers(name: &str, series: &Series, theirs: &Series) -> serde_json::Value {
    let over_librx = series.ratios(theirs).median();
    json!({ "work": name, "megabytes_per_second": series.median(), "over_librx": over_librx })
}

struct Bench {
    cipher: Fcrypt,
    packets: Vec<Vec<u8>>,
    out: Vec<u8>,
}

impl Bench {
    fn new() -> Self {
        let key = SessionKey::new([0x4a, 0xc8, 0xa7, 0x37, 0x9d, 0x75, 0xb6, 0x37]);
        let packet: Vec<u8> = (0..PACKET).map(|at| (at * 7) as u8).collect();
        let packets = vec![packet; TOGETHER];
        Self { cipher: Fcrypt::new(&key), packets, out: vec![0; PACKET] }
    }
}

/// Runs it again and again for so long. The fastest run of [`RUN`] packets counts: in the others somebody else had the
/// processor.
fn megabytes_per_second(time: Duration, mut work: impl FnMut() -> usize) -> f64 {
    let began = Instant::now();
    let mut fastest: f64 = 0.0;
    while began.elapsed() < time {
        let (from, mut bytes) = (Instant::now(), 0);
        while bytes < RUN * PACKET {
            bytes += black_box(work());
        }
        fastest = fastest.max(bytes as f64 / 1e6 / from.elapsed().as_secs_f64());
    }
    fastest
}

/// OpenAFS's cipher, in a program of its own.
struct Openafs {
    directory: RunDirectory,
    program: PathBuf,
}

impl Openafs {
    /// `None`, with a note in the report, where its library is not installed.
    fn build(report: &mut Report) -> Result<Option<Self>> {
        let directory = RunDirectory::named("fcrypt").map_err(|failure| format!("{failure:?}"))?;
        match c_peer::compile("fcrypt", directory.path()) {
            Ok(program) => Ok(Some(Self { directory, program })),
            Err(why) => {
                directory.remove();
                report.note(format!("OpenAFS was not there (libopenafs-dev and gcc): {why:?}"));
                Ok(None)
            }
        }
    }

    /// Megabytes a second that it encrypts and decrypts.
    fn run(&self, each: Duration) -> Result<(f64, f64)> {
        let mut program = Command::new(&self.program);
        let printed = must(program.arg(each.as_millis().to_string()), Duration::from_secs(30))
            .map_err(|failure| format!("{failure:?}"))?;
        let mut numbers = printed.lines().map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(encrypt)), Some(Ok(decrypt))) => Ok((encrypt, decrypt)),
            _ => Err(format!("fcrypt says {printed:?}").into()),
        }
    }
}
