//! What a socket tells besides messages: that something which was refused with EAGAIN is worth another try.
//!
//! Holds: [`SocketEvent`], which of them are due ([`Events`]), and the verbs that ask for one. Must not know: what makes
//! them due ([`super::watches`]), who rings for them.
//!
//! Each is told once for each EAGAIN, and grants nothing: another may be faster, and then the next EAGAIN arms it again.
//! What is kept is bounded by the calls and services that refused something and were not told of since.

mod armed;

use super::watches::{SlotWatch, Writer};
use super::{MessageSocket, UserCallId};
use crate::address::ServiceAddress;
use crate::connection::bundle::BundleKey;
use crate::error::MessageError;
use crate::lock::waiters::WaiterId;
use crate::lock::{Waiters, WakeList};
use armed::Armed;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Services at most that are kept for a program that has never asked for an event.
const MOST_UNASKED: usize = 1024;

/// What is worth a try now. Each is told once, and grants nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SocketEvent {
    /// `recvmsg` would give what a call has to tell: data, or its end. Told again after the next `recvmsg`, if there is
    /// more then.
    Receive,
    /// `recvmsg` would give the notice of a call that waits to be accepted, [`Control::NewCall`](super::Control::NewCall).
    /// Told again as [`SocketEvent::Receive`] is.
    Accept,
    /// `recvmsg` would give what came out of band. Told again as [`SocketEvent::Receive`] is.
    OutOfBand,
    /// `sendmsg` would take some of what this call did not take with `DONTWAIT`, or say why it never will.
    Writable(UserCallId),
    /// A new call to this service would get a slot; `sendmsg` with `DONTWAIT` found none for one.
    SlotFree(ServiceAddress),
}

/// The kinds of events, which have their turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// What stands first in the queue of `recvmsg`.
    #[default]
    Queued,
    Writable,
    SlotFree,
}

impl Kind {
    const COUNT: usize = 3;

    fn next(self) -> Self {
        match self {
            Self::Queued => Self::Writable,
            Self::Writable => Self::SlotFree,
            Self::SlotFree => Self::Queued,
        }
    }
}

/// Which events are armed, and which are due.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// What stands first in the queue was told of, and no `recvmsg` came since.
    queue_told: bool,
    /// Whose turn it was last.
    last: Kind,
    /// Calls that refused data, until they are told of.
    writers: Armed<UserCallId, Arc<Writer>>,
    /// Services that had no slot, until they are told of.
    slots: Armed<BundleKey, Arc<SlotWatch>>,
    /// Somebody has asked for an event.
    asked: bool,
    waiters: Waiters,
}

/// What is to be let go of with no lock held.
#[derive(Debug)]
enum Told {
    Queued,
    Writer(Arc<Writer>),
    Slot(BundleKey, Arc<SlotWatch>),
}

impl Events {
    /// Whether something is due besides what stands in the queue.
    pub(super) fn are_due(&self) -> bool {
        self.writers.has_due() || self.slots.has_due()
    }

    pub(super) fn take_waiters(&mut self, wake: &mut WakeList) {
        self.waiters.take_all(wake);
    }

    /// A `recvmsg` has looked at the queue.
    pub(super) fn queue_was_looked_at(&mut self) {
        self.queue_told = false;
    }

    /// The next event, if one is due; `queued` is what stands first in the queue.
    fn take_next(&mut self, queued: Option<SocketEvent>) -> Option<(SocketEvent, Told)> {
        self.asked = true;
        for _ in 0..Kind::COUNT {
            self.last = self.last.next();
            let due = match self.last {
                Kind::Queued => self.take_queued(queued),
                Kind::Writable => self.take_writable(),
                Kind::SlotFree => self.take_slot(),
            };
            if due.is_some() {
                return due;
            }
        }
        None
    }

    fn take_queued(&mut self, queued: Option<SocketEvent>) -> Option<(SocketEvent, Told)> {
        let event = queued.filter(|_| !self.queue_told)?;
        self.queue_told = true;
        Some((event, Told::Queued))
    }

    fn take_writable(&mut self) -> Option<(SocketEvent, Told)> {
        let (id, writer) = self.writers.take_due()?;
        Some((SocketEvent::Writable(id), Told::Writer(writer)))
    }

    fn take_slot(&mut self) -> Option<(SocketEvent, Told)> {
        let (key, watch) = self.slots.take_due()?;
        Some((SocketEvent::SlotFree(watch.service), Told::Slot(key, watch)))
    }

    /// The writer that is armed for a call and not due.
    pub(super) fn writer(&self, id: UserCallId) -> Option<&Arc<Writer>> {
        self.writers.waiting(&id)
    }

    /// A call refused data: it is told of once it takes some. What was armed in its place is to be dropped unlocked.
    pub(super) fn arm_writer(
        &mut self,
        id: UserCallId,
        writer: Arc<Writer>,
    ) -> Option<Arc<Writer>> {
        self.writers.arm(id, writer)
    }

    /// A call takes data again.
    pub(super) fn writer_is_due(&mut self, id: UserCallId, writer: &Writer) {
        self.writers.set_due(&id, |known| std::ptr::eq(&**known, writer));
    }

    /// Nothing is to be told of a call any more.
    pub(super) fn disarm_writer(
        &mut self,
        id: UserCallId,
        is_meant: impl FnOnce(&Arc<Writer>) -> bool,
    ) -> Option<Arc<Writer>> {
        self.writers.remove_if(&id, is_meant)
    }

    /// There is no slot for a call to a service: it is told of once there is. `Err` if that is armed already, or too
    /// much is; what is returned is to be dropped unlocked.
    pub(super) fn arm_slot(
        &mut self,
        key: BundleKey,
        watch: Arc<SlotWatch>,
    ) -> Result<Option<Arc<SlotWatch>>, BundleKey> {
        let full = !self.asked && self.slots.len() >= MOST_UNASKED;
        match full || self.slots.waiting(&key).is_some() {
            true => Err(key),
            false => Ok(self.slots.arm(key, watch)),
        }
    }

    /// There is a slot for a call to a service.
    pub(super) fn slot_is_due(&mut self, key: &BundleKey, watch: &SlotWatch) {
        self.slots.set_due(key, |known| std::ptr::eq(&**known, watch));
    }

    /// Ends all watches, once no lock is held.
    pub(super) fn let_go(self) {
        self.writers.into_watches().for_each(|writer| writer.leave());
        self.slots.into_watches().for_each(|watch| watch.leave());
    }
}

impl MessageSocket {
    /// The next event, which is told by this. Never waits.
    ///
    /// # Errors
    ///
    /// [`MessageError::WouldBlock`] (EAGAIN) if there is none;
    /// [`CallError::Closed`](crate::CallError::Closed) (ESHUTDOWN) once the endpoint is closed,
    /// [`MessageError::SocketClosed`] (EBADF) once the socket is.
    pub fn try_next_event(&self) -> Result<SocketEvent, MessageError> {
        self.check_open(&self.lock())?;
        let readiness = self.socket().readiness_from_now_on();
        let queued = self.socket().first_to_be_told();
        let told = readiness.events.lock().take_next(queued);
        let Some((event, told)) = told else {
            self.socket().had_no_event();
            return Err(MessageError::WouldBlock);
        };
        match told {
            Told::Queued => {}
            Told::Writer(writer) => writer.leave(),
            Told::Slot(key, watch) => drop((key, watch)),
        }
        self.socket().changed();
        Ok(event)
    }

    /// The next event, which is told by this, once there is one. Cancel-safe: an event that nobody was told of is told
    /// to whoever asks next.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::try_next_event`]; EAGAIN if there can be none: the socket has no call, listens to
    /// nothing, and no service has refused one of its calls for want of a slot.
    pub async fn next_event(&self) -> Result<SocketEvent, MessageError> {
        NextEvent { socket: self, waiter: None }.await
    }

    /// Whether no event can come.
    fn expects_no_event(&self) -> bool {
        let nothing = self.lock().expects_nothing();
        let events = self.socket().readiness_from_now_on().events.lock();
        nothing && events.slots.len() == 0
    }
}

/// The wait for an event.
struct NextEvent<'a> {
    socket: &'a MessageSocket,
    waiter: Option<WaiterId>,
}

impl Future for NextEvent<'_> {
    type Output = Result<SocketEvent, MessageError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let socket = self.socket;
        let readiness = socket.socket().readiness_from_now_on();
        let replaced = readiness.events.lock().waiters.register(&mut self.waiter, cx.waker());
        drop(replaced);
        readiness.is_heard_from_now_on();
        // What was due before this waiter was known is found now.
        match socket.try_next_event() {
            Err(MessageError::WouldBlock) if !socket.expects_no_event() => Poll::Pending,
            told => Poll::Ready(told),
        }
    }
}

impl Drop for NextEvent<'_> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        if let (Some(id), Some(readiness)) = (self.waiter, self.socket.socket().readiness()) {
            let waker = readiness.events.lock().waiters.remove(id);
            drop(waker);
        }
    }
}
