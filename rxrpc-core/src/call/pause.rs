//! How a task that does much for a call lets others have their turn.
//!
//! Holds: [`Pause`]. Must not know: what is slow.

use super::{Call, CallState};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Lets others have their turn, once.
pub(crate) struct Pause {
    is_due: bool,
}

impl Pause {
    /// One that is over at once if it is not due.
    pub(super) fn if_due(is_due: bool) -> Self {
        Self { is_due }
    }

    /// One after something was opened for a call, if a class opens it.
    pub(crate) fn after_opening(call: &Call) -> Self {
        let by_class = |state: &mut CallState| {
            let connected = state.connected()?;
            Some(connected.connection.security()?.of_class().is_some())
        };
        Self { is_due: call.with_state(by_class).unwrap_or(false) }
    }
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if !std::mem::take(&mut self.is_due) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
