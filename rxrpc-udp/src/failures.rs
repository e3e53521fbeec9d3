//! What an error of a system call on the socket means.
//!
//! Holds: [`SendFailures`] and [`ReceiveFailures`], which decide what becomes of a datagram and of the socket.
//! Must not know: sockets, how the error queue is emptied, what is given up.
//!
//! An error may be about an earlier packet of another peer. So it is believed only when it comes again and
//! again while there is nothing in the error queue.

use crate::error_queue::Drained;
use rxrpc_core::Errno;
use std::io;
use std::time::{Duration, Instant};

/// Times in a row that an error has to come with an empty queue. Of a message of ICMP that found the queue
/// full the system tells once, without an entry.
const BELIEVED: u32 = 3;

/// Most attempts in a row, while messages of ICMP keep coming.
const MOST_ATTEMPTS: u32 = 8;

/// How long the socket has to fail before it is given up: longer than the system is ever out of memory, and
/// not so long that calls end before.
const LASTING: Duration = Duration::from_secs(10);

/// Time from one attempt to the next while it fails.
const PAUSE: Duration = Duration::from_millis(10);

/// Errors that no attempt cures: the socket is none, or none any more.
fn is_broken(errno: Errno) -> bool {
    matches!(errno, Errno::EBADF | Errno::ENOTSOCK | Errno::EFAULT)
}

/// Errors by which this host says that it will send nothing to that destination: there is no route, or one
/// that forbids it (ENETUNREACH, EHOSTUNREACH; `prohibit`: EACCES; `blackhole`: EINVAL), it is a broadcast
/// address (EACCES), or not one that this socket reaches.
pub(crate) fn is_about_destination(errno: Errno) -> bool {
    matches!(
        errno,
        Errno::EACCES
            | Errno::EADDRNOTAVAIL
            | Errno::EHOSTUNREACH
            | Errno::EAFNOSUPPORT
            | Errno::EINVAL
            | Errno::EMSGSIZE
            | Errno::ENETUNREACH
    )
}

/// What is to be done about a datagram that could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// Try again.
    Again,
    /// It counts as lost: the protocol sends again.
    Lost,
    /// It cannot go to its destination, for the reason of the error.
    Destination,
}

/// The failures to send one datagram.
#[derive(Debug, Default)]
pub(crate) struct SendFailures {
    attempts: u32,
    /// The last error, and how often in a row it came with an empty queue.
    last: Option<Errno>,
    unexplained: u32,
}

impl SendFailures {
    /// Takes in an error, and what was then in the error queue.
    pub(crate) fn judge(&mut self, errno: Errno, drained: Drained) -> Judgement {
        self.attempts += 1;
        let again = self.last == Some(errno) && drained.was_empty();
        self.unexplained = match drained.was_empty() {
            true if again => self.unexplained + 1,
            true => 1,
            false => 0,
        };
        self.last = Some(errno);
        if self.unexplained >= BELIEVED && is_about_destination(errno) {
            return Judgement::Destination;
        }
        let hopeless = is_broken(errno) || self.unexplained >= BELIEVED;
        if hopeless || self.attempts >= MOST_ATTEMPTS { Judgement::Lost } else { Judgement::Again }
    }
}

/// Whether to receive again at once after an error; [`ReceiveFailures`] is for those that stay.
#[derive(Debug, Default)]
pub(crate) struct ReceiveAttempts {
    unexplained: u32,
}

impl ReceiveAttempts {
    /// Takes in an error, and what was then in the error queue.
    pub(crate) fn again(&mut self, errno: Errno, drained: Drained) -> bool {
        self.unexplained = if drained.was_empty() { self.unexplained + 1 } else { 0 };
        !is_broken(errno) && self.unexplained < BELIEVED
    }
}

/// Failures of receiving in a row, as they come from [`UdpState::receive`](crate::UdpState::receive). Reports of ICMP
/// are none of them: whoever sends those, and there may be many, must not be able to close an endpoint.
#[derive(Debug, Default)]
pub(crate) struct ReceiveFailures {
    since: Option<Instant>,
    retry_at: Option<Instant>,
}

impl ReceiveFailures {
    /// Takes in what came of an attempt; the errno when the socket is to be given up: at once if it is no
    /// socket any more, for any other reason after ten seconds of it.
    pub(crate) fn count<T>(&mut self, now: Instant, received: &io::Result<T>) -> Option<Errno> {
        let harmless = [io::ErrorKind::WouldBlock, io::ErrorKind::Interrupted];
        let error = match received {
            Err(error) if !harmless.contains(&error.kind()) => error,
            _ => {
                *self = Self::default();
                return None;
            }
        };
        // EIO stands for an error that has no number.
        let errno = Errno::from_io(error).unwrap_or(Errno::EIO);
        let since = *self.since.get_or_insert(now);
        self.retry_at = now.checked_add(PAUSE);
        let lasting = now.saturating_duration_since(since) >= LASTING;
        (is_broken(errno) || lasting).then_some(errno)
    }

    /// When to receive again, if the last attempt failed and the socket is not given up: until then it
    /// would most likely be in vain.
    pub(crate) fn retry_at(&self) -> Option<Instant> {
        self.retry_at
    }
}

#[cfg(test)]
mod tests;
