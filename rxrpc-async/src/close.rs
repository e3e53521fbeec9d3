//! The end of an endpoint that handles are left of: the last packets leave, and the socket goes.
//!
//! Holds: [`Shared::close`]. Must not know: calls, what is in a packet.

use crate::shared::Shared;
use rxrpc_udp::{LastPackets, NextStep};
use std::future::poll_fn;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

/// How often it is looked whether the last packets, and tasks that use the socket, are through.
const PAUSE: Duration = Duration::from_millis(1);

/// Takes the socket away when dropped, also by a close that is not waited for to its end.
struct Leaving<'a>(&'a Shared);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.leave_socket();
    }
}

impl Shared {
    /// Closes the endpoint, sends what is to be sent about that, and closes the socket.
    pub(crate) async fn close(&self) {
        self.core.close();
        let leaving = Leaving(self);
        let last = LastPackets::new(self.runtime.now());
        while last.are_awaited(self.runtime.now()) {
            // There is no more to wait for.
            self.gathering.store(false, Ordering::SeqCst);
            match LastPackets::after(self.flush_some(), self.core.is_transmitting()) {
                NextStep::Send => let_others_run().await,
                NextStep::Pause => self.pause().await,
                NextStep::Leave => break,
            }
        }
        drop(leaving);
        while !self.port.is_gone() && last.are_awaited(self.runtime.now()) {
            self.pause().await;
        }
    }

    /// Of a closed endpoint: takes the socket away, and has the driver end.
    pub(crate) fn leave_socket(&self) {
        self.port.remove();
        self.stopped.store(true, Ordering::Release);
        // What found no room goes the way of what is lost.
        let _nothing_is_blocked = self.flush_blocked();
        self.driver.wake();
    }

    async fn pause(&self) {
        let mut timer = self.runtime.timer(self.runtime.now() + PAUSE);
        poll_fn(|cx| timer.as_mut().poll(cx)).await;
    }
}

/// Lets other tasks of the executor run.
async fn let_others_run() {
    let mut had = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut had, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
