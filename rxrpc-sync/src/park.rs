//! How a thread waits: a waker that unparks it, or calls it back from the socket it reads.
//!
//! Holds: [`Parker`], [`Wakes`], [`Standby`], [`EndsWait`]. Must not know: what is waited for.

use crate::habit::Habit;
use crate::loop_bell::LoopBell;
use crate::primitives::Sleeper;
use crate::primitives::atomic::{AtomicBool, AtomicIsize, AtomicU8, Ordering};
use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Wake;
use std::time::Instant;

/// The thread is awake, or sits at the socket.
const AWAKE: u8 = 0;
/// The same, and something happened since it last looked.
const NOTIFIED: u8 = 1;
/// The thread sleeps.
const PARKED: u8 = 2;
/// It slept, something happened, and it was told to wake up.
const WOKEN: u8 = 3;

thread_local! {
    /// The parker of this thread's last wait, to be used again.
    static KEPT: RefCell<Option<Arc<Parker>>> = const { RefCell::new(None) };
}

/// Ends the wait of a thread at the socket.
pub(crate) trait EndsWait: fmt::Debug + Send + Sync {
    /// The wait that the thread is in, or its next one, is over at once.
    fn end_wait(&self);
}

impl EndsWait for mio::Waker {
    fn end_wait(&self) {
        if let Err(error) = self.wake() {
            tracing::error!(%error, "cannot wake the reader of the socket");
        }
    }
}

/// What drives while no user does, and how its wait is ended.
#[derive(Clone, Debug)]
pub(crate) enum Standby {
    /// The background thread, at the socket.
    Thread(Arc<dyn EndsWait>),
    /// The program's own loop.
    Loop(Arc<LoopBell>),
}

impl Standby {
    fn wake(&self) {
        match self {
            Self::Thread(waker) => waker.end_wait(),
            Self::Loop(bell) => bell.ring(),
        }
    }
}

/// What the waiting threads of one endpoint share.
#[derive(Debug)]
pub(crate) struct Wakes {
    /// Ends a user's wait at the socket.
    socket: Arc<dyn EndsWait>,
    /// Ends that of whoever drives while no user does.
    standby: Standby,
    /// The background thread drives, or the program's loop does.
    background_drives: AtomicBool,
    /// The background thread waits at the socket for something that whoever drives does not do.
    background_watches: AtomicBool,
    /// Threads that were told to wake up and have not run since, and those that are telling others. The former are counted
    /// after the telling, so that it may be too low for a moment, but never too high.
    waking: AtomicIsize,
}

impl Wakes {
    pub(crate) fn new(socket: Arc<dyn EndsWait>, standby: Standby) -> Arc<Self> {
        let loop_drives = matches!(standby, Standby::Loop(_));
        Arc::new(Self {
            socket,
            standby,
            background_drives: AtomicBool::new(loop_drives),
            background_watches: AtomicBool::new(false),
            waking: AtomicIsize::new(0),
        })
    }

    /// Ends the wait of a user at the socket.
    pub(crate) fn wake_user(&self) {
        self.socket.end_wait();
    }

    /// Ends the wait of the background thread at the socket, or of the program's loop.
    pub(crate) fn wake_background(&self) {
        if self.is_background_at_socket() {
            self.standby.wake();
        }
    }

    /// The program's loop, if one drives in place of a background thread.
    pub(crate) fn loop_bell(&self) -> Option<&LoopBell> {
        match &self.standby {
            Standby::Loop(bell) => Some(bell),
            Standby::Thread(_) => None,
        }
    }

    /// Ends the wait of whoever drives, and of who looks after that.
    pub(crate) fn wake_driver(&self) {
        if !self.background_drives.load(Ordering::SeqCst) {
            self.wake_user();
        }
        self.wake_background();
    }

    /// The background thread, or the program's loop, drives from now on, or does no more.
    pub(crate) fn set_background_drives(&self, drives: bool) {
        self.background_drives.store(drives, Ordering::SeqCst);
    }

    /// The background thread waits at the socket from now on, or does no more. Look for what it is to be told
    /// of after calling this with `true`: whoever tells it looks here afterwards.
    pub(crate) fn set_background_watches(&self, watches: bool) {
        self.background_watches.store(watches, Ordering::SeqCst);
    }

    /// Whether the background thread sleeps at the socket, without a limit.
    pub(crate) fn is_background_at_socket(&self) -> bool {
        self.background_drives.load(Ordering::SeqCst)
            || self.background_watches.load(Ordering::SeqCst)
    }

    /// A thread wakes others one by one, until the drop of what is returned: it is about to look into what there is to send,
    /// as they are.
    pub(crate) fn begin_to_wake(&self) -> Waking<'_> {
        self.waking.fetch_add(1, Ordering::SeqCst);
        Waking(self)
    }

    /// A thread was told to wake up, and does not get to run.
    #[cfg(test)]
    pub(crate) fn count_one_that_never_runs(&self) {
        self.waking.fetch_add(1, Ordering::SeqCst);
    }

    /// Whether a thread is about to run that was told to wake up. Each of them asks this after it ran a
    /// little, so what is left to them is done.
    pub(crate) fn is_somebody_waking(&self) -> bool {
        self.waking.load(Ordering::SeqCst) > 0
    }
}

/// A thread that wakes others.
pub(crate) struct Waking<'a>(&'a Wakes);

impl Drop for Waking<'_> {
    fn drop(&mut self) {
        self.0.waking.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The waits of one thread.
#[derive(Debug)]
pub(crate) struct Parker {
    thread: Sleeper,
    state: AtomicU8,
    /// The thread sits at the socket instead of being parked.
    driving: AtomicBool,
    /// Only this thread uses it.
    habit: Mutex<Habit>,
    wakes: Arc<Wakes>,
}

impl Parker {
    /// The parker for a wait of this thread that begins now. What is left of an earlier wait may wake it
    /// for nothing.
    pub(crate) fn begin(wakes: &Arc<Wakes>) -> Arc<Self> {
        let kept = KEPT.take().filter(|kept| Arc::ptr_eq(&kept.wakes, wakes));
        kept.unwrap_or_else(|| Self::new(wakes))
    }

    /// A parker for waits of this thread.
    pub(crate) fn new(wakes: &Arc<Wakes>) -> Arc<Self> {
        Arc::new(Self {
            thread: Sleeper::here(),
            state: AtomicU8::new(AWAKE),
            driving: AtomicBool::new(false),
            habit: Mutex::default(),
            wakes: wakes.clone(),
        })
    }

    /// The wait is over. (A wait within a wait has a parker of its own.)
    pub(crate) fn end(self: Arc<Self>) {
        KEPT.set(Some(self));
    }

    /// What this thread does after it left the seat.
    pub(crate) fn habit(&self) -> MutexGuard<'_, Habit> {
        self.habit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether something happened since the last look; forgets it.
    pub(crate) fn take_notified(&self) -> bool {
        self.state.swap(AWAKE, Ordering::SeqCst) != AWAKE
    }

    /// Whether something happened since the last look.
    pub(crate) fn is_notified(&self) -> bool {
        self.state.load(Ordering::SeqCst) != AWAKE
    }

    /// Says how this thread is to be woken from now on. Check for notices after calling it: `notify`
    /// writes and reads the two flags in the other order, and with `SeqCst` on all four one of the two
    /// sees what the other wrote.
    pub(crate) fn set_driving(&self, driving: bool) {
        self.driving.store(driving, Ordering::SeqCst);
    }

    /// Sleeps until something happens or `deadline` comes, and forgets what happened.
    pub(crate) fn park(&self, deadline: Option<Instant>) {
        let sleeps = self.state.compare_exchange(AWAKE, PARKED, Ordering::SeqCst, Ordering::SeqCst);
        while sleeps.is_ok() && self.state.load(Ordering::SeqCst) == PARKED {
            match deadline {
                None => self.thread.sleep(),
                Some(deadline) if self.thread.sleep_until(deadline) => {}
                Some(_) => break,
            }
        }
        if self.state.swap(AWAKE, Ordering::SeqCst) == WOKEN {
            self.wakes.waking.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Something happened.
    pub(crate) fn notify(&self) {
        let told =
            self.state.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |state| match state {
                AWAKE => Some(NOTIFIED),
                PARKED => Some(WOKEN),
                _ => None,
            });
        match told {
            Ok(PARKED) => {
                self.wakes.waking.fetch_add(1, Ordering::SeqCst);
                self.thread.wake();
            }
            // The thread that reads the socket often wakes itself: it looks before it sleeps.
            Ok(_) if self.driving.load(Ordering::SeqCst) && !self.thread.is_here() => {
                self.wakes.wake_user();
            }
            _ => {}
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
