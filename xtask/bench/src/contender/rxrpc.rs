//! This project: `rx perf` in both roles.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::{Contender, Direction, LOOPBACK, Sample, Server, Work, free_port, run_client};
use crate::Result;
use xtask::programs::rx;

const NO_OFFLOAD: &str = "--no-offload";
/// In seconds, as long as a run may take.
const TIMEOUT: &str = "60";

/// A server of ours, and how to call it.
pub(crate) struct Rxrpc {
    program: PathBuf,
    port: u16,
    offload: bool,
    server: Server,
}

impl Rxrpc {
    /// Starts the server. Without `offload`, neither end hands over batches as one.
    pub(crate) fn start(offload: bool) -> Result<Self> {
        let program = rx::program()?;
        let port = free_port()?;
        let mut command = Command::new(&program);
        command.args([
            "perf",
            "server",
            "--timeout",
            TIMEOUT,
            "--bind",
            LOOPBACK,
            "--threads",
            "16",
            "--port",
        ]);
        command.arg(port.to_string());
        command.args((!offload).then_some(NO_OFFLOAD));
        Ok(Self { server: Server::start(&mut command)?, program, port, offload })
    }
}

impl Contender for Rxrpc {
    fn name(&self) -> &'static str {
        if self.offload { "rxrpc" } else { "rxrpc, GSO/GRO off" }
    }

    fn takes(&self, work: Work) -> bool {
        // Without offload, one size of request tells what there is to tell.
        match work {
            Work::Bulk { .. } => true,
            Work::Rpc { request, .. } => self.offload || request == 64,
        }
    }

    fn run(&self, work: Work) -> Result<Sample> {
        let mut client = Command::new(&self.program);
        let server = format!("{LOOPBACK}:{}", self.port);
        client.args(["perf", "client", "--json", "--timeout", TIMEOUT, &server]);
        client.args((!self.offload).then_some(NO_OFFLOAD));
        match work {
            Work::Bulk { direction, calls, bytes } => {
                let command = match direction {
                    Direction::Send => "send",
                    Direction::Receive => "recv",
                };
                client.args(["--command", command, "--bytes", &bytes.to_string()]);
                client.args(["--threads", &calls.to_string()]);
            }
            Work::Rpc { in_flight, each, request, reply } => {
                let (request, reply) = (request.to_string(), reply.to_string());
                client.args(["--command", "rpc", "-S", &request, "-R", &reply]);
                client.args(["--threads", &in_flight.to_string(), "--times", &each.to_string()]);
            }
        }
        let (text, costs) = run_client(&mut client, &self.server)?;
        let printed: Value = serde_json::from_str(&text)?;
        let figure = |name: &str| printed["median"][name].as_f64().ok_or(format!("no {name}"));
        let (bytes, calls) = work.amounts();
        Ok(Sample {
            megabytes_per_second: figure("megabytes_per_second")?,
            calls_per_second: figure("calls_per_second")?,
            p50: figure("latency_p50_us")?,
            p99: figure("latency_p99_us")?,
            costs,
            system_calls: printed["system_calls"].as_f64(),
            datagrams: printed["datagrams"].as_f64(),
            bytes,
            calls,
        })
    }
}
