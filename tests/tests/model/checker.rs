//! Threads, waiting and repetition, as loom, shuttle or the system give them.
//!
//! Holds: [`Plan`], which runs a scenario as often as the checker wants it and reports how often that
//! was; threads, a mutex and a blocking wait for scenarios. Must not know: Rx.

use std::fmt::Write as _;
use std::io::Write as _;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

#[cfg(rxrpc_loom)]
use loom::{sync, thread};
#[cfg(rxrpc_shuttle)]
use shuttle::{sync, thread};
#[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
use std::{sync, thread};

pub(crate) use sync::Mutex;
pub(crate) use thread::JoinHandle;

/// What runs the scenarios.
const CHECKER: &str = if cfg!(rxrpc_loom) {
    "loom"
} else if cfg!(rxrpc_shuttle) {
    "shuttle"
} else {
    "threads"
};

/// Picks a size: loom's, shuttle's or that of real threads.
pub(crate) const fn sized(loom: usize, shuttle: usize, threads: usize) -> usize {
    if cfg!(rxrpc_loom) {
        loom
    } else if cfg!(rxrpc_shuttle) {
        shuttle
    } else {
        threads
    }
}

/// One property and how hard it is looked at.
pub(crate) struct Plan {
    property: String,
    preemptions: usize,
    schedules: usize,
    must_fail: bool,
}

impl Plan {
    /// A plan with what most properties can afford: three preemptions, ten thousand schedules.
    pub(crate) fn new(property: &str) -> Self {
        Self { property: property.to_owned(), preemptions: 3, schedules: 5_000, must_fail: false }
    }

    /// How many times loom may take the processor away from a thread that could go on. (A switch at a
    /// wait costs nothing.)
    pub(crate) fn preemptions(mut self, preemptions: usize) -> Self {
        self.preemptions = preemptions;
        self
    }

    /// How many schedules shuttle tries at random, and as many by priorities.
    pub(crate) fn schedules(mut self, schedules: usize) -> Self {
        self.schedules = schedules;
        self
    }

    /// The scenario is wrong on purpose: the check is worth something only if it fails.
    #[cfg(any(rxrpc_loom, rxrpc_shuttle))]
    pub(crate) fn must_fail(mut self) -> Self {
        self.must_fail = true;
        self
    }

    /// Runs the scenario in all the orders of the plan.
    pub(crate) fn check(self, scenario: impl Fn() + Send + Sync + 'static) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let scenario = Arc::new(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            scenario();
        });
        let _report = Report { plan: &self, count, begin: Instant::now() };
        self.explore(scenario);
    }

    #[cfg(rxrpc_loom)]
    fn explore(&self, scenario: Arc<dyn Fn() + Send + Sync>) {
        let mut model = loom::model::Builder::new();
        model.preemption_bound =
            Some(std::env::var("PB").map_or(self.preemptions, |p| p.parse().unwrap()));
        model.max_branches = 100_000;
        model.check(move || scenario());
    }

    #[cfg(rxrpc_shuttle)]
    fn explore(&self, scenario: Arc<dyn Fn() + Send + Sync>) {
        use shuttle::scheduler::{PctScheduler, RandomScheduler, Scheduler};

        fn run(scheduler: impl Scheduler + 'static, scenario: Arc<dyn Fn() + Send + Sync>) {
            let mut config = shuttle::Config::new();
            config.stack_size = 0x4_0000;
            shuttle::Runner::new(scheduler, config).run(move || scenario());
        }
        // Fixed seeds: a failure repeats itself.
        run(RandomScheduler::new_from_seed(1, self.schedules), scenario.clone());
        run(PctScheduler::new_from_seed(2, 3, self.schedules), scenario);
    }

    #[cfg(not(any(rxrpc_loom, rxrpc_shuttle)))]
    fn explore(&self, scenario: Arc<dyn Fn() + Send + Sync>) {
        for _ in 0..self.schedules / 20 {
            scenario();
        }
    }
}

/// Says how many orders there were, however the check ends: one line of the file that
/// `RXRPC_MODEL_REPORT` names, else of the test's output.
struct Report<'a> {
    plan: &'a Plan,
    count: Arc<AtomicUsize>,
    begin: Instant,
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        let verdict = match (self.plan.must_fail, std::thread::panicking()) {
            (false, false) => "holds",
            (false, true) => "FAILS",
            (true, false) => "NOT FOUND",
            (true, true) => "found",
        };
        let (property, count) = (&self.plan.property, self.count.load(Ordering::Relaxed));
        let (preemptions, seconds) = (self.plan.preemptions, self.begin.elapsed().as_secs_f64());
        let mut line = String::new();
        let _ = write!(line, "{property}\t{CHECKER}\t{count}\t{seconds:.2}\t{verdict}");
        if cfg!(rxrpc_loom) {
            let _ = write!(line, "\t{preemptions}");
        }
        match std::env::var_os("RXRPC_MODEL_REPORT") {
            Some(path) => {
                let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
                let written = file.and_then(|mut file| writeln!(file, "{line}"));
                // A report that is lost shows as a missing row.
                drop(written);
            }
            None => println!("{line}"),
        }
    }
}

/// A thread of the scenario.
pub(crate) fn spawn<T: Send + 'static>(body: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    #[cfg(rxrpc_loom)]
    return thread::Builder::new().stack_size(0x8000).spawn(body).expect("thread starts");
    #[cfg(not(rxrpc_loom))]
    thread::spawn(body)
}

/// Waits for a future as a thread does, with the checker's own mutex and condition: a wake-up that is
/// lost shows as a deadlock.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let signal = Arc::new(Signal::new());
    let waker = Waker::from(signal.clone());
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return result;
        }
        signal.wait();
    }
}

/// Something that one thread waits for and another one says.
#[derive(Debug)]
pub(crate) struct Signal {
    set: Mutex<bool>,
    changed: sync::Condvar,
}

impl Signal {
    pub(crate) fn new() -> Self {
        Self { set: Mutex::new(false), changed: sync::Condvar::new() }
    }

    pub(crate) fn set(&self) {
        *self.set.lock().unwrap() = true;
        self.changed.notify_one();
    }

    /// Waits until it is set, and unsets it.
    pub(crate) fn wait(&self) {
        let mut set = self.set.lock().unwrap();
        while !*set {
            set = self.changed.wait(set).unwrap();
        }
        *set = false;
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.set();
    }
}

/// One poll with a waker that does nothing, then the future is dropped: `MSG_DONTWAIT`, or a wait that
/// is given up.
pub(crate) fn poll_once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}
