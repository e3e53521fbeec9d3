//! A wait that outlives one poll of a poll-based trait.
//!
//! Holds: [`Ongoing`]. Must not know: what is waited for.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// A boxed future that is `Sync`, as the handles are that own one. It is polled through `&mut` only, so its mutex
/// is never locked.
pub(crate) struct Ongoing<T>(Mutex<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T> Ongoing<T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Mutex::new(Box::pin(future)))
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<T> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx)
    }
}
