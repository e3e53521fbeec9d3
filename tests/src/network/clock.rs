//! The clock of one node, which need not go with the network's.
//!
//! Holds: [`Clock`]. Must not know: who reads it. Like an `Instant` it never goes back.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// A clock that can jump ahead and stand still.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock(Rc<State>);

#[derive(Debug, Default)]
struct State {
    ahead: Cell<Duration>,
    behind: Cell<Duration>,
    /// What it shows while it stands, and since when by the network's time.
    stands: Cell<Option<(Duration, Duration)>>,
}

impl Clock {
    /// What it shows when the network's time is `time`.
    pub(super) fn read(&self, time: Duration) -> Duration {
        match self.0.stands.get() {
            Some((shown, _)) => shown,
            None => (time + self.0.ahead.get()).saturating_sub(self.0.behind.get()),
        }
    }

    /// The network's time when it will show `shown`, if it is `time` now; `None` while it stands before
    /// that.
    pub(super) fn when(&self, shown: Duration, time: Duration) -> Option<Duration> {
        if self.0.stands.get().is_some() {
            return (shown <= self.read(time)).then_some(time);
        }
        Some((shown + self.0.behind.get()).saturating_sub(self.0.ahead.get()))
    }

    pub(super) fn jump(&self, ahead: Duration) {
        match self.0.stands.get() {
            Some((shown, since)) => self.0.stands.set(Some((shown + ahead, since))),
            None => self.0.ahead.set(self.0.ahead.get() + ahead),
        }
    }

    pub(super) fn stop(&self, time: Duration) {
        self.0.stands.set(Some((self.read(time), time)));
    }

    pub(super) fn start(&self, time: Duration) {
        if let Some((shown, _)) = self.0.stands.take() {
            self.0.ahead.set(shown.saturating_sub(time));
            self.0.behind.set(time.saturating_sub(shown));
        }
    }
}
