//! Who is called when there is news of a call.
//!
//! Holds: [`Endpoint::notify_of`] and [`Endpoint::notify_no_more`], and the guard around what is called. Must not know: what
//! the news is; whoever is called looks.

use super::{Call, CallState};
use crate::endpoint::Endpoint;
use crate::lock::WakeList;
use crate::proto::Events;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Wake, Waker};

/// What hardly any call has: in a box of its own.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// Why its user aborted it.
    pub(crate) abort_reason: Option<&'static str>,
    /// Woken with whoever waits for data or the end, and not taken out by it; dropped with the end.
    pub(crate) notifier: Option<Waker>,
}

impl Extras {
    /// Collects who is to be called: not for what a reader left unread, who was called before.
    #[cold]
    pub(super) fn note(&mut self, events: Events, wake: &mut WakeList) {
        let notifier = match events.contains(Events::COMPLETED) {
            true => self.notifier.take(),
            false => self.notifier.clone().filter(|_| events.contains(Events::READABLE)),
        };
        if let Some(notifier) = notifier {
            wake.push(notifier);
        }
    }
}

impl CallState {
    pub(crate) fn extras(&mut self) -> &mut Extras {
        self.extras.get_or_insert_default()
    }

    pub(crate) fn take_notifier(&mut self) -> Option<Waker> {
        self.extras.as_mut()?.notifier.take()
    }
}

/// Calls a user's function. If that panics, the one who brought the news must go on.
pub(crate) fn call_out(notify: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(notify)).is_err() {
        tracing::error!("a function that is called with news has panicked");
    }
}

struct Notifier<F>(F);

impl<F: Fn() + Send + Sync + 'static> Wake for Notifier<F> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        call_out(|| (self.0)());
    }
}

impl Endpoint {
    /// Has `notify` called whenever there may be something new to be read on a call, and when it ends; at once, if there
    /// is already. It takes the place of the one before. It is called by whoever brings the news, with no lock held: it
    /// must not block, and may use the verbs of the call that do not wait. Several pieces of news may bring one call, so
    /// whoever is told reads until that would wait. After the end, and once the call's handle is released, it is
    /// called no more and dropped. (AF_RXRPC contract §3: the kernel's `notify_rx`.)
    pub fn notify_of(&self, call: &Arc<Call>, notify: impl Fn() + Send + Sync + 'static) {
        let waker = Waker::from(Arc::new(Notifier(notify)));
        let (old, now) = call.with_state(|state| {
            if state.completion().is_some() {
                return (state.take_notifier(), Some(waker));
            }
            let now = Call::worth_reading(state).map(|()| waker.clone());
            (state.extras().notifier.replace(waker), now)
        });
        drop(old);
        if let Some(waker) = now {
            waker.wake();
        }
    }

    /// Nobody is called any more with news of a call. Who was about to be called may be once more.
    pub fn notify_no_more(&self, call: &Call) {
        // Dropped unlocked.
        let _notifier = call.with_state(CallState::take_notifier);
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
