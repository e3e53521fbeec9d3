//! The command against servers that answer garbage, too much, too little or never.

#![allow(clippy::unwrap_used)]

use rxrpc_tools::ask::Asker;
use rxrpc_tools::debug::{self, Bounds, Question};
use rxrpc_tools::failure::Failure;
use rxrpc_tools::place::Place;
use rxrpc_tools::version::version;
use rxrpc_wire::debug::{Conn, Reply, RequestKind, Stats, reply_header};
use rxrpc_wire::{Body, Header, Packet, Version};
use std::net::{SocketAddr, UdpSocket};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Answers each datagram with what a function makes of it, until it is dropped.
struct Server {
    address: SocketAddr,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn new(answers: impl Fn(&Packet<'_>) -> Vec<Vec<u8>> + Send + 'static) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let (address, over) = (socket.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let ends = over.clone();
        let thread = std::thread::spawn(move || {
            let mut buffer = [0; 2000];
            while !ends.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                for answer in answers(&Packet::parse(&buffer[..length]).unwrap()) {
                    let _ = socket.send_to(&answer, from);
                }
            }
        });
        Self { address, over, thread: Some(thread) }
    }

    fn asker(&self, timeout: Duration) -> Asker {
        Asker::new(&Place::find(&self.address.to_string()).unwrap(), timeout).unwrap()
    }

    fn rx(&self, arguments: &[&str]) -> Output {
        let address = self.address.to_string();
        let arguments = arguments.iter().map(|one| if *one == "SERVER" { &*address } else { one });
        Command::new(env!("CARGO_BIN_EXE_rx")).args(arguments).output().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.thread.take().unwrap().join();
    }
}

fn answer(question: &Packet<'_>, reply: &Reply) -> Vec<u8> {
    let mut datagram = Vec::new();
    reply_header(&question.header).emit(&mut datagram);
    reply.emit(&mut datagram);
    datagram
}

fn kind(question: &Packet<'_>) -> Option<RequestKind> {
    match &question.body {
        Body::Debug(debug) => debug.request().map(|request| request.kind),
        _ => None,
    }
}

#[test]
fn a_list_that_never_ends_is_cut_off_and_said_to_be() {
    let server = Server::new(|question| match kind(question) {
        Some(RequestKind::GetStats) => vec![answer(question, &Reply::Stats(Stats::EMPTY))],
        _ => vec![answer(question, &Reply::Conn(Conn { cid: 8, ..Conn::EMPTY }))],
    });
    let mut asker = server.asker(Duration::from_secs(60));
    let bounds = Bounds::new(5, Duration::from_secs(60));
    let report = debug::ask(&mut asker, "it", &[Question::Connections], &bounds).unwrap();
    assert_eq!(report.connections.unwrap().len(), 5);
    assert_eq!(report.cut_off, ["GETCONN: there are more than 5"]);
    // The first row is always asked for; time is looked at after it.
    let bounds = Bounds::new(usize::MAX, Duration::ZERO);
    let report = debug::ask(&mut asker, "it", &[Question::Calls], &bounds).unwrap();
    assert_eq!(report.cut_off, ["GETCONN: 1 in 0 s"]);
    let output = server.rx(&["debug", "SERVER", "--most", "3"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("connections: 3\n") && text.contains("\ncut off: GETCONN"), "{text}");
}

#[test]
fn garbage_is_passed_over_and_the_answer_found_behind_it() {
    let server = Server::new(|question| {
        let real = answer(question, &Reply::Stats(Stats { calls_executed: 7, ..Stats::EMPTY }));
        let mut other = question.header;
        other.call_number.0 ^= 1;
        let mut of_another = Vec::new();
        reply_header(&other).emit(&mut of_another);
        Reply::Stats(Stats::EMPTY).emit(&mut of_another);
        let short = real[..Header::LEN + 20].to_vec();
        let mut question_again = Vec::new();
        question.emit(&mut question_again);
        vec![vec![], vec![0xff; 1500], short, of_another, question_again, real]
    });
    let mut asker = server.asker(Duration::from_secs(60));
    let bounds = Bounds::new(5, Duration::from_secs(60));
    let report = debug::ask(&mut asker, "it", &[Question::Stats], &bounds).unwrap();
    assert_eq!(report.stats.unwrap().calls_executed, 7);
}

#[test]
fn a_server_that_never_answers_or_only_with_garbage_costs_the_timeout() {
    let server = Server::new(|_| vec![vec![0; 100]; 3]);
    let failed = version(&mut server.asker(Duration::from_millis(30)));
    assert!(matches!(failed, Err(Failure::NoAnswer(_))), "{failed:?}");
    let output = server.rx(&["version", "SERVER", "--timeout", "1"]);
    assert_eq!((output.status.code(), &*output.stdout), (Some(3), &b""[..]));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, format!("rx: {}: no answer\n", server.address));
}

#[test]
fn a_server_that_knows_no_such_question_is_said_to() {
    let server = Server::new(|question| vec![answer(question, &Reply::BadType)]);
    for what in ["stats", "counters", "connections", "peers"] {
        let output = server.rx(&["debug", "SERVER", what]);
        assert_eq!(output.status.code(), Some(1), "{what}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("does not answer such questions"), "{said}");
    }
}

#[test]
fn a_terminal_gets_no_control_characters_of_a_server() {
    let server = Server::new(|question| {
        let mut datagram = Vec::new();
        let mut header = question.header;
        header.flags = rxrpc_wire::Flags::empty();
        header.emit(&mut datagram);
        datagram.extend_from_slice(b"\x1b]0;gone\x07 \xff");
        vec![datagram]
    });
    let output = server.rx(&["version", "SERVER"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "\\u{1b}]0;gone\\u{7} \\xff\n");
    let output = server.rx(&["version", "SERVER", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["version"], "\\u{1b}]0;gone\\u{7} \\xff");
}

#[test]
fn an_endpoint_of_this_project_tells_its_version() {
    let endpoint = rxrpc_sync::Endpoint::bind("127.0.0.1:0").unwrap();
    let place = Place::find(&endpoint.local_addr().to_string()).unwrap();
    let told = version(&mut Asker::new(&place, Duration::from_secs(60)).unwrap()).unwrap();
    assert!(told.starts_with("rxrpc-") && told.len() < Version::REPLY_LEN, "{told}");
}

#[test]
fn codes_have_names_and_arguments_that_make_no_sense_are_usage() {
    let rx = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_rx")).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = rx(&["errno", "-455", "VL_NOENT"]);
    assert_eq!(code, Some(0));
    assert!(text.starts_with("RXGEN_OPCODE (-455)") && text.contains("\nVL_NOENT (363524)"));
    assert_eq!(rx(&["errno", "12345"]), (Some(1), "12345\n".into()));
    assert_eq!(rx(&["errno", "NO_SUCH"]).0, Some(1));
    let (code, text) = rx(&["errno", "--json", "19270407"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &json[0]["name"]), (Some(0), &"RXKADBADTICKET".into()));
    assert_eq!(rx(&["nonsense"]).0, Some(2));
    assert_eq!(rx(&["version", "127.0.0.1:nosuch"]).0, Some(2));
    let (code, text) = rx(&["completions", "bash"]);
    assert!(code == Some(0) && text.contains("_rx()"));
}
