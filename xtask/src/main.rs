#![forbid(unsafe_code)]
//! The project's own chores, run as `cargo xtask CHORE`.
//!
//! This file only names the chores and hands over to them. A chore ends with an exit code, so that a
//! pipeline can stop at the first one that fails. It must stay cheap to build: the demonstration is
//! the first thing that a new machine builds.

mod attack;
mod bench;
mod demo;
mod gate;
mod interop;
mod model;
mod quickstart;
mod relay;
mod scale;
mod simulate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the rxrpc project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Flood services with honest clients beside the floods, and see what those notice.
    Attack(attack::Arguments),
    /// Measure speed, beside raw UDP, OpenAFS, quinn and tonic, and what waiting and numbers cost.
    Bench(bench::Arguments),
    /// Run a service and a client as two processes, and show what came of it.
    Demo(demo::Arguments),
    /// Count instructions and allocations of fixed scripts, and the bytes of a call and a connection; fail where they
    /// grew past their limits.
    Gate(gate::Arguments),
    /// Run against other people's implementations.
    Interop {
        #[command(subcommand)]
        with: interop::Peers,
    },
    /// Check the shared layer under loom and shuttle.
    Model(model::Arguments),
    /// Build and run the README's quickstarts as they stand there.
    Quickstart,
    /// Stand between a client and a server on loopback, and lose, delay or reorder what they send.
    Relay(relay::Arguments),
    /// Run thousands of seeded workloads on the simulated network, or replay one.
    Simulate(simulate::Arguments),
    /// Run very many calls, and very many peers, on one socket.
    Scale(scale::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().chore {
        Chore::Attack(arguments) => attack::run(&arguments),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::Demo(arguments) => demo::run(&arguments),
        Chore::Gate(arguments) => gate::run(&arguments),
        Chore::Interop { with } => interop::run(&with),
        Chore::Model(arguments) => model::run(&arguments),
        Chore::Quickstart => quickstart::run(),
        Chore::Relay(arguments) => relay::run(&arguments),
        Chore::Simulate(arguments) => simulate::run(&arguments),
        Chore::Scale(arguments) => scale::run(&arguments),
    }
}
