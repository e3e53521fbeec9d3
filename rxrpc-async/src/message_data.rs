//! Where the data of messages is from and goes to: several buffers, memory that is not copied, several messages.
//!
//! Holds: those verbs of [`MessageSocket`]. Must not know: the protocol; every verb is one of the core's, waited for by
//! this task.

use crate::message_socket::MessageSocket;
use bytes::Bytes;
use rxrpc_core::message::{Buffers, Pieces};
use rxrpc_core::{
    MessageError, MessageFlags, ReceiveProgress, ReceiveSlot, ReceivedMessage, SendMessage,
    SendProgress, message_docs,
};
use std::io::IoSliceMut;
use std::pin::{Pin, pin};
use std::time::{Duration, Instant};

impl MessageSocket {
    #[doc = message_docs!(recvmsg_counted)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: `progress` is right when the future is dropped, and one goes on in the same way.
    pub async fn recvmsg_counted(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        let receive = self.core().recvmsg_counted(buf, flags, progress);
        self.until(pin!(receive), self.receive_timeout()).await
    }

    #[doc = message_docs!(recvmsg_vectored)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe without `WAITALL`.
    pub async fn recvmsg_vectored(
        &self,
        bufs: &mut [IoSliceMut<'_>],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        let deadline = self.deadline(self.receive_timeout());
        self.receive_until(&mut Buffers::new(bufs), flags, deadline).await
    }

    #[doc = message_docs!(recvmsg_bytes)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe without `WAITALL`; with it, what had come is in `data`, and of which call it is, is lost.
    pub async fn recvmsg_bytes(
        &self,
        data: &mut Vec<Bytes>,
        limit: usize,
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        let deadline = self.deadline(self.receive_timeout());
        self.receive_until(&mut Pieces::new(data, limit), flags, deadline).await
    }

    #[doc = message_docs!(sendmmsg)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::sendmsg`]; [`MessageSocket::sendmmsg_counted`] tells what was sent.
    pub async fn sendmmsg(
        &self,
        messages: &[SendMessage<'_>],
    ) -> Result<SendProgress, MessageError> {
        self.send_several_until(messages, self.deadline(self.send_timeout())).await
    }

    #[doc = message_docs!(until_timeout)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::sendmmsg`].
    pub async fn sendmmsg_timeout(
        &self,
        messages: &[SendMessage<'_>],
        timeout: Duration,
    ) -> Result<SendProgress, MessageError> {
        self.send_several_until(messages, self.deadline(Some(timeout))).await
    }

    #[doc = message_docs!(sendmmsg_counted)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: `progress` is right when the future is dropped, and one goes on in the same way.
    pub async fn sendmmsg_counted(
        &self,
        messages: &[SendMessage<'_>],
        progress: &mut SendProgress,
    ) -> Result<(), MessageError> {
        let shared = self.endpoint().shared();
        let send = self.core().sendmmsg(|| shared.runtime.now(), messages, progress);
        self.until(pin!(send), self.send_timeout()).await
    }

    async fn send_several_until(
        &self,
        messages: &[SendMessage<'_>],
        deadline: Option<Instant>,
    ) -> Result<SendProgress, MessageError> {
        let shared = self.endpoint().shared();
        let mut progress = SendProgress::new();
        let send = self.core().sendmmsg(|| shared.runtime.now(), messages, &mut progress);
        let sent = shared.run_until(pin!(send), deadline).await;
        progress.after(sent)
    }

    #[doc = message_docs!(recvmmsg)]
    ///
    /// # Cancel safety
    ///
    /// What was received is in the slots; [`MessageSocket::recvmmsg_counted`] goes on there.
    pub async fn recvmmsg(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
    ) -> Result<usize, MessageError> {
        self.receive_several_until(slots, flags, self.deadline(self.receive_timeout())).await
    }

    #[doc = message_docs!(until_timeout)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::recvmmsg`].
    pub async fn recvmmsg_timeout(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        self.receive_several_until(slots, flags, self.deadline(Some(timeout))).await
    }

    #[doc = message_docs!(recvmmsg_counted)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: `received` is right when the future is dropped, and one goes on in the same way.
    pub async fn recvmmsg_counted(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        received: &mut usize,
    ) -> Result<(), MessageError> {
        let receive = self.core().recvmmsg(slots, flags, received);
        self.until(pin!(receive), self.receive_timeout()).await
    }

    /// Waits no longer than a limit that begins now.
    async fn until<T>(
        &self,
        verb: Pin<&mut impl Future<Output = Result<T, MessageError>>>,
        limit: Option<Duration>,
    ) -> Result<T, MessageError> {
        let waited = self.endpoint().shared().run_until(verb, self.deadline(limit)).await;
        waited.unwrap_or(Err(MessageError::WouldBlock))
    }

    async fn receive_several_until(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        deadline: Option<Instant>,
    ) -> Result<usize, MessageError> {
        let mut received = 0;
        let receive = self.core().recvmmsg(slots, flags, &mut received);
        let outcome = self.endpoint().shared().run_until(pin!(receive), deadline).await;
        ReceiveSlot::after(slots, received, outcome)
    }
}
