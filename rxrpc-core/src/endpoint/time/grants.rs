//! Grants that nobody comes for: a slot, a user mutex or a wake-up was given to a future that is not polled.
//!
//! Holds: [`Watched`], what is looked after, and [`Grants`], when it is looked after next. Must not know: what
//! a future is waiting for, who polls it.
//!
//! What is free goes to the first in line, who then has to be polled to make use of it. A future in a
//! `select!` or a `FuturesUnordered` may not be polled for long, for ever if the program waits meanwhile for
//! what it holds up itself. So whatever was granted while others wait stands in a list, and each [`INTERVAL`]
//! somebody looks: what had been granted at the last look already goes to whoever of the line looks first,
//! of a few at first and of twice as many each time. A waiter that was passed over stays in its place of the line,
//! and is served when it is polled. As long as everybody comes in time, the list is empty by the time the driver sleeps.

use crate::call::Call;
use crate::endpoint::handshake::challenges::ChallengeQueue;
use crate::endpoint::service::accept::Turnstile;
use crate::lock::Permits;
use crate::message::socket_state::Socket;
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
    /// What the `recvmsg` of a socket can give.
    Ready(Arc<Socket>),
    /// The CHALLENGEs that a user answers.
    Challenges(Arc<ChallengeQueue>),
}

impl Watched {
    /// Whether somebody has to look some time, as far as is known without a look.
    pub(super) fn keep_watch(&self) -> bool {
        match self {
            Self::Slots(slots) => slots.keep_watch(false),
            Self::User(call) => call.user.keep_watch(true),
            Self::Incoming(queue) => queue.keep_watch(),
            Self::Ready(socket) => socket.ready.keep_watch(),
            Self::Challenges(queue) => queue.0.keep_watch(),
        }
    }

    /// Looks, and wakes who is next; `freed` hears of a user mutex that is free. Whether there is to be another
    /// look.
    pub(super) fn look_after(&self, freed: impl FnOnce(&Arc<Call>)) -> bool {
        let (again, wake) = match self {
            Self::Slots(slots) => slots.look_after(false),
            Self::User(call) => {
                let looked = call.user.look_after(true);
                if call.user.free() > 0 {
                    freed(call);
                }
                looked
            }
            Self::Incoming(queue) => queue.look_after(),
            Self::Ready(socket) => socket.ready.look_after(),
            Self::Challenges(queue) => queue.0.look_after(),
        };
        wake.wake();
        again
    }
}

/// What is looked after.
#[derive(Debug, Default)]
pub(super) struct Grants {
    list: Vec<Watched>,
    /// When the next look is due; at once, if that is not known.
    due: Option<Instant>,
    /// A time that has been.
    latest: Option<Instant>,
}

impl Grants {
    /// When somebody has to look.
    pub(super) fn first(&self) -> Option<Instant> {
        if self.list.is_empty() { None } else { self.due.or(self.latest) }
    }

    /// A time that has been, once any is known.
    pub(super) fn latest(&self) -> Option<Instant> {
        self.latest
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// It is this late at least.
    pub(super) fn note_time(&mut self, now: Instant) {
        self.latest = self.latest.max(Some(now));
    }

    pub(super) fn watch(&mut self, what: Watched) {
        self.list.push(what);
        self.due = self.due.or(self.latest.and_then(|latest| latest.checked_add(INTERVAL)));
    }

    /// Takes everything out, if it is time to look.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Vec<Watched>> {
        self.note_time(now);
        self.first().is_some_and(|due| due <= now).then(|| std::mem::take(&mut self.list))
    }

    /// Takes a short list out.
    pub(super) fn take_if_short(&mut self) -> Option<Vec<Watched>> {
        let short = !self.list.is_empty() && self.list.len() <= SHORT_LIST;
        short.then(|| std::mem::take(&mut self.list))
    }

    /// What is left of what was taken out comes back; after a look at `looked` for an interval.
    pub(super) fn put_back(&mut self, left: Vec<Watched>, looked: Option<Instant>) {
        let due = looked.and_then(|now| now.checked_add(INTERVAL));
        self.due = due.or(self.due);
        self.list.extend(left);
        if self.list.is_empty() {
            self.due = None;
        }
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
