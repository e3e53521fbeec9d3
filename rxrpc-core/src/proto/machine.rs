//! The protocol machine of one call: its parts, its user's side, and what can be seen of it.
//!
//! Holds: [`CallMachine`]. What is sent is in `send`, what arrives in `receive` and `send/acked`, sizes
//! and round trips in `path`, signs of life and the limit towards unproven addresses in `peer`. Must
//! not know: anything outside of the call.

use crate::proto::path::rtt::RoundTrip;
use crate::proto::path::size::PathMtu;
use crate::proto::peer::lost::Progress;
use crate::proto::peer::reach::Reach;
use crate::proto::receive::acknowledge::Acknowledge;
use crate::proto::receive::window::ReceiveWindow;
use crate::proto::send::congestion::Congestion;
use crate::proto::send::loss::Loss;
use crate::proto::send::pacing::Pacer;
use crate::proto::send::window::TransmitWindow;
use crate::proto::timers::{Timer, Timers};
use crate::proto::{
    CallCounters, Completion, Events, Failure, FinalState, MachineConfig, ReceiveBudget, Received,
    Side, State,
};
use bytes::Bytes;
use rxrpc_wire::{AbortCode, Seq, Serial};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Packets that a peer is trusted to take before it has said how many (OpenAFS rx-spec: 15 if an
/// ACK has no trailer).
pub(super) const UNTOLD_WINDOW: u32 = 15;

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
    pub(super) side: Side,
    pub(super) state: State,
    /// Shared by all calls of an endpoint until a user changes a limit of one.
    pub(super) config: Arc<MachineConfig>,
    pub(super) timers: Timers,
    pub(super) transmit: TransmitWindow,
    pub(super) receive: ReceiveWindow,
    pub(super) acknowledge: Acknowledge,
    pub(super) rtt: RoundTrip,
    pub(super) congestion: Congestion,
    pub(super) loss: Loss,
    pub(super) pacer: Pacer,
    pub(super) reach: Reach,
    pub(super) events: Events,
    pub(super) completion: Option<Completion>,
    pub(super) counters: CallCounters,
    /// Whether the peer may know of the call.
    pub(super) exposed: bool,
    pub(super) abort_due: Option<AbortCode>,
    /// The serial of the newest ACK, and the highest `firstPacket` of any.
    pub(super) newest_ack: Option<Serial>,
    pub(super) highest_ack: Seq,
    pub(super) progress: Progress,
    /// The highest serial heard on this call, and on the whole connection.
    pub(super) heard_serial: Option<Serial>,
    pub(super) peer_serial: Option<Serial>,
    pub(super) path: PathMtu,
    pub(super) last_data_serial: Serial,
    pub(super) last_data_at: Option<Instant>,
    /// Packets sent since one asked for an ACK.
    pub(super) unasked: u32,
    /// The most packets that were in transit at once.
    pub(super) most_in_transit: u32,
    /// The receive window that the peer told first.
    pub(super) first_window: Option<u32>,
    /// Bytes of data accepted from the peer.
    pub(super) bytes_received: u64,
}

impl CallMachine {
    /// A call at its start: a client that may send its request, or a service that is about to be
    /// handed the first packet of one.
    #[must_use]
    pub fn new(now: Instant, side: Side, config: &Arc<MachineConfig>) -> Self {
        let config = config.clone();
        let receive = ReceiveWindow::new(config.receive_window, config.receive_window_limit);
        let mut machine = Self {
            side,
            state: match side {
                Side::Client => State::ClientSendRequest,
                Side::Service => State::ServiceReceiveRequest,
            },
            timers: Timers::default(),
            transmit: TransmitWindow::new(UNTOLD_WINDOW, config.transmit_window_limit),
            acknowledge: Acknowledge::new(receive.size()),
            receive,
            rtt: RoundTrip::new(&config),
            congestion: Congestion::new(
                config.congestion,
                config.initial_congestion_window,
                config.transmit_window_limit,
            ),
            loss: Loss::new(),
            pacer: Pacer::new(),
            reach: Reach::new(),
            events: Events::empty(),
            completion: None,
            counters: CallCounters::default(),
            exposed: side == Side::Service,
            abort_due: None,
            newest_ack: None,
            highest_ack: Seq::FIRST,
            progress: Progress::new(),
            heard_serial: None,
            peer_serial: None,
            path: PathMtu::new(&config),
            last_data_serial: Serial::NONE,
            last_data_at: None,
            unasked: 0,
            most_in_transit: 0,
            first_window: None,
            bytes_received: 0,
            config,
        };
        if side == Side::Service {
            machine.start_service_timers(now);
        }
        machine
    }

    /// Lets what the call stores for its user count against a budget that it shares with others, as part of
    /// what the peer's host has. To be called before the first packet comes; without it there is no limit but
    /// the window.
    pub fn share_budget(&mut self, budget: &Arc<ReceiveBudget>, peer: SocketAddr) {
        self.receive.join(budget, peer);
    }

    /// Ends the call from outside: the network or the connection failed. The first end stays; the
    /// peer is not told.
    pub fn complete(&mut self, completion: Completion) {
        if self.completion.is_some() {
            return;
        }
        self.completion = Some(completion);
        self.state = State::Complete;
        self.events |= Events::COMPLETED;
        self.timers.stop_all();
        self.transmit.clear();
        if completion == Completion::Succeeded {
            self.receive.drop_early();
        } else {
            self.receive.clear();
            self.acknowledge.clear();
        }
        if self.side == Side::Service {
            self.acknowledge.clear();
        }
    }

    /// Aborts the call by its user's wish, `false` if it has ended already. One ABORT is sent if
    /// the peer may know of the call.
    pub fn abort(&mut self, code: AbortCode) -> bool {
        self.abort_with(code, Failure::Aborted)
    }

    /// Aborts the call because its security class refused a packet; otherwise like
    /// [`CallMachine::abort`].
    pub fn abort_for_security(&mut self, code: AbortCode) -> bool {
        self.abort_with(code, Failure::Security)
    }

    /// How many packets may be queued now.
    #[must_use]
    pub fn transmit_space(&self) -> usize {
        self.queue_limit().saturating_sub(self.transmit.len())
    }

    pub(super) fn may_be_in_transit(&self) -> u32 {
        self.transmit.peer_window().min(self.congestion.window())
    }

    pub(super) fn queue_limit(&self) -> usize {
        let wanted =
            self.may_be_in_transit().saturating_mul(2).min(self.config.transmit_window_limit);
        self.config.transmit_queue_limit.max(wanted).max(1) as usize
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
                if !self.transmit.last_queued() =>
            {
                Ok(())
            }
            _ => Err(SendRefusal::WrongState),
        }
    }

    /// Queues a sealed DATA packet; `last` ends the request or reply. A packet that
    /// [`CallMachine::can_send`] refuses is dropped.
    pub fn queue_packet(&mut self, payload: Bytes, checksum: u16, last: bool) {
        if self.can_send().is_err() {
            return;
        }
        if self.state == State::ServiceAckRequest {
            // The reply acknowledges the request.
            self.state = State::ServiceSendReply;
            self.acknowledge.settle();
            self.timers.stop(Timer::DelayedAck);
        }
        self.transmit.push(payload, checksum, last);
        self.ask_for_proof();
    }

    /// Takes the next packet in order. A call that did not succeed keeps nothing to be taken once it
    /// has ended.
    pub fn receive(&mut self) -> Option<Received> {
        let packet = self.receive.take()?;
        self.acknowledge_opening();
        Some(packet)
    }

    /// The packet that [`CallMachine::receive`] would take.
    #[must_use]
    pub fn peek_receive(&self) -> Option<&Received> {
        self.receive.peek()
    }

    /// Whether [`CallMachine::receive`] has a packet.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.receive.has_ready()
    }

    /// Whether the last packet was taken.
    #[must_use]
    pub fn receive_ended(&self) -> bool {
        self.receive.last_taken()
    }

    /// Whether all of the request has come to a service, and the call has not failed before that.
    #[must_use]
    pub fn is_request_whole(&self) -> bool {
        use State::{ServiceAckRequest, ServiceAwaitAck, ServiceSendReply};
        matches!(self.state, ServiceAckRequest | ServiceSendReply | ServiceAwaitAck)
    }

    /// When [`CallMachine::handle_timeout`] wants to be called.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.timers.next()
    }

    /// When a client that has the whole reply will acknowledge it. If the next call on the channel
    /// begins before, the machine may be dropped: that call acknowledges the reply.
    #[must_use]
    pub fn final_ack_deadline(&self) -> Option<Instant> {
        self.timers.get(Timer::FinalAck)
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
        self.side
    }

    /// How the call ended, once it has.
    #[must_use]
    pub fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// Whether the peer may know of the call. A call that was never exposed leaves its call number
    /// to the next one.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        self.exposed
    }

    pub(super) fn owes_final_ack(&self) -> bool {
        self.side == Side::Client && self.completion == Some(Completion::Succeeded)
    }

    /// Whether the peer may still work on the call although it has ended on this side, since nothing came
    /// that says otherwise. Services answer the next call on the channel with BUSY then (observed: OpenAFS
    /// 1.8.9, as long as the handler runs).
    #[must_use]
    pub fn may_be_unfinished_at_peer(&self) -> bool {
        self.exposed
            && !matches!(
                self.completion,
                None | Some(Completion::Succeeded | Completion::RemotelyAborted { .. })
            )
    }

    /// What is to be repeated to a peer that sends on the call after its end.
    #[must_use]
    pub fn last_final(&self) -> FinalState {
        match self.completion {
            Some(Completion::Succeeded) if self.side == Side::Client => {
                FinalState::Ack { first_packet: self.receive.next(), trailer: self.trailer() }
            }
            Some(
                Completion::Succeeded
                | Completion::RemotelyAborted { .. }
                | Completion::LocallyAborted { error: Failure::Superseded, .. },
            )
            | None => FinalState::Nothing,
            Some(_) if !self.exposed => FinalState::Nothing,
            Some(Completion::LocallyAborted { code, .. }) => FinalState::Abort(code),
            Some(Completion::Busy | Completion::NetworkError(_) | Completion::LocalError(_)) => {
                FinalState::Abort(AbortCode::RX_CALL_DEAD)
            }
        }
    }

    /// What happened, in numbers.
    #[must_use]
    pub fn counters(&self) -> CallCounters {
        self.counters
    }

    /// Bytes of data that came from the peer, or that it has acknowledged for good, by full packets. Only
    /// differences mean something.
    #[must_use]
    pub fn bytes_moved(&self) -> u64 {
        let packets = u64::from(self.transmit.bottom().0.wrapping_sub(Seq::FIRST.0));
        self.bytes_received.wrapping_add(packets.wrapping_mul(self.config.payload as u64))
    }

    /// Smoothed round trip time, once it was measured.
    #[must_use]
    pub fn smoothed_rtt(&self) -> Option<Duration> {
        self.rtt.smoothed()
    }
}
