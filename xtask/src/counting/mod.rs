//! Counting what is allocated, and two endpoints in memory whose allocations are counted apart; what calls and
//! connections weigh there.
//!
//! A program that links this has the counting allocator. Must not know: what is measured with it.

pub mod allocations;
pub mod in_memory;
pub mod memory;
