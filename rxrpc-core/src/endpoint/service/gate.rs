//! Where the users of a service wait for its calls, and who is called when one comes.
//!
//! Holds: [`Gate`] and [`Arrival`]. Must not know: which calls have come.

use crate::call::notifier::call_out;
use crate::lock::{Mutex, Rank, WaitQueue};
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// What a service is told of calls that come to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arrival {
    /// A call has come and waits to be taken.
    Came,
    /// One that had come went untaken: it ended before.
    Discarded,
}

type Notify = Arc<dyn Fn(Arrival) + Send + Sync>;

/// The waiting users of a service, with an entry for each call that they may take.
pub(crate) struct Gate {
    queue: WaitQueue<()>,
    /// Who is told, until nobody is any more: it may hold what holds the gate.
    notify: OnceLock<Mutex<Option<Notify>>>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate").field("queue", &self.queue).finish_non_exhaustive()
    }
}

impl Deref for Gate {
    type Target = WaitQueue<()>;

    fn deref(&self) -> &Self::Target {
        &self.queue
    }
}

impl Gate {
    pub(super) fn new() -> Self {
        Self { queue: WaitQueue::new(Rank::Ready), notify: OnceLock::new() }
    }

    /// Names who is told; `false` if there is one. It is told of the calls that wait now.
    pub(super) fn set_notify(&self, notify: Notify) -> bool {
        if self.notify.set(Mutex::new(Rank::Ready, Some(notify))).is_err() {
            return false;
        }
        let mut waiting = 0;
        let wake = self.queue.with(|calls| {
            waiting = calls.len();
            false
        });
        wake.wake();
        if self.queue.is_closed() {
            // Whoever closed it may not have found `notify` there.
            self.forget_notify();
        }
        for _ in 0..waiting {
            self.tell(Arrival::Came);
        }
        true
    }

    /// Tells who is to be told. No lock may be held.
    pub(super) fn tell(&self, arrival: Arrival) {
        let notify = self.notify.get().and_then(|notify| notify.lock().clone());
        if let Some(notify) = notify {
            call_out(|| notify(arrival));
        }
    }

    /// Ends every wait; nobody is told any more. No lock may be held.
    pub(super) fn close(&self) {
        let (_, wake) = self.queue.close();
        wake.wake();
        self.forget_notify();
    }

    fn forget_notify(&self) {
        // Dropped with no lock held: it is a user's.
        let notify = self.notify.get().and_then(|notify| notify.lock().take());
        drop(notify);
    }
}
