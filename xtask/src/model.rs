//! `cargo xtask model`: the model checks of the shared layer and the seat, under both checkers and on real threads.
//!
//! Builds the scenarios of `tests/tests/model` for loom and for shuttle, each in a target directory of its
//! own because the configuration names are global to a build, then for the threads of the system, where
//! the ranks of locks are checked. Runs them, and prints what they went through. Knows nothing of what is
//! checked.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only this checker.
    #[arg(long, value_enum)]
    only: Option<Checker>,
    /// Only the tests whose names contain one of these.
    tests: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Checker {
    /// All orders of a few threads, within a bound of preemptions.
    Loom,
    /// Many random orders of more threads.
    Shuttle,
    /// Real threads, again and again.
    Threads,
}

impl Checker {
    fn name(self) -> &'static str {
        match self {
            Self::Loom => "loom",
            Self::Shuttle => "shuttle",
            Self::Threads => "threads",
        }
    }

    /// What one run of a scenario is called.
    fn unit(self) -> &'static str {
        match self {
            Self::Loom => "executions",
            Self::Shuttle => "schedules",
            Self::Threads => "repetitions",
        }
    }

    /// Where its programs are built, below the workspace.
    fn target(self) -> &'static str {
        match self {
            Self::Loom => "target-loom",
            Self::Shuttle => "target-shuttle",
            Self::Threads => "target",
        }
    }
}

/// One line of a checker's report.
struct Row {
    property: String,
    count: u64,
    seconds: f64,
    result: String,
}

/// What became of one checker.
struct Outcome {
    checker: Checker,
    rows: Vec<Row>,
    passed: bool,
    log: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let begin = Instant::now();
    let mut good = true;
    let mut outcomes = Vec::new();
    for checker in [Checker::Loom, Checker::Shuttle, Checker::Threads] {
        if arguments.only.is_some_and(|only| only != checker) {
            continue;
        }
        match check(checker, &arguments.tests) {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => {
                eprintln!("{}: {error}", checker.name());
                good = false;
            }
        }
    }
    print(&outcomes);
    for outcome in &outcomes {
        if !outcome.passed {
            good = false;
            show_failure(outcome);
        }
    }
    println!("model checks: {:.0} s in all, builds included", begin.elapsed().as_secs_f64());
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn workspace() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Builds and runs the scenarios under one checker.
fn check(checker: Checker, tests: &[String]) -> io::Result<Outcome> {
    let name = checker.name();
    let target = workspace().join(checker.target());
    fs::create_dir_all(&target)?;
    let (report, log) = (target.join("model-report.tsv"), target.join("model-log.txt"));
    match fs::remove_file(&report) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    eprintln!("{name}: building and running, log in {}", log.display());
    let output = File::create(&log)?;
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["test", "--test", "model", "--manifest-path"]);
    cargo.arg(workspace().join("Cargo.toml"));
    if checker == Checker::Threads {
        // The whole workspace: what `cargo test --workspace` has built is built.
        cargo.arg("--workspace");
    } else {
        cargo.args(["--package", "rxrpc-tests", "--no-default-features", "--release"]);
        cargo.env("CARGO_TARGET_DIR", &target);
        cargo.env("RUSTFLAGS", flags(checker)).env_remove("CARGO_ENCODED_RUSTFLAGS");
    }
    let status = cargo
        .args(["--", "--nocapture"])
        .args(tests)
        .env("RXRPC_MODEL_REPORT", &report)
        // Threads of a scenario have small stacks: too small to unwind with symbols.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .status()?;
    let rows = fs::read_to_string(&report).map(|text| parse(&text)).unwrap_or_default();
    let passed = status.success() && !rows.is_empty();
    Ok(Outcome { checker, rows, passed, log })
}

/// Debug assertions stay on: they are part of what is checked.
fn flags(checker: Checker) -> OsString {
    let mut flags = env::var_os("RUSTFLAGS").unwrap_or_default();
    flags.push(format!(" --cfg rxrpc_{} -C debug-assertions", checker.name()));
    flags
}

/// Reads a report: property, checker, runs, seconds, result, and for loom the bound, with tabs between.
fn parse(text: &str) -> Vec<Row> {
    let row = |line: &str| {
        let mut fields = line.split('\t');
        let property = fields.next()?.to_owned();
        let _checker = fields.next()?;
        let count = fields.next()?.parse().ok()?;
        let seconds = fields.next()?.parse().ok()?;
        let mut result = fields.next()?.to_owned();
        if let Some(bound) = fields.next() {
            result = format!("{result} (bound {bound})");
        }
        Some(Row { property, count, seconds, result })
    };
    let mut rows: Vec<_> = text.lines().filter_map(row).collect();
    rows.sort_by(|one, other| one.property.cmp(&other.property));
    rows
}

fn print(outcomes: &[Outcome]) {
    let rows = || outcomes.iter().flat_map(|outcome| &outcome.rows);
    let width = rows().map(|row| row.property.chars().count()).max().unwrap_or(8);
    println!("{:<width$}  checker  {:>10}  seconds  result", "property", "runs");
    for outcome in outcomes {
        for row in &outcome.rows {
            println!(
                "{:<width$}  {:<7}  {:>10}  {:>7.2}  {}",
                row.property,
                outcome.checker.name(),
                row.count,
                row.seconds,
                row.result
            );
        }
    }
    for Outcome { checker, rows, .. } in outcomes {
        let runs: u64 = rows.iter().map(|row| row.count).sum();
        println!("{}: {} checks, {runs} {}", checker.name(), rows.len(), checker.unit());
    }
}

/// The end of the log, where cargo and the tests say what is wrong.
fn show_failure(outcome: &Outcome) {
    const LINES: usize = 40;
    eprintln!("{} FAILED; the end of {}:", outcome.checker.name(), outcome.log.display());
    let text = fs::read(&outcome.log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<_> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(LINES)..] {
        eprintln!("    {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_line_by_line() {
        let rows = parse("b\tloom\t12\t0.50\tholds\t3\na\tshuttle\t7\t1\tholds\nhalf a li");
        let read: Vec<_> = rows.iter().map(|row| (&row.property[..], row.count)).collect();
        assert_eq!(read, [("a", 7), ("b", 12)]);
        assert_eq!(rows[1].result, "holds (bound 3)");
    }
}
