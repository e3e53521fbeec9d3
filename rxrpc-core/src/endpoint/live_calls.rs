//! The calls of an endpoint that are alive, of both faces, and the end of taking more.
//!
//! Holds: [`LiveCalls`]: which calls the protocol still has something to do for, whether further ones may begin, and
//! who waits until some are left no more ([`DrainWait`]). Must not know: how calls end, user call IDs.

mod by_age;

use crate::call::{Call, CallKey};
use crate::error::CallError;
use crate::lock::waiters::WaiterId;
use crate::lock::{Mutex, Rank, Waiters, WakeList};
use by_age::ByAge;
use std::ops::Bound;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};

/// Calls that are looked at in a row with the lock held.
const AT_ONCE: usize = 64;

/// The calls that are alive.
#[derive(Debug)]
pub(crate) struct LiveCalls {
    closed: AtomicBool,
    /// How many wait until none is left of the calls they name.
    drain_waits: AtomicUsize,
    next_key: AtomicU64,
    /// How many there are, for who looks without the lock.
    count: AtomicUsize,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    calls: ByAge,
    /// Who is to look again when a call is no longer alive, or has got a user.
    drain_waiters: Waiters,
}

impl LiveCalls {
    pub(super) fn new() -> Self {
        Self {
            closed: AtomicBool::new(false),
            drain_waits: AtomicUsize::new(0),
            next_key: AtomicU64::new(1),
            count: AtomicUsize::new(0),
            table: Mutex::new(Rank::LiveCalls, Table::default()),
        }
    }

    /// A key that no other call of the endpoint has.
    pub(crate) fn next_key(&self) -> CallKey {
        CallKey(self.next_key.fetch_add(1, Ordering::Relaxed))
    }

    /// Whether no further call may begin.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Lets no further call begin; returns those that are alive.
    pub(super) fn close(&self) -> Vec<Arc<Call>> {
        let table = self.table.lock();
        self.closed.store(true, Ordering::Release);
        table.calls.all().cloned().collect()
    }

    /// Adds a call, unless no further one may begin. `first` happens before anybody can find it here.
    pub(crate) fn insert(&self, call: &Arc<Call>, first: impl FnOnce()) -> Result<(), CallError> {
        let mut table = self.table.lock();
        if self.is_closed() {
            return Err(CallError::Closed);
        }
        first();
        table.calls.insert(call.clone());
        self.count.store(table.calls.len(), Ordering::Relaxed);
        Ok(())
    }

    /// Takes a call out, and tells who waits for that. Whether it was there; then `last` happens before anybody can
    /// find that it is gone. No lock may be held.
    pub(super) fn remove(&self, call: &Call, last: impl FnOnce()) -> bool {
        let mut wake = WakeList::default();
        let mut table = self.table.lock();
        let removed = table.calls.remove(call.key);
        if removed.is_some() {
            self.count.store(table.calls.len(), Ordering::Relaxed);
            last();
        }
        if self.is_waited_for() {
            table.drain_waiters.take_all(&mut wake);
        }
        drop(table);
        wake.wake();
        removed.is_some()
    }

    /// A call is such now that nobody may wait for its end any more. No lock may be held.
    pub(super) fn tell_waiters(&self) {
        if self.is_waited_for() {
            let mut wake = WakeList::default();
            self.table.lock().drain_waiters.take_all(&mut wake);
            wake.wake();
        }
    }

    fn is_waited_for(&self) -> bool {
        self.drain_waits.load(Ordering::SeqCst) > 0
    }

    pub(super) fn len(&self) -> usize {
        self.table.lock().calls.len()
    }

    /// How many there were a moment ago. Takes no lock, and says nothing of what else was done with them.
    pub(super) fn about(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// All of them, oldest first.
    pub(crate) fn all(&self) -> Vec<Arc<Call>> {
        self.table.lock().calls.all().cloned().collect()
    }

    /// Some of them, at most `count`, of those with keys beyond `after`.
    pub(crate) fn some_after(&self, after: Bound<CallKey>, count: usize) -> Vec<Arc<Call>> {
        self.table.lock().calls.from(after).take(count).cloned().collect()
    }

    /// Takes all of them out, for an endpoint that is no more.
    pub(super) fn take_all(&self) -> impl Iterator<Item = Arc<Call>> + use<> {
        self.table.lock().calls.take_all()
    }

    /// Waits until there is no call of which `counts` is true; it is asked with the lock held. Cancel-safe.
    pub(super) fn drained<F: Fn(&Arc<Call>) -> bool + Unpin>(
        &self,
        counts: F,
    ) -> impl Future<Output = ()> {
        self.drain_waits.fetch_add(1, Ordering::SeqCst);
        DrainWait { live: self, counts, at: CallKey(0), whole_pass: true, waiter: None }
    }
}

struct DrainWait<'a, F> {
    live: &'a LiveCalls,
    counts: F,
    /// The call that was waited for last, or that is to be looked at next.
    at: CallKey,
    /// The calls before that one were looked at in this pass.
    whole_pass: bool,
    waiter: Option<WaiterId>,
}

impl<F: Fn(&Arc<Call>) -> bool + Unpin> Future for DrainWait<'_, F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        loop {
            let mut table = this.live.table.lock();
            let mut looked = 0;
            let from = Bound::Included(this.at);
            let is_one_left = table.calls.from(from).take(AT_ONCE).any(|call| {
                looked += 1;
                this.at = call.key;
                (this.counts)(call)
            });
            if is_one_left {
                let replaced = table.drain_waiters.register(&mut this.waiter, cx.waker());
                drop(table);
                drop(replaced);
                this.whole_pass = false;
                return Poll::Pending;
            }
            if looked == AT_ONCE {
                this.at = CallKey(this.at.0 + 1);
            } else if this.whole_pass {
                return Poll::Ready(());
            } else {
                // What was passed over before may have become one of those.
                (this.at, this.whole_pass) = (CallKey(0), true);
            }
        }
    }
}

impl<F> Drop for DrainWait<'_, F> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        self.live.drain_waits.fetch_sub(1, Ordering::SeqCst);
        if let Some(id) = self.waiter {
            let _waker = self.live.table.lock().drain_waiters.remove(id);
        }
    }
}
