//! The gate itself: every script, what it cost per operation, what calls and connections weigh, and whether that
//! is within its limit.
//!
//! Holds: which scripts there are. Must not know: what they do ([`in_memory`], [`sockets`]), or how
//! instructions are counted ([`instructions`]).

use std::process::ExitCode;

use super::Result;
use super::limits::{Counted, Limits, Quantity};
use super::{in_memory, instructions, sockets};
use xtask::counting::memory;

/// What to count.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write what was counted, with new limits, to the file of limits.
    #[arg(long)]
    update: bool,
    /// Count allocations and bytes only: valgrind is not needed.
    #[arg(long)]
    allocations: bool,
    /// Run one script in memory, so often, and print nothing: what valgrind looks at.
    #[arg(long, hide = true, num_args = 2, value_names = ["SCRIPT", "TIMES"])]
    script: Option<Vec<String>>,
}

/// One thing that is done again and again.
pub(super) struct Script {
    pub(super) name: &'static str,
    /// What is counted in.
    pub(super) per: &'static str,
    /// Does it so often after a warm-up; how often memory was asked for meanwhile.
    pub(super) run: fn(u32) -> Result<usize>,
    pub(super) times: u32,
}

/// What a live call and an idle connection weigh, at each end.
fn weights() -> Result<[Counted; 4]> {
    let memory::Weights { live_call, idle_connection } = memory::weigh()?;
    let bytes = |what, per, value| Counted { what, per, quantity: Quantity::Bytes, value };
    Ok([
        bytes("live-call-client", "call", live_call.client),
        bytes("live-call-service", "call", live_call.service),
        bytes("idle-connection-client", "connection", idle_connection.client),
        bytes("idle-connection-service", "connection", idle_connection.service),
    ])
}

/// Counts, and prints a table.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let outcome = match &arguments.script {
        Some(words) => run_script(words).map(|()| true),
        None => count(arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("gate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_script(words: &[String]) -> Result<()> {
    let [name, times] = words else { return Err("a script and a number are needed".into()) };
    let script = in_memory::SCRIPTS.iter().find(|script| script.name == name.as_str());
    (script.ok_or("no such script")?.run)(times.parse()?)?;
    Ok(())
}

fn count(arguments: &Arguments) -> Result<bool> {
    let mut counted = Vec::new();
    for script in in_memory::SCRIPTS.iter().chain(&sockets::SCRIPTS) {
        let allocations = (script.run)(script.times)? as f64 / f64::from(script.times);
        counted.push(Counted::of(script, Quantity::Allocations, allocations));
    }
    counted.extend(weights()?);
    if !arguments.allocations {
        for script in &in_memory::SCRIPTS {
            let instructions = instructions::per_operation(script)?;
            counted.push(Counted::of(script, Quantity::Instructions, instructions));
        }
    }
    if arguments.update {
        return Limits::write(&counted).map(|()| true);
    }
    let limits = Limits::read()?;
    println!("| script | counted | now | limit | |\n|---|---|--:|--:|---|");
    let mut all_within = true;
    for counted in &counted {
        let limit = limits.of(counted)?;
        let within = counted.value <= limit;
        all_within &= within;
        let verdict = if within { "" } else { "OVER" };
        println!("| {counted} | {limit:.2} | {verdict} |");
    }
    if !all_within {
        println!(
            "\nSomething costs more than it did. Where that is worth it, `cargo xtask gate --update` \
             sets the limits anew; say why in the commit."
        );
    }
    Ok(all_within)
}
