//! The same words everywhere: one script of what a user can see, run through the blocking front end and the
//! async one on each executor, gives one trace, which is kept in `trace.txt`.
//!
//! Holds: the runs. What front ends offer is in `verbs`, what is done with it in `script`. A change of
//! behaviour that is wanted is written down with `RXRPC_KEEP_TRACE=1 cargo test -p rxrpc-tests --test parity`.
//!
//! The trace has no addresses, times or anything else that depends on the machine; every event waits for what
//! causes it.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

mod blocking;
mod executors;
mod script;
mod tasks;
mod trace;
mod verbs;

use std::path::Path;
use trace::Trace;
use verbs::FrontEnd;

/// Runs the script and compares with what is kept.
fn check(front_end: &dyn FrontEnd) {
    let mut trace = Trace::default();
    script::run(&mut trace, front_end);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/trace.txt");
    if std::env::var_os("RXRPC_KEEP_TRACE").is_some() {
        std::fs::write(&kept, trace.text()).unwrap();
    }
    let kept = std::fs::read_to_string(kept).unwrap();
    for (number, (expected, seen)) in kept.lines().zip(trace.text().lines()).enumerate() {
        assert_eq!(seen, expected, "line {} of the trace (left: seen, right: kept)", number + 1);
    }
    assert_eq!(trace.text().lines().count(), kept.lines().count(), "lines of the trace");
}

#[test]
fn blocking_front_end() {
    check(&blocking::Blocking);
}

#[test]
fn async_on_a_hand_made_executor() {
    executors::on_plain(|runtime| check(&tasks::Tasks(runtime)));
}

#[cfg(feature = "tokio")]
#[test]
fn async_on_tokio_with_one_thread() {
    executors::on_tokio(|runtime| check(&tasks::Tasks(runtime)));
}

#[cfg(feature = "tokio")]
#[test]
fn async_on_tokio_with_many_threads() {
    executors::on_tokio_threads(|runtime| check(&tasks::Tasks(runtime)));
}

#[cfg(feature = "smol")]
#[test]
fn async_on_smol() {
    executors::on_smol(|runtime| check(&tasks::Tasks(runtime)));
}
