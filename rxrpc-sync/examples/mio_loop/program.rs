//! The loop, and what it talks to.

use crate::client::{Client, Result};
use mio::unix::{SourceFd, pipe};
use mio::{Events, Interest, Poll, Token};
use rxrpc_sync::{Call, Config, Driver, Endpoint, ServiceAddress, ServiceId};
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::thread;
use std::time::{Duration, Instant};

const CALLS: u64 = 1000;
const SERVICE: ServiceId = ServiceId(2000);
const UDP: Token = Token(0);
const PIPE: Token = Token(1);

pub(crate) fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let slots: usize = arguments.next().map_or(Ok(16), |text| text.parse())?;
    let delay = Duration::from_millis(arguments.next().map_or(Ok(20), |text| text.parse())?);
    let service = start_service(delay)?;
    let mut pipe = start_ticker()?;

    let mut config = Config::default();
    config.connections_per_bundle = slots.div_ceil(4);
    let builder = Endpoint::builder().bind("127.0.0.1:0").config(config);
    let (endpoint, mut driver) = builder.build_with_driver()?;
    let mut client = Client::new(endpoint.message_socket(), service, CALLS);

    let mut poll = Poll::new()?;
    let descriptor = driver.as_raw_fd();
    poll.registry().register(&mut SourceFd(&descriptor), UDP, Interest::READABLE)?;
    poll.registry().register(&mut pipe, PIPE, Interest::READABLE)?;
    let mut events = Events::with_capacity(8);
    let (mut wake_ups, mut ticks, mut watches_room) = (0_u64, 0_usize, false);
    let began = Instant::now();
    client.begin_calls()?;
    loop {
        driver.drive();
        client.work()?;
        if client.is_done() {
            break;
        }
        let wait = driver.before_wait();
        if wait.over {
            return Err("the endpoint was closed".into());
        }
        if wait.wants_write != watches_room {
            watches_room = wait.wants_write;
            watch(&poll, &driver, watches_room)?;
        }
        match poll.poll(&mut events, wait.timeout()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            polled => polled?,
        }
        wake_ups += 1;
        // What is in the UDP socket the driver knows best.
        if events.iter().any(|event| event.token() == PIPE) {
            ticks += read_all(&mut pipe)?;
        }
    }
    println!(
        "{} calls over {slots} slots in {} ms: {} bytes, {ticks} ticks from the pipe, {wake_ups} wake-ups",
        client.ended(),
        began.elapsed().as_millis(),
        client.bytes(),
    );
    Ok(())
}

/// Says for what the UDP socket is watched: for room to send only while something waits for that.
fn watch(poll: &Poll, driver: &Driver, room: bool) -> io::Result<()> {
    let interest = if room { Interest::READABLE | Interest::WRITABLE } else { Interest::READABLE };
    poll.registry().reregister(&mut SourceFd(&driver.as_raw_fd()), UDP, interest)
}

/// Reads an edge-triggered source until it is empty.
fn read_all(pipe: &mut pipe::Receiver) -> io::Result<usize> {
    let (mut bytes, mut buf) = (0, [0; 256]);
    loop {
        match pipe.read(&mut buf) {
            Ok(0) => return Ok(bytes),
            Ok(more) => bytes += more,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(bytes),
            Err(error) => return Err(error),
        }
    }
}

/// The other part of the program: a byte every 50 ms.
fn start_ticker() -> io::Result<pipe::Receiver> {
    let (mut ticker, pipe) = pipe::new()?;
    thread::spawn(move || {
        while ticker.write_all(b".").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    Ok(pipe)
}

/// A service that answers each call after some time, which could be anywhere.
fn start_service(delay: Duration) -> Result<ServiceAddress> {
    let mut config = Config::default();
    config.backlog = CALLS as usize;
    let endpoint = Endpoint::builder().bind("127.0.0.1:0").config(config).build()?;
    let incoming = endpoint.incoming(SERVICE)?;
    thread::spawn(move || {
        let mut held: VecDeque<(Instant, Call)> = VecDeque::new();
        loop {
            let now = Instant::now();
            while held.front().is_some_and(|(due, _)| *due <= now) {
                let Some((_, mut call)) = held.pop_front() else { break };
                let answered = call.send_last(b"a reply");
                if let Err(error) = answered {
                    eprintln!("mio_loop: the service cannot answer: {error}");
                }
            }
            let next = held.front().map_or(delay, |(due, _)| *due - now);
            if let Ok(mut call) = incoming.accept_timeout(next)
                && call.take_request(100).is_ok()
            {
                held.push_back((Instant::now() + delay, call));
            }
        }
    });
    Ok(ServiceAddress::new(endpoint.local_addr(), SERVICE))
}
