//! How a client call is to be made.
//!
//! Holds: [`CallOptions`]. Must not know: how it is made.

use crate::security::Credentials;
use std::time::{Duration, Instant};

/// How a client call is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallOptions {
    /// The call is aborted with `RX_CALL_TIMEOUT` when it has not ended this long after it was made,
    /// the wait for a slot included. `None` and zero: no limit.
    pub hard_timeout: Option<Duration>,
    /// The call is aborted when nothing at all is heard from the peer for this long while it is on a
    /// channel. `None`: the endpoint's setting.
    pub normal_timeout: Option<Duration>,
    /// How long a service waits for the next packet of a request. AF_RXRPC lets it be set for a client's call as well,
    /// where nothing waits so: it has no effect there.
    pub idle_timeout: Option<Duration>,
    /// The call gets a connection of its own, shared with no other call.
    pub exclusive: bool,
    /// The service may put another one in its place, as [`CallOptions::upgrade`] says.
    pub upgrade: bool,
    /// The exact number of bytes of the request, if the user announces one.
    pub announced_length: Option<u64>,
    /// As whom the call is made, and how well it is protected.
    pub credentials: Credentials,
}

impl CallOptions {
    /// No limit, shared connection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the hard timeout.
    #[must_use]
    pub fn hard_timeout(mut self, limit: Duration) -> Self {
        self.hard_timeout = Some(limit);
        self
    }

    /// When the hard timeout ends a call that is made now.
    pub(crate) fn hard_deadline(&self, now: Instant) -> Option<Instant> {
        let limit = self.hard_timeout.filter(|limit| !limit.is_zero())?;
        now.checked_add(limit)
    }

    /// Sets the longest silence of the peer that the call bears; at least 1 ms counts.
    #[must_use]
    pub fn normal_timeout(mut self, limit: Duration) -> Self {
        self.normal_timeout = Some(limit);
        self
    }

    /// Announces the exact number of bytes of the request.
    #[must_use]
    pub fn announced_length(mut self, bytes: u64) -> Self {
        self.announced_length = Some(bytes);
        self
    }

    /// Sets as whom the call is made, and how well it is protected; at first as nobody, unprotected.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Asks for a connection of the call's own.
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.exclusive = true;
        self
    }

    /// Lets the service put another one in its place, if it has one for that (AuriStor's service upgrade, Linux since
    /// 4.13; AF_RXRPC contract §1.9). Which service answers is the connection's, and the call says it from the first
    /// packet of the answer on. A service without an upgrade, or one that knows nothing of upgrades, answers itself.
    ///
    /// Such calls share connections among themselves, never with others. On each connection the call that has
    /// something to send first asks, by one packet, which is sent again until something comes; what others on the
    /// connection have to send waits for that. If the call that asks ends without an answer, however it does, or is told
    /// that the service is busy, the oldest that waits asks next. A call that waits is limited as if it had sent: by its
    /// own deadline, and by the time for which the peer may be silent.
    ///
    /// Linux up to 7.3 ends each such call to a service of its own that is upgraded, with `RX_PROTOCOL_ERROR` (−5).
    #[must_use]
    pub fn upgrade(mut self) -> Self {
        self.upgrade = true;
        self
    }
}
