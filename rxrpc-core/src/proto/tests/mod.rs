//! Tests of the whole machine, by subject: one end with forged packets, or two ends and a network
//! between them.
//!
//! Tests of one part that look inside stand with it: `mod tests` at its end, or a file of that name in
//! a folder of its own.

mod budget;
mod expected;
mod hostile;
mod hostile_acks;
mod input;
mod link;
mod looks;
mod pair;
mod path;
mod reach;
pub(super) mod support;
mod timeout;
mod upgrade;
mod windows;
