//! Driving an endpoint: read the socket, let the core work, send what it has, sleep until its deadline.
//!
//! Holds: [`Driver`] (what all threads of an endpoint share), the wait of a user thread
//! ([`Driver::block_on`]) and the background thread; under it the [`reader`] of the socket. Must not know: the
//! protocol.

mod reader;

use crate::park::{Parker, Wakes};
use crate::seat::{Claim, Seat};
use crate::udp::{Sent, Udp};
use reader::Reader;
use rxrpc_core::{Endpoint as Core, Transmit};
use rxrpc_udp::{Carrier, Flushed, Outbox, PathReport};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

const SOCKET: mio::Token = mio::Token(0);
const WAKER: mio::Token = mio::Token(1);

/// How long the seat is left to users who come and go before the background thread takes it.
const BACKGROUND_PATIENCE: Duration = Duration::from_millis(2);

/// What all threads that use an endpoint share.
pub(crate) struct Driver {
    pub(crate) core: Arc<Core>,
    pub(crate) udp: Udp,
    seat: Seat,
    /// What belongs to the holder of the seat.
    reader: Mutex<Reader>,
    wakes: Arc<Wakes>,
    registry: mio::Registry,
    outbox: Outbox,
    /// A thread had more to send than it may be held up with.
    left_over: AtomicBool,
    stopped: AtomicBool,
    background: OnceLock<Background>,
}

/// The background thread.
struct Background {
    thread: Thread,
    handle: Mutex<Option<JoinHandle<()>>>,
}

/// The seat, given up when dropped: a panic at the socket must not leave an endpoint that nobody reads.
struct Seated<'a>(&'a Driver);

impl Drop for Seated<'_> {
    fn drop(&mut self) {
        if self.0.seat.leave() {
            self.0.wake_background();
        }
    }
}

/// Wakes whoever sits at the socket because a deadline moved forward.
struct DeadlineMoved(Arc<mio::Waker>);

impl std::task::Wake for DeadlineMoved {
    fn wake(self: Arc<Self>) {
        if let Err(error) = self.0.wake() {
            tracing::error!(%error, "cannot wake the reader of the socket");
        }
    }
}

impl Carrier for Driver {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn max_datagrams(&self) -> usize {
        self.udp.max_datagrams()
    }

    fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.udp.send(transmit, bytes)
    }

    fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.udp.refined(report, peer)
    }

    fn drain_errors(&self, _: &Core) {
        if self.udp.has_errors() {
            Self::drain_errors(self);
        }
    }

    fn wait_for_room(&self, wait: bool) {
        self.udp.watch_writable(&self.registry, SOCKET, wait);
    }
}

impl Driver {
    /// Registers the socket and starts the background thread.
    pub(crate) fn start(core: Arc<Core>, mut udp: Udp) -> io::Result<Arc<Self>> {
        let poll = mio::Poll::new()?;
        let registry = poll.registry().try_clone()?;
        udp.register(&registry, SOCKET)?;
        let waker = Arc::new(mio::Waker::new(&registry, WAKER)?);
        core.set_driver_waker(&Waker::from(Arc::new(DeadlineMoved(waker.clone()))));
        let reader = Reader::new(poll, udp.buffers().receive);
        let driver = Arc::new(Self {
            core,
            udp,
            seat: Seat::default(),
            reader: Mutex::new(reader),
            wakes: Wakes::new(waker),
            registry,
            outbox: Outbox::default(),
            left_over: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            background: OnceLock::new(),
        });
        let shared = driver.clone();
        let handle = thread::Builder::new()
            .name(format!("rxrpc/{}", driver.udp.local().port()))
            .spawn(move || shared.run_background())?;
        let thread = handle.thread().clone();
        let _ = driver.background.set(Background { thread, handle: Mutex::new(Some(handle)) });
        Ok(driver)
    }

    /// Ends the background thread, which is soon: it never waits with anything but the socket. When it
    /// has ended, nobody but the caller holds the socket.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        self.wake_background();
        let _ = self.wakes.socket.wake();
        let Some(background) = self.background.get() else { return };
        let handle = background.handle.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(handle) = handle
            && thread::current().id() != background.thread.id()
        {
            // A panic of the thread was reported when it happened.
            let _ = handle.join();
        }
    }

    fn wake_background(&self) {
        if let Some(background) = self.background.get() {
            background.thread.unpark();
        }
    }

    /// Waits for `future`, driving the endpoint if nobody else does; `None` when `deadline` comes
    /// first (the future is dropped, which is safe for all of the core's).
    pub(crate) fn block_on<F: Future>(
        &self,
        future: F,
        deadline: Option<Instant>,
    ) -> Option<F::Output> {
        let mut future = pin!(future);
        let parker = Parker::begin(&self.wakes);
        let waker = Waker::from(parker.clone());
        let mut cx = Context::from_waker(&waker);
        let mut followed = false;
        let mut polled = Poll::Pending;
        let output = loop {
            if polled.is_pending() {
                polled = future.as_mut().poll(&mut cx);
            }
            self.flush_or_leave();
            let over = polled.is_ready() || deadline.is_some_and(|at| Instant::now() >= at);
            if over {
                // The seat may have been offered to this thread, which needs it no more.
                if followed && self.seat.pass_on() {
                    self.wake_background();
                }
                break match polled {
                    Poll::Ready(output) => Some(output),
                    Poll::Pending => None,
                };
            }
            let claim = self.seat.claim(&parker);
            match claim {
                Claim::Drive => {
                    let _seated = Seated(self);
                    self.drive_until_notified(&parker, deadline, &mut || {
                        polled = future.as_mut().poll(&mut cx);
                        polled.is_ready()
                    });
                }
                Claim::Follow(ticket) | Claim::FollowAndCall(ticket) => {
                    if matches!(claim, Claim::FollowAndCall(_)) {
                        let _ = self.wakes.socket.wake();
                    }
                    parker.park(deadline);
                    self.seat.unfollow(ticket);
                    followed = true;
                }
            }
        };
        parker.end();
        output
    }

    /// Sends what there is to send, unless a thread is about to run that will: what several threads have
    /// to say in answer to one batch then leaves as a batch.
    fn flush_or_leave(&self) {
        // The queue was filled before this looks, and whoever wakes looks into the queue after it ceased
        // to be counted: one of the two sends.
        if !self.wakes.is_somebody_waking() || self.core.is_output_long() {
            self.flush();
        }
    }

    /// Drives until something happened to what the thread of `parker` waits for, or `look_again` says
    /// that there is no need to wait any more.
    fn drive_until_notified(
        &self,
        parker: &Parker,
        deadline: Option<Instant>,
        look_again: &mut dyn FnMut() -> bool,
    ) {
        parker.set_driving(true);
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        while !parker.take_notified() {
            if let Some(at) = deadline
                && Instant::now() >= at
            {
                // What came in time counts.
                reader.look_before(at);
                self.drive(&mut reader, || parker.is_notified());
                break;
            }
            let dry = !self.drive(&mut reader, || parker.is_notified());
            if dry {
                // Of all who wait for the same, such as the next call of a service, the one that waits
                // last is woken first. That shall be the one that is awake.
                if self.seat.is_wanted() && (look_again() || parker.is_notified()) {
                    break;
                }
                self.sleep(&mut reader, deadline);
            }
        }
        drop(reader);
        parker.set_driving(false);
    }

    fn drain_errors(&self) {
        let now = Instant::now();
        self.udp.drain_errors(|peer, report| report.tell(&self.core, now, peer));
    }

    /// Sends what the core has to send, as far as the socket takes it and it is not too much for one
    /// turn; the background thread sends the rest. Any thread may. Never waits.
    pub(crate) fn flush(&self) {
        if self.flush_some() == Flushed::More {
            self.hand_over();
        }
    }

    fn flush_some(&self) -> Flushed {
        if self.outbox.is_blocked() && !self.outbox.flush_blocked(&self.core, self) {
            return Flushed::Blocked;
        }
        self.outbox.flush(&self.core, self)
    }

    /// Leaves what there is to send to the background thread.
    fn hand_over(&self) {
        self.left_over.store(true, Ordering::SeqCst);
        self.wake_background();
        // That may be where it is.
        if let Err(error) = self.wakes.socket.wake() {
            tracing::error!(%error, "cannot wake the reader of the socket");
        }
    }

    /// Sends what other threads left; whether there is more than a turn's worth of it.
    fn flush_left_over(&self) -> bool {
        let left = self.left_over.swap(false, Ordering::SeqCst);
        let more = left && self.flush_some() == Flushed::More;
        self.left_over.fetch_or(more, Ordering::SeqCst);
        more
    }

    /// Sits on the seat whenever no user wants it.
    fn run_background(&self) {
        let mut taken = 0;
        while !self.stopped.load(Ordering::Acquire) {
            let more = self.flush_left_over();
            match self.seat.claim_for_background(taken) {
                Ok(()) => {
                    let _seated = Seated(self);
                    let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
                    let leave = || self.seat.is_wanted() || self.stopped.load(Ordering::Acquire);
                    while !leave() {
                        let more = self.flush_left_over();
                        if !self.drive(&mut reader, leave) && !more {
                            self.sleep(&mut reader, None);
                        }
                    }
                }
                Err(now_taken) => {
                    let unchanged = now_taken == taken;
                    taken = now_taken;
                    if more {
                        continue;
                    }
                    if unchanged && self.seat.sleep_in_background(taken) {
                        thread::park();
                    } else {
                        thread::park_timeout(BACKGROUND_PATIENCE);
                    }
                }
            }
        }
        // Of an endpoint that was closed: nothing more comes up.
        while self.flush_some() == Flushed::More {}
    }
}
