//! The command asks database servers of ours how they are.

#![allow(clippy::unwrap_used)]

use rxrpc_afs::errors::UNOQUORUM;
use rxrpc_afs::rxrpc_xdr::sync::{InMemory, handler};
use rxrpc_afs::rxrpc_xdr::{AbortCode, Context, Refusal};
use rxrpc_afs::ubik::sync::{VoteClient, VoteServer, VoteService};
use rxrpc_afs::ubik::{
    self, UbikDebug, UbikSdebug, UbikVersion, VoteXDebugReply, VoteXsDebugReply,
};
use rxrpc_sync::Endpoint;
use rxrpc_tools::failure::Failure;
use rxrpc_tools::udebug;
use serde_json::{Value, json};
use std::process::{Command, Output};
use std::time::Duration;

const NOW: i32 = 1_700_000_100;

fn version(counter: i32) -> UbikVersion {
    UbikVersion { epoch: 1_700_000_000, counter }
}

fn itself() -> UbikDebug {
    let mut debug = UbikDebug {
        now: NOW,
        last_yes_time: NOW - 3,
        last_yes_host: 0xc000_0201,
        last_yes_state: 1,
        sync_site_until: NOW + 57,
        am_sync_site: 1,
        n_servers: 3,
        recovery_state: 0x1f,
        local_version: version(7),
        sync_version: version(7),
        ..Default::default()
    };
    debug.addr[0] = 0xc000_0201;
    debug
}

fn other(which: i32) -> Result<UbikSdebug, Refusal> {
    let host = match which {
        0 => 0xc000_0202,
        1 => 0xc000_0203,
        _ => return Err(Refusal(AbortCode(2))),
    };
    let mut other = UbikSdebug { host, version: version(7), ..Default::default() };
    if which == 0 {
        (other.up, other.beacon_since, other.dbcurrent, other.last_vote) = (1, 1, 1, 1);
        (other.last_vote_time, other.last_beacon_sent) = (NOW - 2, NOW - 3);
    }
    Ok(other)
}

/// Leads a database of three, one of which is down.
struct Leader;

impl VoteService for Leader {
    fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
        Ok(VoteXDebugReply { debug: itself(), is_clone: 0 })
    }

    fn xs_debug(&self, _: &Context, which: i32) -> Result<VoteXsDebugReply, Refusal> {
        Ok(VoteXsDebugReply { debug: other(which)?, is_clone: which })
    }
}

/// Knows nothing of clones, follows, and has heard of no leader.
struct Old;

impl VoteService for Old {
    fn debug(&self, _: &Context) -> Result<UbikDebug, Refusal> {
        Ok(UbikDebug { am_sync_site: 0, last_yes_host: 0, ..itself() })
    }

    fn s_debug(&self, _: &Context, which: i32) -> Result<UbikSdebug, Refusal> {
        other(which)
    }
}

/// Has always one server more.
struct Endless;

impl VoteService for Endless {
    fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
        Ok(VoteXDebugReply { debug: itself(), is_clone: 0 })
    }

    fn xs_debug(&self, _: &Context, _: i32) -> Result<VoteXsDebugReply, Refusal> {
        Ok(VoteXsDebugReply { debug: other(0)?, is_clone: 0 })
    }
}

/// Tells how it is, and fails at the second one of the others.
struct Failing;

impl VoteService for Failing {
    fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
        Ok(VoteXDebugReply { debug: itself(), is_clone: 1 })
    }

    fn xs_debug(&self, _: &Context, which: i32) -> Result<VoteXsDebugReply, Refusal> {
        if which == 1 {
            return Err(Refusal(UNOQUORUM));
        }
        Ok(VoteXsDebugReply { debug: other(which)?, is_clone: 0 })
    }
}

/// What `rx` prints about this service at a port of its own.
fn rx(service: impl VoteService + 'static, arguments: &[&str]) -> (String, Output) {
    let endpoint = Endpoint::bind("127.0.0.1:0").unwrap();
    let _serving = endpoint.serve(ubik::VOTE_SERVICE, 1, handler(VoteServer(service))).unwrap();
    let address = endpoint.local_addr().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    let output = command.args(["udebug", &*address]).args(arguments).output().unwrap();
    (address, output)
}

fn ask(service: impl VoteService, within: Duration) -> Result<udebug::Report, Failure> {
    udebug::ask(&VoteClient::new(InMemory::new(VoteServer(service))), "it", within)
}

#[test]
fn a_leader_is_told_with_those_who_follow() {
    let (address, output) = rx(Leader, &["--timeout", "60"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let expected = format!(
        "{address}
addresses: 192.0.2.1
sync site: this one, for 57 s more
voted for: 192.0.2.1, 3 s ago, who led
lowest address: nobody
version: 1700000000.7, of the sync site: 1700000000.7
recovery: complete (0x1f)
locked pages: 0, 0 of them for writing
servers: 3
  192.0.2.2: up
    asked 3 s ago, voted: yes 2 s ago; version 1700000000.7, current
  192.0.2.3: down, a clone that never leads
    asked never, voted: has not; version 1700000000.7, not current
"
    );
    assert_eq!((text, output.status.code()), (expected, Some(0)));
}

#[test]
fn the_only_server_leads_for_ever() {
    /// As a vlserver of OpenAFS 1.8.9 answers that has no other beside it.
    struct Alone;
    impl VoteService for Alone {
        fn x_debug(&self, _: &Context) -> Result<VoteXDebugReply, Refusal> {
            let mut debug = itself();
            (debug.sync_site_until, debug.n_servers) = (i32::MAX, 1);
            (debug.last_yes_host, debug.lowest_host) = (u32::MAX, u32::MAX);
            debug.sync_version = UbikVersion::default();
            Ok(VoteXDebugReply { debug, is_clone: 0 })
        }

        fn xs_debug(&self, _: &Context, _: i32) -> Result<VoteXsDebugReply, Refusal> {
            Err(Refusal(AbortCode(2)))
        }
    }
    let text = ask(Alone, Duration::MAX).unwrap().to_string();
    let lines = "sync site: this one, for ever
voted for: nobody
lowest address: nobody
version: 1700000000.7, of the sync site: 1700000000.7
";
    assert!(text.contains(lines), "{text}");
}

#[test]
fn an_old_server_is_asked_as_it_can_answer() {
    let (_, output) = rx(Old, &["--json", "--timeout", "60"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        (&json["sync_site"], &json["leader"], &json["clone"], &json["leads_for"]),
        (&json!(false), &Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(json["others"].as_array().unwrap().len(), 2);
    assert_eq!(json["others"][0]["addresses"], json!(["192.0.2.2"]));
    let text = ask(Old, Duration::MAX).unwrap().to_string();
    assert!(text.contains("\nsync site: nobody\n"), "{text}");
}

#[test]
fn servers_that_never_end_are_cut_off() {
    let report = ask(Endless, Duration::MAX).unwrap();
    assert_eq!(report.others.len(), 255);
    assert_eq!(report.cut_off.as_deref(), Some("there are more than 255"));
    let report = ask(Endless, Duration::ZERO).unwrap();
    assert_eq!((report.others.len(), report.cut_off.as_deref()), (1, Some("1 in 0 s")));
}

#[test]
fn what_could_be_learned_is_told_and_a_failure() {
    let (address, output) = rx(Failing, &["--timeout", "60"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains(&format!("\ncut off: {address}: UNOQUORUM (5376): ")), "{text}");
}

#[test]
fn who_is_no_database_server_and_who_is_not_there_are_told_apart() {
    struct Nothing;
    impl VoteService for Nothing {}
    let (address, output) = rx(Nothing, &["--timeout", "60"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with(&format!("rx: {address}: RXGEN_OPCODE (-455): ")), "{said}");
    // Bound, and read by nobody.
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rx"));
    let output = command.args(["udebug", &*address, "--timeout", "1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), format!("rx: {address}: no answer\n"));
}
