//! Work that one does for all who come meanwhile.
//!
//! Holds: [`Combined`]. Must not know: what the work is.
//!
//! What is done here brings something outside in line with the state of things: a bell that rings while there is
//! something to tell. It calls out, so no lock may be held for it; two at once could end in the wrong order; and nobody
//! shall wait. So whoever comes while another is at it only leaves word, and that one looks again before it goes.

use super::{Mutex, Rank, abandoned_by_model};
use std::fmt::Debug;

/// Something that is done by one at a time, and again for who comes meanwhile.
#[derive(Debug)]
pub(crate) struct Combined<T> {
    inner: Mutex<Inner<T>>,
}

#[derive(Debug)]
struct Inner<T> {
    /// What the work keeps from one time to the next; out while somebody is at it.
    kept: Option<T>,
    /// Somebody came meanwhile.
    again: bool,
}

impl<T: Debug> Combined<T> {
    pub(crate) fn new(rank: Rank, kept: T) -> Self {
        Self { inner: Mutex::new(rank, Inner { kept: Some(kept), again: false }) }
    }

    /// Does `work` for all that was changed before this was called, or leaves it to who is at it. No lock may be held.
    pub(crate) fn run(&self, mut work: impl FnMut(&mut T)) {
        let Some(kept) = self.begin() else { return };
        let mut at_it = AtIt { combined: self, kept: Some(kept) };
        while let Some(kept) = &mut at_it.kept {
            work(kept);
            at_it.end();
        }
    }

    /// Whether somebody is at it, who perhaps does not get to run.
    pub(crate) fn is_busy(&self) -> bool {
        self.inner.lock().kept.is_none()
    }

    fn begin(&self) -> Option<T> {
        let mut inner = self.inner.lock();
        inner.again = inner.kept.is_none();
        inner.kept.take()
    }
}

/// Who is at it. What is kept goes back also if the work panics.
struct AtIt<'a, T: Debug> {
    combined: &'a Combined<T>,
    kept: Option<T>,
}

impl<T: Debug> AtIt<'_, T> {
    /// Puts back what is kept, unless somebody came meanwhile.
    fn end(&mut self) {
        let mut inner = self.combined.inner.lock();
        if !std::mem::take(&mut inner.again) {
            inner.kept = self.kept.take();
        }
    }
}

impl<T: Debug> Drop for AtIt<'_, T> {
    fn drop(&mut self) {
        if self.kept.is_some() && !abandoned_by_model() {
            self.combined.inner.lock().kept = self.kept.take();
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests {
    use super::*;

    #[test]
    fn who_comes_meanwhile_has_it_done_again() {
        let combined = Combined::new(Rank::Ready, 0);
        combined.run(|times| {
            *times += 1;
            assert!(combined.is_busy());
            if *times < 3 {
                combined.run(|_| panic!("somebody is at it"));
            }
        });
        combined.run(|times| assert_eq!(*times, 3));
    }

    #[test]
    fn a_panic_leaves_it_to_the_next() {
        let combined = Combined::new(Rank::Ready, ());
        let panics = std::panic::AssertUnwindSafe(|| combined.run(|()| panic!("on purpose")));
        assert!(std::panic::catch_unwind(panics).is_err());
        let mut done = false;
        combined.run(|()| done = true);
        assert!(done);
    }
}
