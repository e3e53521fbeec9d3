//! The sockets and threads of a relay.
//!
//! One thread reads the clients' side, one for each client the server's answers, and one for each way
//! sends what was delayed; what is due at once is sent by the thread that read it. A datagram is sent
//! under the lock of its way, which keeps the order, and never waits there for long: a UDP socket takes
//! it or drops it.
//!
//! Holds: [`Shared`]. Must not know: which conditions there are.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use socket2::SockRef;

use super::clients::Clients;
use super::counters::Counters;
use super::way::{Datagram, Way};
use super::{Relay, Settings};

/// How often a thread without work looks whether the relay has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How often it is looked for clients that are gone.
const FORGET_EVERY: Duration = Duration::from_secs(1);
/// Room for a window of each of some calls: what the system drops, no counter here shows.
const SOCKET_BUFFER: usize = 4 << 20;
/// Longer than any UDP datagram.
const LONGEST: usize = 1 << 16;
/// Makes the seeds of the two ways differ.
const OTHER_WAY: u64 = 0x9e37_79b9_7f4a_7c15;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    ToServer,
    ToClient,
}

/// What the threads of a relay share.
#[derive(Debug)]
pub(super) struct Shared {
    inner: UdpSocket,
    server: SocketAddr,
    to_server: Lane,
    to_client: Lane,
    /// Taken after the lock of a way, never before it.
    clients: Mutex<Clients<Arc<Outer>>>,
    rebind_every: Option<u64>,
    came_from_clients: AtomicU64,
    stopped: AtomicBool,
}

#[derive(Debug)]
struct Lane {
    way: Mutex<Way>,
    /// There is something new to wait for.
    changed: Condvar,
}

/// A client's port towards the server.
#[derive(Debug)]
struct Outer {
    socket: UdpSocket,
    replaced: AtomicBool,
}

/// Makes a socket of a relay ready to be read.
pub(super) fn prepare(socket: &UdpSocket) -> io::Result<()> {
    socket.set_read_timeout(Some(LOOK_AGAIN))?;
    // Less is given when the system allows no more, which is good enough.
    let _ = SockRef::from(socket).set_recv_buffer_size(SOCKET_BUFFER);
    let _ = SockRef::from(socket).set_send_buffer_size(SOCKET_BUFFER);
    Ok(())
}

impl Lane {
    fn new(way: Way) -> Self {
        Self { way: Mutex::new(way), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Way> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    pub(super) fn new(inner: UdpSocket, server: SocketAddr, settings: Settings) -> Self {
        let other_seed = settings.seed.wrapping_add(OTHER_WAY).rotate_left(32);
        Self {
            inner,
            server,
            to_server: Lane::new(Way::new(settings.to_server, settings.seed)),
            to_client: Lane::new(Way::new(settings.to_client, other_seed)),
            clients: Mutex::new(Clients::new(Relay::MOST_CLIENTS)),
            rebind_every: settings.rebind_every,
            came_from_clients: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
        }
    }

    pub(super) fn counters(&self, direction: Direction) -> Counters {
        self.lane(direction).lock().counters
    }

    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        for lane in [&self.to_server, &self.to_client] {
            // With the lock, so that no thread is between its look at the flag and its wait.
            drop(lane.lock());
            lane.changed.notify_all();
        }
    }

    /// Gives every client a new port; datagrams to the old ones are answered by nobody.
    pub(super) fn rebind(self: &Arc<Self>) -> io::Result<()> {
        let known: Vec<SocketAddr> = self.clients().all();
        let now = Instant::now();
        known.into_iter().try_for_each(|client| self.open_port(now, client))
    }

    /// Reads what clients send, until the relay ends.
    pub(super) fn read_clients(self: &Arc<Self>) {
        let mut buffer = vec![0; LONGEST];
        let mut looked = Instant::now();
        while !self.has_stopped() {
            if looked.elapsed() >= FORGET_EVERY {
                looked = Instant::now();
                self.forget_silent(looked);
            }
            let Ok((length, client)) = self.inner.recv_from(&mut buffer) else { continue };
            if !self.has_port(Instant::now(), client) {
                continue;
            }
            let came = self.came_from_clients.fetch_add(1, Ordering::Relaxed) + 1;
            if self.rebind_every.is_some_and(|every| came.is_multiple_of(every.max(1))) {
                // Without a new port the old one stays.
                let _ = self.rebind();
            }
            self.pass(Direction::ToServer, client, &buffer[..length]);
        }
    }

    /// Sends what was delayed, when it is due, until the relay ends.
    pub(super) fn deliver(&self, direction: Direction) {
        let lane = self.lane(direction);
        let mut way = lane.lock();
        while !self.has_stopped() {
            self.send_due(direction, &mut way);
            let wait = way.next_due().map_or(LOOK_AGAIN, |due| {
                due.saturating_duration_since(Instant::now()).min(LOOK_AGAIN)
            });
            let waited = lane.changed.wait_timeout(way, wait);
            way = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Reads what the server sends to one port, until that port is given up or the relay ends.
    fn read_server(&self, client: SocketAddr, outer: &Outer) {
        let mut buffer = vec![0; LONGEST];
        while !self.has_stopped() && !outer.replaced.load(Ordering::Acquire) {
            match outer.socket.recv_from(&mut buffer) {
                Ok((length, from)) if from == self.server => {
                    self.clients().heard(Instant::now(), client);
                    self.pass(Direction::ToClient, client, &buffer[..length]);
                }
                _ => {}
            }
        }
    }

    fn pass(&self, direction: Direction, client: SocketAddr, bytes: &[u8]) {
        let lane = self.lane(direction);
        let mut way = lane.lock();
        way.handle(Instant::now(), Datagram { client, bytes: bytes.to_vec() });
        self.send_due(direction, &mut way);
        if way.next_due().is_some() {
            lane.changed.notify_one();
        }
    }

    fn send_due(&self, direction: Direction, way: &mut Way) {
        let now = Instant::now();
        while let Some(Datagram { client, bytes }) = way.poll(now) {
            let sent = match direction {
                Direction::ToClient => self.inner.send_to(&bytes, client),
                Direction::ToServer => match self.clients().port(&client) {
                    Some(outer) => outer.socket.send_to(&bytes, self.server),
                    None => continue,
                },
            };
            way.counters.unsendable += u64::from(sent.is_err());
        }
    }

    /// Whether a client has a port, a new one if need be.
    fn has_port(self: &Arc<Self>, now: Instant, client: SocketAddr) -> bool {
        if self.clients().heard(now, client) {
            return true;
        }
        let (room, silent) = self.clients().make_room(now);
        if let Some((silent, outer)) = silent {
            self.forget(silent, &outer);
        }
        room && self.open_port(now, client).is_ok()
    }

    /// Gives up the ports of clients of which nothing was heard for long.
    fn forget_silent(&self, now: Instant) {
        let silent = self.clients().expire(now);
        silent.into_iter().for_each(|(client, outer)| self.forget(client, &outer));
    }

    /// A client has given up its port.
    fn forget(&self, client: SocketAddr, outer: &Outer) {
        outer.replaced.store(true, Ordering::Release);
        for lane in [&self.to_server, &self.to_client] {
            lane.lock().forget(client);
        }
    }

    fn open_port(self: &Arc<Self>, now: Instant, client: SocketAddr) -> io::Result<()> {
        let own = if self.server.ip().is_loopback() {
            self.server.ip()
        } else {
            self.inner.local_addr()?.ip()
        };
        let socket = UdpSocket::bind((own, 0))?;
        prepare(&socket)?;
        let outer = Arc::new(Outer { socket, replaced: AtomicBool::new(false) });
        let (shared, reader) = (Arc::clone(self), Arc::clone(&outer));
        // It ends by itself soon after the relay has.
        std::thread::Builder::new()
            .name("relay".to_owned())
            .spawn(move || shared.read_server(client, &reader))?;
        if let Some(old) = self.clients().insert(now, client, outer) {
            old.replaced.store(true, Ordering::Release);
        }
        Ok(())
    }

    fn has_stopped(&self) -> bool {
        self.stopped.load(Ordering::Acquire)
    }

    fn clients(&self) -> MutexGuard<'_, Clients<Arc<Outer>>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lane(&self, direction: Direction) -> &Lane {
        match direction {
            Direction::ToServer => &self.to_server,
            Direction::ToClient => &self.to_client,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::clients::FORGOTTEN_AFTER;
    use std::net::Ipv4Addr;
    use std::sync::Weak;

    fn client(port: u16) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, port).into()
    }

    /// A relay without threads that read the clients' side.
    fn shared() -> (Arc<Shared>, UdpSocket) {
        let [inner, server] = [(); 2].map(|()| UdpSocket::bind("127.0.0.1:0").unwrap());
        let to = server.local_addr().unwrap();
        (Arc::new(Shared::new(inner, to, Settings::default())), server)
    }

    fn port(shared: &Shared, client: SocketAddr) -> Option<Weak<Outer>> {
        shared.clients().port(&client).map(Arc::downgrade)
    }

    /// DATA 1 of one call.
    fn data() -> Vec<u8> {
        let mut packet = vec![0; 28];
        (packet[15], packet[20]) = (1, 1);
        packet
    }

    /// How often DATA of this client counted as new.
    fn new_data(shared: &Shared, client: SocketAddr) -> u64 {
        shared.pass(Direction::ToServer, client, &data());
        shared.counters(Direction::ToServer).data
    }

    /// Its port, the thread of that, and what was seen of its calls.
    #[test]
    fn of_a_client_that_is_gone_nothing_is_left() {
        let (shared, _server) = shared();
        let start = Instant::now();
        assert!(shared.has_port(start, client(1)));
        assert_eq!([new_data(&shared, client(1)), new_data(&shared, client(1))], [1, 1]);
        let outer = port(&shared, client(1)).unwrap();
        shared.forget_silent(start + FORGOTTEN_AFTER / 2);
        assert!(port(&shared, client(1)).is_some(), "it may still come");
        shared.forget_silent(start + FORGOTTEN_AFTER);
        assert!(port(&shared, client(1)).is_none());
        while outer.strong_count() > 0 {
            std::thread::yield_now();
        }
        assert!(shared.has_port(start + FORGOTTEN_AFTER, client(1)));
        assert_eq!(new_data(&shared, client(1)), 2, "as of a new one");
        shared.stop();
    }

    #[test]
    fn clients_that_come_and_go_have_no_more_ports_than_there_may_be() {
        let (shared, _server) = shared();
        *shared.clients() = Clients::new(3);
        let mut now = Instant::now();
        for number in 1..=20 {
            now += FORGOTTEN_AFTER / 4;
            assert!(shared.has_port(now, client(number)));
            assert!(shared.clients().all().len() <= 3);
        }
        assert!(!shared.has_port(now, client(21)) || shared.clients().all().len() <= 3);
        shared.stop();
    }
}
