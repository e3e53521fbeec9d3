//! The cases one after the other, and the table of what they found. Knows nothing of how a case is made.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use super::case::{Case, Found};
use super::cases::CASES;

/// Which cases, and how often.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only the cases whose names contain this; may be given several times.
    #[arg(long)]
    only: Vec<String>,
    /// Only say which cases there are.
    #[arg(long)]
    list: bool,
    /// Write what was found to docs/attacks.md.
    #[arg(long, conflicts_with = "only")]
    update: bool,
}

/// What stands above the table in the document.
const HEAD: &str = "\
# What honest clients notice of an attack

Made by `cargo xtask attack --update`. Each case has a service on loopback, honest clients, and strangers or
circumstances that are against them; the honest clients make calls in quiet and then again under attack. All
of their calls must end well, and their 99th percentile stays below a bound of the case. Service, clients and
strangers share one machine, so a part of each ratio is the processor time that the flood takes.

";

/// Runs the cases and prints the table; fails if anything did not hold.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let wanted = |case: &&Case| {
        arguments.only.is_empty()
            || arguments.only.iter().any(|part| case.name.contains(part.as_str()))
    };
    if arguments.list {
        for case in CASES {
            println!("{:20} {}", case.name, case.what);
        }
        return ExitCode::SUCCESS;
    }
    let mut table = String::new();
    let mut say = |line: String| {
        println!("{line}");
        let _ = writeln!(table, "{line}");
    };
    say(COLUMNS.join("\n"));
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for case in CASES.iter().filter(wanted) {
        let verdict = match (case.run)() {
            Ok(Found { skipped: Some(why), .. }) => {
                skipped += 1;
                say(format!("| {} | {} | | | | | | | | | skipped: {why} |", case.name, case.what));
                continue;
            }
            Ok(found) => {
                let broken = found.broken(case.bound);
                say(row(case, &found, &broken));
                broken.is_empty()
            }
            Err(error) => {
                say(format!("| {} | {} | | | | | | | | | **{error}** |", case.name, case.what));
                false
            }
        };
        if verdict { passed += 1 } else { failed += 1 }
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    if arguments.update && !write(&table) || failed > 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

const COLUMNS: [&str; 2] = [
    "| case | what strangers or circumstances do | attacks | honest calls | failed | quiet p50 | p99 | attacked p50 | p99 | p99 ratio | |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|",
];

/// Writes the document; whether that could be done.
fn write(table: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/attacks.md");
    let written = std::fs::write(&path, format!("{HEAD}{table}"));
    if let Err(error) = &written {
        eprintln!("attack: {}: {error}", path.display());
    }
    written.is_ok()
}

fn row(case: &Case, found: &Found, broken: &[String]) -> String {
    let Found { quiet, attacked, attacks, .. } = found;
    let verdict =
        if broken.is_empty() { "holds".to_owned() } else { format!("**{}**", broken.join("; ")) };
    format!(
        "| {} | {} | {attacks} | {} | {} | {} | {} | {} | {} | {:.1} | {verdict} |",
        case.name,
        case.what,
        attacked.times.len() + attacked.failures.len(),
        attacked.failures.len(),
        milliseconds(quiet.percentile(50)),
        milliseconds(quiet.percentile(99)),
        milliseconds(attacked.percentile(50)),
        milliseconds(attacked.percentile(99)),
        attacked.percentile(99).as_secs_f64() / quiet.percentile(99).as_secs_f64().max(1e-9),
    )
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
