//! Something that many threads use and one can take away.
//!
//! Holds: [`Removable`], and [`InUse`] for as long as one uses it. Must not know: what is taken away, and when.

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// A socket, or what stands in its place, that can be taken from those who use it. Whoever uses it holds a
/// reference and no lock, so it may be taken away by what is called meanwhile too.
pub struct Removable<T>(RwLock<State<T>>);

enum State<T> {
    Here(Arc<InUse<T>>),
    /// Set when what was here is dropped.
    Removed(Arc<AtomicBool>),
}

/// What a [`Removable`] holds, to be let go of soon.
pub struct InUse<T> {
    // In this order: it is gone when its drop is over, and its descriptor closed. (When the count of references is
    // 0, that is still to come.)
    held: T,
    gone: Gone,
}

struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

impl<T> Deref for InUse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.held
    }
}

impl<T> Removable<T> {
    /// With something in it.
    pub fn new(held: T) -> Self {
        Self(RwLock::new(State::Here(Arc::new(InUse { held, gone: Gone(Arc::default()) }))))
    }

    /// What is held; `None` if it was taken away.
    pub fn get(&self) -> Option<Arc<InUse<T>>> {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            State::Here(held) => Some(held.clone()),
            State::Removed(_) => None,
        }
    }

    /// Takes it away, from others who use it at the moment as soon as they are through.
    pub fn remove(&self) -> Option<Arc<InUse<T>>> {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let State::Here(held) = &*state else { return None };
        let removed = State::Removed(held.gone.0.clone());
        match std::mem::replace(&mut *state, removed) {
            State::Here(held) => Some(held),
            State::Removed(_) => None,
        }
    }

    /// Whether it was taken away, nobody uses it any more, and its drop is over.
    pub fn is_gone(&self) -> bool {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            State::Here(_) => false,
            State::Removed(gone) => gone.load(Ordering::Acquire),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Removable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Removable").field(&self.get()).finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for InUse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.held.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_is_gone_when_the_use_is_over() {
        let removable = Removable::new("socket");
        let used = removable.get();
        assert_eq!(used.as_deref().map(|held| **held), Some("socket"));
        assert!(!removable.is_gone());
        assert!(removable.remove().is_some_and(|held| **held == "socket"));
        assert!(removable.get().is_none() && removable.remove().is_none());
        assert!(!removable.is_gone(), "somebody uses it");
        drop(used);
        assert!(removable.is_gone());
    }

    #[test]
    fn it_is_not_gone_while_it_is_being_dropped() {
        /// Looks, while it is dropped, whether it is gone already.
        struct Slow(Arc<Removable<Option<Slow>>>, Arc<AtomicBool>);

        impl Drop for Slow {
            fn drop(&mut self) {
                self.1.store(self.0.is_gone(), Ordering::Relaxed);
            }
        }

        let (place, too_early) = (Arc::new(Removable::new(None)), Arc::new(AtomicBool::new(true)));
        let held = Slow(place.clone(), too_early.clone());
        // A place that is looked at by what stands in it.
        *place.0.write().unwrap_or_else(PoisonError::into_inner) =
            State::Here(Arc::new(InUse { held: Some(held), gone: Gone(Arc::default()) }));
        drop(place.remove());
        assert!(!too_early.load(Ordering::Relaxed));
        assert!(place.is_gone());
    }
}
