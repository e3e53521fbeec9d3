//! Some hundred of the seeded runs of which `cargo xtask simulate` does ten thousand.

use rxrpc_tests::simulation::run_many;
use std::thread::available_parallelism;

#[test]
fn every_run_keeps_its_promises() {
    let number = |variable| std::env::var(variable).ok().and_then(|text| text.parse::<u64>().ok());
    let seeds = match number("RXRPC_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("RXRPC_SEEDS").unwrap_or(260),
    };
    let summary = run_many(seeds, available_parallelism().map_or(1, usize::from));
    assert_eq!(
        summary.failed, 0,
        "replay with RXRPC_SEED=n or cargo xtask simulate --seed n\n{summary}"
    );
    println!("{summary}");
}
