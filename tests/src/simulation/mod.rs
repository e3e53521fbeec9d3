//! Seeded runs of random workloads over random networks, by the thousand, and what must hold of each.
//!
//! Holds: what a seed asks for ([`scene`]), one run with all its checks ([`run()`]), who plays it (`actor`), the
//! stated bounds ([`bounds`]), many runs on several threads and their table ([`many`]). Must not know: the machine.
//!
//! Of every run: every byte is right, no request is run twice, each user call ID ends once and is free
//! then, everything is released (call, slot, waiter, queue entry, connection, deadline), and time, packets
//! and timer ticks stay within the bounds. `cargo xtask simulate` runs ten thousand; `cargo xtask simulate
//! --seed N` replays one.

mod actor;
pub mod bounds;
pub mod many;
pub mod run;
pub mod scene;

pub use many::{Summary, run_many};
pub use run::{Report, run};
pub use scene::{Class, Scene};
