//! The same client in the loops that programs have: of mio, of `poll`, of tokio.
//!
//! Each is run with an endpoint that it drives, and with one that has its own thread and rings a doorbell.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use mio::unix::SourceFd;
use mio::{Interest, Token};
use rustix::event::{PollFd, PollFlags, Timespec};
use rxrpc_sync::{
    Config, Control, Doorbell, Driver, Endpoint, MessageError, MessageFlags, MessageSocket,
    SendMessage, ServiceAddress, ServiceId, SocketEvent, UserCallId,
};
use std::collections::BTreeMap;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};
use tokio::io::unix::AsyncFd;

const CALLS: u64 = 200;
/// More than a call may queue at once, and different for each call.
const BYTES: usize = 60_000;
const SERVICE: ServiceId = ServiceId(9);
const DONTWAIT: MessageFlags = MessageFlags::DONTWAIT;

/// Longest wait for what is sure to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A service that echoes.
fn service() -> (Endpoint, ServiceAddress) {
    let server = Endpoint::bind("127.0.0.1:0").unwrap();
    server
        .serve(SERVICE, 2, |call| {
            let request = call.take_request(1 << 20)?;
            Ok(call.send(&request)?)
        })
        .unwrap();
    let address = ServiceAddress::new(server.local_addr(), SERVICE);
    (server, address)
}

/// Few slots, and short queues that fill up.
fn builder() -> rxrpc_sync::EndpointBuilder {
    let mut config = Config::default();
    config.machine.transmit_queue_limit = 16;
    Endpoint::builder().bind("127.0.0.1:0").config(config)
}

fn request(id: u64) -> Vec<u8> {
    vec![id as u8; BYTES - id as usize]
}

/// Many calls, none of which is waited for.
struct Client {
    socket: MessageSocket,
    service: ServiceAddress,
    next: u64,
    /// What is not sent so far.
    unsent: BTreeMap<u64, Vec<u8>>,
    received: BTreeMap<u64, usize>,
    ended: u64,
    began: Instant,
}

impl Client {
    fn new(endpoint: &Endpoint, service: ServiceAddress) -> Self {
        let mut client = Self {
            socket: endpoint.message_socket(),
            service,
            next: 0,
            unsent: BTreeMap::new(),
            received: BTreeMap::new(),
            ended: 0,
            began: Instant::now(),
        };
        client.begin();
        client
    }

    /// Sends what there is room for; `false` if there is none for a new call.
    fn send(&mut self, id: u64, to: Option<ServiceAddress>) -> bool {
        // It may be told of after the rest was taken.
        let Some(data) = self.unsent.get_mut(&id) else { return true };
        loop {
            let control = [Control::UserCallId(UserCallId(id))];
            let message = SendMessage::new(data, &control).to(to).flags(DONTWAIT);
            match self.socket.sendmsg(&message) {
                Ok(taken) if taken == data.len() => {
                    self.unsent.remove(&id);
                    return true;
                }
                Ok(taken) => drop(data.drain(..taken)),
                Err(MessageError::WouldBlock) => return data.len() < request(id).len(),
                Err(error) => panic!("{error}"),
            }
        }
    }

    fn begin(&mut self) {
        while self.next < CALLS {
            self.unsent.insert(self.next, request(self.next));
            if !self.send(self.next, Some(self.service)) {
                self.unsent.remove(&self.next);
                return;
            }
            self.next += 1;
        }
    }

    fn receive(&mut self) {
        let mut buf = [0; 4096];
        while let Ok(message) = self.socket.recvmsg(&mut buf, DONTWAIT) {
            let id = message.call.unwrap().0;
            assert!(buf[..message.bytes].iter().all(|byte| *byte == id as u8));
            *self.received.entry(id).or_default() += message.bytes;
            assert_eq!(message.control.first(), None);
            self.ended += u64::from(message.is_end());
        }
    }

    /// Does what there is to do, until there is nothing; whether all calls have ended.
    fn work(&mut self) -> bool {
        assert!(self.began.elapsed() < PATIENCE, "{} of {CALLS} ended", self.ended);
        loop {
            match self.socket.try_next_event() {
                Ok(SocketEvent::Receive) => self.receive(),
                Ok(SocketEvent::SlotFree(_)) => self.begin(),
                Ok(SocketEvent::Writable(UserCallId(id))) => {
                    self.send(id, None);
                }
                Ok(event) => panic!("{event:?}"),
                Err(MessageError::WouldBlock) => break,
                Err(error) => panic!("{error}"),
            }
        }
        let done = self.ended == CALLS;
        if done {
            assert!((0..CALLS).all(|id| self.received[&id] == request(id).len()));
        }
        done
    }
}

/// One that waits for ever would not fail.
fn at_most(timeout: Option<Duration>) -> Duration {
    timeout.unwrap_or(PATIENCE).min(PATIENCE)
}

fn with_driver() -> (Endpoint, Client, Driver) {
    let (server, service) = service();
    let (endpoint, driver) = builder().build_with_driver().unwrap();
    (server, Client::new(&endpoint, service), driver)
}

fn with_doorbell() -> (Endpoint, Client, Doorbell) {
    let (server, service) = service();
    let client = Client::new(&builder().build().unwrap(), service);
    let doorbell = client.socket.doorbell().unwrap();
    (server, client, doorbell)
}

fn mio_poll(source: &impl AsRawFd) -> (mio::Poll, mio::Events) {
    let poll = mio::Poll::new().unwrap();
    let descriptor = source.as_raw_fd();
    poll.registry().register(&mut SourceFd(&descriptor), Token(0), Interest::READABLE).unwrap();
    (poll, mio::Events::with_capacity(8))
}

#[test]
fn a_loop_of_mio_drives() {
    let (_server, mut client, mut driver) = with_driver();
    let (mut poll, mut events) = mio_poll(&driver);
    let mut watched = Interest::READABLE;
    loop {
        driver.drive();
        if client.work() {
            return;
        }
        let wait = driver.before_wait();
        let interest = match wait.wants_write {
            true => Interest::READABLE | Interest::WRITABLE,
            false => Interest::READABLE,
        };
        // Edge-triggered, and so not told anew of what it knows.
        if interest != watched {
            let descriptor = driver.as_raw_fd();
            poll.registry().reregister(&mut SourceFd(&descriptor), Token(0), interest).unwrap();
            watched = interest;
        }
        poll.poll(&mut events, Some(at_most(wait.timeout()))).unwrap();
    }
}

#[test]
fn a_loop_of_mio_hears_a_doorbell() {
    let (_server, mut client, doorbell) = with_doorbell();
    let (mut poll, mut events) = mio_poll(&doorbell);
    while !client.work() {
        poll.poll(&mut events, Some(PATIENCE)).unwrap();
    }
}

#[test]
fn a_loop_of_poll_drives() {
    let (_server, mut client, mut driver) = with_driver();
    loop {
        driver.drive();
        if client.work() {
            return;
        }
        let wait = driver.before_wait();
        let room = if wait.wants_write { PollFlags::OUT } else { PollFlags::empty() };
        let timeout = Timespec::try_from(at_most(wait.timeout())).unwrap();
        let mut watched = [PollFd::new(&driver, PollFlags::IN | room)];
        rustix::event::poll(&mut watched, Some(&timeout)).unwrap();
    }
}

#[test]
fn a_loop_of_poll_hears_a_doorbell() {
    let (_server, mut client, doorbell) = with_doorbell();
    let timeout = Timespec::try_from(PATIENCE).unwrap();
    while !client.work() {
        let mut watched = [PollFd::new(&doorbell, PollFlags::IN)];
        rustix::event::poll(&mut watched, Some(&timeout)).unwrap();
    }
}

/// Its constructors that need no `unsafe` are deprecated, since they take a descriptor that the object need not own; these
/// own theirs.
#[allow(deprecated)]
fn watched<T: AsRawFd>(source: T, interest: tokio::io::Interest) -> AsyncFd<T> {
    AsyncFd::with_interest(source, interest).unwrap()
}

fn on_tokio(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test);
}

#[test]
fn a_task_of_tokio_drives() {
    on_tokio(async {
        let (_server, mut client, driver) = with_driver();
        let both = tokio::io::Interest::READABLE | tokio::io::Interest::WRITABLE;
        let mut driver = watched(driver, both);
        loop {
            driver.get_mut().drive();
            if client.work() {
                return;
            }
            let wait = driver.get_mut().before_wait();
            let interest = if wait.wants_write { both } else { tokio::io::Interest::READABLE };
            let ready = tokio::time::timeout(at_most(wait.timeout()), driver.ready(interest));
            if let Ok(ready) = ready.await {
                // The drive that follows finds out what is there, and later packets are told of anew.
                ready.unwrap().clear_ready();
            }
        }
    });
}

#[test]
fn a_task_of_tokio_hears_a_doorbell() {
    on_tokio(async {
        let (_server, mut client, doorbell) = with_doorbell();
        let doorbell = watched(doorbell, tokio::io::Interest::READABLE);
        while !client.work() {
            let ready = tokio::time::timeout(PATIENCE, doorbell.readable()).await.unwrap();
            ready.unwrap().clear_ready();
        }
    });
}
