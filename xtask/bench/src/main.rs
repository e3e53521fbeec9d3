#![forbid(unsafe_code)]
//! `cargo xtask bench`: measures how fast the project is, and beside what. This file: which measurements there
//! are, in which order they run, and what they come to.
//!
//! Under it: `contention` (what waiting costs) and `scale` (what grows with numbers), both behind a feature, [`traffic`] (long
//! and small calls beside other systems), [`many_peers`], [`ciphers`] (rxkad's, in memory), [`contender`] (the systems), [`exchange`] (the
//! front ends and their rivals), [`event_loop`] (a thread that waits for many calls),
//! [`levels`] (of rxkad), [`beside`] (small calls beside long ones of rxkad), [`figures`] (medians and ratios), [`report`], [`chart`] and [`document`]
//! (what is written). Times on a shared machine are noisy, so contenders take turns in rounds, and the
//! ratios are what counts.

mod beside;
mod chart;
mod ciphers;
mod contender;
#[cfg(feature = "counting")]
mod contention;
mod document;
mod event_loop;
mod exchange;
mod figures;
mod levels;
mod machine;
mod many_peers;
mod report;
#[cfg(feature = "counting")]
mod scale;
mod traffic;
mod usage;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser as _;

use contender::raw_udp;
use report::Report;
use traffic::{Meeting, works};

/// What a measurement may fail with.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Measure speed, beside raw UDP, OpenAFS, quinn and tonic, and what waiting and numbers cost.
#[derive(clap::Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Fewer and shorter rounds.
    #[arg(long, global = true)]
    quick: bool,
    /// Write the figures to this file as well, as JSON.
    #[arg(long, global = true, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Mebibytes to move in each bulk run.
    #[arg(long, global = true, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=2047))]
    mebibytes: u32,
    /// Put the figures into docs/speed.md, and charts under docs/figures.
    #[arg(long, global = true, alias = "readme")]
    docs: bool,
    /// Build and run without quinn and tonic, which take a minute to build.
    #[arg(long, global = true)]
    no_peers: bool,
    /// How often the contenders take turns.
    #[arg(long, global = true)]
    rounds: Option<usize>,
}

#[derive(clap::Subcommand)]
enum Part {
    /// What waiting for slots and for the user mutex costs; memory and allocations. No part of the whole.
    Contention,
    /// Long transfers, one call and several at once.
    Bulk,
    /// Small requests and replies.
    Calls,
    /// Our front ends beside quinn and tonic.
    Rpc,
    /// Time and memory as calls, connections and peers grow. No part of the whole.
    Scale,
    /// The ciphers of rxkad, in memory.
    RxkadCipher,
    /// One thread with a thousand calls in flight at a service that answers late: what it wakes for.
    EventLoop,
    /// Long calls at each level of rxkad, beside OpenAFS's and beside none.
    Rxkad,
    /// How long a small call takes beside long ones that rxkad encrypts, on one endpoint.
    RxkadBeside,
    /// One end of the raw UDP contender.
    #[command(hide = true)]
    RawUdp(raw_udp::Role),
    /// The service of the event loop.
    #[command(hide = true)]
    LateService(event_loop::Role),
    /// One end of an exchange through a front end or a peer.
    #[command(hide = true)]
    Exchange(exchange::Role),
}

/// How long and how often.
#[derive(Clone, Copy)]
struct Effort {
    quick: bool,
    rounds: usize,
    bulk_bytes: u64,
    /// No new round of traffic begins after this.
    until: Instant,
}

/// Measures, and prints the report.
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.part {
        Some(Part::RawUdp(role)) => raw_udp::play(role),
        Some(Part::LateService(role)) => event_loop::play(role),
        Some(Part::Exchange(role)) => {
            exchange::play(role).map_err(|error| -> Box<dyn Error> { error })
        }
        _ => measure(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> Result<()> {
    let began = Instant::now();
    let quick = arguments.quick;
    let effort = Effort {
        quick,
        rounds: arguments.rounds.unwrap_or(if quick { 2 } else { 3 }),
        bulk_bytes: u64::from(if quick {
            arguments.mebibytes.min(64)
        } else {
            arguments.mebibytes
        }) << 20,
        until: began + Duration::from_secs(if quick { 40 } else { 300 }),
    };
    if !matches!(
        arguments.part,
        Some(Part::Rxkad | Part::RxkadBeside | Part::RxkadCipher | Part::EventLoop)
    ) {
        contender::build()?;
    }
    let mut report = Report::new(machine::describe());
    match &arguments.part {
        Some(Part::Rpc) => {
            let meeting = Meeting::of_front_ends(works::front_ends(effort), &mut report)?;
            meet(
                arguments,
                ("bench-rpc", "cargo xtask bench rpc --docs"),
                meeting,
                effort,
                &mut report,
            )?;
            report.note(FRONT_ENDS);
        }
        #[cfg(feature = "counting")]
        Some(Part::Contention) => contention::measure(effort, &mut report)?,
        #[cfg(feature = "counting")]
        Some(Part::Scale) => scale::measure(effort, &mut report)?,
        #[cfg(not(feature = "counting"))]
        Some(Part::Contention | Part::Scale) => {
            return Err("this was built without its feature `counting`".into());
        }
        Some(Part::EventLoop) => event_loop::measure(effort, &mut report)?,
        Some(Part::Rxkad) => levels::measure(effort, &mut report)?,
        Some(Part::RxkadBeside) => beside::measure(effort, &mut report)?,
        Some(Part::RxkadCipher) => ciphers::measure(effort, &mut report)?,
        part => {
            let mut all = Vec::new();
            if !matches!(part, Some(Part::Calls)) {
                all.extend(works::bulk(effort));
            }
            if !matches!(part, Some(Part::Bulk)) {
                all.extend(works::calls(effort));
            }
            let meeting = Meeting::of_protocols(all, &mut report)?;
            meet(arguments, ("bench", "cargo xtask bench --docs"), meeting, effort, &mut report)?;
            report.note(PROTOCOLS);
            if part.is_none() {
                many_peers::measure(effort, &mut report)?;
                event_loop::measure(effort, &mut report)?;
            }
        }
    }
    report.note(format!("Whole run: {:.0} s.", began.elapsed().as_secs_f64()));
    print!("{}", report.to_markdown());
    if let Some(file) = &arguments.json {
        std::fs::write(file, report.to_json())?;
    }
    Ok(())
}

/// Runs the rounds and writes down what came of them.
fn meet(
    arguments: &Arguments,
    (part, command): (&str, &str),
    mut meeting: Meeting,
    effort: Effort,
    report: &mut Report,
) -> Result<()> {
    meeting.run(effort);
    meeting.report(report);
    if arguments.docs {
        document::write(part, command, &meeting, report)?;
    }
    Ok(())
}

const PROTOCOLS: &str = "Raw UDP sends the same datagrams under the same window of 255, the payload of \
    1412 of each 1440 bytes counted; it is in one direction, and shown beside both. For small calls it has as many \
    datagrams echoed at once, a sixteenth of them in a batch. rxrpc and librx take \
    the time of a small call from its slot on (rxrpc has 16 to a peer by default, librx as many as its \
    client opened connections for), quinn from when it is made. System calls and datagrams are those of \
    the client's socket. quinn encrypts, the others do not; its smallest request has 8 bytes.";
const FRONT_ENDS: &str = "The time of a call includes the wait for its turn. rxrpc clients have 16 \
    slots to their peer, the default, or 128; AF_RXRPC sockets carry no long calls here. Raw UDP, the limit, has as many \
    datagrams of the same size echoed at once, a sixteenth of them in a batch. Each system's server is a new process for \
    each run. quinn may open 4096 streams, tonic has no limit. quinn encrypts, the \
    others do not. tonic's long calls are streams of messages of 64 KiB.";
