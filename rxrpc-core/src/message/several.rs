//! Several messages in one call: `sendmmsg` and `recvmmsg`.
//!
//! Holds: both, and how far they have come ([`SendProgress`], [`ReceiveSlot`]). Must not know: what one message does.

use super::{MessageFlags, MessageSocket, ReceiveProgress, ReceivedMessage, SendMessage};
use crate::error::MessageError;
use std::time::Instant;

/// How far a `sendmmsg` has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SendProgress {
    /// So many messages were sent, each with all of its data.
    pub messages: usize,
    /// And so many bytes of the next one.
    pub taken: usize,
}

impl SendProgress {
    /// Nothing was sent.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing was sent: then an error is that of the first message.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// What a `sendmmsg` returns that has come this far; `None` if its time was up. For front ends.
    ///
    /// # Errors
    ///
    /// That of the first message, if nothing of it was sent.
    #[doc(hidden)]
    pub fn after(self, sent: Option<Result<(), MessageError>>) -> Result<Self, MessageError> {
        match sent.unwrap_or(Err(MessageError::WouldBlock)) {
            Err(error) if self.is_none() => Err(error),
            _ => Ok(self),
        }
    }
}

/// Room for one message, and the message.
#[derive(Debug)]
pub struct ReceiveSlot<'a> {
    buf: &'a mut [u8],
    progress: ReceiveProgress,
    message: Option<ReceivedMessage>,
}

impl<'a> ReceiveSlot<'a> {
    /// Room for a message with as much data as there is room for in `buf`.
    #[must_use]
    pub fn new(buf: &'a mut [u8]) -> Self {
        Self { buf, progress: ReceiveProgress::new(), message: None }
    }

    /// The message that was received; `None` if there was none for this slot.
    #[must_use]
    pub fn message(&self) -> Option<&ReceivedMessage> {
        self.message.as_ref()
    }

    /// The data of the message.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        let bytes = self.message.as_ref().map_or(0, |message| message.bytes);
        &self.buf[..bytes]
    }

    /// Ends the waiting for more of its message: what has come of it is the message. `false` if nothing has.
    fn give_up(&mut self) -> bool {
        let part = self.progress.take();
        let some = part.is_some();
        self.message = part.or(self.message.take());
        some
    }

    /// What a `recvmmsg` returns that has come so far; `None` if its time was up. For front ends.
    ///
    /// # Errors
    ///
    /// That of the first message, if there was none.
    #[doc(hidden)]
    pub fn after(
        slots: &mut [Self],
        received: usize,
        outcome: Option<Result<(), MessageError>>,
    ) -> Result<usize, MessageError> {
        let begun = slots.get_mut(received).is_some_and(Self::give_up);
        match outcome.unwrap_or(Err(MessageError::WouldBlock)) {
            Err(error) if received == 0 && !begun => Err(error),
            _ => Ok(received + usize::from(begun)),
        }
    }
}

impl MessageSocket {
    /// Sends messages in order, from the one that `progress` names, as [`MessageSocket::sendmsg`] sends each; `clock`
    /// tells the time. Stops at the first that fails and at the first of which only a part is taken
    /// ([`MessageFlags::DONTWAIT`]); `progress` is right whatever happens, also when the future is dropped. To go on,
    /// send the same messages with the same `progress`.
    ///
    /// # Errors
    ///
    /// That of the message that failed.
    pub async fn sendmmsg(
        &self,
        clock: impl Fn() -> Instant,
        messages: &[SendMessage<'_>],
        progress: &mut SendProgress,
    ) -> Result<(), MessageError> {
        while let Some(message) = messages.get(progress.messages) {
            let begin = progress.taken;
            self.sendmsg(clock(), message, &mut progress.taken).await?;
            // What takes no data at all, such as an abort, is done.
            if progress.taken > begin && progress.taken < message.data.len() {
                break;
            }
            *progress = SendProgress { messages: progress.messages + 1, taken: 0 };
        }
        Ok(())
    }

    /// Receives a message into each slot from the one that `received` names, as [`MessageSocket::recvmsg_counted`]
    /// receives each. With [`MessageFlags::WAITFORONE`] it waits for the first alone. Stops at the first error and
    /// after an out-of-band message. Cancel-safe: to go on, call again with the same slots and the same `received`.
    ///
    /// # Errors
    ///
    /// That of the message that failed.
    pub async fn recvmmsg(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        received: &mut usize,
    ) -> Result<(), MessageError> {
        let each = flags - MessageFlags::WAITFORONE;
        while let Some(slot) = slots.get_mut(*received) {
            let waits_no_more = *received > 0 && flags.contains(MessageFlags::WAITFORONE);
            let each = if waits_no_more { each | MessageFlags::DONTWAIT } else { each };
            slot.message = None;
            let message = self.recvmsg_counted(slot.buf, each, &mut slot.progress).await?;
            let out_of_band = message.flags.contains(MessageFlags::OOB);
            slot.message = Some(message);
            *received += 1;
            if out_of_band {
                break;
            }
        }
        Ok(())
    }
}
