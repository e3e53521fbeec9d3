//! `cargo xtask scale`: very many calls and very many peers on one socket of the async front end.
//!
//! Holds: the tables of what the runs found. Must not know: how the runs are made.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rxrpc_async::runtime::{Runtime, TokioRuntime};
use rxrpc_tests::scale::{self, Flood, Times};

use xtask::counting::allocations::Allocated;

/// How many are very many.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Calls at once to one peer.
    #[arg(long, default_value_t = 10_000)]
    calls: usize,
    /// Peers at once with a call each.
    #[arg(long, default_value_t = 10_000)]
    peers: usize,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match measure(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scale: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let tokio = builder.worker_threads(2).enable_all().build()?;
    let runtime: Arc<dyn Runtime> = Arc::new(TokioRuntime::new(tokio.handle().clone()));
    let weigh = || Allocated::so_far().kept;

    println!("| run | alive at once | done | bytes each | p50 | p99 | p99/p50 | last |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let found = scale::one_peer(&runtime, arguments.calls, &weigh)?;
    row(
        "calls to one peer, a slot each (both ends)",
        found.at_once,
        &found.times,
        Some(found.bytes),
    );
    let sent_again = found.client.calls.data_retransmitted;
    let found = scale::one_peer_in_turn(&runtime, arguments.calls)?;
    row("calls to one peer on 16 slots", 16, &found.times, None);
    let displacement = found.displacement;
    let found = scale::peers(&runtime, arguments.peers, &weigh)?;
    row("peers with a call each (the service)", found.at_once, &found.times, Some(found.bytes));
    println!();
    println!("On 16 slots no call ended more than {displacement} places from its turn.");
    println!("Where each call had a slot, the client sent {sent_again} packets again.");
    println!();

    println!(
        "| 100 peers, 50 calls each | calls of each | flood sent | taken in | let in | most alive of the flood | flood a call of others | p50 | p99 |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    flood_row("alone", &scale::flood(&runtime, 100, 50, 0, 1_000)?);
    for burst in [8, 64, 256] {
        let found = scale::flood(&runtime, 100, 50, burst, 1_000)?;
        flood_row(&format!("and one that floods, {burst} a turn"), &found);
    }
    tokio.shutdown_timeout(Duration::from_secs(1));
    Ok(())
}

fn row(what: &str, at_once: u64, times: &Times, bytes: Option<i64>) {
    let (p50, p99) = (times.percentile(50), times.percentile(99));
    let each = bytes.map_or("".to_owned(), |bytes| (bytes / at_once.max(1) as i64).to_string());
    println!(
        "| {what} | {at_once} | {} | {each} | {} | {} | {:.2} | {} |",
        times.count(),
        milliseconds(p50),
        milliseconds(p99),
        p99.as_secs_f64() / p50.as_secs_f64().max(1e-9),
        milliseconds(times.percentile(100))
    );
}

fn flood_row(what: &str, found: &Flood) {
    let (fewest, most) = found.calls_each;
    println!(
        "| {what} | {fewest}–{most} | {} | {} | {} | {} | {:.1} | {} | {} |",
        found.flood_sent,
        found.taken_in,
        found.let_in,
        found.most_of_flood,
        found.flood_sent as f64 / found.times.count().max(1) as f64,
        milliseconds(found.times.percentile(50)),
        milliseconds(found.times.percentile(99))
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
