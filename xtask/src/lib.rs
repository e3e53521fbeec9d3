#![forbid(unsafe_code)]
//! What several chores need, and `rxrpc-bench` with them: [`programs`] that run beside them, and [`counting`] of
//! what is allocated. Knows no chore.

#[cfg(feature = "counting")]
pub mod counting;
pub mod programs;
