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

use super::MessageSocket;
use super::events::Events;
use super::ready::ReadyItem;
use super::socket_state::Socket;
use crate::lock::{Combined, Mutex, Rank, WakeList};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

/// Is told whether a socket has something to tell. The calls are one after the other, from any thread that uses or
/// drives the endpoint, with no lock held; they must not wait, nor use the socket.
pub trait Bell: fmt::Debug + Send + Sync + 'static {
    /// There is something, and there was nothing. It is no failure if it rings already.
    fn ring(&self);

    /// There is nothing any more.
    fn silence(&self);

    /// Something has changed, and there is something still. For bells that forget by being heard.
    fn remind(&self) {}
}

/// One bell, and whether it rings.
#[derive(Debug)]
struct Hung {
    bell: Weak<dyn Bell>,
    rings: bool,
}

impl Hung {
    /// Sets the bell right; `false` if it is gone.
    fn set(&mut self, tells: bool) -> bool {
        let Some(bell) = self.bell.upgrade() else { return false };
        match (std::mem::replace(&mut self.rings, tells), tells) {
            (false, true) => bell.ring(),
            (true, true) => bell.remind(),
            (true, false) => bell.silence(),
            (false, false) => {}
        }
        true
    }
}

/// What a socket has for who waits outside.
#[derive(Debug)]
pub(crate) struct Readiness {
    bells: Combined<Vec<Hung>>,
    /// Those that came last.
    new: Mutex<Vec<Hung>>,
    /// There was a bell, or somebody who waited for an event: set before he looks.
    is_heard: AtomicBool,
    pub(super) events: Mutex<Events>,
}

impl Readiness {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self {
            bells: Combined::new(Rank::Ready, Vec::new()),
            new: Mutex::new(Rank::Ready, Vec::new()),
            is_heard: AtomicBool::new(false),
            events: Mutex::new(Rank::Ready, Events::default()),
        })
    }

    /// Somebody waits from now on.
    pub(super) fn is_heard_from_now_on(&self) {
        self.is_heard.store(true, Ordering::SeqCst);
    }

    #[cold]
    fn changed(&self, socket: &Socket) {
        if !self.is_heard.load(Ordering::SeqCst) {
            return;
        }
        self.bells.run(|bells| {
            bells.append(&mut self.new.lock());
            let tells = !bells.is_empty() && socket.tells(self);
            bells.retain_mut(|hung| hung.set(tells));
        });
        let mut wake = WakeList::default();
        self.events.lock().take_waiters(&mut wake);
        wake.wake();
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

    /// A `recvmsg` has come to an end.
    #[inline]
    pub(super) fn was_received_from(&self) {
        if let Some(readiness) = self.readiness.get() {
            readiness.events.lock().queue_was_looked_at();
            readiness.changed(self);
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
        let bell: Weak<dyn Bell> = Arc::downgrade(bell) as Weak<dyn Bell>;
        let readiness = self.socket().readiness_from_now_on();
        readiness.new.lock().push(Hung { bell, rings: false });
        readiness.is_heard_from_now_on();
        self.socket().changed();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod random_tests;
#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
