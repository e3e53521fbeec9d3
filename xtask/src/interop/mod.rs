//! Interoperability runs: real peers are started, cases are run against them, a table is printed.
//!
//! This module knows the order of a run and which UDP ports it uses. What a peer is, how it is
//! started and what a case asks of it stand in the modules below.

mod badpath;
mod capture;

mod namespace;
mod null;
mod openafs_cell;
mod packages;
mod ports;
mod report;
mod rxperf;
mod verdict;
mod xdr;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};

use capture::Capture;
use null::Lane;
use openafs_cell::OpenafsCell;
use report::{Report, Row};
use rxperf::Rxperf;
use verdict::Verdict;
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;
use xtask::programs::run_directory::RunDirectory;

/// A run that takes longer than this has hung somewhere; what was not run by then has failed.
const WHOLE_RUN: Duration = Duration::from_secs(180);

/// Whose implementation to run against.
#[derive(Subcommand)]
pub(crate) enum Peers {
    /// OpenAFS of Debian's packages: its database servers, its debug tools and its Rx library.
    Openafs(Options),
    /// Both of our front ends and OpenAFS's Rx library, in all pairs, over a network that loses, reorders
    /// and delays.
    Badpath(badpath::Arguments),
}

/// How to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Run only the cases whose name or peer contains this text.
    #[arg(long)]
    only: Option<String>,
    /// Keep the packets, logs and databases of the run even when all went well.
    #[arg(long)]
    keep: bool,
    /// Where the outer process has prepared the run; set when it re-executes itself.
    #[arg(long, hide = true)]
    inside: Option<PathBuf>,
}

/// Runs the cases and prints their table; the exit code is a failure when any case failed.
pub(crate) fn run(with: &Peers) -> ExitCode {
    let options = match with {
        Peers::Openafs(options) => options,
        Peers::Badpath(arguments) => return badpath::run(arguments),
    };
    let outcome = match &options.inside {
        Some(directory) => inside(options, directory.clone()),
        None => outside(options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("interop openafs: {failure:?}");
            ExitCode::FAILURE
        }
    }
}

/// Prepares the run, then does it in a process of its own inside private namespaces: there the fixed
/// ports of the AFS servers are free and a capture holds nothing but this run.
fn outside(options: &Options) -> Result<bool, Failure> {
    let missing = packages::missing();
    if !missing.is_empty() {
        let mut report = Report::default();
        for package in &missing {
            report.add(package.as_row());
        }
        report.print();
        eprintln!("install what is missing with:\n    {}", packages::apt_line(&missing));
        return Ok(false);
    }
    let directory = RunDirectory::create()?;
    CPeer::build(directory.path())?;
    Rxperf::build()?;
    let mut words: Vec<&OsStr> = ["interop", "openafs", "--inside"].map(OsStr::new).to_vec();
    words.push(directory.path().as_os_str());
    if let Some(text) = &options.only {
        words.extend([OsStr::new("--only"), OsStr::new(text)]);
    }
    let good = namespace::run_inside(&words)?;
    if good && !options.keep {
        directory.remove();
    } else {
        println!("packets, logs and databases of the run: {}", directory.path().display());
    }
    Ok(good)
}

/// The run itself. Everything started here is ended here, by its process id.
fn inside(options: &Options, directory: PathBuf) -> Result<bool, Failure> {
    let started = Instant::now();
    // Declared first, so that it is put back last.
    let _place = namespace::prepare(&directory)?;
    let capture = Capture::start(&directory)?;
    let cell = OpenafsCell::start(&directory)?;
    let peer = Arc::new(CPeer::new(&directory));
    let rxperf = Arc::new(Rxperf::new(&directory)?);
    let (lanes, peers) = null::lanes(&peer, &rxperf, &cell)?;

    let wanted = |name: &str, of: &str| {
        options.only.as_ref().is_none_or(|text| name.contains(text) || of.contains(text))
    };
    let lanes: Vec<Lane> = lanes.into_iter().map(|lane| lane.keep(&wanted)).collect();
    let mut report = Report::default();
    for row in null::run(lanes, started + WHOLE_RUN) {
        report.add(row);
    }
    drop(peers);
    drop(cell);
    check_packets(capture, options, &mut report);
    report.print();
    println!("{} in {:.1} s", report.summary(), started.elapsed().as_secs_f64());
    Ok(report.all_passed())
}

/// The rows that come from the captured packets.
fn check_packets(capture: Capture, options: &Options, report: &mut Report) {
    let started = Instant::now();
    let verdict = capture.finish();
    let mut add = |name: &str, judge: fn(&Verdict) -> Result<String, Failure>| {
        let seen = match &verdict {
            Ok(verdict) => judge(verdict),
            Err(failure) => Err(Failure::new(format!("{failure:?}"))),
        };
        report.add(Row::new(name, &capture::checker(), seen, started.elapsed()));
    };
    add("our packets decode", Verdict::our_packets_decode);
    if options.only.is_none() {
        add("jumbograms where both have them on", Verdict::jumbograms_only_when_on);
    }
}
