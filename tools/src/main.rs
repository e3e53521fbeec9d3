#![forbid(unsafe_code)]
//! `rx`: what is on a server of Rx, and what is in a capture.

use clap::Parser;
use rxrpc_tools::cli::{Rx, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(&Rx::parse())
}
