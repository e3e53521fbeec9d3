//! The examples with loops of their own do what they say.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use rxrpc_sync::{Endpoint, ServiceAddress, ServiceId};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// An example, which cargo has built beside the tests, while it runs.
struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Running {
    fn start(name: &str, arguments: &[&str]) -> Self {
        let tests = std::env::current_exe().unwrap();
        let target: PathBuf = tests.parent().unwrap().parent().unwrap().to_owned();
        let program = target.join("examples").join(name);
        assert_current(&program);
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Waits until it has ended well; what it said at last.
    fn finish(mut self) -> String {
        drop(self.child.stdin.take());
        let began = Instant::now();
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(began.elapsed() < PATIENCE, "it ends"),
            }
            thread::sleep(Duration::from_millis(10));
        };
        assert!(status.success());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        rest
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Cargo builds examples when it builds all tests, and not for `--test examples`. An old one must not pass for what
/// the sources say now: cargo lists beside it what it was made of.
fn assert_current(program: &Path) {
    let advice = "`cargo build -p rxrpc-sync --all-features --examples` builds it";
    let modified = |path: &Path| path.metadata().and_then(|file| file.modified());
    let Ok(built) = modified(program) else {
        panic!("{} is not there: {advice}", program.display())
    };
    let sources = std::fs::read_to_string(program.with_extension("d")).unwrap();
    let (_, sources) = sources.split_once(": ").unwrap();
    // Names with blanks in them have a backslash before these.
    for source in sources.trim_end().replace("\\ ", "\0").split(' ') {
        let source = PathBuf::from(source.replace('\0', " "));
        let is_older = modified(&source).is_ok_and(|source| source <= built);
        assert!(is_older, "{} is older than {}: {advice}", program.display(), source.display());
    }
}

#[test]
fn a_thousand_calls_and_a_pipe_in_a_loop_of_mio() {
    for arguments in [["16", "1"], ["1024", "100"]] {
        let line = Running::start("mio_loop", &arguments).finish();
        let begin = format!("1000 calls over {} slots in ", arguments[0]);
        assert!(line.starts_with(&begin), "{line}");
        assert!(line.contains(": 7000 bytes, "), "{line}");
    }
}

#[test]
fn an_echo_service_in_a_loop_of_poll() {
    let mut server = Running::start("poll_loop", &["127.0.0.1:0"]);
    let line = server.next_line();
    let address: SocketAddr =
        line.strip_prefix("service 2000 listens on ").unwrap().parse().unwrap();
    let service = ServiceAddress::new(address, ServiceId(2000));
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    for length in [0, 5, 1 << 20] {
        let request = vec![7; length];
        assert!(client.request(service, &request) == Ok(request));
    }
    assert_eq!(server.finish(), "");
}

#[cfg(feature = "crossbeam-channel")]
#[test]
fn two_endpoints_and_a_timer_in_a_select() {
    let line = Running::start("select_loop", &[]).finish();
    assert!(line.starts_with("10 answers of the fast service, 10 of the slow one, "), "{line}");
}
