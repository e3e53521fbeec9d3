//! What users gave, kept so that its end does no harm.
//!
//! Holds: [`Theirs`]. Must not know: what it is.

use std::fmt::{self, Debug};
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A share of what a user gave. Whoever drives an endpoint may be the last to have one, and goes on if it panics when it
/// is dropped.
pub(crate) struct Theirs<T: ?Sized>(Option<Arc<T>>);

impl<T: ?Sized> Theirs<T> {
    /// What the user gave.
    pub(crate) fn shared(&self) -> &Arc<T> {
        self.0.as_ref().expect("it is there until this is dropped")
    }
}

impl<T: ?Sized> From<Arc<T>> for Theirs<T> {
    fn from(given: Arc<T>) -> Self {
        Self(Some(given))
    }
}

impl<T: ?Sized> Clone for Theirs<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized> Deref for Theirs<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.shared()
    }
}

impl<T: ?Sized + Debug> Debug for Theirs<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: ?Sized> Drop for Theirs<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(given) = self.0.take() {
            let_go(given);
        }
    }
}

#[cold]
fn let_go<T: ?Sized>(given: Arc<T>) {
    if catch_unwind(AssertUnwindSafe(|| drop(given))).is_err() {
        tracing::error!("something of a security class has panicked when it was dropped");
    }
}
