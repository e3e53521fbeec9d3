//! Strangers: sockets of one host or of many that do not answer, and threads that send from them.
//!
//! Holds: [`Sources`], [`Flood`], [`Answering`]. Must not know: what the packets mean.
//!
//! A source address that was forged is one that never answers. All of 127.0.0.0/8 is this machine, so a socket
//! at an address of its own that nobody reads is as good.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rxrpc_core::wire::{AckReason, Body, Packet, Serial};
use rxrpc_tests::network::Forge;

/// How long a flood sleeps between two of its bursts.
const STEP: Duration = Duration::from_millis(1);

/// The host of a single stranger.
pub(crate) const STRANGER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 66);

/// Sockets to send from.
pub(crate) struct Sources(Vec<UdpSocket>);

impl Sources {
    /// So many ports of one host.
    pub(crate) fn one(ports: usize) -> io::Result<Self> {
        Self::bind((0..ports).map(|_| STRANGER))
    }

    /// So many hosts.
    pub(crate) fn forged(hosts: u16) -> io::Result<Self> {
        Self::bind((0..hosts).map(|host| {
            let [high, low] = host.to_be_bytes();
            Ipv4Addr::new(127, 1, high, low)
        }))
    }

    fn bind(hosts: impl Iterator<Item = Ipv4Addr>) -> io::Result<Self> {
        let sockets = hosts.map(|host| {
            let socket = UdpSocket::bind((host, 0))?;
            socket.set_nonblocking(true)?;
            Ok(socket)
        });
        Ok(Self(sockets.collect::<io::Result<_>>()?))
    }

    /// Sends from the next socket in turn. What the system does not take is lost, as on a network.
    pub(crate) fn send(&self, number: u64, to: SocketAddr, datagram: &[u8]) {
        let _ = self.0[number as usize % self.0.len()].send_to(datagram, to);
    }
}

/// A thread that does something until the flood is dropped.
pub(crate) struct Flood {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<u64>>,
}

impl Flood {
    /// Sends the datagram that `make` gives for each number, so many a second, from the sources in turn.
    pub(crate) fn start(
        sources: Sources,
        to: SocketAddr,
        per_second: u64,
        make: impl Fn(u64) -> Vec<u8> + Send + 'static,
    ) -> Self {
        Self::start_several(sources, to, per_second, move |number| [make(number)])
    }

    /// [`Flood::start`] with several datagrams for each number, from one source.
    pub(crate) fn start_several<const COUNT: usize>(
        sources: Sources,
        to: SocketAddr,
        per_second: u64,
        make: impl Fn(u64) -> [Vec<u8>; COUNT] + Send + 'static,
    ) -> Self {
        Self::run(move |stop| {
            let (began, mut sent) = (Instant::now(), 0);
            while !stop.load(Ordering::Relaxed) {
                let due = (began.elapsed().as_secs_f64() * per_second as f64) as u64;
                // A thread that did not run makes up for little of it: the rate is what is attacked with.
                sent = sent.max(due.saturating_sub(per_second / 20 + 1));
                while sent < due {
                    for datagram in make(sent) {
                        sources.send(sent, to, &datagram);
                    }
                    sent += 1;
                }
                thread::sleep(STEP);
            }
            sent
        })
    }

    /// Does `work` until it is told to stop; it returns how many attacks it made.
    pub(crate) fn run(work: impl FnOnce(&AtomicBool) -> u64 + Send + 'static) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = stop.clone();
        Self { stop, thread: Some(thread::spawn(move || work(&flag))) }
    }

    /// Ends it; how many attacks it made.
    pub(crate) fn end(mut self) -> u64 {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.take().map_or(0, |thread| thread.join().unwrap_or_default())
    }
}

impl Drop for Flood {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How a stranger answers the PING with this serial in the call of the packet.
type Answer = fn(&Forge, Serial) -> Vec<u8>;

/// A stranger that begins calls, shows that it receives at its address, and does nothing else that it should.
pub(crate) struct Answering {
    sockets: Sources,
    answer: Answer,
}

impl Answering {
    pub(crate) fn new(ports: usize, answer: Answer) -> io::Result<Self> {
        Ok(Self { sockets: Sources::one(ports)?, answer })
    }

    /// Sends from one of its sockets.
    pub(crate) fn send(&self, number: u64, to: SocketAddr, datagram: &[u8]) {
        self.sockets.send(number, to, datagram);
    }

    /// Answers the PINGs that have come; how many.
    pub(crate) fn answer(&self) -> u64 {
        let mut answered = 0;
        let mut buffer = [0; 2048];
        for socket in &self.sockets.0 {
            while let Ok((len, from)) = socket.recv_from(&mut buffer) {
                let Ok(packet) = Packet::parse(&buffer[..len]) else { continue };
                let Body::Ack(ack) = &packet.body else { continue };
                if ack.reason == AckReason::Ping {
                    let answer =
                        (self.answer)(&Forge::answering(&packet.header), packet.header.serial);
                    let _ = socket.send_to(&answer, from);
                    answered += 1;
                }
            }
        }
        answered
    }

    /// Answers PINGs until it is told to stop, doing `also` about every millisecond.
    pub(crate) fn keep_on(self, mut also: impl FnMut(&Self) + Send + 'static) -> Flood {
        Flood::run(move |stop| {
            let mut answered = 0;
            while !stop.load(Ordering::Relaxed) {
                answered += self.answer();
                also(&self);
                thread::sleep(STEP);
            }
            answered
        })
    }
}
