//! AF_RXRPC sockets: `sendmsg` and `recvmsg` with the contract of Linux.
//!
//! Holds: [`MessageSocket`]. Must not know: the protocol; every verb is one of the core's, waited for by this task.

use crate::endpoint::Endpoint;
use rxrpc_core::message::{OneBuffer, Room};
use rxrpc_core::{
    MessageError, MessageFlags, MessageSocket as Core, ReceiveProgress, ReceivedMessage,
    SendMessage, SocketEvent, UserCallId, message_docs,
};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[doc = message_docs!(socket)]
///
/// ```
/// use rxrpc_async::{
///     Control, MessageError, MessageFlags, MessageSocket, SendMessage, ServiceAddress, UserCallId,
/// };
///
/// async fn ask(socket: &MessageSocket, service: ServiceAddress) -> Result<Vec<u8>, MessageError> {
///     let control = [Control::UserCallId(UserCallId(7))];
///     socket.sendmsg(&SendMessage::new(b"hello", &control).to(service)).await?;
///     let (mut reply, mut buf) = (Vec::new(), [0; 1500]);
///     loop {
///         let message = socket.recvmsg(&mut buf, MessageFlags::empty()).await?;
///         reply.extend_from_slice(&buf[..message.bytes]);
///         if message.is_end() {
///             return Ok(reply);
///         }
///     }
/// }
/// # #[cfg(feature = "smol")]
/// # smol::block_on(async {
/// #     let server = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
/// #     let service = ServiceAddress::new(server.local_addr(), rxrpc_async::ServiceId(147));
/// #     let echo = |mut call: rxrpc_async::Call| async move {
/// #         let request = call.take_request(100).await?;
/// #         Ok(call.send(&request).await?)
/// #     };
/// #     server.serve(service.service, 1, echo).unwrap();
/// #     let client = rxrpc_async::Endpoint::bind("127.0.0.1:0").unwrap();
/// #     assert_eq!(ask(&client.message_socket(), service).await.unwrap(), b"hello");
/// # });
/// ```
///
/// Waiting is for a task to do. What does not wait, as with `DONTWAIT`, is ready at the first poll.
#[derive(Clone, Debug)]
pub struct MessageSocket {
    open: Arc<Open>,
}

/// Closes the socket with its last handle.
#[derive(Debug)]
struct Open {
    endpoint: Endpoint,
    core: Core,
}

impl Open {
    fn close(&self) {
        self.core.close();
        self.endpoint.shared().flush();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.close();
    }
}

impl MessageSocket {
    pub(crate) fn new(endpoint: Endpoint) -> Self {
        let core = endpoint.shared().core.message_socket();
        Self { open: Arc::new(Open { endpoint, core }) }
    }

    pub(crate) fn core(&self) -> &Core {
        &self.open.core
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &Endpoint {
        &self.open.endpoint
    }

    #[doc = message_docs!(sendmsg)]
    ///
    /// # Cancel safety
    ///
    /// Not cancel-safe where data goes with it: if the future is dropped, an unknown part was taken
    /// ([`MessageSocket::sendmsg_counted`] tells how much), and a new call that waits for its slot is taken
    /// back, its user call ID free again.
    pub async fn sendmsg(&self, message: &SendMessage<'_>) -> Result<usize, MessageError> {
        self.sendmsg_until(message, self.deadline(self.send_timeout())).await
    }

    #[doc = message_docs!(sendmsg_counted)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: `taken` is right when the future is dropped, and one goes on in the same way.
    pub async fn sendmsg_counted(
        &self,
        message: &SendMessage<'_>,
        taken: &mut usize,
    ) -> Result<(), MessageError> {
        let shared = self.endpoint().shared();
        let (begin, deadline) = (*taken, self.deadline(self.send_timeout()));
        let send = self.core().sendmsg(shared.runtime.now(), message, taken);
        let sent = shared.run_until(pin!(send), deadline).await;
        match sent {
            Some(sent) => sent,
            // The deadline came in the middle.
            None if *taken > begin => Ok(()),
            None => Err(MessageError::WouldBlock),
        }
    }

    #[doc = message_docs!(sendmsg_timeout)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::sendmsg`].
    pub async fn sendmsg_timeout(
        &self,
        message: &SendMessage<'_>,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        self.sendmsg_until(message, self.deadline(Some(timeout))).await
    }

    async fn sendmsg_until(
        &self,
        message: &SendMessage<'_>,
        deadline: Option<Instant>,
    ) -> Result<usize, MessageError> {
        let shared = self.endpoint().shared();
        let mut taken = 0;
        let send = self.core().sendmsg(shared.runtime.now(), message, &mut taken);
        let sent = shared.run_until(pin!(send), deadline).await;
        match sent {
            Some(result) => result.map(|()| taken),
            None if taken > 0 => Ok(taken),
            None => Err(MessageError::WouldBlock),
        }
    }

    #[doc = message_docs!(recvmsg)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: nothing is lost. With `WAITALL` only [`MessageSocket::recvmsg_counted`] is.
    pub async fn recvmsg(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut OneBuffer(buf), flags, self.deadline(self.receive_timeout())).await
    }

    #[doc = message_docs!(recvmsg_timeout)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::recvmsg`].
    pub async fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut OneBuffer(buf), flags, self.deadline(Some(timeout))).await
    }

    pub(crate) async fn receive_until(
        &self,
        room: &mut impl Room,
        flags: MessageFlags,
        deadline: Option<Instant>,
    ) -> Result<ReceivedMessage, MessageError> {
        let mut progress = ReceiveProgress::new();
        let receive = self.core().recvmsg_into(room, flags, &mut progress);
        let received = self.endpoint().shared().run_until(pin!(receive), deadline).await;
        received.unwrap_or_else(|| progress.take().ok_or(MessageError::WouldBlock))
    }

    /// When a limit that begins now is over; a limit beyond what can be counted is none.
    pub(crate) fn deadline(&self, limit: Option<Duration>) -> Option<Instant> {
        self.endpoint().shared().deadline(limit?)
    }

    #[doc = message_docs!(next_event)]
    ///
    /// # Cancel safety
    ///
    /// Cancel-safe: an event that was not told is told to whoever asks next.
    pub async fn next_event(&self) -> Result<SocketEvent, MessageError> {
        self.wait_for_event(None).await
    }

    #[doc = message_docs!(next_event_timeout)]
    ///
    /// # Cancel safety
    ///
    /// As [`MessageSocket::next_event`].
    pub async fn next_event_timeout(&self, timeout: Duration) -> Result<SocketEvent, MessageError> {
        self.wait_for_event(self.deadline(Some(timeout))).await
    }

    async fn wait_for_event(&self, deadline: Option<Instant>) -> Result<SocketEvent, MessageError> {
        let told =
            self.endpoint().shared().run_until(pin!(self.core().next_event()), deadline).await;
        told.unwrap_or(Err(MessageError::WouldBlock))
    }

    rxrpc_core::message_setting_verbs!();

    #[doc = message_docs!(release_id)]
    pub fn release_id(&self, id: UserCallId) -> Result<(), MessageError> {
        let released = self.core().release_id(id);
        self.endpoint().shared().flush();
        released
    }

    #[doc = message_docs!(close)]
    pub fn close(&self) {
        self.open.close();
    }
}
