//! What is sent: the choice of the next packets and their flags.
//!
//! Holds: [`Datagrams`] and the machine's `poll_transmit`. Must not know: sockets, or how the
//! congestion window comes about.

use crate::proto::packets::{self, CallIdentity, SerialSource};
use crate::proto::send::window::Outgoing;
use crate::proto::{CallMachine, Fragmentation, Side, State};
use rxrpc_wire::{Flags, Header, JUMBO_DATA_LEN, JUMBO_HEADER_LEN, Serial};
use std::time::{Duration, Instant};

/// Round trip samples without which an ACK is asked for with every batch (Linux: three).
const WANTED_SAMPLES: u32 = 3;

/// Least time between two packets that ask for an ACK only to measure the round trip.
const MEASURE_INTERVAL: Duration = Duration::from_millis(10);

/// Up to this window, in packets, every packet that fills it asks for an ACK.
const SMALL_WINDOW: u32 = 4;

/// Most bytes in one batch: the largest UDP payload over IPv4.
pub(crate) const MAX_BATCH: usize = 65_507;

/// Packets that share a datagram, and its size in bytes.
#[derive(Clone, Copy, Debug)]
struct Group {
    packets: usize,
    size: usize,
}

/// A batch of UDP payloads in a row, all of one size but for the last, which may be shorter: the
/// shape that generic segmentation offload wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Datagrams {
    /// Bytes of each datagram.
    pub datagram_size: usize,
    /// How many there are, at least 1.
    pub count: usize,
    /// Whether routers may cut them.
    pub fragmentation: Fragmentation,
}

impl Datagrams {
    /// A datagram alone.
    pub(crate) const fn one(size: usize) -> Self {
        Self { datagram_size: size, count: 1, fragmentation: Fragmentation::Forbidden }
    }
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

impl CallMachine {
    /// Whether [`CallMachine::poll_transmit`] has something now.
    #[must_use]
    pub fn wants_transmit(&self) -> bool {
        self.abort_due.is_some()
            || self.acknowledge.is_due()
            || self.is_path_probe_due()
            || self.has_data_to_send()
    }

    /// Appends the next datagrams to `out`: one ACK, or one ABORT, or at most `max_datagrams` of
    /// DATA. To be called until it returns `None`.
    ///
    /// What is appended counts as sent at `now`.
    pub fn poll_transmit(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        max_datagrams: usize,
        out: &mut Vec<u8>,
    ) -> Option<Datagrams> {
        let start = out.len();
        if let Some(code) = self.abort_due.take() {
            packets::emit_abort(identity, serials.next(1), code, out);
        } else if !self.transmit_ack(now, identity, || serials.next(1), out) {
            if self.is_path_probe_due() {
                return self.transmit_path_probe(now, identity, serials, out);
            }
            return self.transmit_data(now, identity, serials, max_datagrams, out);
        }
        self.reach.sent(out.len() - start);
        self.spoke(now);
        Some(Datagrams::one(out.len() - start))
    }

    /// Bytes of the datagram that [`CallMachine::poll_transmit`] begins with, if that is DATA that shall
    /// not be cut: an ABORT and an ACK go first.
    #[must_use]
    pub fn next_data_size(&self) -> Option<usize> {
        let others =
            self.abort_due.is_some() || self.acknowledge.is_due() || self.is_path_probe_due();
        if others || !self.has_data_to_send() {
            return None;
        }
        let size = self.next_size()?;
        (self.path.fragmentation(size) == Fragmentation::Forbidden).then_some(size)
    }

    fn has_data_to_send(&self) -> bool {
        let in_time = !self.is_paced_back() || self.due_probe().is_some();
        in_time && self.has_data_at_hand() && self.may_reach()
    }

    /// Whether there is DATA that only the lack of a proof of the peer's address holds back.
    pub(in crate::proto) fn is_held(&self) -> bool {
        self.has_data_at_hand() && !self.may_reach()
    }

    /// Whether the next packet of DATA may be sent to an address that perhaps has not shown itself.
    fn may_reach(&self) -> bool {
        if self.reach.is_proven() {
            return true;
        }
        self.next_size().is_none_or(|size| self.reach.allows(size))
    }

    /// Bytes of the datagram of DATA that is sent next.
    fn next_size(&self) -> Option<usize> {
        if let Some(probe) = self.due_probe() {
            return Some(Header::LEN + self.transmit.payload(probe).len());
        }
        let payload = self.transmit.next_payload()?;
        match self.transmit.lost() {
            0 => Some(self.group_fresh(payload).size),
            _ => Some(Header::LEN + payload),
        }
    }

    /// Index of the packet that a tail loss probe sends now, if one is due and there is a packet that the
    /// peer would not throw away.
    fn due_probe(&self) -> Option<usize> {
        if self.loss.probe_due() { self.transmit.probe() } else { None }
    }

    fn has_data_at_hand(&self) -> bool {
        if self.completion.is_some() {
            return false;
        }
        if self.due_probe().is_some() && self.transmit.in_transit() > 0 {
            return true;
        }
        let available =
            self.transmit.lost() > 0 || (self.transmit.has_unsent() && self.transmit.is_open());
        available && self.may_send()
    }

    fn may_send(&self) -> bool {
        self.loss.budget(self.transmit.in_transit(), self.congestion.window()) > 0
    }

    fn transmit_data(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        max_datagrams: usize,
        out: &mut Vec<u8>,
    ) -> Option<Datagrams> {
        if max_datagrams == 0 || !self.has_data_to_send() {
            return None;
        }
        self.restart_after_idle(now);
        let first = self.transmit.next_order();
        let mut batch = Datagrams { count: 0, ..Datagrams::one(0) };
        if let Some(probe) = self.due_probe() {
            self.loss.take_probe();
            batch.datagram_size = self.transmit_probe(now, identity, serials, probe, out)?;
            batch.count = 1;
            batch.fragmentation = self.path.fragmentation(batch.datagram_size);
        } else {
            self.fill_batch(now, identity, serials, max_datagrams, &mut batch, out);
        }
        self.note_full_window();
        if batch.count == 0 {
            return None;
        }
        self.pace_after(now, self.transmit.next_order() - first);
        self.last_data_at = Some(now);
        self.spoke(now);
        self.arm_loss_timer(now);
        Some(batch)
    }

    /// Sends a tail loss probe, which asks for an ACK unless it ends a reply.
    fn transmit_probe(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        index: usize,
        out: &mut Vec<u8>,
    ) -> Option<usize> {
        let order = self.transmit.next_order();
        let repeats = self.transmit.sent() as usize > index;
        let size = Header::LEN + self.transmit.payload(index).len();
        let place = (index, Group { packets: 1, size });
        self.transmit_datagram(now, identity, serials, place, Ends::Probe, out)?;
        if repeats {
            self.loss.tail_was_repeated(order);
        }
        Some(size)
    }

    /// Notes whether the congestion window is what holds this side back. In slow start half of it
    /// is enough, since it doubles each round trip (RFC 7661 section 4.1).
    fn note_full_window(&mut self) {
        let in_transit = self.transmit.in_transit();
        self.most_in_transit = self.most_in_transit.max(in_transit);
        let share = if self.congestion.in_slow_start() { 2 } else { 1 };
        if in_transit.saturating_mul(share) >= self.congestion.window() {
            self.loss.window_is_full(self.transmit.next_order());
        }
    }

    fn fill_batch(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        max_datagrams: usize,
        batch: &mut Datagrams,
        out: &mut Vec<u8>,
    ) {
        let in_time = self.transmit.next_order().saturating_add(self.paced_room(now));
        while batch.count < max_datagrams && self.may_send() {
            let Some((index, payload)) = self.transmit.pick() else { return };
            let group = match self.transmit.lost() {
                0 => self.group_fresh(payload),
                _ => Group { packets: 1, size: Header::LEN + payload },
            };
            let size = group.size;
            let fragmentation = self.path.fragmentation(size);
            let fits = size <= batch.datagram_size && fragmentation == batch.fragmentation;
            if !self.reach.allows(size) || (batch.count > 0 && !fits) {
                return;
            }
            let full = batch.count + 1 >= max_datagrams.min(MAX_BATCH / size)
                || self.transmit.next_order() + group.packets as u64 >= in_time;
            let ends = if full { Ends::Batch } else { Ends::Nothing };
            let place = (index, group);
            if self.transmit_datagram(now, identity, serials, place, ends, out).is_none() {
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

    /// Appends the datagram that begins with the packet at `place.0`. `ends` says what may follow
    /// it.
    fn transmit_datagram(
        &mut self,
        now: Instant,
        identity: &CallIdentity,
        serials: &dyn SerialSource,
        (index, Group { packets, size }): (usize, Group),
        ends: Ends,
        out: &mut Vec<u8>,
    ) -> Option<()> {
        self.reach.sent(size);
        let mut serial = serials.next(u32::try_from(packets).unwrap_or(1));
        for at in index..index + packets {
            let outgoing = self.transmit.transmit(at, now, serial, packets > 1)?;
            self.loss.sent();
            self.progress.sent(serial);
            self.reach.expect_answer(serial);
            if outgoing.was_grouped {
                self.suspect_path_after_jumbo_loss();
            }
            let followed = at + 1 < index + packets;
            let flags = self.flags_of(now, serial, outgoing, ends, followed);
            let payload = self.transmit.payload(at);
            if at == index {
                let Outgoing { seq, checksum, .. } = outgoing;
                packets::emit_data(identity, seq, serial, flags, checksum, payload, out);
            } else {
                packets::emit_following(identity, flags, outgoing.checksum, payload, out);
            }
            if outgoing.again {
                self.counters.data_retransmitted += 1;
            } else {
                self.counters.data_sent += 1;
            }
            serial = serial.next();
        }
        Some(())
    }

    /// The flags of a packet just taken out of the window. Of those in one datagram only the last may ask
    /// for an ACK.
    fn flags_of(
        &mut self,
        now: Instant,
        serial: Serial,
        Outgoing { last, again, .. }: Outgoing,
        ends: Ends,
        followed: bool,
    ) -> Flags {
        let mut flags = Flags::empty();
        if last {
            flags |= Flags::LAST_PACKET;
            self.last_was_sent();
        }
        if followed {
            flags |= Flags::JUMBO_PACKET;
        }
        if !followed && self.asks_for_ack(now, again, last, ends) {
            flags |= Flags::REQUEST_ACK;
            self.rtt.sent(now, serial);
            self.unasked = 0;
        } else {
            self.unasked = self.unasked.saturating_add(1);
        }
        flags
    }

    /// The packets that go into one datagram with the first one that was never sent, whose payload is
    /// given: as many full ones as both ends, the path and the windows take, and perhaps one that is not
    /// full.
    fn group_fresh(&self, payload: usize) -> Group {
        let mut group = Group { packets: 1, size: Header::LEN + payload };
        // To an address that has not shown itself bytes are counted one packet at a time.
        let most = if self.reach.is_proven() { self.path.jumbo_packets() } else { 1 };
        if most == 1 {
            return group;
        }
        let sent = self.transmit.sent();
        let peer = self.transmit.peer_window().saturating_sub(sent);
        let network = self.loss.budget(self.transmit.in_transit(), self.congestion.window());
        let most = most.min(peer.min(network) as usize);
        let first = sent as usize;
        let mut before = payload;
        while group.packets < most && before == JUMBO_DATA_LEN {
            let Some(next) = self.transmit.payload_at(first + group.packets) else { break };
            if next > JUMBO_DATA_LEN {
                break;
            }
            group.packets += 1;
            group.size += JUMBO_HEADER_LEN + next;
            before = next;
        }
        group
    }

    fn last_was_sent(&mut self) {
        match self.state {
            State::ClientSendRequest => self.state = State::ClientAwaitAck,
            State::ServiceSendReply => self.state = State::ServiceAwaitAck,
            _ => {}
        }
    }

    /// Whether the packet just taken out of the window asks for an ACK at once.
    ///
    /// * Never the last packet of a reply: OpenAFS clients would answer with soft acknowledgements
    ///   only, and the reply would never end.
    /// * A retransmission and a tail loss probe always, since its answer tells whether there is still trouble.
    /// * The packet after which an address that has not shown itself gets no more: the answer shows it.
    /// * Not the last packet of a request: the reply will acknowledge it, and a small call costs
    ///   two packets instead of three.
    /// * The packet after which the peer's window or the congestion window stops us, so that the
    ///   peer does not wait for a second one; but in a window of more than [`SMALL_WINDOW`] only
    ///   one in each half of it. Peers acknowledge every second or third packet unasked, and if
    ///   each packet asked, each would be sent, acknowledged and followed by the next alone
    ///   (observed with OpenAFS 1.8.9).
    /// * One in each batch while too few round trips were measured, and one in each round trip
    ///   later.
    fn asks_for_ack(&self, now: Instant, again: bool, last: bool, ends: Ends) -> bool {
        if last && self.side == Side::Service {
            return false;
        }
        if again || ends == Ends::Probe || self.is_held() {
            return true;
        }
        if last {
            return false;
        }
        let stalled = self.transmit.has_unsent() && (!self.may_send() || !self.transmit.is_open());
        let window = self.transmit.peer_window().min(self.congestion.window());
        if window <= 2 || (stalled && (window <= SMALL_WINDOW || self.unasked >= window / 2)) {
            return true;
        }
        if ends == Ends::Nothing && !stalled && self.transmit.has_unsent() {
            return false;
        }
        self.rtt.samples() < WANTED_SAMPLES
            || self.rtt.last_probe_at().is_none_or(|at| {
                let interval = self.rtt.smoothed().unwrap_or_default().max(MEASURE_INTERVAL);
                now.saturating_duration_since(at) >= interval
            })
    }

    /// A congestion window that was found long ago says little about now (RFC 5681 section 4.1).
    fn restart_after_idle(&mut self, now: Instant) {
        let Some(last) = self.last_data_at else { return };
        if self.transmit.in_transit() + self.transmit.lost() > 0 {
            return;
        }
        let idle = now.saturating_duration_since(last).as_nanos();
        let timeouts = idle / self.rtt.timeout(0).as_nanos().max(1);
        if timeouts > 0 {
            self.congestion.on_idle(u32::try_from(timeouts).unwrap_or(u32::MAX));
        }
    }
}
