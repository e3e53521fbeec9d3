//! What grows with numbers, and what must not: threads on one socket; the time of an operation and the
//! memory of each as calls, peers and connections grow.
//!
//! Under it: [`threads`], [`calls`] (live calls and their timers, of few peers and of many),
//! [`connections`] (idle ones). The last two run in memory, without sockets or clocks.

mod calls;
mod connections;
mod threads;

use std::time::Instant;

use super::figures::Series;
use super::report::Report;
use super::{Effort, Result};

/// Batches of which the median counts.
const BATCHES: usize = 7;

/// Runs them all and adds their tables.
pub(crate) fn measure(effort: Effort, report: &mut Report) -> Result<()> {
    let numbers: &[usize] =
        if effort.quick { &[100, 1_000, 10_000] } else { &[100, 1_000, 10_000, 100_000] };
    eprintln!("scale: threads on one socket");
    report.table(threads::measure(effort)?);
    eprintln!("scale: live calls");
    report.table(calls::measure(numbers, calls::Spread::FewPeers)?);
    eprintln!("scale: live calls, each to its own peer");
    report.table(calls::measure(numbers, calls::Spread::ManyPeers)?);
    report.note(calls::NOTE);
    eprintln!("scale: idle connections");
    report.table(connections::measure(numbers)?);
    report.note(connections::NOTE);
    Ok(())
}

/// Nanoseconds of an operation: the median of some batches of so many.
fn nanoseconds(times: usize, mut operation: impl FnMut(usize) -> Result<()>) -> Result<f64> {
    let mut series = Series::default();
    for batch in 0..BATCHES {
        let start = Instant::now();
        for at in batch * times..(batch + 1) * times {
            operation(at)?;
        }
        series.push(start.elapsed().as_secs_f64() * 1e9 / times as f64);
    }
    Ok(series.median())
}

/// Visits all of so many, in an order that caches do not like.
fn scattered(at: usize, among: usize) -> usize {
    at.wrapping_mul(7_919) % among
}
