//! What wakes a program of one thread that has many calls in flight.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rxrpc_sync::{
    Call, Config, Control, Direction, Driver, Endpoint, MessageError, MessageFlags, MessageSocket,
    PacketObserver, SendMessage, ServiceAddress, ServiceId, UserCallId, WaitFor,
};
use std::io::{BufRead, BufReader, Lines, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CALLS: usize = 1000;
const SERVICE: ServiceId = ServiceId(9);

/// Longer than a call is silent before it asks whether its peer is there.
const ANSWER_AFTER: Duration = Duration::from_secs(5);

/// Longest wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Says to the test in the other process that it is the service.
const SERVES: &str = "RXRPC_TEST_SERVES";

/// Takes calls, answers them all after some time, and ends with its input.
fn serve() {
    let mut config = Config::default();
    config.backlog = CALLS;
    let server = Endpoint::builder().bind("127.0.0.1:0").config(config).build().unwrap();
    let incoming = server.incoming(SERVICE).unwrap();
    println!("\nservice at {}", server.local_addr());
    let mut held: Vec<Call> = incoming.clone().take(CALLS).collect();
    std::thread::sleep(ANSWER_AFTER);
    for call in &mut held {
        call.take_request(100).unwrap();
        call.send_last(b"reply").unwrap();
    }
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

struct Service {
    child: Child,
    /// It prints to it at its end.
    _output: Lines<BufReader<ChildStdout>>,
    address: ServiceAddress,
}

impl Service {
    fn start(test: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(SERVES, "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address: SocketAddr = lines
            .find_map(|line| Some(line.unwrap().strip_prefix("service at ")?.parse().unwrap()))
            .unwrap();
        Self { child, _output: lines, address: ServiceAddress::new(address, SERVICE) }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

#[derive(Debug, Default)]
struct Datagrams {
    sent: AtomicUsize,
    received: AtomicUsize,
}

impl Datagrams {
    fn so_far(&self) -> (usize, usize) {
        (self.sent.load(Ordering::SeqCst), self.received.load(Ordering::SeqCst))
    }
}

impl PacketObserver for Datagrams {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        match direction {
            Direction::Sent => self.sent.fetch_add(1, Ordering::SeqCst),
            _ => self.received.fetch_add(1, Ordering::SeqCst),
        };
    }
}

/// Wakes up until something is to be done; whether the socket can be read.
fn sleep(driver: &Driver, wait: WaitFor) -> bool {
    assert!(!wait.over && !wait.more && !wait.wants_write, "{wait:?}");
    let timeout = Timespec::try_from(wait.timeout().unwrap()).unwrap();
    let mut watched = [PollFd::new(driver, PollFlags::IN)];
    poll(&mut watched, Some(&timeout)).unwrap() > 0
}

/// Takes what has come; how many calls have ended.
fn take(socket: &MessageSocket) -> usize {
    let (mut ended, mut buf) = (0, [0; 100]);
    loop {
        match socket.recvmsg(&mut buf, MessageFlags::DONTWAIT) {
            Ok(message) => {
                assert_eq!(message.control.first(), None, "no call fails");
                ended += usize::from(message.is_end());
            }
            Err(MessageError::WouldBlock) => return ended,
            Err(error) => panic!("{error}"),
        }
    }
}

fn begin_all(socket: &MessageSocket, driver: &mut Driver, service: ServiceAddress) {
    for id in 0..CALLS {
        let control = [Control::UserCallId(UserCallId(id as u64))];
        let request = SendMessage::new(b"request", &control).to(service);
        assert_eq!(socket.sendmsg(&request.flags(MessageFlags::DONTWAIT)), Ok(7));
        driver.drive();
    }
}

/// Each time there is a packet to be read, or a deadline has come.
#[test]
fn a_program_that_waits_for_many_calls_wakes_for_packets_and_deadlines_alone() {
    if std::env::var_os(SERVES).is_some() {
        return serve();
    }
    let service =
        Service::start("a_program_that_waits_for_many_calls_wakes_for_packets_and_deadlines_alone");
    let mut config = Config::default();
    config.connections_per_bundle = CALLS.div_ceil(4);
    let datagrams = Arc::new(Datagrams::default());
    let builder = Endpoint::builder().bind("127.0.0.1:0").config(config);
    let (endpoint, mut driver) = builder.observer(datagrams.clone()).build_with_driver().unwrap();
    let socket = endpoint.message_socket();
    begin_all(&socket, &mut driver, service.address);

    let (began, mut ended) = (Instant::now(), 0);
    let (mut for_packets, mut for_deadlines, mut of_no_use) = (0, 0, 0);
    while ended < CALLS {
        assert!(began.elapsed() < PATIENCE, "all are answered");
        let wait = driver.before_wait();
        let before = datagrams.so_far();
        let readable = !wait.more && sleep(&driver, wait);
        let woke = Instant::now();
        driver.drive();
        ended += take(&socket);
        let after = datagrams.so_far();
        if wait.more {
            continue;
        }
        if readable {
            for_packets += 1;
            assert!(after.1 > before.1, "it was a packet");
        } else {
            for_deadlines += 1;
            assert!(wait.deadline.is_some_and(|at| at <= woke), "{wait:?}, and it was {woke:?}");
            of_no_use += usize::from(after.0 == before.0);
        }
    }
    // Deadlines may turn out to be later, or no more: once each, not again and again.
    assert!(of_no_use < 4 * CALLS, "{of_no_use} of {for_deadlines}; {for_packets} for packets");
    // They were all asked for longer than they are silent.
    assert!(datagrams.so_far().0 >= 2 * CALLS);
}
