//! The message face: `sendmsg` and `recvmsg` with the contract of Linux AF_RXRPC.
//!
//! Holds: the verbs of [`Endpoint`] that belong to this face. Must not know: the protocol; every verb is
//! one of the core's, waited for by this task.

use crate::endpoint::Endpoint;
use rxrpc_core::{
    BindError, MessageError, MessageFlags, ReceivedMessage, SendMessage, ServiceAddress, ServiceId,
};
use std::time::{Duration, Instant};

impl Endpoint {
    /// Sends a message of the message face. Waits for the call's user mutex, a slot and transmit space,
    /// unless [`MessageFlags::DONTWAIT`] is set. Returns how many bytes of the data were taken, which is
    /// less than all only with `DONTWAIT`.
    ///
    /// Not cancel-safe where data goes with it: if the future is dropped, an unknown part was taken
    /// ([`Endpoint::sendmsg_counted`] tells how much), and a new call that waits for its slot is taken
    /// back, its user call ID free again.
    ///
    /// # Errors
    ///
    /// [`MessageError`], each with the errno of AF_RXRPC.
    pub async fn sendmsg(&self, message: &SendMessage<'_>) -> Result<usize, MessageError> {
        self.sendmsg_until(message, None).await
    }

    /// [`Endpoint::sendmsg`] of `data[*taken..]`, which moves `taken` forward with each byte that is queued
    /// for good: begin with 0, and to go on after a dropped future, call again with the same message and the
    /// same `taken`. Cancel-safe in that way.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::sendmsg`]; [`CallError::CountBeyondData`](crate::CallError::CountBeyondData) (EINVAL) if
    /// `taken` is larger than the data.
    pub async fn sendmsg_counted(
        &self,
        message: &SendMessage<'_>,
        taken: &mut usize,
    ) -> Result<(), MessageError> {
        let shared = self.shared();
        shared.run(shared.core.sendmsg(shared.runtime.now(), message, taken)).await
    }

    /// [`Endpoint::sendmsg`] that waits no longer than `timeout` (`SO_SNDTIMEO`, slot waits included). Not
    /// cancel-safe, as there.
    ///
    /// # Errors
    ///
    /// [`MessageError::WouldBlock`] (EAGAIN) if nothing was taken by then; a new call is taken back.
    pub async fn sendmsg_timeout(
        &self,
        message: &SendMessage<'_>,
        timeout: Duration,
    ) -> Result<usize, MessageError> {
        self.sendmsg_until(message, self.shared().deadline(timeout)).await
    }

    async fn sendmsg_until(
        &self,
        message: &SendMessage<'_>,
        deadline: Option<Instant>,
    ) -> Result<usize, MessageError> {
        let shared = self.shared();
        let mut taken = 0;
        let send = shared.core.sendmsg(shared.runtime.now(), message, &mut taken);
        match shared.run_until(send, deadline).await {
            Some(result) => result.map(|()| taken),
            None if taken > 0 => Ok(taken),
            None => Err(MessageError::WouldBlock),
        }
    }

    /// Receives one message of whichever call has something to tell, waiting for one unless
    /// [`MessageFlags::DONTWAIT`] is set. Cancel-safe: nothing is lost.
    ///
    /// # Errors
    ///
    /// [`MessageError::WouldBlock`] (EAGAIN) if it was not to wait, or if there is no call at all and
    /// the endpoint does not listen.
    pub async fn recvmsg(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
    ) -> Result<ReceivedMessage, MessageError> {
        let shared = self.shared();
        shared.run(shared.core.recvmsg(buf, flags)).await
    }

    /// [`Endpoint::recvmsg`] that waits no longer than `timeout` (`SO_RCVTIMEO`). Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`MessageError::WouldBlock`] (EAGAIN) if nothing came by then.
    pub async fn recvmsg_timeout(
        &self,
        buf: &mut [u8],
        flags: MessageFlags,
        timeout: Duration,
    ) -> Result<ReceivedMessage, MessageError> {
        let shared = self.shared();
        let receive = shared.core.recvmsg(buf, flags);
        let received = shared.run_until(receive, shared.deadline(timeout)).await;
        received.unwrap_or(Err(MessageError::WouldBlock))
    }

    /// Where calls of the message face go that name no destination (`connect`). Sends nothing.
    ///
    /// # Errors
    ///
    /// [`MessageError::AddressFamily`] (EAFNOSUPPORT) if no packet can be sent there.
    pub fn connect(&self, service: ServiceAddress) -> Result<(), MessageError> {
        self.shared().core.set_default_destination(service)
    }

    /// Binds a service for the message face; calls come once the endpoint listens.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::incoming`].
    pub fn bind_service(&self, service: ServiceId) -> Result<(), BindError> {
        self.shared().core.bind_service(service)
    }

    /// Lets the message face take calls; each uses up a user call ID that a `ChargeAccept` gave. 0 stops.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) if the backlog is larger than the setting allows.
    pub fn listen(&self, backlog: usize) -> Result<(), MessageError> {
        self.shared().core.listen(backlog)
    }

    /// [`Endpoint::listen`] in the older way: calls are announced with `NewCall` and taken with
    /// `Accept`.
    ///
    /// # Errors
    ///
    /// As [`Endpoint::listen`].
    pub fn listen_with_announcements(&self, backlog: usize) -> Result<(), MessageError> {
        self.shared().core.listen_with_announcements(backlog)
    }
}
