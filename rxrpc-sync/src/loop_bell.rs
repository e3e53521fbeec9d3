//! Telling a program's loop that it is to drive earlier than it was told, and who knows whether it is awake.
//!
//! Holds: [`LoopBell`]. Must not know: what happened, how the loop waits.

use crate::primitives::marks::{AtomicBool, AtomicUsize, Ordering};
use crate::primitives::{Mutex, MutexGuard};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};

type Notify = Arc<dyn Fn() + Send + Sync>;

thread_local! {
    /// Its address is this thread's own.
    static HERE: u8 = const { 0 };
}

/// Rung from nothing to something: once until the loop drives.
#[derive(Default)]
pub(crate) struct LoopBell {
    rung: AtomicBool,
    /// The address of the `HERE` of the thread in which the loop is awake; 0 while it is not.
    awake_in: AtomicUsize,
    notify: Mutex<Option<Notify>>,
}

impl fmt::Debug for LoopBell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoopBell").field("rung", &self.rung).finish_non_exhaustive()
    }
}

impl LoopBell {
    /// Something happened that the loop is to drive for. No lock may be held.
    pub(crate) fn ring(&self) {
        if !self.rung.swap(true, Ordering::SeqCst) {
            self.call();
        }
    }

    /// The loop drives, and looks itself for what there is to do before it sleeps: until [`LoopBell::clear`] nobody need
    /// tell it.
    pub(crate) fn hush(&self) {
        self.awake_in.store(here(), Ordering::Relaxed);
        self.rung.store(true, Ordering::SeqCst);
    }

    /// The loop is to be told again. Look for what there is to do after this: whoever rings made it before.
    pub(crate) fn clear(&self) {
        self.awake_in.store(0, Ordering::Relaxed);
        self.rung.store(false, Ordering::SeqCst);
    }

    /// Whether this thread is that of the loop, which is awake and looks for what there is to do before it sleeps.
    pub(crate) fn is_awake_here(&self) -> bool {
        self.awake_in.load(Ordering::Relaxed) == here()
    }

    /// Who is called from now on; at once, if the bell was rung.
    pub(crate) fn set(&self, notify: Option<Notify>) {
        let old = std::mem::replace(&mut *self.lock(), notify);
        drop(old);
        if self.rung.load(Ordering::SeqCst) {
            self.call();
        }
    }

    /// Whoever rings has work of its own to go on with, also if this panics.
    fn call(&self) {
        let Some(notify) = self.lock().clone() else { return };
        // A checker ends what it gives up by panicking.
        if cfg!(any(rxrpc_loom, rxrpc_shuttle)) {
            notify();
        } else if catch_unwind(AssertUnwindSafe(|| notify())).is_err() {
            tracing::error!("a function that tells a loop to drive has panicked");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Notify>> {
        self.notify.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn here() -> usize {
    HERE.with(|here| std::ptr::from_ref(here).addr())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn it_tells_once_until_the_loop_drives() {
        let bell = LoopBell::default();
        bell.ring();
        let told = Arc::new(AtomicUsize::new(0));
        let tell = told.clone();
        bell.set(Some(Arc::new(move || {
            tell.fetch_add(1, Ordering::SeqCst);
        })));
        assert_eq!(told.load(Ordering::SeqCst), 1, "it was rung before");
        bell.ring();
        assert_eq!(told.load(Ordering::SeqCst), 1);
        bell.clear();
        bell.ring();
        bell.ring();
        assert_eq!(told.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn it_is_awake_in_one_thread() {
        let bell = LoopBell::default();
        assert!(!bell.is_awake_here());
        bell.hush();
        assert!(bell.is_awake_here());
        let elsewhere = || std::thread::scope(|scope| scope.spawn(|| bell.is_awake_here()).join());
        assert!(!elsewhere().expect("it does not panic"));
        bell.clear();
        assert!(!bell.is_awake_here());
    }

    #[test]
    fn one_that_panics_holds_nobody_up() {
        let bell = LoopBell::default();
        bell.set(Some(Arc::new(|| panic!("a panic that the test wants"))));
        bell.ring();
        bell.clear();
        bell.ring();
    }
}
