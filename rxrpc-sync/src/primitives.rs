//! What the seat and the waits at it are made of: mutex, atomics and sleep of the system, or of a model checker.
//!
//! Chosen by the private configuration names `rxrpc_loom` and `rxrpc_shuttle`, so that both checkers run what users run.
//! Holds: [`Sleeper`], and otherwise nothing of its own. Must not know: what is made of them.

#[cfg(rxrpc_loom)]
pub(crate) use loom::{
    sync::{Condvar, Mutex, MutexGuard, atomic},
    thread,
};
#[cfg(rxrpc_shuttle)]
pub(crate) use shuttle::{
    sync::{Condvar, Mutex, MutexGuard, atomic},
    thread,
};
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic};

/// For marks that are swapped and stored: loom has a swap read a store that others have overwritten before, where neither
/// thread knew of the other. There they are the system's, and shuttle alone has threads take turns at them.
#[cfg(not(rxrpc_loom))]
pub(crate) use atomic as marks;
#[cfg(rxrpc_loom)]
pub(crate) use std::sync::atomic as marks;

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
pub(crate) use modelled::Sleeper;
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub(crate) use parked::Sleeper;

#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
mod parked {
    use std::thread::{self, Thread};
    use std::time::Instant;

    /// The thread that made it, which sleeps until others wake it. To be woken while awake is to sleep once for nothing.
    #[derive(Debug)]
    pub(crate) struct Sleeper(Thread);

    impl Sleeper {
        pub(crate) fn here() -> Self {
            Self(thread::current())
        }

        pub(crate) fn is_here(&self) -> bool {
            thread::current().id() == self.0.id()
        }

        /// For this thread only.
        pub(crate) fn sleep(&self) {
            thread::park();
        }

        /// For this thread only: sleeps, but not beyond `deadline`; `false` if that has come.
        pub(crate) fn sleep_until(&self, deadline: Instant) -> bool {
            let left = deadline.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                thread::park_timeout(left);
            }
            !left.is_zero()
        }

        pub(crate) fn wake(&self) {
            self.0.unpark();
        }
    }
}

#[cfg(any(rxrpc_loom, rxrpc_shuttle))]
mod modelled {
    use super::{Condvar, Mutex, thread};
    use std::sync::PoisonError;
    use std::time::Instant;

    /// The same, made of a mutex: loom forgets to have unparked a thread that waits for a lock.
    #[derive(Debug)]
    pub(crate) struct Sleeper {
        thread: thread::ThreadId,
        woken: Mutex<bool>,
        changed: Condvar,
    }

    impl Sleeper {
        pub(crate) fn here() -> Self {
            let thread = thread::current().id();
            Self { thread, woken: Mutex::new(false), changed: Condvar::new() }
        }

        pub(crate) fn is_here(&self) -> bool {
            thread::current().id() == self.thread
        }

        pub(crate) fn sleep(&self) {
            let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
            while !*woken {
                woken = self.changed.wait(woken).unwrap_or_else(PoisonError::into_inner);
            }
            *woken = false;
        }

        /// There is no clock: any deadline comes as soon as others have had a turn.
        pub(crate) fn sleep_until(&self, _: Instant) -> bool {
            thread::yield_now();
            false
        }

        pub(crate) fn wake(&self) {
            *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.changed.notify_one();
        }
    }
}
