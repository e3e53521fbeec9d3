//! The order of a run: all paths, transfers, seeds and pairs. Pairs take turns or run at once, so that all
//! of them meet the same moods of the machine.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use rxrpc_tests::relay::Relay;

use super::ends::{End, Servers};
use super::paths::{self, Path, Transfer};
use super::table::{Results, Run};
use crate::interop::{namespace, packages};
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;
use xtask::programs::run_directory::RunDirectory;

/// Client and server.
const PAIRS: [(End, End); 7] = [
    (End::Sync, End::OpenAfs),
    (End::Async, End::OpenAfs),
    (End::OpenAfs, End::Sync),
    (End::OpenAfs, End::Async),
    (End::Sync, End::Sync),
    (End::Async, End::Async),
    MEASURE,
];
/// What the others are held against.
const MEASURE: (End, End) = (End::OpenAfs, End::OpenAfs);

/// A transfer that takes longer has failed. The slowest are OpenAFS's own.
const LONGEST: Duration = Duration::from_secs(240);
const LONGEST_SHORT: Duration = Duration::from_secs(60);
/// Late ACKs are still counted.
const SETTLE: Duration = Duration::from_millis(20);

/// How to run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Little to move over few paths: a test that takes a minute, no measurement.
    #[arg(long)]
    short: bool,
    /// How often everything is done, each time with another seed; the table shows medians.
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// Only paths whose name contains this text.
    #[arg(long)]
    path: Option<String>,
    /// Only pairs whose name (such as "sync to OpenAFS") contains this text.
    #[arg(long)]
    pair: Option<String>,
    /// Write the tables to this file, as Markdown.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// Where the outer process has prepared the run; set when it re-executes itself.
    #[arg(long, hide = true)]
    inside: Option<PathBuf>,
}

/// Runs and prints the tables; the exit code is a failure when any transfer failed.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let outcome = match &arguments.inside {
        Some(directory) => inside(arguments, directory),
        None => outside(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("interop badpath: {failure:?}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the C peer and does the run in a network namespace of its own, where the counters of the
/// system are those of the run.
fn outside() -> Result<bool, Failure> {
    let missing = packages::missing(&[]);
    if !missing.is_empty() {
        return Err(Failure::new(format!("install with: {}", packages::apt_line(&missing))));
    }
    let directory = RunDirectory::create()?;
    CPeer::build(directory.path())?;
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let mut words: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    words.extend([OsStr::new("--inside"), directory.path().as_os_str()]);
    let good = namespace::this_program_inside(&words)?.status()?.success();
    directory.remove();
    Ok(good)
}

fn inside(arguments: &Arguments, directory: &std::path::Path) -> Result<bool, Failure> {
    let began = Instant::now();
    namespace::prepare_loopback()?;
    let servers = Servers::start(CPeer::new(directory))?;
    let (paths, seeds, limit) = if arguments.short {
        (paths::short(), 1, LONGEST_SHORT)
    } else {
        (paths::all(), arguments.seeds.max(1), LONGEST)
    };
    let wanted = |text: &Option<String>, name: &str| {
        text.as_ref().is_none_or(|text| name.contains(text.as_str()))
    };
    let pairs: Vec<_> =
        PAIRS.into_iter().filter(|pair| wanted(&arguments.pair, &name_of(*pair))).collect();
    let mut results = Results::default();
    for path in paths.iter().filter(|path| wanted(&arguments.path, path.name)) {
        for transfer in path.transfers() {
            for seed in 1..=seeds {
                let run = |pair| once(&servers, path, transfer, pair, seed, limit);
                for (pair, run) in pairs.iter().zip(in_turn_or_at_once(path, transfer, &pairs, run))
                {
                    if let Err(failure) = &run {
                        let (pair, transfer) = (name_of(*pair), transfer.name());
                        eprintln!(
                            "FAILED {pair}, {}, {transfer}, seed {seed}: {failure:?}",
                            path.name
                        );
                    }
                    results.add(path.name, &transfer.name(), &name_of(*pair), run.ok());
                }
            }
            eprintln!(
                "{:6.1} s  {}, {}",
                began.elapsed().as_secs_f64(),
                path.name,
                transfer.name()
            );
        }
    }
    let text = results.markdown();
    println!("{text}");
    if let Some(file) = &arguments.write {
        std::fs::write(file, &text)?;
    }
    println!("{}, in {:.1} s", results.summary(), began.elapsed().as_secs_f64());
    // What OpenAFS does with itself is shown, and no verdict on us.
    Ok(results.all_exact_but(&name_of(MEASURE)))
}

/// One transfer of each pair. Where they mostly wait, all do it at once: in turn it would take an hour.
fn in_turn_or_at_once(
    path: &Path,
    transfer: Transfer,
    pairs: &[(End, End)],
    run: impl Fn((End, End)) -> Result<Run, Failure> + Sync,
) -> Vec<Result<Run, Failure>> {
    if !path.is_waited_for(transfer) {
        return pairs.iter().map(|pair| run(*pair)).collect();
    }
    thread::scope(|scope| {
        let run = &run;
        let running: Vec<_> = pairs.iter().map(|pair| scope.spawn(move || run(*pair))).collect();
        running
            .into_iter()
            .map(|thread| {
                thread.join().unwrap_or_else(|_| Err(Failure::new("the runner panicked")))
            })
            .collect()
    })
}

/// For tables and filters.
fn name_of((client, server): (End, End)) -> String {
    format!("{} to {}", client.name(), server.name())
}

fn once(
    servers: &Servers,
    path: &Path,
    transfer: Transfer,
    (client, server): (End, End),
    seed: u64,
    limit: Duration,
) -> Result<Run, Failure> {
    let server = servers.address(server);
    let listen = (server.ip(), 0).into();
    let overflows = socket_overflows();
    let relay = Relay::start(listen, server, path.settings(seed))?;
    let seconds = servers.transfer(client, relay.address(), transfer, limit)?;
    thread::sleep(SETTLE);
    let counters = relay.counters().sum();
    Ok(Run { seconds, counters, overflows: socket_overflows().saturating_sub(overflows) })
}

/// Datagrams that this network's sockets had no room for: losses that are not the relay's.
fn socket_overflows() -> u64 {
    let text = std::fs::read_to_string("/proc/net/snmp").unwrap_or_default();
    let mut lines = text.lines().filter(|line| line.starts_with("Udp:"));
    let (Some(names), Some(values)) = (lines.next(), lines.next()) else { return 0 };
    let at = names.split_whitespace().position(|name| name == "RcvbufErrors");
    at.and_then(|at| values.split_whitespace().nth(at)?.parse().ok()).unwrap_or(0)
}
