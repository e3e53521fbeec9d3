//! How long small calls take while long ones run on the same endpoints: at a level of rxkad that costs little, and at the
//! one that encrypts. Knows nothing of ciphers.

use serde_json::json;

use super::contender::{Contender, Exchange, Work};
use super::exchange::System;
use super::figures::Series;
use super::report::{Report, Table};
use super::{Effort, Result};

/// The level of the small calls.
const PLAIN: u32 = 0;
/// What runs beside them: nothing, or long calls at a level.
const CASES: [(&str, Option<u32>); 3] =
    [("nothing", None), ("long calls, level 0", Some(PLAIN)), ("long calls, level 2", Some(2))];
/// With what the others are compared.
const BASE: usize = 1;
const SYSTEMS: [System; 3] = [System::Sync, System::TokioOne, System::TokioMany];

/// One system, and by case the microseconds that small calls took.
struct Measured {
    system: System,
    exchange: Exchange,
    medians: [Series; CASES.len()],
    p99s: [Series; CASES.len()],
}

/// All systems take turns, in rounds.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let each = if effort.quick { 500 } else { 3000 };
    let work = Work::Rpc { in_flight: 1, each, request: 64, reply: 64 };
    let start = |system| {
        let exchange = Exchange::new(system, 1).protected(Some(PLAIN));
        Measured { system, exchange, medians: Default::default(), p99s: Default::default() }
    };
    let mut all: Vec<Measured> = SYSTEMS.into_iter().map(start).collect();
    for round in 1..=effort.rounds {
        eprintln!("round {round} of {}: small calls beside long ones", effort.rounds);
        for measured in &mut all {
            for (case, (_, beside)) in CASES.into_iter().enumerate() {
                measured.exchange.run_beside(beside);
                let sample = measured.exchange.run(work)?;
                measured.medians[case].push(sample.p50);
                measured.p99s[case].push(sample.p99);
            }
        }
    }
    report.table(table(&all, each));
    report.note(NOTE);
    Ok(())
}

const NOTE: &str = "Long calls move 16 MiB each way, one after the other. Medians of the rounds, with smallest and largest; \
    ratios are of medians round by round.";

fn table(all: &[Measured], each: u32) -> Table {
    let columns = ["system", "beside", "median, µs", "p99, µs", "p99 over that beside level 0"];
    let title = format!("{each} small calls at level 0, one after the other");
    let mut table = Table::new(title, &columns);
    for Measured { system, medians, p99s, .. } in all {
        for (case, (beside, _)) in CASES.into_iter().enumerate() {
            let over_base = p99s[case].ratios(&p99s[BASE]);
            let numbers = json!({
                "system": system.name(),
                "beside": beside,
                "median_us": medians[case].median(),
                "p99_us": p99s[case].median(),
                "p99_over_that_beside_level_0": over_base.median(),
            });
            let shown = vec![
                system.name().to_owned(),
                beside.to_owned(),
                medians[case].to_string(),
                p99s[case].to_string(),
                format!("{over_base:.2}"),
            ];
            table.row(shown, numbers);
        }
    }
    table
}
