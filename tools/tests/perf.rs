//! `rx perf` in both roles, and against ends that answer garbage, too much, too little or never.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{AbortCode, Call, CallError, Endpoint, Refusal, ServiceAddress, ServiceId};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, UdpSocket};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

const SERVICE: ServiceId = ServiceId(147);
const COOKIE: [u8; 4] = [0, 0, 0x47, 0x11];

fn rx(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rx")).arg("perf").args(arguments).output().unwrap()
}

/// The client's exit code, and what it says on standard error.
fn failure(server: SocketAddr, arguments: &str) -> (i32, String) {
    let server = server.to_string();
    let arguments = ["client", &*server].into_iter().chain(arguments.split(' '));
    let output = rx(&arguments.collect::<Vec<_>>());
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// `rx perf server`, until it is dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
        command.args(["perf", "server", "--bind", "127.0.0.1", "--port", "0", "--json"]);
        let mut process = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(told["service"], 147);
        Self { process, address: told["address"].as_str().unwrap().to_owned() }
    }

    /// What the client prints as JSON.
    fn measured(&self, arguments: &str) -> Value {
        let arguments = ["client", "--json", &self.address].into_iter().chain(arguments.split(' '));
        let output = rx(&arguments.collect::<Vec<_>>());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// An endpoint whose service does this with each call, when all of its request was read.
fn serves(serve: impl Fn(&mut Call) -> Result<(), Refusal> + Send + Sync + 'static) -> Endpoint {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let handler = move |call: &mut Call| {
        call.discard_rest()?;
        serve(call)
    };
    endpoint.serve(SERVICE, 2, handler).unwrap();
    endpoint
}

#[test]
fn both_ends_move_what_was_asked_for() {
    let server = Server::start(&[]);
    for (arguments, calls, sent, received) in [
        ("-c send -b 100000", 1, 100_000, 0),
        ("-c recv -b 100000 --no-jumbo", 1, 0, 100_000),
        ("-c rpc -S 8 -R 3000 -t 6 -T 5", 30, 240, 90_000),
        ("-c file -b 1000 --no-offload", 1, 1000, 1000),
        ("-c file --words 0,1,1000 -W 4", 1, 0, 4004),
    ] {
        let told = server.measured(&format!("{arguments} --repeats 2"));
        let runs = told["runs"].as_array().unwrap();
        assert_eq!(runs.len(), 2, "{arguments}");
        for run in runs {
            let counted = ["calls", "bytes_sent", "bytes_received"].map(|name| run[name].clone());
            assert_eq!(counted, [calls, sent, received].map(Value::from), "{arguments}");
        }
        assert!(told["median"]["calls_per_second"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn lines_for_people_come_as_the_runs_end() {
    let server = Server::start(&[]);
    let words = ["client", &server.address, "-c", "rpc", "--repeats", "2", "--packets"];
    let output = rx(&words);
    let text = String::from_utf8(output.stdout).unwrap();
    let begins: Vec<_> = text.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(begins, ["rxperf", "seconds", "run", "run", "median"], "{text}");
    assert!(text.starts_with(&format!("rxperf rpc to {} service 147: 1 in", server.address)));
    let packets = String::from_utf8(output.stderr).unwrap();
    assert!(packets.contains(&format!("to   {}", server.address)), "{packets}");
}

#[test]
fn the_kernels_cookie_is_sent_and_wanted() {
    let server = Server::start(&["--kernel-cookie"]);
    server.measured("-c send -b 10 --kernel-cookie");
    let (code, said) = failure(server.address.parse().unwrap(), "-c send -b 10");
    assert_eq!(code, 1);
    assert!(said.contains("RXGEN_SS_UNMARSHAL (-453)"), "{said}");
}

#[test]
fn a_server_that_answers_wrong_is_told_how() {
    let reply = |bytes: Vec<u8>| serves(move |call| Ok(call.write_all(&bytes)?));
    for (endpoint, said) in [
        (reply(vec![0; 7]), "the data ended 3 bytes too soon"),
        (reply(vec![0; 10]), "there is no cookie at the end"),
        (reply(vec![9; 14]), "0x09090909 stands where the cookie belongs"),
        (reply([&[0; 10][..], &COOKIE, &[0]].concat()), "the reply is too long"),
        (serves(|_| Err(Refusal(AbortCode(-455)))), "RXGEN_OPCODE (-455): "),
        (serves(|_| Err(Refusal(AbortCode(77)))), "77"),
    ] {
        let server = endpoint.local_addr();
        let (code, told) = failure(server, "-c rpc -S 4 -R 10");
        assert_eq!(code, 1, "{told}");
        assert!(told.starts_with(&format!("rx: {server}: {said}")), "{told}");
    }
}

#[test]
fn a_reply_that_never_ends_is_not_read() {
    let endpoint = serves(|call| {
        loop {
            call.write_all(&[0; 10_000])?;
        }
    });
    let (code, told) = failure(endpoint.local_addr(), "-c recv -b 1k");
    assert_eq!(code, 1);
    assert!(told.contains("0x00000000 stands where"), "{told}");
}

/// It is answered all the time, a byte after the other.
#[test]
fn a_call_ends_within_the_time_that_was_said() {
    let endpoint = serves(|call| {
        loop {
            call.write_all(&[0, 0, 0, 1])?;
            call.flush()?;
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    });
    let (code, told) = failure(endpoint.local_addr(), "-c recv -b 1g --within 1");
    assert_eq!(code, 3, "{told}");
    assert!(told.ends_with(": no answer\n"), "{told}");
    assert_eq!(failure(endpoint.local_addr(), "-c recv --within 0").0, 2);
}

/// Who is never answered gives up, however often it was to ask.
#[test]
fn nobody_there_and_nobody_who_answers_are_told_apart() {
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let asks = "-c rpc -t 32 -T 4000000000 --timeout 1";
    let (code, told) = failure(silent.local_addr().unwrap(), asks);
    assert_eq!((code, told.ends_with(": no answer\n")), (3, true), "{told}");
    let nobody = silent.local_addr().unwrap();
    drop(silent);
    let (code, told) = failure(nobody, asks);
    assert_eq!((code, told.ends_with(": nobody listens there\n")), (3, true), "{told}");
}

/// It would go on for days.
#[test]
fn one_call_that_fails_ends_the_run_of_all_threads() {
    let calls = AtomicU32::new(0);
    let endpoint = serves(move |call| match calls.fetch_add(1, Ordering::Relaxed) {
        0 => Err(Refusal(AbortCode(77))),
        _ => Ok(call.write_all(&[[0; 4], COOKIE].concat())?),
    });
    let (code, told) = failure(endpoint.local_addr(), "-c rpc -t 2 -T 4000000000");
    assert_eq!(code, 1, "{told}");
}

/// Its only thread is free again.
#[test]
fn a_client_that_stalls_is_given_up_by_the_server() {
    let server = Server::start(&["--threads", "1", "--timeout", "1"]);
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let service = ServiceAddress::new(server.address.parse::<SocketAddr>().unwrap(), SERVICE);
    let mut call = client.call(service).unwrap();
    // Version 3, SEND, the sizes of reads and writes, and 100 000 bytes, of which two thousand are there.
    let request = [3, 0, 4096, 4096, 100_000_u32].map(u32::to_be_bytes).concat();
    call.send(&[request, vec![0; 2000]].concat()).unwrap();
    let ended = call.read(&mut [0]).unwrap_err();
    let ended = CallError::from_io(&ended).unwrap();
    assert!(matches!(ended, CallError::Aborted(_)), "{ended}");
    server.measured("-c rpc");
}

#[test]
fn arguments_that_make_no_sense_have_their_exit_code() {
    for arguments in ["-c nothing", "-c file --words 0,1,0,1", "-c rpc -S 3g", ""] {
        assert_eq!(failure(([127, 0, 0, 1], 9).into(), arguments).0, 2, "{arguments}");
    }
}
