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
    list: Vec<(u64, Waker)>,
}

impl Waiters {
    /// Adds a waker at the end, or moves the one that `id` names there. What was replaced is to be dropped unlocked: it
    /// may be the last hold on a task whose futures take the same lock when they are dropped.
    #[must_use = "a replaced waker is to be dropped unlocked"]
    pub fn register(&mut self, id: &mut Option<WaiterId>, waker: &Waker) -> Option<Waker> {
        if let Some(WaiterId(known)) = *id
            && let Some(at) = self.list.iter().position(|(entry, _)| *entry == known)
        {
            self.list[at..].rotate_left(1);
            let (_, old) = self.list.last_mut()?;
            return (!old.will_wake(waker)).then(|| std::mem::replace(old, waker.clone()));
        }
        self.next += 1;
        self.list.push((self.next, waker.clone()));
        *id = Some(WaiterId(self.next));
        None
    }

    /// Takes an entry out; what it returns is to be dropped unlocked.
    pub fn remove(&mut self, id: WaiterId) -> Option<Waker> {
        let at = self.list.iter().position(|(entry, _)| *entry == id.0)?;
        Some(self.list.remove(at).1)
    }

    /// Moves everybody to `wake`.
    pub fn take_all(&mut self, wake: &mut WakeList) {
        wake.0.extend(self.list.drain(..).map(|(_, waker)| waker));
    }

    /// Moves the one that came last to `wake`, `false` if nobody waits.
    pub fn take_last(&mut self, wake: &mut WakeList) -> bool {
        let last = self.list.pop();
        let some = last.is_some();
        wake.0.extend(last.map(|(_, waker)| waker));
        some
    }

    /// Whether an entry is still there: nobody took it to be woken.
    pub fn contains(&self, id: WaiterId) -> bool {
        self.list.iter().any(|(entry, _)| *entry == id.0)
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

    /// Adds what another list holds.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether there is nobody to wake.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
