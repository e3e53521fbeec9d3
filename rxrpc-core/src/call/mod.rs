//! A call as several threads share it: its user mutex, its protocol state and who waits for it.
//!
//! Holds: [`Call`] and the one function through which everything touches a call's protocol state
//! ([`Call::touch`]). Must not know: packets' bytes, the tables of the endpoint, user call IDs' meaning.
//!
//! # The two locks of a call
//!
//! The *user mutex* (a permit) decides who may send, receive or accept on the call; it is held across
//! waits. The *state lock* (rank [`Rank::Call`]) guards the protocol machine for a few instructions;
//! packet input and timers take only this one, so a slow user never holds up the protocol. An abort
//! takes only this one too: it must work while the maker of the call waits for a slot.
//!
//! What a user leaves between verbs, the packet that is not full and the data not read, goes with the user
//! mutex ([`user_side`]): its holder alone can reach it, and packs, seals, opens and copies under no lock at all. One packet
//! that is all there is to send, and is not sealed, is the exception: it is copied under the state lock, as what arrives is.

mod begin;
mod connected;
pub(crate) mod effects;
mod guarded;
mod intake;
pub(crate) mod life;
pub(crate) mod limits;
pub(crate) mod notifier;
pub(crate) mod open;
pub(crate) mod options;
pub(crate) mod pause;
pub(crate) mod receive;
pub(crate) mod send;
pub(crate) mod send_data;
pub(crate) mod send_memory;
mod sent_all;
pub(crate) mod take_user;
mod user_side;
pub(crate) mod wait;

use crate::endpoint::OutputStageCell;
use crate::endpoint::service::places::Place;
use crate::endpoint::time::call_deadlines::Standing;
use crate::endpoint::time::stalled::Sample;
use crate::error::CallError;
use crate::lock::{Mutex, Owner, Permit, Permits, Rank, Waiters};
use crate::message::UserCallId;
use crate::message::socket_state::Socket;
use crate::proto::{
    CallCounters, CallIdentity, CallMachine, Completion, RateEstimate, Side, State,
};
use crate::security::{CallSecurity, SecurityFailure};
pub(crate) use begin::Begun;
pub(crate) use connected::Connected;
use effects::Effects;
#[allow(unreachable_pub)]
pub use guarded::GuardedSide;
use life::Life;
use notifier::Extras;
use send_memory::SendShare;
use sent_all::Told;
use std::net::SocketAddr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::address::ServiceAddress;
use user_side::Available;
#[allow(unreachable_pub)]
pub use user_side::{Buffers, OneBuffer, Pieces, Room};

/// Names a call inside one endpoint, for its whole life; never used again. For logs and snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallKey(pub u64);

/// Which face a call's users look at, which decides how they learn of news.
#[derive(Clone, Debug)]
pub(crate) enum Face {
    /// A `Call` handle: its own waiters.
    Calls,
    /// User call IDs of this socket: the queue of its `recvmsg`.
    Messages(Arc<Socket>),
}

/// One call, client's or service's.
#[derive(Debug)]
pub struct Call {
    pub(crate) key: CallKey,
    pub(crate) side: Side,
    pub(crate) face: Face,
    /// The other end's address and the service as the call began.
    pub(crate) target: ServiceAddress,
    /// Of a service call: its place on the way to a user.
    pub(crate) place: Option<Place>,
    /// Its user took it from an [`Incoming`](crate::Incoming), not a handler that returns: a close does not
    /// wait for it.
    pub(crate) left_to_user: AtomicBool,
    /// The user mutex.
    pub(crate) user: Permits<GuardedSide>,
    /// The user's name for the call, once it has one.
    pub(crate) user_call_id: OnceLock<UserCallId>,
    state: Mutex<CallState>,
    /// In that socket's output queue, or on the way to it; changed under that queue's lock only.
    pub(crate) output_stage: OutputStageCell,
    /// Where it stands in the endpoint's timers.
    pub(crate) standing: Standing,
    /// In the queue of `recvmsg`; changed under that queue's lock only.
    pub(crate) in_ready: AtomicBool,
    /// `recvmsg` has reported the end of the call; changed under the ready queue's lock only. From then on
    /// the call is never queued again and its user call ID is free. See [`life`].
    pub(crate) end_reported: AtomicBool,
}

/// The right to use a call: its user mutex, held, and with it the user's side.
pub(crate) type User = Permit<Call>;

impl Owner for Call {
    type Guarded = GuardedSide;

    fn permits(&self) -> &Permits<GuardedSide> {
        &self.user
    }
}

/// What the state lock guards.
#[derive(Debug)]
pub(crate) struct CallState {
    pub(crate) life: Life,
    pub(crate) waiters: CallWaiters,
    /// The deadline under which the call stands in the endpoint's timers.
    pub(crate) armed: Option<Instant>,
    /// How often that was changed.
    moves: u32,
    /// What the user's side has for readers, as its last holder left it.
    pub(crate) available: Available,
    /// Of a begun client call, until what was given to it before it had its channel is queued.
    pub(crate) begun: Option<Box<Begun>>,
    /// Memory for what it sends.
    pub(crate) send_share: SendShare,
    /// Who is told when all that it sends was given.
    told_of_end: Option<Box<Told>>,
    /// Of a service call while others wait: what its client had done when it was last looked at.
    pub(crate) sample: Option<Box<Sample>>,
    /// Boxed, because hardly any call has them.
    pub(crate) extras: Option<Box<Extras>>,
}

/// Who waits for what on one call.
#[derive(Debug, Default)]
pub(crate) struct CallWaiters {
    pub(crate) readable: Waiters,
    pub(crate) writable: Waiters,
    pub(crate) ended: Waiters,
}

impl CallState {
    /// How the call ended, once it has.
    pub(crate) fn completion(&self) -> Option<&Completion> {
        self.life.completion()
    }

    /// The failure that ended the call, if one did.
    pub(crate) fn failure(&self) -> Option<CallError> {
        CallError::from_completion(self.completion()?)
    }

    /// The call on its channel, if it has or had one.
    pub(crate) fn connected(&self) -> Option<&Connected> {
        self.life.connected()
    }

    /// The call's machine, if it has or had a channel.
    pub(crate) fn machine(&mut self) -> Option<&mut CallMachine> {
        self.life.connected_mut().map(|connected| &mut connected.machine)
    }

    /// Whether this side has given all that it sends, its request or its reply.
    pub(crate) fn sending_ended(&self) -> bool {
        if let Some(begun) = &self.begun {
            return begun.ended;
        }
        let Some(connected) = self.connected() else { return false };
        match connected.machine.side() {
            Side::Client => connected.machine.can_send().is_err(),
            Side::Service => self.reply_ended(),
        }
    }

    /// Whether a service's user has given the whole reply.
    pub(crate) fn reply_ended(&self) -> bool {
        let Some(connected) = self.connected() else { return false };
        let machine = &connected.machine;
        matches!(machine.state(), State::ServiceSendReply | State::ServiceAwaitAck)
            && machine.can_send().is_err()
    }
}

impl Call {
    /// A new call, its user mutex held by the returned permit: nobody sees it unlocked before its
    /// maker is done. A service call is one that has a place.
    pub(crate) fn new(
        key: CallKey,
        place: Option<Place>,
        face: Face,
        target: ServiceAddress,
        life: Life,
    ) -> (Arc<Self>, User) {
        let call = Arc::new(Self {
            key,
            side: if place.is_some() { Side::Service } else { Side::Client },
            face,
            target,
            place,
            left_to_user: AtomicBool::new(false),
            user: Permits::new_taken(),
            user_call_id: OnceLock::new(),
            state: Mutex::new(
                Rank::Call,
                CallState {
                    life,
                    waiters: CallWaiters::default(),
                    armed: None,
                    moves: 0,
                    available: Available::default(),
                    begun: None,
                    send_share: SendShare::default(),
                    told_of_end: None,
                    sample: None,
                    extras: None,
                },
            ),
            output_stage: OutputStageCell::default(),
            standing: Standing::default(),
            in_ready: AtomicBool::new(false),
            end_reported: AtomicBool::new(false),
        });
        let user = User::born(&call);
        (call, user)
    }

    /// Runs `verb` on the state under its lock and collects what follows from it. The caller hands the
    /// effects to the endpoint, with no lock held.
    pub(crate) fn touch<R>(&self, verb: impl FnOnce(&mut CallState) -> R) -> (R, Effects) {
        let mut state = self.state.lock();
        let result = verb(&mut state);
        let effects = Effects::collect(self, &mut state);
        (result, effects)
    }

    /// [`Call::touch`] for who takes data that has come: nothing follows from that for the protocol once the peer has sent
    /// all.
    pub(crate) fn touch_to_read<R>(&self, verb: impl FnOnce(&mut CallState) -> R) -> (R, Effects) {
        let mut state = self.state.lock();
        let result = verb(&mut state);
        let effects = match state.connected() {
            Some(connected) if connected.machine.is_reception_whole() => Effects::default(),
            _ => Effects::collect(self, &mut state),
        };
        (result, effects)
    }

    /// [`Call::touch`], if `verb` says that it has changed something.
    pub(crate) fn touch_if(&self, verb: impl FnOnce(&mut CallState) -> bool) -> Option<Effects> {
        let mut state = self.state.lock();
        verb(&mut state).then(|| Effects::collect(self, &mut state))
    }

    /// Aborts the call because its security class refuses to seal or to open; how the call failed, with that or
    /// before.
    fn abort_for_security<R>(
        &self,
        SecurityFailure(code): SecurityFailure,
    ) -> (Result<R, CallError>, Effects) {
        self.touch(|state| {
            state.life.abort_for_security(code);
            Err(state.failure().unwrap_or(CallError::LocallyAborted(code)))
        })
    }

    /// Runs `verb` on the state under its lock, for what nothing follows from: a look, or the registration of a
    /// waiter.
    pub(crate) fn with_state<R>(&self, verb: impl FnOnce(&mut CallState) -> R) -> R {
        verb(&mut self.state.lock())
    }

    /// The socket of a call of the message face.
    pub(crate) fn socket(&self) -> Option<&Arc<Socket>> {
        match &self.face {
            Face::Calls => None,
            Face::Messages(socket) => Some(socket),
        }
    }

    /// Lets go of what a call that is over would have waited for, and of who would have been told of it: its place in
    /// the queue for a slot, or the slot that it got. No lock may be held.
    pub(crate) fn forget_waits(&self) {
        drop(self.last_look(|_| {}));
    }

    /// Has what a call that is over has counted, if it had a channel, taken note of. What it would have waited for, as
    /// [`Call::forget_waits`] says: that is to be dropped with no lock held.
    pub(crate) fn last_look<F: FnOnce(&CallCounters)>(&self, note: F) -> impl Sized + use<F> {
        self.with_state(|state| {
            if let Some(machine) = state.machine() {
                note(&machine.counters());
            }
            (state.begun.take(), state.told_of_end.take())
        })
    }

    /// The endpoint-wide name of the call.
    pub fn key(&self) -> CallKey {
        self.key
    }

    /// The other end's UDP address.
    pub fn peer(&self) -> SocketAddr {
        self.target.transport
    }

    /// The service of the call: the one that it was made to, or once it answers, the one that it was upgraded to
    /// ([`CallOptions::upgrade`](crate::CallOptions::upgrade)).
    pub fn service(&self) -> ServiceAddress {
        match self.side {
            Side::Client => self.with_state(|state| self.service_in(state)),
            Side::Service => self.target,
        }
    }

    /// [`Call::service`], for who has locked the state.
    pub(crate) fn service_in(&self, state: &CallState) -> ServiceAddress {
        let known = state.connected().map(|connected| connected.identity.service_id);
        ServiceAddress { service: known.unwrap_or(self.target.service), ..self.target }
    }

    /// Whether this side is the client's or the service's.
    pub fn side(&self) -> Side {
        self.side
    }

    /// Where the call stands; `None` while it waits for a slot or if it ended without one.
    pub fn state(&self) -> Option<State> {
        self.with_state(|state| state.machine().map(|machine| machine.state()))
    }

    /// What every packet of the call carries; `None` before it has a slot.
    pub fn identity(&self) -> Option<CallIdentity> {
        self.with_state(|state| state.connected().map(|connected| connected.identity))
    }

    /// What protects the call: class, service, level, and who is at the other end; `None` before it has a slot.
    pub fn security(&self) -> Option<CallSecurity> {
        let connection =
            self.with_state(|state| state.connected().map(|known| known.connection.clone()))?;
        // Asked with no lock held: a class is a user's thing.
        let security = connection.security()?;
        Some(CallSecurity::of(&**security, connection.service()))
    }

    /// Packets sent and received so far; `None` before the call has a slot.
    pub fn counters(&self) -> Option<CallCounters> {
        self.with_state(|state| state.machine().map(|machine| machine.counters()))
    }

    /// How the call failed, once it has; `None` while it lives and when it succeeded.
    pub fn failure(&self) -> Option<CallError> {
        self.with_state(|state| state.failure())
    }

    /// Whether a service that was told [`CallError::WrongPhase`] when it sent has only been too early: it may try
    /// again when it has read or given up its request, the rest of which may have come since.
    pub fn may_begin_reply(&self) -> bool {
        matches!(self.state(), Some(State::ServiceReceiveRequest | State::ServiceAckRequest))
    }

    /// Whether the request or reply was ended and nothing has failed, whether or not the peer has it all by now: to end
    /// it again does nothing.
    pub fn has_ended_sending(&self) -> bool {
        self.with_state(|state| match state.completion() {
            Some(_) => state.failure().is_none(),
            None => state.sending_ended(),
        })
    }

    /// What it means that sending the end of the request or reply gave `sent`: that is well also if it was
    /// ended before, whether or not the peer has it all by now.
    ///
    /// # Errors
    ///
    /// Those of `sent`.
    pub fn end_of_sending(&self, sent: Result<(), CallError>) -> Result<(), CallError> {
        match sent {
            Err(CallError::WrongPhase | CallError::Ended) if self.has_ended_sending() => Ok(()),
            sent => sent,
        }
    }

    /// Why its user aborted the call, if he said so.
    pub fn abort_reason(&self) -> Option<&'static str> {
        self.with_state(|state| state.extras.as_ref()?.abort_reason)
    }

    /// Whether the call lives: it has not ended, or it ended well and there is data to be read. (AF_RXRPC contract §3:
    /// the kernel's `check_life`.)
    pub fn is_alive(&self) -> bool {
        self.with_state(|state| match state.completion() {
            None => true,
            Some(Completion::Succeeded) => Self::has_data_in(state),
            Some(_) => false,
        })
    }

    /// Whether there is data to be read.
    pub(crate) fn has_data(&self) -> bool {
        self.with_state(Self::has_data_in)
    }

    fn has_data_in(state: &mut CallState) -> bool {
        state.available.has_data() || state.machine().is_some_and(|machine| machine.has_data())
    }

    /// The smoothed round trip time that the call has measured, or began with; `None` before there is one. (AF_RXRPC
    /// contract §3: the kernel's `get_srtt`.)
    pub fn smoothed_rtt(&self) -> Option<Duration> {
        self.with_state(|state| state.machine()?.smoothed_rtt())
    }

    /// What the call knows of the path's rate.
    pub(crate) fn rate_estimate(&self) -> Option<RateEstimate> {
        self.with_state(|state| state.machine()?.rate_estimate())
    }

    /// Whether the call has ended, well or not. Data may be left to read.
    pub fn has_ended(&self) -> bool {
        self.with_state(|state| state.completion().is_some())
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
