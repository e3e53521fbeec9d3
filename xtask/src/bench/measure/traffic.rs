//! Traffic between two processes over loopback, the contenders taking turns.
//!
//! Holds: the workloads, the rounds, and the tables of them. Must not know: how a contender works.

use std::time::Instant;

use serde_json::json;

use super::contender::{Contender, Direction, Openafs, RPC_BYTES, RawUdp, Rxrpc, Sample, Work};
use super::figures::Series;
use super::report::{Report, Table};
use super::{Effort, Result};

/// Calls of one RPC run, in all.
const RPCS: u32 = 24_000;

/// The contenders that are there; ours is the first.
struct Field {
    calls: Vec<Box<dyn Contender>>,
    /// Take part only where there is one call.
    raw: Vec<Box<dyn Contender>>,
}

impl Field {
    fn gather(report: &mut Report) -> Result<Self> {
        let mut calls: Vec<Box<dyn Contender>> =
            vec![Box::new(Rxrpc::start(true)?), Box::new(Rxrpc::start(false)?)];
        match Openafs::start() {
            Ok(openafs) => calls.push(Box::new(openafs)),
            Err(error) => {
                let why = error.to_string();
                let why = why.lines().next().unwrap_or_default();
                report.note(format!("OpenAFS was not there (libopenafs-dev and gcc): {why}"));
            }
        }
        let raw: Vec<Box<dyn Contender>> =
            vec![Box::new(RawUdp::start(true)?), Box::new(RawUdp::start(false)?)];
        Ok(Self { calls, raw })
    }

    fn for_work(&self, work: Work) -> Vec<&dyn Contender> {
        let raw = match work {
            Work::Bulk { calls: 1, .. } => &self.raw[..],
            // Without a batch there is nothing to offload.
            Work::Rpc { in_flight: 1, .. } => &self.raw[1..],
            Work::Bulk { .. } | Work::Rpc { .. } => &[],
        };
        self.calls.iter().chain(raw).map(AsRef::as_ref).collect()
    }
}

/// The samples of one contender at one workload, in the order of rounds.
#[derive(Default)]
struct Samples(Vec<Sample>);

impl Samples {
    fn series(&self, figure: fn(&Sample) -> f64) -> Series {
        self.0.iter().map(figure).collect()
    }
}

/// Runs the workloads and adds their tables.
pub(crate) fn measure(effort: Effort, bulk: bool, rpc: bool, report: &mut Report) -> Result<()> {
    let field = Field::gather(report)?;
    let mut all = Vec::new();
    if bulk {
        all.push(bulk_works(effort));
    }
    if rpc {
        all.push(rpc_works(effort));
    }
    let works: Vec<Work> = all.concat();
    let mut samples: Vec<Vec<Samples>> = works
        .iter()
        .map(|work| field.for_work(*work).iter().map(|_| Samples::default()).collect())
        .collect();
    let mut rounds = 0;
    while rounds < effort.rounds && (rounds == 0 || Instant::now() < effort.until) {
        rounds += 1;
        for (work, samples) in works.iter().zip(&mut samples) {
            eprintln!("round {rounds} of {}: {}", effort.rounds, title(*work));
            one_round(&field.for_work(*work), *work, samples)?;
        }
    }
    let mut bulk_table = bulk_table(rounds);
    let mut rpc_table = rpc_table(rounds);
    for (work, samples) in works.iter().zip(&samples) {
        let contenders = field.for_work(*work);
        for (contender, own) in contenders.iter().zip(samples) {
            match work {
                Work::Bulk { .. } => bulk_row(&mut bulk_table, *work, *contender, own, &samples[0]),
                Work::Rpc { .. } => rpc_row(&mut rpc_table, *work, *contender, own, &samples[0]),
            }
        }
    }
    if bulk {
        report.table(bulk_table);
        report.note(
            "Raw UDP sends the same datagrams under the same window of 255, the payload of 1412 of \
             each 1440 bytes counted; it is in one direction, and shown beside both.",
        );
    }
    if rpc {
        report.table(rpc_table);
        if let Some(note) = widest_against_best(&field, &works, &samples) {
            report.note(note);
        }
        report.note(
            "The time of a call is taken from its slot on: rxrpc has 16 to a peer, librx as many as \
             its client opened connections for.",
        );
    }
    Ok(())
}

/// Our calls a second with most in flight over librx's best with any number.
fn widest_against_best(field: &Field, works: &[Work], samples: &[Vec<Samples>]) -> Option<String> {
    let speeds = |contender: usize| {
        let rpcs = works.iter().zip(samples).filter(|(work, _)| matches!(work, Work::Rpc { .. }));
        rpcs.filter_map(move |(_, samples)| {
            Some(samples.get(contender)?.series(|sample| sample.calls_per_second).median())
        })
    };
    let librx = field.calls.iter().position(|contender| contender.name() == Openafs::NAME)?;
    let best = speeds(librx).reduce(f64::max)?;
    let ratio = speeds(0).next_back()? / best;
    Some(format!("rxrpc with most in flight is {ratio:.2} × librx at its best with any number."))
}

/// Each contender once; who begins changes with the round, so that none always follows the same one.
fn one_round(contenders: &[&dyn Contender], work: Work, samples: &mut [Samples]) -> Result<()> {
    let first = samples.first().map_or(0, |samples| samples.0.len());
    for turn in 0..contenders.len() {
        let at = (first + turn) % contenders.len();
        let run = contenders[at].run(work);
        let sample = run.map_err(|error| format!("{}: {error}", contenders[at].name()))?;
        samples[at].0.push(sample);
    }
    Ok(())
}

fn bulk_works(effort: Effort) -> Vec<Work> {
    let mut works = Vec::new();
    let all_bytes = effort.bulk_bytes;
    let widths = if effort.quick { &[1, 16][..] } else { &[1, 4, 16] };
    for &calls in widths {
        for direction in [Direction::Send, Direction::Receive] {
            // librx stands still for seconds with many calls at once: a quarter is enough to see that.
            let bytes = if calls > 4 { all_bytes / 4 } else { all_bytes } / u64::from(calls);
            works.push(Work::Bulk { direction, calls, bytes });
        }
    }
    works
}

fn rpc_works(effort: Effort) -> Vec<Work> {
    let rpcs = if effort.quick { RPCS / 4 } else { RPCS };
    [1, 4, 16, 64]
        .into_iter()
        .map(|in_flight| {
            // One at a time takes longest for each.
            let rpcs = if in_flight == 1 { rpcs / 2 } else { rpcs };
            Work::Rpc { in_flight, each: rpcs / in_flight }
        })
        .collect()
}

fn title(work: Work) -> String {
    match work {
        Work::Bulk { direction, calls, bytes } => {
            let verb = match direction {
                Direction::Send => "send",
                Direction::Receive => "receive",
            };
            format!("{verb} {calls} × {} MiB", bytes >> 20)
        }
        Work::Rpc { in_flight, .. } => format!("{in_flight} in flight"),
    }
}

fn bulk_table(rounds: usize) -> Table {
    Table::new(
        format!("Bulk, {rounds} rounds: median (min–max)"),
        &["workload", "system", "MB/s", "rxrpc is", "CPU s/GB, both ends"],
    )
}

fn bulk_row(
    table: &mut Table,
    work: Work,
    contender: &dyn Contender,
    own: &Samples,
    ours: &Samples,
) {
    let speed = own.series(|sample| sample.megabytes_per_second);
    let ratios = ours.series(|sample| sample.megabytes_per_second).ratios(&speed);
    let cpu = own.series(|sample| sample.cpu / sample.bytes * 1e9);
    table.row(
        vec![
            title(work),
            contender.name().to_owned(),
            speed.to_string(),
            shown_ratio(&ratios, own, ours),
            format!("{cpu:.2}"),
        ],
        json!({
            "workload": title(work),
            "system": contender.name(),
            "megabytes_per_second": numbers(&speed),
            "rxrpc_ratio": numbers(&ratios),
            "cpu_seconds_per_gigabyte": numbers(&cpu),
        }),
    );
}

fn rpc_table(rounds: usize) -> Table {
    Table::new(
        format!(
            "RPC {RPC_BYTES}/{RPC_BYTES} bytes on one socket, {rounds} rounds: median (min–max)"
        ),
        &["workload", "system", "calls/s", "rxrpc is", "p50 µs", "p50 of rxrpc is", "CPU µs/call"],
    )
}

fn rpc_row(
    table: &mut Table,
    work: Work,
    contender: &dyn Contender,
    own: &Samples,
    ours: &Samples,
) {
    let speed = own.series(|sample| sample.calls_per_second);
    let ratios = ours.series(|sample| sample.calls_per_second).ratios(&speed);
    let p50 = own.series(|sample| sample.p50);
    let p50_ratios = ours.series(|sample| sample.p50).ratios(&p50);
    let p99 = own.series(|sample| sample.p99);
    let cpu = own.series(|sample| sample.cpu / sample.calls * 1e6);
    table.row(
        vec![
            title(work),
            contender.name().to_owned(),
            speed.to_string(),
            shown_ratio(&ratios, own, ours),
            p50.to_string(),
            shown_ratio(&p50_ratios, own, ours),
            format!("{cpu:.1}"),
        ],
        json!({
            "workload": title(work),
            "system": contender.name(),
            "calls_per_second": numbers(&speed),
            "rxrpc_ratio": numbers(&ratios),
            "p50_us": numbers(&p50),
            "p50_ratio": numbers(&p50_ratios),
            "p99_us": numbers(&p99),
            "cpu_us_per_call": numbers(&cpu),
        }),
    );
}

/// How many times the other's figure ours is; of ours itself there is nothing to say.
fn shown_ratio(ratios: &Series, own: &Samples, ours: &Samples) -> String {
    if std::ptr::eq(own, ours) { "–".to_owned() } else { format!("{ratios:.2} ×") }
}

fn numbers(series: &Series) -> serde_json::Value {
    json!({
        "median": series.median(),
        "min": series.min(),
        "max": series.max(),
        "rounds": series.len(),
    })
}
