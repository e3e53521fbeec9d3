//! The same program, built for release with what measuring needs, and run with the same arguments.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Whatever was said: the other build understands it.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    all: Vec<OsString>,
}

/// Builds it and has it measure.
pub(crate) fn run_bench(arguments: &Arguments) -> ExitCode {
    let alone = arguments.all.iter().any(|argument| argument == "--no-peers");
    run(&["bench"], if alone { "bench" } else { "bench-peers" }, arguments)
}

/// Builds it with a feature and has it do a chore.
pub(crate) fn run(chore: &[&str], feature: &str, arguments: &Arguments) -> ExitCode {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--release", "--package", "xtask", "--features", feature])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .arg("--")
        .args(chore)
        .args(&arguments.all)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: cargo: {error}", chore.join(" "));
            ExitCode::FAILURE
        }
    }
}
