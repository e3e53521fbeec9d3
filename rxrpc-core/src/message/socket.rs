//! The message face as an object: what it is of, and the verbs that set it up.
//!
//! Holds: [`MessageSocket`], [`Endpoint::message_socket`], `bind`, `connect`, `listen`. Must not know: what messages do.

use crate::address::ServiceAddress;
use crate::endpoint::Endpoint;
use crate::endpoint::service::accept::Listening;
use crate::error::{BindError, MessageError};
use rxrpc_wire::ServiceId;
use std::sync::Arc;

/// An AF_RXRPC socket: the message face of an endpoint. An endpoint has one; all handles are of the same.
#[derive(Clone, Debug)]
pub struct MessageSocket {
    pub(super) endpoint: Arc<Endpoint>,
}

impl Endpoint {
    /// The message face of this endpoint.
    pub fn message_socket(self: &Arc<Self>) -> MessageSocket {
        MessageSocket { endpoint: self.clone() }
    }
}

impl MessageSocket {
    /// The endpoint whose calls it tells.
    #[must_use]
    pub fn endpoint(&self) -> &Arc<Endpoint> {
        &self.endpoint
    }

    /// Binds a service whose calls are taken by [`MessageSocket::recvmsg`], once the socket listens.
    ///
    /// # Errors
    ///
    /// [`BindError`]: EINVAL for service 0, EADDRINUSE, ESHUTDOWN.
    pub fn bind(&self, service: ServiceId) -> Result<(), BindError> {
        self.endpoint.bind(service, None).map(|_| ())
    }

    /// Where calls go that name no destination (AF_RXRPC's `connect`); nothing is sent.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) for service 0 or port 0, [`MessageError::AddressFamily`] (EAFNOSUPPORT) if
    /// the socket cannot send there.
    pub fn connect(&self, to: ServiceAddress) -> Result<(), MessageError> {
        let to = self.check_target(to)?;
        self.endpoint.messages.lock().default_destination = Some(to);
        Ok(())
    }

    /// A target in the form in which calls have it.
    pub(super) fn check_target(&self, to: ServiceAddress) -> Result<ServiceAddress, MessageError> {
        self.endpoint.check_target(to).map_err(|_| {
            match to.service.0 == 0 || to.transport.port() == 0 {
                true => MessageError::Invalid("service 0 or port 0"),
                false => MessageError::AddressFamily,
            }
        })
    }

    /// Lets the message face take calls for its bound services, `backlog` of them waiting at most: each
    /// uses up an ID that `CHARGE_ACCEPT` gave, and is answered with BUSY when there is none. 0 stops
    /// taking calls.
    ///
    /// # Errors
    ///
    /// [`MessageError::Invalid`] (EINVAL) if `backlog` is beyond [`Config::backlog`].
    ///
    /// [`Config::backlog`]: crate::Config::backlog
    pub fn listen(&self, backlog: usize) -> Result<(), MessageError> {
        self.set_listening(backlog, Listening::Charged { backlog })
    }

    /// [`MessageSocket::listen`] in the older way: a call that finds no charged ID is announced by a message
    /// with [`Control::NewCall`](crate::Control::NewCall) and taken with [`Control::Accept`](crate::Control::Accept).
    ///
    /// # Errors
    ///
    /// As [`MessageSocket::listen`].
    pub fn listen_with_announcements(&self, backlog: usize) -> Result<(), MessageError> {
        self.set_listening(backlog, Listening::Announced { backlog })
    }

    fn set_listening(&self, backlog: usize, listening: Listening) -> Result<(), MessageError> {
        if backlog > self.endpoint.config.backlog {
            return Err(MessageError::Invalid("backlog too large"));
        }
        let mut messages = self.endpoint.messages.lock();
        let listening = if backlog == 0 { Listening::No } else { listening };
        for id in self.endpoint.services.set_listening(listening) {
            messages.tree.remove(&id);
        }
        Ok(())
    }
}
