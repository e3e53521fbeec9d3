//! Driving an endpoint: read the socket, let the core work, send what it has, sleep until its deadline.
//!
//! Holds: [`Driver`] (what all threads of an endpoint share), the wait of a user thread
//! ([`Driver::block_on`]) and the background thread. Must not know: the protocol.

use crate::park::Parker;
use crate::seat::{Claim, Seat};
use crate::udp::{ReceiveBuffers, Sent, Udp};
use rxrpc_core::{Endpoint as Core, Transmit};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

const SOCKET: mio::Token = mio::Token(0);
const WAKER: mio::Token = mio::Token(1);

/// How long the seat is left to users who come and go before the background thread takes it.
const BACKGROUND_PATIENCE: Duration = Duration::from_millis(2);

/// Most system calls of receiving in a row before other work gets its turn.
const RECEIVE_ROUNDS: usize = 16;

thread_local! {
    /// The batch that is being built, kept for its capacity.
    static BATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What all threads that use an endpoint share.
pub(crate) struct Driver {
    pub(crate) core: Arc<Core>,
    pub(crate) udp: Udp,
    seat: Seat,
    /// What belongs to the holder of the seat.
    reader: Mutex<Reader>,
    waker: Arc<mio::Waker>,
    /// Batches that the socket's buffer had no room for.
    blocked: Mutex<VecDeque<(Transmit, Vec<u8>)>>,
    is_blocked: AtomicBool,
    stopped: AtomicBool,
    background: OnceLock<Background>,
}

/// The background thread.
struct Background {
    thread: Thread,
    handle: Mutex<Option<JoinHandle<()>>>,
}

/// The eyes at the socket.
struct Reader {
    poll: mio::Poll,
    events: mio::Events,
    buffers: ReceiveBuffers,
    /// The socket was not read dry since it last said that it is readable.
    readable: bool,
}

/// The seat, given up when dropped: a panic at the socket (of a packet observer, say) must not leave an
/// endpoint that nobody reads.
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

impl Driver {
    /// Registers the socket and starts the background thread.
    pub(crate) fn start(core: Arc<Core>, mut udp: Udp) -> io::Result<Arc<Self>> {
        let poll = mio::Poll::new()?;
        udp.register(poll.registry(), SOCKET)?;
        let waker = Arc::new(mio::Waker::new(poll.registry(), WAKER)?);
        core.set_driver_waker(&Waker::from(Arc::new(DeadlineMoved(waker.clone()))));
        let reader = Reader {
            poll,
            events: mio::Events::with_capacity(8),
            buffers: ReceiveBuffers::default(),
            readable: true,
        };
        let driver = Arc::new(Self {
            core,
            udp,
            seat: Seat::default(),
            reader: Mutex::new(reader),
            waker,
            blocked: Mutex::default(),
            is_blocked: AtomicBool::new(false),
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
        let _ = self.waker.wake();
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
        let parker = Parker::new(self.waker.clone());
        let waker = Waker::from(parker.clone());
        let mut cx = Context::from_waker(&waker);
        let mut followed = false;
        loop {
            let polled = future.as_mut().poll(&mut cx);
            self.flush();
            let over = polled.is_ready() || deadline.is_some_and(|at| Instant::now() >= at);
            if over {
                // The seat may have been offered to this thread, which needs it no more.
                if followed && self.seat.pass_on() {
                    self.wake_background();
                }
                return match polled {
                    Poll::Ready(output) => Some(output),
                    Poll::Pending => None,
                };
            }
            let claim = self.seat.claim(&parker);
            match claim {
                Claim::Drive => {
                    let _seated = Seated(self);
                    self.drive_until_notified(&parker, deadline);
                }
                Claim::Follow(ticket) | Claim::FollowAndCall(ticket) => {
                    if matches!(claim, Claim::FollowAndCall(_)) {
                        let _ = self.waker.wake();
                    }
                    parker.park(deadline);
                    parker.take_notified();
                    self.seat.unfollow(ticket);
                    followed = true;
                }
            }
        }
    }

    fn drive_until_notified(&self, parker: &Parker, deadline: Option<Instant>) {
        parker.set_driving(true);
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        while !parker.take_notified() && deadline.is_none_or(|at| Instant::now() < at) {
            self.drive(&mut reader, deadline, || parker.is_notified());
        }
        drop(reader);
        parker.set_driving(false);
    }

    /// One turn: everything that is there is done; if nothing was, sleeps until something is. `hurry`
    /// says that the sleep is to be left out.
    fn drive(&self, reader: &mut Reader, deadline: Option<Instant>, hurry: impl Fn() -> bool) {
        let mut worked = false;
        for _ in 0..RECEIVE_ROUNDS {
            if !reader.readable {
                break;
            }
            reader.readable = self.receive(&mut reader.buffers);
            worked |= reader.readable;
            if hurry() {
                break;
            }
        }
        let now = Instant::now();
        if worked || hurry() {
            // Packets that keep coming must not hold up what is due.
            self.core.handle_timeout(now);
            self.flush();
            return;
        }
        let due = self.core.poll_timeout();
        if due.is_some_and(|due| due <= now) {
            self.core.driver_is_awake();
            self.core.handle_timeout(now);
            self.flush();
            return;
        }
        let until = due.into_iter().chain(deadline).min();
        let timeout = until.map(|at| at.saturating_duration_since(now));
        match reader.poll.poll(&mut reader.events, timeout) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return,
            Err(error) => tracing::error!(%error, "cannot poll the socket"),
        }
        self.core.driver_is_awake();
        for event in &reader.events {
            if event.token() == SOCKET {
                reader.readable |= event.is_readable();
                if event.is_error() {
                    self.drain_errors();
                }
                if event.is_writable() {
                    self.flush();
                }
            }
        }
    }

    /// Reads once; whether there may be more.
    fn receive(&self, buffers: &mut ReceiveBuffers) -> bool {
        let now = Instant::now();
        let core = &self.core;
        let received = self.udp.receive(buffers, |from, bytes, stride| {
            core.handle_batch(now, from, bytes, stride);
        });
        self.flush();
        match received {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => false,
            Err(error) => {
                tracing::debug!(%error, "cannot receive");
                self.drain_errors();
                // What was read in error is gone: the rest may be readable.
                true
            }
        }
    }

    fn drain_errors(&self) {
        let now = Instant::now();
        self.udp.drain_errors(|peer, report| report.tell(&self.core, now, peer));
    }

    /// Sends everything that the core has to send. Any thread may.
    pub(crate) fn flush(&self) {
        if self.is_blocked.load(Ordering::Acquire) && !self.flush_blocked() {
            return;
        }
        if !self.core.wants_transmit() {
            return;
        }
        let max = self.udp.max_datagrams();
        // Taken out, not borrowed: a packet observer may use the endpoint and get here again.
        let mut batch = BATCH.take();
        loop {
            batch.clear();
            let Some(transmit) = self.core.poll_transmit(Instant::now(), max, &mut batch) else {
                break;
            };
            if !self.send(&transmit, &batch) {
                let mut blocked = self.lock_blocked();
                blocked.push_back((transmit, batch.clone()));
                self.is_blocked.store(true, Ordering::Release);
                break;
            }
        }
        BATCH.set(batch);
    }

    /// Sends one batch; `false` if the socket has no room for it.
    fn send(&self, transmit: &Transmit, bytes: &[u8]) -> bool {
        match self.udp.send(transmit, bytes) {
            Sent::Done => true,
            Sent::Failed(report) => {
                self.drain_errors();
                report.tell(&self.core, Instant::now(), transmit.destination);
                true
            }
            Sent::Full => false,
        }
    }

    fn lock_blocked(&self) -> MutexGuard<'_, VecDeque<(Transmit, Vec<u8>)>> {
        self.blocked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what the socket had no room for before; whether all of it is gone.
    fn flush_blocked(&self) -> bool {
        loop {
            let mut blocked = self.lock_blocked();
            let Some((transmit, bytes)) = blocked.pop_front() else {
                self.is_blocked.store(false, Ordering::Release);
                return true;
            };
            drop(blocked);
            if !self.send(&transmit, &bytes) {
                let mut blocked = self.lock_blocked();
                blocked.push_front((transmit, bytes));
                self.is_blocked.store(true, Ordering::Release);
                return false;
            }
        }
    }

    /// Sits on the seat whenever no user wants it.
    fn run_background(&self) {
        let mut taken = 0;
        while !self.stopped.load(Ordering::Acquire) {
            match self.seat.claim_for_background(taken) {
                Ok(()) => {
                    let _seated = Seated(self);
                    let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
                    let leave = || self.seat.is_wanted() || self.stopped.load(Ordering::Acquire);
                    while !leave() {
                        self.drive(&mut reader, None, leave);
                    }
                }
                Err(now_taken) => {
                    let unchanged = now_taken == taken;
                    taken = now_taken;
                    if unchanged && self.seat.sleep_in_background(taken) {
                        thread::park();
                    } else {
                        thread::park_timeout(BACKGROUND_PATIENCE);
                    }
                }
            }
        }
    }
}
