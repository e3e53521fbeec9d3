//! rxperf: measures Rx calls against any rxperf server, and serves others' measurements.
//!
//! It speaks the protocol of OpenAFS's `rxperf`, and of the Linux kernel's `rxperf` module with
//! `--kernel-cookie`:
//!
//! ```text
//! rxperf server
//! rxperf client -s 127.0.0.1 -c send -b 256m --repeats 5
//! rxperf client -s 127.0.0.1 -c rpc -S 4 -R 4 -t 16 -T 10000 --json
//! ```

mod arguments;
mod client;
mod packets;
mod print;
mod protocol;
mod report;
mod server;
mod transfer;

use std::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};
use serde_json::json;

use arguments::{Arguments, ClientArguments, Role, ServerArguments, SocketArguments};
use client::Job;
use print::say;
use report::{Median, Run};
use server::Service;

/// How long the endpoint may go on acknowledging after the last call.
const CLOSE_GRACE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let result = match Arguments::parse().role {
        Role::Client(arguments) => run_client(&arguments),
        Role::Server(arguments) => run_server(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rxperf: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_server(arguments: &ServerArguments) -> Result<(), Box<dyn Error>> {
    let endpoint = endpoint((arguments.bind, arguments.port).into(), &arguments.socket)?;
    let service = Service { kernel_cookie: arguments.kernel_cookie };
    let id = ServiceId(arguments.service);
    let server = endpoint.serve(id, arguments.threads, move |call| service.serve(call))?;
    say(format_args!("rxperf service {id} listens on {}", endpoint.local_addr()));
    server.join();
    Ok(())
}

fn run_client(arguments: &ClientArguments) -> Result<(), Box<dyn Error>> {
    let address = resolve(&arguments.server, arguments.port)?;
    let server = ServiceAddress::new(address, ServiceId(arguments.service));
    let local = match arguments.bind {
        Some(local) => local,
        None if address.is_ipv4() => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let endpoint = endpoint((local, 0).into(), &arguments.socket)?;
    let job = arguments.job()?;

    let title = format!(
        "rxperf {} to {address} service {}: {} in flight, {} by each",
        arguments.command, arguments.service, job.threads, job.times
    );
    if !arguments.json {
        say(format_args!("{title}\n        {}", report::COLUMNS));
    }
    let runs = make_runs(arguments, &job, &endpoint, server)?;
    let median = Median::of(&runs);
    if arguments.json {
        let calls = endpoint.system_calls();
        let statistics = endpoint.statistics();
        let object = json!({
            "command": arguments.command.to_string(),
            "server": address.to_string(),
            "service": arguments.service,
            "in_flight": job.threads,
            "times": job.times,
            "calls_per_time": job.calls.len(),
            "system_calls": calls.send + calls.receive,
            "datagrams": statistics.datagrams_sent + statistics.datagrams_received,
            "runs": runs.iter().map(Run::to_json).collect::<Vec<_>>(),
            "median": median.to_json(),
        });
        say(format_args!("{object:#}"));
    } else if runs.len() > 1 {
        say(format_args!("median  {median}"));
    }
    if arguments.statistics {
        eprintln!("{}", endpoint.statistics());
    }
    endpoint.close(CLOSE_GRACE);
    Ok(())
}

fn make_runs(
    arguments: &ClientArguments,
    job: &Job,
    endpoint: &Endpoint,
    server: ServiceAddress,
) -> io::Result<Vec<Run>> {
    let mut runs = Vec::new();
    for number in 1..=arguments.repeats {
        let run = job.run(endpoint, server)?;
        if !arguments.json {
            say(format_args!("run {number:3} {run}"));
        }
        runs.push(run);
    }
    Ok(runs)
}

fn endpoint(local: SocketAddr, arguments: &SocketArguments) -> io::Result<Endpoint> {
    let mut builder =
        Endpoint::builder().bind(local).config(arguments.config()).offload(!arguments.no_offload);
    if arguments.packets {
        builder = builder.observer(Arc::new(packets::Printer::start()));
    }
    builder.build()
}

fn resolve(host: &str, port: u16) -> io::Result<SocketAddr> {
    (host, port)
        .to_socket_addrs()?
        .next()
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("no address for {host}")))
}
