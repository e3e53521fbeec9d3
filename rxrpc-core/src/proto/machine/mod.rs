//! The protocol machine of one call: what its parts make up, and what its owner sees of it.
//!
//! Holds: [`CallMachine`]. What arrives is in `input`, DATA of long calls in `run`, what is sent in `output`, what is due in `timeouts`,
//! the end of the call in `end`, what precedes the first answer of a service in
//! `upgrade`; each hands it to the parts and draws the conclusions for the call, its
//! state and its user. Must not know: anything outside of the call, or how a part does its work.

mod end;
mod input;
#[cfg(test)]
mod inside;
mod output;
mod run;
mod timeouts;
mod upgrade;

pub use run::DataRun;

use crate::proto::common::Common;
use crate::proto::path::rtt::RoundTrip;
use crate::proto::peer::keepalive::{SignsOfLife, await_first_packet};
use crate::proto::receive::Receiver;
use crate::proto::send::Sender;
use crate::proto::timers::Timer;
use crate::proto::way::Way;
use crate::proto::{
    CallCounters, Completion, Events, MachineConfig, PathEstimate, RateEstimate, ReceiveBudget,
    Received, ReceivedPacket, Side, State,
};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, Seq};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Why a packet cannot be queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendRefusal {
    /// The last packet was queued already, the reply has begun, or the request is not complete.
    #[error("the call is not in a state to send")]
    WrongState,
    /// The call has ended.
    #[error("the call has ended")]
    Complete,
}

/// The protocol state of one call, for either side. It never waits, and knows the time only from
/// its arguments.
#[derive(Debug)]
pub struct CallMachine {
    state: State,
    completion: Option<Completion>,
    /// The ABORT that is to be sent.
    abort_due: Option<AbortCode>,
    events: Events,
    common: Common,
    send: Sender,
    receive: Receiver,
    way: Way,
    signs: SignsOfLife,
}

impl CallMachine {
    /// A call at its start: a client that may send its request, or a service that is about to be
    /// handed the first packet of one.
    #[inline]
    #[must_use]
    pub fn new(now: Instant, side: Side, config: &Arc<MachineConfig>) -> Self {
        let mut machine = Self::unstarted(side, config);
        machine.start(now);
        machine
    }

    /// [`CallMachine::new`] but for [`CallMachine::start`]: large, and so made where it goes.
    #[inline]
    pub(crate) fn unstarted(side: Side, config: &Arc<MachineConfig>) -> Self {
        Self {
            state: match side {
                Side::Client => State::ClientSendRequest,
                Side::Service => State::ServiceReceiveRequest,
            },
            completion: None,
            abort_due: None,
            events: Events::empty(),
            common: Common::new(side, config.clone()),
            send: Sender::new(config),
            receive: Receiver::new(config),
            way: Way::new(config),
            signs: SignsOfLife::new(side == Side::Service),
        }
    }

    /// The call begins.
    #[inline]
    pub(crate) fn start(&mut self, now: Instant) {
        if self.common.side == Side::Service {
            await_first_packet(now, &mut self.common);
        }
    }

    /// Lets what the call stores for its user count against a budget that it shares with others, as part of
    /// what the peer's host has. To be called before the first packet comes; without it there is no limit but
    /// the window.
    pub fn share_budget(&mut self, budget: &Arc<ReceiveBudget>, peer: SocketAddr) {
        self.receive.join(budget, peer);
    }

    /// Hands over packets that carry nothing, too: their security class has to open them. To be called before the
    /// first packet comes.
    pub fn keep_empty_packets(&mut self) {
        self.receive.keep_empty_packets();
    }

    /// Hands over packets in a row as one, where nobody wants to know when each of them came: no security class has to tell
    /// them apart.
    pub fn join_packets(&mut self) {
        self.receive.join_packets();
    }

    /// Hands over packets in a row together, where nobody wants to know when each of them came: their security class opens
    /// runs, of which it keeps so many bytes of each packet apart.
    pub fn join_sealed_packets(&mut self, head: usize) {
        self.receive.join_sealed(head);
    }

    /// Whether it does so.
    #[must_use]
    pub fn joins_sealed_packets(&self) -> bool {
        self.receive.joins_sealed()
    }

    /// Begins with what an earlier call to the same peer knew of the path's rate.
    pub fn seed_rate(&mut self, now: Instant, rate: RateEstimate) {
        rate.seed_round_trip(now, &mut self.common.rtt);
        self.send.seed(now, &rate, &self.common);
    }

    /// Takes over what another call to the same peer knows of the round trip, if this one knows nothing, and its timeout is
    /// no longer by that.
    pub fn take_over_round_trip(&mut self, now: Instant, rate: RateEstimate) {
        let mut known = RoundTrip::new();
        rate.seed_round_trip(now, &mut known);
        let (config, own) = (&self.common.config, &self.common.rtt);
        if self.send.lacks_round_trip(&self.common)
            && known.timeout(config, 0) <= own.timeout(config, 0)
        {
            rate.seed_round_trip(now, &mut self.common.rtt);
            self.send.round_trip_found(now, &mut self.common);
        }
    }

    /// What this call knows of the path's rate, once it has measured a round trip, began with one or had a
    /// reply.
    #[must_use]
    pub fn rate_estimate(&self) -> Option<RateEstimate> {
        self.send.rate_estimate(&self.common)
    }

    /// Begins with what an earlier call to the same peer knew of the path's size.
    pub fn seed_path(&mut self, estimate: PathEstimate) {
        self.way.path.seed(estimate);
    }

    /// What is known of the path's size, for the next call to the same peer.
    #[must_use]
    pub fn path_estimate(&self) -> PathEstimate {
        self.way.path.estimate()
    }

    /// Largest payload that a packet queued now should have, in bytes: what this side sends at most,
    /// what the peer said it takes, and what the path carries.
    #[must_use]
    pub fn max_payload(&self) -> usize {
        self.way.path.max_payload(self.common.config.payload)
    }

    /// How many packets may be queued now.
    #[must_use]
    pub fn transmit_space(&self) -> usize {
        self.send.space(&self.common.config)
    }

    /// How many packets are queued and not acknowledged for good.
    #[must_use]
    pub fn queued_packets(&self) -> usize {
        self.send.window().len()
    }

    /// Whether the last packet of what this side sends was queued.
    #[must_use]
    pub fn is_last_queued(&self) -> bool {
        self.send.window().last_queued()
    }

    /// Whether a packet may be queued, space apart.
    ///
    /// # Errors
    ///
    /// [`SendRefusal`] says why not.
    pub fn can_send(&self) -> Result<(), SendRefusal> {
        match self.state {
            State::Complete => Err(SendRefusal::Complete),
            State::ClientSendRequest | State::ServiceAckRequest | State::ServiceSendReply
                if !self.send.window().last_queued() =>
            {
                Ok(())
            }
            _ => Err(SendRefusal::WrongState),
        }
    }

    /// Queues a sealed DATA packet; `last` ends the request or reply. A packet that
    /// [`CallMachine::can_send`] refuses is dropped.
    pub fn queue_packet(&mut self, payload: Bytes, checksum: u16, last: bool) {
        self.queue_packets(std::iter::once((payload, checksum, last)));
    }

    /// [`CallMachine::queue_packet`] for several in a row.
    pub fn queue_packets(&mut self, packets: impl ExactSizeIterator<Item = (Bytes, u16, bool)>) {
        if packets.len() == 0 || self.can_send().is_err() {
            return;
        }
        self.send.expect(packets.len());
        if self.state == State::ServiceAckRequest {
            self.state = State::ServiceSendReply;
            self.receive.reply_acknowledges();
            self.common.timers.stop(Timer::DelayedAck);
        }
        for (payload, checksum, last) in packets {
            // Nothing follows the last one.
            if !self.is_last_queued() {
                self.send.push(payload, checksum, last);
            }
        }
        self.ask_for_proof();
    }

    /// Takes the next packet in order, which is not one of several that a class opens together. Of a call that did not
    /// succeed nothing is left to be taken once it has ended.
    pub fn receive(&mut self) -> Option<ReceivedPacket> {
        let next = self.receive.take()?;
        if self.completion.is_none() {
            self.receive.acknowledge_opening();
        }
        next.packet()
    }

    /// Takes packets in order until they have `wanted` bytes, and the end with the last of them: it may stand in an empty
    /// packet behind. Otherwise as [`CallMachine::receive`].
    #[inline]
    pub fn receive_some(&mut self, wanted: usize, give: impl FnMut(Received)) {
        if self.receive.take_some(wanted, give) && self.completion.is_none() {
            self.receive.acknowledge_opening();
        }
    }

    /// Takes all that the peer sends, if it is one packet, of `limit` bytes at most, that is here and was not taken; not
    /// where it is to be known when packets came.
    pub fn receive_whole(&mut self, limit: usize) -> Option<Bytes> {
        let window = self.receive.window();
        let is_one = window.is_complete() && window.pieces() == 1 && !self.keeps_times();
        let fits = window.peek().is_some_and(|only| only.last && only.payload.len() <= limit);
        if is_one && fits { self.receive().map(|packet| packet.payload) } else { None }
    }

    /// From now on it is known of each packet of DATA when it came.
    pub fn keep_times(&mut self) {
        self.receive.keep_times();
    }

    /// Whether it is known when packets came.
    #[must_use]
    pub fn keeps_times(&self) -> bool {
        self.receive.keeps_times()
    }

    /// When a packet came that [`CallMachine::receive`] gave just now, if that is known.
    pub fn take_time(&mut self, seq: Seq) -> Option<Instant> {
        self.receive.take_time(seq)
    }

    /// The packet that [`CallMachine::receive`] would take.
    #[cfg(test)]
    pub(in crate::proto) fn peek_receive(&self) -> Option<&ReceivedPacket> {
        self.receive.window().peek()
    }

    /// Whether [`CallMachine::receive`] has a packet.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.receive.window().has_ready()
    }

    /// How often [`CallMachine::receive`] has something.
    #[must_use]
    pub fn ready_pieces(&self) -> usize {
        self.receive.window().pieces()
    }

    /// Whether the last packet was taken.
    #[must_use]
    pub fn receive_ended(&self) -> bool {
        self.receive.window().last_taken()
    }

    /// Whether all that the peer sends has come: taking it out asks for no ACK then.
    #[must_use]
    pub fn is_reception_whole(&self) -> bool {
        self.receive.window().is_complete()
    }

    /// Whether all of the request has come to a service, and the call has not failed before that.
    #[must_use]
    pub fn is_request_whole(&self) -> bool {
        use State::{ServiceAckRequest, ServiceAwaitAck, ServiceSendReply};
        matches!(self.state, ServiceAckRequest | ServiceSendReply | ServiceAwaitAck)
    }

    /// What is new since the last call of this.
    pub fn take_events(&mut self) -> Events {
        let mut events = std::mem::take(&mut self.events);
        events.set(Events::TRANSMIT, self.wants_transmit());
        events
    }

    /// Where the call is.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Which end of the call this is.
    #[must_use]
    pub fn side(&self) -> Side {
        self.common.side
    }

    /// Whether the peer may know of the call. A call that was never exposed leaves its call number
    /// to the next one.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        self.signs.is_exposed()
    }

    /// What happened, in numbers.
    #[must_use]
    pub fn counters(&self) -> CallCounters {
        self.common.counters.all()
    }

    /// Bytes of data that came from the peer, or that it has acknowledged for good, by full packets. Only
    /// differences mean something.
    #[must_use]
    pub fn bytes_moved(&self) -> u64 {
        let packets = u64::from(self.send.window().bottom().0.wrapping_sub(Seq::FIRST.0));
        let sent = packets.wrapping_mul(self.common.config.payload as u64);
        self.receive.bytes().wrapping_add(sent)
    }

    /// Smoothed round trip time, once it was measured.
    #[must_use]
    pub fn smoothed_rtt(&self) -> Option<Duration> {
        self.common.rtt.smoothed()
    }
}
