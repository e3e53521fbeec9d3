//! The end of an endpoint: the last packets leave, and the socket goes.
//!
//! Holds: [`Driver::close`], and [`Driver::end`] for one that has no handles. Must not know: calls, what is in a packet.

use super::Driver;
use rxrpc_udp::{Flushed, LastPackets, NextStep};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

/// How often it is looked whether the last packets, and threads that use the socket, are through.
const PAUSE: Duration = Duration::from_micros(200);

impl Driver {
    /// Closes the endpoint, sends what is to be sent about that, and closes the socket.
    pub(crate) fn close(&self) {
        self.core.close();
        let last = LastPackets::new(Instant::now());
        while last.are_awaited(Instant::now()) {
            match LastPackets::after(self.flush_some(), self.core.is_transmitting()) {
                NextStep::Send => {}
                NextStep::Pause => thread::sleep(PAUSE),
                NextStep::Leave => break,
            }
        }
        self.leave_socket();
        self.wait_until_gone(last);
    }

    /// Closes an endpoint whose last handle is gone, and its socket. Threads of a service may still wait at it:
    /// they find that there is nothing to wait for.
    pub(crate) fn end(&self) {
        self.core.close();
        self.flush();
        if self.has_loop() {
            while self.flush_some() == Flushed::More {}
        }
        self.stop();
        self.port.remove();
        self.wait_until_gone(LastPackets::new(Instant::now()));
    }

    /// A loop that waits for the socket has it until it drops it, which may be for this thread to do.
    fn wait_until_gone(&self, last: LastPackets) {
        while !self.has_loop() && !self.port.is_gone() && last.are_awaited(Instant::now()) {
            thread::sleep(PAUSE);
        }
    }

    /// Of a closed endpoint: takes the socket away, and ends the background thread without waiting for it.
    pub(super) fn leave_socket(&self) {
        self.port.remove();
        self.stopped.store(true, Ordering::SeqCst);
        self.wake_background();
        // What found no room goes the way of what is lost.
        let _nothing_is_blocked = self.flush_some();
    }
}
