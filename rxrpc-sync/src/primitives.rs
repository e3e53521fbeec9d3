//! The mutex, atomics and threads that the seat and the waits at it are made of: those of the system, or of a model checker.
//!
//! Chosen by the private configuration names `rxrpc_loom` and `rxrpc_shuttle`, so that both checkers run what users run.
//! Holds: nothing of its own. Must not know: what is made of them.

#[cfg(rxrpc_loom)]
pub(crate) use loom::{
    sync::{Mutex, MutexGuard, atomic},
    thread,
};
#[cfg(rxrpc_shuttle)]
pub(crate) use shuttle::{
    sync::{Mutex, MutexGuard, atomic},
    thread,
};
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub(crate) use std::{
    sync::{Mutex, MutexGuard, atomic},
    thread,
};

use std::time::Duration;

/// Sleeps until somebody unparks this thread, for so long at most. No checker has a clock: there the time is over whenever it
/// likes.
pub(crate) fn park_timeout(time: Duration) {
    #[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
    thread::park_timeout(time);
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    {
        let _never = time;
        thread::yield_now();
    }
}
