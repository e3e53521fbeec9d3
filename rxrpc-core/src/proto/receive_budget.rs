//! How much memory all calls of an endpoint together may fill with data that nobody has read.
//!
//! Holds: [`ReceiveBudget`], and a call's [`Share`] of it. Must not know: what is stored, or windows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a call may store without asking: more than most calls ever hold.
const FREE: usize = 24 << 10;

/// What a call takes or gives back at once, so that few packets touch the common counter.
const CHUNK: usize = 64 << 10;

/// A call counts on no more than this part of what is left, so that many may be told of a large
/// window at once without all of it being promised to each.
const COUNTED_ON: usize = 4;

/// The common part. One number that is changed in one step and that nothing else hangs on.
#[derive(Debug)]
pub struct ReceiveBudget {
    total: usize,
    left: AtomicUsize,
}

impl ReceiveBudget {
    /// A budget of so many bytes.
    #[must_use]
    pub fn new(total: usize) -> Self {
        Self { total, left: AtomicUsize::new(total) }
    }

    /// Bytes that calls have taken, used or not.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.total.saturating_sub(self.left())
    }

    fn left(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }

    fn take(&self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    fn give_back(&self, bytes: usize) {
        self.left.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// What one call has taken. It gives back all of it when it is dropped.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// `None`: no limit.
    budget: Option<Arc<ReceiveBudget>>,
    taken: usize,
}

impl Share {
    /// To be called before anything is taken.
    pub(super) fn join(&mut self, budget: &Arc<ReceiveBudget>) {
        self.shrink(0);
        self.budget = Some(budget.clone());
    }

    /// Sees to it that `used` bytes are covered; `false` if there is not so much left.
    pub(super) fn covers(&mut self, used: usize) -> bool {
        let Some(missing) = used.checked_sub(FREE + self.taken).filter(|missing| *missing > 0)
        else {
            return true;
        };
        let Some(budget) = &self.budget else { return true };
        let wanted = missing.max(CHUNK);
        let got = [wanted, missing].into_iter().find(|bytes| budget.take(*bytes));
        self.taken += got.unwrap_or(0);
        got.is_some()
    }

    /// Gives back what is too much for `used` bytes, apart from a chunk that may be needed soon.
    pub(super) fn shrink(&mut self, used: usize) {
        let needed = used.saturating_sub(FREE);
        let kept = if needed == 0 { 0 } else { needed + CHUNK };
        if let Some(budget) = &self.budget
            && (self.taken > kept + CHUNK || (kept == 0 && self.taken > 0))
        {
            budget.give_back(self.taken - kept);
            self.taken = kept;
        }
    }

    /// How many bytes more than `used` the call may count on; `None`: any number.
    pub(super) fn room(&self, used: usize) -> Option<usize> {
        let left = self.budget.as_ref()?.left();
        Some((FREE + self.taken).saturating_sub(used) + left / COUNTED_ON)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.shrink(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is covered was taken, what is left over is little, and all comes back.
        #[test]
        fn what_is_taken_comes_back(
            total in 0usize..(1 << 20),
            steps in proptest::collection::vec((0usize..4, 0usize..(1 << 19)), 1..100),
        ) {
            let budget = Arc::new(ReceiveBudget::new(total));
            let mut shares: Vec<Share> = (0..4).map(|_| Share::default()).collect();
            for share in &mut shares {
                share.join(&budget);
            }
            for (index, used) in steps {
                let share = &mut shares[index];
                let covered = share.covers(used);
                prop_assert_eq!(covered, used <= FREE + share.taken);
                if covered {
                    share.shrink(used);
                    prop_assert!(share.taken <= used.saturating_sub(FREE) + 2 * CHUNK);
                    prop_assert!(used <= FREE + share.taken);
                }
                let taken: usize = shares.iter().map(|share| share.taken).sum();
                prop_assert_eq!(taken, budget.taken());
                prop_assert!(taken <= total);
            }
            drop(shares);
            prop_assert_eq!(budget.taken(), 0);
        }
    }
}
