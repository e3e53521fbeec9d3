//! `cargo xtask bench`: measures how fast the project is, and beside what.
//!
//! What measuring needs (other people's locks, a counting allocator) is heavy, so it stands behind the
//! feature `bench`: without it, this module only knows how to build the program again with it.

#[cfg(feature = "bench")]
pub(crate) mod measure;
#[cfg(not(feature = "bench"))]
pub(crate) mod rebuild;

#[cfg(feature = "bench")]
pub(crate) use measure::{Arguments, run};
#[cfg(not(feature = "bench"))]
pub(crate) use rebuild::{Arguments, run_bench as run};
