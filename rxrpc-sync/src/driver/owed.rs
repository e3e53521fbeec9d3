//! Those whom drivers have still to wake.
//!
//! Holds: [`Owed`]. Must not know: what they wait for.
//!
//! A driver wakes others when it has sent, and may not get to run before. So they are not in its hands meanwhile, but here,
//! where whoever takes the seat from it finds them; and each is taken out only to be woken at once.

use rxrpc_core::Wakeups;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who is to be woken, oldest first.
#[derive(Debug, Default)]
pub(super) struct Owed(Mutex<Wakeups>);

/// Wakes all of them when it is dropped, also when a driver panics.
pub(super) struct Due<'a>(&'a Owed);

impl Drop for Due<'_> {
    fn drop(&mut self) {
        self.0.wake();
    }
}

impl Owed {
    fn lock(&self) -> MutexGuard<'_, Wakeups> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps those that a driver has to wake, until the drop of what is returned; `None` if there is nobody.
    pub(super) fn keep(&self, wakeups: &mut Wakeups) -> Option<Due<'_>> {
        if wakeups.is_empty() {
            return None;
        }
        self.lock().append(wakeups);
        Some(Due(self))
    }

    /// Wakes all of them. No lock may be held.
    pub(super) fn wake(&self) {
        loop {
            let next = self.lock().take_next();
            let Some(next) = next else { return };
            next.wake();
        }
    }
}
