//! A thread that reads the socket and does not get to run, as one of low priority may not: others are read for.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

use rxrpc_sync::{CallError, Direction, Endpoint, PacketObserver, ServiceAddress, ServiceId};
use std::io::Write;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const ECHO: ServiceId = ServiceId(7);
const OTHER: ServiceId = ServiceId(8);
const STUCK: &str = "stuck";

/// Stops the thread called [`STUCK`] when it has read something.
struct Stops {
    stopped: Mutex<Option<Sender<()>>>,
    go_on: Mutex<Receiver<()>>,
}

impl PacketObserver for Stops {
    fn datagram(&self, direction: Direction, _: SocketAddr, _: &[u8]) {
        if direction == Direction::Received && thread::current().name() == Some(STUCK) {
            let stopped = self.stopped.lock().unwrap().take();
            if let Some(stopped) = stopped {
                stopped.send(()).unwrap();
                self.go_on.lock().unwrap().recv().unwrap();
            }
        }
    }
}

#[test]
fn nobody_waits_for_a_reader_that_does_not_run() {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    let _echo = server
        .serve(ECHO, 2, |call| {
            let request = call.take_request(100)?;
            call.write_all(&request)?;
            Ok(())
        })
        .unwrap();
    let (stopped, is_stopped) = channel();
    let (goes_on, go_on) = channel();
    let observer = Stops { stopped: Mutex::new(Some(stopped)), go_on: Mutex::new(go_on) };
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0)).observer(Arc::new(observer));
    let endpoint = builder.build().unwrap();
    let incoming = endpoint.incoming(OTHER).unwrap();
    thread::scope(|scope| {
        let acceptor = thread::Builder::new().name(STUCK.into());
        let accepted = acceptor.spawn_scoped(scope, || incoming.accept().map(|_call| ())).unwrap();
        // Until it was this thread that read one of them.
        let stranger = UdpSocket::bind("127.0.0.1:0").unwrap();
        while is_stopped.try_recv().is_err() {
            stranger.send_to(&[0], endpoint.local_addr()).unwrap();
            thread::sleep(Duration::from_millis(1));
        }
        let target = ServiceAddress::new(server.local_addr(), ECHO);
        let call = || {
            let mut call = endpoint.call(target)?;
            call.set_timeout(Some(Duration::from_secs(10)));
            call.send_last(b"hello")?;
            call.take_rest(100)
        };
        let failed = (0..20).map(|_| call()).find(|reply| reply.as_deref() != Ok(b"hello"));
        goes_on.send(()).unwrap();
        // It runs again, and gets what it waits for.
        let mut call = server.call(ServiceAddress::new(endpoint.local_addr(), OTHER)).unwrap();
        call.send_last(b"").unwrap();
        assert_eq!(failed, None);
        assert_eq!(accepted.join().unwrap(), Ok(()));
    });
}

/// Stops the thread called [`STUCK`] when it sends something.
struct StopsSending(Stops);

impl PacketObserver for StopsSending {
    fn datagram(&self, direction: Direction, from: SocketAddr, bytes: &[u8]) {
        if direction == Direction::Sent {
            self.0.datagram(Direction::Received, from, bytes);
        }
    }
}

/// Answers each request of one packet with one packet that wants an ACK.
fn reply_to_requests(peer: &UdpSocket, stopped: &AtomicBool) {
    peer.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
    let mut packet = [0; 1500];
    while !stopped.load(Ordering::SeqCst) {
        let Ok((length, from)) = peer.recv_from(&mut packet) else { continue };
        let (kind, flags) = (packet[20], packet[21]);
        if length > 28 && kind == 1 && flags & 4 != 0 {
            // DATA: the last packet, and an ACK is wanted.
            packet[21] = 4 | 2;
            peer.send_to(&packet[..length], from).unwrap();
        }
    }
}

/// Who reads has taken in what another waits for, and does not get as far as waking him.
#[test]
fn nobody_waits_to_be_woken_by_a_reader_that_does_not_run() {
    let (stopped, is_stopped) = channel();
    let (goes_on, go_on) = channel();
    let stops = Stops { stopped: Mutex::new(Some(stopped)), go_on: Mutex::new(go_on) };
    let builder = Endpoint::builder().bind(([127, 0, 0, 1], 0));
    let endpoint = builder.observer(Arc::new(StopsSending(stops))).build().unwrap();
    let incoming = endpoint.incoming(OTHER).unwrap();
    let [peer, stranger] = [(); 2].map(|()| UdpSocket::bind("127.0.0.1:0").unwrap());
    let target = ServiceAddress::new(peer.local_addr().unwrap(), ECHO);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let acceptor = thread::Builder::new().name(STUCK.into());
        let accepted = acceptor.spawn_scoped(scope, || incoming.accept().map(|_call| ())).unwrap();
        scope.spawn(|| reply_to_requests(&peer, &over));
        // Somebody sees that nobody reads.
        scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                stranger.send_to(&[0], endpoint.local_addr()).unwrap();
                thread::sleep(Duration::from_millis(1));
            }
        });
        let call = || {
            let (began, patience) = (Instant::now(), Duration::from_secs(10));
            let mut call = endpoint.call(target)?;
            call.set_timeout(Some(patience));
            call.send_last(b"hello")?;
            let reply = call.take_rest(100)?;
            // Who looks at the end of his patience finds it, woken or not.
            if began.elapsed() < patience { Ok(reply) } else { Err(CallError::TimedOut) }
        };
        let mut replies = Vec::new();
        // Until it was that thread that took in the reply.
        while is_stopped.try_recv().is_err()
            && replies.iter().all(|reply: &Result<_, _>| reply.is_ok())
        {
            replies.push(call());
            // Nobody who comes back soon: the seat goes to who waits for the next call.
            thread::sleep(Duration::from_millis(5));
        }
        let last = call();
        goes_on.send(()).unwrap();
        over.store(true, Ordering::SeqCst);
        endpoint.close(Duration::ZERO);
        assert!(accepted.join().unwrap().is_err());
        replies.push(last);
        for reply in replies {
            assert_eq!(reply.as_deref(), Ok(&b"hello"[..]));
        }
    });
}
