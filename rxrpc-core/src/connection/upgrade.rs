//! Service upgrade: which service a connection gets whose client asks for another one in the place of the one it names
//! (a status of 1 in the first packet; AF_RXRPC contract §1.9).
//!
//! Holds: the part of [`Connection`] that knows both services, and at the client's end who asks. Must not know: calls, or
//! how those learn of the answer.
//!
//! A service decides with the first packet of a connection, for good. A client's end goes through these stages:
//!
//! ```text
//!              begin_asking            an answer under the asked ID
//!   unanswered ◄──────────► asking ──────────────────────────► answered ──┐
//!       │     end_asking      │                                           │ another ID, or DATA
//!       │                     └──────────► settled ◄──────────────────────┘
//!       └─────── a late answer to who asked before, under another ID or with DATA
//! ```
//!
//! While nothing is answered one call asks and the others of the connection hold back what they have to send: a service
//! that begins the connection with a packet that does not ask would not upgrade it. They have their channels, so nobody
//! waits for a user who sends nothing, and with the first packet that comes they go on. That may be an ACK under the
//! ID that was asked (Linux gives in an ACK what it saw last), so the ID may change until DATA has come.

use super::Connection;
use super::marks::Marks;
use crate::proto::Side;
use rxrpc_wire::{Header, PacketType, ServiceId};
use std::sync::atomic::Ordering;

/// The status, in the first packet of a request, that asks for an upgrade.
pub(crate) const ASKS_FOR_UPGRADE: u8 = 1;

/// What a packet means to a client's end that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The connection is with its service from now on, and calls go on.
    Came,
    /// The service is there, and does not take the call: another one may ask.
    Refused,
    /// Nothing.
    None,
}

impl Connection {
    /// The same service connection, whose client asked for `asked` and got another service.
    pub(crate) fn upgraded_from(self, asked: ServiceId) -> Self {
        Self { asked, ..self }
    }

    /// The same client connection, whose calls ask for an upgrade.
    pub(crate) fn asking_for_upgrade(self) -> Self {
        self.marks.set(Marks::UNSETTLED | Marks::UNANSWERED);
        self
    }

    /// The service whose calls run on the connection, as far as it is known.
    #[inline]
    pub(crate) fn service(&self) -> ServiceId {
        ServiceId(self.service.load(Ordering::Relaxed))
    }

    /// Whether a packet under an ID that is not [`Connection::service`] may be of this connection. On an upgraded one
    /// clients go on under the ID that they know, and services acknowledge under the ID that they saw.
    #[cold]
    pub(crate) fn takes_other_id(&self, header: &Header) -> bool {
        let id = header.service_id;
        match self.side {
            Side::Service => id == self.asked,
            Side::Client if self.is_unsettled() => true,
            // Looked at again: it may have been settled since.
            Side::Client => {
                id == self.service() || (id == self.asked && header.packet_type != PacketType::Data)
            }
        }
    }

    /// Whether the next packet may say, or change, which service this client's end is connected with.
    #[inline]
    pub(crate) fn is_unsettled(&self) -> bool {
        self.marks.has(Marks::UNSETTLED)
    }

    /// Whether calls ask for an upgrade, one after the other, and hold back what they have to send otherwise.
    #[inline]
    pub(crate) fn awaits_answer(&self) -> bool {
        self.marks.has(Marks::UNANSWERED)
    }

    /// A call wants to send the first packet of its request: whether it is the one that asks now.
    pub(crate) fn begin_asking(&self) -> bool {
        let both = Marks::UNANSWERED | Marks::ASKING;
        self.marks.go(both, Marks::UNANSWERED, both)
    }

    /// The call that asked has ended, or was told that the service is busy. Whether another one is to ask.
    pub(crate) fn end_asking(&self) -> bool {
        let both = Marks::UNANSWERED | Marks::ASKING;
        self.marks.go(both, both, Marks::UNANSWERED)
    }

    /// Takes a packet of the service for what it says of it. To be called with the channels locked, where calls get
    /// their headers' service from.
    pub(crate) fn take_answer(&self, header: &Header) -> Answer {
        if !self.is_unsettled() {
            return Answer::None;
        }
        let changes = header.service_id != self.asked && header.service_id.0 != 0;
        let mut over = match header.packet_type {
            PacketType::Data => Marks::UNSETTLED | Marks::UNANSWERED | Marks::ASKING,
            _ if changes => Marks::UNSETTLED | Marks::UNANSWERED | Marks::ASKING,
            // An ABORT may come from who knows nothing of the connection, under the ID that it was asked with.
            PacketType::Abort => return Answer::None,
            PacketType::Busy => {
                return if self.end_asking() { Answer::Refused } else { Answer::None };
            }
            _ => Marks::UNANSWERED | Marks::ASKING,
        };
        if changes {
            self.service.store(header.service_id.0, Ordering::Relaxed);
        }
        over &= self.marks.clear(over);
        let news = changes || over & Marks::UNANSWERED != 0;
        if news { Answer::Came } else { Answer::None }
    }
}
