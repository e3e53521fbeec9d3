//! What happens at a time, and when that is.
//!
//! Holds: `poll_timeout` and `handle_timeout`, which lets happen what is due in one part after another. In files
//! of their own: [`schedule`] (when what is due), with the [`deadlines`] of calls and connections,
//! [`nat_keepalive`] and [`grants`]; [`stalled`] (calls that keep a user waiting for nothing). Must not know: what
//! a call's deadline is for; its machine knows.

pub(crate) mod call_deadlines;
mod deadlines;
pub(in crate::endpoint) mod grants;
mod nat_keepalive;
pub(crate) mod schedule;
pub(crate) mod stalled;

use super::Endpoint;
use crate::call::Call;
use crate::connection::Connection;
use crate::proto::RateEstimate;
use call_deadlines::Move;
use deadlines::Subject;
use std::sync::Arc;
use std::task::Waker;
use std::time::Instant;

/// How many deadlines [`Endpoint::handle_timeout`] takes out at once, and how many times.
const DUE_AT_ONCE: usize = 64;
const ROUNDS: usize = 4;

impl Endpoint {
    /// When [`Endpoint::handle_timeout`] is due; `None` if nothing is. Whoever asks is taken to sleep
    /// until then: a deadline that comes up earlier wakes the waker of
    /// [`Endpoint::set_driver_waker`].
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.schedule.poll()
    }

    /// Whoever drives is awake, and will ask [`Endpoint::poll_timeout`] again before it sleeps: until then
    /// nobody need be woken.
    pub fn driver_is_awake(&self) {
        self.schedule.driver_is_awake();
    }

    /// Who is to be woken when a deadline comes up that is earlier than what
    /// [`Endpoint::poll_timeout`] said.
    pub fn set_driver_waker(&self, waker: &Waker) {
        self.schedule.set_driver_waker(waker);
    }

    /// Lets what is due happen, or a bounded part of it: [`Endpoint::poll_timeout`] then says again that
    /// something is due, and what has come in the meantime need not wait for the rest. Call
    /// [`Endpoint::poll_transmit`] afterwards.
    ///
    /// Silence of a peer is judged by what was handed in, so hand in first what had arrived by `now`: after a
    /// pause of the process the packets that keep a call alive lie in the socket. Who cannot read the socket dry,
    /// because more comes all the time, gives an earlier `now`, up to which it was read.
    pub fn handle_timeout(&self, now: Instant) {
        if self.schedule.take_look_for_long_turns(now)
            && let Some(at) = self.local.output.expire_turns(now)
        {
            self.schedule.look_for_long_turns(at);
        }
        self.go_on_with_begun(now);
        for _ in 0..ROUNDS {
            let due = self.schedule.take_due(now, DUE_AT_ONCE);
            if due.is_empty() {
                break;
            }
            for subject in due {
                match subject {
                    Subject::Call(call) => self.call_timeout(now, &call),
                    Subject::Connection(connection) => self.connection_timeout(now, &connection),
                }
            }
        }
        self.look_after_grants(now);
        self.end_stalled(now);
        if self.schedule.is_housekeeping_due(now) {
            let over = self.routes.housekeep(now, |next| self.schedule.set_housekeeping(next));
            self.drop_forgotten();
            if over {
                self.keep_few_blocks();
            }
        }
        self.send_nat_keepalives(now);
    }

    /// Goes on with begun calls, some of them.
    fn go_on_with_begun(&self, now: Instant) {
        for _ in 0..DUE_AT_ONCE {
            match self.schedule.next_to_go_on() {
                Some(call) => self.go_on(now, &call),
                None => break,
            }
        }
    }

    fn call_timeout(&self, now: Instant, call: &Arc<Call>) {
        let (looks, effects) = call.touch(|state| {
            state.armed = None;
            state.life.handle_timeout(now)
        });
        self.apply(call, effects);
        if let Some(connection) = looks {
            self.take_over_round_trip(now, call, &connection);
        }
    }

    /// Lets a call know of the round trip what the others on its connection do, three at most, and those that have ended.
    fn take_over_round_trip(&self, now: Instant, call: &Arc<Call>, connection: &Connection) {
        let channels = connection.channels.lock();
        let (calls, ended) = (channels.calls(), channels.known_rate());
        drop(channels);
        let known = calls.filter_map(|other| other.rate_estimate()).chain(ended);
        let Some(rate) = known.min_by_key(RateEstimate::patience) else { return };
        let ((), effects) = call.touch(|state| {
            if let Some(machine) = state.machine() {
                machine.take_over_round_trip(now, rate);
            }
        });
        self.apply(call, effects);
    }

    /// Moves a call to another deadline.
    pub(crate) fn rearm(&self, call: &Arc<Call>, to: Move) {
        self.schedule.rearm_call(call, to);
    }

    /// Looks after grants that nobody came for, if it is time.
    fn look_after_grants(&self, now: Instant) {
        let Some(mut list) = self.schedule.take_grants(now) else { return };
        list.retain(|what| what.look_after(|call| self.user_freed(call)));
        self.schedule.put_grants_back(list, Some(now));
    }

    /// Sends the keepalives that are due.
    fn send_nat_keepalives(&self, now: Instant) {
        let Some(interval) = self.config.nat_keepalive else { return };
        if self.is_closed() {
            return self.schedule.clear_keepalives();
        }
        for peer in self.schedule.take_keepalives(now) {
            // From here on a new connection to the peer arms it anew; whoever is second does nothing.
            let Some(path) = self.routes.path_to(peer) else { continue };
            let silent = now.saturating_duration_since(path.last_sent) >= interval;
            if silent && path.heard {
                self.local.answers.send_nat_keepalive(peer);
            }
            let from = if silent { now } else { path.last_sent };
            self.schedule.arm_keepalive(peer, from, interval);
        }
    }
}
