//! `cargo xtask demo`: a service and a client as two processes on loopback, and what came of it.
//!
//! Builds the two examples, starts them, shows the client's progress and prints the figures. Knows
//! the lines that the examples print; the calls themselves are theirs.

mod processes;
mod progress;
mod report;

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Command, ExitCode, Stdio};

use processes::{Process, Processes};
use progress::Progress;
use report::Report;
use xtask::programs::examples;

const SERVICE: &str = "echo_server";
const CLIENT: &str = "demo_client";
/// What a shell reports of a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: u8 = 130;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many echo calls to make.
    #[arg(long, default_value_t = 50_000, value_parser = clap::value_parser!(u64).range(1..))]
    calls: u64,
    /// How many of them are in flight at once; a peer has 16 slots, the others wait.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=1000))]
    in_flight: u16,
    /// How many bytes each call sends and gets back.
    #[arg(long, default_value_t = 4096, value_parser = clap::value_parser!(u32).range(..=16 << 20))]
    bytes: u32,
}

/// Runs the demonstration.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let processes = match Processes::new() {
        Ok(processes) => processes,
        Err(error) => return failure(&error),
    };
    match demonstrate(arguments, &processes) {
        _ if processes.interrupted() => {
            eprintln!("interrupted; the service and the client have ended");
            ExitCode::from(INTERRUPTED)
        }
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure(error.as_ref()),
    }
}

fn failure(error: &dyn Error) -> ExitCode {
    eprintln!("demo: {error}");
    ExitCode::FAILURE
}

fn demonstrate(arguments: &Arguments, processes: &Processes) -> Result<(), Box<dyn Error>> {
    build(processes)?;
    let examples = examples::directory()?;

    // The service ends with its standard input: nothing outlives this process, however it ends.
    let mut service = processes.start(
        Command::new(examples.join(SERVICE))
            .arg("127.0.0.1:0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped()),
    )?;
    let mut service_lines = lines(&mut service)?;
    let address = listening_address(&service_lines.next().ok_or("the service did not start")??)?;
    println!("service  process {}, on {address}", service.id());

    let mut client = processes.start(
        Command::new(examples.join(CLIENT))
            .arg(address.to_string())
            .args([arguments.calls.to_string(), arguments.in_flight.to_string()])
            .arg(arguments.bytes.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped()),
    )?;
    println!(
        "client   process {}, {} echo calls of {} bytes, {} in flight on one socket to one peer",
        client.id(),
        arguments.calls,
        arguments.bytes,
        arguments.in_flight,
    );
    let mut report = Report::new(arguments.calls, arguments.bytes);
    let mut progress = Progress::new(arguments.calls);
    for line in lines(&mut client)? {
        let line = line?;
        match line.split_once(' ') {
            Some(("progress", ended)) => progress.ended(ended.parse()?),
            _ => report.client_line(&line)?,
        }
    }
    progress.finish();
    let client_status = processes.wait(client)?;
    if !client_status.success() {
        return Err(format!("the client ended with {client_status}").into());
    }

    drop(service.take_stdin());
    for line in service_lines {
        report.service_line(&line?)?;
    }
    // Failed calls say more than how a service that is gone ended.
    let text = report.finish()?;
    let service_status = processes.wait(service)?;
    if !service_status.success() {
        return Err(format!("the service ended with {service_status}").into());
    }
    print!("\n{text}");
    Ok(())
}

/// Builds the examples; cargo shows its own progress.
fn build(processes: &Processes) -> Result<(), Box<dyn Error>> {
    let mut command = examples::build_command(&[SERVICE, CLIENT]);
    let cargo = processes.start(command.stdin(Stdio::null()))?;
    let status = processes.wait(cargo)?;
    if status.success() { Ok(()) } else { Err("the examples do not build".into()) }
}

/// The lines that a process prints.
fn lines(process: &mut Process) -> io::Result<io::Lines<BufReader<impl Read + use<>>>> {
    let stdout = process.take_stdout().ok_or(io::ErrorKind::BrokenPipe)?;
    Ok(BufReader::new(stdout).lines())
}

/// The address at the end of `service 2000 listens on 127.0.0.1:7100`.
fn listening_address(line: &str) -> Result<SocketAddr, Box<dyn Error>> {
    let address = line.rsplit(' ').next().unwrap_or_default();
    address.parse().map_err(|_| format!("the service said {line:?}").into())
}
