//! The measurements themselves: which there are, in which order they run, and what they come to.
//!
//! Under it: [`contention`] (what waiting costs), [`traffic`] (bulk and RPC beside other systems),
//! [`contender`] (the systems), [`figures`] (medians and ratios), [`report`] (Markdown and JSON). Times
//! on a shared machine are noisy, so contenders take turns in rounds, and the ratios are what counts.

pub(crate) mod allocations;
mod contender;
mod contention;
mod cpu_time;
mod figures;
pub(crate) mod in_memory;
mod machine;
mod report;
mod traffic;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use contender::raw_udp;
use report::Report;

/// What a measurement may fail with.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Fewer and shorter rounds: under a minute for everything.
    #[arg(long, global = true)]
    quick: bool,
    /// Write the figures to this file as well, as JSON.
    #[arg(long, global = true, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Mebibytes to move in each bulk run.
    #[arg(long, global = true, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=2047))]
    mebibytes: u32,
    /// How often the contenders take turns.
    #[arg(long, global = true)]
    rounds: Option<usize>,
}

#[derive(clap::Subcommand)]
enum Part {
    /// What waiting for slots and for the user mutex costs; memory and allocations.
    Contention,
    /// Long transfers, one call and several at once.
    Bulk,
    /// Small requests and replies.
    Rpc,
    /// One end of the raw UDP contender.
    #[command(hide = true)]
    RawUdp(raw_udp::Role),
}

/// How long and how often.
#[derive(Clone, Copy)]
struct Effort {
    quick: bool,
    rounds: usize,
    bulk_bytes: u64,
    /// No new round of traffic begins after this.
    until: Instant,
}

/// Measures, and prints the report.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let outcome = match &arguments.part {
        Some(Part::RawUdp(role)) => raw_udp::play(role),
        _ => measure(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> Result<()> {
    let began = Instant::now();
    let quick = arguments.quick;
    let effort = Effort {
        quick,
        rounds: arguments.rounds.unwrap_or(if quick { 2 } else { 5 }),
        bulk_bytes: u64::from(if quick {
            arguments.mebibytes.min(64)
        } else {
            arguments.mebibytes
        }) << 20,
        until: began + Duration::from_secs(if quick { 40 } else { 290 }),
    };
    contender::build()?;
    let wants = |part: fn(&Part) -> bool| arguments.part.as_ref().is_none_or(part);
    let mut report = Report::new(machine::describe());
    if wants(|part| matches!(part, Part::Contention)) {
        contention::measure(effort, &mut report)?;
    }
    let bulk = wants(|part| matches!(part, Part::Bulk));
    let rpc = wants(|part| matches!(part, Part::Rpc));
    if bulk || rpc {
        traffic::measure(effort, bulk, rpc, &mut report)?;
    }
    report.note(format!("Whole run: {:.0} s.", began.elapsed().as_secs_f64()));
    print!("{}", report.to_markdown());
    if let Some(file) = &arguments.json {
        std::fs::write(file, report.to_json())?;
    }
    Ok(())
}
