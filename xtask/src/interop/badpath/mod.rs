//! `cargo xtask interop badpath`: transfers over a relay that loses, reorders and delays, between our
//! front ends and OpenAFS's Rx library, in all pairs. Every transfer must be exact; what it cost is
//! counted by the relay, for all in the same manner, with OpenAFS at both ends as the measure.
//!
//! The async front end and its runtime stand behind the feature `bench`, as all that measuring needs:
//! without it, this module only knows how to build the program again with it.

#[cfg(feature = "bench")]
mod ends;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod paths;
#[cfg(feature = "bench")]
mod peer_service;
#[cfg(feature = "bench")]
mod table;

#[cfg(not(feature = "bench"))]
pub(crate) use crate::bench::rebuild::Arguments;
#[cfg(feature = "bench")]
pub(crate) use measure::{Arguments, run};

/// Builds the program again and runs with it.
#[cfg(not(feature = "bench"))]
pub(crate) fn run(arguments: &Arguments) -> std::process::ExitCode {
    crate::bench::rebuild::run(&["interop", "badpath"], "bench", arguments)
}
