//! The locks of the shared layer and the one way of waiting.
//!
//! Holds: a mutex that checks its rank ([`ranked`]), N permits with FIFO hand-off ([`permits`]), lists of wakers that
//! are woken after unlocking ([`waiters`]), and work that one does for all who come meanwhile (`combined`). Must not know: calls, packets,
//! threads, executors.
//!
//! The mutex underneath is the standard library's, loom's or shuttle's, chosen by the private
//! configuration names `rxrpc_loom` and `rxrpc_shuttle`, so that both model checkers run the real
//! shared layer. `Arc` is always the standard library's: it is never what synchronises.
//!
//! # Atomics
//!
//! They are the standard library's too, and so no point at which a checker switches threads. That hides
//! nothing, because nobody synchronises by them alone. There are four kinds, and no fifth may be added
//! without a modelled type:
//!
//! * *Marks that go with a lock*, changed only while it is held: `output_stage`, and how much waits (output queue), `in_ready` and
//!   `end_reported` (ready queue), `closed` (live calls), the number of living service calls going up (live calls), how far
//!   a service call is on its way to a user and whether it counts as proven (places), whether a service connection has
//!   borrowed a proof (tables).
//!   What reads one without the lock either holds the user mutex of the call, whose last holder wrote it,
//!   or is a shortcut in front of the same question under the lock.
//! * *Marks set before a lock is taken*, and looked at after the same lock was held: that a connection's
//!   peer is proven to be where it says (its channels), the user call ID of a call (its state), that a service
//!   call may be handed out or is proven (places), that an endpoint is closed (socket), that somebody listens to a
//!   socket, and that its bells are to be set afresh (ready), that nobody is to be told of a call any more (where it
//!   stands to be woken). Whoever is second at the lock either finds the other there or sees the mark.
//! * *Numbers drawn in one step* that nothing else hangs on: serials (given out, and seen), call keys, whether
//!   a path was probed, what is left of the memory for received data, and what a host or the unproven have of it.
//! * *Counts for people*: the statistics.

pub(crate) mod combined;
pub mod permits;
pub mod ranked;
pub(crate) mod wait_queue;
pub mod waiters;

pub(crate) use combined::Combined;
pub(crate) use permits::{Owner, Permit, Permits, Take};
pub(crate) use ranked::{Guard, Mutex, Rank};
pub(crate) use wait_queue::WaitQueue;
pub(crate) use waiters::{Waiters, WakeList};

#[cfg(rxrpc_loom)]
pub(crate) use loom::sync::Mutex as PlainMutex;
#[cfg(rxrpc_shuttle)]
pub(crate) use shuttle::sync::Mutex as PlainMutex;
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub(crate) use std::sync::Mutex as PlainMutex;

#[cfg(rxrpc_loom)]
pub(crate) use loom::sync::MutexGuard as PlainGuard;
#[cfg(rxrpc_shuttle)]
pub(crate) use shuttle::sync::MutexGuard as PlainGuard;
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
pub(crate) use std::sync::MutexGuard as PlainGuard;

/// Whether a model checker is unwinding a schedule it gave up.
///
/// Both checkers report a deadlock by panicking while guards and permits are alive; releasing those
/// then would panic a second time and abort the process, so every `Drop` of this module looks here.
pub(crate) fn abandoned_by_model() -> bool {
    cfg!(any(rxrpc_loom, rxrpc_shuttle)) && std::thread::panicking()
}
