//! Driving an endpoint: read the socket, let the core work, send what it has, sleep until its deadline.
//!
//! Holds: [`Driver`] (what all threads of an endpoint share), the wait of a user thread
//! ([`Driver::block_on`]); under it the [`reader`] of the socket, those whom a driver has to wake ([`owed`]), the [`background`]
//! thread, and the [rounds](loop_rounds) of a program's loop, which takes the place of that thread. Must not know: the protocol.

mod background;
mod close;
mod loop_rounds;
mod owed;
mod reader;

use crate::loop_bell::LoopBell;
use crate::park::{Parker, Standby, Wakes};
use crate::seat::{AtOnce, Claim, Seat, Sitting, Ticket};
use crate::sitting::{Eyes, sit};
use crate::watched_socket::WatchedSocket;
use background::Background;
use owed::Owed;
use reader::Reader;
use rxrpc_core::{Endpoint as Core, Transmit};
use rxrpc_udp::{Carrier, Flushed, Outbox, PathReport, Port, Sent, Settings};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

const SOCKET: mio::Token = mio::Token(0);
const WAKER: mio::Token = mio::Token(1);

/// How long what a thread has to say waits for another one that was woken and does not get to run.
const LEFT_TO_OTHERS: Duration = Duration::from_millis(1);

/// What all threads that use an endpoint share.
pub(crate) struct Driver {
    pub(crate) core: Arc<Core>,
    pub(crate) port: Port<WatchedSocket>,
    seat: Seat,
    /// What belongs to a user on the seat.
    reader: Mutex<Reader>,
    /// What the background thread has in its place, where a socket can be watched twice.
    own_reader: Option<Mutex<Reader>>,
    /// Counts what is done on the seat.
    rounds: AtomicU64,
    /// Something may have been read that was not handed out so far.
    in_hand: AtomicBool,
    wakes: Arc<Wakes>,
    /// Who waits for what was read, and is woken when it was answered.
    owed: Owed,
    /// Those of the readers: one, or two.
    registries: Vec<mio::Registry>,
    outbox: Outbox,
    /// A thread had more to send than it may be held up with.
    left_over: AtomicBool,
    stopped: AtomicBool,
    background: OnceLock<Background>,
}

/// A thread that waits for something else than it reads leaves the seat to others when it has woken them so often in a row; each
/// time that nobody comes for the seat it waits twice as long before it does so again, up to the second number.
const LEAST_PATIENCE: u32 = 8;
const MOST_PATIENCE: u32 = 1 << 12;

/// How long the seat is left to who was woken, and was not there, before the thread that left it takes it again.
const GIVEN: Duration = Duration::from_micros(250);

/// The seat, given up when dropped: a panic at the socket must not leave an endpoint that nobody reads.
struct Seated<'a> {
    driver: &'a Driver,
    sitting: Sitting,
    /// Who sits, if that is a user.
    user: Option<&'a Parker>,
}

impl Drop for Seated<'_> {
    fn drop(&mut self) {
        if self.driver.has_loop() {
            self.driver.wakes.set_background_drives(true);
        }
        let is_back_soon = self.user.is_some_and(|user| user.habit().leaves(Instant::now()));
        if self.driver.seat.leave(self.sitting, is_back_soon) {
            self.driver.wake_background();
        }
    }
}

impl Seated<'_> {
    /// Leaves the seat to those who were woken, and waits behind it.
    fn give_way(self, parker: &Arc<Parker>) -> Option<Ticket> {
        let (ticket, told) = self.driver.seat.give_way(self.sitting, parker)?;
        let driver = self.driver;
        std::mem::forget(self);
        if told {
            driver.wake_background();
        }
        Some(ticket)
    }
}

/// Wakes whoever sits at the socket because a deadline moved forward.
struct DeadlineMoved(Arc<Wakes>);

impl std::task::Wake for DeadlineMoved {
    fn wake(self: Arc<Self>) {
        self.0.wake_driver();
    }
}

impl Carrier for Driver {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn max_datagrams(&self) -> usize {
        self.port.max_datagrams()
    }

    fn send(&self, transmit: &Transmit, bytes: &[u8]) -> Sent {
        self.port.send(transmit, bytes)
    }

    fn refined(&self, report: PathReport, peer: SocketAddr) -> PathReport {
        self.port.refined(report, peer)
    }

    fn drain_errors(&self, _: &Core) {
        if self.port.has_errors() {
            Self::drain_errors(self);
        }
    }

    fn wait_for_room(&self, wait: bool) {
        let Some(socket) = self.port.get() else { return };
        for registry in &self.registries {
            socket.watch_writable(registry, SOCKET, wait);
        }
    }
}

/// When a thread that waits for something else than it reads leaves the seat to others.
struct GivingWay {
    /// The sitting that was left to others just now, and the ticket of the wait since.
    given: Option<(Sitting, Ticket)>,
    patience: u32,
}

impl Default for GivingWay {
    fn default() -> Self {
        Self { given: None, patience: LEAST_PATIENCE }
    }
}

impl GivingWay {
    /// The thread sits down, and has just left the seat to others if there is something `given`: perhaps nobody came for it.
    fn sits(&mut self, sitting: Sitting, given: Option<(Sitting, Ticket)>) {
        if given.is_some_and(|(given, _)| sitting.is_next_after(given)) {
            self.patience = (self.patience * 2).min(MOST_PATIENCE);
        }
    }
}

/// A thread that has waited behind the holder of the seat. When it waits no longer, also because it panics, it may have been
/// woken to take the seat, and passes it on.
struct Following<'a> {
    driver: &'a Driver,
    /// Its ticket of the last such wait.
    last: Option<Ticket>,
}

impl Drop for Following<'_> {
    fn drop(&mut self) {
        if self.last.is_some_and(|ticket| self.driver.seat.pass_on(ticket)) {
            self.driver.wake_background();
        }
    }
}

/// What a user on the seat looks at the socket with.
struct UserEyes<'a> {
    driver: &'a Driver,
    reader: MutexGuard<'a, Reader>,
    /// When its wait is over.
    deadline: Option<Instant>,
    /// How often others may be woken for what it reads before they are to have the seat.
    patience: u32,
    finds: &'a mut dyn FnMut() -> bool,
}

impl Eyes for UserEyes<'_> {
    fn looks_a_last_time(&mut self, hurry: &impl Fn() -> bool) -> bool {
        let over = self.deadline.filter(|at| Instant::now() >= *at);
        if let Some(at) = over {
            // What came in time counts.
            self.reader.look_before(at);
            self.driver.drive(&mut self.reader, hurry);
        }
        over.is_some()
    }

    fn look(&mut self, hurry: &impl Fn() -> bool) -> bool {
        self.driver.drive(&mut self.reader, hurry)
    }

    fn reads_for_others(&self) -> bool {
        self.reader.turns_for_others() >= self.patience
    }

    fn finds_its_own(&mut self) -> bool {
        (self.finds)()
    }

    fn sleep(&mut self) {
        self.driver.sleep(&mut self.reader, self.deadline);
    }
}

impl Driver {
    /// Binds the socket and starts the background thread.
    pub(crate) fn start(settings: Settings) -> io::Result<Arc<Self>> {
        let driver = Arc::new(Self::bind(settings, None)?);
        let shared = driver.clone();
        let handle = thread::Builder::new()
            .name(format!("rxrpc/{}", driver.port.local().port()))
            .spawn(move || shared.run_background())?;
        let thread = handle.thread().clone();
        let _ = driver.background.set(Background { thread, handle: Mutex::new(Some(handle)) });
        Ok(driver)
    }

    /// Binds the socket and starts nothing: a program's loop takes the place of the background thread.
    pub(crate) fn for_a_loop(settings: Settings) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self::bind(settings, Some(Arc::default()))?))
    }

    fn bind(settings: Settings, program: Option<Arc<LoopBell>>) -> io::Result<Self> {
        let poll = mio::Poll::new()?;
        let mut registries = vec![poll.registry().try_clone()?];
        let port = WatchedSocket::bind(&settings, &registries[0], SOCKET)?;
        let core = Core::new(settings.config, port.family())?;
        let room = port.buffers().receive;
        core.set_socket_buffer(room);
        let user = Arc::new(mio::Waker::new(&registries[0], WAKER)?);
        let seat = if program.is_some() { Seat::with_loop() } else { Seat::default() };
        let (standby, own_reader) = match program {
            Some(bell) => (Standby::Loop(bell), None),
            None => match Self::second_poll(&port)? {
                Some(own) => {
                    let registry = own.registry().try_clone()?;
                    let waker = Arc::new(mio::Waker::new(&registry, WAKER)?);
                    registries.push(registry);
                    (Standby::Thread(waker), Some(Mutex::new(Reader::new(own, room))))
                }
                None => (Standby::Thread(user.clone()), None),
            },
        };
        let wakes = Wakes::new(user, standby);
        core.set_driver_waker(&Waker::from(Arc::new(DeadlineMoved(wakes.clone()))));
        Ok(Self {
            core,
            port,
            seat,
            reader: Mutex::new(Reader::new(poll, room)),
            own_reader,
            rounds: AtomicU64::new(0),
            in_hand: AtomicBool::new(false),
            wakes,
            owed: Owed::default(),
            registries,
            outbox: Outbox::default(),
            left_over: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            background: OnceLock::new(),
        })
    }

    /// Another poll that watches the socket; `None` where a socket can be watched only once.
    fn second_poll(port: &Port<WatchedSocket>) -> io::Result<Option<mio::Poll>> {
        let poll = mio::Poll::new()?;
        let Some(socket) = port.get() else { return Ok(None) };
        Ok(socket.watch_again(poll.registry(), SOCKET)?.then_some(poll))
    }

    /// Whether a program's loop takes the place of the background thread.
    fn has_loop(&self) -> bool {
        self.wakes.loop_bell().is_some()
    }

    /// Ends the background thread, which is soon: it never waits with anything but the socket.
    fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.wake_background();
        let Some(background) = self.background.get() else { return };
        let handle = background.handle.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(handle) = handle
            && thread::current().id() != background.thread.id()
        {
            // A panic of the thread was reported when it happened.
            let _ = handle.join();
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
        let mut following = Following { driver: self, last: None };
        let mut giving_way = GivingWay::default();
        let mut polled = Poll::Pending;
        let mut left = None;
        let output = loop {
            if polled.is_pending() {
                polled = future.as_mut().poll(&mut cx);
            }
            left = match polled.is_ready() && self.is_left_to_loop() {
                true => None,
                false => self.flush_or_leave_since(left),
            };
            let over = polled.is_ready() || deadline.is_some_and(|at| Instant::now() >= at);
            if over {
                if left.is_some() {
                    self.leave_to_background();
                }
                break match polled {
                    Poll::Ready(output) => Some(output),
                    Poll::Pending => None,
                };
            }
            let until = left.map(|since| since + LEFT_TO_OTHERS).into_iter().chain(deadline).min();
            let given = giving_way.given.take();
            parker.habit().comes(Instant::now);
            let claim = self.seat.claim(&parker, given);
            match claim {
                Claim::Drive(sitting) => {
                    if self.has_loop() {
                        self.wakes.set_background_drives(false);
                    }
                    giving_way.sits(sitting, given);
                    let seated = Seated { driver: self, sitting, user: Some(&parker) };
                    let gives_way = {
                        let mut eyes = UserEyes {
                            driver: self,
                            // Only while it sits: who has the seat next needs it.
                            reader: self.reader.lock().unwrap_or_else(PoisonError::into_inner),
                            deadline: until,
                            patience: giving_way.patience,
                            finds: &mut || {
                                polled = future.as_mut().poll(&mut cx);
                                polled.is_ready()
                            },
                        };
                        eyes.reader.count_turns_for_others();
                        sit(&self.seat, &parker, sitting, &mut eyes)
                    };
                    if gives_way && let Some(ticket) = seated.give_way(&parker) {
                        giving_way.given = Some((sitting, ticket));
                        let back = Instant::now() + GIVEN;
                        parker.park(until.into_iter().chain([back]).min());
                        self.seat.unfollow(ticket);
                        following.last = Some(ticket);
                    }
                }
                Claim::Follow(ticket) | Claim::FollowAndCall(ticket) => {
                    if matches!(claim, Claim::FollowAndCall(_)) {
                        self.wakes.wake_background();
                    }
                    self.owed.wake_one();
                    parker.park(until);
                    self.seat.unfollow(ticket);
                    following.last = Some(ticket);
                }
            }
        };
        parker.end();
        output
    }

    /// Whether what a verb of the program's loop has brought about leaves with what its next ones bring about: before the
    /// loop waits, or when it is enough to keep the peer at work. A verb that has to wait itself leaves nothing.
    fn is_left_to_loop(&self) -> bool {
        self.wakes.loop_bell().is_some_and(LoopBell::is_awake_here) && !self.core.is_output_long()
    }

    /// Sends what a verb that does not wait has brought about, or leaves it as [`Driver::block_on`] does.
    pub(crate) fn flush_after_verb(&self) {
        if !self.is_left_to_loop() && self.flush_or_leave(true) {
            self.leave_to_background();
        }
    }

    /// Sends what there is to send, unless a thread is about to run that will, and `may_leave`: what several
    /// threads have to say in answer to one batch then leaves as a batch. Whether something was left.
    fn flush_or_leave(&self, may_leave: bool) -> bool {
        // The queue was filled before this looks, and whoever wakes looks into the queue after it ceased
        // to be counted: one of the two sends.
        if may_leave && self.wakes.is_somebody_waking() && !self.core.is_output_long() {
            return self.core.wants_transmit();
        }
        self.flush();
        false
    }

    /// [`Driver::flush_or_leave`] for a thread that has left something `since` then: not for long. Since when something is
    /// left now.
    fn flush_or_leave_since(&self, since: Option<Instant>) -> Option<Instant> {
        let may_leave = since.is_none_or(|since| Instant::now() < since + LEFT_TO_OTHERS);
        self.flush_or_leave(may_leave).then(|| since.unwrap_or_else(Instant::now))
    }

    /// The thread that was about to run may be kept from running: if so, the background thread sends, which
    /// looks every few milliseconds unless it sleeps at the socket.
    fn leave_to_background(&self) {
        self.left_over.store(true, Ordering::SeqCst);
        if self.has_loop() || self.wakes.is_background_at_socket() {
            self.flush();
        }
    }

    /// Somebody waits outside for what is read here, until the drop of what is returned.
    pub(crate) fn pass_seat_at_once(&self) -> AtOnce {
        let at_once = self.seat.pass_at_once();
        // It may have been left before.
        self.wake_background();
        at_once
    }

    fn drain_errors(&self) {
        let now = Instant::now();
        self.port.drain_errors(|peer, report| report.tell(&self.core, now, peer));
    }

    /// Sends what the core has to send, as far as the socket takes it and it is not too much for one
    /// flush; the background thread, or the program's loop, sends the rest. Any thread may. Never waits.
    pub(crate) fn flush(&self) {
        match self.flush_some() {
            Flushed::All => {}
            Flushed::More => self.hand_over(),
            Flushed::Blocked => self.tell_loop(),
        }
    }

    fn flush_some(&self) -> Flushed {
        if self.outbox.is_blocked() && !self.outbox.flush_blocked(&self.core, self) {
            return Flushed::Blocked;
        }
        self.outbox.flush(&self.core, self)
    }
}

#[cfg(test)]
mod tests;
