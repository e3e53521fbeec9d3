//! Something that many threads use and one can take away.
//!
//! Holds: [`Removable`]. Must not know: what is taken away, and when.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, Weak};

/// A socket, or what stands in its place, that can be taken from those who use it. Whoever uses it holds a
/// reference and no lock, so it may be taken away by what is called meanwhile too.
pub struct Removable<T: ?Sized>(RwLock<State<T>>);

enum State<T: ?Sized> {
    Here(Arc<T>),
    Removed(Weak<T>),
}

impl<T: ?Sized> Removable<T> {
    /// With something in it.
    pub fn new(held: impl Into<Arc<T>>) -> Self {
        Self(RwLock::new(State::Here(held.into())))
    }

    /// What is held, to be let go of soon; `None` if it was taken away.
    pub fn get(&self) -> Option<Arc<T>> {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            State::Here(held) => Some(held.clone()),
            State::Removed(_) => None,
        }
    }

    /// Takes it away, from others who use it at the moment as soon as they are through.
    pub fn remove(&self) -> Option<Arc<T>> {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let State::Here(held) = &*state else { return None };
        let removed = State::Removed(Arc::downgrade(held));
        match std::mem::replace(&mut *state, removed) {
            State::Here(held) => Some(held),
            State::Removed(_) => None,
        }
    }

    /// Whether it was taken away and nobody uses it any more.
    pub fn is_gone(&self) -> bool {
        match &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            State::Here(_) => false,
            State::Removed(held) => held.strong_count() == 0,
        }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Removable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Removable").field(&self.get()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_is_gone_when_the_use_is_over() {
        let removable = Removable::<str>::new("socket");
        let used = removable.get();
        assert_eq!(used.as_deref(), Some("socket"));
        assert!(!removable.is_gone());
        assert_eq!(removable.remove().as_deref(), Some("socket"));
        assert_eq!((removable.get(), removable.remove()), (None, None));
        assert!(!removable.is_gone(), "somebody uses it");
        drop(used);
        assert!(removable.is_gone());
    }
}
