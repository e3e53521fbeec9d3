//! Small exchanges through AF_RXRPC sockets of `rxrpc-sync`, as a program would make them that was written for the kernel's:
//! one thread at either end, in a loop of its own, with `sendmsg` and `recvmsg` that never wait, and many calls in flight.

use std::collections::VecDeque;
use std::os::fd::AsRawFd;
use std::time::Instant;

use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token};
use rxrpc_sync::{
    Config, Control, Driver, Endpoint, MessageError, MessageFlags, MessageSocket, SendMessage,
    ServiceAddress, UserCallId,
};

use super::client::{Moved, microseconds_since, print};
use super::rxrpc_async::SERVICE;
use super::{HEAD, Head, PIECE, Result, Role, announce, must_be_all};

/// Service calls that may be there at once.
const PLACES: usize = 1024;
const LOOPBACK: &str = "127.0.0.1:0";

pub(super) fn play(role: &Role) -> Result<()> {
    match &role.to {
        None => serve(),
        Some(to) => ask(role, ServiceAddress::new(to.parse::<std::net::SocketAddr>()?, SERVICE)),
    }
}

/// The loop of a program: it drives its endpoint.
struct Loop {
    driver: Driver,
    poll: Poll,
    events: Events,
}

impl Loop {
    fn new(config: Config) -> Result<(Endpoint, Self)> {
        let builder = Endpoint::builder().bind(LOOPBACK).config(config);
        let (endpoint, driver) = builder.build_with_driver()?;
        let poll = Poll::new()?;
        let descriptor = driver.as_raw_fd();
        let both = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut SourceFd(&descriptor), Token(0), both)?;
        Ok((endpoint, Self { driver, poll, events: Events::with_capacity(8) }))
    }

    /// Goes round until the verbs of the program say that it is done.
    fn run(&mut self, mut verbs: impl FnMut() -> Result<bool>) -> Result<()> {
        loop {
            self.driver.drive();
            if verbs()? {
                return Ok(());
            }
            let wait = self.driver.before_wait();
            if wait.over {
                return Err("the endpoint is closed".into());
            }
            self.poll.poll(&mut self.events, wait.timeout())?;
        }
    }
}

/// One message, if there is any: which call it is of, what of `buffer` it filled, and its flags.
fn receive(
    socket: &MessageSocket,
    buffer: &mut [u8],
) -> Result<Option<(UserCallId, usize, MessageFlags)>> {
    let message = match socket.recvmsg(buffer, MessageFlags::DONTWAIT) {
        Ok(message) => message,
        Err(MessageError::WouldBlock) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let end = message.control.first();
    match (message.call, end) {
        (Some(call), None | Some(Control::Ack)) => Ok(Some((call, message.bytes, message.flags))),
        _ => Err(format!("a call ended: {end:?}").into()),
    }
}

fn serve() -> Result<()> {
    let mut config = Config::default();
    config.backlog = PLACES;
    let (endpoint, mut round) = Loop::new(config)?;
    let socket = endpoint.message_socket();
    socket.bind(SERVICE)?;
    socket.listen(PLACES)?;
    let charge = |id| {
        let control = [Control::UserCallId(id), Control::ChargeAccept];
        socket.sendmsg(&SendMessage::new(&[], &control)).map(drop)
    };
    for id in 0..PLACES {
        charge(UserCallId(id as u64))?;
    }
    announce(&endpoint.local_addr().to_string());
    let mut heads: Vec<Head> = (0..PLACES).map(|_| Head::default()).collect();
    let (mut buffer, reply) = (vec![0; PIECE], vec![0; PIECE]);
    round.run(|| {
        while let Some((id, bytes, flags)) = receive(&socket, &mut buffer)? {
            let head = &mut heads[usize::try_from(id.0)?];
            head.add(&buffer[..bytes]);
            if flags.contains(MessageFlags::EOR) {
                charge(id)?;
            } else if !flags.contains(MessageFlags::MORE) {
                let some = usize::try_from(std::mem::take(head).reply())?;
                let reply = reply.get(..some).ok_or("a reply must fit one message")?;
                let control = [Control::UserCallId(id)];
                let message = SendMessage::new(reply, &control).flags(MessageFlags::DONTWAIT);
                must_be_all(socket.sendmsg(&message)? as u64, some as u64)?;
            }
        }
        Ok(false)
    })
}

/// The client's calls.
struct Asker<'a> {
    socket: MessageSocket,
    service: ServiceAddress,
    role: &'a Role,
    request: Vec<u8>,
    buffer: Vec<u8>,
    /// By user call ID: since when it waits or runs, and what has come.
    calls: Vec<(Instant, u64)>,
    /// Calls that are to begin.
    to_begin: VecDeque<UserCallId>,
    /// Exchanges to be made in all, and those that nobody has asked for so far.
    wanted: u64,
    left: u64,
    times: Vec<f64>,
}

impl Asker<'_> {
    /// Has so many exchanges more to make, as many as that of them at once.
    fn begin(&mut self, exchanges: u64, at_once: u32) {
        let at_once = u64::from(at_once).min(exchanges);
        (self.wanted, self.left) = (exchanges, exchanges - at_once);
        self.times.clear();
        self.calls = (0..at_once).map(|_| (Instant::now(), 0)).collect();
        self.to_begin = (0..at_once).map(UserCallId).collect();
    }

    /// Whether all exchanges are made.
    fn go_on(&mut self) -> Result<bool> {
        self.send()?;
        while let Some((id, bytes, flags)) = receive(&self.socket, &mut self.buffer)? {
            let (began, got) = &mut self.calls[usize::try_from(id.0)?];
            *got += bytes as u64;
            if !flags.contains(MessageFlags::EOR) {
                continue;
            }
            must_be_all(*got, self.role.reply)?;
            self.times.push(microseconds_since(*began));
            if self.left > 0 {
                self.left -= 1;
                (*began, *got) = (Instant::now(), 0);
                self.to_begin.push_back(id);
            }
            self.send()?;
        }
        Ok(self.times.len() as u64 == self.wanted)
    }

    /// Sends requests as long as there are slots; the end of a call tells when there may be another.
    fn send(&mut self) -> Result<()> {
        while let Some(&id) = self.to_begin.front() {
            let control = [Control::UserCallId(id)];
            let message = SendMessage::new(&self.request, &control).to(self.service);
            match self.socket.sendmsg(&message.flags(MessageFlags::DONTWAIT)) {
                Ok(sent) => must_be_all(sent as u64, self.request.len() as u64)?,
                Err(MessageError::WouldBlock) => break,
                Err(error) => return Err(error.into()),
            }
            self.to_begin.pop_front();
        }
        Ok(())
    }
}

fn ask(role: &Role, service: ServiceAddress) -> Result<()> {
    let mut config = Config::default();
    config.connections_per_bundle = role.connections();
    let (endpoint, mut round) = Loop::new(config)?;
    let mut request = vec![0; usize::try_from(role.request)?.max(HEAD)];
    request[..HEAD].copy_from_slice(&role.reply.to_be_bytes());
    let mut asker = Asker {
        socket: endpoint.message_socket(),
        service,
        role,
        request,
        buffer: vec![0; PIECE],
        calls: Vec::new(),
        to_begin: VecDeque::new(),
        wanted: 0,
        left: 0,
        times: Vec::new(),
    };
    asker.begin(4, 1);
    round.run(|| asker.go_on())?;
    let moved = || Moved::of(endpoint.system_calls(), &endpoint.statistics());
    let (before, start) = (moved(), Instant::now());
    asker.begin(u64::from(role.in_flight) * u64::from(role.each), role.in_flight);
    round.run(|| asker.go_on())?;
    print(start, asker.times.into_iter(), before, moved);
    Ok(())
}
