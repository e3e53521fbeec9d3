//! The cases one after the other, and the table of what they found. Knows nothing of how a case is made.

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
}

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
    println!(
        "| case | what strangers or circumstances do | attacks | honest calls | failed | quiet p50 | p99 | attacked p50 | p99 | p99 ratio | |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for case in CASES.iter().filter(wanted) {
        let broken = match (case.run)() {
            Ok(found) if found.skipped.is_some() => {
                println!(
                    "| {} | {} |  |  |  |  |  |  |  |  | skipped: {} |",
                    case.name,
                    case.what,
                    found.skipped.unwrap_or_default()
                );
                skipped += 1;
                continue;
            }
            Ok(found) => {
                let broken = found.broken(case.bound);
                row(case, &found, &broken);
                broken
            }
            Err(error) => {
                println!("| {} | {} |  |  |  |  |  |  |  |  | **{error}** |", case.name, case.what);
                vec![error.to_string()]
            }
        };
        if broken.is_empty() {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn row(case: &Case, found: &Found, broken: &[String]) {
    let Found { quiet, attacked, attacks, .. } = found;
    let verdict =
        if broken.is_empty() { "holds".to_owned() } else { format!("**{}**", broken.join("; ")) };
    println!(
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
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
