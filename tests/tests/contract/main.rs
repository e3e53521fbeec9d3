//! The steps of `tests/contract/steps.txt` on message sockets, through both front ends: each answers what Linux 7.3
//! answers, or what the step says in its place.
//!
//! Holds: the runs, and what is asked of the data. How it is read is in the library (`contract_steps`), how it is run in `world`. A line of
//! what is compared has the rules of the data: no addresses, times, or connection IDs.

#![allow(clippy::unwrap_used)]
#![cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]

mod errnos;
mod front_ends;
mod message;
#[path = "../sockets/namespace.rs"]
#[allow(dead_code)]
mod namespace;
mod options;
mod quiet;
mod world;

use front_ends::{Blocking, FrontEnd, Tasks};
use rxrpc_tests::contract_steps::{self as data, Class, Steps};
use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use world::World;

/// The hand-made runtime of the async front end's own tests.
#[path = "../../../rxrpc-async/tests/common/plain.rs"]
mod plain;

/// A step that takes longer hangs.
const LONGEST_STEP: Duration = Duration::from_secs(60);

/// Runs one step and returns its lines that are not as they should be.
fn run_step(steps: &Arc<Steps>, front_end: &Arc<dyn FrontEnd>, number: u32) -> Vec<String> {
    let (steps, front_end) = (steps.clone(), front_end.clone());
    let (done, wait) = mpsc::channel();
    let run = std::thread::spawn(move || {
        let mut world = World::new(front_end);
        let wrong = world.run(&steps, number);
        let _ = done.send(wrong);
    });
    match wait.recv_timeout(LONGEST_STEP) {
        Ok(wrong) => wrong,
        Err(mpsc::RecvTimeoutError::Timeout) => vec![format!("step {number} hangs")],
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = run.join();
            vec![format!("step {number} panics")]
        }
    }
}

fn check(front_end: Arc<dyn FrontEnd>, only: impl Fn(&data::Step) -> bool) {
    let steps = Arc::new(Steps::read());
    let numbers: Vec<u32> =
        steps.steps.iter().filter(|step| only(step)).map(|step| step.number).collect();
    let wrong: Vec<_> =
        numbers.iter().flat_map(|number| run_step(&steps, &front_end, *number)).collect();
    assert!(
        wrong.is_empty(),
        "{}: of {} steps\n{}",
        front_end.name(),
        numbers.len(),
        wrong.join("\n")
    );
}

fn blocking() -> Arc<dyn FrontEnd> {
    Arc::new(Blocking)
}

fn tasks() -> Arc<dyn FrontEnd> {
    Arc::new(Tasks(Arc::new(plain::Plain::new(2))))
}

/// One step alone: `RXRPC_STEP=12 cargo test -p rxrpc-tests --test contract`.
fn on_loopback(step: &data::Step) -> bool {
    let chosen = std::env::var("RXRPC_STEP").ok();
    !step.needs_a_host_without_routes()
        && chosen.is_none_or(|chosen| chosen == step.number.to_string())
}

#[test]
fn the_blocking_front_end_answers_as_the_kernel_does() {
    check(blocking(), on_loopback);
}

#[test]
fn the_async_front_end_answers_as_the_kernel_does() {
    check(tasks(), on_loopback);
}

#[test]
fn a_host_without_routes_answers_as_the_kernel_does() {
    namespace::in_namespace("a_host_without_routes_answers_as_the_kernel_does", || {
        check(blocking(), data::Step::needs_a_host_without_routes);
        check(tasks(), data::Step::needs_a_host_without_routes);
    });
}

#[test]
fn all_steps_are_there_and_each_difference_has_its_reason() {
    let steps = Steps::read();
    let numbers: Vec<u32> = steps.steps.iter().map(|step| step.number).collect();
    assert_eq!(numbers, (1..=91).collect::<Vec<_>>());
    let mut classes = BTreeMap::new();
    for step in &steps.steps {
        assert!(!step.actions.is_empty(), "step {}", step.number);
        for action in &step.actions {
            let what = format!("step {}: {}", step.number, action.text);
            assert!(!action.newest.is_empty(), "{what}: no answer of 7.3");
            assert_ne!(action.older.as_ref(), Some(&action.newest), "{what}: 6.1 is no other");
            assert_ne!(action.ours.as_ref(), Some(&action.newest), "{what}: ours is no other");
            let differs = action.ours.is_some();
            match &action.class {
                None => assert!(!differs, "{what}: why?"),
                Some((class, reason)) => {
                    assert!(differs || *class == Class::Type, "{what}: what is ours?");
                    assert!(!reason.is_empty(), "{what}: why?");
                    *classes.entry(*class).or_insert(0) += 1;
                }
            }
        }
    }
    let whole = |step: &&data::Step| step.actions.iter().all(data::Action::is_listed_only);
    println!("{classes:?}; listed only: {}", steps.steps.iter().filter(whole).count());
}

#[test]
fn the_blocking_front_end_answers_each_verb_in_each_state() {
    errnos::check(&*blocking());
}

#[test]
fn the_async_front_end_answers_each_verb_in_each_state() {
    errnos::check(&*tasks());
}

#[test]
fn the_list_of_errors_is_whole() {
    errnos::check_all_errors_are_there();
}
