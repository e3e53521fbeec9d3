//! `recvmsg`: one message of whichever call has data or an end.
//!
//! Holds: [`MessageSocket::recvmsg`]. Must not know: how the caller waits.
//!
//! The call at the head of the queue is served first. If somebody else holds its user mutex it stays
//! where it is and the next call is looked at; nobody ever waits for a user mutex here, so a busy call
//! holds up no other. Linux answers EWOULDBLOCK, or sleeps, as soon as the first call is busy; the
//! question whether that is right was left open there, and this is our answer to it.

use super::MessageSocket;
use super::out_of_band::notice;
use super::ready::ReadyItem;
use super::wait_all::{Kept, ReceiveProgress};
use super::{Control, ControlList, MessageFlags, OobId, ReceivedMessage};
use crate::call::receive::Read;
use crate::call::{Call, OneBuffer, Room, User};
use crate::connection::handshake::CameChallenge;
use crate::error::{CallError, MessageError};
use crate::observe::trace::{self, ReceivePoint};
use crate::proto::{Completion, Side};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// What a message can be made of now.
enum Serving {
    Call(User),
    NewCall,
    Challenge(OobId, CameChallenge),
}

/// Whether to wait for a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    Never,
    /// Unless nothing can come, because the socket has no call and does not listen.
    IfExpected,
    /// Also then: a call may be made meanwhile.
    Always,
}

/// Takes the first item that can be served. With `peek` it stays where it is. Calls that somebody else
/// holds stay in theirs (a requeue at the head, in the words of Linux) and are noted in `passed`.
fn pick(
    items: &mut VecDeque<ReadyItem>,
    peek: bool,
    passed: &mut Vec<Arc<Call>>,
) -> Option<Serving> {
    passed.clear();
    for at in 0..items.len() {
        match &items[at] {
            ReadyItem::NewCall => {
                if !peek {
                    items.remove(at);
                }
                return Some(Serving::NewCall);
            }
            ReadyItem::Challenge(id, came) => {
                let challenge = Serving::Challenge(*id, came.clone());
                if !peek {
                    items.remove(at);
                }
                return Some(challenge);
            }
            ReadyItem::Call(call) => {
                let Some(user) = User::try_of(call) else {
                    passed.push(call.clone());
                    continue;
                };
                if !peek {
                    items.remove(at);
                    user.owner().in_ready.store(false, Ordering::Relaxed);
                }
                return Some(Serving::Call(user));
            }
        }
    }
    None
}

/// Traces what was chosen and what was passed over, once no lock is held.
fn trace_choice(serving: Option<&Serving>, passed: &[Arc<Call>]) {
    for call in passed {
        trace::recvmsg(Some(call), ReceivePoint::Requeued);
    }
    if let Some(Serving::Call(user)) = serving {
        trace::recvmsg(Some(user.owner()), ReceivePoint::Dequeued);
    }
}

fn trace_outcome(received: &Result<ReceivedMessage, MessageError>) {
    match received {
        Ok(message) => trace::recvmsg(None, ReceivePoint::Returns(message.bytes)),
        Err(error) => trace::recvmsg(None, ReceivePoint::Fails(error.errno())),
    }
}

/// Flags that `recvmsg` knows.
const IN: MessageFlags =
    MessageFlags::PEEK.union(MessageFlags::DONTWAIT).union(MessageFlags::WAITALL);

impl MessageSocket {
    /// Receives one message into `buf`: data of a call, its end, or the notice of a new call. Cancel-safe without
    /// [`MessageFlags::WAITALL`]: dropping the future loses nothing; with it, use
    /// [`MessageSocket::recvmsg_counted`].
    ///
    /// # Errors
    ///
    /// [`MessageError::WouldBlock`] (EAGAIN) if there is no message now and it was not allowed to wait,
    /// and also when it was but the socket has no call at all and does not listen.
    /// [`MessageError::NotSupported`] (EOPNOTSUPP) for flags that make no sense here.
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed, [`MessageError::SocketClosed`] (EBADF) once the
    /// socket is.
    pub async fn recvmsg(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.recvmsg_into(&mut OneBuffer(buf), flags, &mut ReceiveProgress::default()).await
    }

    /// [`MessageSocket::recvmsg`] into what `progress` has not filled of `buf` so far. Cancel-safe also with
    /// [`MessageFlags::WAITALL`]: to go on, call again with the same buffer and the same progress.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::recvmsg`]; [`CallError::CountBeyondData`] (EINVAL) if more is filled than the buffer
    /// is long.
    pub async fn recvmsg_counted(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        match buf.get_mut(progress.bytes()..) {
            Some(rest) => self.recvmsg_into(&mut OneBuffer(rest), flags, progress).await,
            None => Err(CallError::CountBeyondData.into()),
        }
    }

    /// [`MessageSocket::recvmsg`] into any room; of which `progress` knows how much was filled before.
    ///
    /// # Errors
    ///
    /// Those of [`MessageSocket::recvmsg`].
    pub async fn recvmsg_into(
        &self,
        room: &mut impl Room,
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        if !(flags - IN).is_empty() {
            return Err(self.unsupported_flags());
        }
        let receiving = self.socket().is_received_from();
        let received = match flags.contains(MessageFlags::WAITALL) || progress.has_begun() {
            false => self.receive(room, flags, None).await,
            true => self.receive_all(room, flags, progress).await,
        };
        receiving.end(&received);
        trace_outcome(&received);
        received
    }

    /// [`MessageSocket::recvmsg_into`] without flags that waits also while the socket has no call and does not listen: one
    /// may be made meanwhile. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`CallError::Closed`] (ESHUTDOWN) once the endpoint is closed, [`MessageError::SocketClosed`] (EBADF) once the
    /// socket is.
    pub async fn next_message(
        &self,
        room: &mut impl Room,
    ) -> Result<ReceivedMessage, MessageError> {
        let receiving = self.socket().is_received_from();
        let received = self.receive_patiently(room, false, Patience::Always, None).await;
        receiving.end(&received);
        trace_outcome(&received);
        received
    }

    /// Receives what there is of the next call. With `keep`, the call is kept there if there is room for more of it.
    pub(super) async fn receive(
        &self,
        room: &mut impl Room,
        flags: MessageFlags,
        keep: Option<&mut Option<Kept>>,
    ) -> Result<ReceivedMessage, MessageError> {
        let peek = flags.contains(MessageFlags::PEEK);
        let patience = match flags.contains(MessageFlags::DONTWAIT) {
            true => Patience::Never,
            false => Patience::IfExpected,
        };
        self.receive_patiently(room, peek, patience, keep).await
    }

    async fn receive_patiently(
        &self,
        room: &mut impl Room,
        peek: bool,
        patience: Patience,
        mut keep: Option<&mut Option<Kept>>,
    ) -> Result<ReceivedMessage, MessageError> {
        loop {
            match self.next_to_serve(peek, patience).await? {
                Serving::NewCall => {
                    trace::recvmsg(None, ReceivePoint::ToBeAccepted);
                    return Ok(ReceivedMessage {
                        bytes: 0,
                        flags: MessageFlags::empty(),
                        call: None,
                        from: None,
                        control: Some(Control::NewCall).into(),
                    });
                }
                Serving::Challenge(id, came) => {
                    trace::recvmsg(None, ReceivePoint::OutOfBand);
                    let message = notice(id, &came);
                    if !peek {
                        self.socket().tell_challenge(id, came);
                    }
                    return Ok(message);
                }
                Serving::Call(user) => {
                    if let Some(message) = self.serve(user, room, peek, keep.as_deref_mut()) {
                        return Ok(message);
                    }
                }
            }
        }
    }

    async fn next_to_serve(&self, peek: bool, patience: Patience) -> Result<Serving, MessageError> {
        let mut passed = Vec::new();
        let mut serving = None;
        let wake = self.socket().ready.with(|items| {
            serving = pick(items, peek, &mut passed);
            false
        });
        wake.wake();
        trace_choice(serving.as_ref(), &passed);
        if let Some(serving) = serving {
            return Ok(serving);
        }
        let nothing_ever = self.expects_nothing()?;
        let waits = match patience {
            Patience::Never => false,
            Patience::IfExpected => !nothing_ever,
            Patience::Always => true,
        };
        if !waits {
            return Err(MessageError::WouldBlock);
        }
        trace::recvmsg(None, ReceivePoint::Wait);
        let serving = self.socket().ready.next(|items| pick(items, peek, &mut passed)).await;
        trace_choice(serving.as_ref(), &passed);
        serving.ok_or_else(|| match self.endpoint().is_closed() {
            true => CallError::Closed.into(),
            false => MessageError::SocketClosed,
        })
    }

    /// Whether no message can come, as the socket is now.
    fn expects_nothing(&self) -> Result<bool, MessageError> {
        let guarded = self.lock();
        self.check_open(&guarded)?;
        Ok(guarded.expects_nothing())
    }

    /// Makes a message of what there is of one call, and lets go of the call; `None` if it turns out to be nothing.
    /// With `keep`, the call is kept there if there is room for more of it.
    pub(super) fn serve(
        &self,
        mut user: User,
        room: &mut impl Room,
        peek: bool,
        keep: Option<&mut Option<Kept>>,
    ) -> Option<ReceivedMessage> {
        let call = &user.owner().clone();
        if call.end_reported.load(Ordering::Relaxed) {
            // Another thread reported the end while this one took the call.
            trace::recvmsg(Some(call), ReceivePoint::Unqueued);
            return None;
        }
        trace::recvmsg(Some(call), ReceivePoint::Enter);
        let no_room = room.left() == 0;
        let (read, effects) = user.read(room, peek);
        self.endpoint().apply(call, effects);
        // Nothing can be read into an empty buffer, but that there is something is a message too.
        let pending = no_room && call.has_news();
        let time = user.time_of_read();
        let message = self.describe(call, read, time, pending);
        let end = message.as_ref().is_some_and(ReceivedMessage::is_end);
        if end && !peek {
            self.free_user_call_id(call);
        }
        let mut kept = false;
        if let Some(keep) = keep {
            if let Some(message) = &message {
                let unfinished = message.flags.contains(MessageFlags::MORE) && room.left() > 0;
                *keep = unfinished
                    .then(|| keep.take().unwrap_or_else(|| Kept::new(self.endpoint(), call)));
            }
            kept = keep.is_some();
        }
        drop(user);
        if peek && message.is_none() {
            // Another thread took what the entry stood for. It has to go, or a peek would find it for
            // ever; what is new since then brings it back.
            self.endpoint().take_from_queue(call);
        }
        if call.has_news() {
            self.endpoint().notify(call);
        } else if !peek && !kept && call.in_ready.load(Ordering::Relaxed) {
            // It was queued meanwhile for what was read just now.
            self.endpoint().leave_if_read(call);
        }
        self.endpoint().user_freed(call);
        message
    }

    /// Puts what was read, and how the call stands, into a message.
    fn describe(
        &self,
        call: &Arc<Call>,
        read: Result<Read, CallError>,
        time: Option<Instant>,
        pending: bool,
    ) -> Option<ReceivedMessage> {
        let (completion, service) =
            call.with_state(|state| (state.completion().copied(), call.service_in(state)));
        // The end of a failed call is reported at once; one that succeeded first gives all its data.
        let (read, drained) = match read {
            Ok(read) => (read, read.ended),
            Err(_) => (Read::default(), true),
        };
        let end = completion.filter(|_| drained);
        let bytes = read.given.bytes;
        let time = time.filter(|_| bytes > 0);
        if bytes == 0 && !read.end_is_news && end.is_none() && !pending {
            return None;
        }
        let mut flags = MessageFlags::empty();
        flags.set(MessageFlags::MORE, !read.ended && end.is_none());
        flags.set(MessageFlags::EOR, end.is_some());
        trace::given(call, &read, end.is_some());
        Some(ReceivedMessage {
            bytes,
            flags,
            call: call.user_call_id.get().copied(),
            from: Some(service),
            control: self.control(call, time, end),
        })
    }

    /// What is told beside the data, in order.
    fn control(&self, call: &Call, time: Option<Instant>, end: Option<Completion>) -> ControlList {
        let ending = end.and_then(|completion| ending(call.side, completion));
        match time.filter(|_| self.timestamps()) {
            None => ending.into(),
            Some(time) => [Control::Timestamp(time)].into_iter().chain(ending).collect(),
        }
    }

    /// The end of a call was reported: its user call ID is free, and it is never queued again.
    fn free_user_call_id(&self, call: &Arc<Call>) {
        self.endpoint().retire_from_queue(call);
        if let Some(id) = call.user_call_id.get() {
            self.lock().tree.forget(id, call);
            self.socket().forget_writer(*id, call);
        }
        self.endpoint().user_done(call);
    }
}

/// The control message that says how a call ended; a client's success needs none.
fn ending(side: Side, completion: Completion) -> Option<Control> {
    match completion {
        Completion::Succeeded => (side == Side::Service).then_some(Control::Ack),
        Completion::RemotelyAborted { code, .. } | Completion::LocallyAborted { code, .. } => {
            Some(Control::Abort(code))
        }
        Completion::Busy => Some(Control::Busy),
        Completion::NetworkError(errno) => Some(Control::NetworkError(errno)),
        Completion::LocalError(errno) => Some(Control::LocalError(errno)),
    }
}

#[cfg(all(test, not(any(rxrpc_loom, rxrpc_shuttle))))]
mod tests;
