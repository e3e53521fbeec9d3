//! Model checks of the shared layer: the real endpoint, calls, slots and queues of `rxrpc-core`, and the seat at the socket of
//! `rxrpc-sync`, under every order of steps that a checker can think of.
//!
//! Holds: one test for each named property, by subject. The same scenarios run in three ways, but for some that only the
//! checkers run:
//!
//! * under loom (`--cfg rxrpc_loom`): one or two slots, a few threads, all orders within a bound of
//!   preemptions;
//! * under shuttle (`--cfg rxrpc_shuttle`): the real four slots, more threads, many random orders and as
//!   many by priorities (PCT);
//! * in an ordinary build: on the system's threads, again and again, with the ranks of all locks checked
//!   wherever they nest.
//!
//! `cargo xtask model` runs the first two and prints what they went through. Time stands still in a
//! scenario, unless it says otherwise: neither checker models a clock.

#![allow(clippy::unwrap_used, reason = "a scenario fails by panicking")]

mod asking;
mod begun;
mod calls;
mod cancel;
mod checker;
mod ends;
mod grants;
mod housekeeping;
mod memory;
mod messages;
mod pair;
mod ranks;
mod readiness;
mod seat;
mod security;
mod service;
mod slots;
mod slow_class;
mod sockets;
mod wakeups;
mod world;
