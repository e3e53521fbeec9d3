//! The background thread of an endpoint: it drives while no user does, sends what users left, and takes over from
//! a user that does not get to run.
//!
//! Holds: [`Background`], [`Driver::run_background`]. Must not know: the protocol.

use super::reader::Reader;
use super::{Driver, Seated};
use crate::seat::{Look, Sitting};
use rxrpc_udp::Flushed;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

/// How long the seat is left to users who come and go before the background thread takes it.
const PATIENCE: Duration = Duration::from_millis(2);

/// How long something may lie in the socket, or be due, while a user has the seat and does nothing: it does not get
/// to run then.
const OVERDUE: Duration = Duration::from_millis(5);

/// The same for a user that has read something and not handed it out. What others read meanwhile overtakes that, and
/// peers take it for lost: so this is longer than a busy system keeps a thread of normal priority waiting.
const OVERDUE_IN_HAND: Duration = Duration::from_millis(100);

/// How long the background thread keeps the seat after that: at least and at most. It doubles each time, so that a
/// thread of low priority costs the others little.
const LEAST_DISTRUST: Duration = Duration::from_millis(100);
const MOST_DISTRUST: Duration = Duration::from_secs(10);

/// The background thread, as others know it.
pub(super) struct Background {
    pub(super) thread: Thread,
    pub(super) handle: Mutex<Option<JoinHandle<()>>>,
}

/// How long the seat is kept after the next time that a user does not get to run.
struct Distrust {
    next: Duration,
    /// When it was kept last, until when.
    until: Option<Instant>,
}

impl Distrust {
    fn new() -> Self {
        Self { next: LEAST_DISTRUST, until: None }
    }

    /// A user did not get to run; until when the seat is kept.
    fn after_neglect(&mut self, now: Instant) -> Instant {
        let long_ago = self.until.is_none_or(|until| now > until + 2 * MOST_DISTRUST);
        self.next = if long_ago { LEAST_DISTRUST } else { (self.next * 2).min(MOST_DISTRUST) };
        let until = now + self.next;
        self.until = Some(until);
        until
    }
}

impl Driver {
    pub(super) fn wake_background(&self) {
        if let Some(background) = self.background.get() {
            background.thread.unpark();
        }
        self.wakes.wake_background();
        self.tell_loop();
    }

    /// The program's loop, if there is one, is to drive, whoever sits at the socket.
    pub(super) fn tell_loop(&self) {
        if let Some(bell) = self.wakes.loop_bell() {
            bell.ring();
        }
    }

    /// Leaves what there is to send to the background thread.
    pub(super) fn hand_over(&self) {
        self.left_over.store(true, Ordering::SeqCst);
        self.wake_background();
    }

    /// Sends what other threads left; whether there is more of it than one flush sends.
    pub(super) fn flush_left_over(&self) -> bool {
        let left = self.left_over.swap(false, Ordering::SeqCst);
        let more = left && self.flush_some() == Flushed::More;
        self.left_over.fetch_or(more, Ordering::SeqCst);
        more
    }

    /// Sits on the seat whenever no user wants it, or the one that has it does not get to run.
    pub(super) fn run_background(&self) {
        // What this thread saw of the seat last, and since when that has been so; none is long ago.
        let (mut saw, mut since) = (Look::NEVER_TAKEN, None::<Instant>);
        let mut distrust = Distrust::new();
        while !self.stopped.load(Ordering::SeqCst) {
            let more = self.flush_left_over();
            // By the clock: whoever may come for the seat has this time, however often this thread looks meanwhile.
            let left =
                since.map_or(Duration::ZERO, |since| PATIENCE.saturating_sub(since.elapsed()));
            match self.seat.claim_for_background(left.is_zero().then_some(saw)) {
                Ok(sitting) => self.sit_in_background(sitting, None),
                Err(look) if look != saw => {
                    (saw, since) = (look, Some(Instant::now()));
                    if !more {
                        thread::park_timeout(PATIENCE);
                    }
                }
                Err(_) if more => {}
                Err(_) => {
                    if !self.watch(saw.taken, &mut distrust) {
                        thread::park_timeout(left);
                    }
                }
            }
        }
        // Of an endpoint that was closed: nothing more comes up.
        while self.flush_some() == Flushed::More {}
    }

    /// Drives until a user wants to, and not before `kept`.
    fn sit_in_background(&self, sitting: Sitting, mut kept: Option<Instant>) {
        let _seated = Seated { driver: self, sitting, user: None };
        let own = self.own_reader.as_ref().unwrap_or(&self.reader);
        let mut reader = own.lock().unwrap_or_else(PoisonError::into_inner);
        self.wakes.set_background_drives(true);
        let leave = || self.seat.is_wanted() || self.stopped.load(Ordering::SeqCst);
        while !leave() {
            if let Some(until) = kept
                && Instant::now() >= until
            {
                let trusted = self.seat.keep_no_longer();
                kept = if trusted { None } else { Some(Instant::now() + LEAST_DISTRUST) };
                continue;
            }
            let more = self.flush_left_over();
            if !self.drive(&mut reader, leave) && !more {
                self.sleep(&mut reader, kept);
            }
        }
        self.wakes.set_background_drives(false);
        // Who comes next does not know of it.
        if reader.forget_left() {
            self.flush();
        }
    }

    /// Sleeps until the user leaves that has had the seat since `taken`, and drives in its place if it does not
    /// get to run. `false` if nobody would tell of a free seat.
    fn watch(&self, taken: u64, distrust: &mut Distrust) -> bool {
        self.wakes.set_background_watches(true);
        let told = self.seat.sleep_in_background(taken);
        if told {
            let neglected = match &self.own_reader {
                Some(own) => {
                    self.watch_the_socket(&mut own.lock().unwrap_or_else(PoisonError::into_inner))
                }
                None => {
                    if !self.has_work_in_background() {
                        thread::park();
                    }
                    false
                }
            };
            if neglected && let Some(sitting) = self.seat.depose(taken) {
                tracing::debug!("a user that has the seat does not run");
                let until = distrust.after_neglect(Instant::now());
                self.wakes.set_background_watches(false);
                self.wakes.wake_user();
                self.owed.wake();
                self.drain_errors();
                self.sit_in_background(sitting, Some(until));
            }
        }
        self.wakes.set_background_watches(false);
        told
    }

    /// Whether something is left to this thread: to be asked when it watches, and before it sleeps. Whoever has something for it
    /// has told it before, or sees that it watches.
    fn has_work_in_background(&self) -> bool {
        self.left_over.load(Ordering::SeqCst) || self.stopped.load(Ordering::SeqCst)
    }

    /// Sleeps until there is something to do that the user on the seat has not done for some time: `true`. `false` if
    /// it has, or this thread was woken.
    fn watch_the_socket(&self, reader: &mut Reader) -> bool {
        if self.has_work_in_background() {
            return false;
        }
        let due = self.core.poll_timeout();
        reader.wait(due.map(|due| due + OVERDUE));
        self.wakes.set_background_watches(false);
        let done = self.rounds.load(Ordering::Relaxed);
        let began = Instant::now();
        let late = || self.core.poll_timeout().is_some_and(|due| due + OVERDUE <= began);
        let undone = self.port.get().is_some_and(|socket| socket.has_unread()) || late();
        // Not every packet shall wake two threads.
        thread::park_timeout(OVERDUE);
        if !undone || began.elapsed() < OVERDUE {
            return false;
        }
        let idle = || self.rounds.load(Ordering::Relaxed) == done;
        while idle() && self.in_hand.load(Ordering::Relaxed) && began.elapsed() < OVERDUE_IN_HAND {
            thread::park_timeout(OVERDUE);
            if self.stopped.load(Ordering::SeqCst) {
                return false;
            }
        }
        idle()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seat_is_kept_longer_each_time_and_not_for_ever() {
        let (mut distrust, mut now) = (Distrust::new(), Instant::now());
        let mut kept = Vec::new();
        for _ in 0..10 {
            let until = distrust.after_neglect(now);
            kept.push(until - now);
            now = until + OVERDUE;
        }
        assert_eq!(kept[0], LEAST_DISTRUST);
        assert!(kept.is_sorted());
        assert_eq!(kept[9], MOST_DISTRUST);
        now += 3 * MOST_DISTRUST;
        assert_eq!(distrust.after_neglect(now) - now, LEAST_DISTRUST);
    }
}
