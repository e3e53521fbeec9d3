//! One Rx connection: what all packets of its four channels share.
//!
//! Holds: [`Connection`], its identity and its serial numbers, and under it [`channels`] (what runs on
//! each channel and what is remembered of the last call), [`handshake`] (how a client is to prove itself), [`upgrade`]
//! (which service it is with) and [`bundle`] (the connections to one service of one peer). Must not know: packets' bodies,
//! user call IDs.

pub(crate) mod bundle;
pub(crate) mod channels;
mod early_pings;
pub(crate) mod handshake;
mod marks;
pub(crate) mod upgrade;

use crate::address::AddressPair;
use crate::endpoint::LocalSocket;
use crate::lock::{Mutex, Rank};
use crate::proto::{CallIdentity, SerialSource, Side};
use crate::security::{ConnectionFacts, Security, SecurityLevel};
use channels::Channels;
use handshake::{Challenged, Handshake};
use marks::Marks;
use rxrpc_wire::{
    CallNumber, Channel, Cid, ConnectionId, Epoch, Header, SecurityIndex, Serial, ServiceId,
};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// A connection of either role. The client end chose its epoch and ID.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) side: Side,
    /// The UDP socket by which its packets go.
    pub(crate) local: Arc<LocalSocket>,
    pub(crate) peer: SocketAddr,
    /// Which of this host's addresses the client of a service connection called.
    address: Option<IpAddr>,
    pub(crate) epoch: Epoch,
    pub(crate) id: ConnectionId,
    /// The service that the client asked for, and the one that it got.
    asked: ServiceId,
    service: AtomicU16,
    /// The security class, as packet headers name it.
    pub(crate) class: SecurityIndex,
    /// Written once: at a client's end before anything is sent, at a service's when the handshake is done.
    security: OnceLock<Security>,
    /// The last serial number given out; 0 before the first.
    serial: AtomicU32,
    highest_serial: AtomicU32,
    /// When this was made, and how many milliseconds later something was last sent.
    made: Instant,
    sent_after: AtomicU64,
    marks: Marks,
    pub(crate) channels: Mutex<Channels>,
}

impl Connection {
    pub(crate) fn new(
        now: Instant,
        side: Side,
        local: &Arc<LocalSocket>,
        addresses: impl Into<AddressPair>,
        (epoch, id): (Epoch, ConnectionId),
        service: ServiceId,
        class: SecurityIndex,
    ) -> Self {
        let AddressPair { peer, local: address } = addresses.into();
        Self {
            side,
            local: local.clone(),
            peer,
            address,
            epoch,
            id,
            asked: service,
            service: AtomicU16::new(service.0),
            class,
            security: OnceLock::new(),
            serial: AtomicU32::new(0),
            highest_serial: AtomicU32::new(0),
            made: now,
            sent_after: AtomicU64::new(0),
            marks: Marks::default(),
            channels: Mutex::new(Rank::Channels, Channels::new()),
        }
    }

    /// The same connection with serials that begin after `last`.
    pub(crate) fn with_serials_after(self, last: Serial) -> Self {
        Self { serial: AtomicU32::new(last.0), ..self }
    }

    /// The same connection, whose client has to prove itself first.
    pub(crate) fn with_challenge(self, challenged: Challenged) -> Self {
        self.channels.lock().set_handshake(Handshake::Challenged(challenged));
        self
    }

    /// From here on packets are sealed and opened with this. Only the first time counts; whether this was it.
    pub(crate) fn set_security(&self, security: Security) -> bool {
        self.security.set(security).is_ok()
    }

    /// What a class is told of a service connection to be that begins with a packet of this header.
    pub(crate) fn facts_of(
        now: Instant,
        peer: SocketAddr,
        header: &Header,
        level: SecurityLevel,
    ) -> ConnectionFacts {
        ConnectionFacts {
            epoch: header.epoch,
            id: header.cid.connection(),
            service: header.service_id,
            class: header.security_index,
            peer,
            level,
            now,
        }
    }

    /// What its class is told of it.
    pub(crate) fn facts(&self, now: Instant, level: SecurityLevel) -> ConnectionFacts {
        ConnectionFacts {
            epoch: self.epoch,
            id: self.id,
            service: self.service(),
            class: self.class,
            peer: self.peer,
            level,
            now,
        }
    }

    /// What seals and opens its packets; `None` before [`Connection::set_security`].
    pub(crate) fn security(&self) -> Option<&Security> {
        self.security.get()
    }

    /// The peer, and where what goes to it leaves from.
    pub(crate) fn addresses(&self) -> AddressPair {
        AddressPair { peer: self.peer, local: self.address }
    }

    /// Whether the peer receives at its address, as far as that needs a proof: a client chose the
    /// address that it calls.
    pub(crate) fn is_reach_proven(&self) -> bool {
        self.side == Side::Client || self.marks.has(Marks::REACH_PROVEN)
    }

    /// A call of the connection got a proof, which is good for all. What brought it was a look at the path, too.
    pub(crate) fn set_reach_proven(&self) {
        self.marks.set(Marks::REACH_PROVEN | Marks::PROBED);
    }

    /// Whether the path to the peer was probed with a PING.
    pub(crate) fn is_probed(&self) -> bool {
        self.marks.has(Marks::PROBED)
    }

    /// A PING is about to probe the path to the peer; whether it is the first.
    pub(crate) fn begin_probe(&self) -> bool {
        self.marks.set(Marks::PROBED) & Marks::PROBED == 0
    }

    /// Whether a call of the connection was begun with the proof of another connection.
    pub(crate) fn has_borrowed(&self) -> bool {
        self.marks.has(Marks::BORROWED)
    }

    /// A call begins with the proof of another connection.
    pub(crate) fn set_borrowed(&self) {
        self.marks.set(Marks::BORROWED);
    }

    /// A packet of the peer was taken in.
    pub(crate) fn note_serial(&self, serial: Serial) {
        let newer = |highest: u32| serial.is_after(Serial(highest)).then_some(serial.0);
        let _ = self.highest_serial.fetch_update(Ordering::Relaxed, Ordering::Relaxed, newer);
    }

    /// The highest serial seen from the peer: tells a peer that is silent from one that has forgotten
    /// a call.
    pub(crate) fn highest_serial(&self) -> Serial {
        Serial(self.highest_serial.load(Ordering::Relaxed))
    }

    /// The last serial number given out; 0 before the first.
    pub(crate) fn last_serial(&self) -> Serial {
        Serial(self.serial.load(Ordering::Relaxed))
    }

    /// Something was sent to the peer.
    pub(crate) fn note_sent(&self, now: Instant) {
        let after = now.saturating_duration_since(self.made).as_millis();
        self.sent_after.store(u64::try_from(after).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// When something was last sent to the peer, to the millisecond; at first, when this was made.
    pub(crate) fn last_sent(&self) -> Instant {
        let after = Duration::from_millis(self.sent_after.load(Ordering::Relaxed));
        self.made.checked_add(after).unwrap_or(self.made)
    }

    /// What every packet header of a call on this connection carries.
    pub(crate) fn identity(&self, channel: Channel, call_number: CallNumber) -> CallIdentity {
        CallIdentity {
            epoch: self.epoch,
            cid: Cid::new(self.id, channel),
            call_number,
            service_id: self.service(),
            security_index: self.class,
            side: self.side,
            user_status: 0,
        }
    }

    /// The key of a service connection in the tables: the client's address is part of it.
    pub(crate) fn service_key(&self) -> (SocketAddr, u32, u32) {
        (self.peer, self.epoch.0, self.id.as_u32())
    }
}

impl SerialSource for Connection {
    /// Serial 0 means "no packet" in an ACK, so it is never given out, nor stepped over inside a run
    /// (Linux AF_RXRPC does the same).
    fn next(&self, count: u32) -> Serial {
        let step = |last: u32| {
            let first = last.wrapping_add(1);
            let end = first.wrapping_add(count.saturating_sub(1));
            let wraps = first == 0 || end < first;
            if wraps { (1, count) } else { (first, end) }
        };
        let last = self
            .serial
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(step(last).1))
            .unwrap_or_else(|last| last);
        Serial(step(last).0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        Connection::new(
            Instant::now(),
            Side::Client,
            &LocalSocket::for_tests(),
            SocketAddr::from(([127, 0, 0, 1], 7000)),
            (Epoch(1), ConnectionId::from_raw(4)),
            ServiceId(1),
            SecurityIndex::NONE,
        )
    }

    #[test]
    fn serials_count_from_one() {
        let connection = connection();
        assert_eq!(connection.next(1), Serial(1));
        assert_eq!(connection.next(3), Serial(2));
        assert_eq!(connection.next(1), Serial(5));
    }

    #[test]
    fn serials_skip_zero_when_they_wrap() {
        let connection = connection();
        connection.serial.store(u32::MAX - 1, Ordering::Relaxed);
        assert_eq!(connection.next(1), Serial(u32::MAX));
        assert_eq!(connection.next(1), Serial(1));
        connection.serial.store(u32::MAX - 2, Ordering::Relaxed);
        assert_eq!(connection.next(4), Serial(1), "a run never crosses zero");
        assert_eq!(connection.next(1), Serial(5));
    }
}
