//! A queue of things that somebody is to take, and those who wait to take one.
//!
//! Holds: [`WaitQueue`] and its future [`TakeNext`]. Must not know: what is queued.
//!
//! A newcomer wakes a waiter, unless one is on its way already: who takes an item and sees more wakes the
//! next. So a burst is shared by as many as it takes, and not by all who wait. A waiter that was woken and
//! then gives up passes the news on, so cancelling never costs another waiter its wake-up. One that was woken and
//! is not polled is no longer counted on when somebody with a clock has looked twice ([`WaitQueue::look_after`]).

use super::{Mutex, Rank, WakeList, abandoned_by_model};
use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Items for which one waiter is woken, if none of those that were woken came for them yet: one that comes
/// late holds up no more than these.
const ITEMS_PER_WAITER: usize = 8;

/// How often the number of those who are called doubles: a million is everybody.
const MOST_DOUBLINGS: u32 = 20;

/// A queue with waiters.
#[derive(Debug)]
pub(crate) struct WaitQueue<T> {
    inner: Mutex<Inner<T>>,
}

/// What the lock of a [`WaitQueue`] guards.
#[derive(Debug)]
pub(crate) struct Inner<T> {
    pub(crate) items: VecDeque<T>,
    waiters: Line,
    /// Waiters that were woken and have not looked since.
    coming: usize,
    /// Somebody looks after those who are coming.
    watched: bool,
    /// How many looks in a row found that nobody came.
    late: u32,
    closed: bool,
}

/// Those who wait, in the order of their coming. They may be thousands, and every item wakes one: nothing here
/// walks over them.
#[derive(Debug, Default)]
struct Line {
    next: u64,
    waiting: BTreeMap<u64, Waker>,
}

impl Line {
    /// Adds a waker at the end, or moves the one that `id` names there. What was replaced is to be dropped
    /// unlocked.
    fn register(&mut self, id: &mut Option<u64>, waker: &Waker) -> Option<Waker> {
        let old = id.and_then(|id| self.waiting.remove(&id));
        self.next += 1;
        *id = Some(self.next);
        let (new, replaced) = match old {
            Some(old) if old.will_wake(waker) => (old, None),
            old => (waker.clone(), old),
        };
        self.waiting.insert(self.next, new);
        replaced
    }

    fn remove(&mut self, id: u64) -> Option<Waker> {
        self.waiting.remove(&id)
    }

    fn take_all(&mut self, wake: &mut WakeList) {
        std::mem::take(&mut self.waiting).into_values().for_each(|waker| wake.push(waker));
    }

    /// Moves the one that came last to `wake`, `false` if nobody waits.
    fn take_last(&mut self, wake: &mut WakeList) -> bool {
        let last = self.waiting.pop_last();
        let some = last.is_some();
        last.into_iter().for_each(|(_, waker)| wake.push(waker));
        some
    }

    /// Whether an entry is still there: nobody took it to be woken.
    fn contains(&self, id: u64) -> bool {
        self.waiting.contains_key(&id)
    }
}

impl<T> Inner<T> {
    /// Wakes a waiter, the one that came last: it is the likeliest to be awake still.
    fn call_one(&mut self, wake: &mut WakeList) {
        if self.waiters.take_last(wake) {
            self.coming += 1;
        }
    }

    /// Wakes a waiter if those that were woken are too few for what there is.
    fn call_if_needed(&mut self, wake: &mut WakeList) {
        let needed = self.items.len().min(1 + self.items.len() / ITEMS_PER_WAITER);
        if self.coming < needed {
            self.call_one(wake);
        }
    }

    /// A waiter looks, or gives up: whether it had been woken.
    fn arrives(&mut self, id: Option<u64>) -> bool {
        let woken = id.is_some_and(|id| !self.waiters.contains(id));
        if woken {
            self.coming = self.coming.saturating_sub(1);
            self.late = 0;
        }
        woken
    }

    /// Whether others wait while those that were woken have not come for what there is.
    fn needs_look(&self) -> bool {
        self.coming > 0 && !self.items.is_empty() && !self.waiters.waiting.is_empty()
    }

    fn begin_watch(&mut self) -> bool {
        let begins = !self.watched && self.needs_look();
        self.watched |= begins;
        begins
    }

    fn look(&mut self, wake: &mut WakeList) {
        if self.late > 0 {
            // Nobody came since: others are called, twice as many each time.
            self.coming = 0;
            for _ in 0..1u32 << (self.late - 1).min(MOST_DOUBLINGS) {
                self.call_one(wake);
            }
        }
        self.late += 1;
    }
}

impl<T> WaitQueue<T> {
    pub(crate) fn new(rank: Rank) -> Self {
        let inner = Inner {
            items: VecDeque::new(),
            waiters: Line::default(),
            coming: 0,
            watched: false,
            late: 0,
            closed: false,
        };
        Self { inner: Mutex::new(rank, inner) }
    }

    /// Whether those who were woken are to be looked after from now on, by whoever asks.
    pub(crate) fn begin_watch(&self) -> bool {
        self.inner.lock().begin_watch()
    }

    /// Whether there is anything left to look after; if not, nobody does any more.
    pub(crate) fn keep_watch(&self) -> bool {
        let mut inner = self.inner.lock();
        inner.watched = inner.needs_look();
        if !inner.watched {
            inner.late = 0;
        }
        inner.watched
    }

    /// Has others woken if nobody came since the last look for what there is. `true` if there is to be
    /// another look.
    pub(crate) fn look_after(&self) -> (bool, WakeList) {
        let mut wake = WakeList::default();
        let mut inner = self.inner.lock();
        if inner.needs_look() {
            inner.look(&mut wake);
        }
        inner.watched = inner.needs_look();
        if !inner.watched {
            inner.late = 0;
        }
        (inner.watched, wake)
    }

    /// Looks at or changes the items. If `change` says so, one waiter is to be woken. What it adds to a queue that was
    /// closed is dropped.
    pub(crate) fn with(&self, change: impl FnOnce(&mut VecDeque<T>) -> bool) -> WakeList {
        let mut wake = WakeList::default();
        let mut inner = self.inner.lock();
        if change(&mut inner.items) {
            inner.call_one(&mut wake);
        }
        let late = inner.closed.then(|| std::mem::take(&mut inner.items));
        drop(inner);
        drop(late);
        wake
    }

    /// Adds an item, and wakes a waiter if that takes one; gives it back if the queue was closed. `true` if
    /// those who were woken are to be looked after from now on, as [`WaitQueue::begin_watch`] says.
    pub(crate) fn push(&self, item: T) -> Result<(WakeList, bool), T> {
        let mut wake = WakeList::default();
        let mut inner = self.inner.lock();
        if inner.closed {
            return Err(item);
        }
        inner.items.push_back(item);
        inner.call_if_needed(&mut wake);
        Ok((wake, inner.begin_watch()))
    }

    /// Reads something of the queue.
    pub(crate) fn inspect<R>(&self, look: impl FnOnce(&VecDeque<T>) -> R) -> R {
        look(&self.inner.lock().items)
    }

    /// [`WaitQueue::inspect`]; `None` if it was closed.
    pub(crate) fn inspect_open<R>(&self, look: impl FnOnce(&VecDeque<T>) -> R) -> Option<R> {
        let inner = self.inner.lock();
        if inner.closed { None } else { Some(look(&inner.items)) }
    }

    /// Ends every present and future wait; what is queued is returned.
    pub(crate) fn close(&self) -> (VecDeque<T>, WakeList) {
        let mut wake = WakeList::default();
        let mut inner = self.inner.lock();
        inner.closed = true;
        inner.waiters.take_all(&mut wake);
        (std::mem::take(&mut inner.items), wake)
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        self.inner.lock().waiters.waiting.len()
    }

    /// Whether it was closed.
    pub(crate) fn is_closed(&self) -> bool {
        self.inner.lock().closed
    }

    /// Waits until `take` finds something among the items; `None` once the queue is closed.
    pub(crate) fn next<R, F>(&self, take: F) -> TakeNext<'_, T, F>
    where
        F: FnMut(&mut VecDeque<T>) -> Option<R> + Unpin,
    {
        TakeNext { queue: self, take, id: None }
    }
}

/// The wait for an item. Cancel-safe.
#[must_use = "futures do nothing unless polled"]
pub(crate) struct TakeNext<'a, T, F> {
    queue: &'a WaitQueue<T>,
    take: F,
    id: Option<u64>,
}

impl<T, R, F> Future for TakeNext<'_, T, F>
where
    F: FnMut(&mut VecDeque<T>) -> Option<R> + Unpin,
{
    type Output = Option<R>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<R>> {
        let this = self.get_mut();
        let mut inner = this.queue.inner.lock();
        if inner.arrives(this.id) {
            this.id = None;
        }
        let taken = (this.take)(&mut inner.items);
        if taken.is_none() && !inner.closed {
            let replaced = inner.waiters.register(&mut this.id, cx.waker());
            drop(inner);
            drop(replaced);
            return Poll::Pending;
        }
        // Served: it needs no wake-up, and what is left may be for the next in line.
        let own = this.id.take().and_then(|id| inner.waiters.remove(id));
        let mut wake = WakeList::default();
        inner.call_if_needed(&mut wake);
        drop(inner);
        drop(own);
        wake.wake();
        Poll::Ready(taken)
    }
}

impl<T, F> Drop for TakeNext<'_, T, F> {
    fn drop(&mut self) {
        let Some(id) = self.id.take() else { return };
        if abandoned_by_model() {
            return;
        }
        let mut inner = self.queue.inner.lock();
        let woken = inner.arrives(Some(id));
        let own = inner.waiters.remove(id);
        let mut wake = WakeList::default();
        if woken {
            inner.call_if_needed(&mut wake);
        }
        drop(inner);
        drop(own);
        wake.wake();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Wake, Waker};

    #[derive(Default)]
    struct Counter(AtomicUsize);
    impl Wake for Counter {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn pop(items: &mut VecDeque<u32>) -> Option<u32> {
        items.pop_front()
    }

    #[test]
    fn a_woken_waiter_that_gives_up_wakes_the_next() {
        let queue = WaitQueue::new(Rank::Ready);
        let counters = [Arc::new(Counter::default()), Arc::new(Counter::default())];
        let wakers: Vec<Waker> = counters.iter().map(|counter| counter.clone().into()).collect();
        let mut first = pin!(queue.next(pop));
        let mut second = Box::pin(queue.next(pop));
        assert!(first.as_mut().poll(&mut Context::from_waker(&wakers[0])).is_pending());
        assert!(second.as_mut().poll(&mut Context::from_waker(&wakers[1])).is_pending());
        queue
            .with(|items| {
                items.push_back(7);
                true
            })
            .wake();
        assert_eq!(counters[1].0.load(Ordering::Relaxed), 1);
        drop(second);
        assert_eq!(counters[0].0.load(Ordering::Relaxed), 1);
        let mut cx = Context::from_waker(&wakers[0]);
        assert_eq!(first.as_mut().poll(&mut cx), Poll::Ready(Some(7)));
        assert_eq!(queue.waiting(), 0);
    }

    #[test]
    fn a_burst_wakes_no_more_than_it_takes() {
        let queue = WaitQueue::new(Rank::Ready);
        let counters: Vec<_> = (0..4).map(|_| Arc::new(Counter::default())).collect();
        let wakers: Vec<Waker> = counters.iter().map(|counter| counter.clone().into()).collect();
        let mut waits: Vec<_> = counters.iter().map(|_| Box::pin(queue.next(pop))).collect();
        for (wait, waker) in waits.iter_mut().zip(&wakers) {
            assert!(wait.as_mut().poll(&mut Context::from_waker(waker)).is_pending());
        }
        let woken = || -> Vec<_> { counters.iter().map(|c| c.0.load(Ordering::Relaxed)).collect() };
        for item in 0..ITEMS_PER_WAITER as u32 - 1 {
            queue.push(item).expect("open").0.wake();
        }
        assert_eq!(woken(), [0, 0, 0, 1]);
        // Nobody came: it is time for another one.
        queue.push(99).expect("open").0.wake();
        assert_eq!(woken(), [0, 0, 1, 1]);
        let mut cx = Context::from_waker(&wakers[3]);
        assert_eq!(waits[3].as_mut().poll(&mut cx), Poll::Ready(Some(0)));
        assert_eq!(woken(), [0, 0, 1, 1], "one is on its way");
        let mut cx = Context::from_waker(&wakers[2]);
        assert_eq!(waits[2].as_mut().poll(&mut cx), Poll::Ready(Some(1)));
        assert_eq!(woken(), [0, 1, 1, 1], "nobody was on its way any more");
    }

    #[test]
    fn who_was_woken_and_does_not_come_is_not_counted_on() {
        let queue = WaitQueue::new(Rank::Ready);
        let counters: Vec<_> = (0..8).map(|_| Arc::new(Counter::default())).collect();
        let wakers: Vec<Waker> = counters.iter().map(|counter| counter.clone().into()).collect();
        let mut waits: Vec<_> = counters.iter().map(|_| Box::pin(queue.next(pop))).collect();
        for (wait, waker) in waits.iter_mut().zip(&wakers) {
            assert!(wait.as_mut().poll(&mut Context::from_waker(waker)).is_pending());
        }
        let woken = || counters.iter().filter(|c| c.0.load(Ordering::Relaxed) > 0).count();
        let look = || {
            let (again, wake) = queue.look_after();
            wake.wake();
            again
        };
        let (wake, watch) = queue.push(1).expect("open");
        wake.wake();
        assert!(watch, "others wait behind the one that was woken");
        assert!(!queue.push(2).expect("open").1, "somebody looks already");
        let counts: Vec<_> = (0..4)
            .map(|_| {
                look();
                woken()
            })
            .collect();
        assert_eq!(counts, [1, 2, 4, 8]);
        let mut cx = Context::from_waker(&wakers[3]);
        assert_eq!(waits[3].as_mut().poll(&mut cx), Poll::Ready(Some(1)));
        assert!(!queue.keep_watch(), "nobody waits any more who was not woken");
    }

    /// A waker whose drop takes part in the rules.
    struct LastHold;
    impl Wake for LastHold {
        fn wake(self: Arc<Self>) {}
    }
    impl Drop for LastHold {
        fn drop(&mut self) {
            crate::lock::ranked::assert_no_lock_held();
        }
    }

    #[test]
    fn a_replaced_waker_is_dropped_unlocked() {
        let queue = WaitQueue::new(Rank::Ready);
        let mut wait = pin!(queue.next(pop));
        for _ in 0..2 {
            let waker = Waker::from(Arc::new(LastHold));
            assert!(wait.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        }
        assert_eq!(queue.waiting(), 1);
    }

    #[test]
    fn closing_ends_every_wait() {
        let queue: WaitQueue<u32> = WaitQueue::new(Rank::Ready);
        let mut wait = pin!(queue.next(pop));
        let mut cx = Context::from_waker(Waker::noop());
        assert!(wait.as_mut().poll(&mut cx).is_pending());
        let (left, wake) = queue.close();
        wake.wake();
        assert!(left.is_empty());
        assert_eq!(wait.as_mut().poll(&mut cx), Poll::Ready(None));
    }
}
