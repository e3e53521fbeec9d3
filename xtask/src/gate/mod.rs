//! `cargo xtask gate`: counts what fixed scripts cost, and fails where it grew.
//!
//! Instructions and allocations, unlike times, come out nearly the same on every machine and under any
//! load, so that limits can be close.

mod count;
mod in_memory;
mod instructions;
mod limits;
mod sockets;

use std::error::Error;

pub(crate) use count::{Arguments, run};

/// What a script may fail with.
type Result<T> = std::result::Result<T, Box<dyn Error>>;
