//! The four channels of a connection: which call runs on each, and what is left of the one before.
//!
//! Holds: [`Channels`] and the decision what a packet's call number means ([`Channels::route`]). Must
//! not know: packet bodies, waiting (who gets a channel is decided by the bundle's permits).

use super::early_pings::EarlyPings;
use super::handshake::{Answering, ChallengeSink, Challenged, Handshake};
use crate::call::Call;
use crate::proto::{FinalState, PathEstimate, RateEstimate};
use rxrpc_wire::{AbortCode, CallNumber, Channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// The last call number that a channel may use, because rxkad counts calls in a signed number (Linux
/// AF_RXRPC retires a connection at 2³¹ − 1). A client then replaces the connection for new calls; at a
/// service the other channels go on.
const LAST_CALL_NUMBER: u32 = i32::MAX as u32;

/// State of all four channels, under one short lock.
#[derive(Debug)]
pub(crate) struct Channels {
    states: [ChannelState; 4],
    /// Set once the whole connection was aborted, by either end.
    pub(crate) aborted: Option<AbortCode>,
    /// Taken out of the tables, or for a single call: no call may begin here any more.
    pub(crate) retired: bool,
    /// What the last call that ended knew of the path, for the next one to begin with.
    rate: Option<RateEstimate>,
    path: Option<PathEstimate>,
    early_pings: EarlyPings,
    /// Of a service connection whose client has yet to prove itself, or a client's whose user answers for it.
    handshake: Option<Box<Handshake>>,
    /// When this was first seen without a call after the last one; decides expiry.
    idle_since: Option<Instant>,
}

#[derive(Debug)]
struct ChannelState {
    /// The call that runs here, or has ended and still owes its peer the final ACK.
    call: Option<Arc<Call>>,
    /// Number of the call in `call`, else of the last call that was seen on the wire.
    number: u32,
    /// The number before, while a call that was not seen on the wire so far holds the channel.
    previous: u32,
    /// What to answer to packets of the last ended call.
    ended: FinalState,
}

impl Default for ChannelState {
    fn default() -> Self {
        Self { call: None, number: 0, previous: 0, ended: FinalState::Nothing }
    }
}

/// What the calls of a connection have found out about the path, for the next one to begin with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownPath {
    pub(crate) rate: Option<RateEstimate>,
    pub(crate) path: Option<PathEstimate>,
}

/// What a call leaves to its channel when it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ending {
    /// What to answer to late packets of the call.
    pub(crate) answer: FinalState,
    /// The peer has seen something of the call, so its number is spent.
    pub(crate) exposed: bool,
    /// The call stays to send its final ACK, or its ABORT, when nobody else takes the channel.
    pub(crate) lingers: bool,
    /// What the call knew of the path; only when it ends, not when it leaves later.
    pub(crate) found: Option<KnownPath>,
}

/// What the call number of a packet means on its channel.
#[derive(Debug)]
pub(crate) enum Routed {
    /// It belongs to this call.
    Current(Arc<Call>),
    /// It belongs to the call that ended last.
    Ended(FinalState),
    /// It is older than that: to be dropped.
    Old,
    /// It is newer than anything seen; on a service channel a new call, with the call that it ends.
    New(Option<Arc<Call>>),
}

impl Channels {
    pub(crate) fn new() -> Self {
        Self {
            states: Default::default(),
            aborted: None,
            retired: false,
            rate: None,
            path: None,
            early_pings: EarlyPings::default(),
            handshake: None,
            idle_since: None,
        }
    }

    fn state(&mut self, channel: Channel) -> &mut ChannelState {
        &mut self.states[channel.index()]
    }

    /// Sorts a packet by its call number.
    pub(crate) fn route(&mut self, channel: Channel, number: CallNumber) -> Routed {
        let state = self.state(channel);
        let number = number.0;
        match &state.call {
            Some(call) if number == state.number => Routed::Current(call.clone()),
            // The new call has shown nothing of itself, so its peer may still owe or expect something
            // about the one before.
            Some(_) if number == state.previous => Routed::Ended(state.ended),
            Some(call) if number > state.number => Routed::New(Some(call.clone())),
            None if number == state.number && number != 0 => Routed::Ended(state.ended),
            None if number > state.number => Routed::New(None),
            _ => Routed::Old,
        }
    }

    /// What is known of the path to the peer, for a call that begins: the rate is the part of one
    /// more than run on the other channels.
    pub(crate) fn known_path(&self, channel: Channel) -> KnownPath {
        let others = self
            .states
            .iter()
            .enumerate()
            .filter(|(index, state)| *index != channel.index() && state.call.is_some());
        let calls = u32::try_from(others.count()).unwrap_or(3) + 1;
        KnownPath { rate: self.rate.map(|rate| rate.shared_by(calls)), path: self.path }
    }

    /// What is known of the path, for a new connection to the same service of the peer.
    pub(crate) fn known_to_others(&self) -> Option<KnownPath> {
        let rate = self.rate.map(RateEstimate::untested);
        (rate.is_some() || self.path.is_some()).then_some(KnownPath { rate, path: self.path })
    }

    /// What calls that have ended know of the path's rate.
    pub(crate) fn known_rate(&self) -> Option<RateEstimate> {
        self.rate
    }

    /// Begins with what another connection knows.
    pub(crate) fn begin_with(&mut self, known: KnownPath) {
        self.rate = known.rate;
        self.path = known.path;
    }

    fn running(&self) -> u32 {
        self.states.iter().map(|state| u32::from(state.call.is_some())).sum()
    }

    /// The path carries no datagram larger than this.
    pub(crate) fn limit_path(&mut self, largest: usize) {
        self.path.get_or_insert(PathEstimate::UNKNOWN).set_limit(largest);
    }

    /// Whether no call may be begun here any more, on any channel.
    pub(crate) fn is_closed(&self) -> bool {
        self.aborted.is_some() || self.retired
    }

    /// Whether nothing is left to do for any call, and none will begin.
    pub(crate) fn is_useless(&self) -> bool {
        self.aborted.is_some() || (self.retired && self.idle())
    }

    /// Whether a client call may still be begun here.
    pub(crate) fn reusable(&self) -> bool {
        !self.is_closed() && self.states.iter().all(|state| state.number < LAST_CALL_NUMBER)
    }

    /// Puts a client call on a channel that its maker holds the permit of, under the next number.
    /// Returns the number, and the ended call that lingered there for its final ACK, which the new
    /// call's first packet now carries implicitly.
    pub(crate) fn begin_client(
        &mut self,
        channel: Channel,
        call: Arc<Call>,
    ) -> (CallNumber, Option<Arc<Call>>) {
        self.idle_since = None;
        let state = self.state(channel);
        state.previous = state.number;
        state.number += 1;
        let superseded = state.call.replace(call);
        (CallNumber(state.number), superseded)
    }

    /// Puts a service call on a channel; `false` if another thread was faster with the same or a
    /// later number, or if a call is still there.
    pub(crate) fn begin_service(
        &mut self,
        channel: Channel,
        number: CallNumber,
        call: Arc<Call>,
    ) -> bool {
        if self.is_closed() {
            return false;
        }
        let state = self.state(channel);
        if state.call.is_some() || number.0 <= state.number || state.number >= LAST_CALL_NUMBER {
            return false;
        }
        state.number = number.0;
        state.previous = number.0;
        state.call = Some(call);
        self.early_pings.forget(channel);
        self.idle_since = None;
        true
    }

    /// A PING came for a call above all that the channel has seen. For how long there have been such PINGs
    /// and nothing else of the call.
    pub(crate) fn note_early_ping(
        &mut self,
        now: Instant,
        channel: Channel,
        number: CallNumber,
    ) -> Duration {
        self.early_pings.note(now, channel, number)
    }

    /// Something of a call came that the channel may have got PINGs of.
    pub(crate) fn forget_early_pings(&mut self, channel: Channel) {
        self.early_pings.forget(channel);
    }

    /// A call that has not begun is answered with an ABORT: it never will, and whatever comes of it gets the same
    /// answer. Nothing is done while the call before it is still on the channel.
    pub(crate) fn refuse(&mut self, channel: Channel, number: CallNumber, code: AbortCode) {
        let state = self.state(channel);
        if state.call.is_none() && number.0 > state.number {
            state.number = number.0;
            state.previous = number.0;
            state.ended = FinalState::Abort(code);
            self.early_pings.forget(channel);
        }
    }

    /// Takes back what [`Channels::begin_client`] did for a call that had ended before it got its channel.
    pub(crate) fn take_back(&mut self, channel: Channel, call: &Arc<Call>) {
        let state = self.state(channel);
        if state.call.as_ref().is_some_and(|current| Arc::ptr_eq(current, call)) {
            state.number = state.previous;
            state.call = None;
        }
    }

    /// Records the end of a call, and again, when it was lingering, that it is done with its channel.
    pub(crate) fn end(&mut self, channel: Channel, call: &Arc<Call>, ending: &Ending) {
        let Ending { answer, exposed, lingers, found } = *ending;
        if let Some(KnownPath { rate, path }) = found {
            if let Some(found) = rate {
                let running = self.running().max(1);
                self.rate = Some(self.rate.unwrap_or(found).updated_by(found, running));
            }
            self.path = path.or(self.path);
        }
        let state = self.state(channel);
        if !state.call.as_ref().is_some_and(|current| Arc::ptr_eq(current, call)) {
            return;
        }
        if exposed {
            state.previous = state.number;
            state.ended = answer;
        } else {
            state.number = state.previous;
        }
        if !lingers || !exposed {
            state.call = None;
        }
    }

    /// How the handshake goes on.
    pub(crate) fn set_handshake(&mut self, handshake: Handshake) {
        self.handshake = Some(Box::new(handshake));
    }

    /// What the client is challenged with, until it has proven itself.
    pub(crate) fn challenged(&mut self) -> Option<&mut Challenged> {
        match self.handshake.as_deref_mut()? {
            Handshake::Challenged(challenged) => Some(challenged),
            Handshake::Answering(_) => None,
        }
    }

    /// Who answers the CHALLENGEs of the connection, if it is no business of its class alone.
    pub(crate) fn manager(&self) -> Option<Weak<dyn ChallengeSink>> {
        match self.handshake.as_deref()? {
            Handshake::Challenged(_) => None,
            Handshake::Answering(answering) => answering.manager.clone(),
        }
    }

    /// A CHALLENGE came to a client: whether it is worth an answer.
    pub(crate) fn takes_challenge(&mut self, now: Instant) -> bool {
        let answering = || Box::new(Handshake::Answering(Answering::default()));
        match &mut **self.handshake.get_or_insert_with(answering) {
            Handshake::Challenged(_) => false,
            Handshake::Answering(answering) => answering.takes_another(now),
        }
    }

    /// The handshake is done. What is returned is to be dropped unlocked.
    pub(crate) fn end_handshake(&mut self) -> Option<Box<Handshake>> {
        self.handshake.take()
    }

    /// A client has said, and proven, that none of its calls with a lower number than these is alive. Those
    /// that run here under lower ones leave their channels, and are returned.
    pub(crate) fn disown_older(&mut self, numbers: [CallNumber; 4]) -> [Option<Arc<Call>>; 4] {
        std::array::from_fn(|at| {
            let (slot, CallNumber(number)) = (&mut self.states[at], numbers[at]);
            if number <= slot.number || (number == slot.number + 1 && slot.call.is_none()) {
                return None;
            }
            // That number itself may be of a call to come.
            slot.number = number - 1;
            slot.previous = slot.number;
            slot.ended = FinalState::Nothing;
            slot.call.take()
        })
    }

    /// Every call on the connection, in the order of channels.
    pub(crate) fn calls(&self) -> impl Iterator<Item = Arc<Call>> + use<> {
        let calls: [_; 4] = std::array::from_fn(|at| self.states[at].call.clone());
        calls.into_iter().flatten()
    }

    /// The smoothed round trip time, as a call that has ended left it.
    pub(crate) fn round_trip(&self) -> Option<Duration> {
        self.rate?.rtt().map(|rtt| rtt.smoothed)
    }

    /// Takes every call off its channel: there is nobody left to do anything for it.
    pub(crate) fn take_calls(&mut self) -> [Option<Arc<Call>>; 4] {
        std::array::from_fn(|at| self.states[at].call.take())
    }

    /// Whether no channel is in use.
    pub(crate) fn idle(&self) -> bool {
        self.states.iter().all(|state| state.call.is_none())
    }

    /// For how long no channel has been in use, as far as it was looked at; `None` if one is. A call that
    /// ends does not know the time, so this begins with the first look after it.
    pub(crate) fn idle_for(&mut self, now: Instant) -> Option<Duration> {
        if !self.idle() {
            return None;
        }
        Some(now.saturating_duration_since(*self.idle_since.get_or_insert(now)))
    }

    /// The current or last call number of each channel.
    pub(crate) fn numbers(&self) -> [u32; 4] {
        std::array::from_fn(|at| self.states[at].number)
    }
}
