//! All that is to happen at a time, and who sleeps until the first of it.
//!
//! Holds: [`Schedule`], under one short lock: deadlines of calls and connections, keepalives, grants, and when the
//! rounds through everything are due. Must not know: what happens then.

use super::call_deadlines::Move;
use super::deadlines::{Deadlines, Subject};
use super::grants::{Grants, Watched};
use super::nat_keepalive::NatKeepalives;
use crate::call::Call;
use crate::connection::Connection;
use crate::lock::ranked::assert_no_lock_held;
use crate::lock::{Mutex, Permits, Rank};
use crate::message::socket_state::Socket;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::task::Waker;
use std::time::{Duration, Instant};

/// What happens when.
#[derive(Debug)]
pub(crate) struct Schedule {
    times: Mutex<Times>,
    /// A look for stalled calls is due some time: read without the lock.
    looks_for_stalled: AtomicBool,
    /// Begun calls may go on: read without the lock.
    may_go_on: AtomicBool,
}

#[derive(Debug, Default)]
struct Times {
    deadlines: Deadlines,
    nat_keepalives: NatKeepalives,
    grants: Grants,
    /// Begun calls that may go on, in the order in which they learned it. That is due at once.
    may_go_on: VecDeque<Weak<Call>>,
    /// When the next part of a round of housekeeping is due.
    housekeeping: Option<Instant>,
    /// When to look for stalled calls.
    stalled: Option<Instant>,
    /// When to look for batches that take too long on their way to the socket.
    long_turns: Option<Instant>,
    driver: Option<Waker>,
    /// Until when the driver was told to sleep, if it may be asleep: `Some(None)` means that nothing was due
    /// at all.
    asleep_until: Option<Option<Instant>>,
}

impl Times {
    fn first(&self) -> Option<Instant> {
        let (deadline, keepalive) = (self.deadlines.first(), self.nat_keepalives.first());
        let grants = self.grants.first();
        let all = [deadline, keepalive, grants, self.housekeeping, self.stalled, self.long_turns];
        let first = all.into_iter().flatten().min();
        // Rare, and this is asked after every packet.
        if self.may_go_on.is_empty() {
            return first;
        }
        first.into_iter().chain(self.grants.latest()).min()
    }

    /// The driver's waker, if it would sleep past the first time.
    fn driver_to_wake(&mut self) -> Option<Waker> {
        let first = self.first()?;
        self.driver_to_wake_for(first)
    }

    /// The driver's waker, if it would sleep past `first`.
    #[inline]
    fn driver_to_wake_for(&mut self, first: Instant) -> Option<Waker> {
        let sleeps_past = match self.asleep_until? {
            None => true,
            Some(until) => first < until,
        };
        if !sleeps_past {
            return None;
        }
        self.asleep_until = None;
        self.driver.clone()
    }
}

/// Wakes the driver. No lock may be held.
fn wake(driver: Option<Waker>) {
    if let Some(driver) = driver {
        assert_no_lock_held();
        driver.wake();
    }
}

impl Schedule {
    pub(in crate::endpoint) fn new() -> Self {
        Self {
            times: Mutex::new(Rank::Queues, Times::default()),
            looks_for_stalled: AtomicBool::new(false),
            may_go_on: AtomicBool::new(false),
        }
    }

    /// Changes what is due, and wakes the driver if it would sleep past that. No lock may be held.
    fn change<R>(&self, change: impl FnOnce(&mut Times) -> R) -> R {
        let mut times = self.times.lock();
        let changed = change(&mut times);
        let driver = times.driver_to_wake();
        drop(times);
        wake(driver);
        changed
    }

    /// When the first of all is due. Whoever asks is taken to sleep until then.
    pub(in crate::endpoint) fn poll(&self) -> Option<Instant> {
        self.forget_claimed_grants();
        let mut times = self.times.lock();
        let first = times.first();
        times.asleep_until = Some(first);
        first
    }

    pub(in crate::endpoint) fn driver_is_awake(&self) {
        self.times.lock().asleep_until = None;
    }

    pub(in crate::endpoint) fn set_driver_waker(&self, waker: &Waker) {
        let old = self.times.lock().driver.replace(waker.clone());
        drop(old);
    }

    /// Moves a call to another deadline. No lock may be held. This is done with every call and more, and a
    /// look at the new deadline is enough to see whether the driver would sleep past it: nothing else has changed.
    pub(crate) fn rearm_call(&self, call: &Arc<Call>, to: Move) {
        let mut times = self.times.lock();
        times.deadlines.rearm_call(call, to);
        let driver = to.to.and_then(|new| times.driver_to_wake_for(new));
        drop(times);
        wake(driver);
    }

    /// Sets the deadline of a connection, in place of one that it has.
    pub(in crate::endpoint) fn rearm_connection(
        &self,
        connection: &Arc<Connection>,
        new: Option<Instant>,
    ) {
        let stood = self.change(|times| times.deadlines.rearm_connection(connection, new));
        drop(stood);
    }

    /// A connection has no deadline any more, though another with the same addresses and numbers may have one.
    pub(in crate::endpoint) fn disarm_connection(&self, connection: &Arc<Connection>) {
        let held = self.times.lock().deadlines.disarm_connection(connection);
        drop(held);
    }

    /// Takes out the calls and connections whose deadline has come, `most` of them.
    pub(super) fn take_due(&self, now: Instant, most: usize) -> Vec<Subject> {
        self.times.lock().deadlines.take_due(now, most)
    }

    /// It is this late at least.
    pub(crate) fn note_time(&self, now: Instant) {
        self.times.lock().grants.note_time(now);
    }

    /// What a begun call waits for may have come. No lock may be held.
    pub(crate) fn call_may_go_on(&self, call: Weak<Call>) {
        self.change(|times| {
            times.may_go_on.push_back(call);
            self.may_go_on.store(true, Ordering::Release);
        });
    }

    /// Whether [`Schedule::next_to_go_on`] has something.
    pub(crate) fn has_to_go_on(&self) -> bool {
        self.may_go_on.load(Ordering::Acquire)
    }

    /// Takes out the begun call that may go on first.
    pub(crate) fn next_to_go_on(&self) -> Option<Arc<Call>> {
        if !self.has_to_go_on() {
            return None;
        }
        let mut times = self.times.lock();
        let next =
            std::iter::from_fn(|| times.may_go_on.pop_front()).find_map(|call| call.upgrade());
        self.may_go_on.store(!times.may_go_on.is_empty(), Ordering::Release);
        next
    }

    /// Looks at `at` for batches that take too long on their way.
    pub(in crate::endpoint) fn look_for_long_turns(&self, at: Instant) {
        self.change(|times| times.long_turns = Some(at));
    }

    /// Whether such a look is due; takes it out.
    pub(super) fn take_look_for_long_turns(&self, now: Instant) -> bool {
        self.times.lock().long_turns.take_if(|at| *at <= now).is_some()
    }

    /// Looks for stalled calls some time, twice in each `window`, so that none lasts much longer.
    pub(in crate::endpoint) fn look_for_stalled(&self, now: Instant, window: Option<Duration>) {
        if window.is_none() || self.looks_for_stalled.load(Ordering::Relaxed) {
            return;
        }
        let next = window.and_then(|window| now.checked_add(window / 2));
        self.change(|times| {
            times.stalled = next;
            self.looks_for_stalled.store(next.is_some(), Ordering::Relaxed);
        });
    }

    /// Whether such a look is due; takes it out.
    pub(super) fn take_look_for_stalled(&self, now: Instant) -> bool {
        let mut times = self.times.lock();
        let due = times.stalled.take_if(|at| *at <= now).is_some();
        if due {
            self.looks_for_stalled.store(false, Ordering::Relaxed);
        }
        due
    }

    /// There is a connection: its round of housekeeping is due at `round`, unless one is under way, and the first
    /// keepalive to its peer, of a client's, after the interval that is given with it.
    pub(in crate::endpoint) fn connection_made(
        &self,
        now: Instant,
        round: Instant,
        keepalive: Option<(SocketAddr, Duration)>,
    ) {
        self.change(|times| {
            times.grants.note_time(now);
            times.housekeeping.get_or_insert(round);
            if let Some((peer, interval)) = keepalive {
                times.nat_keepalives.arm(peer, now, interval);
            }
        });
    }

    /// Whether the next part of a round of housekeeping is due.
    pub(super) fn is_housekeeping_due(&self, now: Instant) -> bool {
        self.times.lock().housekeeping.is_some_and(|at| at <= now)
    }

    /// When the next part is due; for who drives, and so is awake. Locks may be held.
    pub(super) fn set_housekeeping(&self, next: Option<Instant>) {
        self.times.lock().housekeeping = next;
    }

    /// Takes out the peers that are to get a keepalive now.
    pub(super) fn take_keepalives(&self, now: Instant) -> Vec<SocketAddr> {
        self.times.lock().nat_keepalives.take_round(now)
    }

    /// A peer gets a keepalive `delay` after `from`; for who drives.
    pub(super) fn arm_keepalive(&self, peer: SocketAddr, from: Instant, delay: Duration) {
        self.times.lock().nat_keepalives.arm(peer, from, delay);
    }

    /// Nobody gets keepalives any more.
    pub(in crate::endpoint) fn clear_keepalives(&self) {
        self.times.lock().nat_keepalives.clear();
    }

    /// Looks after the grants of `what` from now on. Its owner asks once for each time that others wait for
    /// what was granted.
    pub(crate) fn watch(&self, what: Watched) {
        self.change(|times| times.grants.watch(what));
    }

    /// The `recvmsg` of a socket has something to give.
    pub(crate) fn watch_ready(&self, socket: &Arc<Socket>) {
        if socket.ready.begin_watch() {
            self.watch(Watched::Ready(socket.clone()));
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

    /// Takes out whose grants are to be looked after now.
    pub(super) fn take_grants(&self, now: Instant) -> Option<Vec<Watched>> {
        self.times.lock().grants.take_due(now)
    }

    /// Whose grants are to be looked after further, after a look at `looked`. Whoever asked meanwhile how long it
    /// may sleep did not see them.
    pub(super) fn put_grants_back(&self, left: Vec<Watched>, looked: Option<Instant>) {
        self.change(|times| times.grants.put_back(left, looked));
    }

    /// Whether any grants are looked after.
    #[cfg(test)]
    pub(super) fn watches_grants(&self) -> bool {
        !self.times.lock().grants.is_empty()
    }

    /// Takes out of a short list what needs no look any more: everybody came.
    fn forget_claimed_grants(&self) {
        let list = self.times.lock().grants.take_if_short();
        let Some(mut list) = list else { return };
        list.retain(Watched::keep_watch);
        self.put_grants_back(list, None);
    }
}
