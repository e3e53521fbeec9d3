//! Waiting for something about one call.
//!
//! Holds: [`WaitFor`], the future behind every wait for data, for transmit space and for the end of a
//! call. Must not know: the wait for a slot or for the user mutex; those are permits.

use super::{Call, CallState, CallWaiters};
use crate::lock::Waiters;
use crate::lock::waiters::WaiterId;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Which of the waiters of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Interest {
    /// Data, its end, or the end of the call.
    Readable,
    /// Space in the transmit queue, or the end of the call.
    Writable,
    /// The end of the call.
    Ended,
}

impl Interest {
    fn of(self, waiters: &mut CallWaiters) -> &mut Waiters {
        match self {
            Self::Readable => &mut waiters.readable,
            Self::Writable => &mut waiters.writable,
            Self::Ended => &mut waiters.ended,
        }
    }
}

/// Waits until `check` says something about the call's state. Cancel-safe: dropping it leaves no
/// waiter behind.
pub(crate) struct WaitFor<'a, F> {
    call: &'a Call,
    interest: Interest,
    check: F,
    id: Option<WaiterId>,
}

impl Call {
    pub(crate) fn wait_for<T, F>(&self, interest: Interest, check: F) -> WaitFor<'_, F>
    where
        F: FnMut(&mut CallState) -> Option<T> + Unpin,
    {
        WaitFor { call: self, interest, check, id: None }
    }
}

impl<T, F: FnMut(&mut CallState) -> Option<T> + Unpin> Future for WaitFor<'_, F> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = self.get_mut();
        let interest = this.interest;
        let (polled, _replaced) = this.call.with_state(|state| match (this.check)(state) {
            Some(result) => (Poll::Ready(result), None),
            None => {
                let waiters = interest.of(&mut state.waiters);
                (Poll::Pending, waiters.register(&mut this.id, cx.waker()))
            }
        });
        polled
    }
}

impl<F> Drop for WaitFor<'_, F> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        if let Some(id) = self.id {
            // The waker is dropped after the lock: its drop may be the executor's code.
            let _waker =
                self.call.with_state(|state| self.interest.of(&mut state.waiters).remove(id));
        }
    }
}
