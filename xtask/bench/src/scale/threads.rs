//! Small calls of several threads on one socket: more threads may not make fewer calls.

use serde_json::json;

use crate::contender::{Contender, Rxrpc, Work};
use crate::figures::Series;
use crate::report::Table;
use crate::{Effort, Result};

const THREADS: [u32; 4] = [1, 2, 4, 8];

/// The numbers of threads take turns in rounds.
pub(super) fn measure(effort: Effort) -> Result<Table> {
    let (rounds, calls) = if effort.quick { (2, 6_000) } else { (5, 16_000) };
    let rxrpc = Rxrpc::start(true)?;
    let mut speeds = vec![Series::default(); THREADS.len()];
    for _ in 0..rounds {
        for (threads, speeds) in THREADS.iter().zip(&mut speeds) {
            let work =
                Work::Rpc { in_flight: *threads, each: calls / threads, request: 64, reply: 64 };
            speeds.push(rxrpc.run(work)?.calls_per_second);
        }
    }
    let mut table = Table::new(
        format!("Calls of 64/64 bytes by several threads on one socket, {rounds} rounds"),
        &["threads", "calls/s, median (min–max)", "over one thread"],
    );
    for (threads, own) in THREADS.iter().zip(&speeds) {
        let ratios = own.ratios(&speeds[0]);
        table.row(
            vec![threads.to_string(), own.to_string(), format!("{ratios:.2} ×")],
            json!({
                "threads": threads,
                "calls_per_second": own.median(),
                "over_one_thread": ratios.median(),
            }),
        );
    }
    Ok(table)
}
