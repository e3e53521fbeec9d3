//! What a graceful close waits for.
//!
//! Holds: [`Endpoint::wait_served`], [`CloseOutcome`], and how a call comes to be one that its user holds. Must
//! not know: how long anybody waits, what handlers do.

use super::Endpoint;
use crate::call::{Call, CallKey, Face};
use crate::lock::waiters::WaiterId;
use crate::proto::Side;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

/// Calls that are looked at in a row with the socket lock held.
const AT_ONCE: usize = 64;

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
    pub fn hold(&self, call: &Call) {
        call.held.store(true, Ordering::SeqCst);
        if self.closers.load(Ordering::SeqCst) > 0 {
            let mut wake = crate::lock::WakeList::default();
            self.socket.lock().idle.take_all(&mut wake);
            wake.wake();
        }
    }

    /// Waits until no call is left that goes on without a user: service calls that came and that no user
    /// [holds](Endpoint::hold), replies that were ended and are not acknowledged, and what is to be said of
    /// calls that have ended. Other calls that users hold, and the one named, are not waited for, unless they
    /// become such. Cancel-safe.
    pub async fn wait_served(&self, but: Option<CallKey>) {
        self.closers.fetch_add(1, Ordering::SeqCst);
        let first = CallKey(0);
        ServedWait { endpoint: self, but, at: first, whole_pass: true, waiter: None }.await;
    }

    fn goes_on_alone(call: &Arc<Call>, but: Option<CallKey>) -> bool {
        let served = call.side == Side::Service
            && call.face == Face::Calls
            && !call.held.load(Ordering::SeqCst)
            && but != Some(call.key);
        served || call.with_state(|state| state.completion().is_some() || state.reply_ended())
    }
}

struct ServedWait<'a> {
    endpoint: &'a Endpoint,
    but: Option<CallKey>,
    /// The call that was waited for last, or that is to be looked at next.
    at: CallKey,
    /// The calls before that one were looked at in this pass.
    whole_pass: bool,
    waiter: Option<WaiterId>,
}

impl Future for ServedWait<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        loop {
            let mut socket = this.endpoint.socket.lock();
            let mut looked = 0;
            for (key, call) in socket.live.range(this.at..).take(AT_ONCE) {
                looked += 1;
                this.at = *key;
                if Endpoint::goes_on_alone(call, this.but) {
                    let replaced = socket.idle.register(&mut this.waiter, cx.waker());
                    drop(socket);
                    drop(replaced);
                    this.whole_pass = false;
                    return Poll::Pending;
                }
            }
            if looked == AT_ONCE {
                this.at = CallKey(this.at.0 + 1);
            } else if this.whole_pass {
                return Poll::Ready(());
            } else {
                // What was passed over before may have become one of those.
                (this.at, this.whole_pass) = (CallKey(0), true);
            }
        }
    }
}

impl Drop for ServedWait<'_> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        self.endpoint.closers.fetch_sub(1, Ordering::SeqCst);
        if let Some(id) = self.waiter {
            let _waker = self.endpoint.socket.lock().idle.remove(id);
        }
    }
}
