//! Interoperability runs: real peers are started, cases are run against them, a table is printed.
//!
//! This module knows what can be asked for. A run against OpenAFS has [`parts`], each in a place of its own; what a
//! peer is, how it is started and what a case asks of it stand in the modules below.

mod afs;
mod badpath;
mod capture;
mod ccache;
mod front_ends;
mod kdc;
mod key_files;
mod lanes;
mod linux;
mod namespace;
mod null;
mod openafs_cell;
mod packages;
mod parts;
mod ports;
mod report;
mod rxkad;
mod rxperf;
mod verdict;
mod xdr;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use parts::Part;

/// Whose implementation to run against.
#[derive(Subcommand)]
pub(crate) enum Peers {
    /// OpenAFS of Debian's packages: its database servers, its debug tools and its Rx library.
    Openafs(Options),
    /// Both of our front ends and OpenAFS's Rx library, in all pairs, over a network that loses, reorders
    /// and delays.
    Badpath(badpath::Arguments),
    /// The Linux kernel's own AF_RXRPC: Debian's newest 7.x and 6.1, each a guest under QEMU.
    Linux(linux::Arguments),
}

/// How to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Which parts to run; all of them if none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Run only the cases whose name or peer contains this text.
    #[arg(long)]
    only: Option<String>,
    /// Keep the packets, logs and databases of the run even when all went well.
    #[arg(long)]
    keep: bool,
    /// Where the outer process has prepared a part; set when it re-executes itself.
    #[arg(long, hide = true)]
    inside: Option<PathBuf>,
}

impl Options {
    /// Whether a case is to be run.
    fn wants(&self, case: &str, peer: &str) -> bool {
        self.only.as_ref().is_none_or(|text| case.contains(text) || peer.contains(text))
    }

    fn wants_all(&self) -> bool {
        self.only.is_none()
    }
}

/// Runs the cases and prints their table; the exit code is a failure when any case failed.
pub(crate) fn run(with: &Peers) -> ExitCode {
    let options = match with {
        Peers::Openafs(options) => options,
        Peers::Badpath(arguments) => return badpath::run(arguments),
        Peers::Linux(arguments) => return linux::run(arguments),
    };
    let outcome = match &options.inside {
        Some(directory) => parts::inside(options, directory),
        None => parts::outside(options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("interop openafs: {failure:?}");
            ExitCode::FAILURE
        }
    }
}
