//! Which handler a task runs just now.
//!
//! Holds: [`Served`], a handler that can be told from others while it is polled. Must not know: what handlers do.
//!
//! What a handler waits for must not be itself. It is known as the caller of whatever is polled inside of its
//! own future; what it lets another task wait for is not.

use rxrpc_core::CallKey;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A handler that runs: its service, its endpoint (both by their addresses) and its call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Running {
    pub(crate) service: usize,
    pub(crate) endpoint: usize,
    pub(crate) call: CallKey,
}

thread_local! {
    static POLLED: Cell<Option<Running>> = const { Cell::new(None) };
}

/// The call of this endpoint whose handler asks.
pub(crate) fn served_here(endpoint: usize) -> Option<CallKey> {
    POLLED.get().filter(|running| running.endpoint == endpoint).map(|running| running.call)
}

/// Whether a handler of this service asks.
pub(crate) fn is_in_handler_of(service: usize) -> bool {
    POLLED.get().is_some_and(|running| running.service == service)
}

/// The future of a handler.
pub(crate) struct Served<F> {
    pub(crate) running: Running,
    pub(crate) future: F,
}

/// Who was polled before, again when dropped.
struct Before(Option<Running>);

impl Drop for Before {
    fn drop(&mut self) {
        POLLED.set(self.0);
    }
}

impl<F: Future + Unpin> Future for Served<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let _before = Before(POLLED.replace(Some(self.running)));
        Pin::new(&mut self.future).poll(cx)
    }
}
