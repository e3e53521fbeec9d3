//! Rounds of a program's own loop, which drives in place of a background thread.
//!
//! Holds: [`Driver::drive_in_loop`], [`Driver::before_wait_of_loop`]. Must not know: how the loop waits, the protocol.

use super::Driver;
use super::reader::Reader;
use crate::loop_driver::WaitFor;
use crate::seat::Seat;
use crate::watched_socket::WatchedSocket;
use rxrpc_udp::{Flushed, InUse};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

/// The seat, given up when dropped.
struct Taken<'a>(&'a Seat);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.leave_for_loop();
    }
}

impl Driver {
    /// The socket, for a loop that waits for it.
    pub(crate) fn lend_to_loop(&self) -> Option<Arc<InUse<WatchedSocket>>> {
        self.port.get()
    }

    /// Has `notify` called when the loop is to drive earlier than it was told.
    pub(crate) fn notify_loop_with(&self, notify: Option<Arc<dyn Fn() + Send + Sync>>) {
        if let Some(bell) = self.wakes.loop_bell() {
            bell.set(notify);
        }
    }

    fn take_for_loop(&self) -> Option<Taken<'_>> {
        self.seat.claim_for_loop().map(|_| Taken(&self.seat))
    }

    /// One round of the program's loop, which is awake until [`Driver::before_wait_of_loop`]. Never waits: while another
    /// thread drives, that does all but send what was left over.
    pub(crate) fn drive_in_loop(&self) {
        if let Some(bell) = self.wakes.loop_bell() {
            bell.hush();
        }
        if self.stopped.load(Ordering::SeqCst) {
            return;
        }
        self.flush_left_over();
        let Some(_taken) = self.take_for_loop() else { return };
        self.core.driver_is_awake();
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        self.work_in_loop(&mut reader);
        self.core.driver_is_awake();
    }

    /// Reads the socket, does what is due, and sends.
    fn work_in_loop(&self, reader: &mut Reader) {
        reader.look();
        self.drive(reader, || false);
        let now = Instant::now();
        if let Some(due) = self.core.poll_timeout().filter(|due| *due <= now) {
            self.handle_due(reader, now, due);
        }
        // Also what was blocked, by a socket that has room again.
        self.flush();
    }

    /// What the loop is to wait for, and that it is told of anything else from now on. What its verbs have left is sent.
    pub(crate) fn before_wait_of_loop(&self) -> WaitFor {
        if let Some(bell) = self.wakes.loop_bell() {
            bell.clear();
        }
        if self.core.wants_transmit() && !self.outbox.is_blocked() {
            self.flush();
        }
        let mut wait = WaitFor {
            deadline: None,
            more: self.left_over.load(Ordering::SeqCst),
            wants_write: self.outbox.is_blocked(),
            over: self.stopped.load(Ordering::SeqCst),
        };
        // Who has the seat does the rest, and tells the loop when it leaves.
        let Some(_taken) = self.take_for_loop() else { return wait };
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let retry = reader.retry_at();
        wait.more |= self.port.has_errors() || (reader.has_more() && retry.is_none());
        wait.deadline = self.core.poll_timeout().into_iter().chain(retry).min();
        wait
    }

    /// The loop is no more: whoever waits learns that, and what is left is sent.
    pub(crate) fn leave_loop(&self) {
        self.notify_loop_with(None);
        self.core.close();
        while self.flush_some() == Flushed::More {}
        self.leave_socket();
    }
}
