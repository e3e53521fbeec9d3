//! `cargo xtask gate`: counts what fixed scripts cost, and fails where it grew.
//!
//! Instructions and allocations, unlike times, come out nearly the same on every machine and under any
//! load, so that limits can be close. Counting needs the program that measures (the feature `bench`):
//! without it, this module only knows how to build that.

#[cfg(feature = "bench")]
mod count;
#[cfg(feature = "bench")]
mod in_memory;
#[cfg(feature = "bench")]
mod instructions;
#[cfg(feature = "bench")]
mod limits;
#[cfg(feature = "bench")]
mod sockets;

#[cfg(not(feature = "bench"))]
pub(crate) use crate::bench::rebuild::Arguments;
#[cfg(feature = "bench")]
pub(crate) use count::{Arguments, run};

/// Builds the program that counts, and has it do so.
#[cfg(not(feature = "bench"))]
pub(crate) fn run(arguments: &Arguments) -> std::process::ExitCode {
    crate::bench::rebuild::run(&["gate"], "bench", arguments)
}
