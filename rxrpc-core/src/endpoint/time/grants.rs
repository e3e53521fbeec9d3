//! Grants that nobody comes for: a slot, a user mutex or a wake-up was given to a future that is not polled.
//!
//! Holds: [`Watched`], what is looked after, and when it is looked after next. Must not know: what a
//! future is waiting for, who polls it.
//!
//! What is free goes to the first in line, who then has to be polled to make use of it. A future in a
//! `select!` or a `FuturesUnordered` may not be polled for long, for ever if the program waits meanwhile for
//! what it holds up itself. So whatever was granted while others wait stands in a list, and each [`INTERVAL`]
//! somebody looks: what had been granted at the last look already goes to whoever of the line looks first,
//! of a few at first and of twice as many each time. Who was passed over keeps his place, and gets his turn
//! when he is polled. As long as everybody comes in time, the list is empty by the time the driver sleeps.

use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::endpoint::service::accept::Turnstile;
use crate::lock::Permits;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a grant may lie about, at least; at most twice as long. A thread or task that is woken runs
/// within less, if it runs at all; and it is short enough for whoever is held up.
const INTERVAL: Duration = Duration::from_millis(10);

/// A longer list is not gone through each time that a driver is about to sleep.
const SHORT_LIST: usize = 4;

/// Something that grants.
#[derive(Clone, Debug)]
pub(crate) enum Watched {
    /// The slots of a bundle.
    Slots(Arc<Permits>),
    /// The user mutex of a call.
    User(Arc<Call>),
    /// The calls that come to a service.
    Incoming(Turnstile),
    /// What `recvmsg` has to tell.
    Ready,
}

/// What is looked after.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct Grants {
    list: Vec<Watched>,
    /// When the next look is due; at once, if that is not known.
    due: Option<Instant>,
    /// A time that has been.
    latest: Option<Instant>,
}

impl Grants {
    /// When somebody has to look.
    pub(in crate::endpoint) fn first(&self) -> Option<Instant> {
        if self.list.is_empty() { None } else { self.due.or(self.latest) }
    }

    /// It is this late at least.
    pub(in crate::endpoint) fn note_time(&mut self, now: Instant) {
        self.latest = self.latest.max(Some(now));
    }

    fn put_back(&mut self, left: Vec<Watched>) {
        self.list.extend(left);
        if self.list.is_empty() {
            self.due = None;
        }
    }
}

impl Endpoint {
    /// Looks after the grants of `what` from now on. Its owner asks once for each time that others wait for
    /// what was granted.
    pub(crate) fn watch(&self, what: Watched) {
        let mut timers = self.timers.lock();
        let grants = &mut timers.grants;
        grants.list.push(what);
        grants.due = grants.due.or(grants.latest.and_then(|latest| latest.checked_add(INTERVAL)));
        let driver = timers.driver_to_wake();
        drop(timers);
        if let Some(driver) = driver {
            crate::lock::ranked::assert_no_lock_held();
            driver.wake();
        }
    }

    /// `recvmsg` has something to tell.
    pub(crate) fn watch_ready(&self) {
        if self.ready.begin_watch() {
            self.watch(Watched::Ready);
        }
    }

    /// The slots of a bundle were given out, or somebody waits for them.
    pub(crate) fn watch_slots(&self, slots: &Arc<Permits>) {
        if slots.begin_watch(false) {
            self.watch(Watched::Slots(slots.clone()));
        }
    }

    /// Somebody waits for the user mutex of a call.
    pub(crate) fn watch_user(&self, call: &Arc<Call>) {
        if call.user.begin_watch(true) {
            self.watch(Watched::User(call.clone()));
        }
    }

    /// Looks, if it is time.
    pub(in crate::endpoint) fn look_after_grants(&self, now: Instant) {
        let mut timers = self.timers.lock();
        timers.grants.note_time(now);
        if timers.grants.first().is_none_or(|due| due > now) {
            return;
        }
        let mut list = std::mem::take(&mut timers.grants.list);
        drop(timers);
        list.retain(|what| self.look_after(what));
        self.put_grants_back(list, now.checked_add(INTERVAL));
    }

    /// Whoever asked meanwhile how long it may sleep did not see them.
    fn put_grants_back(&self, left: Vec<Watched>, due: Option<Instant>) {
        let mut timers = self.timers.lock();
        timers.grants.due = due.or(timers.grants.due);
        timers.grants.put_back(left);
        let driver = timers.driver_to_wake();
        drop(timers);
        if let Some(driver) = driver {
            crate::lock::ranked::assert_no_lock_held();
            driver.wake();
        }
    }

    /// Takes out of a short list what needs no look any more: everybody came.
    pub(in crate::endpoint) fn forget_claimed_grants(&self) {
        let mut timers = self.timers.lock();
        let list = &mut timers.grants.list;
        if list.is_empty() || list.len() > SHORT_LIST {
            return;
        }
        let mut list = std::mem::take(list);
        drop(timers);
        list.retain(|what| match what {
            Watched::Slots(slots) => slots.keep_watch(false),
            Watched::User(call) => call.user.keep_watch(true),
            Watched::Incoming(queue) => queue.keep_watch(),
            Watched::Ready => self.ready.keep_watch(),
        });
        self.put_grants_back(list, None);
    }

    /// Whether there is to be another look.
    fn look_after(&self, what: &Watched) -> bool {
        let (again, wake) = match what {
            Watched::Slots(slots) => slots.look_after(false),
            Watched::User(call) => {
                let looked = call.user.look_after(true);
                if call.user.free() > 0 {
                    self.user_released(call);
                }
                looked
            }
            Watched::Incoming(queue) => queue.look_after(),
            Watched::Ready => self.ready.look_after(),
        };
        wake.wake();
        again
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
