//! The deadlines of all calls of an endpoint.
//!
//! Holds: [`Timers`], and `poll_timeout` / `handle_timeout`. Must not know: what a deadline is for; the
//! call's machine knows. A call stands here once, under a deadline no later than its next one.

pub(in crate::endpoint) mod grants;
pub(in crate::endpoint) mod housekeeping;
mod nat_keepalive;
pub(crate) mod stalled;

use crate::call::{Call, CallKey, Progress};
use crate::endpoint::Endpoint;
use crate::endpoint::time::grants::Grants;
use crate::endpoint::time::nat_keepalive::NatKeepalives;
use crate::proto::{Completion, Failure};
use rxrpc_wire::AbortCode;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::task::Waker;
use std::time::Instant;

/// How many calls [`Endpoint::handle_timeout`] takes out at once, and how many times.
const CALLS_PER_TURN: usize = 64;
const TURNS: usize = 4;

/// Deadlines, and who sleeps until the first of them.
#[derive(Debug, Default)]
pub(in crate::endpoint) struct Timers {
    deadlines: BTreeMap<(Instant, CallKey), Arc<Call>>,
    pub(in crate::endpoint) housekeeping: Option<Instant>,
    pub(in crate::endpoint) stalled: Option<Instant>,
    pub(in crate::endpoint) nat_keepalives: NatKeepalives,
    pub(in crate::endpoint) grants: Grants,
    /// When to look for batches that take too long on their way to the socket.
    turns: Option<Instant>,
    driver: Option<Waker>,
    /// What the driver was told last: `Some(None)` means that nothing is due at all.
    told: Option<Option<Instant>>,
}

impl Timers {
    fn first(&self) -> Option<Instant> {
        let call = self.deadlines.first_key_value().map(|((at, _), _)| *at);
        let keepalive = self.nat_keepalives.first();
        let grants = self.grants.first();
        let all = [call, keepalive, grants, self.housekeeping, self.stalled, self.turns];
        all.into_iter().flatten().min()
    }

    /// The driver's waker, if it would sleep past the first deadline.
    pub(in crate::endpoint) fn driver_to_wake(&mut self) -> Option<Waker> {
        let first = self.first()?;
        let sleeps_past = match self.told? {
            None => true,
            Some(told) => first < told,
        };
        if !sleeps_past {
            return None;
        }
        self.told = None;
        self.driver.clone()
    }
}

impl Endpoint {
    /// When [`Endpoint::handle_timeout`] is due; `None` if nothing is. Whoever asks is taken to sleep
    /// until then: a deadline that comes up earlier wakes the waker of
    /// [`Endpoint::set_driver_waker`].
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.forget_claimed_grants();
        let mut timers = self.timers.lock();
        let first = timers.first();
        timers.told = Some(first);
        first
    }

    /// Whoever drives is awake, and will ask [`Endpoint::poll_timeout`] again before it sleeps: until then
    /// nobody need be woken.
    pub fn driver_is_awake(&self) {
        self.timers.lock().told = None;
    }

    /// Who is to be woken when a deadline comes up that is earlier than what
    /// [`Endpoint::poll_timeout`] said.
    pub fn set_driver_waker(&self, waker: &Waker) {
        let old = self.timers.lock().driver.replace(waker.clone());
        drop(old);
    }

    /// Lets what is due happen, or a bounded part of it: [`Endpoint::poll_timeout`] then says again that
    /// something is due, and what has come in the meantime need not wait for the rest. Call
    /// [`Endpoint::poll_transmit`] afterwards.
    ///
    /// Silence of a peer is judged by what was handed in, so hand in first what had arrived by `now`: after a
    /// pause of the process the packets that keep a call alive lie in the socket. Who cannot read the socket dry,
    /// because more comes all the time, gives an earlier `now`, up to which it was read.
    pub fn handle_timeout(&self, now: Instant) {
        self.look_for_long_turns(now);
        for _ in 0..TURNS {
            let mut due = Vec::new();
            let mut timers = self.timers.lock();
            while due.len() < CALLS_PER_TURN
                && let Some(entry) = timers.deadlines.first_entry()
                && entry.key().0 <= now
            {
                due.push(entry.remove());
            }
            drop(timers);
            if due.is_empty() {
                break;
            }
            for call in due {
                self.call_timeout(now, &call);
            }
        }
        self.look_after_grants(now);
        self.end_stalled(now);
        self.housekeep(now);
        self.send_nat_keepalives(now);
    }

    fn look_for_long_turns(&self, now: Instant) {
        let mut timers = self.timers.lock();
        let due = timers.turns.is_some_and(|at| at <= now);
        if due {
            timers.turns = None;
            drop(timers);
            self.expire_turns(now);
        }
    }

    /// Lets [`Endpoint::handle_timeout`] look for batches that take too long on their way.
    pub(in crate::endpoint) fn watch_turns(&self, at: Instant) {
        let mut timers = self.timers.lock();
        timers.turns = Some(at);
        let driver = timers.driver_to_wake();
        drop(timers);
        if let Some(driver) = driver {
            crate::lock::ranked::assert_no_lock_held();
            driver.wake();
        }
    }

    fn call_timeout(&self, now: Instant, call: &Arc<Call>) {
        let ((), effects) = call.touch(|state| {
            state.armed = None;
            match &mut state.progress {
                Progress::Connected(connected) => {
                    connected.machine.note_peer_serial(connected.connection.highest_serial());
                    connected.machine.handle_timeout(now);
                }
                Progress::AwaitSlot { hard_deadline: Some(deadline) } if *deadline <= now => {
                    state.complete(Completion::LocallyAborted {
                        code: AbortCode::RX_CALL_TIMEOUT,
                        error: Failure::TimedOut,
                    });
                }
                Progress::AwaitSlot { .. } | Progress::Failed(_) => {}
            }
        });
        self.apply(call, effects);
    }

    /// Moves a call from one deadline to another.
    pub(in crate::endpoint) fn rearm(
        &self,
        call: &Arc<Call>,
        old: Option<Instant>,
        new: Option<Instant>,
    ) {
        let mut timers = self.timers.lock();
        let moved = old.and_then(|old| timers.deadlines.remove(&(old, call.key)));
        if let Some(new) = new {
            timers.deadlines.insert((new, call.key), call.clone());
        }
        let driver = timers.driver_to_wake();
        drop(timers);
        drop(moved);
        if let Some(driver) = driver {
            crate::lock::ranked::assert_no_lock_held();
            driver.wake();
        }
    }
}
