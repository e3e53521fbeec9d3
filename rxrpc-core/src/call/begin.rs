//! A client call that is begun without a wait for its slot, and goes on by itself when that comes.
//!
//! Holds: [`Endpoint::begin_call`], and [`Begun`], what such a call still waits for. Must not know: how data is
//! packed, when packets leave.
//!
//! The call stands in the queue of its bundle itself, in one line with those who wait in
//! [`Endpoint::open_call`]. Data that is sent on it before stays as it is (`call/user_side/kept.rs`): how it is
//! packed and sealed depends on the connection that is still to come. (A request that may be one packet which no class seals
//! lies in [`Begun`], and leaves in the touch that gives the call its channel.) Whoever frees the slot only hands it over:
//! the call stands in the [`Schedule`] then, and who sends next, or drives, goes on with it, under no lock. It
//! gives the call its channel, waits in line for its user mutex as any user does, and packs what was given
//! so far; so a class never seals in packet input, nor under a lock. Nothing is polled by a user for that, and a
//! user who does not let go of the user mutex holds up no other call.

use super::open::bundle_key;
use super::options::CallOptions;
use super::{Call, CallState, User};
use crate::address::ServiceAddress;
use crate::call::send_memory::SendBudget;
use crate::connection::bundle::Bundle;
use crate::endpoint::Endpoint;
use crate::endpoint::time::schedule::Schedule;
use crate::error::CallError;
use crate::lock::permits::Owner;
use crate::lock::{Permit, Take, WakeList};
use crate::observe::BegunCounted;
use crate::observe::trace::{self, CallPoint};
use crate::proto::{MAX_BATCH, MachineConfig};
use bytes::Bytes;
use rxrpc_wire::SecurityIndex;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

/// What a begun call still waits for, and what its user has given so far.
#[derive(Debug)]
pub(crate) struct Begun {
    /// `None` while somebody looks whether it has come.
    awaits: Option<Awaits>,
    /// It may have come while somebody looked.
    look_again: bool,
    /// Bytes of the request that were given, and how many may be.
    given: usize,
    most: usize,
    /// The request was given whole.
    pub(super) ended: bool,
    /// All of the request, if that may be one packet which no class seals: it leaves as it is.
    whole: Option<Bytes>,
    /// So large a packet may be; `None` if a class seals packets.
    packet: Option<usize>,
    /// What the user has set since, for the time on a channel.
    pub(super) normal_timeout: Option<Duration>,
    pub(super) idle_timeout: Option<Duration>,
}

#[derive(Debug)]
enum Awaits {
    Slot { slot: Take, bundle: Arc<Bundle>, options: CallOptions, _counted: BegunCounted },
    User(Take<Call>),
}

impl Begun {
    fn new(config: &MachineConfig, options: &CallOptions, awaits: Awaits) -> Box<Self> {
        let MachineConfig { transmit_queue_limit, payload, .. } = *config;
        let plain = options.credentials.class() == SecurityIndex::NONE;
        Box::new(Self {
            awaits: Some(awaits),
            look_again: false,
            given: 0,
            most: (transmit_queue_limit as usize).saturating_mul(payload),
            ended: false,
            whole: None,
            packet: plain.then_some(payload),
            normal_timeout: options.normal_timeout,
            idle_timeout: options.idle_timeout,
        })
    }

    /// How many bytes more may be given before the call has its channel.
    pub(super) fn room(&self) -> usize {
        self.most.saturating_sub(self.given)
    }

    /// How many bytes were given.
    pub(super) fn given(&self) -> usize {
        self.given
    }

    /// So many bytes more were given, with the end or without it.
    pub(super) fn note(&mut self, bytes: usize, ended: bool) {
        self.given += bytes;
        self.ended |= ended;
    }

    /// Whether so many bytes may be kept as the whole request. The channel may still have room for less.
    fn takes_whole(&self, bytes: usize) -> bool {
        self.given == 0 && !self.ended && self.packet.is_some_and(|most| bytes <= most)
    }

    /// Takes out the request that was kept whole, to be packed as any other.
    pub(super) fn take_whole(&mut self) -> Option<Bytes> {
        self.whole.take()
    }
}

/// What is to be done after a look that found nothing.
enum Looked {
    /// To wait on.
    Waits,
    /// To look again: it may have come meanwhile.
    Again(Awaits),
    /// To let go of it, with no lock held: the call waits for nothing any more.
    Over(Awaits),
}

impl CallState {
    /// Keeps `data` as all that this side sends until the call has its channel, if it may be one packet that no class
    /// seals, and nobody is to be told of it; whether it does.
    pub(super) fn keep_whole(&mut self, budget: &SendBudget, data: &[u8]) -> bool {
        let waits = self.begun.as_ref().is_some_and(|begun| begun.takes_whole(data.len()));
        if !waits
            || self.life.connected().is_some()
            || self.failure().is_some()
            || self.told_of_end.is_some()
            || self.send_memory_for(budget, data.len()) < data.len()
        {
            return false;
        }
        self.end_send_promise();
        if let Some(begun) = &mut self.begun {
            begun.whole = Some(Bytes::copy_from_slice(data));
            begun.note(data.len(), true);
        }
        true
    }

    /// Queues the request that was kept whole, if the channel takes it as it is: then the call waits for nothing
    /// more. What it was kept in, and who waits for room.
    pub(super) fn queue_kept(&mut self) -> Option<(Box<Begun>, WakeList)> {
        let whole = self.begun.as_mut()?.whole.take()?;
        let Some(machine) = self.machine_for_whole(whole.len()) else {
            self.begun.as_mut()?.whole = Some(whole);
            return None;
        };
        machine.queue_packet(whole, 0, true);
        let mut wake = WakeList::default();
        self.waiters.writable.take_all(&mut wake);
        Some((self.begun.take()?, wake))
    }

    /// How long the peer may be silent once the call is on its channel, as its user set it last: about the call,
    /// about its request.
    pub(super) fn limits_of_silence(
        &self,
        options: &CallOptions,
    ) -> (Option<Duration>, Option<Duration>) {
        match &self.begun {
            Some(begun) => (begun.normal_timeout, begun.idle_timeout),
            None => (options.normal_timeout, options.idle_timeout),
        }
    }

    /// Bytes that were given to the call, if it waits for its slot or its user mutex.
    fn given_early(&self) -> usize {
        self.begun.as_ref().map_or(0, |begun| begun.given)
    }

    /// Takes out what the call waits for, to look whether it has come; `None` if somebody does, or if it waits for
    /// nothing.
    fn look(&mut self) -> Option<Awaits> {
        let begun = self.begun.as_mut()?;
        begun.look_again = begun.awaits.is_none();
        begun.awaits.take()
    }

    /// What the call waits for has not come.
    fn looked(&mut self, awaits: Awaits) -> Looked {
        let Some(begun) = &mut self.begun else { return Looked::Over(awaits) };
        if std::mem::take(&mut begun.look_again) {
            return Looked::Again(awaits);
        }
        begun.awaits = Some(awaits);
        Looked::Waits
    }
}

/// Is woken when a begun call may go on.
struct GoesOn {
    schedule: Arc<Schedule>,
    call: Weak<Call>,
}

impl Wake for GoesOn {
    fn wake(self: Arc<Self>) {
        self.schedule.call_may_go_on(self.call.clone());
    }
}

impl Endpoint {
    /// Makes a call of the call face, which stands in the queue for a slot by itself. Never waits: the call can be
    /// used at once. What is sent before it has its slot is kept, as much as the transmit queue of a call
    /// takes, and leaves by itself when the slot comes, whether or not anybody waits for the call then. It can be
    /// aborted, run into its hard timeout and be given up meanwhile, as any call.
    ///
    /// # Errors
    ///
    /// [`CallError::InvalidAddress`], [`CallError::Closed`].
    pub fn begin_call(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
    ) -> Result<Arc<Call>, CallError> {
        self.begin(now, target, options, None).map(|(call, _)| call)
    }

    /// [`Endpoint::begin_call`] with the whole request at hand, for less than it takes to send that afterwards; whether
    /// it was given. If not, it is to be sent as on any call that was begun: it is no single packet, a class seals it, or
    /// there is no slot so far.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::begin_call`].
    pub fn begin_request(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
        request: &[u8],
    ) -> Result<(Arc<Call>, bool), CallError> {
        // Who has announced a length is held to it where data is packed.
        let request = options.announced_length.is_none().then_some(request);
        self.begin(now, target, options, request)
    }

    fn begin(
        &self,
        now: Instant,
        target: ServiceAddress,
        options: &CallOptions,
        request: Option<&[u8]>,
    ) -> Result<(Arc<Call>, bool), CallError> {
        let target = self.check_target(target)?;
        let made = self.new_client_call(now, target, options, None);
        let (call, mut user) = made.map_err(|_| CallError::Closed)?;
        let bundle = self.routes.bundle(bundle_key(&call.target, options), options.exclusive);
        trace::call(&call, CallPoint::WaitsForSlot);
        let given = match bundle.slots.try_take() {
            Some(slot) => self.put_on_channel(now, &call, &bundle, slot, (options, request))?,
            None => self.stand_in_line(now, &call, bundle, (options, request)),
        };
        if given {
            user.note_gave_all();
        }
        drop(user);
        Ok((call, given))
    }

    /// Has a call wait for its slot by itself; whether it keeps the request until then.
    fn stand_in_line(
        &self,
        now: Instant,
        call: &Arc<Call>,
        bundle: Arc<Bundle>,
        (options, request): (&CallOptions, Option<&[u8]>),
    ) -> bool {
        let awaits = Awaits::Slot {
            slot: bundle.slots.take(),
            bundle,
            options: options.clone(),
            _counted: self.totals.count_begun(),
        };
        let mut begun = Some(Begun::new(&self.machine_config, options, awaits));
        self.schedule.note_time(now);
        let kept = call.with_state(|state| {
            // It may have ended already, since the endpoint closes.
            if state.completion().is_none() {
                state.begun = begun.take();
            }
            request.is_some_and(|request| state.keep_whole(&self.send_budget, request))
        });
        drop(begun);
        self.go_on(now, call);
        kept
    }

    /// Goes on with begun calls that may, until what they send is worth a batch: their requests leave together. One at
    /// least, so that none waits for what others send on and on.
    pub(crate) fn go_on_with_a_batch(&self, now: Instant) {
        let mut packed = 0;
        while self.schedule.has_to_go_on()
            && let Some(call) = self.schedule.next_to_go_on()
        {
            packed += self.go_on_and_count(now, &call);
            if packed >= MAX_BATCH || self.is_output_long() {
                return;
            }
        }
    }

    /// Goes on with a begun call, as far as what it waits for has come. No lock may be held.
    pub(crate) fn go_on(&self, now: Instant, call: &Arc<Call>) {
        self.go_on_and_count(now, call);
    }

    /// [`Endpoint::go_on`]; how many bytes were given to the call before, which may be packed now.
    fn go_on_and_count(&self, now: Instant, call: &Arc<Call>) -> usize {
        let (given, mut looks) = call.with_state(|state| (state.given_early(), state.look()));
        while let Some(awaits) = looks.take() {
            let Some(awaits) = self.go_on_from(now, call, awaits) else { return given };
            match call.with_state(|state| state.looked(awaits)) {
                Looked::Waits => {}
                Looked::Again(awaits) => looks = Some(awaits),
                Looked::Over(awaits) => drop(awaits),
            }
        }
        given
    }

    /// [`Endpoint::go_on`] with what the call waits for in hand; what it waits for further, if it does.
    fn go_on_from(&self, now: Instant, call: &Arc<Call>, mut awaits: Awaits) -> Option<Awaits> {
        if let Awaits::Slot { slot, bundle, options, .. } = &mut awaits {
            let Some(slot) = self.come_for(call, slot) else {
                self.schedule.watch_slots(slot.owner());
                return Some(awaits);
            };
            // If it has ended, whoever asks learns so from the call.
            if self.put_on_channel(now, call, bundle, slot, (options, None)).ok()? {
                return None;
            }
            awaits = Awaits::User(Take::of(call));
        }
        if let Awaits::User(user) = &mut awaits {
            let Some(user) = self.come_for(call, user) else {
                self.schedule.watch_user(call);
                return Some(awaits);
            };
            if !self.send_given(call, user) {
                return Some(Awaits::User(Take::of(call)));
            }
        }
        None
    }

    /// What a call waits for; if it has not come, the call goes on once it does.
    fn come_for<O: Owner>(&self, call: &Arc<Call>, take: &mut Take<O>) -> Option<Permit<O>> {
        // Mostly it has, and then nobody need be told.
        if let Some(permit) = take.claim() {
            return Some(permit);
        }
        let goes_on = GoesOn { schedule: self.schedule.clone(), call: Arc::downgrade(call) };
        let waker = Waker::from(Arc::new(goes_on));
        match Pin::new(take).poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(permit) => Some(permit),
            Poll::Pending => None,
        }
    }

    /// Sends what was given to a call before it had its channel; `false` as long as its connection cannot seal.
    fn send_given(&self, call: &Arc<Call>, mut user: User) -> bool {
        let (queued, effects) = user.queue_given();
        drop(user);
        self.apply(call, effects);
        self.user_freed(call);
        queued != Err(CallError::WrongPhase)
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
pub(super) mod tests;
