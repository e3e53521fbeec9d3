//! Questions that belong to no call, over a UDP socket of its own.
//!
//! Holds: [`Asker`]. Must not know: what is asked.

use crate::failure::Failure;
use crate::place::Place;
use rxrpc_wire::{CallNumber, Packet};
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

/// After how long without an answer a question is sent again; it doubles each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// Longest datagram that is an answer: none is nearly as long.
const LONGEST: usize = 2048;

/// Asks one server.
#[derive(Debug)]
pub struct Asker {
    socket: UdpSocket,
    place: String,
    timeout: Duration,
    next: u32,
}

impl Asker {
    /// Asks this server, and waits for each answer so long. Only datagrams from its address are looked at.
    ///
    /// # Errors
    ///
    /// [`Failure::System`].
    pub fn new(place: &Place, timeout: Duration) -> Result<Self, Failure> {
        let failed = |error| Failure::system(place, error);
        let local: SocketAddr = match place.address {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        let socket = UdpSocket::bind(local).map_err(failed)?;
        socket.connect(place.address).map_err(failed)?;
        let next = getrandom::u32().map_err(|error| failed(io::Error::other(error)))?;
        Ok(Self { socket, place: place.to_string(), timeout, next })
    }

    /// Sends what `question` makes for a call number, again after 1, 3, 7 … s, until `answer` finds one in what comes with that
    /// number. Blocks until then, for the time that it has at most, whatever else comes.
    ///
    /// # Errors
    ///
    /// [`Failure::NoAnswer`], [`Failure::NobodyThere`], [`Failure::System`].
    pub fn ask<T>(
        &mut self,
        question: impl Fn(CallNumber) -> Vec<u8>,
        mut answer: impl FnMut(&Packet<'_>) -> Option<T>,
    ) -> Result<T, Failure> {
        self.next = self.next.wrapping_add(1).max(1);
        let number = CallNumber(self.next);
        let question = question(number);
        let begin = Instant::now();
        let (mut again, mut wait) = (begin, FIRST_WAIT);
        let mut buffer = [0; LONGEST];
        loop {
            let now = Instant::now();
            if now.duration_since(begin) >= self.timeout {
                return Err(Failure::NoAnswer(self.place.clone()));
            }
            if now >= again {
                self.check(self.socket.send(&question).map(drop))?;
                (again, wait) = (now + wait, wait * 2);
            }
            let until = again.min(begin + self.timeout).saturating_duration_since(now);
            // No time at all would be no limit.
            let until = until.max(Duration::from_millis(1));
            self.check(self.socket.set_read_timeout(Some(until)))?;
            let length = match self.socket.recv(&mut buffer) {
                Ok(length) => length,
                Err(error) => {
                    self.check(Err(error))?;
                    continue;
                }
            };
            let packet = Packet::parse(&buffer[..length]);
            let found = packet.ok().filter(|packet| {
                packet.header.call_number == number && !packet.header.flags.is_client_initiated()
            });
            if let Some(answer) = found.and_then(|packet| answer(&packet)) {
                return Ok(answer);
            }
        }
    }

    fn check(&self, result: io::Result<()>) -> Result<(), Failure> {
        let Err(error) = result else { return Ok(()) };
        match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => Ok(()),
            ErrorKind::ConnectionRefused => Err(Failure::NobodyThere(self.place.clone())),
            _ => Err(Failure::system(&self.place, error)),
        }
    }
}
