//! What has to be done after a call's state lock is free again.
//!
//! Holds: [`Effects`], what they are made of and in which order they are carried out. Must not know: when a call
//! ends ([`super::life`] does), or how any of it is done; that is the endpoint's.

use super::life::{ChannelNews, Settled};
use super::{Call, CallState, Connected};
use crate::endpoint::service::places::Place;
use crate::endpoint::time::call_deadlines::Move;
use crate::endpoint::{Endpoint, Waking};
use crate::lock::WakeList;
use crate::observe::trace::{self, CallPoint};
use crate::proto::Events;
use bitflags::bitflags;
use std::sync::Arc;
use std::time::Instant;

/// Collected under the state lock, applied after it. Dropping it unapplied would lose wake-ups. Every touch
/// of a call hands one around, so it is small: what can be asked of the call later is not in it.
#[derive(Default)]
#[must_use = "effects are to be applied by the endpoint, with no lock held"]
pub(crate) struct Effects {
    due: Due,
    wake: WakeList,
    /// With [`Due::REARM`], the deadline to stand in the timers with.
    rearm: Move,
    /// What the channel of the call has to hear of it. Of an end it gets to know the slot, too.
    channel: Option<ChannelNews>,
}

bitflags! {
    /// What there is to do: after most touches of a call that is nothing, or one thing.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    struct Due: u8 {
        /// `recvmsg` has news of this call.
        const NOTIFY = 1;
        /// The call has packets to send.
        const TRANSMIT = 2;
        /// The call is to be moved in the timers.
        const REARM = 4;
        /// Its channel has to hear of it.
        const CHANNEL = 8;
        /// Nothing of the call is left to do for the protocol.
        const OVER = 16;
        /// The client's address was proven, or the call may be handed out.
        const PLACE = 32;
        /// The call has memory for what it sends that it does not need.
        const MEMORY = 64;
        /// Somebody is to be woken.
        const WAKE = 128;
    }
}

impl Due {
    /// This if so, else nothing.
    #[inline]
    const fn when(self, so: bool) -> Self {
        Self::from_bits_retain(self.bits() * so as u8)
    }
}

impl Effects {
    /// What follows from the state as it is now.
    pub(super) fn collect(call: &Call, state: &mut CallState) -> Self {
        let Settled { events, transmit, deadline, channel, over } = state.life.settle();
        let rearm = state.rearm(deadline);
        let mut effects = Self {
            due: Due::TRANSMIT.when(transmit)
                | Due::REARM.when(rearm.is_some())
                | Due::CHANNEL.when(channel.is_some())
                | Due::OVER.when(over)
                | Due::PLACE.when(call.place.as_ref().is_some_and(|place| state.note(place)))
                | Due::MEMORY.when(state.has_spare_memory()),
            wake: WakeList::default(),
            rearm: rearm.unwrap_or_default(),
            channel,
        };
        // Most touches are news for nobody who waits.
        if events.intersects(Events::READABLE | Events::WRITABLE | Events::COMPLETED)
            || state.available.anything()
        {
            effects.tell(events, call, state);
        }
        effects
    }

    /// Who waits is to learn of the events, and of what a reader left.
    fn tell(&mut self, events: Events, call: &Call, state: &mut CallState) {
        state.wake(events, &mut self.wake);
        if events.intersects(Events::READABLE | Events::COMPLETED) {
            self.due |= Due::NOTIFY.when(call.socket().is_some());
            if let Some(extras) = &mut state.extras {
                extras.note(events, &mut self.wake);
            }
        }
        self.due |= Due::WAKE.when(!self.wake.is_empty());
    }

    /// These effects and `later` ones of the same call.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.wake.append(later.wake);
        if later.due.contains(Due::REARM) {
            self.rearm = later.rearm;
        }
        self.channel = self.channel.or(later.channel);
        self.due |= later.due;
        self
    }

    /// These effects, and the waking of others who wait.
    #[inline]
    pub(super) fn waking(mut self, others: WakeList) -> Self {
        if !others.is_empty() {
            self.wake.append(others);
            self.due |= Due::WAKE;
        }
        self
    }

    /// Leaves it to the maker of a service call to look, when it is done, whether the call is to be handed
    /// out.
    pub(crate) fn while_making(mut self) -> Self {
        self.due.remove(Due::PLACE);
        self
    }

    /// Whether the call has packets to send; if so, the caller queues it for output.
    pub(crate) fn take_transmit(&mut self) -> bool {
        let transmit = self.due.contains(Due::TRANSMIT);
        self.due.remove(Due::TRANSMIT);
        transmit
    }

    /// Whether the channel of the call is to record something of its end.
    pub(crate) fn concern_channel(&self) -> bool {
        self.channel.is_some()
    }

    /// Carries all of it out, and wakes who waits when `waking` says. No lock may be held.
    #[inline]
    pub(crate) fn carry_out(
        mut self,
        endpoint: &Endpoint,
        call: &Arc<Call>,
        waking: &mut Waking<'_>,
    ) {
        if !self.due.is_empty() {
            self.carry_out_what_is_due(endpoint, call, waking);
        }
    }

    fn carry_out_what_is_due(
        &mut self,
        endpoint: &Endpoint,
        call: &Arc<Call>,
        waking: &mut Waking<'_>,
    ) {
        let due = self.due;
        let mut slot = None;
        if let Some(news) = self.channel {
            slot = endpoint.end_on_channel(call, news);
            endpoint.leave_line(call);
        }
        if due.contains(Due::TRANSMIT) {
            endpoint.queue_output(call);
        }
        // The channel knows of the end, and an ABORT has its place in the output, before the next in the
        // queue can take the channel.
        if let Some(slot) = slot {
            trace::call(call, CallPoint::SlotPassed);
            endpoint.pass_on(slot);
        }
        if due.contains(Due::REARM) {
            endpoint.rearm(call, self.rearm);
        }
        if due.contains(Due::OVER) {
            endpoint.protocol_over(call);
        }
        if due.contains(Due::PLACE) {
            endpoint.settle_place(call, waking);
        }
        if due.contains(Due::MEMORY) {
            endpoint.give_back_send_memory(call);
        }
        if due.contains(Due::NOTIFY) {
            endpoint.notify_waking(call, waking);
        }
        if due.contains(Due::WAKE) {
            waking.wake(std::mem::take(&mut self.wake));
        }
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

    /// To which deadline the timer of the call is to be moved, if it is. For a later one it is left alone:
    /// it fires early, finds nothing due and re-arms, which is cheaper than moving it with every packet.
    #[inline]
    fn rearm(&mut self, deadline: Option<Instant>) -> Option<Move> {
        let fires_too_late = match (deadline, self.armed) {
            (Some(new), Some(old)) => new < old,
            (Some(_), None) => true,
            (None, armed) => armed.is_some(),
        };
        fires_too_late.then(|| {
            self.armed = deadline;
            self.moves = self.moves.wrapping_add(1);
            Move { to: deadline, number: self.moves }
        })
    }

    /// Lets the place of a service call know how the call stands; `true` if the endpoint has to act on it.
    #[inline]
    fn note(&self, place: &Place) -> bool {
        if place.knows_all() {
            return false;
        }
        let Some(Connected { machine, connection, .. }) = self.life.connected() else {
            return false;
        };
        place.note(machine.is_reach_proven(), machine.is_request_whole(), || {
            connection.security().is_some()
        })
    }
}
