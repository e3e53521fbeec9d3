//! Driving an endpoint: read the socket, let the core work, send what it has, sleep until its deadline.
//!
//! Holds: [`Driver`], a future that any executor can run. Must not know: the protocol, the runtime.

use crate::runtime::{AsyncTimer, Readiness};
use crate::shared::Shared;
use rxrpc_core::Wakeups;
use rxrpc_udp::{Flushed, ReadOutcome, Reading, ReceiveBuffers};
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// Most system calls of receiving in one round, before other tasks run.
const RECEIVE_ROUNDS: usize = 16;

/// About how long a round may be: some executors look at their timers only after many polls of their tasks.
const LONGEST_ROUND: Duration = Duration::from_micros(500);

/// How to look at the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Unless the runtime says that nothing is there.
    WhenReady,
    /// Whatever the runtime says.
    Unasked,
}

/// The work of an endpoint that no user does: receiving, timers, and sending what comes of them.
///
/// It ends when the endpoint is closed or its last handle is gone. Dropping it before closes the endpoint: every
/// wait ends with [`CallError::Closed`](crate::CallError::Closed) or what else the close does.
#[must_use = "an endpoint does nothing unless its driver is run"]
pub struct Driver {
    shared: Arc<Shared>,
    buffers: ReceiveBuffers,
    reading: Reading,
    /// When the round is to be over.
    round_ends: Instant,
    timer: Option<Pin<Box<dyn AsyncTimer>>>,
    /// When the timer goes off; `None` if it has.
    armed: Option<Instant>,
    /// Datagrams that came in this round.
    arrived: usize,
    /// The waker that the core knows.
    waker: Option<Waker>,
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver").field("local", &self.shared.port.local()).finish_non_exhaustive()
    }
}

impl Driver {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        let buffers = ReceiveBuffers::default();
        let now = shared.runtime.now();
        let reading = Reading::new(now, shared.port.buffers().receive);
        Self {
            shared,
            buffers,
            reading,
            round_ends: now,
            timer: None,
            armed: None,
            arrived: 0,
            waker: None,
        }
    }

    fn remember(&mut self, waker: &Waker) {
        self.shared.driver.register(waker);
        if !self.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            self.shared.core.set_driver_waker(waker);
            self.waker = Some(waker.clone());
        }
    }

    /// Takes in what has arrived, but not for ever; whether there is nothing more for now.
    fn receive(&mut self, look: Look) -> bool {
        for _ in 0..RECEIVE_ROUNDS {
            let now = self.shared.runtime.now();
            let before = self.arrived;
            let mut wakeups = Wakeups::default();
            let received = self.receive_once(now, look, &mut wakeups);
            // Asked, the runtime may say that nothing is there without having looked.
            let looked = look == Look::Unasked;
            let outcome = self.reading.took(now, self.arrived - before, &received, looked);
            self.shared.drain_errors();
            self.shared.flush();
            drop(wakeups);
            match outcome {
                ReadOutcome::Some => {}
                // What is left of ICMP's reports is not told of again.
                ReadOutcome::All | ReadOutcome::Nothing => return !self.shared.port.has_errors(),
                ReadOutcome::Failed => return true,
                ReadOutcome::Broken(errno) => {
                    self.shared.core.handle_socket_failure(errno);
                    self.shared.stopped.store(true, Ordering::Release);
                    return true;
                }
            }
            if now >= self.round_ends {
                break;
            }
        }
        false
    }

    fn receive_once(
        &mut self,
        now: Instant,
        look: Look,
        wakeups: &mut Wakeups,
    ) -> io::Result<bool> {
        let (core, runtime) = (&self.shared.core, &self.shared.runtime);
        let arrived = &mut self.arrived;
        let handle = |addresses, bytes: &[u8], stride: usize| {
            *arrived += bytes.len().div_ceil(stride.max(1));
            core.take_in_batch(now, addresses, bytes, stride, wakeups);
            wakeups.wake_if_late(runtime.now());
        };
        match look {
            Look::WhenReady => self.shared.port.receive(&mut self.buffers, handle),
            Look::Unasked => self.shared.port.receive_unasked(&mut self.buffers, handle),
        }
    }

    /// If several tasks may have been woken in this round, what they have to send leaves in as few batches as serve it
    /// well: the driver is to be polled again for that, after them. Whether it is.
    fn gather(&self) -> bool {
        // A driver that yields for nothing goes to another thread of the executor, away from the tasks that it woke.
        let several = self.arrived > 1 && self.shared.core.may_gather();
        if several {
            self.shared.gathering.store(true, Ordering::SeqCst);
        }
        several
    }

    /// Waits until something may be received. While that fails the timer says when to try again.
    fn poll_readable(&self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.reading.retry_at() {
            Some(_) => Poll::Pending,
            None => self.shared.port.poll_ready(Readiness::Readable, cx),
        }
    }

    /// Whether something was due, and happened, or will when the socket has been read.
    fn handle_timeout(&mut self) -> bool {
        let Some(due) = self.shared.core.poll_timeout() else { return false };
        if due > self.shared.runtime.now() {
            return false;
        }
        self.shared.core.driver_is_awake();
        if self.reading.must_look(due) {
            let _dry = self.receive(Look::Unasked);
        }
        if !self.reading.must_look(due) {
            self.shared.core.handle_timeout(self.reading.judged(self.shared.runtime.now()));
            self.shared.flush();
        }
        true
    }

    /// Sleeps until the next deadline; `Ready` if that is over. A timer that goes off too early is left
    /// as it is: that costs less than to move it with every packet.
    fn poll_timer(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let due = [self.shared.core.poll_timeout(), self.reading.retry_at()];
        let Some(due) = due.into_iter().flatten().min() else { return Poll::Pending };
        let timer = match &mut self.timer {
            Some(timer) => {
                if self.armed.is_none_or(|armed| due < armed) {
                    timer.as_mut().reset(due);
                    self.armed = Some(due);
                }
                timer
            }
            None => {
                self.armed = Some(due);
                self.timer.insert(self.shared.runtime.timer(due))
            }
        };
        let polled = timer.as_mut().poll(cx);
        if polled.is_ready() {
            self.armed = None;
        }
        polled
    }

    /// Sends what the socket had no room for, once it has; `Ready` if there is more to do.
    fn poll_blocked(&self, cx: &mut Context<'_>) -> Poll<()> {
        while self.shared.is_blocked() {
            if self.shared.flush_blocked() {
                self.shared.flush();
                return Poll::Ready(());
            }
            match self.shared.port.poll_ready(Readiness::Writable, cx) {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(Err(error)) => return self.give_up(&error),
                Poll::Pending => return Poll::Pending,
            }
        }
        Poll::Pending
    }

    /// The runtime no longer watches the socket: nothing will ever come.
    fn give_up(&self, error: &io::Error) -> Poll<()> {
        tracing::error!(%error, "cannot wait for the socket");
        self.shared.core.close();
        self.shared.stopped.store(true, Ordering::Release);
        Poll::Ready(())
    }
}

impl Future for Driver {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.remember(cx.waker());
        this.shared.core.driver_is_awake();
        this.shared.gathering.store(false, Ordering::SeqCst);
        this.arrived = 0;
        this.round_ends = this.shared.runtime.now() + LONGEST_ROUND;
        for _ in 0..RECEIVE_ROUNDS {
            let flushed = this.shared.flush_some();
            if this.shared.stopped.load(Ordering::Acquire) {
                if flushed == Flushed::More {
                    break;
                }
                return Poll::Ready(());
            }
            let dry = this.receive(Look::WhenReady);
            if this.shared.stopped.load(Ordering::Acquire) {
                continue;
            }
            // Packets that keep coming must not hold up what is due.
            let mut again = this.handle_timeout();
            if !dry {
                break;
            }
            again |= this.poll_blocked(cx).is_ready();
            if again {
                continue;
            }
            match this.poll_readable(cx) {
                Poll::Ready(Ok(())) => continue,
                Poll::Ready(Err(error)) => {
                    let _ = this.give_up(&error);
                    continue;
                }
                Poll::Pending => {}
            }
            if this.poll_timer(cx).is_pending() {
                if this.gather() {
                    cx.waker().wake_by_ref();
                }
                return Poll::Pending;
            }
            this.shared.core.driver_is_awake();
        }
        // There is more to do, after the other tasks ran.
        this.gather();
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.shared.core.close();
        self.shared.gathering.store(false, Ordering::SeqCst);
        while self.shared.flush_some() == Flushed::More {}
        self.shared.leave_socket();
    }
}
