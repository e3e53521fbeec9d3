//! Counters of an endpoint, since it was made.
//!
//! Holds: [`Statistics`] and what is summed up for it of calls. Must not know: what is counted of a call, which
//! [`CallCounters`] alone says.

use crate::endpoint::Endpoint;
use crate::message::socket_state::Socket;
use crate::proto::CallCounters;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted of an endpoint's calls, those that are over summed up. (Its parts count what else they do.)
#[derive(Debug, Default)]
pub(crate) struct CallTotals {
    pub(crate) calls_received: AtomicU64,
    /// Service calls alive now.
    pub(crate) service_calls: AtomicU64,
    slot_waits_now: AtomicU64,
    begun_now: Arc<AtomicU64>,
    calls_ended: AtomicU64,
    /// What the calls that are over have counted.
    counters: [AtomicU64; CallCounters::COUNT],
}

impl CallTotals {
    pub(crate) fn add_call(&self, call: &CallCounters) {
        self.calls_ended.fetch_add(1, Ordering::Relaxed);
        for (counter, value) in self.counters.iter().zip(call.values()) {
            // Most of what can happen does not.
            if value != 0 {
                counter.fetch_add(value, Ordering::Relaxed);
            }
        }
    }

    fn counters(&self) -> CallCounters {
        let get = |at: usize| self.counters[at].load(Ordering::Relaxed);
        CallCounters::of_values(std::array::from_fn(get))
    }

    /// Client calls that wait for a slot now.
    pub(crate) fn slot_waiters(&self) -> u64 {
        self.slot_waits_now.load(Ordering::Relaxed) + self.begun_now.load(Ordering::Relaxed)
    }

    /// Counts one waiter for a slot until the result is dropped.
    pub(crate) fn count_slot_wait(&self) -> SlotWaitCounted<'_> {
        self.slot_waits_now.fetch_add(1, Ordering::Relaxed);
        SlotWaitCounted(&self.slot_waits_now)
    }

    /// Counts one call that waits for its slot by itself, until the result is dropped.
    pub(crate) fn count_begun(&self) -> BegunCounted {
        self.begun_now.fetch_add(1, Ordering::Relaxed);
        BegunCounted(self.begun_now.clone())
    }
}

/// One begun call that waits for its slot.
#[derive(Debug)]
pub(crate) struct BegunCounted(Arc<AtomicU64>);

impl Drop for BegunCounted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One waiter for a slot.
pub(crate) struct SlotWaitCounted<'a>(&'a AtomicU64);

impl Drop for SlotWaitCounted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What happened on an endpoint since it was made, and what is there now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statistics {
    /// UDP datagrams handed out for sending.
    pub datagrams_sent: u64,
    /// UDP datagrams taken in.
    pub datagrams_received: u64,
    /// Datagrams that were no packets.
    pub malformed: u64,
    /// Packets that belonged nowhere.
    pub rejected: u64,
    /// ABORT packets sent outside calls.
    pub aborts_sent: u64,
    /// ACK packets sent outside calls: about those that are over or not known.
    pub acks_sent: u64,
    /// VERSION packets sent to keep a path open.
    pub nat_keepalives_sent: u64,
    /// Batches that were on their way to the socket for so long (the thread did not run, or there was no
    /// room) that their calls went on: they may have been overtaken.
    pub long_turns: u64,
    /// Service calls that clients began.
    pub calls_received: u64,
    /// Calls of either role that are over.
    pub calls_ended: u64,
    /// What all calls have counted, those that are over and those alive now.
    pub calls: CallCounters,
    /// Calls alive now, of both roles and faces.
    pub live_calls: u64,
    /// Service calls alive now.
    pub live_service_calls: u64,
    /// Client calls that wait for a slot now.
    pub slot_waiters: u64,
    /// Slots in use now.
    pub slots_in_use: u64,
    /// Entries in the queue of `recvmsg` now.
    pub ready: u64,
    /// Threads or tasks that wait in `recvmsg` now.
    pub receivers: u64,
    /// User call IDs in use now.
    pub user_call_ids: u64,
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "datagrams  sent {} received {}",
            self.datagrams_sent, self.datagrams_received
        )?;
        writeln!(f, "refused    malformed {} rejected {}", self.malformed, self.rejected)?;
        writeln!(f, "outside    aborts sent {} acks sent {}", self.aborts_sent, self.acks_sent)?;
        writeln!(
            f,
            "calls      ended {} live {} (service {}) waiting for a slot {}",
            self.calls_ended, self.live_calls, self.live_service_calls, self.slot_waiters
        )?;
        writeln!(f, "in calls   {}", self.calls)
    }
}

impl Endpoint {
    /// The counters, calls that are still alive included.
    pub fn statistics(&self) -> Statistics {
        let live = self.live.all();
        let sockets = self.services.sockets();
        let sum = |count: fn(&Socket) -> usize| {
            sockets.iter().map(|socket| count(socket) as u64).sum::<u64>()
        };
        let counters = &self.totals;
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut all = Statistics {
            calls_received: counters.calls_received.load(Ordering::Acquire),
            calls_ended: get(&counters.calls_ended),
            calls: counters.counters(),
            live_calls: live.len() as u64,
            live_service_calls: get(&counters.service_calls),
            slot_waiters: counters.slot_waiters(),
            slots_in_use: self.routes.slots_in_use(),
            ready: sum(|socket| socket.ready.inspect(VecDeque::len)),
            receivers: sum(|socket| socket.ready.waiting()),
            user_call_ids: sum(|socket| socket.lock().tree.len()),
            ..Statistics::default()
        };
        self.local.count(&mut all);
        for call in live.iter().filter_map(|call| call.counters()) {
            all.calls += call;
        }
        all
    }
}
