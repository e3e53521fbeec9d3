//! What has to be done after a call's state lock is free again.
//!
//! Holds: [`Effects`], what they are made of and in which order they are carried out. Must not know: when a call
//! ends ([`super::life`] does), or how any of it is done; that is the endpoint's.

use super::life::{ChannelNews, Settled};
use super::{Call, CallState, Connected};
use crate::endpoint::Endpoint;
use crate::endpoint::service::places::Place;
use crate::lock::{Permit, WakeList};
use crate::observe::trace::{self, CallPoint};
use crate::proto::Events;
use std::sync::Arc;
use std::time::Instant;

/// Collected under the state lock, applied after it. Dropping it unapplied would lose wake-ups. Every touch
/// of a call hands one around, so it is small: what can be asked of the call later is not in it.
#[derive(Default)]
#[must_use = "effects are to be applied by the endpoint, with no lock held"]
pub(crate) struct Effects {
    wake: WakeList,
    /// `recvmsg` has news of this call.
    notify: bool,
    /// The call has packets to send.
    transmit: bool,
    /// The deadline to stand in the timers with, replacing the old one: (old, new).
    rearm: Option<(Option<Instant>, Option<Instant>)>,
    channel: Option<ChannelNews>,
    /// Nothing of the call is left to do for the protocol.
    over: bool,
    /// The slot of an ended call: goes to the next in the queue.
    slot: Option<Permit>,
    /// The client's address was proven, or the call may be handed out.
    place: bool,
    /// The call has memory for what it sends that it does not need.
    memory: bool,
}

impl Effects {
    /// What follows from the state as it is now.
    pub(super) fn collect(call: &Call, state: &mut CallState) -> Self {
        let Settled { events, transmit, deadline, channel, over } = state.life.settle();
        let mut wake = WakeList::default();
        state.wake(events, &mut wake);
        let mut notify = false;
        if events.intersects(Events::READABLE | Events::COMPLETED) {
            notify = call.socket().is_some();
            if let Some(extras) = &mut state.extras {
                extras.note(events, &mut wake);
            }
        }
        let ended = events.contains(Events::COMPLETED);
        Self {
            wake,
            notify,
            transmit,
            rearm: state.rearm(deadline),
            channel,
            over,
            slot: if ended { state.life.take_slot() } else { None },
            place: call.place.as_ref().is_some_and(|place| state.note(place)),
            memory: state.has_spare_memory(),
        }
    }

    /// These effects and `later` ones of the same call.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.wake.append(later.wake);
        self.notify |= later.notify;
        self.transmit |= later.transmit;
        self.over |= later.over;
        self.rearm = match (self.rearm, later.rearm) {
            (Some((old, _)), Some((_, new))) => Some((old, new)),
            (first, second) => first.or(second),
        };
        self.channel = self.channel.or(later.channel);
        self.slot = later.slot.or(self.slot);
        self.place |= later.place;
        self.memory |= later.memory;
        self
    }

    /// These effects, and the waking of others who wait.
    #[inline]
    pub(super) fn waking(mut self, others: WakeList) -> Self {
        if !others.is_empty() {
            self.wake.append(others);
        }
        self
    }

    /// Leaves it to the maker of a service call to look, when it is done, whether the call is to be handed
    /// out.
    pub(crate) fn while_making(mut self) -> Self {
        self.place = false;
        self
    }

    /// Whether the call has packets to send; if so, the caller queues it for output.
    pub(crate) fn take_transmit(&mut self) -> bool {
        std::mem::take(&mut self.transmit)
    }

    /// Those who wait for what happened: the caller wakes them.
    pub(crate) fn take_wake(&mut self) -> WakeList {
        std::mem::take(&mut self.wake)
    }

    /// Whether the channel of the call is to record something of its end.
    pub(crate) fn concern_channel(&self) -> bool {
        self.channel.is_some()
    }

    /// Carries all of it out. No lock may be held.
    #[inline]
    pub(crate) fn carry_out(self, endpoint: &Endpoint, call: &Arc<Call>) {
        if let Some(news) = self.channel {
            endpoint.end_on_channel(call, news);
            endpoint.leave_line(call);
        }
        if self.transmit {
            endpoint.queue_output(call);
        }
        // The channel knows of the end, and an ABORT has its place in the output, before the next in the
        // queue can take the channel.
        if let Some(slot) = self.slot {
            trace::call(call, CallPoint::SlotPassed);
            endpoint.pass_on(slot);
        }
        if let Some((old, new)) = self.rearm {
            endpoint.rearm(call, old, new);
        }
        if self.over {
            endpoint.protocol_over(call);
        }
        if self.place {
            endpoint.settle_place(call);
        }
        if self.memory {
            endpoint.give_back_send_memory(call);
        }
        if self.notify {
            endpoint.notify(call);
        }
        self.wake.wake();
    }
}

impl CallState {
    /// Collects who is to be woken: by `events`, and for what a reader left.
    #[inline]
    fn wake(&mut self, events: Events, wake: &mut WakeList) {
        if events.intersects(Events::READABLE | Events::COMPLETED) || self.available.anything() {
            self.waiters.readable.take_all(wake);
        }
        if events.intersects(Events::WRITABLE | Events::COMPLETED) {
            self.waiters.writable.take_all(wake);
        }
        if events.contains(Events::COMPLETED) {
            self.waiters.ended.take_all(wake);
        }
    }

    /// From which deadline to which the timer of the call is to be moved, if it is. For a later one it is left alone:
    /// it fires early, finds nothing due and re-arms, which is cheaper than moving it with every packet.
    #[inline]
    fn rearm(&mut self, deadline: Option<Instant>) -> Option<(Option<Instant>, Option<Instant>)> {
        let fires_too_late = match (deadline, self.armed) {
            (Some(new), Some(old)) => new < old,
            (Some(_), None) => true,
            (None, armed) => armed.is_some(),
        };
        fires_too_late.then(|| (std::mem::replace(&mut self.armed, deadline), deadline))
    }

    /// Lets the place of a service call know how the call stands; `true` if the endpoint has to act on it.
    fn note(&self, place: &Place) -> bool {
        let Some(Connected { machine, connection, .. }) = self.life.connected() else {
            return false;
        };
        place.note(machine.is_reach_proven(), machine.is_request_whole(), || {
            connection.security().is_some()
        })
    }
}
