//! A process that is stopped for longer than its calls' timeouts, while what keeps them alive comes in.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_sync::{CallOptions, Endpoint, ServiceAddress, ServiceId};
use std::fs;
use std::net::{SocketAddr, UdpSocket};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

const SILENCE: Duration = Duration::from_secs(2);

/// Longest wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(30);

const DATA: u8 = 1;
const ACK: u8 = 2;
const PING: u8 = 6;
const PING_RESPONSE: u8 = 7;
const LAST_PACKET: u8 = 4;

/// Tells the test in the other process whom to call.
const PEER: &str = "RXRPC_TEST_PEER";

/// A service that is played by hand.
struct Peer {
    socket: UdpSocket,
    client: SocketAddr,
    /// Header of the request.
    request: Vec<u8>,
    serial: u32,
}

impl Peer {
    fn packet(&mut self, seq: u32, kind: u8, flags: u8, body: &[u8]) {
        self.serial += 1;
        let mut packet = self.request[..12].to_vec();
        packet.extend_from_slice(&seq.to_be_bytes());
        packet.extend_from_slice(&self.serial.to_be_bytes());
        packet.extend_from_slice(&[kind, flags, 0, 0, 0, 0]);
        packet.extend_from_slice(&self.request[26..28]);
        packet.extend_from_slice(body);
        self.socket.send_to(&packet, self.client).unwrap();
    }

    /// Has everything of the request, and asks whether the client is there.
    fn ping(&mut self) {
        let mut body = vec![0; 4];
        for word in [2_u32, 1, 0] {
            body.extend_from_slice(&word.to_be_bytes());
        }
        body.extend_from_slice(&[PING, 0]);
        self.packet(0, ACK, 0, &body);
    }

    fn await_ping_response(&self) {
        let mut room = [0; 2048];
        loop {
            let bytes = self.socket.recv(&mut room).expect("the client answers");
            if bytes > 44 && room[20] == ACK && room[28 + 16] == PING_RESPONSE {
                return;
            }
        }
    }
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(done.success());
}

/// Whether no thread of it runs until it is told to go on.
fn is_stopped(child: &Child) -> bool {
    fs::read_dir(format!("/proc/{}/task", child.id())).unwrap().all(|thread| {
        // The state comes after the name, which may contain anything.
        let stat = fs::read_to_string(thread.unwrap().path().join("stat")).unwrap();
        stat.rsplit_once(") ").unwrap().1.starts_with('T')
    })
}

/// Stops all threads of it. The signal alone does not: until the thread that it was given to runs, the others go on,
/// and answer what comes.
fn stop(child: &Child) {
    signal(child, "-STOP");
    let began = Instant::now();
    while !is_stopped(child) {
        assert!(began.elapsed() < PATIENCE, "it stops");
        thread::sleep(Duration::from_millis(1));
    }
}

fn make_a_call(peer: &str) {
    let client = Endpoint::bind("127.0.0.1:0").unwrap();
    let target = ServiceAddress::new(peer.parse::<SocketAddr>().unwrap(), ServiceId(1));
    let mut options = CallOptions::new();
    options.normal_timeout = Some(SILENCE);
    let mut call = client.call_with(target, &options).unwrap();
    call.send_last(b"request").unwrap();
    assert_eq!(call.take_rest(100).unwrap(), b"reply");
}

#[test]
fn what_came_in_during_a_pause_is_read_before_timeouts_are_judged() {
    if let Ok(peer) = std::env::var(PEER) {
        return make_a_call(&peer);
    }
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "what_came_in_during_a_pause_is_read_before_timeouts_are_judged"])
        .env(PEER, socket.local_addr().unwrap().to_string())
        .spawn()
        .unwrap();
    let mut room = [0; 2048];
    let (_, client) = socket.recv_from(&mut room).expect("the request comes");
    assert_eq!(room[20], DATA);
    let mut peer = Peer { socket, client, request: room[..28].to_vec(), serial: 0 };
    peer.ping();
    peer.await_ping_response();
    stop(&child);
    peer.ping();
    thread::sleep(SILENCE + Duration::from_secs(1));
    signal(&child, "-CONT");
    peer.await_ping_response();
    peer.packet(1, DATA, LAST_PACKET, b"reply");
    assert!(child.wait().unwrap().success());
}
