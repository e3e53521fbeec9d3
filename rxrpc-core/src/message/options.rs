//! What an AF_RXRPC socket is set to (AF_RXRPC contract §2.3).
//!
//! Holds: the options as verbs of [`MessageSocket`], the error that waits to be read, and [`TimeLimit`]. Must not know:
//! how long anybody has waited: front ends do.

use super::MessageSocket;
use super::socket_state::SocketState;
use crate::errno::Errno;
use crate::error::MessageError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The highest control message, RXGK_APPDATA.
const HIGHEST_CONTROL: u32 = 19;

/// How long a wait may be, or no limit; read with each message, so without a lock.
#[derive(Debug)]
pub(super) struct TimeLimit(AtomicU64);

impl TimeLimit {
    /// In nanoseconds; any other number is a limit.
    const NONE: u64 = u64::MAX;

    pub(super) const fn none() -> Self {
        Self(AtomicU64::new(Self::NONE))
    }

    fn set(&self, limit: Option<Duration>) {
        let nanoseconds = limit.map_or(Self::NONE, |limit| {
            u64::try_from(limit.as_nanos()).unwrap_or(Self::NONE).min(Self::NONE - 1)
        });
        self.0.store(nanoseconds, Ordering::Relaxed);
    }

    fn get(&self) -> Option<Duration> {
        match self.0.load(Ordering::Relaxed) {
            Self::NONE => None,
            nanoseconds => Some(Duration::from_nanos(nanoseconds)),
        }
    }
}

impl MessageSocket {
    /// How long a [`MessageSocket::recvmsg`] may wait that is given no limit of its own (`SO_RCVTIMEO`); `None`: as long
    /// as it takes, zero: not at all. The core knows no clock: who waits keeps the limit.
    pub fn set_receive_timeout(&self, limit: Option<Duration>) {
        self.socket().receive_limit.set(limit);
    }

    /// What [`MessageSocket::set_receive_timeout`] said; 584 years at most.
    pub fn receive_timeout(&self) -> Option<Duration> {
        self.socket().receive_limit.get()
    }

    /// How long a [`MessageSocket::sendmsg`] may wait that is given no limit of its own (`SO_SNDTIMEO`, which Linux does
    /// not keep here); `None`: as long as it takes, zero: not at all. The core knows no clock: who waits keeps the limit.
    pub fn set_send_timeout(&self, limit: Option<Duration>) {
        self.socket().send_limit.set(limit);
    }

    /// What [`MessageSocket::set_send_timeout`] said; 584 years at most.
    pub fn send_timeout(&self) -> Option<Duration> {
        self.socket().send_limit.get()
    }

    /// Gives each client call of the socket a connection of its own (`RXRPC_EXCLUSIVE_CONNECTION`), as
    /// [`Control::ExclusiveCall`](crate::Control::ExclusiveCall) does for one. There is no way back.
    ///
    /// # Errors
    ///
    /// [`MessageError::Connected`] (EISCONN) unless nothing was done with the socket so far.
    pub fn set_exclusive_connection(&self) -> Result<(), MessageError> {
        let mut guarded = self.open()?;
        guarded.check_unbound()?;
        guarded.exclusive = true;
        Ok(())
    }

    /// Whether each client call of the socket gets a connection of its own.
    pub fn exclusive_connection(&self) -> bool {
        self.lock().exclusive
    }

    /// The number that AF_RXRPC gives to the highest control message it knows (`RXRPC_SUPPORTED_CMSG`): 19, as Linux
    /// since 6.16.
    #[must_use]
    pub fn supported_control(&self) -> u32 {
        HIGHEST_CONTROL
    }

    /// Takes the error that waits to be read (`SO_ERROR`): that of the UDP socket, if its failure has closed the
    /// endpoint. What ended a call is told with the call. `None` if there is none, and the second time.
    pub fn take_error(&self) -> Option<Errno> {
        self.lock().error.take()
    }

    /// Where the socket stands.
    pub fn state(&self) -> SocketState {
        self.lock().state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_what_was_said() {
        let limit = TimeLimit::none();
        assert_eq!(limit.get(), None);
        for said in [Duration::ZERO, Duration::from_nanos(1), Duration::from_secs(86_400)] {
            limit.set(Some(said));
            assert_eq!(limit.get(), Some(said));
        }
        limit.set(Some(Duration::MAX));
        assert!(limit.get() > Some(Duration::from_secs(584 * 365 * 86_400)));
        limit.set(None);
        assert_eq!(limit.get(), None);
    }
}
