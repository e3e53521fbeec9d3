//! `cargo xtask scale`: very many calls and very many peers on one socket of the async front end.
//!
//! Weighing needs the program that measures (the feature `bench`): without it, this module only knows how to
//! build that.

#[cfg(feature = "bench")]
mod measure;

#[cfg(not(feature = "bench"))]
pub(crate) use crate::bench::rebuild::Arguments;
#[cfg(feature = "bench")]
pub(crate) use measure::{Arguments, run};

/// Builds the program that measures, and has it do so.
#[cfg(not(feature = "bench"))]
pub(crate) fn run(arguments: &Arguments) -> std::process::ExitCode {
    crate::bench::rebuild::run(&["scale"], "bench", arguments)
}
