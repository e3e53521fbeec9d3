//! What is sent next: an ABORT, an ACK, a probe of the path, or DATA; and the PINGs that are wished for.
//!
//! Holds: the part of [`CallMachine`] that asks its parts one after the other. Must not know: sockets, or how a
//! part chooses.

use super::CallMachine;
use crate::proto::packets::{self, CallIdentity, Datagrams, PacketWriter, SerialSource};
use crate::proto::timers::Timer;
use crate::proto::{Fragmentation, State};
use rxrpc_wire::Serial;
use std::time::Instant;

impl CallMachine {
    /// Whether [`CallMachine::poll_transmit`] has something now.
    #[must_use]
    pub fn wants_transmit(&self) -> bool {
        self.goes_before_data() || self.has_data_to_send()
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
        let mut writer = PacketWriter { now, identity, serials, out };
        let sent = if self.abort_due.is_some() || self.receive.owes_ack() {
            self.transmit_abort_or_ack(&mut writer)
        } else if let Some(size) = self.path_probe_due() {
            self.transmit_path_probe(&mut writer, size)
        } else {
            self.transmit_data(&mut writer, max_datagrams)?
        };
        if self.completion.is_none() {
            self.signs.spoke(now, &mut self.common);
        }
        Some(sent)
    }

    /// Bytes of the datagram that [`CallMachine::poll_transmit`] begins with, if that is DATA that shall
    /// not be cut: an ABORT and an ACK go first.
    #[must_use]
    pub fn next_data_size(&self) -> Option<usize> {
        if self.goes_before_data() || !self.has_data_to_send() {
            return None;
        }
        let size = self.send.next_size(&self.way)?;
        (self.way.path.fragmentation(size) == Fragmentation::Forbidden).then_some(size)
    }

    /// Whether something is to be sent before DATA.
    fn goes_before_data(&self) -> bool {
        self.abort_due.is_some() || self.receive.owes_ack() || self.path_probe_due().is_some()
    }

    fn has_data_to_send(&self) -> bool {
        self.send.has_data_to_send(&self.common, &self.way)
    }

    fn path_probe_due(&self) -> Option<u16> {
        self.way.path.probe_due().filter(|_| self.completion.is_none())
    }

    fn transmit_abort_or_ack(&mut self, writer: &mut PacketWriter<'_>) -> Datagrams {
        let start = writer.out.len();
        if let Some(code) = self.abort_due.take() {
            packets::emit_abort(writer.identity, writer.serials(1), code, writer.out);
        } else {
            let largest = self.max_payload();
            let ping =
                self.receive.write_ack(writer, largest, &mut self.common, &mut self.way.reach);
            if let Some(serial) = ping {
                self.ping_sent(writer.now, serial);
            }
        }
        let size = writer.out.len() - start;
        self.way.reach.sent(size);
        Datagrams::one(size)
    }

    /// A PING was sent that measures the round trip.
    fn ping_sent(&mut self, now: Instant, serial: Serial) {
        let common = &mut self.common;
        common.rtt.sent(now, serial);
        self.send.packet_sent(serial);
        self.way.reach.ping_sent(now, serial, common);
    }

    /// Appends the probe that is due: a PING whose padding makes it as large as the size in question.
    fn transmit_path_probe(&mut self, writer: &mut PacketWriter<'_>, size: u16) -> Datagrams {
        let length = usize::from(size);
        let serial = self.receive.write_padded_ping(writer, length, &mut self.common);
        self.way.path.probe_sent(serial);
        self.send.packet_sent(serial);
        let common = &mut self.common;
        common.counters.rest().path_probes += 1;
        common.timers.set_after(Timer::PathProbe, writer.now, common.timeout(0));
        Datagrams { fragmentation: Fragmentation::Probe, ..Datagrams::one(length) }
    }

    fn transmit_data(
        &mut self,
        writer: &mut PacketWriter<'_>,
        max_datagrams: usize,
    ) -> Option<Datagrams> {
        let batch = self.send.transmit_data(writer, max_datagrams, &mut self.common, &mut self.way);
        if self.send.window().last_sent() {
            match self.state {
                State::ClientSendRequest => self.state = State::ClientAwaitAck,
                State::ServiceSendReply => self.state = State::ServiceAwaitAck,
                _ => {}
            }
        }
        batch
    }

    /// Goes on with the search for what the path carries, if there is something to search for. To be called
    /// after everything that was heard.
    pub(super) fn search_path(&mut self, now: Instant) {
        let known = self.way.reach.is_proven() && self.common.rtt.smoothed().is_some();
        if known && self.completion.is_none() {
            self.way.path.search(now, self.send.window().len());
        }
    }

    /// Sends a PING soon, to measure the round trip and to learn the peer's window. Does nothing
    /// while the peer cannot know of the call.
    ///
    /// To a peer whose address is not proven it is repeated, at growing intervals, while the proof is
    /// what holds DATA back, or the rest of the request is to come; the first few of these PINGs are not
    /// limited by what came from there.
    pub fn request_ping(&mut self) {
        self.way.reach.spare_pings();
        if self.completion.is_none() && self.signs.is_exposed() {
            self.ask_for_news();
        }
    }

    /// The client has lately proven itself on another connection: instead of a PING at once, a small reply may
    /// be sent, and the PING follows if nothing has proven the address by then. To be called in the place of
    /// [`CallMachine::request_ping`].
    pub fn lend_reach(&mut self, now: Instant) {
        self.way.reach.lend(now, &mut self.common.timers);
    }

    /// Sends a PING, if it may be sent.
    pub(super) fn ask_for_news(&mut self) {
        if self.way.reach.allow_ping() {
            self.receive.ask();
        }
    }

    /// Sends the next PING if its time has come and somebody waits for the proof of the peer's address: DATA
    /// that is held back, or a part of a request, which no user gets before the proof or the rest.
    pub(super) fn ask_for_proof(&mut self) {
        let waits = self.way.reach.wants_ping(|| {
            self.send.is_held_back(&self.way)
                || (self.state == State::ServiceReceiveRequest
                    && self.common.counters.data_received > 0)
        });
        if waits {
            self.ask_for_news();
        }
    }
}
