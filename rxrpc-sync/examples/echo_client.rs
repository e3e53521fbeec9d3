//! Calls the service of the `echo_server` example, or of one of `rxrpc-async`'s, once and prints the reply.
//!
//! `cargo run --release --example echo_client [HOST:PORT [TEXT]]`

use std::error::Error;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::process::ExitCode;
use std::time::Duration;

use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};

const ECHO: ServiceId = ServiceId(2000);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("echo_client: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or_else(|| "127.0.0.1:7100".into());
    let text = arguments.next().unwrap_or_else(|| "Hello, Rx!".into());

    let server = address(&server)?;

    // One socket on any free port. Calls to any number of servers can share it.
    let any = match server {
        SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let endpoint = Endpoint::bind((any, 0))?;

    let mut call = endpoint.call(ServiceAddress::new(server, ECHO))?;
    call.set_timeout(Some(Duration::from_secs(10)));
    call.write_all(text.as_bytes())?;

    // A call goes one way at a time: reading ends the request, and the service may answer.
    let mut reply = String::new();
    call.read_to_string(&mut reply)?;

    println!("{reply}");
    Ok(())
}

/// The address of `HOST:PORT`, of IPv4 if it has one.
fn address(text: &str) -> Result<SocketAddr, Box<dyn Error>> {
    let addresses: Vec<SocketAddr> =
        text.to_socket_addrs().map_err(|error| format!("{text}: {error}"))?.collect();
    let found = addresses.iter().find(|address| address.is_ipv4()).or(addresses.first());
    Ok(*found.ok_or_else(|| format!("no address for {text}"))?)
}
