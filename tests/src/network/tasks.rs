//! An executor that runs scripts in an order that depends on nothing but the seed.
//!
//! Holds: [`Tasks`] and the handle [`Task`]. Must not know: what the scripts do.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

type Script = Pin<Box<dyn Future<Output = ()>>>;

/// Whether a future wants to be polled.
#[derive(Debug)]
pub(super) struct Flag(AtomicBool);

impl Flag {
    pub(super) fn raised() -> Arc<Self> {
        Arc::new(Self(AtomicBool::new(true)))
    }

    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }

    fn is_up(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Entry {
    /// `None` while it is being polled, and once it has ended.
    script: Option<Script>,
    flag: Arc<Flag>,
}

/// All scripts of a network.
#[derive(Default)]
pub(super) struct Tasks(RefCell<Vec<Entry>>);

impl Tasks {
    pub(super) fn spawn<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> Task<T> {
        let shared = Rc::new(RefCell::new(Shared { result: None, done: false, waiter: None }));
        let outcome = shared.clone();
        let script: Script = Box::pin(async move {
            let result = future.await;
            let mut outcome = outcome.borrow_mut();
            outcome.result = Some(result);
            outcome.done = true;
            if let Some(waiter) = outcome.waiter.take() {
                waiter.wake();
            }
        });
        let mut entries = self.0.borrow_mut();
        let index = entries.len();
        entries.push(Entry { script: Some(script), flag: Flag::raised() });
        Task { index, shared }
    }

    /// Polls one of the scripts that want it, by a random `choice`; whether there was one.
    pub(super) fn poll_one(&self, choice: u64) -> bool {
        let (index, mut script, flag) = {
            let mut entries = self.0.borrow_mut();
            let woken: Vec<usize> = (0..entries.len())
                .filter(|at| entries[*at].script.is_some() && entries[*at].flag.is_up())
                .collect();
            let choice = choice % (woken.len() as u64).max(1);
            let index = usize::try_from(choice).ok().and_then(|at| woken.get(at).copied());
            let Some(index) = index else { return false };
            let entry = &mut entries[index];
            let Some(script) = entry.script.take() else { return false };
            (index, script, entry.flag.clone())
        };
        flag.take();
        let waker = Waker::from(flag);
        if script.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            self.0.borrow_mut()[index].script = Some(script);
        }
        true
    }

    /// Drops all scripts.
    pub(super) fn clear(&self) {
        let scripts: Vec<_> =
            self.0.borrow_mut().iter_mut().filter_map(|entry| entry.script.take()).collect();
        drop(scripts);
    }

    /// Drops a script wherever it stands, as a cancelled task or an interrupted thread would.
    pub(super) fn cancel<T>(&self, task: &Task<T>) {
        let script = self.0.borrow_mut()[task.index].script.take();
        drop(script);
    }
}

struct Shared<T> {
    result: Option<T>,
    done: bool,
    waiter: Option<Waker>,
}

/// A script that was spawned. Awaiting it gives its result.
pub struct Task<T> {
    index: usize,
    shared: Rc<RefCell<Shared<T>>>,
}

impl<T> Task<T> {
    /// Whether it has ended.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.shared.borrow().done
    }
}

impl<T> fmt::Debug for Task<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task").field("index", &self.index).field("done", &self.is_done()).finish()
    }
}

impl<T> Future for Task<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut shared = self.shared.borrow_mut();
        match shared.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                shared.waiter = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}
