//! The systems that are measured beside each other, each as a server and a client process.
//!
//! Holds: what a contender is asked to do ([`Work`]) and what it answers ([`Sample`]). Must not know:
//! how often it is asked, or what becomes of the numbers.

mod exchange;
mod openafs;
mod peak;
pub(crate) mod raw_udp;
mod rxrpc;
mod server;

use std::io::Read;
use std::net::UdpSocket;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use exchange::Exchange;
pub(crate) use openafs::Openafs;
pub(crate) use raw_udp::RawUdp;
pub(crate) use rxrpc::Rxrpc;
pub(crate) use server::Server;

use super::Result;
use super::usage::Usage;
use xtask::programs::rx;

/// No run may take longer; librx was observed to stand still for seconds when datagrams are lost.
const LONGEST_RUN: Duration = Duration::from_secs(60);
const LOOPBACK: &str = "127.0.0.1";
/// This program, also when its file has been replaced since it was started.
const THIS_PROGRAM: &str = "/proc/self/exe";
/// Between two looks at a client: also how exactly the end of what it takes in all is known, not its own
/// figures.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// What is to be done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// So many calls at once, each moving so many bytes.
    Bulk { direction: Direction, calls: u32, bytes: u64 },
    /// So many calls at once, each followed by the next until so many were made by each;
    /// so many bytes there and back.
    Rpc { in_flight: u32, each: u32, request: u32, reply: u32 },
}

/// Where the bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the server.
    Send,
    /// From the server.
    Receive,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sample {
    /// Payload, in millions of bytes a second.
    pub(crate) megabytes_per_second: f64,
    pub(crate) calls_per_second: f64,
    /// Microseconds that a call takes once it has its slot.
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) costs: Costs,
    /// System calls on the client's socket, and the datagrams that they moved, where that is counted.
    pub(crate) system_calls: Option<f64>,
    pub(crate) datagrams: Option<f64>,
    /// Payload bytes moved, and calls made.
    pub(crate) bytes: f64,
    pub(crate) calls: f64,
}

/// What both processes took of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Costs {
    /// CPU seconds of both ends.
    pub(crate) cpu: f64,
    /// Context switches of both ends.
    pub(crate) switches: f64,
    /// Most memory at once, in MiB, of the client and of the server.
    pub(crate) peaks: [f64; 2],
}

/// A system that can move bytes.
pub(crate) trait Contender {
    /// How tables call it.
    fn name(&self) -> &'static str;

    /// Whether it takes part in this work.
    fn takes(&self, _: Work) -> bool {
        true
    }

    /// Does the work.
    fn run(&self, work: Work) -> Result<Sample>;
}

impl Work {
    /// Payload bytes and calls in all.
    pub(crate) fn amounts(self) -> (f64, f64) {
        match self {
            Self::Bulk { calls, bytes, .. } => (f64::from(calls) * bytes as f64, f64::from(calls)),
            Self::Rpc { in_flight, each, request, reply } => {
                let calls = f64::from(in_flight) * f64::from(each);
                ((f64::from(request) + f64::from(reply)) * calls, calls)
            }
        }
    }
}

/// Builds the programs of the project that take part.
pub(crate) fn build() -> Result<()> {
    rx::build().map_err(|failure| format!("{failure:?}").into())
}

/// A UDP port that nobody had a moment ago.
fn free_port() -> Result<u16> {
    Ok(UdpSocket::bind((LOOPBACK, 0))?.local_addr()?.port())
}

/// Runs a client to its end: what it printed, and what it cost.
fn run_client(client: &mut Command, server: &Server) -> Result<(String, Costs)> {
    let before = (Usage::of_ended_children(), Usage::of_process(server.id()));
    peak::forget(server.id());
    let started = client.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = started.spawn()?;
    // What clients print fits a pipe.
    let (mut out, mut errors) = (child.stdout.take(), child.stderr.take());
    let deadline = Instant::now() + LONGEST_RUN;
    let mut peaks = [0.0; 2];
    let status = loop {
        peaks[0] = peak::of(child.id()).max(peaks[0]);
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() > deadline => {
                child.kill()?;
                child.wait()?;
                return Err(format!("a client did not end within {LONGEST_RUN:?}").into());
            }
            None => thread::sleep(LOOK_AGAIN),
        }
    };
    peaks[1] = peak::of(server.id());
    let mut text = String::new();
    if let Some(out) = &mut out {
        out.read_to_string(&mut text)?;
    }
    if let (Some(errors), false) = (&mut errors, status.success()) {
        errors.read_to_string(&mut text)?;
        return Err(format!("{status}: {}", text.trim()).into());
    }
    let own = Usage::of_ended_children() - before.0;
    let servers = Usage::of_process(server.id()) - before.1;
    let costs = Costs {
        cpu: (own.cpu + servers.cpu).as_secs_f64(),
        switches: (own.switches + servers.switches) as f64,
        peaks,
    };
    Ok((text, costs))
}
