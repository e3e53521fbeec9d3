//! Thousands of seeded runs on the simulated network, and the replay of one.
//!
//! Holds: the command line. Must not know: what a run is; `rxrpc_tests::simulation` does. It is built apart,
//! optimized and with the checks of a debug build.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread::available_parallelism;

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many runs.
    #[arg(long, default_value_t = 10_000)]
    runs: u64,

    /// The seed of the first one.
    #[arg(long, default_value_t = 0)]
    first: u64,

    /// Replay this seed alone, and tell what it is about.
    #[arg(long, conflicts_with_all = ["runs", "first"])]
    seed: Option<u64>,

    /// Write the packets of the replay to this file.
    #[arg(long, requires = "seed")]
    pcap: Option<PathBuf>,

    /// Write the figures of goodput anew, instead of any run.
    #[arg(long, conflicts_with_all = ["runs", "first", "seed"])]
    update: bool,

    /// How many threads; as many as there are cores if not given.
    #[arg(long)]
    threads: Option<usize>,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let (first, runs) = arguments.seed.map_or((arguments.first, arguments.runs), |seed| (seed, 1));
    let threads =
        arguments.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--profile", "simulate"]);
    command.args(["--package", "rxrpc-tests", "--no-default-features", "--bin", "simulate", "--"]);
    match arguments.update {
        true => command.arg("update"),
        false => command.args([first, runs, threads as u64].map(|number| number.to_string())),
    };
    if let Some(pcap) = &arguments.pcap {
        command.env("RXRPC_PCAP", pcap);
    }
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cannot run cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
