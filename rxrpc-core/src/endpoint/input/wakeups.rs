//! Who waits for what a driver has taken in, until it wakes them.
//!
//! Holds: [`Wakeups`] and its bounds. Must not know: what is waited for.
//!
//! A thread that is woken for each packet finds one packet each time, and takes locks that the driver needs for the next.
//! So a driver takes in what one look at the socket brought, sends, and wakes then.

use crate::call::notifier::call_out;
use crate::lock::WakeList;
use crate::lock::ranked::assert_no_lock_held;
use std::time::{Duration, Instant};

/// Most packets that are taken in before those are woken who wait for them.
const MOST_PACKETS: u32 = 256;

/// About how long they are kept waiting at most while a driver takes in more.
const LONGEST: Duration = Duration::from_micros(250);

/// Those who wait for data or space of calls that something came for. A driver wakes them when it has sent what there is
/// to send, and with no lock held. Nobody is forgotten: its drop wakes whoever is left, also when a driver panics.
#[derive(Debug, Default)]
pub struct Wakeups {
    list: WakeList,
    packets: u32,
    since: Option<Instant>,
}

impl Wakeups {
    /// Wakes all of them.
    pub fn wake(&mut self) {
        (self.packets, self.since) = (0, None);
        if self.list.is_empty() {
            return;
        }
        assert_no_lock_held();
        for waker in self.list.drain() {
            // An executor's or a user's code, and others wait behind.
            call_out(|| waker.wake());
        }
    }

    /// Wakes all of them if the driver has been taking in for too long; to be called after each batch, and before it
    /// sends.
    pub fn wake_if_late(&mut self, now: Instant) {
        if self.since.is_some_and(|since| now.saturating_duration_since(since) >= LONGEST) {
            self.wake();
        }
    }

    /// A batch is taken in.
    pub(super) fn begin(&mut self, now: Instant) {
        self.since.get_or_insert(now);
    }

    /// A packet is taken in.
    pub(super) fn count(&mut self) {
        self.packets = self.packets.saturating_add(1);
    }

    /// Wakes all of them if many packets were taken in.
    pub(super) fn wake_if_many(&mut self) {
        if self.packets >= MOST_PACKETS {
            self.wake();
        }
    }

    /// Those of one call.
    pub(in crate::endpoint) fn add(&mut self, list: WakeList) {
        if !list.is_empty() {
            self.list.append(list);
        }
    }
}

impl Drop for Wakeups {
    fn drop(&mut self) {
        self.wake();
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
