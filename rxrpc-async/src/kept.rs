//! A wait that outlives one poll of a poll-based trait.
//!
//! Holds: [`Kept`]. Must not know: what is waited for.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// A boxed future that whoever owns it may share: only its owner can poll it, so the mutex, which is
/// never locked, is there to say that this is sound.
pub(crate) struct Kept<T>(Mutex<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T> Kept<T> {
    pub(crate) fn new(future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Mutex::new(Box::pin(future)))
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<T> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx)
    }
}
