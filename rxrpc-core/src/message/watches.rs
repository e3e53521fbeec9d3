//! When what was refused with EAGAIN is worth another try.
//!
//! Holds: [`Writer`], for a call that did not take data, [`SlotWatch`], for a service without a free slot, and what arms
//! them. Must not know: who is told.

use super::request::Request;
use super::socket_state::Socket;
use super::tree::Named;
use super::{MessageFlags, MessageSocket, SendMessage, UserCallId};
use crate::address::ServiceAddress;
use crate::call::Call;
use crate::call::open::bundle_key;
use crate::connection::bundle::BundleKey;
use crate::error::MessageError;
use crate::lock::waiters::WaiterId;
use crate::lock::{Combined, Mutex, Permits, Rank};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Wake, Waker};

/// Looks, whenever something has changed for a call that did not take data, whether it would take some.
#[derive(Debug)]
pub(super) struct Writer {
    id: UserCallId,
    call: Weak<Call>,
    socket: Weak<Socket>,
    /// The memory for what calls send.
    memory: Weak<Permits>,
    stands: Combined<Stands>,
    /// It is to be told of no more.
    left: AtomicBool,
}

/// Where a [`Writer`] stands to be woken.
#[derive(Debug, Default)]
struct Stands {
    user: Option<WaiterId>,
    writable: Option<WaiterId>,
    memory: Option<WaiterId>,
}

impl Wake for Writer {
    fn wake(self: Arc<Self>) {
        self.look();
    }
}

impl Writer {
    fn is_of(&self, call: &Arc<Call>) -> bool {
        std::ptr::eq(self.call.as_ptr(), Arc::as_ptr(call))
    }

    /// Has it told of if the call takes data, else stands where it is woken when it may.
    fn look(self: &Arc<Self>) {
        let (Some(call), Some(socket)) = (self.call.upgrade(), self.socket.upgrade()) else {
            return;
        };
        let waker = Waker::from(self.clone());
        self.stands.run(|stands| {
            if self.left.load(Ordering::SeqCst) {
                self.stand_nowhere(&call, stands);
            } else if self.takes_data(&call, stands, &waker) {
                socket.writer_is_due(self.id, self);
            }
        });
    }

    /// Whether a `sendmsg` that does not wait would take data, or fail. If not, stands where that changes next.
    fn takes_data(&self, call: &Call, stands: &mut Stands, waker: &Waker) -> bool {
        if !call.user.watch(&mut stands.user, waker) {
            return false;
        }
        let (mut takes, mut replaced) = (false, None);
        let has_room = call.with_state(|state| {
            takes = Call::affords_more(state).is_some();
            if !takes {
                replaced = state.waiters.writable.register(&mut stands.writable, waker);
            }
            Call::writable(state).is_some()
        });
        drop(replaced);
        let memory = if has_room && !takes { self.memory.upgrade() } else { None };
        takes || memory.is_some_and(|memory| memory.watch(&mut stands.memory, waker))
    }

    /// It is to be told of no more: stands nowhere.
    pub(super) fn leave(self: &Arc<Self>) {
        self.left.store(true, Ordering::SeqCst);
        self.look();
    }

    fn stand_nowhere(&self, call: &Call, stands: &mut Stands) {
        let Stands { user, writable, memory } = std::mem::take(stands);
        if let Some(id) = user {
            call.user.unwatch(id);
        }
        if let Some(id) = writable {
            let _waker = call.with_state(|state| state.waiters.writable.remove(id));
        }
        if let (Some(id), Some(pieces)) = (memory, self.memory.upgrade()) {
            pieces.unwatch(id);
        }
    }
}

/// Is woken when a new call to a service would get a slot.
#[derive(Debug)]
pub(super) struct SlotWatch {
    pub(super) service: ServiceAddress,
    key: BundleKey,
    socket: Weak<Socket>,
    slots: Weak<Permits>,
    stands: Mutex<Option<WaiterId>>,
}

impl Wake for SlotWatch {
    fn wake(self: Arc<Self>) {
        self.is_due();
    }
}

impl SlotWatch {
    fn is_due(&self) {
        if let Some(socket) = self.socket.upgrade() {
            if let Some(readiness) = socket.readiness() {
                readiness.events.lock().slot_is_due(&self.key, self);
            }
            socket.changed();
        }
    }

    /// Stands in the set of slots until there is one.
    fn stand(self: &Arc<Self>, slots: &Permits) {
        let mut stands = None;
        let is_due = slots.watch(&mut stands, &Waker::from(self.clone()));
        *self.stands.lock() = stands;
        if is_due {
            self.is_due();
        }
    }

    /// It is to be told of no more.
    pub(super) fn leave(&self) {
        let stands = self.stands.lock().take();
        if let (Some(id), Some(slots)) = (stands, self.slots.upgrade()) {
            slots.unwatch(id);
        }
    }
}

impl Socket {
    fn writer_is_due(&self, id: UserCallId, writer: &Writer) {
        if let Some(readiness) = self.readiness() {
            readiness.events.lock().writer_is_due(id, writer);
        }
        self.changed();
    }

    /// Nothing is to be told of a call any more, whose user call ID is free.
    pub(super) fn forget_writer(&self, id: UserCallId, call: &Arc<Call>) {
        let Some(readiness) = self.readiness() else { return };
        let is_meant = |writer: &Arc<Writer>| writer.is_of(call);
        let writer = readiness.events.lock().disarm_writer(id, is_meant);
        if let Some(writer) = writer {
            writer.leave();
            self.changed();
        }
    }

    /// Nothing is to be told of any more.
    pub(super) fn forget_events(&self) {
        if let Some(readiness) = self.readiness() {
            let events = std::mem::take(&mut *readiness.events.lock());
            events.let_go();
        }
    }
}

impl MessageSocket {
    /// A `sendmsg` of data has come to an end: arms what it was refused for.
    pub(super) fn note_sent(
        &self,
        message: &SendMessage<'_>,
        id: UserCallId,
        request: &Request,
        sent: &Result<(), MessageError>,
    ) {
        // One that was taken whole disarms nothing: another thread may have been refused.
        if matches!(sent, Err(MessageError::WouldBlock))
            && message.flags.contains(MessageFlags::DONTWAIT)
        {
            self.arm(message.to, id, request);
        }
    }

    #[cold]
    fn arm(&self, to: Option<ServiceAddress>, id: UserCallId, request: &Request) {
        let guarded = self.lock();
        let (named, default) = (guarded.tree.get(&id), guarded.default_destination);
        drop(guarded);
        match named {
            Some(Named::Call(call)) => self.arm_writer(id, &call),
            Some(Named::Charged) => {}
            None => {
                // It was refused for want of a slot, and was taken back.
                if let Some(Ok(service)) = to.or(default).map(|to| self.check_target(to)) {
                    self.arm_slot(service, bundle_key(&service, &request.options));
                }
            }
        }
        // What was due and not told of so far is not due any more.
        self.socket().changed();
    }

    fn arm_writer(&self, id: UserCallId, call: &Arc<Call>) {
        let readiness = self.socket().readiness_from_now_on();
        let mut replaced = None;
        let mut events = readiness.events.lock();
        let armed = events.writer(id).filter(|writer| writer.is_of(call)).cloned();
        let writer = armed.unwrap_or_else(|| {
            let writer = self.writer(id, call);
            replaced = events.arm_writer(id, writer.clone());
            writer
        });
        drop(events);
        if let Some(replaced) = replaced {
            replaced.leave();
        }
        writer.look();
        if call.end_reported.load(Ordering::SeqCst) {
            // Whoever told of its end may have looked before it was armed.
            self.socket().forget_writer(id, call);
        }
    }

    fn writer(&self, id: UserCallId, call: &Arc<Call>) -> Arc<Writer> {
        Arc::new(Writer {
            id,
            call: Arc::downgrade(call),
            socket: Arc::downgrade(self.socket()),
            memory: self.endpoint().send_memory().map_or_else(Weak::new, Arc::downgrade),
            stands: Combined::new(Rank::Ready, Stands::default()),
            left: AtomicBool::new(false),
        })
    }

    fn arm_slot(&self, service: ServiceAddress, key: BundleKey) {
        let bundle = self.endpoint().routes.bundle(key.clone(), false);
        let watch = Arc::new(SlotWatch {
            service,
            key: key.clone(),
            socket: Arc::downgrade(self.socket()),
            slots: Arc::downgrade(&bundle.slots),
            stands: Mutex::new(Rank::Ready, None),
        });
        let readiness = self.socket().readiness_from_now_on();
        let armed = readiness.events.lock().arm_slot(key, watch.clone());
        if let Ok(replaced) = armed {
            drop(replaced);
            watch.stand(&bundle.slots);
        }
    }
}
