//! Calls the service of the `echo_server` example once and prints the reply.
//!
//! `cargo run --release --example echo_client [ADDRESS [TEXT]]`

use std::error::Error;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};

const ECHO: ServiceId = ServiceId(2000);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or_else(|| "127.0.0.1:7100".into());
    let text = arguments.next().unwrap_or_else(|| "Hello, Rx!".into());

    // One socket on any free port. Calls to any number of servers can share it.
    let endpoint = Endpoint::bind((Ipv4Addr::UNSPECIFIED, 0))?;

    let mut call = endpoint.call(ServiceAddress::new(server.parse::<SocketAddr>()?, ECHO))?;
    call.set_timeout(Some(Duration::from_secs(10)));
    call.write_all(text.as_bytes())?;

    // A call goes one way at a time: reading ends the request, and the service may answer.
    let mut reply = String::new();
    call.read_to_string(&mut reply)?;

    println!("{reply}");
    Ok(())
}
