//! What classes are told of a connection during its handshake, and what they answer.
//!
//! Holds: [`ConnectionFacts`], [`Challenge`], [`Response`], [`Verified`], [`HandshakeError`]. Must not know: when a
//! packet of the handshake is sent.

use super::{SecurityContext, SecurityLevel};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, CallNumber, ConnectionId, Epoch, SecurityIndex, ServiceId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One connection, as its class sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionFacts {
    /// The client's epoch.
    pub epoch: Epoch,
    /// The connection ID: as a number, the `cid` of packets with the channel's bits 0.
    pub id: ConnectionId,
    /// The service.
    pub service: ServiceId,
    /// The class.
    pub class: SecurityIndex,
    /// The other end's address.
    pub peer: SocketAddr,
    /// The level: of a client, that of its [`Credentials`](super::Credentials); of a service, the least that it
    /// takes ([`ServiceKeys::min_level`](super::ServiceKeys::min_level)).
    pub level: SecurityLevel,
    /// The time, for what [`SecurityContext::handle_time`] has to be told of. That of the calendar is a class's own
    /// business.
    pub now: Instant,
}

impl ConnectionFacts {
    /// A connection with a peer, of class "none" and level "plain" as long as nothing else is set. For tests of classes.
    #[must_use]
    pub fn new(
        now: Instant,
        peer: SocketAddr,
        epoch: Epoch,
        id: ConnectionId,
        service: ServiceId,
    ) -> Self {
        let (class, level) = (SecurityIndex::NONE, SecurityLevel::Plain);
        Self { epoch, id, service, class, peer, level, now }
    }

    /// Sets the class and the level.
    #[must_use]
    pub fn secured(mut self, class: SecurityIndex, level: SecurityLevel) -> Self {
        (self.class, self.level) = (class, level);
        self
    }
}

/// A CHALLENGE that came to a client.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Challenge<'a> {
    /// What follows its header.
    pub body: &'a [u8],
    /// The calls of the connection, by channel: the number of the one that runs, or of the last one; 0 if there was
    /// none.
    pub calls: [CallNumber; 4],
    /// The time when it is answered.
    pub now: Instant,
    /// What the user who answers challenges himself wants the service to be told (the application data of rxgk); only
    /// if the class [takes it](SecurityContext::takes_app_data).
    pub app_data: Option<&'a [u8]>,
}

impl<'a> Challenge<'a> {
    /// One that comes when the last calls had these numbers. For tests of classes.
    #[must_use]
    pub fn new(now: Instant, body: &'a [u8], calls: [CallNumber; 4]) -> Self {
        Self { body, calls, now, app_data: None }
    }

    /// Adds what the service shall be told.
    #[must_use]
    pub fn app_data(mut self, data: &'a [u8]) -> Self {
        self.app_data = Some(data);
        self
    }
}

/// A RESPONSE: what a client answers, and what came to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// What follows its header. It goes in one datagram, whatever its size, up to 16 kB.
    pub body: Bytes,
    /// The checksum field of its header (in rxgk, the key's number).
    pub checksum: u16,
}

impl Response {
    /// The most bytes of a body: those of the longest ticket that peers take, and more.
    pub const MAX_LEN: usize = 16_384;

    /// An answer with 0 in its header's checksum field.
    #[must_use]
    pub fn new(body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), checksum: 0 }
    }

    /// Sets the checksum field of the header.
    #[must_use]
    pub fn checksum(mut self, checksum: u16) -> Self {
        self.checksum = checksum;
        self
    }
}

/// What a convincing RESPONSE gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verified {
    /// What seals and opens from here on; it knows who the client is ([`SecurityContext::peer`]).
    pub context: Arc<dyn SecurityContext>,
    /// What the client said of its channels: no call with a lower number is alive. So a call that runs here under a
    /// lower one is a replay, and ends. `None` if the class does not say it.
    pub calls: Option<[CallNumber; 4]>,
}

impl Verified {
    /// A context, and nothing said of calls.
    #[must_use]
    pub fn new(context: Arc<dyn SecurityContext>) -> Self {
        Self { context, calls: None }
    }

    /// Sets what the client said of its channels.
    #[must_use]
    pub fn calls(mut self, calls: [CallNumber; 4]) -> Self {
        self.calls = Some(calls);
        self
    }
}

/// Why a CHALLENGE is not answered, or a RESPONSE not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// It never will be: the connection is aborted with this code, and all of its calls.
    #[error("refused by the security class: {0}")]
    Abort(AbortCode),
    /// The same, said only when this time is over, so that who guesses learns little of each guess (OpenAFS waits a
    /// second). Until then nothing else is looked at on the connection, and its calls wait. A CHALLENGE is refused at
    /// once.
    #[error("refused by the security class: {0}")]
    AbortAfter(AbortCode, Duration),
    /// Not now: the packet is dropped, and the peer will send another (Linux AF_RXRPC does so when memory is short).
    #[error("not now")]
    Later,
}
