//! What a service knows of a call besides its arguments, and how much it takes.
//!
//! Holds: [`Context`] and [`Limits`]. Must not know: where calls come from.

use rxrpc_core::{CallSecurity, SecurityLevel, ServiceId};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

/// Who asks a service, and how the call is protected.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Context {
    /// The client's UDP address.
    pub peer: SocketAddr,
    /// The service that is asked.
    pub service: ServiceId,
    /// How the call is protected; `None` while that is not known, as in memory.
    pub security: Option<CallSecurity>,
    /// When the call ends whether it is answered or not; `None` if it may last as long as its client wants. Over the
    /// network this is the nearer one of the service's own limits, [`Limits::call_time`] and the endpoint's
    /// `Config::service_call_deadline`: the protocol does not tell how long a client waits. In memory it is also the
    /// client's, `CallOptions::hard_timeout`.
    pub deadline: Option<Instant>,
}

impl Context {
    /// A call from this address to this service, unprotected and without a deadline.
    #[must_use]
    pub fn new(peer: SocketAddr, service: ServiceId) -> Self {
        Self { peer, service, security: None, deadline: None }
    }

    /// Sets how the call is protected.
    #[must_use]
    pub fn security(mut self, security: Option<CallSecurity>) -> Self {
        self.security = security;
        self
    }

    /// Sets when the call ends whether it is answered or not.
    #[must_use]
    pub fn deadline(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    /// The name that the client has proven to have; `None` for a client that is nobody.
    #[must_use]
    pub fn identity(&self) -> Option<&str> {
        Some(&*self.security.as_ref()?.peer.as_ref()?.name)
    }

    /// How well the data is protected, if it is known.
    #[must_use]
    pub fn level(&self) -> Option<SecurityLevel> {
        self.security.as_ref().map(|security| security.level)
    }
}

/// Somebody on this host, who asks service 1.
impl Default for Context {
    fn default() -> Self {
        Self::new(SocketAddr::from((Ipv4Addr::LOCALHOST, 7001)), ServiceId(1))
    }
}

/// How much of a request a service takes into memory. What an interface bounds itself may be less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of arguments: 16 MiB. Longer ones are refused with `RXGEN_SS_UNMARSHAL`.
    pub arguments: usize,
    /// Bytes of arguments of a `split` procedure: 64 KiB. They are looked at with each piece that comes, since nothing
    /// says where they end and the raw data begins.
    pub split_arguments: usize,
    /// How long a call may last from when its service begins with it; `None` is as long as its client wants. Over the
    /// network a call that lasts longer ends: its procedure gets an error from whatever it reads and writes then, its client
    /// the code `RX_CALL_TIMEOUT`. In memory procedures are told of it by [`Context::deadline`] and no more.
    pub call_time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { arguments: 16 << 20, split_arguments: 64 << 10, call_time: None }
    }
}

impl Limits {
    /// Sets [`Limits::arguments`].
    #[must_use]
    pub fn arguments(mut self, bytes: usize) -> Self {
        self.arguments = bytes;
        self
    }

    /// Sets [`Limits::split_arguments`].
    #[must_use]
    pub fn split_arguments(mut self, bytes: usize) -> Self {
        self.split_arguments = bytes;
        self
    }

    /// Sets [`Limits::call_time`].
    #[must_use]
    pub fn call_time(mut self, time: Option<Duration>) -> Self {
        self.call_time = time;
        self
    }

    /// The time of a call that begins now, if it ends sooner by it than by this deadline.
    #[cfg(any(feature = "sync", feature = "async"))]
    pub(crate) fn nearer_than(&self, deadline: Option<Instant>) -> Option<Duration> {
        let own = Instant::now().checked_add(self.call_time?)?;
        self.call_time.filter(|_| deadline.is_none_or(|deadline| own < deadline))
    }

    /// What a service in memory knows of a call that begins now, which it or its client may end after so long.
    pub(crate) fn begin(&self, context: Context, client: Option<Duration>) -> Context {
        let now = Instant::now();
        let limits = [self.call_time, client].into_iter().flatten();
        let after = limits.filter_map(|limit| now.checked_add(limit));
        let deadline = after.chain(context.deadline).min();
        context.deadline(deadline)
    }
}
