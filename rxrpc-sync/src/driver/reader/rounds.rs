//! Rounds of work at the socket, and the sleep until there is more.
//!
//! Holds: what a [`Driver`] does with a [`Reader`]. Must not know: who holds the seat, the protocol.

use super::Reader;
use crate::driver::{Driver, LEFT_TO_OTHERS};
use rxrpc_core::Wakeups;
use rxrpc_udp::ReadOutcome;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Most system calls of receiving in a row before other work is done.
const RECEIVES_IN_A_ROW: usize = 16;

/// About how long a round of receiving may be: timers run, and whoever drives looks up, after each.
const LONGEST_ROUND: Duration = Duration::from_millis(1);

impl Driver {
    /// One round: everything that is there is done, but not for ever. `true`: there is more to do at once, since there
    /// was something or `hurry` says so. `false`: the driver may sleep.
    pub(in crate::driver) fn drive(&self, reader: &mut Reader, hurry: impl Fn() -> bool) -> bool {
        self.rounds.fetch_add(1, Ordering::Relaxed);
        let mut worked = false;
        let mut over = None;
        for _ in 0..RECEIVES_IN_A_ROW {
            if !reader.readable {
                break;
            }
            let now = Instant::now();
            let received = self.receive(now, reader);
            worked |= matches!(received, ReadOutcome::All | ReadOutcome::Some);
            reader.readable = match received {
                ReadOutcome::All => reader.thorough,
                ReadOutcome::Some | ReadOutcome::Failed => true,
                ReadOutcome::Nothing | ReadOutcome::Broken(_) => false,
            };
            reader.thorough &= reader.readable;
            if received == ReadOutcome::Failed
                || hurry()
                || now >= *over.get_or_insert(now + LONGEST_ROUND)
            {
                break;
            }
        }
        if self.port.has_errors() {
            self.drain_errors();
            // What was too much for one round is not told of again.
            worked |= self.port.has_errors();
        }
        // Packets that keep coming must not hold up what is due.
        if worked || hurry() {
            self.core.handle_timeout(reader.reading.judged(Instant::now()));
            reader.left = self.flush_or_leave_since(reader.left);
            return true;
        }
        false
    }

    /// Sleeps until the socket has something, `deadline` comes, or something is due, which is then done
    /// when the socket has been read.
    pub(in crate::driver) fn sleep(&self, reader: &mut Reader, deadline: Option<Instant>) {
        let now = Instant::now();
        let due = self.core.poll_timeout();
        if let Some(due) = due
            && due <= now
        {
            self.core.driver_is_awake();
            self.handle_due(reader, now, due);
            return;
        }
        let left = reader.left.map(|since| since + LEFT_TO_OTHERS);
        let until = [due, deadline, reader.reading.retry_at(), left].into_iter().flatten().min();
        let timeout = until.map(|at| at.saturating_duration_since(now));
        let Some(happened) = reader.poll(timeout) else { return };
        if left.is_some_and(|left| Instant::now() >= left) {
            reader.left = None;
            self.flush();
        }
        self.rounds.fetch_add(1, Ordering::Relaxed);
        self.core.driver_is_awake();
        if happened.error {
            self.drain_errors();
        }
        if happened.writable {
            self.flush();
        }
    }

    /// Lets what was due at `due` happen, if the socket was read up to then.
    pub(in crate::driver) fn handle_due(&self, reader: &mut Reader, now: Instant, due: Instant) {
        if !reader.look_before(due) {
            self.core.handle_timeout(reader.reading.judged(now));
            self.flush();
        }
    }

    /// Reads once.
    fn receive(&self, now: Instant, reader: &mut Reader) -> ReadOutcome {
        let core = &self.core;
        let (mut datagrams, mut wakeups) = (0, Wakeups::default());
        self.in_hand.store(true, Ordering::Relaxed);
        let received = self.port.receive(&mut reader.buffers, |addresses, bytes, stride| {
            datagrams += bytes.len().div_ceil(stride.max(1));
            core.take_in_batch(now, addresses, bytes, stride, &mut wakeups);
            wakeups.wake_if_late(Instant::now());
        });
        let due = self.owed.keep(&mut wakeups);
        self.in_hand.store(false, Ordering::Relaxed);
        let outcome = reader.reading.took(now, datagrams, &received, true);
        self.flush();
        // What they have to say leaves after what this thread had, and together: the round ends with a look at it.
        if let Some(due) = due {
            reader.turns_for_others += 1;
            let waking = self.wakes.begin_to_wake();
            drop(due);
            drop(waking);
        }
        if let ReadOutcome::Broken(errno) = outcome {
            self.core.handle_socket_failure(errno);
            self.leave_socket();
        }
        outcome
    }
}
