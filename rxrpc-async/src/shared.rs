//! What every user of an endpoint shares with its driver, and the wait for a verb.
//!
//! Holds: [`Shared`]. Must not know: the protocol; what is received (that is the driver's).
//!
//! A task that used a verb sends what came of it from where it stands; what the socket has no room for,
//! what is more than a task may be held up with, and what many tasks have to say in answer to one batch, is
//! left to the driver.

use crate::runtime::Runtime;
use crate::udp::{Sent, Udp};
use futures::task::AtomicWaker;
use rxrpc_core::{Endpoint as Core, Transmit};
use std::cell::Cell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};

/// Most batches that one task sends in a row.
const BATCHES_IN_A_ROW: usize = 64;

thread_local! {
    /// The batch that is being built, kept for its capacity. It is taken out while in use: a waker or an
    /// observer may run anything, this code included.
    static BATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What the handles of an endpoint and its driver share.
pub(crate) struct Shared {
    pub(crate) core: Arc<Core>,
    pub(crate) udp: Udp,
    pub(crate) runtime: Arc<dyn Runtime>,
    /// The task that drives.
    pub(crate) driver: AtomicWaker,
    /// The last handle is gone.
    pub(crate) stopped: AtomicBool,
    /// Batches that the socket's buffer had no room for.
    blocked: Mutex<VecDeque<(Transmit, Vec<u8>)>>,
    is_blocked: AtomicBool,
    /// The driver has woken several tasks and stands behind them in the executor's queue: what they have to
    /// send it sends for all, in as few batches as possible.
    pub(crate) gathering: AtomicBool,
}

impl Shared {
    pub(crate) fn new(core: Arc<Core>, udp: Udp, runtime: Arc<dyn Runtime>) -> Self {
        Self {
            core,
            udp,
            runtime,
            driver: AtomicWaker::new(),
            stopped: AtomicBool::new(false),
            blocked: Mutex::default(),
            is_blocked: AtomicBool::new(false),
            gathering: AtomicBool::new(false),
        }
    }

    /// Waits for a verb of the core, and sends what each of its steps brought about.
    pub(crate) async fn run<F: Future>(&self, verb: F) -> F::Output {
        let mut verb = pin!(verb);
        poll_fn(|cx| {
            let polled = verb.as_mut().poll(cx);
            self.flush();
            polled
        })
        .await
    }

    /// [`Shared::run`] until a deadline at most; `None` when that comes first. The verb is dropped then,
    /// which is safe for all of the core's.
    pub(crate) async fn run_until<F: Future>(
        &self,
        verb: F,
        deadline: Option<Instant>,
    ) -> Option<F::Output> {
        let Some(deadline) = deadline else { return Some(self.run(verb).await) };
        let mut verb = pin!(verb);
        let mut timer = None;
        poll_fn(|cx| {
            let polled = verb.as_mut().poll(cx);
            self.flush();
            if let Poll::Ready(output) = polled {
                return Poll::Ready(Some(output));
            }
            let timer = timer.get_or_insert_with(|| self.runtime.timer(deadline));
            // Some timers go off a little early, or are not polled again after they went off.
            while timer.as_mut().poll(cx).is_ready() {
                if self.runtime.now() >= deadline {
                    return Poll::Ready(None);
                }
                timer.as_mut().reset(deadline);
            }
            Poll::Pending
        })
        .await
    }

    /// The moment that a wait of this length ends at; `None` for one beyond all time.
    pub(crate) fn deadline(&self, timeout: Duration) -> Option<Instant> {
        self.runtime.now().checked_add(timeout)
    }

    /// Sends what the core has to send, as far as the socket takes it and it is not too much for one
    /// turn; the driver sends the rest. Any task may. Never waits.
    pub(crate) fn flush(&self) {
        if self.is_blocked.load(Ordering::Acquire) || !self.core.wants_transmit() {
            return;
        }
        // The queue was filled before this looks, and the driver looks into the queue after it ceased to
        // gather: one of the two sends.
        if self.gathering.load(Ordering::SeqCst) && !self.core.is_output_long() {
            return;
        }
        let mut batch = BATCH.take();
        let done = self.send_batches(&mut batch);
        BATCH.set(batch);
        self.drain_errors();
        if !done {
            self.driver.wake();
        }
    }

    /// Whether all is sent.
    fn send_batches(&self, batch: &mut Vec<u8>) -> bool {
        let max = self.udp.max_datagrams();
        for _ in 0..BATCHES_IN_A_ROW {
            batch.clear();
            let now = self.runtime.now();
            let Some(transmit) = self.core.poll_transmit(now, max, batch) else { return true };
            match self.udp.send(&transmit, batch) {
                Sent::Done => {}
                Sent::Failed(report) => {
                    self.drain_errors();
                    let report = self.udp.refined(report, transmit.destination);
                    report.tell(&self.core, now, transmit.destination);
                }
                Sent::Full { sent } => {
                    let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
                    blocked.push_back((transmit, batch[sent..].to_vec()));
                    self.is_blocked.store(true, Ordering::Release);
                    return false;
                }
            }
        }
        false
    }

    /// Whether batches wait for room in the socket's buffer.
    pub(crate) fn is_blocked(&self) -> bool {
        self.is_blocked.load(Ordering::Acquire)
    }

    /// Sends what the socket had no room for before; whether all of it is gone.
    pub(crate) fn flush_blocked(&self) -> bool {
        let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((transmit, bytes)) = blocked.front_mut() {
            if let Sent::Full { sent } = self.udp.send(transmit, bytes) {
                bytes.drain(..sent);
                self.udp.note_full();
                return false;
            }
            blocked.pop_front();
        }
        self.is_blocked.store(false, Ordering::Release);
        true
    }

    /// Tells the core what ICMP reported, if a system call met anything of it.
    pub(crate) fn drain_errors(&self) {
        let now = self.runtime.now();
        self.udp.drain_errors(|peer, report| report.tell(&self.core, now, peer));
    }
}
