//! Where the data of messages is from and goes to: several buffers, memory that is not copied, several messages.
//!
//! Holds: those verbs of [`MessageSocket`]. Must not know: the protocol; every verb is one of the core's, waited for by
//! this thread.

use crate::message_socket::{MessageSocket, deadline};
use bytes::Bytes;
use rxrpc_core::message::{Buffers, Pieces};
use rxrpc_core::{
    MessageError, MessageFlags, ReceiveProgress, ReceiveSlot, ReceivedMessage, SendMessage,
    SendProgress, message_docs,
};
use std::io::IoSliceMut;
use std::time::{Duration, Instant};

impl MessageSocket {
    #[doc = message_docs!(recvmsg_counted)]
    pub fn recvmsg_counted(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        progress: &mut ReceiveProgress,
    ) -> Result<ReceivedMessage, MessageError> {
        self.wait(
            self.core().recvmsg_counted(buf, flags, progress),
            deadline(self.receive_timeout()),
        )
    }

    #[doc = message_docs!(recvmsg_vectored)]
    pub fn recvmsg_vectored(
        &self,
        bufs: &mut [IoSliceMut<'_>],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut Buffers::new(bufs), flags, deadline(self.receive_timeout()))
    }

    #[doc = message_docs!(recvmsg_bytes)]
    pub fn recvmsg_bytes(
        &self,
        data: &mut Vec<Bytes>,
        limit: usize,
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut Pieces::new(data, limit), flags, deadline(self.receive_timeout()))
    }

    #[doc = message_docs!(sendmmsg)]
    pub fn sendmmsg(&self, messages: &[SendMessage<'_>]) -> Result<SendProgress, MessageError> {
        self.send_several_until(messages, deadline(self.send_timeout()))
    }

    #[doc = message_docs!(until_timeout)]
    pub fn sendmmsg_timeout(
        &self,
        messages: &[SendMessage<'_>],
        timeout: Duration,
    ) -> Result<SendProgress, MessageError> {
        self.send_several_until(messages, deadline(Some(timeout)))
    }

    #[doc = message_docs!(sendmmsg_counted)]
    pub fn sendmmsg_counted(
        &self,
        messages: &[SendMessage<'_>],
        progress: &mut SendProgress,
    ) -> Result<(), MessageError> {
        self.wait(
            self.core().sendmmsg(Instant::now, messages, progress),
            deadline(self.send_timeout()),
        )
    }

    fn send_several_until(
        &self,
        messages: &[SendMessage<'_>],
        deadline: Option<Instant>,
    ) -> Result<SendProgress, MessageError> {
        let mut progress = SendProgress::new();
        let send = self.core().sendmmsg(Instant::now, messages, &mut progress);
        let sent = self.endpoint().driver().block_on(send, deadline);
        progress.after(sent)
    }

    #[doc = message_docs!(recvmmsg)]
    pub fn recvmmsg(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
    ) -> Result<usize, MessageError> {
        self.receive_several_until(slots, flags, deadline(self.receive_timeout()))
    }

    #[doc = message_docs!(until_timeout)]
    pub fn recvmmsg_timeout(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        self.receive_several_until(slots, flags, deadline(Some(timeout)))
    }

    #[doc = message_docs!(recvmmsg_counted)]
    pub fn recvmmsg_counted(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        received: &mut usize,
    ) -> Result<(), MessageError> {
        self.wait(self.core().recvmmsg(slots, flags, received), deadline(self.receive_timeout()))
    }

    fn receive_several_until(
        &self,
        slots: &mut [ReceiveSlot<'_>],
        flags: MessageFlags,
        deadline: Option<Instant>,
    ) -> Result<usize, MessageError> {
        let mut received = 0;
        let receive = self.core().recvmmsg(slots, flags, &mut received);
        let outcome = self.endpoint().driver().block_on(receive, deadline);
        ReceiveSlot::after(slots, received, outcome)
    }
}
