//! OpenAFS: the project's C peer, which speaks rxperf's protocol over OpenAFS's own Rx library, in both
//! roles, with that library's default settings.

use std::process::Command;

use super::{Contender, Direction, LOOPBACK, Sample, Server, Work, free_port, run_client};
use crate::Result;
use xtask::programs::c_peer::CPeer;
use xtask::programs::run_directory::RunDirectory;

const PROGRAM: &str = "rxpeer";
const NO_JUMBOGRAMS: &str = "-j";
/// A made-up DES key, which both ends have.
const KEY: [&str; 2] = ["-k", "5:b5139e57c8d9ce2f"];

/// A server on librx, and how to call it.
pub(crate) struct Openafs {
    /// Holds the program; removed in the end.
    directory: Option<RunDirectory>,
    port: u16,
    jumbograms: bool,
    rxkad: Option<u32>,
    server: Server,
}

impl Openafs {
    pub(crate) const NAME: &str = "OpenAFS librx";

    /// Builds the program and starts the server; fails where the library is not installed.
    pub(crate) fn start(jumbograms: bool) -> Result<Self> {
        Self::start_protected(jumbograms, None)
    }

    /// The same with a client whose calls rxkad protects at a level.
    pub(crate) fn start_protected(jumbograms: bool, rxkad: Option<u32>) -> Result<Self> {
        let name = if jumbograms { "librx" } else { "librx-single" };
        let name = rxkad.map_or_else(|| name.to_owned(), |level| format!("{name}-level-{level}"));
        let directory = RunDirectory::named(&name).map_err(|failure| format!("{failure:?}"))?;
        if let Err(failure) = CPeer::build(directory.path()) {
            directory.remove();
            return Err(format!("{failure:?}").into());
        }
        let port = free_port()?;
        let mut command = Command::new(directory.path().join(PROGRAM));
        command.args(["rxperf-server", "-b", LOOPBACK, "-P", "16", "-Q", "64", "-p"]);
        command.arg(port.to_string());
        command.args((!jumbograms).then_some(NO_JUMBOGRAMS)).args(KEY);
        let server = Server::start(&mut command)?;
        Ok(Self { directory: Some(directory), port, jumbograms, rxkad, server })
    }
}

impl Drop for Openafs {
    fn drop(&mut self) {
        if let Some(directory) = self.directory.take() {
            directory.remove();
        }
    }
}

impl Contender for Openafs {
    fn name(&self) -> &'static str {
        if self.jumbograms { Self::NAME } else { "OpenAFS librx, no jumbograms" }
    }

    fn takes(&self, work: Work) -> bool {
        match work {
            // Many at once stand still for seconds; that is shown once.
            Work::Bulk { calls, .. } => self.jumbograms || calls == 1,
            // A thread for each in flight, and its packets hold what one datagram does.
            Work::Rpc { in_flight, .. } => self.jumbograms && in_flight <= 64,
        }
    }

    fn run(&self, work: Work) -> Result<Sample> {
        let Some(directory) = &self.directory else { return Err("no program".into()) };
        let mut client = Command::new(directory.path().join(PROGRAM));
        client.args(["client", "-a", LOOPBACK, "-p", &self.port.to_string()]);
        client.args((!self.jumbograms).then_some(NO_JUMBOGRAMS));
        if let Some(level) = self.rxkad {
            client.args(KEY).args(["-l", &level.to_string()]);
        }
        match work {
            Work::Bulk { direction, calls, bytes } => {
                let operation = match direction {
                    Direction::Send => "rxperf-send",
                    Direction::Receive => "rxperf-recv",
                };
                client.args(["-B", "524288", "-t", &calls.to_string()]);
                client.args([operation, &bytes.to_string()]);
            }
            Work::Rpc { in_flight, each, request, reply } => {
                client.args(["-t", &in_flight.to_string(), "-n", &each.to_string()]);
                client.args(["rxperf-rpc", &request.to_string(), &reply.to_string()]);
            }
        }
        let (text, costs) = run_client(&mut client, &self.server)?;
        let figure = |before: &str| -> Result<f64> {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.iter().position(|word| *word == before);
            let value = at.and_then(|at| words.get(at + 1)).and_then(|word| word.parse().ok());
            value.ok_or_else(|| format!("the C peer printed: {text}").into())
        };
        let seconds = figure("secs")?;
        let (bytes, calls) = work.amounts();
        if figure("fails")? > 0.0 || figure("calls")? < calls {
            return Err(format!("the C peer printed: {text}").into());
        }
        Ok(Sample {
            megabytes_per_second: bytes / 1e6 / seconds,
            calls_per_second: calls / seconds,
            p50: figure("p50")?,
            p99: figure("p99")?,
            costs,
            bytes,
            calls,
            ..Sample::default()
        })
    }
}
