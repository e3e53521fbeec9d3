//! What every user of an endpoint shares with its driver, and the wait for a verb.
//!
//! Holds: [`Shared`]. Must not know: the protocol; what is received (that is the driver's).
//!
//! A task that used a verb sends what came of it from where it stands; what the socket has no room for,
//! what is more than a task may be held up with, and what many tasks have to say in answer to one batch, is
//! left to the driver.

use crate::datagram_port::DatagramPort;
use crate::runtime::Runtime;
use futures::task::AtomicWaker;
use rxrpc_core::{Endpoint as Core, Transmit};
use rxrpc_udp::{Carrier, Flushed, Outbox, PathReport, Sent};
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};

/// What the handles of an endpoint and its driver share.
pub(crate) struct Shared {
    pub(crate) core: Arc<Core>,
    pub(crate) port: DatagramPort,
    pub(crate) runtime: Arc<dyn Runtime>,
    /// The task that drives.
    pub(crate) driver: AtomicWaker,
    /// The last handle is gone, or the socket: the driver is to end.
    pub(crate) stopped: AtomicBool,
    outbox: Outbox,
    /// The driver has woken several tasks and stands behind them in the executor's queue: what they have to
    /// send it sends for all, unless that is enough to keep the peer at work meanwhile.
    pub(crate) gathering: AtomicBool,
}

impl Shared {
    pub(crate) fn new(core: Arc<Core>, port: DatagramPort, runtime: Arc<dyn Runtime>) -> Self {
        Self {
            core,
            port,
            runtime,
            driver: AtomicWaker::new(),
            stopped: AtomicBool::new(false),
            outbox: Outbox::default(),
            gathering: AtomicBool::new(false),
        }
    }

    /// Waits for a verb of the core, and sends what each of its steps brought about.
    ///
    /// The verb stays where its caller pinned it: a function that takes a future by value and pins it has room for it
    /// twice, and so does each one above.
    pub(crate) fn run<F: Future>(&self, mut verb: Pin<&mut F>) -> impl Future<Output = F::Output> {
        poll_fn(move |cx| {
            let polled = verb.as_mut().poll(cx);
            self.flush();
            polled
        })
    }

    /// [`Shared::run`] until a deadline at most; `None` when that comes first. The verb is to be dropped then,
    /// which is safe for all of the core's.
    pub(crate) fn run_until<F: Future>(
        &self,
        mut verb: Pin<&mut F>,
        deadline: Option<Instant>,
    ) -> impl Future<Output = Option<F::Output>> {
        let mut timer = None;
        poll_fn(move |cx| {
            let polled = verb.as_mut().poll(cx);
            self.flush();
            if let Poll::Ready(output) = polled {
                return Poll::Ready(Some(output));
            }
            let Some(deadline) = deadline else { return Poll::Pending };
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
    }

    /// The moment that a wait of this length ends at; `None` for one beyond all time.
    pub(crate) fn deadline(&self, timeout: Duration) -> Option<Instant> {
        self.runtime.now().checked_add(timeout)
    }

    /// Sends what the core has to send, as far as the socket takes it and it is not too much for one
    /// flush; the driver sends the rest. Any task may. Never waits.
    pub(crate) fn flush(&self) {
        let _the_driver_is_told = self.flush_some();
    }

    /// [`Shared::flush`]; how far that came.
    pub(crate) fn flush_some(&self) -> Flushed {
        if self.outbox.is_blocked() {
            return Flushed::Blocked;
        }
        // The queue was filled before this looks, and the driver looks into the queue after it ceased to
        // gather: one of the two sends.
        if self.gathering.load(Ordering::SeqCst) && !self.core.is_output_long() {
            return Flushed::All;
        }
        let flushed = self.outbox.flush(&self.core, self);
        if flushed != Flushed::All {
            self.driver.wake();
        }
        flushed
    }

    /// Whether batches wait for room in the socket's buffer.
    pub(crate) fn is_blocked(&self) -> bool {
        self.outbox.is_blocked()
    }

    /// Sends what the socket had no room for before; whether all of it is gone. For the driver only, which
    /// waits for room if not.
    pub(crate) fn flush_blocked(&self) -> bool {
        self.outbox.flush_blocked(&self.core, self)
    }

    /// Tells the core what ICMP reported, if a system call met anything of it.
    pub(crate) fn drain_errors(&self) {
        self.port.drain_errors(|peer, report| report.tell(&self.core, self.runtime.now(), peer));
    }
}

impl Carrier for Shared {
    fn now(&self) -> Instant {
        self.runtime.now()
    }

    fn max_datagrams(&self) -> usize {
        self.port.max_datagrams()
    }

    fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.port.send(transmit, bytes)
    }

    fn send_again(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.port.send_when_writable(transmit, bytes)
    }

    fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.port.refined(report, peer)
    }

    fn drain_errors(&self, _: &Core) {
        Self::drain_errors(self);
    }

    /// The driver waits whenever something is blocked, and is woken when that begins.
    fn wait_for_room(&self, _: bool) {}
}
