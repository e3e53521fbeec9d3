//! Many runs on several threads, and their table.
//!
//! Holds: [`run_many`] and [`Summary`]. Must not know: what a run does. Which thread runs which seed makes
//! no difference to the summary.

use super::run::{Report, run};
use super::scene::{Class, Scene};
use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Failures that are kept; the others are only counted.
const KEPT_FAILURES: usize = 20;

/// What many runs came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    rows: BTreeMap<Class, Row>,
    /// The first failures: the seeds and what was wrong.
    pub failures: BTreeMap<u64, String>,
    /// All failures.
    pub failed: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    runs: u64,
    failed: u64,
    calls: u64,
    datagrams: u64,
    data: u64,
    again: u64,
    acks: u64,
    timeouts: u64,
    time: Duration,
    /// The greatest shares of their bounds that any run used up, in a thousand.
    time_used: u64,
    datagrams_used: u64,
    ticks_used: u64,
}

impl Row {
    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.failed += other.failed;
        self.calls += other.calls;
        self.datagrams += other.datagrams;
        self.data += other.data;
        self.again += other.again;
        self.acks += other.acks;
        self.timeouts += other.timeouts;
        self.time += other.time;
        self.time_used = self.time_used.max(other.time_used);
        self.datagrams_used = self.datagrams_used.max(other.datagrams_used);
        self.ticks_used = self.ticks_used.max(other.ticks_used);
    }
}

impl From<&Report> for Row {
    fn from(report: &Report) -> Self {
        let nanos = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let used =
            |used: u64, most: u64| (u128::from(used) * 1000 / u128::from(most.max(1))) as u64;
        Self {
            runs: 1,
            failed: 0,
            calls: report.calls,
            datagrams: report.datagrams,
            data: report.data,
            again: report.again,
            acks: report.acks,
            timeouts: report.timeouts,
            time: report.time,
            time_used: used(nanos(report.time), nanos(report.most_time)),
            datagrams_used: used(report.datagrams, report.most_datagrams),
            ticks_used: used(report.ticks, report.most_ticks),
        }
    }
}

impl Summary {
    /// Runs that were well.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.rows.values().map(|row| row.runs).sum()
    }

    /// Datagrams in them.
    #[must_use]
    pub fn datagrams(&self) -> u64 {
        self.rows.values().map(|row| row.datagrams).sum()
    }

    fn add(&mut self, seed: u64, outcome: Result<Report, String>) {
        match outcome {
            Ok(report) => self.rows.entry(report.class).or_default().add(&Row::from(&report)),
            Err(fault) => {
                self.failed += 1;
                self.rows.entry(Scene::of(seed).class).or_default().failed += 1;
                self.failures.insert(seed, fault);
                if self.failures.len() > KEPT_FAILURES {
                    self.failures.pop_last();
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (class, row) in other.rows {
            self.rows.entry(class).or_default().add(&row);
        }
        self.failed += other.failed;
        self.failures.extend(other.failures);
        while self.failures.len() > KEPT_FAILURES {
            self.failures.pop_last();
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10} {:>6} {:>7} {:>9} {:>8} {:>7} {:>9} {:>8} {:>9}  most of the bound used",
            "class",
            "runs",
            "calls",
            "datagrams",
            "data",
            "again",
            "acks/data",
            "timeouts",
            "mean time"
        )?;
        let mut all = Row::default();
        self.rows.values().for_each(|row| all.add(row));
        let rows = self.rows.iter().map(|(class, row)| (format!("{class:?}"), row));
        for (name, row) in rows.chain([("all".to_owned(), &all)]) {
            let data = row.data.max(1) as f64;
            let mean = row.time.as_secs_f64() / row.runs.max(1) as f64;
            let used =
                [row.time_used, row.datagrams_used, row.ticks_used].map(|used| used as f64 / 10.0);
            writeln!(
                f,
                "{name:<10} {:>6} {:>6} {:>7} {:>9} {:>8} {:>6.2}% {:>9.3} {:>8} {mean:>7.2} s  \
                 time {:.0} %, datagrams {:.0} %, ticks {:.0} %",
                row.runs,
                row.failed,
                row.calls,
                row.datagrams,
                row.data,
                row.again as f64 * 100.0 / data,
                row.acks as f64 / (data + row.again as f64),
                row.timeouts,
                used[0],
                used[1],
                used[2],
            )?;
        }
        for (seed, fault) in &self.failures {
            // What follows the first line says more than a table should; the replay shows it.
            writeln!(f, "seed {seed} fails: {}", fault.lines().next().unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Runs all these seeds on so many threads.
///
/// # Panics
///
/// Never because of a run: its panic is a failure in the summary.
#[must_use]
pub fn run_many(seeds: Range<u64>, threads: usize) -> Summary {
    let next = AtomicU64::new(seeds.start);
    let all = Mutex::new(Summary::default());
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                let mut mine = Summary::default();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        break;
                    }
                    let outcome = catch_unwind(AssertUnwindSafe(|| run(seed)));
                    mine.add(seed, outcome.unwrap_or_else(|panic| Err(text(&*panic))));
                }
                all.lock().unwrap_or_else(PoisonError::into_inner).merge(mine);
            });
        }
    });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}
