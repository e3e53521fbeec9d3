//! `cargo xtask attack`: floods and other things that strangers do, against services with honest clients beside
//! them; what the honest clients saw, with bounds that must hold.
//!
//! The program that attacks needs the async front end and raw sockets (the feature `bench`): without it, this
//! module only knows how to build that.

#[cfg(feature = "bench")]
mod case;
#[cfg(feature = "bench")]
mod cases;
#[cfg(feature = "bench")]
mod honest;
#[cfg(feature = "bench")]
mod packets;
#[cfg(feature = "bench")]
mod service;
#[cfg(feature = "bench")]
mod stranger;
#[cfg(feature = "bench")]
mod table;

#[cfg(not(feature = "bench"))]
pub(crate) use crate::bench::rebuild::Arguments;
#[cfg(feature = "bench")]
pub(crate) use table::{Arguments, run};

/// Builds the program that attacks, and has it do so.
#[cfg(not(feature = "bench"))]
pub(crate) fn run(arguments: &Arguments) -> std::process::ExitCode {
    crate::bench::rebuild::run(&["attack"], "bench", arguments)
}
