//! What system calls of receiving brought, and what follows for the next one.
//!
//! Holds: [`Reading`], [`ReadOutcome`]. Must not know: the socket, who reads it and when, the protocol.

use crate::failures::ReceiveFailures;
use crate::horizon::Horizon;
use rxrpc_core::Errno;
use std::io;
use std::time::Instant;

/// What one system call of receiving brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOutcome {
    /// Nothing was there.
    Nothing,
    /// All that was there.
    All,
    /// There may be more.
    Some,
    /// The system could not tell: to be tried again after a pause ([`Reading::retry_at`]).
    Failed,
    /// The socket is to be given up, for the reason that this error number tells.
    Broken(Errno),
}

/// How one reader reads a socket: up to which moment it was read, and whether that fails.
#[derive(Debug)]
pub struct Reading {
    horizon: Horizon,
    failures: ReceiveFailures,
}

impl Reading {
    /// From `now` on, of a socket whose receive buffer has `buffer` bytes, 0 if that is not known.
    pub fn new(now: Instant, buffer: usize) -> Self {
        Self { horizon: Horizon::new(now, buffer), failures: ReceiveFailures::default() }
    }

    /// Takes in what an attempt that began at `now` brought: so many datagrams, and whether there may be more.
    /// `looked` if the system was asked: a runtime may say in its place that there is nothing, which does not show
    /// that the socket is dry.
    pub fn took(
        &mut self,
        now: Instant,
        datagrams: usize,
        received: &io::Result<bool>,
        looked: bool,
    ) -> ReadOutcome {
        let nothing = |error: &io::Error| error.kind() == io::ErrorKind::WouldBlock;
        let dry = match received {
            Ok(more) => !more,
            Err(error) if nothing(error) => looked,
            // What the system cannot hand out is not waited for.
            Err(_) => true,
        };
        self.horizon.took(now, datagrams, dry);
        let broken = self.failures.count(now, received);
        match received {
            Ok(true) => ReadOutcome::Some,
            Ok(false) => ReadOutcome::All,
            Err(error) if nothing(error) => ReadOutcome::Nothing,
            Err(_) => broken.map_or(ReadOutcome::Failed, ReadOutcome::Broken),
        }
    }

    /// The time by which timeouts are judged when it is `now`: not long after that up to which the socket was read.
    pub fn judged(&self, now: Instant) -> Instant {
        self.horizon.judged(now)
    }

    /// Whether the socket is to be read before what is due at `due` happens.
    pub fn must_look(&self, due: Instant) -> bool {
        self.horizon.must_look(due)
    }

    /// When to receive again, if the last attempt failed and the socket is not given up.
    pub fn retry_at(&self) -> Option<Instant> {
        self.failures.retry_at()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const LATER: Duration = Duration::from_secs(1);

    fn error(kind: io::ErrorKind) -> io::Result<bool> {
        Err(kind.into())
    }

    #[test]
    fn only_a_look_shows_that_nothing_is_there() {
        let began = Instant::now();
        let (mut reading, now) = (Reading::new(began, 0), began + LATER);
        let nothing = error(io::ErrorKind::WouldBlock);
        assert_eq!(reading.took(now, 0, &nothing, false), ReadOutcome::Nothing);
        assert!(reading.must_look(now));
        assert_eq!(reading.took(now, 0, &nothing, true), ReadOutcome::Nothing);
        assert!(!reading.must_look(now));
        assert_eq!(reading.judged(now), now);
    }

    #[test]
    fn a_socket_that_fails_is_tried_again_and_one_that_is_none_given_up() {
        let now = Instant::now();
        let mut reading = Reading::new(now, 0);
        assert_eq!(reading.took(now, 1, &Ok(true), true), ReadOutcome::Some);
        assert_eq!(reading.took(now, 1, &Ok(false), true), ReadOutcome::All);
        let failed = reading.took(now, 0, &error(io::ErrorKind::OutOfMemory), true);
        assert_eq!((failed, reading.retry_at() > Some(now)), (ReadOutcome::Failed, true));
        let none = Err(Errno::EBADF.into());
        assert_eq!(reading.took(now, 0, &none, true), ReadOutcome::Broken(Errno::EBADF));
        assert_eq!(reading.took(now, 0, &Ok(false), true), ReadOutcome::All);
        assert_eq!(reading.retry_at(), None);
    }
}
