//! What is sent of the transmit window: the choice of the next packets and their flags.
//!
//! Holds: the part of [`Sender`] that fills batches of DATA. Must not know: sockets, or how the congestion
//! window comes about.

use super::Sender;
use super::pacing::{self, Pace};
use super::window::Outgoing;
use crate::proto::Side;
use crate::proto::common::Common;
use crate::proto::packets::{Datagrams, MAX_BATCH, PacketWriter};
use crate::proto::path::rtt::nanoseconds;
use crate::proto::way::Way;
use rxrpc_wire::{Flags, Header, JUMBO_DATA_LEN, JUMBO_HEADER_LEN, Serial};
use std::time::{Duration, Instant};

/// Round trip samples without which an ACK is asked for with every batch (Linux: three).
const WANTED_SAMPLES: u32 = 3;

/// Least time between two packets that ask for an ACK only to measure the round trip.
const MEASURE_INTERVAL: Duration = Duration::from_millis(10);

/// Up to this window, in packets, every packet that fills it asks for an ACK.
const SMALL_WINDOW: u32 = 4;

/// Packets that share a datagram, and its size in bytes.
#[derive(Clone, Copy, Debug)]
struct Group {
    packets: usize,
    size: usize,
}

/// Where a packet of DATA is in its datagram.
#[derive(Clone, Copy, Debug)]
struct InDatagram {
    serial: Serial,
    is_first: bool,
    is_followed: bool,
    /// What the datagram is the end of.
    ends: Ends,
}

/// What a packet of DATA is the end of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Others may follow in the same batch.
    Nothing,
    /// The batch is full.
    Batch,
    /// It is a tail loss probe, and goes alone.
    Probe,
}

impl Sender {
    /// Whether there is DATA to send now.
    #[inline]
    pub(in crate::proto) fn has_data_to_send(&self, common: &Common, way: &Way) -> bool {
        // Mostly all was sent that there is.
        let is_some_left =
            self.window.has_unsent() || self.window.lost() > 0 || self.timer.probe_due();
        is_some_left && self.may_send_data(common, way)
    }

    fn may_send_data(&self, common: &Common, way: &Way) -> bool {
        let in_time = !pacing::is_held_back(&common.timers) || self.due_probe().is_some();
        in_time && self.has_data_at_hand() && self.may_reach(way)
    }

    /// Whether there is DATA that only the lack of a proof of the peer's address holds back.
    #[inline]
    pub(in crate::proto) fn is_held_back(&self, way: &Way) -> bool {
        !way.reach.is_proven() && self.has_data_at_hand() && !self.may_reach(way)
    }

    /// Whether the next packet of DATA may be sent to an address that perhaps has not shown itself.
    #[inline]
    fn may_reach(&self, way: &Way) -> bool {
        if way.reach.is_proven() {
            return true;
        }
        self.next_size(way).is_none_or(|size| way.reach.allows(size))
    }

    /// Bytes of the datagram of DATA that is sent next.
    pub(in crate::proto) fn next_size(&self, way: &Way) -> Option<usize> {
        if let Some(probe) = self.due_probe() {
            return Some(Header::LEN + self.window.payload(probe).len());
        }
        let payload = self.window.next_payload()?;
        match self.window.lost() {
            0 => Some(self.group_fresh(payload, Self::most_grouped(way)).size),
            _ => Some(Header::LEN + payload),
        }
    }

    /// Index of the packet that a tail loss probe sends now, if one is due and there is a packet that the
    /// peer would not throw away.
    #[inline]
    fn due_probe(&self) -> Option<usize> {
        if self.timer.probe_due() { self.window.probe() } else { None }
    }

    #[inline]
    fn has_data_at_hand(&self) -> bool {
        if self.due_probe().is_some() && self.window.in_transit() > 0 {
            return true;
        }
        let available =
            self.window.lost() > 0 || (self.window.has_unsent() && self.window.is_open());
        available && self.budget() > 0
    }

    /// Packets that the network may be given now.
    #[inline]
    fn budget(&self) -> u32 {
        self.loss.budget(self.window.in_transit(), self.timer.is_busy())
    }

    /// Appends the next datagrams of DATA, `max_datagrams` at most.
    #[inline]
    pub(in crate::proto) fn transmit_data(
        &mut self,
        writer: &mut PacketWriter<'_>,
        max_datagrams: usize,
        common: &mut Common,
        way: &mut Way,
    ) -> Option<Datagrams> {
        if max_datagrams == 0 || !self.has_data_to_send(common, way) {
            return None;
        }
        let now = writer.now;
        self.restart_after_idle(now, common);
        let first = self.window.next_order();
        let pace = Pace::of(self.loss.congestion(), common);
        let mut batch = Datagrams { count: 0, ..Datagrams::one(0) };
        if let Some(probe) = self.due_probe() {
            self.timer.take_probe();
            batch.datagram_size = self.transmit_probe(writer, probe, common, way)?;
            batch.count = 1;
            batch.fragmentation = way.path.fragmentation(batch.datagram_size);
        } else {
            let in_time = first.saturating_add(self.pacer.allows(now, pace));
            self.fill_batch(writer, (max_datagrams, in_time), &mut batch, common, way);
        }
        self.note_full_window();
        if batch.count == 0 {
            return None;
        }
        // When all was sent there is nothing to hold back but repetitions, and those come later.
        let more = !self.window.last_sent() || self.window.lost() > 0;
        let count = self.window.next_order() - first;
        self.pacer.pace_after(now, count, pace, more, &mut common.timers);
        self.last_data_at = Some(now);
        self.timer.data_sent();
        self.arm_loss_timer(now, common);
        Some(batch)
    }

    /// Sends a tail loss probe, which asks for an ACK unless it ends a reply.
    fn transmit_probe(
        &mut self,
        writer: &mut PacketWriter<'_>,
        index: usize,
        common: &mut Common,
        way: &mut Way,
    ) -> Option<usize> {
        let order = self.window.next_order();
        let repeats = self.window.sent() as usize > index;
        let size = Header::LEN + self.window.payload(index).len();
        let span = (index, Group { packets: 1, size });
        self.transmit_datagram(writer, span, Ends::Probe, common, way)?;
        if repeats {
            self.loss.tail_was_repeated(order);
        }
        Some(size)
    }

    #[inline]
    fn note_full_window(&mut self) {
        let in_transit = self.window.in_transit();
        self.most_in_transit = self.most_in_transit.max(in_transit);
        self.loss.note_full_window(in_transit, self.window.next_order());
    }

    /// Fills a batch with datagrams of one size: so many at most, and none from a position in the order of
    /// transmissions on, which has its time later.
    #[inline]
    fn fill_batch(
        &mut self,
        writer: &mut PacketWriter<'_>,
        (max_datagrams, in_time): (usize, u64),
        batch: &mut Datagrams,
        common: &mut Common,
        way: &mut Way,
    ) {
        self.transmit_run(writer, (max_datagrams, in_time), batch, common, way);
        // The same for all packets that were never sent: what may change it is a lost one, and those go before them.
        let mut most_grouped = None;
        // The same for datagrams of one size.
        let mut most_datagrams = max_datagrams.min(MAX_BATCH / batch.datagram_size.max(1));
        while batch.count < max_datagrams && self.budget() > 0 {
            let Some((index, payload)) = self.window.pick() else { return };
            let alone = Group { packets: 1, size: Header::LEN + payload };
            let group = if self.window.lost() > 0 {
                alone
            } else {
                match *most_grouped.get_or_insert_with(|| Self::most_grouped(way)) {
                    1 => alone,
                    most => self.group_fresh(payload, most),
                }
            };
            let size = group.size;
            let fragmentation = way.path.fragmentation(size);
            let fits = size <= batch.datagram_size && fragmentation == batch.fragmentation;
            if !way.reach.allows(size) || (batch.count > 0 && !fits) {
                return;
            }
            if size != batch.datagram_size {
                most_datagrams = max_datagrams.min(MAX_BATCH / size);
            }
            let full = batch.count + 1 >= most_datagrams
                || self.window.next_order() + group.packets as u64 >= in_time;
            let ends = if full { Ends::Batch } else { Ends::Nothing };
            if self.transmit_datagram(writer, (index, group), ends, common, way).is_none() {
                return;
            }
            batch.count += 1;
            if batch.count == 1 {
                batch.datagram_size = size;
                batch.fragmentation = fragmentation;
            }
            if full || size < batch.datagram_size {
                return;
            }
        }
    }

    /// Appends the datagram that begins with the packet at `span.0`. `ends` says what may follow
    /// it.
    fn transmit_datagram(
        &mut self,
        writer: &mut PacketWriter<'_>,
        (index, Group { packets, size }): (usize, Group),
        ends: Ends,
        common: &mut Common,
        way: &mut Way,
    ) -> Option<()> {
        way.reach.sent(size);
        let serial = writer.serials(u32::try_from(packets).unwrap_or(1));
        let mut packet = InDatagram { serial, is_first: true, is_followed: packets > 1, ends };
        self.transmit_packet(writer, index, packet, common, way)?;
        for left in (0..packets - 1).rev() {
            packet.serial = packet.serial.next();
            (packet.is_first, packet.is_followed) = (false, left > 0);
            self.transmit_packet(writer, index + packets - 1 - left, packet, common, way)?;
        }
        Some(())
    }

    /// Appends the packet at `index`.
    #[inline]
    fn transmit_packet(
        &mut self,
        writer: &mut PacketWriter<'_>,
        index: usize,
        place: InDatagram,
        common: &mut Common,
        way: &mut Way,
    ) -> Option<()> {
        let serial = place.serial;
        let grouped = !place.is_first || place.is_followed;
        let outgoing = self.window.transmit(index, writer.now, serial, grouped)?;
        self.loss.sent();
        self.acks.packet_sent(serial);
        way.reach.expect_answer(serial);
        if outgoing.was_grouped {
            way.path.suspect_after_jumbo_loss();
        }
        let flags = self.flags_of(writer.now, outgoing, place, common, way);
        let payload = self.window.payload(index);
        if place.is_first {
            writer.data(outgoing.seq, serial, flags, outgoing.checksum, payload);
        } else {
            writer.following_data(flags, outgoing.checksum, payload);
        }
        if outgoing.again {
            common.counters.rest().data_retransmitted += 1;
        } else {
            common.counters.data_sent += 1;
        }
        Some(())
    }

    /// The flags of a packet just taken out of the window. Of those in one datagram only the last may ask
    /// for an ACK.
    #[inline]
    fn flags_of(
        &mut self,
        now: Instant,
        outgoing: Outgoing,
        InDatagram { serial, is_followed, ends, .. }: InDatagram,
        common: &mut Common,
        way: &Way,
    ) -> Flags {
        let mut flags = Flags::empty();
        if outgoing.last {
            flags |= Flags::LAST_PACKET;
        }
        if is_followed {
            flags |= Flags::JUMBO_PACKET;
        }
        if !is_followed && self.asks_for_ack(now, outgoing, ends, common, way) {
            flags |= Flags::REQUEST_ACK;
            common.rtt.sent(now, serial);
            self.unasked = 0;
        } else {
            self.unasked = self.unasked.saturating_add(1);
        }
        flags
    }

    /// Whether a packet just taken out of the window that ends nothing has no flag, and does not ask for an ACK.
    pub(super) fn asks_nothing(
        &self,
        now: Instant,
        outgoing: Outgoing,
        common: &Common,
        way: &Way,
    ) -> bool {
        let plain = !outgoing.last && !outgoing.again && !outgoing.was_grouped;
        plain && self.budget() > 0 && !self.asks_for_ack(now, outgoing, Ends::Nothing, common, way)
    }

    /// Most packets that go into one datagram.
    #[inline]
    pub(super) fn most_grouped(way: &Way) -> usize {
        // To an address that has not shown itself bytes are counted one packet at a time.
        if way.reach.is_proven() { way.path.jumbo_packets() } else { 1 }
    }

    /// The packets that go into one datagram with the first one that was never sent, whose payload is
    /// given: `most` full ones at most, as many as the windows take, and perhaps one that is not
    /// full.
    fn group_fresh(&self, payload: usize, most: usize) -> Group {
        let mut group = Group { packets: 1, size: Header::LEN + payload };
        let sent = self.window.sent();
        let peer = self.window.peer_window().saturating_sub(sent);
        let most = most.min(peer.min(self.budget()) as usize);
        let first = sent as usize;
        let mut before = payload;
        while group.packets < most && before == JUMBO_DATA_LEN {
            let Some(next) = self.window.payload_at(first + group.packets) else { break };
            if next > JUMBO_DATA_LEN {
                break;
            }
            group.packets += 1;
            group.size += JUMBO_HEADER_LEN + next;
            before = next;
        }
        group
    }

    /// Whether the packet just taken out of the window asks for an ACK at once.
    ///
    /// * Never the last packet of a reply: OpenAFS clients would answer with soft acknowledgements
    ///   only, and the reply would never end.
    /// * A retransmission and a tail loss probe always, since its answer shows whether there is still trouble.
    /// * The packet after which an address that has not shown itself gets no more: the answer shows it.
    /// * Not the last packet of a request: the reply will acknowledge it, and a small call costs
    ///   two packets instead of three. But one that asks which service answers: others wait for that.
    /// * The packet after which the peer's window or the congestion window stops us, so that the
    ///   peer does not wait for a second one; but in a window of more than [`SMALL_WINDOW`] only
    ///   one in each half of it. Peers acknowledge every second or third packet unasked, and if
    ///   each packet asked, each would be sent, acknowledged and followed by the next alone
    ///   (observed with OpenAFS 1.8.9).
    /// * One in each batch while too few round trips were measured, and one in each round trip
    ///   later.
    #[inline]
    fn asks_for_ack(
        &self,
        now: Instant,
        Outgoing { last, again, .. }: Outgoing,
        ends: Ends,
        common: &Common,
        way: &Way,
    ) -> bool {
        if last && common.side == Side::Service {
            return false;
        }
        if again || ends == Ends::Probe || self.is_held_back(way) {
            return true;
        }
        if last {
            return self.window.peer_window() == 1;
        }
        let unsent = self.window.has_unsent();
        let stalled = unsent && (!self.window.is_open() || self.budget() == 0);
        let window = self.may_be_in_transit();
        if window <= 2 || (stalled && (window <= SMALL_WINDOW || self.unasked >= window / 2)) {
            return true;
        }
        if ends == Ends::Nothing && !stalled && unsent {
            return false;
        }
        let rtt = &common.rtt;
        rtt.samples() < WANTED_SAMPLES
            || rtt.last_probe_at().is_none_or(|at| {
                let interval = rtt.smoothed().unwrap_or_default().max(MEASURE_INTERVAL);
                now.saturating_duration_since(at) >= interval
            })
    }

    /// A congestion window that was found long ago says little about now (RFC 5681 section 4.1).
    fn restart_after_idle(&mut self, now: Instant, common: &Common) {
        let Some(last) = self.last_data_at else { return };
        if self.window.outstanding() > 0 {
            return;
        }
        let idle = nanoseconds(now.saturating_duration_since(last));
        let timeouts = idle / common.nanoseconds_to_timeout(0).max(1);
        if timeouts > 0 {
            self.loss.was_idle(u32::try_from(timeouts).unwrap_or(u32::MAX));
        }
    }
}
