//! The time of reception (`SO_TIMESTAMP`).
//!
//! Holds: the setting of a socket, and from when on packets have a time. Must not know: clocks; a packet's time is the
//! one that was handed in with it.
//!
//! Times are kept for the calls of an endpoint from when a socket of it wants to know first, whoever's calls they are:
//! which socket a service call is for is known only after its first packet.

use super::MessageSocket;
use crate::endpoint::Endpoint;
use crate::proto::CallMachine;
use std::ops::Bound;
use std::sync::atomic::Ordering;

/// How many calls are taken from the table at once.
const CALLS_AT_ONCE: usize = 64;

impl MessageSocket {
    /// Whether messages with data tell when it came ([`Control::Timestamp`](crate::Control::Timestamp)): `false` on a
    /// new socket. Data that came before any socket of the endpoint wanted to know has no time.
    pub fn set_timestamps(&self, on: bool) {
        self.socket().timestamps.store(on, Ordering::Relaxed);
        if on {
            self.endpoint().keep_times();
        }
    }

    /// Whether messages with data tell when it came.
    pub fn timestamps(&self) -> bool {
        self.socket().timestamps.load(Ordering::Relaxed)
    }
}

impl Endpoint {
    /// From now on calls keep when their packets came.
    fn keep_times(&self) {
        if self.times_kept.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut after = Bound::Unbounded;
        loop {
            let calls = self.live.some_after(after, CALLS_AT_ONCE);
            let Some(last) = calls.last() else { return };
            after = Bound::Excluded(last.key);
            for call in &calls {
                call.with_state(|state| state.machine().map(CallMachine::keep_times));
            }
        }
    }
}
