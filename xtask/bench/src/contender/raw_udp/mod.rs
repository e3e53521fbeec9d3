//! UDP itself, the limit of what can be reached: datagrams of a DATA packet's size under a window, and
//! echoes between two blocking threads, as many at once as calls are in flight.
//!
//! Holds: the contender and the roles of its two processes, which are this program again. Must not
//! know: Rx. What the processes say to each other is in [`datagram`]; under it [`server`] and [`client`].

mod client;
mod datagram;
mod server;
mod socket;

use std::net::SocketAddr;
use std::process::Command;

use super::{Contender, Sample, Server, THIS_PROGRAM, Work, run_client};
use crate::Result;

/// Which end a process is, and what it does.
#[derive(clap::Args)]
pub(crate) struct Role {
    /// The server to call; without it, this is the server.
    #[arg(long)]
    server: Option<SocketAddr>,
    /// Let the system cut and join datagrams.
    #[arg(long)]
    offload: bool,
    /// Send so many datagrams under a window.
    #[arg(long, default_value_t = 0)]
    datagrams: u64,
    /// Have so many sent back.
    #[arg(long, default_value_t = 0)]
    echoes: u64,
    /// Echoes on their way at once.
    #[arg(long, default_value_t = 1)]
    window: u32,
    /// Bytes of an echo.
    #[arg(long, default_value_t = datagram::HEADER)]
    size: usize,
}

/// Plays a role, in a process of its own.
pub(crate) fn play(role: &Role) -> Result<()> {
    match role.server {
        None => server::serve(role.offload),
        Some(server) => {
            let client = client::Client::connect(server, role.offload)?;
            let figures = if role.echoes > 0 {
                client.echo(role.echoes, role.window, role.size)?
            } else {
                client.stream(role.datagrams)?
            };
            println!("{figures}");
            Ok(())
        }
    }
}

/// A server of raw datagrams, and how to send it some.
pub(crate) struct RawUdp {
    offload: bool,
    address: SocketAddr,
    server: Server,
}

impl RawUdp {
    /// Starts the server.
    pub(crate) fn start(offload: bool) -> Result<Self> {
        let server = Server::start(command().args(offload.then_some("--offload")))?;
        let address = server.first_line().parse()?;
        Ok(Self { offload, address, server })
    }
}

fn command() -> Command {
    let mut command = Command::new(THIS_PROGRAM);
    command.arg("raw-udp");
    command
}

impl Contender for RawUdp {
    fn name(&self) -> &'static str {
        if self.offload { "raw UDP, GSO+GRO" } else { "raw UDP, send/recv" }
    }

    fn takes(&self, work: Work) -> bool {
        match work {
            Work::Bulk { calls, .. } => calls == 1,
            // An echo has one size, and fits a datagram; one at a time, there is nothing to offload.
            Work::Rpc { in_flight, request, reply, .. } => {
                request == reply
                    && request as usize <= datagram::PAYLOAD
                    && (self.offload || in_flight == 1)
            }
        }
    }

    fn run(&self, work: Work) -> Result<Sample> {
        let mut client = command();
        client.args(["--server", &self.address.to_string()]);
        client.args(self.offload.then_some("--offload"));
        let (bytes, calls) = match work {
            Work::Bulk { calls, bytes, .. } => {
                let bytes = u64::from(calls) * bytes;
                let datagrams = bytes.div_ceil(datagram::PAYLOAD as u64);
                client.args(["--datagrams", &datagrams.to_string()]);
                (bytes as f64, 1.0)
            }
            Work::Rpc { in_flight, request, .. } => {
                let (bytes, calls) = work.amounts();
                client.args(["--echoes", &calls.to_string(), "--window", &in_flight.to_string()]);
                client.args(["--size", &(request as usize + datagram::HEADER).to_string()]);
                (bytes, calls)
            }
        };
        let (text, costs) = run_client(&mut client, &self.server)?;
        let figures: client::Figures = text.parse()?;
        Ok(Sample {
            megabytes_per_second: bytes / 1e6 / figures.seconds,
            calls_per_second: calls / figures.seconds,
            p50: figures.p50,
            p99: figures.p99,
            costs,
            system_calls: Some(figures.system_calls),
            datagrams: Some(figures.datagrams),
            bytes,
            calls,
        })
    }
}
