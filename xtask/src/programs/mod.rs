//! Programs that run beside a chore: examples of ours, the command `rx` and the C peer on OpenAFS's library, how they are built,
//! started, bounded in time and ended, and where a run keeps its files.
//!
//! Must not know: what is asked of them.
#![allow(clippy::missing_errors_doc, reason = "a `Failure` says in words what went wrong")]

pub mod c_peer;
pub mod examples;
pub mod failure;
pub mod process;
pub mod run_directory;
pub mod rx;
