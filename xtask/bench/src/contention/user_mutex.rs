//! The user mutex of a call, which is a set of one permit, beside other locks that async code may wait
//! for.

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

use rxrpc_core::lock::permits::Permits;
use serde_json::json;

use crate::figures::Series;
use crate::report::Table;
use crate::{Effort, Result};

pub(super) const NOTE: &str = "Take and put: nobody else wants the lock. Hand-on: another waits in the \
    queue, in the same thread (the lock's own work) or in another (where waking the thread is nearly all of \
    it). The user mutex and tokio's go to the first in the queue; async-lock lets newcomers in between.";

/// A lock that is held by a guard.
trait Lock: Send + Sync + 'static {
    const NAME: &str;
    fn new() -> Self;
    fn try_take(&self) -> Option<impl Sized>;
    fn take(&self) -> impl Future<Output = impl Send> + Send;
}

struct UserMutex(Arc<Permits>);

impl Lock for UserMutex {
    const NAME: &str = "user mutex";
    fn new() -> Self {
        Self(Permits::new(1))
    }
    fn try_take(&self) -> Option<impl Sized> {
        self.0.try_take()
    }
    fn take(&self) -> impl Future<Output = impl Send> + Send {
        self.0.take()
    }
}

impl Lock for async_lock::Mutex<()> {
    const NAME: &str = "async-lock";
    fn new() -> Self {
        Self::new(())
    }
    fn try_take(&self) -> Option<impl Sized> {
        self.try_lock()
    }
    fn take(&self) -> impl Future<Output = impl Send> + Send {
        self.lock()
    }
}

impl Lock for tokio::sync::Mutex<()> {
    const NAME: &str = "tokio";
    fn new() -> Self {
        Self::new(())
    }
    fn try_take(&self) -> Option<impl Sized> {
        self.try_lock().ok()
    }
    fn take(&self) -> impl Future<Output = impl Send> + Send {
        self.lock()
    }
}

/// Nanoseconds of each way to take a lock, in the order of the table's columns.
type Costs = [Series; 4];

/// The locks take turns in rounds.
pub(super) fn measure(effort: Effort) -> Result<Table> {
    let rounds = if effort.quick { 3 } else { 7 };
    let mut all: [Costs; 3] = Default::default();
    for _ in 0..rounds {
        add::<UserMutex>(&mut all[0], effort);
        add::<async_lock::Mutex<()>>(&mut all[1], effort);
        add::<tokio::sync::Mutex<()>>(&mut all[2], effort);
    }
    let mut table = Table::new(
        format!("The user mutex beside other locks, ns, {rounds} rounds: median (min–max)"),
        &[
            "lock",
            "try, take and put",
            "await, take and put",
            "hand-on, one thread",
            "hand-on, two threads",
        ],
    );
    let names = [UserMutex::NAME, async_lock::Mutex::<()>::NAME, tokio::sync::Mutex::<()>::NAME];
    for (name, costs) in names.into_iter().zip(&all) {
        let mut cells = vec![name.to_owned()];
        cells.extend(costs.iter().map(|series| format!("{series:.0}")));
        let [try_take, take, hand_on, two_threads] = costs.each_ref().map(Series::median);
        table.row(
            cells,
            json!({
                "lock": name,
                "try_take_put_ns": try_take,
                "take_put_ns": take,
                "hand_on_one_thread_ns": hand_on,
                "hand_on_two_threads_ns": two_threads,
            }),
        );
    }
    Ok(table)
}

fn add<L: Lock>(costs: &mut Costs, effort: Effort) {
    let times = if effort.quick { 50_000 } else { 300_000 };
    costs[0].push(nanoseconds(times, try_take_put::<L>));
    costs[1].push(nanoseconds(times, take_put::<L>));
    costs[2].push(nanoseconds(times, hand_on::<L>));
    costs[3].push(nanoseconds(times / 30, hand_on_between_threads::<L>));
}

fn nanoseconds(times: u32, work: impl FnOnce(u32)) -> f64 {
    let start = Instant::now();
    work(times);
    start.elapsed().as_secs_f64() * 1e9 / f64::from(times)
}

fn try_take_put<L: Lock>(times: u32) {
    let lock = L::new();
    for _ in 0..times {
        drop(black_box(lock.try_take()));
    }
}

fn take_put<L: Lock>(times: u32) {
    let lock = L::new();
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..times {
        let _ = black_box(pin!(lock.take()).poll(&mut cx));
    }
}

fn hand_on<L: Lock>(times: u32) {
    let lock = L::new();
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..times {
        let held = lock.try_take();
        let mut next = pin!(lock.take());
        let _ = black_box(next.as_mut().poll(&mut cx));
        drop(held);
        let _ = black_box(next.poll(&mut cx));
    }
}

/// Each of two threads waits until the other stands in the queue before it lets go, and asks again only
/// when the other has the lock, so that every time the lock goes from one to the other.
fn hand_on_between_threads<L: Lock>(times: u32) {
    let lock = L::new();
    let queued = [AtomicBool::new(false), AtomicBool::new(false)];
    thread::scope(|scope| {
        for me in [0, 1] {
            let (lock, queued) = (&lock, &queued);
            scope.spawn(move || {
                for turn in 0..times / 2 {
                    let held =
                        block_on(pin!(lock.take()), || queued[me].store(true, Ordering::SeqCst));
                    queued[me].store(false, Ordering::SeqCst);
                    let last = turn + 1 == times / 2;
                    while !last && !queued[1 - me].load(Ordering::SeqCst) {
                        thread::yield_now();
                    }
                    drop(held);
                    while queued[1 - me].load(Ordering::SeqCst) {
                        thread::yield_now();
                    }
                }
            });
        }
    });
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits in this thread; `queued` is told each time before it sleeps.
fn block_on<F: Future>(mut future: Pin<&mut F>, queued: impl Fn()) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        queued();
        thread::park();
    }
}
