//! What a graceful close waits for.
//!
//! Holds: [`Endpoint::wait_served`], [`CloseOutcome`], and how a call comes to be one that its user holds. Must
//! not know: how long anybody waits, what handlers do.

use super::Endpoint;
use crate::call::{Call, CallKey};
use crate::proto::Side;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// How the close of an endpoint went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CloseOutcome {
    /// Every call that was waited for had ended.
    Drained,
    /// The grace was over before: the calls that were left were aborted.
    GraceOver,
}

impl CloseOutcome {
    /// Whether every call that was waited for had ended.
    pub fn is_drained(self) -> bool {
        self == Self::Drained
    }
}

impl Endpoint {
    /// A user takes a service call for as long as he likes: [`Endpoint::wait_served`] does not wait for it.
    pub fn leave_to_user(&self, call: &Call) {
        call.left_to_user.store(true, Ordering::SeqCst);
        self.live.tell_waiters();
    }

    /// Waits until no call is left that goes on without a user: service calls that came and that no user
    /// [holds](Endpoint::leave_to_user), replies that were ended and are not acknowledged, and what is to be said of
    /// calls that have ended. Other calls that users hold, and the one named, are not waited for, unless they
    /// become such. Cancel-safe.
    pub async fn wait_served(&self, but: Option<CallKey>) {
        self.live.drained(|call| Self::goes_on_alone(call, but)).await;
    }

    fn goes_on_alone(call: &Arc<Call>, but: Option<CallKey>) -> bool {
        let served = call.side == Side::Service
            && call.socket().is_none()
            && !call.left_to_user.load(Ordering::SeqCst)
            && but != Some(call.key);
        served || call.with_state(|state| state.completion().is_some() || state.reply_ended())
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
