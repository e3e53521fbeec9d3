//! How cases are run side by side.
//!
//! A case is a closure that gives what was seen or why it failed. Cases of a lane run one after the
//! other, lanes run at the same time, so that a peer that sleeps for 20 s costs the run no more. Knows no peer.

use std::any::Any;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::report::Row;
use xtask::programs::failure::Failure;

/// What was seen, or why the case failed.
pub(super) type Seen = Result<String, Failure>;

/// The limit of a case that does not wait for anything.
const USUAL_LIMIT: Duration = Duration::from_secs(30);

/// One case.
pub(super) struct Case {
    name: String,
    peer: String,
    limit: Duration,
    run: Box<dyn FnOnce() -> Seen + Send>,
}

impl Case {
    pub(super) fn new(
        name: impl Into<String>,
        peer: impl Into<String>,
        run: impl FnOnce() -> Seen + Send + 'static,
    ) -> Case {
        Case { name: name.into(), peer: peer.into(), limit: USUAL_LIMIT, run: Box::new(run) }
    }

    pub(super) fn with_limit(mut self, limit: Duration) -> Case {
        self.limit = limit;
        self
    }

    /// Runs it in a thread of its own, so that a case that hangs or panics fails and no more.
    fn run(self, deadline: Instant) -> Row {
        let started = Instant::now();
        let limit = self.limit.min(deadline.saturating_duration_since(started));
        let run = self.run;
        let (finished, outcome) = mpsc::channel();
        thread::spawn(move || {
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
            // Nobody listens any more when the limit has passed.
            let _ = finished.send(caught);
        });
        let seen = match outcome.recv_timeout(limit) {
            Ok(Ok(seen)) => seen,
            Ok(Err(panic)) => Err(Failure::new(format!("panicked: {}", panic_text(&*panic)))),
            Err(_) => Err(Failure::new(format!("did not end within {:.0} s", limit.as_secs_f64()))),
        };
        Row::new(&self.name, &self.peer, seen, started.elapsed())
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// Cases that run in order.
#[derive(Default)]
pub(super) struct Lane(Vec<Case>);

impl Lane {
    pub(super) fn add(&mut self, case: Case) {
        self.0.push(case);
    }

    /// Keeps the cases of which `wanted(name, peer)` is true.
    pub(super) fn keep(self, wanted: &impl Fn(&str, &str) -> bool) -> Lane {
        Lane(self.0.into_iter().filter(|case| wanted(&case.name, &case.peer)).collect())
    }
}

/// Runs all lanes at once and gives a row for each case, in the order of the lanes. A case that was not
/// begun by the deadline has failed.
pub(super) fn run(lanes: Vec<Lane>, deadline: Instant) -> Vec<Row> {
    let running: Vec<_> = lanes
        .into_iter()
        .map(|lane| {
            thread::spawn(move || {
                lane.0
                    .into_iter()
                    .map(|case| {
                        let row = case.run(deadline);
                        eprintln!("{}", row.progress());
                        row
                    })
                    .collect::<Vec<Row>>()
            })
        })
        .collect();
    running
        .into_iter()
        .flat_map(|lane| {
            lane.join().unwrap_or_else(|panic| {
                let failure = Failure::new(panic_text(&*panic));
                vec![Row::new("the runner itself", "-", Err(failure), Duration::ZERO)]
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: &str, run: impl FnOnce() -> Seen + Send + 'static) -> Case {
        Case::new(name, "peer", run).with_limit(Duration::from_millis(200))
    }

    #[test]
    fn a_case_that_hangs_or_panics_fails_and_the_others_go_on() {
        let mut lane = Lane::default();
        lane.add(case("hangs", || {
            thread::sleep(Duration::from_secs(5));
            Ok(String::new())
        }));
        lane.add(case("panics", || panic!("so there")));
        lane.add(case("passes", || Ok("seen".into())));
        let mut report = super::super::report::Report::default();
        for row in run(vec![lane], Instant::now() + Duration::from_secs(60)) {
            report.add(row);
        }
        assert_eq!(report.summary(), "3 cases, 1 passed, 2 failed");
    }

    #[test]
    fn after_the_deadline_no_case_passes() {
        let mut lane = Lane::default();
        lane.add(case("late", || {
            thread::sleep(Duration::from_millis(100));
            Ok(String::new())
        }));
        let rows = run(vec![lane], Instant::now());
        assert_eq!(rows.len(), 1);
        assert!(rows[0].progress().starts_with("FAILED"), "{}", rows[0].progress());
    }
}
