//! How a thread waits: a waker that unparks it, or calls it back from the socket it reads.
//!
//! Holds: [`Parker`]. Must not know: what is waited for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;
use std::thread::{self, Thread};
use std::time::Instant;

/// One wait of one thread.
pub(crate) struct Parker {
    thread: Thread,
    /// Something happened since the last look.
    notified: AtomicBool,
    /// The thread sits at the socket instead of being parked.
    driving: AtomicBool,
    /// Ends the wait at the socket.
    socket: Arc<mio::Waker>,
}

impl Parker {
    pub(crate) fn new(socket: Arc<mio::Waker>) -> Arc<Self> {
        Arc::new(Self {
            thread: thread::current(),
            notified: AtomicBool::new(false),
            driving: AtomicBool::new(false),
            socket,
        })
    }

    /// Whether something happened since the last look; forgets it.
    pub(crate) fn take_notified(&self) -> bool {
        self.notified.swap(false, Ordering::SeqCst)
    }

    /// Whether something happened since the last look.
    pub(crate) fn is_notified(&self) -> bool {
        self.notified.load(Ordering::SeqCst)
    }

    /// Says how this thread is to be woken from now on. Check for notices after calling it: `notify`
    /// writes and reads the two flags in the other order, and with `SeqCst` on all four one of the two
    /// sees what the other wrote.
    pub(crate) fn set_driving(&self, driving: bool) {
        self.driving.store(driving, Ordering::SeqCst);
    }

    /// Sleeps until something happens or `deadline` comes.
    pub(crate) fn park(&self, deadline: Option<Instant>) {
        while !self.notified.load(Ordering::Acquire) {
            match deadline {
                None => thread::park(),
                Some(deadline) => {
                    let now = Instant::now();
                    if now >= deadline {
                        return;
                    }
                    thread::park_timeout(deadline - now);
                }
            }
        }
    }

    /// Something happened.
    pub(crate) fn notify(&self) {
        self.notified.store(true, Ordering::SeqCst);
        if self.driving.load(Ordering::SeqCst) {
            // The thread that reads the socket often wakes itself: it looks before it sleeps.
            if thread::current().id() != self.thread.id()
                && let Err(error) = self.socket.wake()
            {
                tracing::error!(%error, "cannot wake the reader of the socket");
            }
        } else {
            self.thread.unpark();
        }
    }
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.notify();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.notify();
    }
}
