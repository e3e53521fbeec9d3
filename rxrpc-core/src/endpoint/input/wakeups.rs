//! Who waits for what a driver has taken in, until it wakes them.
//!
//! Holds: [`Wakeups`] and its bounds. Must not know: what is waited for.
//!
//! A thread that is woken for each packet finds one packet each time, and takes locks that the driver needs for the next.
//! So a driver takes in what one look at the socket brought, sends, and wakes then.

use crate::call::notifier::call_out;
use crate::fifo::Fifo;
use crate::lock::WakeList;
use crate::lock::ranked::assert_no_lock_held;
use std::task::Waker;
use std::time::{Duration, Instant};

/// Most packets that are taken in before those are woken who wait for them.
const MOST_PACKETS: u32 = 256;

/// About how long they are kept waiting at most while a driver takes in more.
const LONGEST: Duration = Duration::from_micros(250);

/// Those who wait for data or space of calls that something came for, for a call of a service, or in `recvmsg`. A driver wakes
/// them when it has sent what there is to send, and with no lock held. Nobody is forgotten: its drop wakes whoever is left, also
/// when a driver panics.
#[derive(Debug, Default)]
pub struct Wakeups {
    /// Mostly one: that costs no memory.
    waiting: Fifo<Waker>,
    packets: u32,
    since: Option<Instant>,
}

impl Wakeups {
    /// Wakes all of them.
    pub fn wake(&mut self) {
        (self.packets, self.since) = (0, None);
        while let Some(next) = self.take_next() {
            next.wake();
        }
    }

    /// Takes out who is to be woken first.
    pub fn take_next(&mut self) -> Option<Wakeup> {
        self.waiting.pop().map(Wakeup)
    }

    /// Whether nobody waits to be woken.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many wait to be woken.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Takes those of `other`, behind its own: where somebody else finds them if this driver does not run.
    pub fn append(&mut self, other: &mut Self) {
        if self.waiting.is_empty() {
            std::mem::swap(&mut self.waiting, &mut other.waiting);
        } else {
            while let Some(waker) = other.waiting.pop() {
                self.waiting.push(waker);
            }
        }
        (other.packets, other.since) = (0, None);
    }

    /// Wakes all of them if the driver has been taking in for too long; to be called after each batch, and before it
    /// sends.
    pub fn wake_if_late(&mut self, now: Instant) {
        if self.since.is_some_and(|since| now.saturating_duration_since(since) >= LONGEST) {
            self.wake();
        }
    }

    /// A batch is taken in.
    pub(super) fn begin(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    /// A packet is taken in.
    pub(super) fn count(&mut self) {
        self.packets = self.packets.saturating_add(1);
    }

    /// Wakes all of them if many packets were taken in.
    pub(super) fn wake_if_many(&mut self) {
        if self.packets >= MOST_PACKETS {
            self.wake();
        }
    }

    /// Some more.
    fn add(&mut self, mut list: WakeList) {
        list.drain().for_each(|waker| self.waiting.push(waker));
    }
}

/// Somebody who is to be woken, and is forgotten unless he is.
#[derive(Debug)]
#[must_use = "whoever was taken out has to be woken"]
pub struct Wakeup(Waker);

impl Wakeup {
    /// Wakes him. It may be an executor's or a user's code, and others wait behind: a panic goes no further.
    pub fn wake(self) {
        assert_no_lock_held();
        call_out(|| self.0.wake());
    }
}

/// When those are woken who wait for what somebody did.
#[derive(Debug)]
pub(crate) enum Waking<'a> {
    AtOnce,
    /// By the driver that is taking in.
    Later(&'a mut Wakeups),
}

impl Waking<'_> {
    /// Wakes them, or has them woken. No lock of the core may be held.
    pub(crate) fn wake(&mut self, list: WakeList) {
        match self {
            Self::AtOnce => list.wake(),
            Self::Later(wakeups) => wakeups.add(list),
        }
    }
}

impl Drop for Wakeups {
    fn drop(&mut self) {
        self.wake();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
