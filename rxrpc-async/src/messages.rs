//! The messages of a socket as a stream.
//!
//! Holds: [`Messages`], [`Message`]. Must not know: the protocol; what a message is made of, which is the core's.

use crate::message_socket::MessageSocket;
use crate::ongoing::Ongoing;
use bytes::Bytes;
use futures::future::FutureExt;
use futures::stream::{FusedStream, Stream};
use rxrpc_core::message::Pieces;
use rxrpc_core::{MessageError, MessageFlags, ReceiveProgress, ReceivedMessage};
use std::fmt;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

/// What a [`Messages`] gives: what `recvmsg_bytes` gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Message {
    /// Of which call it is, and what is told of that.
    pub received: ReceivedMessage,
    /// The data, without a copy; `received.bytes` of it. A piece keeps the memory of others of its call alive that came at
    /// the same time. `data.concat()` makes one piece of it.
    pub data: Vec<Bytes>,
}

/// The messages of an AF_RXRPC socket, of all its calls in the order of `recvmsg`:
/// [`MessageSocket::messages`].
///
/// It waits without a limit, whatever the socket's `receive_timeout` is, and also while the socket has no call. It ends
/// when the socket or its endpoint is closed. As a handle of the socket it keeps it open. Other readers of the socket, a
/// second stream too, take messages of the same queue: each message goes to one of them.
///
/// Dropping a future of `next()`, or the stream, loses no message.
///
/// There is no `Sink` beside it: one for all calls of a socket would let a call whose window is full hold up the others.
/// Send with [`MessageSocket::sendmsg`], which waits for its own call alone, or make a call of the call face a `Sink`
/// ([`Call::into_sink`](crate::Call::into_sink)).
#[must_use = "a stream does nothing unless it is polled"]
pub struct Messages {
    socket: MessageSocket,
    limit: usize,
    /// The wait of the stream.
    pending: Option<Ongoing<Option<Message>>>,
    over: bool,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("socket", &self.socket).finish_non_exhaustive()
    }
}

impl MessageSocket {
    /// The messages of the socket as a `Stream`, each with `limit` bytes of data at most, and at least one.
    ///
    /// ```
    /// # use futures::StreamExt;
    /// # use rxrpc_async::{MessageSocket, UserCallId};
    /// # async fn example(socket: &MessageSocket, mut told: impl FnMut(UserCallId, Vec<u8>)) {
    /// let mut messages = socket.messages(1 << 16);
    /// while let Some(message) = messages.next().await {
    ///     if let Some(call) = message.received.call {
    ///         told(call, message.data.concat());
    ///     }
    /// }
    /// # }
    /// ```
    pub fn messages(&self, limit: usize) -> Messages {
        Messages { socket: self.clone(), limit: limit.max(1), pending: None, over: false }
    }

    /// The next message, as [`Messages`] waits for it; `None` when there will be none any more.
    async fn next_message(self, limit: usize) -> Option<Message> {
        let mut data = Vec::new();
        let mut room = Pieces::new(&mut data, limit);
        let next = self.core().next_message(&mut room);
        let received = self.endpoint().shared().run(pin!(next)).await.ok()?;
        Some(Message { received, data })
    }

    /// The same, if it is there.
    fn try_next_message(&self, limit: usize) -> Result<Message, MessageError> {
        let mut data = Vec::new();
        let (mut room, mut progress) = (Pieces::new(&mut data, limit), ReceiveProgress::new());
        let receive = self.core().recvmsg_into(&mut room, MessageFlags::DONTWAIT, &mut progress);
        let received = receive.now_or_never().unwrap_or(Err(MessageError::WouldBlock));
        self.endpoint().shared().flush();
        Ok(Message { received: received?, data })
    }
}

impl Messages {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        if self.pending.is_none() {
            match self.socket.try_next_message(self.limit) {
                Err(MessageError::WouldBlock) => {}
                message => return Poll::Ready(message.ok()),
            }
        }
        let pending = self
            .pending
            .get_or_insert_with(|| Ongoing::new(self.socket.clone().next_message(self.limit)));
        let polled = pending.poll(cx);
        if polled.is_ready() {
            self.pending = None;
        }
        polled
    }
}

impl Stream for Messages {
    type Item = Message;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        let this = self.get_mut();
        if this.over {
            return Poll::Ready(None);
        }
        let polled = this.poll_message(cx);
        this.over = matches!(polled, Poll::Ready(None));
        polled
    }
}

impl FusedStream for Messages {
    fn is_terminated(&self) -> bool {
        self.over
    }
}
