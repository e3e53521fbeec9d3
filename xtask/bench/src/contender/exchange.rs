//! The front ends of this project, and the systems that a Rust program would use instead, all carrying the
//! same exchanges.

use std::process::Command;

use super::{Contender, Direction, Sample, Server, THIS_PROGRAM, Work, run_client};
use crate::Result;
use crate::exchange::{Figures, System};

/// Bytes of the direction in which nothing is to be moved: a request says how long its reply shall be.
const NOTHING: u64 = 8;

/// One system, whose two ends are new processes for each work: what one has learnt or kept changes nothing for the next.
pub(crate) struct Exchange {
    system: System,
    endpoints: usize,
    rxkad: Option<u32>,
    beside: Option<u32>,
}

impl Exchange {
    /// A server has so many local endpoints, where the system has them.
    pub(crate) fn new(system: System, endpoints: usize) -> Self {
        Self { system, endpoints, rxkad: None, beside: None }
    }

    /// The same for calls that rxkad protects at a level.
    pub(crate) fn protected(mut self, rxkad: Option<u32>) -> Self {
        self.rxkad = rxkad;
        self
    }

    /// From now on long calls at this level of rxkad are made beside what is measured, on the same endpoints.
    pub(crate) fn run_beside(&mut self, level: Option<u32>) {
        self.beside = level;
    }
}

fn command(system: System, rxkad: Option<u32>) -> Command {
    let mut command = Command::new(THIS_PROGRAM);
    let name = clap::ValueEnum::to_possible_value(&system);
    command.args(["exchange", "--system"]);
    command.arg(name.map(|name| name.get_name().to_owned()).unwrap_or_default());
    if let Some(level) = rxkad {
        command.args(["--rxkad", &level.to_string()]);
    }
    command
}

impl Contender for Exchange {
    fn name(&self) -> &'static str {
        self.system.name()
    }

    fn takes(&self, work: Work) -> bool {
        self.system.takes_long_calls() || matches!(work, Work::Rpc { .. })
    }

    fn run(&self, work: Work) -> Result<Sample> {
        let endpoints = self.endpoints.to_string();
        let server =
            Server::start(command(self.system, self.rxkad).args(["--endpoints", &endpoints]))?;
        let (in_flight, each, request, reply) = match work {
            Work::Bulk { direction: Direction::Send, calls, bytes } => (calls, 1, bytes, NOTHING),
            Work::Bulk { direction: Direction::Receive, calls, bytes } => {
                (calls, 1, NOTHING, bytes)
            }
            Work::Rpc { in_flight, each, request, reply } => {
                (in_flight, each, u64::from(request), u64::from(reply))
            }
        };
        let mut client = command(self.system, self.rxkad);
        client.args(["--to", server.first_line(), "--in-flight", &in_flight.to_string()]);
        client.args(["--each", &each.to_string(), "--request", &request.to_string()]);
        client.args(["--reply", &reply.to_string()]);
        client.args(["--endpoints", &endpoints]);
        if let Some(level) = self.beside {
            client.args(["--beside", &level.to_string()]);
        }
        let (text, costs) = run_client(&mut client, &server)?;
        let figures: Figures = text.parse()?;
        let (bytes, calls) = work.amounts();
        Ok(Sample {
            megabytes_per_second: bytes / 1e6 / figures.seconds,
            calls_per_second: calls / figures.seconds,
            p50: figures.p50,
            p99: figures.p99,
            costs,
            system_calls: Some(figures.system_calls).filter(|calls| calls.is_finite()),
            datagrams: Some(figures.datagrams).filter(|datagrams| datagrams.is_finite()),
            bytes,
            calls,
        })
    }
}
