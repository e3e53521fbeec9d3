//! The queue of what `recvmsg` can give.
//!
//! Holds: [`ReadyItem`], and when a call enters and leaves the queue. Must not know: what a message
//! says.
//!
//! A call stands in the queue at most once, and never again once `recvmsg` has reported its end. A call whose
//! user mutex somebody else holds stays where it is in the queue; when the mutex is free again, a waiting `recvmsg` is
//! woken. One whose data a `recvmsg` waits for on its own (`WAITALL`) is kept out of the queue: nobody else is given
//! what comes in between.

use super::socket_state::Socket;
use super::{OobId, SocketEvent};
use crate::call::Call;
use crate::connection::handshake::CameChallenge;
use crate::endpoint::{Endpoint, Waking};
use crate::lock::WakeList;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// One entry of the queue: whatever `recvmsg` can give, of a call or of none.
#[derive(Clone, Debug)]
pub(crate) enum ReadyItem {
    /// A call with data to be read, or an end to be reported.
    Call(Arc<Call>),
    /// A call waits to be accepted.
    NewCall,
    /// A challenge that the program answers itself, out of band: before all others.
    Challenge(OobId, CameChallenge),
}

impl ReadyItem {
    /// Whether `recvmsg` would make a message of it. Nothing is known of a call that somebody holds, before he lets go.
    pub(super) fn can_be_told(&self) -> bool {
        match self {
            Self::Call(call) => call.user.is_to_be_had(),
            Self::NewCall | Self::Challenge(..) => true,
        }
    }

    fn event(&self) -> SocketEvent {
        match self {
            Self::Call(_) => SocketEvent::Receive,
            Self::NewCall => SocketEvent::Accept,
            Self::Challenge(..) => SocketEvent::OutOfBand,
        }
    }
}

impl Socket {
    /// What `recvmsg` would give first.
    pub(super) fn first_to_be_told(&self) -> Option<SocketEvent> {
        self.ready
            .inspect(|items| items.iter().find(|item| item.can_be_told()).map(ReadyItem::event))
    }
}

fn take_out(items: &mut VecDeque<ReadyItem>, call: &Arc<Call>) {
    if call.in_ready.load(Ordering::Relaxed) {
        let before = items.len();
        items.retain(|item| !matches!(item, ReadyItem::Call(queued) if Arc::ptr_eq(queued, call)));
        // One that is kept out of the queue stays so.
        if items.len() < before {
            call.in_ready.store(false, Ordering::Relaxed);
        }
    }
}

impl Endpoint {
    /// There is news of a call: it joins the end of the queue.
    pub(crate) fn notify(&self, call: &Arc<Call>) {
        self.notify_waking(call, &mut Waking::AtOnce);
    }

    /// [`Endpoint::notify`] that wakes who waits in `recvmsg` when `waking` says.
    pub(crate) fn notify_waking(&self, call: &Arc<Call>, waking: &mut Waking<'_>) {
        let Some(socket) = call.socket() else { return };
        if call.user_call_id.get().is_none() {
            return;
        }
        let mut joins = false;
        let wake = socket.ready.with(|items| {
            joins = !call.end_reported.load(Ordering::Relaxed)
                && !call.in_ready.swap(true, Ordering::Relaxed);
            if joins {
                items.push_back(ReadyItem::Call(call.clone()));
            }
            joins
        });
        if !joins {
            // What is told of it is told of it already. Each packet of a call may come to here.
            return waking.wake(wake);
        }
        if socket.has_listeners() {
            self.leave_if_read(call);
        }
        self.wake_receivers_waking(socket, wake, waking);
    }

    /// Takes a call out of the queue again whose news a `recvmsg` has read before it was queued: a bell must not ring
    /// for it. What is read after this look is the reader's to look after.
    pub(super) fn leave_if_read(&self, call: &Arc<Call>) {
        if !call.has_news() {
            self.take_from_queue(call);
            if call.has_news() {
                self.notify(call);
            }
        }
    }

    /// Takes a call out of the queue for good.
    pub(crate) fn retire_from_queue(&self, call: &Arc<Call>) {
        let Some(socket) = call.socket() else { return };
        let wake = socket.ready.with(|items| {
            call.end_reported.store(true, Ordering::Relaxed);
            take_out(items, call);
            false
        });
        wake.wake();
        socket.changed();
    }

    /// Takes a call out of the queue that has nothing to be read or reported; the next news queues it again.
    pub(crate) fn take_from_queue(&self, call: &Arc<Call>) {
        let Some(socket) = call.socket() else { return };
        let wake = socket.ready.with(|items| {
            take_out(items, call);
            false
        });
        wake.wake();
        socket.changed();
    }

    /// Keeps a call out of the queue, whatever news it has, until [`Endpoint::give_back`]. For who holds its user
    /// mutex.
    pub(super) fn keep_out(&self, call: &Arc<Call>) {
        let Some(socket) = call.socket() else { return };
        let wake = socket.ready.with(|items| {
            take_out(items, call);
            call.in_ready.store(true, Ordering::Relaxed);
            false
        });
        wake.wake();
        socket.changed();
    }

    /// Lets a call into the queue again that was kept out, at once if there is something to tell.
    pub(super) fn give_back(&self, call: &Arc<Call>) {
        let Some(socket) = call.socket() else { return };
        let wake = socket.ready.with(|_| {
            call.in_ready.store(false, Ordering::Relaxed);
            false
        });
        wake.wake();
        if call.has_news() {
            self.notify(call);
        }
    }

    /// The user mutex of a call was let go of: a `recvmsg` that passed the call over can serve it now.
    pub(crate) fn user_freed(&self, call: &Arc<Call>) {
        if let Some(socket) = call.socket() {
            let wake = socket.ready.with(|_| call.in_ready.load(Ordering::Relaxed));
            self.wake_receivers(socket, wake);
        }
    }

    /// Wakes who waits in `recvmsg`, and has others woken if these do not come; sets the socket's bells right.
    pub(crate) fn wake_receivers(&self, socket: &Arc<Socket>, wake: WakeList) {
        self.wake_receivers_waking(socket, wake, &mut Waking::AtOnce);
    }

    /// [`Endpoint::wake_receivers`] when `waking` says. The bells are set right at once.
    pub(crate) fn wake_receivers_waking(
        &self,
        socket: &Arc<Socket>,
        wake: WakeList,
        waking: &mut Waking<'_>,
    ) {
        if !wake.is_empty() {
            waking.wake(wake);
            self.schedule.watch_ready(socket);
        }
        socket.changed();
    }
}
