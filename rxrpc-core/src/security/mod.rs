//! Security classes: who is at the other end of a connection, and how the data of DATA packets is sealed and opened.
//!
//! Holds: what a class is made of, and the class "none". A class for clients is a [`ClientKey`], one for services a
//! [`ServiceKey`]; both make a [`SecurityContext`] for each connection, which seals in a [`PacketBuffer`]. Users name
//! [`Credentials`] for their calls, and give services [`ServiceKeys`]. Must not know: windows, locks, sockets, nor
//! where a class has its keys from.
//!
//! # The handshake
//!
//! ```text
//! client                                                  service
//! ClientKey::secure: a context from the beginning
//! DATA, sealed ───────────────────────────────────────────► stored; no user sees the call so far
//!                                                           ServiceKey::challenge
//! ◄──────────────────────────────────── CHALLENGE, the same again every 2 s while a call waits
//! SecurityContext::respond
//! RESPONSE ───────────────────────────────────────────────► ServiceKey::verify: a context
//!                                                           the call is for its user, who opens its DATA
//! ```
//!
//! A RESPONSE that does not convince aborts the connection with all of its calls. One that comes before a CHALLENGE,
//! or after another was believed, is ignored.

mod buffer;
mod client;
mod handshake;
mod level;
pub(crate) mod none;
mod peer;
pub(crate) mod runs;
mod service;
mod theirs;

pub use crate::proto::{ReceivedPacket, SealedPacket, SealedRun};
pub use buffer::PacketBuffer;
pub use bytes::Bytes;
pub(crate) use client::Manager;
pub use client::{ClientKey, Credentials};
pub use handshake::{Challenge, ConnectionFacts, HandshakeError, Response, Verified};
pub use level::SecurityLevel;
pub use peer::{CallSecurity, PeerIdentity, SecurityCounts};
pub use runs::{PacketRun, RunPacket, RunSecurity};
pub use service::{Nonce, ServiceKey, ServiceKeys};

pub(crate) use theirs::Theirs;

use crate::proto::CallIdentity;
use none::Unsecured;
use rxrpc_wire::{AbortCode, SecurityIndex};
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// How user data lies in the packets of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shape {
    /// Bytes that sealing puts before the data; of one class always as many.
    pub head: usize,
    /// Bytes of user data in a full packet. 0 is taken for 1.
    pub capacity: usize,
    /// The most bytes that sealing puts behind the data, be the packet full or not.
    pub tail: usize,
}

impl Shape {
    /// Packets with `head` bytes before up to `capacity` bytes of data, and up to `tail` behind them.
    #[must_use]
    pub fn new(head: usize, capacity: usize, tail: usize) -> Self {
        Self { head, capacity, tail }
    }

    /// Bytes of user data in a full packet; with none a call would never end.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity.max(1)
    }

    /// Bytes of a full packet with all that its class may add.
    pub(crate) fn packet(&self) -> usize {
        self.head + self.capacity() + self.tail
    }

    /// Whether full packets need nothing behind their data. Very small ones may.
    pub(crate) fn is_full_without_tail(&self) -> bool {
        self.capacity() > self.tail
    }

    /// Whether packets hold nothing but data.
    pub(crate) fn adds_nothing(&self) -> bool {
        self.head == 0 && self.tail == 0
    }
}

/// A class refuses to seal or to open: the call is aborted with its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("refused by the security class: {0}")]
pub struct SecurityFailure(pub AbortCode);

/// The security of one connection, at both of its ends and for all of its calls.
///
/// Several users seal and open at once, for calls of their own, in their threads and with no lock held but the
/// call's user mutex; what was given to a begun call before it had its slot is sealed by whoever drives. Everything else is called by whoever drives the endpoint, with no lock held either, and holds
/// up all calls for as long as it takes: nothing here waits, for files and keys neither.
pub trait SecurityContext: Send + Sync + Debug {
    /// The number of the class in packet headers.
    fn index(&self) -> SecurityIndex;

    /// How well it protects what users send.
    fn level(&self) -> SecurityLevel;

    /// The number of the encryption in its class, of classes that have several (the enctype of `CHALLENGED` and of
    /// `rxrpc_kernel_query_call_security` in AF_RXRPC).
    fn encryption(&self) -> Option<u32> {
        None
    }

    /// Who is at the other end, as far as that was proven. A client has proven itself by its RESPONSE.
    fn peer(&self) -> Option<&PeerIdentity> {
        None
    }

    /// When what secures the connection expires; `None` if it never does. Only told to users: a class sees to it by
    /// itself.
    fn expires(&self) -> Option<SystemTime> {
        None
    }

    /// What was sealed and opened on the connection so far, if the class counts it.
    fn counts(&self) -> SecurityCounts {
        SecurityCounts::default()
    }

    /// At the client's end: whether another call may begin on the connection. Otherwise it gets a new one, which is
    /// secured anew, and those that run here go on. Asked for every call but the one that the connection was made for.
    fn takes_calls(&self, now: Instant) -> bool {
        let _ = now;
        true
    }

    /// How user data lies in packets that carry at most `payload` bytes. Sealed packets with as much data as they
    /// hold are all of one size, so that they leave as one batch.
    fn shape(&self, payload: usize) -> Shape;

    /// Seals packets of a call where they lie, one after the other from the first that was not sealed before.
    /// There is at least one; a class may work on several side by side.
    ///
    /// # Errors
    ///
    /// The call is aborted, and none of the packets is sent.
    fn seal(
        &self,
        call: &CallIdentity,
        packets: &mut [PacketBuffer],
    ) -> Result<(), SecurityFailure>;

    /// Opens packets of a call, in order, at least one: puts what each held in the place of its payload. That goes
    /// into a buffer of its own or is a part of the payload, which others may share: nothing is changed in place.
    ///
    /// # Errors
    ///
    /// The call is aborted, and its user gets none of the packets.
    fn open(
        &self,
        call: &CallIdentity,
        packets: &mut [ReceivedPacket],
    ) -> Result<(), SecurityFailure>;

    /// What seals and opens many full packets in a row, which costs less; `None` if all go to [`SecurityContext::seal`] and
    /// [`SecurityContext::open`]. Where there is something, packets go either way: it depends on how many are sent at once,
    /// and in which order and sizes they come.
    fn runs(&self) -> Option<&dyn RunSecurity> {
        None
    }

    /// At the client's end: what to answer to a CHALLENGE. It may come more than once on a connection, also when
    /// calls have ended well: a service that was started again asks anew, and each time is answered.
    ///
    /// # Errors
    ///
    /// [`HandshakeError`]: the connection is aborted, or nothing is answered. A class that is never challenged need
    /// not have this: a CHALLENGE aborts its connections with `RX_PROTOCOL_ERROR`.
    fn respond(&self, challenge: &Challenge<'_>) -> Result<Response, HandshakeError> {
        let _ = challenge;
        Err(HandshakeError::Abort(AbortCode::RX_PROTOCOL_ERROR))
    }

    /// Whether [`Challenge::app_data`] has a place in the RESPONSE.
    fn takes_app_data(&self) -> bool {
        false
    }

    /// Does what the class has to do at a time: new keys, the end of a ticket. Called when the connection is secured,
    /// and then at (or some time after) each time that it named last. Returns the next one; it comes in a millisecond or
    /// later.
    ///
    /// # Errors
    ///
    /// The connection, with all of its calls, is aborted with the code.
    fn handle_time(&self, now: Instant) -> Result<Option<Instant>, SecurityFailure> {
        let _ = now;
        Ok(None)
    }
}

/// The security of a connection, to be taken along by whoever seals or opens for one of its calls: what a class made, or
/// nothing for the class "none", which has nothing to keep. Most connections shall not pay for an allocation, and their
/// users share no count of references.
#[derive(Clone, Debug)]
pub(crate) struct Security(Option<Arc<OfClass>>);

/// In one place, so that a connection has a pointer for it.
#[derive(Debug)]
struct OfClass {
    context: Theirs<dyn SecurityContext>,
    /// The head of the packets in its runs, if there are such.
    run_head: Option<usize>,
}

impl Security {
    /// That of the class "none".
    pub(crate) const UNSECURED: Self = Self(None);

    /// Bytes that a class seals or opens in one go, give or take a packet or a run of them: a task that sends or reads
    /// much lets others have their turn, and a class may be slow (rxkad opens some hundred bytes in a microsecond).
    pub(crate) const MOST_AT_ONCE: usize = 64 << 10;

    /// What a class made; `None` if it is "none".
    #[inline]
    pub(crate) fn of_class(&self) -> Option<&(dyn SecurityContext + 'static)> {
        self.0.as_ref().map(|class| &*class.context)
    }

    /// Bytes before the data of each packet in the runs of a class, if it has such. It is not asked: a lock may be held.
    #[inline]
    pub(crate) fn run_head(&self) -> Option<usize> {
        self.0.as_ref()?.run_head
    }

    /// How much of what is wanted may be opened at once.
    #[inline]
    pub(crate) fn opens_at_once(&self, wanted: usize) -> usize {
        if self.of_class().is_none() { wanted } else { wanted.min(Self::MOST_AT_ONCE) }
    }
}

impl From<Arc<dyn SecurityContext>> for Security {
    fn from(context: Arc<dyn SecurityContext>) -> Self {
        let head = context.runs().map(RunSecurity::head);
        let run_head = head.filter(|head| *head <= SealedRun::LONGEST_HEAD);
        Self(Some(Arc::new(OfClass { context: context.into(), run_head })))
    }
}

impl Deref for Security {
    type Target = dyn SecurityContext;

    #[inline]
    fn deref(&self) -> &Self::Target {
        match self.of_class() {
            Some(context) => context,
            None => &Unsecured,
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
