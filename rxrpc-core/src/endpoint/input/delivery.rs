//! Datagrams of one sender that came together, one after the other.
//!
//! Holds: [`Delivery`], which knows what of the next packet need not be looked at again. Must not know: what becomes of a
//! packet.

use super::wakeups::Wakeups;
use crate::address::AddressPair;
use crate::connection::Connection;
use rxrpc_wire::{Flags, Header, Packet, PacketType, WireError};
use std::iter::{Map, Peekable};
use std::slice::Chunks;
use std::time::Instant;

/// A datagram, and the packet that it is.
type Parsed<'a> = (&'a [u8], Result<Packet<'a>, WireError>);

/// The datagrams of a batch, each parsed when it is looked at.
type Datagrams<'a> = Map<Chunks<'a, u8>, fn(&'a [u8]) -> Parsed<'a>>;

/// Most packets that a call is handed at once: whoever uses the call waits for its lock meanwhile. No kernel coalesces
/// more.
const LONGEST_RUN: u32 = 64;

/// What is left of a batch, and who is to be woken for what was taken in.
pub(in crate::endpoint) struct Delivery<'a> {
    pub(in crate::endpoint) now: Instant,
    pub(in crate::endpoint) from: AddressPair,
    pub(in crate::endpoint) wakeups: &'a mut Wakeups,
    datagrams: Peekable<Datagrams<'a>>,
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
        let parse: fn(&'a [u8]) -> Parsed<'a> = |datagram| (datagram, Packet::parse(datagram));
        let datagrams = batch.chunks(stride.max(1)).map(parse).peekable();
        Self { now, from, wakeups, datagrams, run: 0 }
    }

    /// The next datagram.
    pub(super) fn next(&mut self) -> Option<Parsed<'a>> {
        self.run = 1;
        self.wakeups.count();
        self.datagrams.next()
    }

    /// The next packet, if it goes where the one with `header` went that was handed to a call of `connection`.
    pub(super) fn next_of_call(
        &mut self,
        connection: &Connection,
        header: &Header,
    ) -> Option<Packet<'a>> {
        // What may say which service the connection is with is to be looked at one by one.
        if self.run >= LONGEST_RUN || connection.is_unsettled() {
            return None;
        }
        let (_, parsed) = self.datagrams.next_if(|(_, parsed)| {
            parsed.as_ref().is_ok_and(|packet| follows(header, &packet.header))
        })?;
        self.run += 1;
        self.wakeups.count();
        parsed.ok()
    }
}

/// Whether a packet passes every check that one with the header `first` has passed, and is DATA or an ACK.
fn follows(first: &Header, next: &Header) -> bool {
    let sorted_by = |header: &Header| {
        let to_service = header.flags.contains(Flags::CLIENT_INITIATED);
        let class = header.security_index;
        (header.epoch, header.cid, header.call_number, header.service_id, class, to_service)
    };
    let kind = match next.packet_type {
        PacketType::Data => next.seq.0 != 0,
        PacketType::Ack => true,
        _ => false,
    };
    kind && sorted_by(first) == sorted_by(next)
}
