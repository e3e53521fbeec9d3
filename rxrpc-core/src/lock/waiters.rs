//! Wakers of tasks and threads that wait for a condition, and the rule that they are woken unlocked.
//!
//! Holds: [`Waiters`], a list kept under somebody's lock, and [`WakeList`], what is taken out of it to
//! be woken later. Must not know: what is waited for.

use super::ranked::assert_no_lock_held;
use std::task::Waker;

/// Names one entry of a [`Waiters`] list for its later removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaiterId(u64);

/// Who waits for a condition that the surrounding lock guards.
#[derive(Debug, Default)]
pub struct Waiters {
    next: u64,
    /// In the order of their entries' numbers.
    list: Vec<(u64, Waker)>,
}

impl Waiters {
    /// Adds a waker, or replaces the one that `id` names. What was replaced is to be dropped unlocked: it
    /// may be the last hold on a task whose futures take the same lock when they are dropped.
    #[must_use = "a replaced waker is to be dropped unlocked"]
    pub fn register(&mut self, id: &mut Option<WaiterId>, waker: &Waker) -> Option<Waker> {
        if let Some(at) = id.and_then(|id| self.find(id)) {
            let old = &mut self.list[at].1;
            return (!old.will_wake(waker)).then(|| std::mem::replace(old, waker.clone()));
        }
        self.next += 1;
        self.list.push((self.next, waker.clone()));
        *id = Some(WaiterId(self.next));
        None
    }

    /// Takes an entry out; what it returns is to be dropped unlocked.
    pub fn remove(&mut self, id: WaiterId) -> Option<Waker> {
        let at = self.find(id)?;
        Some(self.list.remove(at).1)
    }

    fn find(&self, id: WaiterId) -> Option<usize> {
        self.list.binary_search_by_key(&id.0, |(entry, _)| *entry).ok()
    }

    /// Moves everybody to `wake`.
    pub fn take_all(&mut self, wake: &mut WakeList) {
        // Mostly nobody waits.
        if !self.list.is_empty() {
            wake.0.extend(self.list.drain(..).map(|(_, waker)| waker));
        }
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Wakers taken under a lock, to be woken once it is free.
#[derive(Debug, Default)]
#[must_use = "whoever was taken out of a list has to be woken"]
pub struct WakeList(Vec<Waker>);

impl WakeList {
    /// Wakes all of them. No lock of the core may be held.
    pub fn wake(self) {
        if self.0.is_empty() {
            return;
        }
        assert_no_lock_held();
        for waker in self.0 {
            waker.wake();
        }
    }

    /// Takes all of them out, in their order.
    pub fn drain(&mut self) -> impl Iterator<Item = Waker> {
        self.0.drain(..)
    }

    /// Adds one.
    pub fn push(&mut self, waker: Waker) {
        self.0.push(waker);
    }

    /// Adds what another list holds. Mostly one of the two is empty, and nothing is copied.
    pub fn append(&mut self, other: Self) {
        if self.0.is_empty() {
            self.0 = other.0;
        } else {
            self.0.extend(other.0);
        }
    }

    /// Whether there is nobody to wake.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
