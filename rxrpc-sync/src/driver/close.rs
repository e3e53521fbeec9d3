//! The end of an endpoint: the last packets leave, and the socket goes.
//!
//! Holds: [`Driver::close`], and [`Driver::end`] for one that has no handles. Must not know: calls, what is in a packet.

use super::Driver;
use rxrpc_udp::Flushed;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

/// How long the last packets, and threads that use the socket, are waited for; mostly it is no time at all. What
/// the socket has no room for after that is lost.
const LAST_PACKETS: Duration = Duration::from_secs(1);

/// How often it is looked whether they are through.
const PAUSE: Duration = Duration::from_micros(200);

impl Driver {
    /// Closes the endpoint, sends what is to be sent about that, and closes the socket.
    pub(crate) fn close(&self) {
        self.core.close();
        let give_up = Instant::now() + LAST_PACKETS;
        while Instant::now() < give_up {
            match self.flush_some() {
                Flushed::More => {}
                Flushed::All if !self.core.is_transmitting() => break,
                Flushed::All | Flushed::Blocked => thread::sleep(PAUSE),
            }
        }
        self.leave_socket();
        self.wait_until_gone(give_up);
    }

    /// Closes an endpoint whose last handle is gone, and its socket. Threads of a service may still wait at it:
    /// they find that there is nothing to wait for.
    pub(crate) fn end(&self) {
        self.core.close();
        self.flush();
        self.stop();
        self.udp.remove();
        self.wait_until_gone(Instant::now() + LAST_PACKETS);
    }

    fn wait_until_gone(&self, give_up: Instant) {
        while !self.udp.is_gone() && Instant::now() < give_up {
            thread::sleep(PAUSE);
        }
    }

    /// Of a closed endpoint: takes the socket away, and ends the background thread without waiting for it.
    pub(super) fn leave_socket(&self) {
        self.udp.remove();
        self.stopped.store(true, Ordering::SeqCst);
        self.wake_background();
        // What found no room goes the way of what is lost.
        let _nothing_is_blocked = self.flush_some();
    }
}
