//! Datagrams of one sender that came together, one after the other.
//!
//! Holds: [`Delivery`], which knows what of the next packet need not be looked at again. Must not know: what becomes of a
//! packet.

use super::wakeups::Wakeups;
use crate::address::AddressPair;
use crate::connection::Connection;
use rxrpc_wire::{Ack, Body, Header, Packet, PacketType};
use std::fmt;
use std::slice::Chunks;
use std::time::Instant;

/// Most packets that a call is handed at once: whoever uses the call waits for its lock meanwhile. No kernel coalesces
/// more.
const LONGEST_RUN: u32 = 64;

/// What is left of a batch, and who is to be woken for what was taken in.
pub(in crate::endpoint) struct Delivery<'a> {
    pub(in crate::endpoint) now: Instant,
    pub(in crate::endpoint) from: AddressPair,
    pub(in crate::endpoint) wakeups: &'a mut Wakeups,
    datagrams: Chunks<'a, u8>,
    /// The one that [`Delivery::next`] gave last.
    first: &'a [u8],
    /// Packets of one call that were taken in a row.
    run: u32,
}

impl<'a> Delivery<'a> {
    /// A batch of datagrams of `stride` bytes each but the last.
    pub(super) fn new(
        now: Instant,
        from: AddressPair,
        batch: &'a [u8],
        stride: usize,
        wakeups: &'a mut Wakeups,
    ) -> Self {
        wakeups.begin(now);
        Self { now, from, wakeups, datagrams: batch.chunks(stride.max(1)), first: &[], run: 0 }
    }

    /// The next datagram.
    pub(super) fn next(&mut self) -> Option<&'a [u8]> {
        self.run = 1;
        self.wakeups.count();
        self.first = self.datagrams.next()?;
        Some(self.first)
    }

    /// The next packet, if it goes where the one went that [`Delivery::next`] gave last and that was handed to a call of
    /// `connection`.
    #[inline]
    pub(super) fn next_of_call(&mut self, connection: &Connection) -> Option<Following<'a>> {
        // What may say which service the connection is with is to be looked at one by one.
        if self.run >= LONGEST_RUN || connection.is_unsettled() {
            return None;
        }
        let mut rest = self.datagrams.clone();
        let datagram = rest.next()?;
        if !Header::are_of_one_call(self.first, datagram) {
            return None;
        }
        let (header, body) = Header::parse(datagram).ok()?;
        // Whatever passes this passes every check that the first has passed.
        match header.packet_type {
            PacketType::Data if header.seq.0 != 0 => {}
            PacketType::Ack if Ack::parse(body).is_ok() => {}
            _ => return None,
        }
        self.datagrams = rest;
        self.run += 1;
        self.wakeups.count();
        Some(Following { header, body })
    }
}

/// A packet of DATA or an ACK that goes where the one before it went.
pub(super) struct Following<'a> {
    pub(super) header: Header,
    /// All that follows the header.
    pub(super) body: &'a [u8],
}

impl<'a> Following<'a> {
    /// What it is, if it is no DATA.
    pub(super) fn ack(&self) -> Option<Ack<'a>> {
        match self.header.packet_type {
            PacketType::Ack => Ack::parse(self.body).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Following<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Body::parse(self.header.packet_type, self.body) {
            Ok(body) => Packet { header: self.header, body }.fmt(f),
            Err(error) => error.fmt(f),
        }
    }
}
