//! The examples do what they say, on tokio and on smol.

#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "tokio", feature = "smol", target_os = "linux"))]

use rxrpc_sync::{AbortCode, CallError, Endpoint, ServiceAddress, ServiceId};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// An example, which cargo has built beside the tests.
fn example(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let target: PathBuf = tests.parent().unwrap().parent().unwrap().to_owned();
    let program = target.join("examples").join(name);
    assert_current(&program);
    let mut command = Command::new(program);
    command.stdout(Stdio::piped());
    command
}

/// Cargo builds examples when it builds all tests, and not for `--test examples`. An old one must not pass for what
/// the sources say now: cargo lists beside it what it was made of.
fn assert_current(program: &Path) {
    let advice = "`cargo build -p rxrpc-async --all-features --examples` builds it";
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

/// A server that has said where it is.
struct Started {
    child: Child,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Started {
    fn new(name: &str, arguments: &[&str]) -> Self {
        let mut command = example(name);
        // It ends with its input, which lasts as long as this.
        command.stdin(Stdio::piped()).arg("127.0.0.1:0").args(arguments);
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.strip_prefix("echo at ").unwrap().split(',').next().unwrap();
        Self { child, output, address: address.parse().unwrap() }
    }

    fn service(&self) -> ServiceAddress {
        ServiceAddress::new(self.address, ServiceId(2000))
    }

    fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn echo() {
    for runtime in ["tokio", "smol"] {
        let server = Started::new(&format!("{runtime}_echo_server"), &[]);
        let mut client = example(&format!("{runtime}_echo_client"));
        let answer = client.args([&server.address.to_string(), "good day"]).output().unwrap();
        assert!(answer.status.success());
        assert!(answer.stdout.starts_with(b"good day ("), "{answer:?}");
    }
}

#[test]
fn fan_out() {
    for name in ["tokio_fan_out", "smol_fan_out"] {
        let output = example(name).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}");
        let count = |what: &str| text.lines().filter(|line| line.contains(what)).count();
        assert_eq!(count("answers with 14 bytes"), 8, "{text}");
        assert_eq!(count("refuses: 1001"), 1, "{text}");
        assert_eq!(count("cannot be reached: connection refused (ECONNREFUSED)"), 1, "{text}");
        assert_eq!(count("is too late"), 1, "{text}");
        assert!(text.ends_with("8 of 11 answered\n"), "{text}");
    }
}

#[test]
fn graceful_shutdown() {
    for name in ["tokio_graceful_shutdown", "smol_graceful_shutdown"] {
        let mut server = Started::new(name, &["0.5"]);
        let client = Endpoint::bind("127.0.0.1:0").unwrap();
        assert_eq!(client.request(server.service(), b"hello").unwrap(), b"hello");
        let mut held = client.call(server.service()).unwrap();
        held.send_last(b"hold").unwrap();
        // Later requests are not behind it, and when this one is answered, it has come.
        assert_eq!(client.request(server.service(), b"again").unwrap(), b"again");
        let pid = server.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        assert!(server.next_line().starts_with("asked to end: "));
        let refused = client.request(server.service(), b"late").unwrap_err();
        assert_eq!(refused, CallError::Aborted(AbortCode::RX_INVALID_OPERATION));
        let ended = held.recv(&mut [0; 8]).unwrap_err();
        assert_eq!(ended, CallError::Aborted(AbortCode::RX_CALL_DEAD));
        let mut rest = String::new();
        server.output.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "closed: 3 calls ended\n");
        assert!(server.child.wait().unwrap().success());
    }
}
