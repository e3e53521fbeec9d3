//! Our rxperf, `rx perf`: started as a server, run as a client.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xtask::programs::failure::{Failure, require};
use xtask::programs::process::{Background, run, wait_until};
use xtask::programs::rx;

/// Of either end, in seconds: a guest is slow, and how long a case may take is bounded elsewhere.
const TIMEOUT: &str = "60";

/// The built program and where its servers' logs go.
pub(crate) struct Rxperf {
    program: PathBuf,
    logs: PathBuf,
}

impl Rxperf {
    /// The program that was built.
    pub(crate) fn new(logs: &Path) -> Result<Rxperf, Failure> {
        Ok(Rxperf { program: rx::program()?, logs: logs.to_owned() })
    }

    /// Starts a server on `port` of 127.0.0.1 and waits until it answers.
    pub(crate) fn start_server(&self, port: u16, flags: &[&str]) -> Result<Background, Failure> {
        self.start_server_at((Ipv4Addr::LOCALHOST, port).into(), flags)
    }

    /// The same at any address.
    pub(crate) fn start_server_at(
        &self,
        at: SocketAddr,
        flags: &[&str],
    ) -> Result<Background, Failure> {
        const NAME: &str = "our rxperf server";
        let (host, port) = (at.ip().to_string(), at.port().to_string());
        let log = self.logs.join(format!("rxperf-server-{port}.out"));
        let mut command = Command::new(&self.program);
        command.args(["perf", "server", "--timeout", TIMEOUT]);
        command.args(["--bind", &host, "--port", &port]).args(flags);
        let mut server = Background::start(NAME, &mut command, &log)?;
        wait_until(NAME, Duration::from_secs(10), || {
            server.must_be_running()?;
            Ok(std::fs::read_to_string(&log)?.contains("listens on"))
        })?;
        Ok(server)
    }

    /// Runs the client against the server on `port` of 127.0.0.1; every call of it must pass.
    pub(crate) fn client(
        &self,
        port: u16,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<String, Failure> {
        let seconds = self.client_seconds((Ipv4Addr::LOCALHOST, port).into(), arguments, limit)?;
        Ok(format!("all calls passed ({seconds:.3} s)"))
    }

    /// Runs the client against a server anywhere; every call of it must pass. Gives what its first run took, in seconds.
    pub(crate) fn client_seconds(
        &self,
        server: SocketAddr,
        arguments: &[&str],
        limit: Duration,
    ) -> Result<f64, Failure> {
        let mut command = Command::new(&self.program);
        command.args(["perf", "client", "--timeout", TIMEOUT, &server.to_string()]);
        command.args(arguments);
        let finished = run(&mut command, limit)?;
        require!(finished.status.success(), "{}: {}", finished.status, finished.text.trim());
        seconds(&finished.text)
            .and_then(|seconds| seconds.parse().ok())
            .ok_or_else(|| Failure::new(format!("our rxperf printed: {}", finished.text)))
    }
}

/// The first figure of the first run: `run   1    0.010 ...`.
fn seconds(text: &str) -> Option<&str> {
    let run = text.lines().find(|line| line.starts_with("run "))?;
    run.split_whitespace().nth(2)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn the_time_of_a_run_is_read() {
        let text = "rxperf send to 127.0.0.1:7009\n     seconds\nrun   1    0.010     104.2\n";
        assert_eq!(seconds(text), Some("0.010"));
        assert_eq!(seconds("rx: 127.0.0.1:7009: no answer"), None);
    }
}
