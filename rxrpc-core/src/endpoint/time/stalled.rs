//! Calls that keep a user waiting for nothing, while others wait for a user.
//!
//! Holds: when that is looked for, and which calls end for it. Must not know: what users do.
//!
//! A client may take its time: nothing here happens as long as there is a user for everybody. But one that
//! sends next to nothing of its request, or takes next to nothing of its reply, costs little and holds
//! whoever works for it.

use crate::call::{Call, CallKey, CallState, Face};
use crate::endpoint::Endpoint;
use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How many calls are taken from the table at once.
const CALLS_AT_ONCE: usize = 64;

/// What a call had done when it was looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    at: Instant,
    bytes: u64,
}

impl CallState {
    /// Whether the user of a service call waits for its client now, for data or for space.
    fn user_waits(&mut self, face: &Face) -> bool {
        let (reads, writes) =
            (!self.waiters.readable.is_empty(), !self.waiters.writable.is_empty());
        let available = self.available;
        let Some(machine) = self.machine() else { return false };
        if machine.completion().is_some() {
            return false;
        }
        match face {
            Face::Calls => reads || writes,
            // Users of messages wait for all calls at once.
            Face::Messages(_) if machine.can_send().is_ok() => machine.transmit_space() == 0,
            Face::Messages(_) => {
                !machine.is_request_whole() && !machine.has_data() && !available.anything()
            }
        }
    }

    /// Whether the client has moved less than `least` bytes in a time of `window`, while the user waited
    /// at both ends of it.
    fn is_stalled(&mut self, now: Instant, face: &Face, window: Duration, least: u64) -> bool {
        if !self.user_waits(face) {
            self.sample = None;
            return false;
        }
        let bytes = self.machine().map_or(0, |machine| machine.bytes_moved());
        match self.sample.as_deref() {
            // One from another time, when others waited too, says nothing of this one.
            Some(sample)
                if bytes.saturating_sub(sample.bytes) < least
                    && now.saturating_duration_since(sample.at) <= window.saturating_mul(2) =>
            {
                now.saturating_duration_since(sample.at) >= window
            }
            _ => {
                self.sample = Some(Box::new(Sample { at: now, bytes }));
                false
            }
        }
    }
}

impl Endpoint {
    /// Looks for stalled calls if it is time.
    pub(super) fn end_stalled(&self, now: Instant) {
        let Some(window) = self.config.progress_window else { return };
        if !self.schedule.take_look_for_stalled(now) {
            return;
        }
        let lines = self.services.wanted(now, window);
        let mut after = Bound::Unbounded;
        while !lines.is_empty()
            && let Some(last) = self.look_at_calls(now, window, &lines, after)
        {
            after = Bound::Excluded(last);
        }
        // The next call begins it anew.
        if self.totals.service_calls.load(Ordering::Relaxed) > 0 {
            self.schedule.look_for_stalled(now, Some(window));
        }
    }

    /// Looks at some of the calls, and returns the last of them.
    fn look_at_calls(
        &self,
        now: Instant,
        window: Duration,
        lines: &[u64],
        after: Bound<CallKey>,
    ) -> Option<CallKey> {
        let calls = self.live.some_after(after, CALLS_AT_ONCE);
        for call in &calls {
            let Some(place) = &call.place else { continue };
            if lines.contains(&place.line) && place.phase().is_with_user() {
                self.end_if_stalled(now, call, window);
            }
        }
        calls.last().map(|call| call.key)
    }

    fn end_if_stalled(&self, now: Instant, call: &Arc<Call>, window: Duration) {
        let ((), effects) = call.touch(|state| {
            if state.is_stalled(now, &call.face, window, self.config.progress_bytes) {
                state.life.time_out();
            }
        });
        self.apply(call, effects);
    }
}
