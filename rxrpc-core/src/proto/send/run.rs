//! Packets in a row that leave for the first time.
//!
//! Holds: the part of [`Sender`] that appends those of which nothing has to be asked one by one. Must not know: which
//! packets ask for an ACK, or end a batch: it leaves those to `transmit`.

use super::Sender;
use crate::proto::common::Common;
use crate::proto::packets::{Datagrams, MAX_BATCH, PacketWriter};
use crate::proto::way::Way;
use rxrpc_wire::{Flags, Header};

/// With a window of no more packets each of them may ask for an ACK.
const SMALLEST_WINDOW: u32 = 2;

impl Sender {
    /// Begins a batch with packets that were never sent, a datagram each, all of one size: as many as surely are neither
    /// the last of the batch nor the last that may leave now. It has `max_datagrams` at most, and what is from `in_time` on
    /// in the order of transmissions has its time later.
    #[inline]
    pub(super) fn transmit_run(
        &mut self,
        writer: &mut PacketWriter<'_>,
        (max_datagrams, in_time): (usize, u64),
        batch: &mut Datagrams,
        common: &mut Common,
        way: &Way,
    ) {
        // What is sent by small calls is not worth more questions.
        if self.window.unsent() > 1
            && self.window.lost() == 0
            && Self::most_grouped(way) == 1
            && way.reach.is_proven()
            && self.may_be_in_transit() > SMALLEST_WINDOW
        {
            let packets = self.run_length(max_datagrams, in_time);
            self.append_run(writer, packets, batch, common, way);
        }
    }

    /// How many packets leave as a run.
    fn run_length(&self, max_datagrams: usize, in_time: u64) -> usize {
        let Some(payload) = self.window.next_payload() else { return 0 };
        let in_transit = self.window.in_transit();
        let room = self.loss.plain_room(in_transit, self.timer.is_busy()) as usize;
        let in_time = in_time.saturating_sub(self.window.next_order());
        let most = max_datagrams.min(MAX_BATCH / (Header::LEN + payload)).min(room);
        let most = most.min(usize::try_from(in_time).unwrap_or(usize::MAX));
        self.window.equal_unsent(most.saturating_sub(1), payload)
    }

    fn append_run(
        &mut self,
        writer: &mut PacketWriter<'_>,
        packets: usize,
        batch: &mut Datagrams,
        common: &mut Common,
        way: &Way,
    ) {
        let count = u32::try_from(packets).unwrap_or(0);
        if count == 0 {
            return;
        }
        let first = self.window.sent() as usize;
        batch.datagram_size = Header::LEN + self.window.payload(first).len();
        batch.fragmentation = way.path.fragmentation(batch.datagram_size);
        writer.out.reserve(packets * batch.datagram_size);
        let mut serial = writer.serials(count);
        for index in first..first + packets {
            let Some(outgoing) = self.window.transmit(index, writer.now, serial, false) else {
                return;
            };
            debug_assert!(self.asks_nothing(writer.now, outgoing, common, way));
            let payload = self.window.payload(index);
            writer.data(outgoing.seq, serial, Flags::empty(), outgoing.checksum, payload);
            self.acks.packet_sent(serial);
            serial = serial.next();
            batch.count += 1;
        }
        self.unasked = self.unasked.saturating_add(count);
        common.counters.data_sent += u64::from(count);
    }
}
