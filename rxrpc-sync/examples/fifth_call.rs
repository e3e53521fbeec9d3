//! Four calls hold the four slots of a connection, a fifth waits for one, and the others go on.
//!
//! `cargo run --example fifth_call`. This is the situation in which one lock for a whole socket stands
//! everybody still: the waiting call holds it, so nobody can receive the reply that would free a slot.

use rxrpc_sync::{CallError, Config, Endpoint, ServiceAddress, ServiceId};
use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::{self, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

const SERVICE: ServiceId = ServiceId(2000);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fifth_call: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let server = Endpoint::bind("127.0.0.1:0")?;
    let incoming = server.incoming(SERVICE)?;
    let to = ServiceAddress::new(server.local_addr(), SERVICE);

    // One connection for the service: four slots, as in the time of that lock.
    let mut config = Config::default();
    config.connections_per_bundle = 1;
    let client = Endpoint::builder().bind(([127, 0, 0, 1], 0)).config(config).build()?;

    let mut calls = Vec::new();
    for name in 1..=4 {
        calls.push(client.call(to)?);
        say(format_args!("call {name} has a slot"));
    }
    match client.try_call(to) {
        Err(CallError::WouldBlock) => say(format_args!("no slot is left for a fifth call")),
        other => return Err(format!("a slot for a fifth call: {other:?}").into()),
    }

    thread::scope(|scope| {
        let fifth = scope.spawn(|| {
            let began = Instant::now();
            let reply = client.request(to, b"from call 5")?;
            say(format_args!("call 5 waited for {} ms in all", began.elapsed().as_millis()));
            Ok::<_, CallError>(reply)
        });
        while client.statistics().slot_waiters == 0 {
            thread::sleep(Duration::from_millis(1));
        }
        say(format_args!(
            "call 5 waits for a slot; what is on the client's socket:\n{}",
            client.snapshot()
        ));

        // The four work on, both ways, while the fifth waits.
        let mut serving = Vec::new();
        for (at, call) in calls.iter_mut().enumerate() {
            call.send_last(format!("from call {}", at + 1).as_bytes())?;
            let mut service = incoming.accept()?;
            let request = service.take_request(1 << 20)?;
            say(format_args!(
                "the service has the request {:?}",
                String::from_utf8_lossy(&request)
            ));
            serving.push(service);
        }
        say(format_args!("waiting for a slot now: {}", client.statistics().slot_waiters));

        // The end of one of them is what the fifth waits for, and all that it waits for.
        serving.remove(2).send_last(b"reply 3")?;
        let reply = calls.remove(2).take_rest(1 << 20)?;
        say(format_args!(
            "call 3 ended with {:?}: its slot goes to call 5",
            String::from_utf8_lossy(&reply)
        ));
        let mut last = incoming.accept()?;
        let request = last.take_request(1 << 20)?;
        say(format_args!("the service has the request {:?}", String::from_utf8_lossy(&request)));
        last.send_last(b"reply 5")?;
        let reply = fifth.join().expect("the fifth caller does not panic")?;
        say(format_args!("call 5 ended with {:?}", String::from_utf8_lossy(&reply)));

        for (service, call) in serving.iter_mut().zip(&mut calls) {
            service.send_last(b"reply")?;
            call.take_rest(1 << 20)?;
        }
        say(format_args!("and the others ended well"));
        Ok(())
    })
}

/// Prints a line, and ends the program without a word when nobody reads any more, as behind `| head`.
fn say(line: impl Display) {
    if let Err(error) = writeln!(io::stdout(), "{line}") {
        process::exit(i32::from(error.kind() != io::ErrorKind::BrokenPipe));
    }
}
