//! `cargo xtask bench`: builds the package `rxrpc-bench` for release and runs it with the same arguments.
//!
//! Measuring beside others' systems needs many crates, which nobody else shall build. Knows nothing of what is
//! measured.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

use xtask::programs::run_directory::workspace;

/// Whatever was said: `rxrpc-bench` understands it.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    all: Vec<OsString>,
}

/// Builds it, with quinn and tonic unless an argument says that they have no part, and has it measure.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let needs_none = |argument: &OsString| {
        ["--no-peers", "rxkad", "rxkad-cipher"].iter().any(|none| argument == none)
    };
    let alone = arguments.all.iter().any(needs_none);
    let counts = arguments.all.iter().any(|part| part == "contention" || part == "scale");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--release", "--package", "rxrpc-bench"])
        .args((!alone).then_some("--features=peers"))
        .args(counts.then_some("--features=counting"))
        .arg("--manifest-path")
        .arg(workspace().join("Cargo.toml"))
        .arg("--")
        .args(&arguments.all)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
