//! One socket that calls many services, each on a socket of its own. Knows nothing of other systems.

use serde_json::json;

use super::contender::{Contender, Exchange};
use super::exchange::System;
use super::figures::Series;
use super::report::{Report, Table};
use super::traffic::works;
use super::{Effort, Result};

const PEERS: [usize; 3] = [1, 100, 1000];
const IN_FLIGHT: u32 = 64;

/// The numbers of peers take turns in rounds.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let system = System::TokioMany;
    let contenders = PEERS.map(|peers| Exchange::new(system, peers));
    let mut speeds = vec![Series::default(); PEERS.len()];
    let mut times = speeds.clone();
    for round in 1..=effort.rounds {
        eprintln!("round {round} of {}: many peers", effort.rounds);
        for (at, contender) in contenders.iter().enumerate() {
            let sample = contender.run(works::rpc(effort, IN_FLIGHT, 64, 64))?;
            speeds[at].push(sample.calls_per_second);
            times[at].push(sample.p99);
        }
    }
    let mut table = Table::new(
        format!(
            "64/64 bytes, {IN_FLIGHT} in flight from one socket to many peers ({})",
            system.name()
        ),
        &["peers", "calls/s, median (min–max)", "over one peer", "p99 µs"],
    );
    for (at, peers) in PEERS.iter().enumerate() {
        let ratios = speeds[at].ratios(&speeds[0]);
        table.row(
            vec![
                peers.to_string(),
                speeds[at].to_string(),
                format!("{ratios:.2} ×"),
                times[at].to_string(),
            ],
            json!({
                "peers": peers,
                "calls_per_second": speeds[at].median(),
                "over_one_peer": ratios.median(),
                "p99_us": times[at].median(),
            }),
        );
    }
    report.table(table);
    report.note(
        "Each peer is a socket of its own, all in one process: packets to different peers share no batch \
         and no system call, at either end.",
    );
    Ok(())
}
