//! Many runs of one test, each from its own seed.
//!
//! Holds: [`for_each_seed`]. Must not know: what a run does.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Runs `run` with the seeds 0 to `count - 1`. When one fails its seed is printed, and
/// `RXRPC_SEED=n cargo test -p rxrpc-tests name` runs that seed alone. `RXRPC_SEEDS=n` asks for another
/// number of seeds than the test does.
///
/// # Panics
///
/// When a run does.
pub fn for_each_seed(count: u64, run: impl Fn(u64)) {
    let count = number("RXRPC_SEEDS").unwrap_or(count);
    let seeds = number("RXRPC_SEED").map_or(0..count, |seed| seed..seed.saturating_add(1));
    for seed in seeds {
        if let Err(failure) = catch_unwind(AssertUnwindSafe(|| run(seed))) {
            eprintln!("fails with RXRPC_SEED={seed}");
            resume_unwind(failure);
        }
    }
}
