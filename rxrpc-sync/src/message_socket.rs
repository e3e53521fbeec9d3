//! AF_RXRPC sockets: `sendmsg` and `recvmsg` with the contract of Linux.
//!
//! Holds: [`MessageSocket`]. Must not know: the protocol; every verb is one of the core's, waited for by this thread.

use crate::endpoint::Endpoint;
use rxrpc_core::message::{OneBuffer, Room};
use rxrpc_core::{
    MessageError, MessageFlags, MessageSocket as Core, ReceiveProgress, ReceivedMessage,
    SendMessage, SocketEvent, UserCallId, message_docs,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[doc = message_docs!(socket)]
///
/// ```
/// use rxrpc_sync::{Control, Endpoint, MessageFlags, SendMessage, ServiceAddress, ServiceId, UserCallId};
/// # let server = Endpoint::bind("127.0.0.1:0")?;
/// # let _echo = server.serve(ServiceId(147), 1, |call| {
/// #     let request = call.take_request(100)?;
/// #     Ok(call.send(&request)?)
/// # })?;
/// # let service = ServiceAddress::new(server.local_addr(), ServiceId(147));
///
/// let socket = Endpoint::bind("127.0.0.1:0")?.message_socket();
/// let control = [Control::UserCallId(UserCallId(7))];
/// socket.sendmsg(&SendMessage::new(b"hello", &control).to(service))?;
/// let (mut reply, mut buf) = (Vec::new(), [0; 1500]);
/// loop {
///     let message = socket.recvmsg(&mut buf, MessageFlags::empty())?;
///     reply.extend_from_slice(&buf[..message.bytes]);
///     if message.is_end() {
///         break;
///     }
/// }
/// assert_eq!(reply, b"hello");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Waiting blocks the thread.
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
        self.endpoint.driver().flush();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.close();
    }
}

impl MessageSocket {
    pub(crate) fn new(endpoint: Endpoint) -> Self {
        let core = endpoint.driver().core.message_socket();
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
    pub fn sendmsg(&self, message: &SendMessage<'_>) -> Result<usize, MessageError> {
        self.sendmsg_until(message, deadline(self.send_timeout()))
    }

    #[doc = message_docs!(sendmsg_timeout)]
    pub fn sendmsg_timeout(
        &self,
        message: &SendMessage<'_>,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        self.sendmsg_until(message, deadline(Some(timeout)))
    }

    #[doc = message_docs!(sendmsg_counted)]
    pub fn sendmsg_counted(
        &self,
        message: &SendMessage<'_>,
        taken: &mut usize,
    ) -> Result<(), MessageError> {
        let (begin, deadline) = (*taken, deadline(self.send_timeout()));
        match self.wait(self.core().sendmsg(Instant::now(), message, taken), deadline) {
            // The deadline came in the middle.
            Err(MessageError::WouldBlock) if *taken > begin => Ok(()),
            sent => sent,
        }
    }

    fn sendmsg_until(
        &self,
        message: &SendMessage<'_>,
        deadline: Option<Instant>,
    ) -> Result<usize, MessageError> {
        let mut taken = 0;
        let sent = self.wait(self.core().sendmsg(Instant::now(), message, &mut taken), deadline);
        match sent {
            Ok(()) => Ok(taken),
            // The deadline came in the middle.
            Err(MessageError::WouldBlock) if taken > 0 => Ok(taken),
            Err(error) => Err(error),
        }
    }

    #[doc = message_docs!(recvmsg)]
    pub fn recvmsg(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut OneBuffer(buf), flags, deadline(self.receive_timeout()))
    }

    #[doc = message_docs!(recvmsg_timeout)]
    pub fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<ReceivedMessage, MessageError> {
        self.receive_until(&mut OneBuffer(buf), flags, deadline(Some(timeout)))
    }

    #[doc = message_docs!(next_event)]
    pub fn next_event(&self) -> Result<SocketEvent, MessageError> {
        self.wait(self.core().next_event(), None)
    }

    #[doc = message_docs!(next_event_timeout)]
    pub fn next_event_timeout(&self, timeout: Duration) -> Result<SocketEvent, MessageError> {
        self.wait(self.core().next_event(), deadline(Some(timeout)))
    }

    rxrpc_core::message_setting_verbs!();

    #[doc = message_docs!(release_id)]
    pub fn release_id(&self, id: UserCallId) -> Result<(), MessageError> {
        let released = self.core().release_id(id);
        self.endpoint().driver().flush();
        released
    }

    #[doc = message_docs!(close)]
    pub fn close(&self) {
        self.open.close();
    }

    pub(crate) fn receive_until(
        &self,
        room: &mut impl Room,
        flags: MessageFlags,
        deadline: Option<Instant>,
    ) -> Result<ReceivedMessage, MessageError> {
        let mut progress = ReceiveProgress::new();
        let receive = self.core().recvmsg_into(room, flags, &mut progress);
        let received = self.endpoint().driver().block_on(receive, deadline);
        received.unwrap_or_else(|| progress.take().ok_or(MessageError::WouldBlock))
    }

    pub(crate) fn wait<T>(
        &self,
        verb: impl Future<Output = Result<T, MessageError>>,
        deadline: Option<Instant>,
    ) -> Result<T, MessageError> {
        let waited = self.endpoint().driver().block_on(verb, deadline);
        waited.unwrap_or(Err(MessageError::WouldBlock))
    }
}

/// When a limit that begins now is over; a limit beyond what can be counted is none.
pub(crate) fn deadline(limit: Option<Duration>) -> Option<Instant> {
    let limit = limit?;
    Instant::now().checked_add(limit)
}
