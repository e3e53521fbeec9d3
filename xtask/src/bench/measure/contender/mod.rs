//! The systems that are measured beside each other, each as a server and a client process.
//!
//! Holds: what a contender is asked to do ([`Work`]) and what it answers ([`Sample`]). Must not know:
//! how often it is asked, or what becomes of the numbers.

mod openafs;
pub(crate) mod raw_udp;
mod rxrpc;
mod server;

use std::net::UdpSocket;
use std::process::Command;
use std::time::Duration;

pub(crate) use openafs::Openafs;
pub(crate) use raw_udp::RawUdp;
pub(crate) use rxrpc::Rxrpc;
use server::Server;

use super::{Result, cpu_time};
use crate::examples;
use crate::interop::process;

/// No run may take longer; librx was observed to stand still for seconds when datagrams are lost.
const LONGEST_RUN: Duration = Duration::from_secs(60);
const LOOPBACK: &str = "127.0.0.1";
/// Bytes that an RPC sends, and gets back.
pub(crate) const RPC_BYTES: u32 = 64;

/// What is to be done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// So many calls at once, each moving so many bytes.
    Bulk { direction: Direction, calls: u32, bytes: u64 },
    /// So many calls at once, each followed by the next until so many were made by each.
    Rpc { in_flight: u32, each: u32 },
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
    /// CPU seconds of both ends.
    pub(crate) cpu: f64,
    /// Payload bytes moved, and calls made.
    pub(crate) bytes: f64,
    pub(crate) calls: f64,
}

/// A system that can move bytes.
pub(crate) trait Contender {
    /// How tables call it.
    fn name(&self) -> &'static str;

    /// Does the work.
    fn run(&self, work: Work) -> Result<Sample>;
}

impl Work {
    /// Payload bytes and calls in all.
    fn amounts(self) -> (f64, f64) {
        match self {
            Self::Bulk { calls, bytes, .. } => (f64::from(calls) * bytes as f64, f64::from(calls)),
            Self::Rpc { in_flight, each } => {
                let calls = f64::from(in_flight) * f64::from(each);
                (2.0 * f64::from(RPC_BYTES) * calls, calls)
            }
        }
    }
}

/// Builds the programs of the project that take part.
pub(crate) fn build() -> Result<()> {
    let status = examples::build_command(&[rxrpc::EXAMPLE]).arg("--quiet").status()?;
    if status.success() { Ok(()) } else { Err("the examples do not build".into()) }
}

/// A UDP port that nobody had a moment ago.
fn free_port() -> Result<u16> {
    Ok(UdpSocket::bind((LOOPBACK, 0))?.local_addr()?.port())
}

/// Runs a client to its end: what it printed, and the CPU time of both ends meanwhile.
fn run_client(client: &mut Command, server: &Server) -> Result<(String, f64)> {
    let before = (cpu_time::of_ended_children(), cpu_time::of_process(server.id()));
    let text = process::must(client, LONGEST_RUN).map_err(|failure| format!("{failure:?}"))?;
    let own = cpu_time::of_ended_children().saturating_sub(before.0);
    let servers = cpu_time::of_process(server.id()).saturating_sub(before.1);
    Ok((text, (own + servers).as_secs_f64()))
}
