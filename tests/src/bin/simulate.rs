#![forbid(unsafe_code)]
//! Runs many seeded scenes and prints their table: what `cargo xtask simulate` starts.
//!
//! Arguments: the first seed, the number of runs, the number of threads; or `update`, which writes the
//! figures of goodput anew. Must not know: what a run does.

use rxrpc_tests::goodput;
use rxrpc_tests::simulation::{Scene, run_many};
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("update") {
        return update();
    }
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (Some(Ok(first)), Some(Ok(runs)), Some(Ok(threads))) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!("simulate FIRST-SEED RUNS THREADS");
        return ExitCode::from(2);
    };
    if runs == 1 {
        println!("{:#?}", Scene::of(first));
    }
    let threads = usize::try_from(threads).unwrap_or(1);
    let summary = run_many(first..first.saturating_add(runs), threads);
    println!("{summary}");
    println!(
        "{} runs, {} datagrams, {} failed",
        summary.runs(),
        summary.datagrams(),
        summary.failed
    );
    for (seed, fault) in &summary.failures {
        if runs == 1 {
            println!("{fault}");
        }
        println!("replay with: cargo xtask simulate --seed {seed} --pcap run.pcap");
    }
    if summary.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn update() -> ExitCode {
    let text = goodput::text(&goodput::targets());
    print!("{text}");
    match std::fs::write(goodput::file(), text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", goodput::file().display());
            ExitCode::FAILURE
        }
    }
}
