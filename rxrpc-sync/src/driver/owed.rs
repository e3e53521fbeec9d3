//! Those whom drivers have still to wake.
//!
//! Holds: [`Owed`]. Must not know: what they wait for.
//!
//! A driver wakes others when it has sent, and may not get to run before. So they are not in its hands meanwhile, but here,
//! where whoever takes the seat from it finds them; and each is taken out only to be woken at once.
//!
//! Who is woken mostly runs at once, in place of the driver that woke it. So it wakes another one before it sleeps again: else
//! each of them would give the processor back to the driver for the next, and many threads would have the use of one processor.

use rxrpc_core::{Wakeup, Wakeups};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who is to be woken, oldest first.
#[derive(Debug, Default)]
pub(super) struct Owed {
    waiting: Mutex<Wakeups>,
    /// There is somebody: changed under the lock.
    some: AtomicBool,
}

/// Wakes all of them when it is dropped, also when a driver panics.
pub(super) struct Due<'a>(&'a Owed);

impl Drop for Due<'_> {
    fn drop(&mut self) {
        self.0.wake();
    }
}

impl Owed {
    fn lock(&self) -> MutexGuard<'_, Wakeups> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_next(&self) -> Option<Wakeup> {
        let mut waiting = self.lock();
        let next = waiting.take_next();
        self.some.store(!waiting.is_empty(), Ordering::Relaxed);
        next
    }

    /// Keeps those that a driver has to wake, until the drop of what is returned; `None` if there is nobody.
    pub(super) fn keep(&self, wakeups: &mut Wakeups) -> Option<Due<'_>> {
        if wakeups.is_empty() {
            return None;
        }
        let mut waiting = self.lock();
        waiting.append(wakeups);
        self.some.store(true, Ordering::Relaxed);
        Some(Due(self))
    }

    /// Wakes all of them. No lock may be held.
    pub(super) fn wake(&self) {
        while let Some(next) = self.take_next() {
            next.wake();
        }
    }

    /// Wakes one of them, for the driver that has to wake all. No lock may be held.
    pub(super) fn wake_one(&self) {
        if self.some.load(Ordering::Relaxed)
            && let Some(next) = self.take_next()
        {
            next.wake();
        }
    }
}
