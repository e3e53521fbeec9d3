//! The C peer, a program of ours on OpenAFS's own Rx library: built here, started as a server, run as a
//! client. Its request protocol is described at the head of `tests/interop/openafs/rxpeer.c`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::failure::{Failure, require};
use super::process::{Background, must, run, wait_until};
use super::run_directory::workspace;

const PROGRAM: &str = "rxpeer";

/// The built program and where its servers' logs go.
pub struct CPeer {
    program: PathBuf,
    logs: PathBuf,
    servers_started: AtomicU32,
}

/// Compiles one of our programs on OpenAFS's library, `tests/interop/openafs/NAME.c`, into `directory`; gives its path.
pub fn compile(name: &str, directory: &Path) -> Result<PathBuf, Failure> {
    let program = directory.join(name);
    let mut gcc = Command::new("gcc");
    gcc.args(["-O2", "-Wall", "-DAFS_PTHREAD_ENV", "-D_REENTRANT", "-o"])
        .arg(&program)
        .arg(workspace().join("tests/interop/openafs").join(format!("{name}.c")))
        // Heimdal's two have no development package, hence the file names.
        .args(["-l:libafsrpc.a", "-l:libhcrypto.so.5", "-l:libroken.so.19", "-lpthread"]);
    must(&mut gcc, Duration::from_secs(60))?;
    Ok(program)
}

impl CPeer {
    /// Compiles the program into `directory`.
    pub fn build(directory: &Path) -> Result<(), Failure> {
        compile(PROGRAM, directory).map(drop)
    }

    /// The program that was built into `directory`; logs go there, too.
    pub fn new(directory: &Path) -> CPeer {
        CPeer {
            program: directory.join(PROGRAM),
            logs: directory.to_owned(),
            servers_started: AtomicU32::new(0),
        }
    }

    /// Has logs go elsewhere.
    #[must_use]
    pub fn logging_to(mut self, directory: &Path) -> CPeer {
        directory.clone_into(&mut self.logs);
        self
    }

    /// Starts a server of its own protocol on `port` and waits until it answers.
    pub fn start_server(&self, port: u16, flags: &[&str]) -> Result<Background, Failure> {
        self.start("server", port, flags)
    }

    /// Starts a server of rxperf's protocol on `port` and waits until it answers.
    pub fn start_rxperf_server(&self, port: u16, flags: &[&str]) -> Result<Background, Failure> {
        self.start("rxperf-server", port, flags)
    }

    fn start(&self, role: &str, port: u16, flags: &[&str]) -> Result<Background, Failure> {
        let number = self.servers_started.fetch_add(1, Ordering::Relaxed);
        let log = self.logs.join(format!("rxpeer-server-{number}.out"));
        let mut command = Command::new(&self.program);
        command.arg(role).args(["-p", &port.to_string()]).args(flags);
        let mut server = Background::start("the C peer's server", &mut command, &log)?;
        wait_until("the C peer's server", Duration::from_secs(10), || {
            server.must_be_running()?;
            Ok(std::fs::read_to_string(&log)?.contains("ready"))
        })?;
        Ok(server)
    }

    /// Runs one operation as a client of the service on `port`; every call of it must pass.
    pub fn client(
        &self,
        port: u16,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<String, Failure> {
        self.run_client(port, arguments, limit).map(|(outcome, _)| outcome.to_string())
    }

    /// As `client`, and gives all that the client printed, its answer first if the operation has one to show.
    pub fn client_text(
        &self,
        port: u16,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<String, Failure> {
        self.run_client(port, arguments, limit).map(|(_, text)| text)
    }

    /// As `client`, and gives how many seconds it took by the client's own clock.
    pub fn client_seconds(
        &self,
        port: u16,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<f64, Failure> {
        self.run_client(port, arguments, limit).map(|(outcome, _)| outcome.seconds)
    }

    fn run_client(
        &self,
        port: u16,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<(Outcome, String), Failure> {
        let mut command = Command::new(&self.program);
        command.arg("client").args(["-p", &port.to_string()]).args(arguments);
        let finished = run(&mut command, limit)?;
        let text = finished.text.trim().to_owned();
        require!(finished.status.success(), "{}: {text}", finished.status);
        let outcome = Outcome::parse(&text)
            .ok_or_else(|| Failure::new(format!("the C peer printed: {text}")))?;
        require!(outcome.calls > 0 && outcome.failed == 0, "{text}");
        Ok((outcome, text))
    }
}

/// The client's line: `OP: calls N fails F err CODE secs S ...`.
struct Outcome {
    calls: u32,
    failed: u32,
    last_error: i32,
    seconds: f64,
}

impl Outcome {
    fn parse(text: &str) -> Option<Outcome> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let after = |name: &str| {
            words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1)).copied()
        };
        Some(Outcome {
            calls: after("calls")?.parse().ok()?,
            failed: after("fails")?.parse().ok()?,
            last_error: after("err")?.parse().ok()?,
            seconds: after("secs")?.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.calls == 1 {
            write!(out, "call passed")?;
        } else {
            write!(out, "{} calls passed", self.calls)?;
        }
        if self.last_error != 0 {
            write!(out, ", ended with {}", self.last_error)?;
        }
        write!(out, " ({:.3} s)", self.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn the_line_of_a_client_is_read() {
        let line =
            "rpc: calls 208 fails 0 err -455 secs 0.014  43.5 MB/s  14041 calls/s  lat us p50 1";
        let outcome = Outcome::parse(line).unwrap();
        assert_eq!((outcome.calls, outcome.failed, outcome.last_error), (208, 0, -455));
        assert_eq!(outcome.to_string(), "208 calls passed, ended with -455 (0.014 s)");
        assert!(Outcome::parse("rx_InitHost: 98").is_none());
    }
}
