//! OpenAFS's `rxdebug` and `rx debug` ask the same endpoint of this project, and tell the same. (The tool is in Debian's
//! openafs-client; `.ci/run` runs this.)

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{Config, Endpoint, ServiceAddress, ServiceId};
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

const SERVICE: ServiceId = ServiceId(77);

/// More connections than `debug_replies_per_second`, so that answers are missing and asked for again.
const MANY: usize = 30;

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn rxdebug(endpoint: &Endpoint, arguments: &[&str]) -> String {
    let port = endpoint.local_addr().port().to_string();
    printed(Command::new("rxdebug").args(["127.0.0.1", &port]).args(arguments))
}

fn rx(endpoint: &Endpoint, arguments: &[&str]) -> Value {
    let address = endpoint.local_addr().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    serde_json::from_str(&printed(command.args(["debug", "--json", &address]).args(arguments)))
        .unwrap()
}

/// A server with a call from each of so many clients, all of which are held.
fn server(config: Config, clients: usize) -> (Endpoint, impl Sized) {
    let server = Endpoint::builder().bind("127.0.0.1:0").config(config).build().unwrap();
    let mut incoming = server.incoming(SERVICE).unwrap();
    let target = ServiceAddress::new(server.local_addr(), SERVICE);
    let mut held = Vec::new();
    for _ in 0..clients {
        let client = Endpoint::bind("127.0.0.1:0").unwrap();
        let mut call = client.call(target).unwrap();
        call.send(b"request").unwrap();
        call.end_send().unwrap();
        held.push((client, call, incoming.next().unwrap()));
    }
    (server, (held, incoming))
}

/// The peers that rxdebug prints, by what stands before each.
fn hosts(text: &str, before: &str) -> BTreeSet<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(before));
    let host = |line: &str| {
        let (host, rest) = line.split_once(", port ").unwrap();
        let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
        format!("{host}:{port}")
    };
    lines.map(host).collect()
}

fn peers(rows: &Value) -> BTreeSet<String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["peer"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs rxdebug of OpenAFS"]
fn both_tell_the_same_of_an_endpoint() {
    let (server, _held) = server(Config::default(), 3);
    let ours = rx(&server, &["--all", "--idle"]);
    let theirs = rxdebug(&server, &["-allconnections", "-long"]);
    let connections = peers(&ours["connections"]);
    assert_eq!(connections.len(), 3);
    assert_eq!(hosts(&theirs, "Connection from host "), connections, "{theirs}");
    assert_eq!(theirs.matches("call 0: # 1, state active, mode: receiving").count(), 3, "{theirs}");
    assert_eq!(theirs.matches("server conn").count(), 3);
    let theirs = rxdebug(&server, &["-peers", "-noconns", "-long"]);
    assert_eq!(hosts(&theirs, "Peer at host "), peers(&ours["peers"]), "{theirs}");
    let theirs = rxdebug(&server, &["-rxstats", "-noconns"]);
    let held = "3 server connections, 0 client connections, 3 peer structs, 3 call structs";
    assert!(theirs.contains(held) && theirs.contains("calls: 3,"), "{theirs}");
    assert!(theirs.contains("packets read: data 3 "), "{theirs}");
    assert_eq!(ours["counters"]["packets_received"]["data"], 3);
    let version = rxdebug(&server, &["-version"]);
    assert!(
        version.contains(&format!("AFS version: rxrpc-{}", env!("CARGO_PKG_VERSION"))),
        "{version}"
    );
}

#[test]
#[ignore = "needs rxdebug of OpenAFS"]
fn a_list_that_is_longer_than_what_is_answered_in_a_second_is_read_to_its_end() {
    let config = Config::default().debug_replies_per_second(10);
    let (server, _held) = server(config, MANY);
    let theirs = rxdebug(&server, &["-allconnections"]);
    assert_eq!(hosts(&theirs, "Connection from host ").len(), MANY, "{theirs}");
    let ours = rx(&server, &["connections", "--idle"]);
    assert_eq!(peers(&ours["connections"]).len(), MANY);
}
