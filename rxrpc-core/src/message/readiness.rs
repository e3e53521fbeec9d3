//! Whether a socket has something to tell, for who waits outside of the core: in an event loop.
//!
//! Holds: [`Bell`], which is told of it; [`Readiness`], what a socket has for that, and what keeps its bells right. Must
//! not know: how a bell is rung, what events are armed by.
//!
//! A bell rings when, and only when, `recvmsg` with `DONTWAIT` or `next_event` would tell something. Whatever may change
//! that changes it first, under its own lock, and then has the bells set right with no lock held; of several who do that
//! at once one does it for all ([`Combined`]), and looks again for each who came meanwhile. So a bell is never left as an
//! older look found it, and nobody waits for another. A call that somebody holds does not count: who lets go of it has
//! the bells set right. That somebody takes a call which is to be told of changes nothing before a `recvmsg` has passed
//! it over.
//!
//! Nothing of this is there on a socket that has neither bell nor events.

use super::events::Events;
use super::ready::ReadyItem;
use super::socket_state::Socket;
use super::{MessageSocket, ReceivedMessage};
use crate::error::MessageError;
use crate::lock::ranked::assert_no_lock_held;
use crate::lock::{Combined, Mutex, Rank, WakeList, abandoned_by_model};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

/// Is told whether a socket has something to tell, by any thread that uses or drives the endpoint, with no lock held. The
/// calls must not wait, nor use the socket. They are one after the other, but for a silence in between by who was told
/// EAGAIN, after which it is said again what holds.
pub trait Bell: fmt::Debug + Send + Sync + 'static {
    /// There is something, and there was nothing. It may ring already.
    fn ring(&self);

    /// There is nothing any more. It may be silent already.
    fn silence(&self);

    /// Whether a ring may arrive after the bell was silenced. Such a bell is silenced again for who hears it and finds
    /// nothing.
    fn may_ring_late(&self) -> bool {
        false
    }

    /// Something has changed, and there is something still. For bells that forget by being heard.
    fn remind(&self) {}
}

/// What a socket has for who waits outside.
#[derive(Debug)]
pub(crate) struct Readiness {
    bells: Mutex<Vec<Weak<dyn Bell>>>,
    /// Sets the bells right; whether they ring.
    setting: Combined<bool>,
    /// Some bell is perhaps not as it was set last: set after that was done, and before the next look.
    afresh: AtomicBool,
    /// There was a bell that may ring after it was silenced.
    may_ring_late: AtomicBool,
    /// There was a bell, or somebody who waited for an event: set before he looks.
    is_heard: AtomicBool,
    pub(super) events: Mutex<Events>,
}

impl Readiness {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self {
            bells: Mutex::new(Rank::Ready, Vec::new()),
            setting: Combined::new(Rank::Ready, false),
            afresh: AtomicBool::new(false),
            may_ring_late: AtomicBool::new(false),
            is_heard: AtomicBool::new(false),
            events: Mutex::new(Rank::Ready, Events::default()),
        })
    }

    /// Somebody waits from now on.
    pub(super) fn is_heard_from_now_on(&self) {
        self.is_heard.store(true, Ordering::SeqCst);
    }

    fn hang(&self, bell: Weak<dyn Bell>, may_ring_late: bool) {
        self.may_ring_late.fetch_or(may_ring_late, Ordering::SeqCst);
        self.bells.lock().push(bell);
        self.afresh.store(true, Ordering::SeqCst);
        self.is_heard_from_now_on();
    }

    fn bells(&self) -> Vec<Arc<dyn Bell>> {
        let mut bells = self.bells.lock();
        bells.retain(|bell| bell.strong_count() > 0);
        let hung = bells.iter().filter_map(Weak::upgrade).collect();
        drop(bells);
        hung
    }

    #[cold]
    fn changed(&self, socket: &Socket) {
        assert_no_lock_held();
        if !self.is_heard.load(Ordering::SeqCst) {
            return;
        }
        self.set_bells(socket);
        let mut wake = WakeList::default();
        self.events.lock().take_waiters(&mut wake);
        wake.wake();
    }

    fn set_bells(&self, socket: &Socket) {
        self.setting.run(|rings| {
            let afresh = self.afresh.swap(false, Ordering::SeqCst);
            let bells = self.bells();
            let tells = !bells.is_empty() && socket.tells(self);
            let rang = std::mem::replace(rings, tells);
            match tells {
                true if afresh || !rang => bells.iter().for_each(|bell| bell.ring()),
                true => bells.iter().for_each(|bell| bell.remind()),
                false if afresh || rang => bells.iter().for_each(|bell| bell.silence()),
                false => {}
            }
        });
    }

    /// Somebody was told EAGAIN. If another thread is about to set the bells right and does not get to run, or a ring came
    /// late, he must not be rung for again and again meanwhile.
    fn told_nothing(&self, socket: &Socket) {
        let untrue = self.setting.is_busy() || self.may_ring_late.load(Ordering::SeqCst);
        if untrue && !socket.tells(self) {
            self.bells().iter().for_each(|bell| bell.silence());
            self.afresh.store(true, Ordering::SeqCst);
            self.set_bells(socket);
        }
    }
}

/// A `recvmsg`, which ends when this is dropped: also one that is given up in its wait has looked at the queue, and what
/// it passed over is to be told of again. To be made before, and so dropped after, all that it holds.
#[must_use = "it ends when dropped"]
pub(super) struct Receiving<'a> {
    socket: &'a Socket,
    told: bool,
}

impl Receiving<'_> {
    #[inline]
    pub(super) fn end(mut self, received: &Result<ReceivedMessage, MessageError>) {
        self.told = received.is_ok();
    }
}

impl Drop for Receiving<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(readiness) = self.socket.readiness.get()
            && !abandoned_by_model()
        {
            readiness.events.lock().queue_was_looked_at();
            if !self.told {
                readiness.told_nothing(self.socket);
            }
            readiness.changed(self.socket);
        }
    }
}

impl Socket {
    /// What it has for who waits outside, if somebody asked for that before.
    pub(super) fn readiness(&self) -> Option<&Readiness> {
        self.readiness.get().map(Box::as_ref)
    }

    /// [`Socket::readiness`], from now on.
    pub(super) fn readiness_from_now_on(&self) -> &Readiness {
        self.readiness.get_or_init(Readiness::new)
    }

    /// Whether what stands in its queue is told to anybody outside.
    #[inline]
    pub(super) fn has_listeners(&self) -> bool {
        self.readiness.get().is_some_and(|readiness| readiness.is_heard.load(Ordering::SeqCst))
    }

    /// What it would tell has changed, perhaps: sets its bells right. No lock may be held.
    #[inline]
    pub(crate) fn changed(&self) {
        if let Some(readiness) = self.readiness.get() {
            readiness.changed(self);
        }
    }

    /// A `recvmsg` begins.
    #[inline]
    pub(super) fn is_received_from(&self) -> Receiving<'_> {
        Receiving { socket: self, told: false }
    }

    /// There was no event for who asked.
    pub(super) fn had_no_event(&self) {
        if let Some(readiness) = self.readiness.get()
            && readiness.is_heard.load(Ordering::SeqCst)
        {
            readiness.told_nothing(self);
        }
    }

    /// Whether `recvmsg` with `DONTWAIT` or `next_event` would tell something.
    fn tells(&self, readiness: &Readiness) -> bool {
        let queued = self.ready.inspect_open(|items| items.iter().any(ReadyItem::can_be_told));
        // A closed socket tells that it is.
        queued.unwrap_or(true) || readiness.events.lock().are_due()
    }
}

impl MessageSocket {
    /// Has `bell` told whether [`MessageSocket::recvmsg`] with `DONTWAIT` or [`MessageSocket::try_next_event`] would
    /// tell something, from now on and as long as somebody else holds it. A socket that is closed, or whose endpoint is,
    /// has it ring for good.
    pub fn hang_bell(&self, bell: &Arc<impl Bell>) {
        let may_ring_late = bell.may_ring_late();
        let bell: Weak<dyn Bell> = Arc::downgrade(bell) as Weak<dyn Bell>;
        self.socket().readiness_from_now_on().hang(bell, may_ring_late);
        self.socket().changed();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod random_tests;
#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
