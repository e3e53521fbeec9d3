//! An interface that becomes narrow in the middle of a call, in a network namespace of its own; where this
//! user may make none, nothing is tried.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

#[allow(unused_macros, unused_imports)]
mod common;

use common::{ECHO, echo_server, endpoint, on_plain};
use futures::io::{AsyncReadExt, AsyncWriteExt};
use rxrpc_async::runtime::Runtime;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

const NAME: &str = "a_call_goes_on_when_the_interface_becomes_narrow";
const INSIDE: &str = "RXRPC_TEST_INSIDE_NAMESPACE";
const HALF: usize = 1 << 20;

#[test]
fn a_call_goes_on_when_the_interface_becomes_narrow() {
    if std::env::var_os(INSIDE).is_some() {
        ip("link set lo up");
        ip("link set lo mtu 1500");
        on_plain(narrow);
        ip("link set lo mtu 1500");
        #[cfg(feature = "tokio")]
        common::on_tokio(narrow);
        ip("link set lo mtu 1500");
        #[cfg(feature = "smol")]
        common::on_smol(narrow);
        return;
    }
    let unshare = |program: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--net", "--", program]);
        command
    };
    if !unshare("true").output().is_ok_and(|output| output.status.success()) {
        eprintln!("no network namespace can be made here");
        return;
    }
    let program = std::env::current_exe().unwrap();
    let mut command = unshare(program.to_str().unwrap());
    let run = command.args(["--exact", NAME, "--nocapture"]).env(INSIDE, "1").output().unwrap();
    let said =
        [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(run.status.success(), "{said}");
}

fn ip(words: &str) {
    assert!(Command::new("ip").args(words.split(' ')).status().unwrap().success(), "ip {words}");
}

async fn narrow(runtime: Arc<dyn Runtime>) {
    let (_server, _echo, service) = echo_server(&runtime);
    assert_eq!(service.service, ECHO);
    let client = endpoint(&runtime);
    let body: Vec<u8> = (0..2 * HALF).map(|at| (at / 7 % 251) as u8).collect();
    let mut call = client.call(service).await.unwrap();
    call.set_timeout(Some(Duration::from_secs(20)));
    call.write_all(&body[..HALF]).await.unwrap();
    ip("link set lo mtu 1280");
    call.write_all(&body[HALF..]).await.unwrap();
    call.close().await.unwrap();
    let mut reply = Vec::new();
    call.read_to_end(&mut reply).await.unwrap();
    assert!(reply == body, "{} bytes came back", reply.len());
    assert!(client.request(service, &body).await.unwrap() == body);
}
