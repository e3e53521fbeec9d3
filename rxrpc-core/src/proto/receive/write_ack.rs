//! What an ACK of this side says, and how it is written.
//!
//! Holds: the part of [`Receiver`] that writes ACKs, PINGs among them. Must not know: why an ACK is due.

use super::Receiver;
use super::window::PLAIN_TABLE;
use crate::proto::common::Common;
use crate::proto::packets::PacketWriter;
use crate::proto::peer::reach::Reach;
use crate::proto::timers::Timer;
use rxrpc_wire::{AckBuilder, AckReason, ExtendedAckBuilder, Flags, Header, Serial};

/// The largest body of an extended ACK: that of a datagram of an Ethernet frame less 56 bytes. The path
/// may take less.
const EXTENDED_LEN: usize = 1444 - Header::LEN;
const EXTENDED_WORDS: usize = ExtendedAckBuilder::packets_within(EXTENDED_LEN) / 64;

impl Receiver {
    /// Appends the ACK that is due, if any; returns its serial if it is a PING. Packets of at most
    /// `max_payload` bytes get through.
    #[inline]
    pub(in crate::proto) fn write_ack(
        &mut self,
        writer: &mut PacketWriter<'_>,
        max_payload: usize,
        common: &mut Common,
        reach: &mut Reach,
    ) -> Option<Serial> {
        let (reason, cause) = self.acknowledge.take(self.window.next())?;
        let serial = writer.serials(1);
        let ping = reason == AckReason::Ping;
        if ping {
            reach.before_ping();
        }
        let extended = self.extended_words(max_payload, reach);
        if extended > 0 {
            self.write_extended(writer, serial, (reason, cause), extended, common);
        } else {
            self.write_plain(writer, serial, (reason, cause), reach.table_limit(), None, common);
        }
        self.acknowledge.sent(self.window.next() + self.window.free());
        common.timers.stop(Timer::DelayedAck);
        common.timers.stop(Timer::FinalAck);
        ping.then_some(serial)
    }

    /// Appends a PING that is padded to `length` bytes; returns its serial. It acknowledges as well, but no
    /// ACK that is due is done with by it.
    pub(in crate::proto) fn write_padded_ping(
        &self,
        writer: &mut PacketWriter<'_>,
        length: usize,
        common: &mut Common,
    ) -> Serial {
        let serial = writer.serials(1);
        let ping = (AckReason::Ping, Serial::NONE);
        self.write_plain(writer, serial, ping, PLAIN_TABLE, Some(length), common);
        serial
    }

    /// Appends an ACK whose table has at most `limit` bytes, padded to `length` bytes if one is given.
    #[inline]
    fn write_plain(
        &self,
        writer: &mut PacketWriter<'_>,
        serial: Serial,
        (reason, cause): (AckReason, Serial),
        limit: usize,
        length: Option<usize>,
        common: &mut Common,
    ) {
        let mut table = [0; PLAIN_TABLE];
        let reported = self.window.report(&mut table).min(limit);
        // A DELAY that reports no hole says the same as IDLE; Linux sends the latter.
        let reason = match reason {
            AckReason::Delay if reported == 0 => AckReason::Idle,
            other => other,
        };
        let unpadded = Header::LEN + AckBuilder::unpadded_len(reported);
        writer.ack_header(serial, flags_of(reason, common));
        AckBuilder {
            first_packet: self.window.next(),
            previous_packet: self.window.highest(),
            serial: cause,
            reason,
            acks: &table[..reported],
            trailer: self.trailer(&common.config),
            padding: length.map_or(0, |length| length.saturating_sub(unpadded)),
        }
        .emit(writer.out);
    }

    /// Appends an ACK in the extended form.
    fn write_extended(
        &self,
        writer: &mut PacketWriter<'_>,
        serial: Serial,
        (reason, cause): (AckReason, Serial),
        count: usize,
        common: &mut Common,
    ) {
        let mut words = [0; EXTENDED_WORDS];
        let arrived = &mut words[..count];
        self.window.report_words(arrived);
        writer.ack_header(serial, flags_of(reason, common) | Flags::EXTENDED_SACK);
        ExtendedAckBuilder {
            first_packet: self.window.next(),
            previous_packet: self.window.highest(),
            serial: cause,
            reason,
            arrived,
            trailer: self.trailer(&common.config),
        }
        .emit(writer.out);
    }

    /// How many 64s of packets an ACK in the extended form would report now; 0 if the plain form does.
    /// Only who has a large window can have sent what that cannot report.
    fn extended_words(&self, max_payload: usize, reach: &Reach) -> usize {
        let extent = self.window.early_extent();
        if extent <= PLAIN_TABLE || !reach.is_proven() {
            return 0;
        }
        let room = ExtendedAckBuilder::packets_within(max_payload.min(EXTENDED_LEN));
        extent.min(room).div_ceil(64)
    }
}

/// The flags of an ACK, which is counted.
fn flags_of(reason: AckReason, common: &mut Common) -> Flags {
    common.counters.acks_sent += 1;
    if reason == AckReason::Ping {
        common.counters.rest().pings_sent += 1;
        return Flags::SLOW_START_OK | Flags::REQUEST_ACK;
    }
    Flags::SLOW_START_OK
}
