//! An interface that becomes narrow in the middle of a call, in a network namespace of its own; where this
//! user may make none, nothing is tried.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use rxrpc_sync::{Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const NAME: &str = "a_call_goes_on_when_the_interface_becomes_narrow";
const INSIDE: &str = "RXRPC_TEST_INSIDE_NAMESPACE";
const SERVICE: ServiceId = ServiceId(147);
const HALF: usize = 1 << 20;

/// The largest datagram that was sent.
#[derive(Default)]
struct Largest(AtomicUsize);

impl PacketObserver for Largest {
    fn datagram(&self, direction: Direction, _: SocketAddr, datagram: &[u8]) {
        if direction == Direction::Sent {
            self.0.fetch_max(datagram.len(), Ordering::Relaxed);
        }
    }
}

#[test]
fn a_call_goes_on_when_the_interface_becomes_narrow() {
    if std::env::var_os(INSIDE).is_some() {
        return inside();
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

fn inside() {
    ip("link set lo up");
    ip("link set lo mtu 1500");
    let largest = Arc::new(Largest::default());
    let endpoint = || {
        let builder = Endpoint::builder().bind((Ipv4Addr::LOCALHOST, 0));
        builder.observer(largest.clone()).build().unwrap()
    };
    let server = endpoint();
    let _echo = server.serve(SERVICE, 2, |call| {
        let request = call.take_request(4 * HALF)?;
        Ok(call.send(&request)?)
    });
    let client = endpoint();
    let service = ServiceAddress::new(server.local_addr(), SERVICE);
    let body: Vec<u8> = (0..2 * HALF).map(|at| (at / 7 % 251) as u8).collect();

    let mut call = client.call(service).unwrap();
    call.set_timeout(Some(Duration::from_secs(20)));
    call.write_all(&body[..HALF]).unwrap();
    ip("link set lo mtu 1280");
    call.write_all(&body[HALF..]).unwrap();
    let mut reply = Vec::new();
    call.read_to_end(&mut reply).unwrap();
    assert!(reply == body, "{} bytes came back", reply.len());
    assert_eq!(largest.0.swap(0, Ordering::Relaxed), 1440);

    assert!(client.request(service, &body).unwrap() == body);
    assert_eq!(largest.0.load(Ordering::Relaxed), 1280 - 28, "the next call knows");
}
