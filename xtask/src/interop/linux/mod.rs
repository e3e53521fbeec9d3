//! The run against the Linux kernel's own AF_RXRPC: Debian's kernels under QEMU's software emulation, each booted once, with many
//! cases in both directions through both front ends.
//!
//! Each kernel has a network namespace and a process of its own, one after the other: a guest is slow, and two of them would end
//! each other's calls by the kernel's own limits. This module knows the order of a run; what a guest is, who calls whom and what
//! is asked stand in the modules below.

mod contract;
mod differences;
mod exchange;
mod from_kernel;
mod guest;
mod initrd;
mod kernel;
mod keys;
mod packets;
mod paths;
mod perf;
mod repeated;
mod scene;
mod services;
mod tap;
mod to_kernel;
mod versions;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::front_ends::FrontEnd;
use super::lanes::{self, Lane};
use super::report::{Report, Row};
use super::{namespace, packages};
use guest::Guest;
use kernel::Kernel;
use packets::Capture;
use scene::Scene;
use xtask::programs::failure::{Failure, require};
use xtask::programs::run_directory::RunDirectory;
use xtask::programs::rx;

/// A kernel for which all cases take longer has hung somewhere; what was not run by then has failed.
const LIMIT: Duration = Duration::from_secs(220);

/// What a kernel has answered to the steps of the contract, and what it calls itself, for the process outside.
const TRANSCRIPT: &str = "transcript";
const RELEASE: &str = "release";

/// How to run.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Which kernels; all of them if none is named.
    #[arg(value_enum)]
    kernels: Vec<Kernel>,
    /// Run only the cases whose name or peer contains this text.
    #[arg(long)]
    only: Option<String>,
    /// Keep the packets and logs of the run even when all went well.
    #[arg(long)]
    keep: bool,
    /// Write the table of differences in the docs anew.
    #[arg(long)]
    update: bool,
    /// Only fetch the kernels.
    #[arg(long)]
    fetch: bool,
    /// Where the outer process has prepared a kernel's run; set when it re-executes itself.
    #[arg(long, hide = true)]
    inside: Option<PathBuf>,
}

impl Arguments {
    fn wants(&self, case: &str, peer: &str) -> bool {
        self.only.as_ref().is_none_or(|text| case.contains(text) || peer.contains(text))
    }
}

/// Runs the cases and prints their tables; the exit code is a failure when any case failed.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let outcome = match &arguments.inside {
        Some(directory) => inside(arguments, directory),
        None => outside(arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("interop linux: {failure:?}");
            ExitCode::FAILURE
        }
    }
}

/// Fetches what is not there, then does each kernel in a process of its own inside a private namespace.
fn outside(arguments: &Arguments) -> Result<bool, Failure> {
    let missing = packages::missing_for_linux();
    if !missing.is_empty() {
        let mut report = Report::default();
        for package in &missing {
            report.add(package.as_row());
        }
        report.print();
        eprintln!("install what is missing with:\n    {}", packages::apt_line(&missing));
        return Ok(false);
    }
    let kernels =
        if arguments.kernels.is_empty() { Kernel::value_variants() } else { &arguments.kernels };
    for kernel in kernels {
        println!("kernel {}: {}", kernel.name(), kernel.get()?.release);
    }
    if arguments.fetch {
        return Ok(true);
    }
    require!(
        namespace::can_be_made(),
        "this run needs root: a guest has a network namespace of its own"
    );
    let directory = RunDirectory::create()?;
    initrd::compile(directory.path())?;
    rx::build()?;
    let mut good = true;
    for kernel in kernels {
        good &= run_kernel(*kernel, arguments, directory.path())?;
    }
    if arguments.kernels.is_empty() && arguments.only.is_none() {
        good &= differences(directory.path(), arguments.update);
    }
    if good && !arguments.keep {
        directory.remove();
    } else {
        println!("packets and logs of the run: {}", directory.path().display());
    }
    Ok(good)
}

/// Makes the table of differences of what both kernels have answered.
fn differences(directory: &Path, update: bool) -> bool {
    let column = |kernel: Kernel| -> Result<differences::Column, Failure> {
        let own = directory.join(kernel.name());
        let transcript = contract::parse(&std::fs::read_to_string(own.join(TRANSCRIPT))?);
        Ok(differences::Column {
            kernel,
            release: std::fs::read_to_string(own.join(RELEASE))?,
            transcript,
        })
    };
    let settled = column(Kernel::Newest)
        .and_then(|newest| differences::settle(&[newest, column(Kernel::Old)?], update));
    println!("{}: {settled:?}", differences::document().display());
    settled.is_ok()
}

fn run_kernel(kernel: Kernel, arguments: &Arguments, directory: &Path) -> Result<bool, Failure> {
    let own = directory.join(kernel.name());
    std::fs::create_dir(&own)?;
    let mut words: Vec<&OsStr> =
        ["interop", "linux", kernel.name(), "--inside"].map(OsStr::new).to_vec();
    words.push(own.as_os_str());
    if let Some(text) = &arguments.only {
        words.extend([OsStr::new("--only"), OsStr::new(text)]);
    }
    let mut command = namespace::this_program_inside(&words)?;
    let output = command.stderr(Stdio::inherit()).output()?;
    println!("--- {}\n{}", kernel.name(), String::from_utf8_lossy(&output.stdout));
    Ok(output.status.success())
}

/// One kernel. Everything started here is ended here, by its process id.
fn inside(arguments: &Arguments, directory: &Path) -> Result<bool, Failure> {
    let began = Instant::now();
    let [kernel] = arguments.kernels[..] else { return Err(Failure::new("one kernel at a time")) };
    namespace::prepare_loopback()?;
    tap::make()?;
    let mut report = Report::default();
    match start(kernel, directory) {
        Ok((guest, capture)) => {
            report.add(Row::new(
                "the guest comes up",
                &guest.release,
                Ok(String::new()),
                began.elapsed(),
            ));
            std::fs::write(directory.join(RELEASE), &guest.release)?;
            let scene = Arc::new(Scene::new(guest)?);
            let ours = perf::Ours::start(directory)?;
            cases(&scene, &ours, arguments, began + LIMIT, &mut report)?;
            if arguments.wants("contract", kernel.name()) {
                let transcript = answers(&scene, kernel, began + LIMIT, &mut report)?;
                std::fs::write(directory.join(TRANSCRIPT), transcript)?;
            }
            end(&scene, capture, &mut report);
        }
        // No case has been run, and none has failed: that is another matter than a case that fails.
        Err(failure) => {
            let failure = failure.while_doing("THE GUEST DID NOT COME UP");
            report.add(Row::new(
                "the guest comes up",
                kernel.name(),
                Err(failure),
                began.elapsed(),
            ));
        }
    }
    report.print();
    println!("{} in {:.1} s", report.summary(), began.elapsed().as_secs_f64());
    Ok(report.all_passed())
}

fn start(kernel: Kernel, directory: &Path) -> Result<(Guest, Capture), Failure> {
    let program = directory.parent().unwrap_or(directory).join("rxguest");
    let capture = Capture::start(directory)?;
    let unpacked = kernel.get()?;
    // Kernels make tests of time while they start, which may fail on a loaded machine.
    let guest = Guest::start(&unpacked, &program, directory).or_else(|failure| {
        eprintln!("the guest is started again: {failure:?}");
        Guest::start(&unpacked, &program, directory)
    })?;
    Ok((guest, capture))
}

/// All cases of calls, in phases.
fn cases(
    scene: &Arc<Scene>,
    ours: &perf::Ours,
    arguments: &Arguments,
    deadline: Instant,
    report: &mut Report,
) -> Result<(), Failure> {
    let wanted = |name: &str, of: &str| arguments.wants(name, of);
    let mut at_once: Vec<Lane> = Vec::new();
    for front_end in FrontEnd::BOTH {
        at_once.extend(to_kernel::lanes(scene, front_end)?);
        at_once.extend(from_kernel::lanes(scene, front_end)?);
    }
    for phase in
        [at_once, vec![paths::bad(scene)?], vec![paths::mtus(scene)], vec![perf::lane(scene, ours)]]
    {
        let phase = phase.into_iter().map(|lane| lane.keep(&wanted)).collect();
        for row in lanes::run(phase, deadline) {
            report.add(row);
        }
    }
    Ok(())
}

/// The steps of the contract; what was answered comes back.
fn answers(
    scene: &Scene,
    kernel: Kernel,
    deadline: Instant,
    report: &mut Report,
) -> Result<String, Failure> {
    let began = Instant::now();
    let outcome = contract::run(&scene.guest, kernel, deadline)?;
    let (actions, differs) = (outcome.transcript.len(), outcome.differs.len());
    let seen = if outcome.differs.is_empty() {
        Ok(format!("{actions} actions, all as the steps have them; {} steps again", outcome.again))
    } else {
        report.append(outcome.differs.join("\n"));
        Err(Failure::new(format!("{differs} of {actions} actions answered otherwise: below")))
    };
    report.add(Row::new("the steps of the contract", &scene.kernel, seen, began.elapsed()));
    Ok(contract::to_text(&outcome.transcript))
}

/// What is to be said of a guest at its end.
fn end(scene: &Scene, capture: Capture, report: &mut Report) {
    let mut began = Instant::now();
    let mut add = |case: &str, peer: &str, seen: lanes::Seen| {
        report.add(Row::new(case, peer, seen, began.elapsed()));
        began = Instant::now();
    };
    let again = format!("{} attempts", scene.attempts.count());
    add("tried again after the kernel's own limits", &scene.kernel, Ok(again));
    add("the guest powers off", &scene.kernel, scene.guest.power_off());
    add("our packets decode", &super::capture::checker(), capture.finish());
}
