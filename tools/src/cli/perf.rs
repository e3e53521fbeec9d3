//! The command `rx perf`.
//!
//! Holds: which end it is, and what of a measurement is shown, when. Must not know: how calls are made and measured.

mod arguments;

use super::Rx;
use crate::failure::Failure;
use crate::perf::client::Job;
use crate::perf::report::{self, Median, Run};
use crate::perf::{self, server::Service};
use crate::place::Place;
use crate::shown::Shown;
use arguments::{ClientArguments, ServerArguments};
use clap::Subcommand;
use rxrpc_sync::{Call, Endpoint, Refusal, ServiceAddress, ServiceId};
use serde::Serialize;
use serde_json::json;
use std::fmt;
use std::io::{Write, stderr};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

/// How long the endpoint may go on acknowledging after the last call.
const CLOSE_GRACE: Duration = Duration::from_secs(1);

/// Which end to be.
#[derive(Debug, Subcommand)]
pub(super) enum Perf {
    /// Make calls, and print how fast they went
    Client(ClientArguments),
    /// Serve calls until killed
    Server(ServerArguments),
}

impl Perf {
    pub(super) fn run(&self, rx: &Rx, out: &mut impl Write) -> Result<ExitCode, Failure> {
        match self {
            Self::Client(arguments) => client(rx, out, arguments)?,
            Self::Server(arguments) => server(rx, out, arguments)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What the server says when it is there.
#[derive(Serialize)]
struct Listening {
    service: u16,
    address: SocketAddr,
}

impl fmt::Display for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rxperf service {} listens on {}", self.service, self.address)
    }
}

fn server(rx: &Rx, out: &mut impl Write, arguments: &ServerArguments) -> Result<(), Failure> {
    let local = SocketAddr::from((arguments.bind, arguments.port));
    let endpoint = arguments.socket.socket().open(local)?;
    let service = Service { kernel_cookie: arguments.kernel_cookie };
    let timeout = Duration::from_secs(rx.timeout);
    let handler = move |call: &mut Call| -> Result<(), Refusal> {
        call.set_timeout(Some(timeout));
        service.serve(call)
    };
    let server = endpoint.serve(ServiceId(arguments.service), arguments.threads(), handler);
    let server = server
        .map_err(|error| Failure::Call { server: local.to_string(), why: error.to_string() })?;
    let address = endpoint.local_addr();
    rx.print_line(out, &Listening { service: arguments.service, address })?;
    flush(out)?;
    server.join();
    Ok(())
}

fn client(rx: &Rx, out: &mut impl Write, arguments: &ClientArguments) -> Result<(), Failure> {
    let place = Place::find_at(&arguments.server, perf::protocol::PORT)?;
    let server = ServiceAddress::new(place.address, ServiceId(arguments.service));
    let any = match place.address {
        SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let local = (arguments.bind.unwrap_or(any), 0).into();
    let endpoint = arguments.socket.socket().open(local)?;
    let job = arguments.job(Duration::from_secs(rx.timeout));
    let name = Shown(place.to_string().as_bytes()).to_string();
    if !rx.json {
        let (command, service) = (arguments.command, arguments.service);
        let each = format!("{} in flight, {} by each", job.threads, job.times);
        let title = format!("rxperf {command} to {name} service {service}: {each}");
        say(rx, out, &format!("{title}\n        {}", report::COLUMNS))?;
    }
    let runs = runs(rx, out, arguments, &job, &endpoint, server, &name)?;
    let median = Median::of(&runs);
    if rx.json {
        let calls = endpoint.system_calls();
        let statistics = endpoint.statistics();
        let object = json!({
            "command": arguments.command.to_string(),
            "server": name,
            "service": arguments.service,
            "in_flight": job.threads,
            "times": job.times,
            "calls_per_time": job.calls.len(),
            "system_calls": calls.send + calls.receive,
            "datagrams": statistics.datagrams_sent + statistics.datagrams_received,
            "runs": runs.iter().map(Run::to_json).collect::<Vec<_>>(),
            "median": median.to_json(),
        });
        say(rx, out, &object)?;
    } else if runs.len() > 1 {
        say(rx, out, &format!("median  {median}"))?;
    }
    if arguments.statistics {
        let _ = writeln!(stderr(), "{}", endpoint.statistics());
    }
    endpoint.close(CLOSE_GRACE);
    Ok(())
}

fn runs(
    rx: &Rx,
    out: &mut impl Write,
    arguments: &ClientArguments,
    job: &Job,
    endpoint: &Endpoint,
    server: ServiceAddress,
    name: &str,
) -> Result<Vec<Run>, Failure> {
    let mut runs = Vec::new();
    for number in 1..=arguments.repeats {
        let run = job.run(endpoint, server).map_err(|error| perf::failed(name, &error))?;
        if !rx.json {
            say(rx, out, &format!("run {number:3} {run}"))?;
        }
        runs.push(run);
    }
    Ok(runs)
}

/// Prints at once: who measures watches.
fn say(
    rx: &Rx,
    out: &mut impl Write,
    value: &(impl Serialize + fmt::Display),
) -> Result<(), Failure> {
    rx.print(out, value)?;
    flush(out)
}

fn flush(out: &mut impl Write) -> Result<(), Failure> {
    out.flush().map_err(|error| Failure::system("standard output", error))
}
