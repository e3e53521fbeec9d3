//! The command asks an endpoint of this project with calls on it.

#![allow(clippy::unwrap_used)]

use rxrpc_sync::{Config, DebugAnswers, Endpoint, ServiceAddress, ServiceId};
use std::process::Command;

const SERVICE: ServiceId = ServiceId(77);

/// What `rx debug` prints as JSON about an endpoint, and its exit code.
fn debug(endpoint: &Endpoint, arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    let address = endpoint.local_addr().to_string();
    let output = command.args(["debug", "--json", &*address]).args(arguments).output().unwrap();
    let json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code(), json)
}

#[test]
fn its_calls_connections_and_peers_are_seen() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let mut incoming = server.incoming(SERVICE).unwrap();
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(server.local_addr(), SERVICE);
    // More calls than a connection has channels.
    let mut calls = Vec::new();
    for _ in 0..6 {
        let mut call = client.call(target).unwrap();
        call.send(b"request").unwrap();
        call.end_send().unwrap();
        calls.push(call);
    }
    let _served: Vec<_> = (0..6).map(|_| incoming.next().unwrap()).collect();
    for (end, of, peer) in [(&server, "server", &client), (&client, "client", &server)] {
        let (code, told) = debug(end, &["--all", "--idle"]);
        assert_eq!(code, Some(0), "{told}");
        let rows = |list: &str| told[list].as_array().unwrap().clone();
        assert_eq!(
            (rows("connections").len(), rows("calls").len(), rows("peers").len()),
            (2, 6, 1)
        );
        for row in rows("connections").iter().chain(&rows("calls")) {
            assert_eq!(
                (&row["end"], &row["peer"]),
                (&of.into(), &peer.local_addr().to_string().into())
            );
        }
        assert_eq!(rows("peers")[0]["connections"], 2);
        assert!(rows("calls").iter().all(|call| call["state"] == "active"));
        let connections = if of == "server" { "server_connections" } else { "client_connections" };
        assert_eq!(
            (&told["counters"][connections], &told["counters"]["calls"]),
            (&2.into(), &6.into())
        );
        assert_eq!(told["stats"]["version"], "S");
    }
    assert_eq!(debug(&server, &["stats"]).1["stats"]["calls_executed"], 6);
}

#[test]
fn an_endpoint_that_tells_nobody_says_so() {
    let config = Config::default().debug_answers(DebugAnswers::Nobody);
    let endpoint = Endpoint::builder().bind("127.0.0.1:0").config(config).build().unwrap();
    assert_eq!(debug(&endpoint, &["stats"]).0, Some(1));
    // Of lists the refusal is their end: rxdebug would ask without one.
    let (code, told) = debug(&endpoint, &["connections", "peers", "--idle"]);
    assert_eq!((code, told["connections"].as_array().map(Vec::len)), (Some(0), Some(0)));
}

#[test]
fn what_lists_leave_out_is_counted() {
    let Ok(server) = Endpoint::bind("[::]:0") else { return };
    let _incoming = server.incoming(SERVICE).unwrap();
    let client = Endpoint::bind("[::1]:0").unwrap();
    let at = std::net::SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], server.local_addr().port()));
    let mut call = client.call(ServiceAddress::new(at, SERVICE)).unwrap();
    call.send(b"request").unwrap();
    call.end_send().unwrap();
    call.sent_all().unwrap();
    let address = format!("127.0.0.1:{}", server.local_addr().port());
    let seen = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
        let output = command.args(["debug", "--json", &*address, "stats"]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["stats"]["left_out"]
            .clone()
    };
    // What is told may be a second old, and the request on its way.
    while seen() != 1 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
