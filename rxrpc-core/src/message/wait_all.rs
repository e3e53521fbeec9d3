//! `recvmsg` with `WAITALL`: as much data of one call as there is room for.
//!
//! Holds: [`ReceiveProgress`], how far that has come, and the waiting for more. Must not know: how a message is made of
//! a call.
//!
//! While more of a call is waited for nobody holds its user mutex, so others send on it and abort it; but the call is
//! kept out of the queue of `recvmsg`, so that the rest of its data goes to nobody else. What has come is taken as it
//! comes, so room that is larger than the call's receive window fills too. What comes out of band ends the waiting.

use super::MessageSocket;
use super::ready::ReadyItem;
use super::socket_state::Socket;
use super::{Control, MessageFlags, ReceivedMessage};
use crate::call::pause::Pause;
use crate::call::send::Waiting;
use crate::call::take_user::TellUserFreed;
use crate::call::wait::Interest;
use crate::call::{Call, Room};
use crate::endpoint::Endpoint;
use crate::error::MessageError;
use crate::lock::WakeList;
use crate::lock::waiters::WaiterId;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A call that is kept out of the queue while more of its data is waited for.
#[derive(Debug)]
pub(super) struct Kept {
    endpoint: Arc<Endpoint>,
    call: Arc<Call>,
}

impl Kept {
    /// The caller holds the call's user mutex.
    pub(super) fn new(endpoint: &Arc<Endpoint>, call: &Arc<Call>) -> Self {
        endpoint.keep_out(call);
        Self { endpoint: endpoint.clone(), call: call.clone() }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !crate::lock::abandoned_by_model() {
            self.endpoint.give_back(&self.call);
        }
    }
}

/// How far a `recvmsg` with [`MessageFlags::WAITALL`] has come; it is kept by its caller, so that nothing is lost if
/// the waiting ends: by a time-out, by the drop of a future.
///
/// As long as it is kept, what comes of its call goes to nobody else; dropping it leaves the rest to whoever receives
/// next.
#[derive(Debug, Default)]
pub struct ReceiveProgress {
    kept: Option<Kept>,
    message: Option<ReceivedMessage>,
}

impl ReceiveProgress {
    /// Nothing has been received.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes have been received; they stand at the beginning of the buffer.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.message.as_ref().map_or(0, |message| message.bytes)
    }

    /// Ends it: what has been received makes a message, if it is anything, with [`MessageFlags::MORE`]; what is still
    /// to come is for whoever receives next.
    pub fn take(&mut self) -> Option<ReceivedMessage> {
        self.kept = None;
        self.message.take()
    }

    pub(super) fn has_begun(&self) -> bool {
        self.message.is_some()
    }

    fn last_time(&self) -> Option<Control> {
        let first = self.message.as_ref()?.control.first()?;
        matches!(first, Control::Timestamp(_)).then(|| first.clone())
    }

    /// Adds what was received after the rest.
    fn add(&mut self, mut message: ReceivedMessage) {
        message.bytes += self.bytes();
        if let Some(Control::Timestamp(time)) = self.last_time()
            && !matches!(message.control.first(), Some(Control::Timestamp(_)))
        {
            // An end without data.
            let end = message.control.iter().cloned();
            message.control = [Control::Timestamp(time)].into_iter().chain(end).collect();
        }
        self.message = Some(message);
    }
}

impl MessageSocket {
    /// Receives until there is no room, or there is no more of the call that was served first.
    pub(super) async fn receive_all(
        &self,
        room: &mut impl Room,
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        let waits = !flags.intersects(MessageFlags::DONTWAIT | MessageFlags::PEEK);
        if !progress.has_begun() {
            if !waits {
                return self.receive(room, flags, None).await;
            }
            let message = self.receive(room, flags, Some(&mut progress.kept)).await?;
            progress.message = Some(message);
        }
        while let Some(call) = progress.kept.as_ref().map(|kept| kept.call.clone()) {
            if !waits && call.with_state(Call::worth_reading).is_none() {
                break;
            }
            if !self.receive_more(&call, room, progress).await {
                break;
            }
            if waits {
                Pause::after_opening(&call).await;
            }
        }
        progress.take().ok_or(MessageError::WouldBlock)
    }

    /// Waits until there is more of a call; `false` if something came out of band: that may be what the call waits for.
    async fn more_or_out_of_band(&self, call: &Arc<Call>) -> bool {
        let more = call.wait_for(Interest::Readable, Call::worth_reading);
        MoreOrOutOfBand { more, socket: self.socket(), waiter: None }.await
    }

    /// Waits for more of a call that is kept, and takes it; `false` if it is not the socket's any more, or something
    /// came out of band.
    async fn receive_more(
        &self,
        call: &Arc<Call>,
        room: &mut impl Room,
        progress: &mut ReceiveProgress,
    ) -> bool {
        if !self.more_or_out_of_band(call).await {
            return false;
        }
        // Declared before the user mutex is granted, so dropped after it, also when this future is dropped.
        let _tell = TellUserFreed(self.endpoint(), call);
        let Ok(user) = self.endpoint().take_user(call, Waiting::Allowed).await else {
            return false;
        };
        match self.serve(user, room, false, Some(&mut progress.kept)) {
            Some(message) => {
                progress.add(message);
                true
            }
            // Nothing that is worth reading, or the socket was closed.
            None => !call.end_reported.load(std::sync::atomic::Ordering::Relaxed),
        }
    }
}

impl Socket {
    /// Something came out of band: it goes before whatever else is waited for.
    pub(super) fn interrupt(&self) {
        let mut wake = WakeList::default();
        self.interruptible.lock().take_all(&mut wake);
        wake.wake();
    }

    fn has_out_of_band(&self) -> bool {
        let mut first = false;
        let wake = self.ready.with(|items| {
            first = matches!(items.front(), Some(ReadyItem::Challenge(..)));
            false
        });
        wake.wake();
        first
    }
}

/// The wait for more of a call (`true`), or for something out of band.
struct MoreOrOutOfBand<'a, F> {
    more: F,
    socket: &'a Socket,
    waiter: Option<WaiterId>,
}

impl<F: Future + Unpin> Future for MoreOrOutOfBand<'_, F> {
    type Output = bool;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = self.get_mut();
        if Pin::new(&mut this.more).poll(cx).is_ready() {
            return Poll::Ready(true);
        }
        let replaced = this.socket.interruptible.lock().register(&mut this.waiter, cx.waker());
        drop(replaced);
        // What came before this waiter was known is in the queue.
        if this.socket.has_out_of_band() { Poll::Ready(false) } else { Poll::Pending }
    }
}

impl<F> Drop for MoreOrOutOfBand<'_, F> {
    fn drop(&mut self) {
        if crate::lock::abandoned_by_model() {
            return;
        }
        if let Some(id) = self.waiter {
            let waker = self.socket.interruptible.lock().remove(id);
            drop(waker);
        }
    }
}
