//! What the examples have in common as commands: an address with a host's name, how they end, and when.

#![allow(dead_code, unreachable_pub)]

use futures::channel::oneshot;
use std::error::Error;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::process::ExitCode;
use std::thread;

/// Where the echo services of all examples, those of `rxrpc-sync` too, listen by default.
pub const DEFAULT: &str = "127.0.0.1:7100";

/// The address of `HOST:PORT`, of IPv4 if it has one. Looking up a name blocks: for the beginning of a program.
pub fn address(text: &str) -> Result<SocketAddr, Box<dyn Error>> {
    let addresses: Vec<SocketAddr> =
        text.to_socket_addrs().map_err(|error| format!("{text}: {error}"))?.collect();
    let found = addresses.iter().find(|address| address.is_ipv4()).or(addresses.first());
    Ok(*found.ok_or_else(|| format!("no address for {text}"))?)
}

/// Is ready at the end of standard input (Ctrl-D), so that a service never outlives who started it.
pub fn end_of_input() -> oneshot::Receiver<()> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        // Who no longer waits has ended already.
        let _ = sender.send(());
    });
    receiver
}

/// Says why a program fails, if it does.
pub fn end(outcome: Result<(), Box<dyn Error>>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
