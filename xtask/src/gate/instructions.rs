//! Counting instructions: this program again under valgrind, whose processor is the same everywhere.
//!
//! Knows nothing of what the scripts do.

use std::process::Command;
use std::time::Duration;

use super::Result;
use super::count::Script;
use xtask::programs::process;

/// valgrind counts an instruction that copies a block as one for each byte, and the C library takes it for larger
/// blocks on some processors: copying in pieces would seem to save what it does not.
const PLAIN_COPIES: (&str, &str) =
    ("GLIBC_TUNABLES", "glibc.cpu.x86_rep_movsb_threshold=1073741824");

const LONGEST_RUN: Duration = Duration::from_secs(120);

/// Instructions of one operation: what a longer run takes more than a shorter one, so that starting the
/// program and warming up fall out.
pub(super) fn per_operation(script: &Script) -> Result<f64> {
    let few = script.times / 4;
    let (long, short) = (of_run(script.name, script.times)?, of_run(script.name, few)?);
    Ok(long.saturating_sub(short) as f64 / f64::from(script.times - few))
}

fn of_run(script: &str, times: u32) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.env(PLAIN_COPIES.0, PLAIN_COPIES.1);
    command.arg(std::env::current_exe()?);
    command.args(["gate", "--script", script, &times.to_string()]);
    let text = process::must(&mut command, LONGEST_RUN).map_err(|failure| {
        format!("{failure:?}\n(Debian's package valgrind is needed; --allocations does without)")
    })?;
    let count = text.lines().find_map(|line| line.split("Collected :").nth(1));
    let count = count.and_then(|count| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind printed: {text}").into())
}
