//! The parts of a run against OpenAFS: each in private namespaces of its own, with a bound of its own, all at once.
//!
//! Knows what a part needs before it begins. Its cases stand in the module of its name.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use super::packages::Package;
use super::report::Report;
use super::{Options, afs, namespace, null, openafs_cell, packages, rxkad};
use xtask::programs::c_peer::CPeer;
use xtask::programs::failure::Failure;
use xtask::programs::run_directory::RunDirectory;
use xtask::programs::rx;

/// A part of the run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Without security: database servers, debug tools, librx and rxperf, with jumbograms on and off.
    Null,
    /// The security class rxkad: keys, tickets and levels, in both roles through both front ends.
    Rxkad,
    /// The services of AFS: clients and services of the package `rxrpc-afs` with OpenAFS's servers and tools.
    Afs,
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// A part that takes longer than this has hung somewhere; what was not run by then has failed.
    fn limit(self) -> Duration {
        match self {
            Part::Null => Duration::from_secs(180),
            Part::Rxkad => Duration::from_secs(150),
            Part::Afs => Duration::from_secs(120),
        }
    }

    /// What it needs besides what all need.
    fn packages(self) -> &'static [&'static [Package]] {
        match self {
            Part::Null => &[],
            Part::Rxkad => &[&packages::OF_A_KDC],
            Part::Afs => &[&packages::OF_A_KDC, &packages::OF_A_FILE_SERVER],
        }
    }

    /// Where its cell is.
    fn address(self) -> &'static str {
        match self {
            Part::Null | Part::Rxkad => openafs_cell::ADDRESS,
            Part::Afs => openafs_cell::FILES,
        }
    }
}

/// Prepares the parts, then does each in a process of its own inside private namespaces: there the fixed
/// ports of the AFS servers are free and a capture holds nothing but this part.
pub(super) fn outside(options: &Options) -> Result<bool, Failure> {
    let parts = if options.parts.is_empty() { Part::value_variants() } else { &options.parts };
    let missing = packages::missing(
        &parts.iter().flat_map(|part| part.packages()).copied().collect::<Vec<_>>(),
    );
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
    if parts.contains(&Part::Null) || parts.contains(&Part::Afs) {
        rx::build()?;
    }
    if parts.contains(&Part::Rxkad) {
        rxkad::kerberos::build()?;
    }
    let outcomes = if namespace::can_be_made() {
        thread::scope(|scope| {
            let run = |part: &Part| {
                let (part, directory) = (*part, directory.path());
                scope.spawn(move || run_part(part, options, directory))
            };
            let running: Vec<_> = parts.iter().map(run).collect();
            let panicked = |_| Err(Failure::new("a part's thread panicked"));
            let joined = running.into_iter().map(|part| part.join().unwrap_or_else(panicked));
            joined.collect::<Vec<_>>()
        })
    } else {
        println!("no private namespaces (they need root): running on this machine's own loopback");
        parts.iter().map(|part| run_part(*part, options, directory.path())).collect()
    };
    let mut good = true;
    for outcome in outcomes {
        good &= outcome?;
    }
    if good && !options.keep {
        directory.remove();
    } else {
        println!("packets, logs and databases of the run: {}", directory.path().display());
    }
    Ok(good)
}

/// Runs a part in a process of its own and prints its table when it has ended.
fn run_part(part: Part, options: &Options, directory: &Path) -> Result<bool, Failure> {
    let name = part.name();
    let own = directory.join(&name);
    std::fs::create_dir(&own)?;
    let mut words: Vec<&OsStr> = ["interop", "openafs", &name, "--inside"].map(OsStr::new).to_vec();
    words.push(own.as_os_str());
    if let Some(text) = &options.only {
        words.extend([OsStr::new("--only"), OsStr::new(text)]);
    }
    let output = namespace::this_program_inside(&words)?.stderr(Stdio::inherit()).output()?;
    println!("--- {name}\n{}", String::from_utf8_lossy(&output.stdout));
    Ok(output.status.success())
}

/// A part itself. Everything started here is ended here, by its process id.
pub(super) fn inside(options: &Options, directory: &Path) -> Result<bool, Failure> {
    let started = Instant::now();
    let [part] = options.parts[..] else { return Err(Failure::new("one part at a time")) };
    // Declared first, so that it is put back last.
    let _place = namespace::prepare(directory, part.address())?;
    let programs = directory.parent().unwrap_or(directory);
    let c_peer = CPeer::new(programs).logging_to(directory);
    let report = match part {
        Part::Null => null::run(options, directory, c_peer, started + part.limit())?,
        Part::Rxkad => rxkad::run(options, directory, c_peer, started + part.limit())?,
        Part::Afs => afs::run(options, directory, started + part.limit())?,
    };
    report.print();
    println!("{} in {:.1} s", report.summary(), started.elapsed().as_secs_f64());
    Ok(report.all_passed())
}
