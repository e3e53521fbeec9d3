//! An echo service: the reply to a call is its request.
//!
//! `cargo run --release --example echo_server [HOST:PORT]`, then run the `echo_client` example beside
//! it, or one of `rxrpc-async`'s. It serves until its standard input ends (Ctrl-D), so that it never outlives a program that
//! started it; Ctrl-C ends it as well.

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::Duration;

use rxrpc_sync::{AbortCode, Call, Endpoint, Refusal, ServiceId};

/// The number that the service is known by; any number that the two sides agree on will do.
const ECHO: ServiceId = ServiceId(2000);
/// Application abort codes are the application's own. This one says that a request was too long.
const REQUEST_TOO_LONG: AbortCode = AbortCode(1);
const LONGEST_REQUEST: u64 = 16 << 20;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("echo_server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:7100".into());
    let endpoint = Endpoint::bind(&address)?;

    // Eight threads take calls as they come: many clients, one socket.
    let _server = endpoint.serve(ECHO, 8, echo)?;
    println!("service {ECHO} listens on {}", endpoint.local_addr());

    io::copy(&mut io::stdin(), &mut io::sink())?;
    endpoint.close(Duration::from_secs(1));
    let seen = endpoint.statistics().calls;
    println!("data packets: {} sent, {} retransmitted", seen.data_sent, seen.data_retransmitted);
    Ok(())
}

/// Serves one call. `Ok` ends the reply; an error aborts the call with the code in it.
fn echo(call: &mut Call) -> Result<(), Refusal> {
    let mut request = Vec::new();
    call.take(LONGEST_REQUEST + 1).read_to_end(&mut request)?;
    if request.len() as u64 > LONGEST_REQUEST {
        return Err(Refusal(REQUEST_TOO_LONG));
    }
    call.write_all(&request)?;
    Ok(())
}
